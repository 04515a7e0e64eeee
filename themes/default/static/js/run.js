// What is each student's own: which questions are drawn, in which order options stand. The same seed
// gives the same, and a question more or less moves no other.
(function (pupitre) {
'use strict';

// A number for `text` that another seed puts elsewhere (FNV-1a, stirred as MurmurHash3 ends).
function rank(seed, text) {
  let hash = 0x811c9dc5 ^ seed;
  for (const letter of String(text)) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

// The ids of `n` of the questions, each {id, objective}. Each objective has its share: all firsts come
// before any second.
function draw(questions, n, seed) {
  const turns = new Map();
  const ranked = questions.map((question) => ({ ...question, rank: rank(seed, question.id) }));
  ranked.sort((a, b) => a.rank - b.rank);
  for (const question of ranked) {
    question.turn = turns.get(question.objective) || 0;
    turns.set(question.objective, question.turn + 1);
  }
  ranked.sort((a, b) => a.turn - b.turn || a.rank - b.rank);
  return new Set(ranked.slice(0, n || Infinity).map(({ id }) => id));
}

Object.assign(pupitre, { rank, draw });
})(pupitre);
