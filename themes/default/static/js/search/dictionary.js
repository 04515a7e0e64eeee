// The words of the course and where they stand, as src/search/ writes them: no page.
(function (pupitre) {
'use strict';

const digits = " !#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}";
const ends = 46;
const goesOn = digits.length - ends;
const values = new Uint8Array(128);
for (let value = 0; value < digits.length; value += 1) values[digits.charCodeAt(value)] = value;

// The numbers of a list, as src/search/code.rs writes them.
pupitre.numbers = function (text) {
  const numbers = new Uint32Array(text.length);
  let count = 0;
  let number = 0;
  let scale = 1;
  for (let at = 0; at < text.length; at += 1) {
    const value = values[text.charCodeAt(at)];
    number += value * scale;
    if (value < ends) {
      numbers[count] = number;
      count += 1;
      number = 0;
      scale = 1;
    } else {
      scale *= goesOn;
    }
  }
  return numbers.subarray(0, count);
};

// The words of a dictionary: a capital letter says how much of the one before each begins with.
function words(text) {
  const words = [];
  let word = '';
  let start = 0;
  for (let at = 1; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 65;
    if (code < 65 || code > 90) continue;
    const shared = text.charCodeAt(start) - 65;
    word = (shared ? [...word].slice(0, shared).join('') : '') + text.slice(start + 1, at);
    words.push(word);
    start = at;
  }
  return words;
}

// The number of the first of a sorted list that is not below `wanted`.
pupitre.place = function (list, wanted) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

// What the file `index` says, ready to be asked.
pupitre.dictionary = function ({ lang, common, pages, own, firsts, marks, words: text }) {
  const counts = pupitre.numbers(pages);
  // The first passage of each page, and the page of each passage.
  const starts = new Uint32Array(counts.length + 1);
  counts.forEach((count, page) => (starts[page + 1] = starts[page] + count));
  const pageOf = new Uint32Array(starts[counts.length]);
  counts.forEach((count, page) => pageOf.fill(page, starts[page], starts[page + 1]));
  const markOf = { w: marks.w.split(' '), p: marks.p.split(' ') };
  return { lang, common: new Set(common.split(' ')), words: words(text), own, firsts, starts, pageOf, markOf };
};
})(pupitre);
