// The student's answers, kept on the device alone: {v: 1, answers: {"lesson/<key>": {r: response,
// c: times checked, p: share once graded, t: time in ms, f: fingerprint of the right answer}}}
(function (pupitre) {
'use strict';

function sound(entry) {
  return (
    Array.isArray(entry?.r) &&
    entry.c >= 0 &&
    Number.isFinite(entry.t) &&
    (entry.p === undefined || (entry.p >= 0 && entry.p <= 1))
  );
}

// The newest wins, question by question; what is damaged is left out.
function merge(...tables) {
  const merged = Object.create(null);
  for (const table of tables) {
    for (const [id, entry] of Object.entries(table || {})) {
      if (sound(entry) && !(merged[id]?.t > entry.t)) merged[id] = entry;
    }
  }
  return merged;
}

// FNV-1a.
function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
  return (hash >>> 0).toString(36);
}

function parse(text) {
  try {
    const stored = JSON.parse(text);
    if (stored?.v) return stored;
  } catch {
    // Damaged: nothing to lose.
  }
  return { v: 1 };
}

// `storage` is a function: naming localStorage may throw.
function open(course, storage, now = Date.now) {
  const key = `pupitre:${course}`;
  const store = { key, trouble: '', get: (id) => answers[id], reload, put, erase };
  let unsaved = merge(); // What storage would not take.
  let answers;

  // Null when storage is refused, or of another version: that is left alone.
  function read() {
    try {
      const stored = parse(storage().getItem(key));
      if (store.trouble !== 'full') store.trouble = '';
      if (stored.v === 1) return stored;
      store.trouble = 'version';
    } catch {
      store.trouble = 'refused';
    }
    return null;
  }

  function reload() {
    answers = merge(read()?.answers, unsaved);
  }

  // Reads before it writes: another tab may have written since.
  function put(id, entry) {
    const stored = read();
    const known = merge(stored?.answers, unsaved);
    // Even with a clock set back, the last answer is the newest.
    unsaved[id] = { ...entry, t: Math.max(now(), (known[id]?.t || 0) + 1) };
    answers = merge(known, unsaved);
    if (!stored) return;
    try {
      storage().setItem(key, JSON.stringify({ ...stored, answers }));
      unsaved = merge();
      store.trouble = '';
    } catch {
      store.trouble = 'full';
    }
  }

  // The student's own wish: other versions go too.
  function erase() {
    unsaved = merge();
    store.trouble = '';
    try {
      storage().removeItem(key);
    } catch {
      // There is none.
    }
    reload();
  }

  reload();
  return store;
}

Object.assign(pupitre, { open, merge, fingerprint });
})(typeof module === 'object' ? module.exports : window.pupitre);
