// The student's progress, kept on the device alone: {v: 1, answers: {"<kind>/<identity>": {r: response,
// c: times judged, p: share once judged, t: time in ms, f: fingerprint of the answer block, h: hints
// seen}}, runs: {"<kind>/<quiz>": {s: seed, b: begun in ms, x: minutes added, t: time in ms}}}
(function (pupitre) {
'use strict';

const optional = (value, low, high) => value === undefined || (value >= low && value <= high);
// What a date can hold.
const dated = ({ t }) => Number.isFinite(t) && Math.abs(t) < 8e15;
const sound = {
  answers: (entry) =>
    Array.isArray(entry?.r) &&
    entry.r.every((part) => typeof part === 'string') &&
    entry.c >= 0 &&
    optional(entry.p, 0, 1) &&
    optional(entry.h, 0, Infinity) &&
    dated(entry),
  runs: (run) => run && [run.s, run.b, run.x].every((n) => n === undefined || Number.isFinite(n)) && dated(run),
};

// The newest wins, answer by answer and run by run; what is damaged is left out.
function merge(...all) {
  const merged = {};
  for (const table in sound) {
    const rows = (merged[table] = Object.create(null));
    for (const progress of all) {
      for (const [id, row] of Object.entries(progress?.[table] || {})) {
        if (sound[table](row) && !(rows[id]?.t > row.t)) rows[id] = row;
      }
    }
  }
  return merged;
}

// Null for what is damaged.
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// `storage` is a function: naming localStorage may throw.
function open(course, storage, now = Date.now) {
  const key = `pupitre:${course}`;
  let unsaved = merge(); // What storage would not take.
  let known;

  // Null when storage is refused, or of another version: that is left alone.
  function read() {
    try {
      const stored = parse(storage().getItem(key));
      if (store.trouble !== 'full') store.trouble = '';
      if (!stored?.v) return { v: 1 }; // Damaged: nothing to lose.
      if (stored.v === 1) return stored;
      store.trouble = 'version';
    } catch {
      store.trouble = 'refused';
    }
    return null;
  }

  function reload() {
    known = merge(read(), unsaved);
  }

  // Reads before it writes: another tab may have written since. `more` makes of what is known what
  // is to be kept besides.
  function keep(more) {
    const stored = read();
    known = merge(stored, unsaved);
    unsaved = merge(unsaved, more(known));
    known = merge(stored, unsaved);
    if (!stored) return;
    try {
      storage().setItem(key, JSON.stringify({ ...stored, ...known }));
      unsaved = merge();
      store.trouble = '';
    } catch {
      store.trouble = 'full';
    }
  }

  // Even with a clock set back, the last row is the newest.
  const put = (table) => (id, row) =>
    keep((rows) => ({ [table]: { [id]: { ...row, t: Math.max(now(), (rows[table][id]?.t || 0) + 1) } } }));

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

  const store = {
    course,
    key,
    trouble: '',
    get: (id) => known.answers[id],
    put: put('answers'),
    run: (id) => known.runs[id],
    putRun: put('runs'),
    reload,
    erase,
    keep,
    all: () => known,
  };
  reload();
  return store;
}

Object.assign(pupitre, { open, merge, parse });
})(pupitre);
