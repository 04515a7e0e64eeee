// Which words of the dictionary are meant by one that was typed: no page.
(function (pupitre) {
'use strict';

// Below so many letters too many words begin alike.
const prefix = 2;
// Letters of a word that may have been written together with another; shorter ones are not guessed at.
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

// What neighbours among the words typed mean together, if they are a word of the dictionary: pre requis.
pupitre.joined = function (index, runs, last) {
  const joined = new Map();
  for (let at = 1; at < runs.length; at += 1) {
    const [one, other] = [runs[at - 1], runs[at]];
    if ([one, other].some(({ word, parts }) => parts.length > 1 || index.common.has(word))) continue;
    const meant = pupitre.known(index, one.word + other.word, other.word === last);
    for (const { word } of meant.length ? [one, other] : []) joined.set(word, meant);
  }
  return joined;
};

// The words of the dictionary that one that was typed is, or that it begins if it is still being typed: each
// as `[number, share]`, how much of the word it is. Common words have no inflections: comment, commenté.
pupitre.known = function ({ words, lang, common }, typed, last, share = 1) {
  const meant = new Map();
  const stem = pupitre.stem(typed, lang);
  const [from, to] = range(words, stem);
  for (let number = from; number < to; number += 1) {
    const word = words[number];
    if (word === typed) meant.set(number, share);
    else if (pupitre.stem(word, lang) === stem && !common.has(word) && !common.has(typed)) meant.set(number, share * 0.9);
  }
  if (last) begun(words, typed, meant, share);
  return [...meant];
};

function begun(words, typed, meant, share = 1) {
  const [from, to] = typed.length < prefix ? [0, 0] : range(words, typed);
  for (let number = from; number < to; number += 1) {
    const part = share * (0.3 + (0.5 * typed.length) / words[number].length);
    meant.set(number, Math.max(part, meant.get(number) || 0));
  }
}
// What is meant by a word, as `known` says it: that word, else those that it may have been meant to be, else
// those that it begins.
pupitre.meant = function (index, typed, last) {
  const known = pupitre.known(index, typed, last);
  if (known.length) return known;
  const meant = new Map();
  for (const [word, share] of guessed(index, typed, last)) {
    for (const [number, part] of pupitre.known(index, word, false, share)) meant.set(number, Math.max(part, meant.get(number) || 0));
  }
  if (!meant.size) begun(index.words, typed, meant);
  return [...meant];
};

// What is meant by a part of what hyphens tie, if all of it is no word of the dictionary: a letter alone says
// nothing (e-mail), and a few say themselves and nothing that begins or ends otherwise (pare-feu, vis-à-vis).
pupitre.tied = function (index, typed, last) {
  const known = /^\p{Alphabetic}$/u.test(typed) ? [] : pupitre.known(index, typed, last);
  return known.filter(([number]) => typed.length >= part || index.words[number] === typed);
};

// The words that are one slip away, else those of its family, else those that are two away.
function guessed({ words, common }, typed, last) {
  if (typed.length < part || /^\p{N}+$/u.test(typed)) return [];
  const most = typed.length < 9 ? 1 : 2;
  const slips = pupitre.slips(words, typed, most, last && typed.length > part).filter(({ number }) => {
    const word = words[number];
    // Of four letters, another in the place of one makes another word: mail, main.
    return !common.has(word) && (typed.length > part || word.length > part || [...word].sort().join() === [...typed].sort().join());
  });
  const nearest = Math.min(...slips.map(({ distance }) => distance));
  const kin = nearest > 1 ? akin(words, typed) : [];
  if (kin.length) return kin.map((word) => [word, 0.4]);
  return slips.filter(({ distance }) => distance === nearest).map(({ number }) => [words[number], 0.8 / (nearest + 1)]);
}

// Those that begin as no others do, and for the most part: modérer, modération.
function akin(words, typed) {
  const at = pupitre.place(words, typed);
  const shared = (word = '') => {
    let length = 0;
    while (length < word.length && word[length] === typed[length]) length += 1;
    return length;
  };
  const length = Math.max(shared(words[at - 1]), shared(words[at]));
  return length > part && length >= typed.length * 0.65 ? words.slice(...range(words, typed.slice(0, length))) : [];
}
})(pupitre);
