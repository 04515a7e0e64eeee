// Which words of the dictionary are meant by one that was typed: no page.
(function (pupitre) {
'use strict';

// Below so many letters too many words begin alike.
const prefix = 2;

// The numbers of the words that begin with `start`: from the first to one past the last.
const range = (words, start) => [pupitre.place(words, start), pupitre.place(words, `${start}\uffff`)];

// Each as `[number, share]`: how much of the word it is. `last` is the word that is still being typed.
pupitre.meant = function ({ words, lang }, typed, last) {
  const meant = new Map();
  const add = (number, share) => meant.set(number, Math.max(share, meant.get(number) || 0));
  const inflected = (word, share) => {
    const stem = pupitre.stem(word, lang);
    const [from, to] = range(words, stem);
    for (let number = from; number < to; number += 1) {
      if (words[number] === word) add(number, share);
      else if (pupitre.stem(words[number], lang) === stem) add(number, share * 0.9);
    }
  };

  const begun = () => {
    const [from, to] = typed.length < prefix ? [0, 0] : range(words, typed);
    for (let number = from; number < to; number += 1) add(number, 0.3 + (0.5 * typed.length) / words[number].length);
  };

  inflected(typed, 1);
  if (last) begun();
  const most = typed.length < 4 || /^\p{N}+$/u.test(typed) ? 0 : typed.length < 8 ? 1 : 2;
  if (!meant.size && most) {
    const slips = pupitre.slips(words, typed, most, last);
    const nearest = Math.min(...slips.map(({ distance }) => distance));
    for (const { number, distance } of slips) {
      if (distance === nearest) inflected(words[number], 0.8 / (distance + 1));
    }
  }
  if (!meant.size) begun();
  return [...meant];
};
})(pupitre);
