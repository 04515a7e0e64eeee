// Texts to words as they are compared: no page. src/search/word.rs does the same.
(function (pupitre) {
'use strict';

const letters = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ς: 'σ' };
const length = 32;
const folded = new Map();

const fold = (word) =>
  [
    ...word
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\u0300-\u036f]/g, '')
      .normalize()
      .replace(/[œæßøłđıς]/g, (letter) => letters[letter])
      .replace(/[^\p{Alphabetic}\p{N}]/gu, ''),
  ]
    .slice(0, length)
    .join('');

// A word without case and accents. Passages hold the same words again and again.
pupitre.fold = function (word) {
  if (!folded.has(word)) {
    if (folded.size > 20000) folded.clear();
    folded.set(word, fold(word));
  }
  return folded.get(word);
};

// The words of a text, each with its place: an apostrophe parts them, as a hyphen does, which ties it to
// the one before.
pupitre.words = function (text) {
  let before;
  return Array.from(text.matchAll(/[\p{Alphabetic}\p{N}\u0300-\u036f]+/gu), ({ 0: word, index: start }) => {
    const tied = before === start - 1 && /[-‐‑]/.test(text[before]);
    before = start + word.length;
    return { word: pupitre.fold(word), start, end: before, tied };
  });
};

// These words, those together that hyphens tie: all that is tied as one word, and its parts.
pupitre.runs = function (words) {
  const runs = [];
  for (const one of words) {
    if (one.tied && runs.length) runs.at(-1).push(one);
    else runs.push([one]);
  }
  return runs.map((parts) => ({ word: pupitre.fold(parts.map(({ word }) => word).join('')), parts }));
};
})(pupitre);
