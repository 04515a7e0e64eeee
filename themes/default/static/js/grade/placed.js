// Grading of what is put in its place: no page.
(function (pupitre) {
'use strict';

Object.assign(pupitre.graders, {
  // Neighbours that are kept, where each item stands once.
  ordering(right, given, response) {
    const places = response.map((key) => right.indexOf(key));
    const whole = !places.includes(-1) && new Set([right.length, given.length, places.length]).size === 1;
    return Number(whole && places.filter((place, at) => place === places[at - 1] + 1).length);
  },
  // Of two answers to a row the last one counts.
  matching(right, given, response) {
    const row = (pair) => pair.split('=')[0];
    const rows = new Map(response.map((pair) => [row(pair), pair]));
    return right.filter((pair) => rows.get(row(pair)) === pair).length;
  },
});
})(pupitre);
