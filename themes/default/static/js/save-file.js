// Progress as a file that the student keeps: {pupitre: 1, course, saved: date, answers, runs}.
(function (pupitre) {
'use strict';

const { merge, parse } = pupitre;

// All that is known, as the text of a file.
function saveFile(store, now = Date.now) {
  store.reload();
  return JSON.stringify({ pupitre: 1, course: store.course, saved: new Date(now()).toISOString(), ...store.all() });
}

// Takes what is newer in such a text, and says how many answers those are. One that is damaged in any
// part is refused whole: what it would do to the rest, nobody knows.
function loadFile(store, text) {
  const file = parse(text);
  if (!(file?.pupitre >= 1)) return { refused: 'damaged' };
  if (file.pupitre > 1) return { refused: 'version' };
  if (file.course !== store.course) return { refused: 'course' };
  const theirs = merge(file);
  const damaged = (table) => Object.keys(file[table] || {}).some((id) => !theirs[table][id]);
  if (Object.keys(theirs).some(damaged)) return { refused: 'damaged' };
  let taken;
  store.keep((ours) => {
    taken = Object.entries(theirs.answers).filter(([id, { t }]) => !(ours.answers[id]?.t >= t)).length;
    return theirs;
  });
  return { taken };
}

Object.assign(pupitre, { saveFile, loadFile });
})(pupitre);
