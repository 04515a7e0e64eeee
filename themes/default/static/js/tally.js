// What the kept answers to a quiz are worth: no page, and no answer looked at.
(function (pupitre) {
'use strict';

// As src/render/results.rs writes them: IDENTITY:FINGERPRINT:POINTS:OBJECTIVE, parted by spaces.
function questionsOf({ kind, pass, questions }) {
  return questions.split(' ').filter(Boolean).map((text) => {
    const [identity, f, points, objective] = text.split(':');
    return { id: `${kind}/${identity}`, f, points: Number(points), objective, kind, pass: Number(pass) };
  });
}

function sum(judged) {
  let [got, total] = [0, 0];
  for (const { points, entry } of judged) {
    got += points * (entry.p || 0);
    total += points;
  }
  // Rounded down: 69.6 % must not read as a failed 70 %. Three thirds are a whole all the same.
  return { got, total, percent: total ? Math.floor((100 * got) / total + 1e-9) : null };
}

// `quiz` holds what its row says: kind, pass, asked (how many questions one student gets),
// sealed, questions.
function tally(quiz, store) {
  const asked = questionsOf(quiz);
  // An answer to what the question was before is none.
  for (const question of asked) {
    const entry = store.get(question.id);
    if (entry?.f === question.f) question.entry = entry;
  }
  // An open answer may be done without a share.
  const isDone = (entry) => entry?.p !== undefined || Boolean(entry?.d);
  const judged = asked.filter(({ entry }) => isDone(entry));
  const when = Math.max(...judged.map(({ entry }) => entry.t));
  // Begun again after it was handed in: what is left of that time says nothing.
  const again = asked.some(({ entry }) => entry?.c && !isDone(entry) && entry.t > when);
  const given = asked.filter(({ entry }) => entry?.r.length);
  const enough = quiz.sealed ? !again : judged.length >= quiz.asked;
  const done = judged.length > 0 && enough;
  const state = done ? 'done' : given.length || judged.length ? 'begun' : 'new';
  return {
    state,
    when,
    // Before all is handed in, nothing of it is known.
    judged: done || !quiz.sealed ? judged : [],
    given: Math.min(given.length, quiz.asked),
    missed: judged.filter(({ entry }) => entry.p < 1).length,
    ...sum(judged),
  };
}

Object.assign(pupitre, { tally, sum });
})(pupitre);
