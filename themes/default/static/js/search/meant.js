// Which words of the dictionary are meant by one that was typed: no page.
(function (pupitre) {
'use strict';

// Below so many letters too many words begin alike.
const prefix = 2;
// Letters of a word that may have been written together with another.
const part = 4;

// The numbers of the words that begin with `start`: from the first to one past the last.
const range = (words, start) => [pupitre.place(words, start), pupitre.place(words, `${start}\uffff`)];

const holds = (words, word) => words[pupitre.place(words, word)] === word;

// A word as it is, or as the two that it was meant to be: rendezvous.
pupitre.parted = function (words, common, typed) {
  const isKnown = words[pupitre.place(words, typed)]?.startsWith(typed) || common.has(typed);
  for (let at = part; !isKnown && at <= typed.length - part; at += 1) {
    const parts = [typed.slice(0, at), typed.slice(at)];
    if (parts.every((word) => common.has(word) || holds(words, word)) && !parts.every((word) => common.has(word))) return parts;
  }
  return [typed];
};

// Those of the words typed that make one word of the dictionary with a neighbour, and which: pre requis.
pupitre.joined = function (words, common, typed) {
  const joined = new Map();
  for (let at = 1; at < typed.length; at += 1) {
    const both = [typed[at - 1], typed[at]];
    if (both.some((word) => common.has(word)) || !holds(words, both.join(''))) continue;
    for (const word of both) joined.set(word, both.join(''));
  }
  return joined;
};

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
  const most = typed.length < 4 || /^\p{N}+$/u.test(typed) ? 0 : typed.length < 9 ? 1 : 2;
  if (!meant.size && most) {
    const slips = pupitre.slips(words, typed, most, last && typed.length > 4);
    const nearest = Math.min(...slips.map(({ distance }) => distance));
    for (const { number, distance } of slips) {
      if (distance === nearest) inflected(words[number], 0.8 / (distance + 1));
    }
  }
  if (!meant.size) begun();
  return [...meant];
};
})(pupitre);
