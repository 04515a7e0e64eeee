// What is shown of a passage: no page.
(function (pupitre) {
'use strict';

// Characters of an extract, and how far it may stretch to begin and end between sentences.
const length = 200;
const slack = 40;

// Those of the words of a text that are among `meant`, which says of each which of those typed it is; what hyphens
// tie together as a whole, if it is meant so.
pupitre.hits = function (words, meant) {
  const hits = [];
  const add = (word, { start }, { end }) => meant.has(word) && hits.push({ start, end, typed: meant.get(word) });
  for (const { word, parts } of pupitre.runs(words)) {
    const isOne = add(word, parts[0], parts.at(-1));
    for (const one of isOne || parts.length === 1 ? [] : parts) add(one.word, one, one);
  }
  return hits;
};

// A text as `[text, isMarked]` pairs, from one place to another.
pupitre.marked = function (text, hits, start = 0, end = text.length) {
  const pieces = [];
  const add = (piece, isMarked) => piece && pieces.push([piece.replace(/\s*\n\s*/g, ' '), isMarked]);
  let at = start;
  for (const hit of hits) {
    if (hit.start < start || hit.end > end) continue;
    add(text.slice(at, hit.start), false);
    add(text.slice(hit.start, hit.end), true);
    at = hit.end;
  }
  add(text.slice(at, end), false);
  return pieces;
};

// From which hit on most of what was typed stands together.
function densest(hits) {
  let best = { kinds: 0, count: 0, first: 0, last: 0 };
  for (let first = 0; first < hits.length; first += 1) {
    const kinds = new Set();
    let last = first;
    while (last < hits.length && hits[last].end - hits[first].start <= length) {
      kinds.add(hits[last].typed);
      last += 1;
    }
    last = Math.max(last, first + 1);
    const count = last - first;
    if (kinds.size > best.kinds || (kinds.size === best.kinds && count > best.count)) {
      best = { kinds: kinds.size, count, first, last: last - 1 };
    }
  }
  return best;
}

// Where an extract around `from` to `to` begins and ends: with its text or a sentence, where one is near.
function around(text, from, to) {
  if (text.length <= length + slack) return [0, text.length];
  let start = 0;
  if (to > length) {
    const before = text.slice(0, from);
    const ends = ['\n', '. ', '? ', '! ', '… '].map((end) => [before.lastIndexOf(end), end.length]);
    const sentence = Math.max(0, ...ends.filter(([at]) => at >= 0).map(([at, length]) => at + length));
    const near = Math.max(from - slack * 2, to - length);
    start = sentence >= near - slack && sentence <= from ? sentence : near + text.slice(near, from).search(/[ \n]/) + 1;
    if (start === near || start > from) start = from;
  }
  const end = Math.max(to, start + length);
  if (end >= text.length) return [start, text.length];
  const space = Math.max(text.lastIndexOf(' ', end), text.lastIndexOf('\n', end));
  if (space > start && space >= to) return [start, space];
  // No place to cut at, unless it comes soon: what was looked for is enough.
  const next = text.slice(end, end + slack).search(/[ \n]/);
  return [start, next < 0 ? to || end : end + next];
}

// The extract as `[text, isMarked]` pairs.
pupitre.extract = function (text, hits) {
  const { first, last } = densest(hits);
  const [from, to] = hits.length ? [hits[first].start, hits[last].end] : [0, 0];
  const [start, end] = around(text, from, to);
  const pieces = pupitre.marked(text, hits, start, end);
  if (pieces.length) {
    pieces[0][0] = pieces[0][0].trimStart();
    if (start > 0 && !/[\n.?!]\s*$/.test(text.slice(0, start))) pieces.unshift(['…\u00a0', false]);
    if (end < text.length) pieces.push(['\u00a0…', false]);
  }
  return pieces;
};
})(pupitre);
