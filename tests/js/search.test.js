'use strict';
// The parts of the search that need no site. What it finds is in tests/browser/finding.test.js.

const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const assert = require('node:assert/strict');
const load = require('./helpers/scripts.js');

const { fold, words, stem, numbers, slips, hits, extract } = load(
  ...['fold', 'stem', 'dictionary', 'slips', 'passage'].map((name) => `search/${name}.js`),
);
const lines = (file) =>
  fs.readFileSync(path.join(__dirname, '../search', file), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));

test('words are folded as the cases say, which src/search/word.rs runs too', () => {
  for (const line of lines('fold.txt')) {
    const [text, folded] = line.split(' -> ');
    const found = words(text).map(({ word }) => word).filter(Boolean);
    assert.equal(found.join(' '), folded.trim(), line);
  }
});

test('what is inflected has one stem, its beginning', () => {
  for (const line of lines('stem.txt')) {
    const [, lang, text] = /^(\w+): (.*)$/.exec(line);
    const families = text.split(' | ').map((family) => {
      const folded = family.split(/[ -]/).map(fold);
      const stems = new Set(folded.map((word) => stem(word, lang)));
      assert.equal(stems.size, 1, `${line}: ${[...stems]}`);
      for (const word of folded) assert.ok(word.startsWith([...stems][0]), `${line}: ${[...stems]}`);
      return [...stems][0];
    });
    assert.equal(new Set(families).size, families.length, `${line}: ${families}`);
  }
});

// Every distance by its definition, without shortcuts.
function distance(one, other) {
  const rows = Array.from({ length: one.length + 1 }, (_, at) => [at]);
  for (let at = 0; at <= other.length; at += 1) rows[0][at] = at;
  for (let i = 1; i <= one.length; i += 1) {
    for (let j = 1; j <= other.length; j += 1) {
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[one.length][other.length];
}

test('slips are found wherever they are, and nothing else', () => {
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const word = () => Array.from({ length: 1 + random(9) }, () => 'abc'[random(3)]).join('');
  for (let round = 0; round < 60; round += 1) {
    const list = [...new Set(Array.from({ length: 150 }, word))].sort();
    const typed = word();
    for (const most of [1, 2]) {
      const found = slips(list, typed, most, false).map(({ number, distance }) => `${list[number]} ${distance}`);
      const wanted = list.filter((one) => distance(one, typed) <= most).map((one) => `${one} ${distance(one, typed)}`);
      assert.deepEqual(found, wanted, `${typed}, ${most}, in ${list}`);
      if (typed.length < most + 2) continue;
      const begun = slips(list, typed, most, true).map(({ number }) => list[number]);
      const starts = (one) => Array.from({ length: one.length + 1 }, (_, length) => distance(one.slice(0, length), typed));
      assert.deepEqual(begun, list.filter((one) => Math.min(...starts(one)) <= most), `${typed}…, ${most}, in ${list}`);
    }
  }
});

test('numbers are read as src/search/code.rs writes them', () => {
  assert.deepEqual([...numbers('')], []);
  assert.deepEqual([...numbers(' !O')], [0, 1, 45]);
});

const shown = (text, ...typed) =>
  extract(text, hits(words(text), new Map(typed.map((word, at) => [fold(word), at]))))
    .map(([piece, isMarked]) => (isMarked ? `[${piece}]` : piece))
    .join('');

test('an extract shows the words that were typed, marked as they are written', () => {
  assert.equal(shown('Le réseau d’une ville.', 'RESEAU'), 'Le [réseau] d’une ville.');
  assert.equal(shown('Un titre\nsur deux lignes', 'deux'), 'Un titre sur [deux] lignes');
  assert.equal(shown('', 'rien'), '');
  assert.equal(shown('Rien de cela.', 'autre'), 'Rien de cela.');
});

test('an extract is short, and says where it was cut', () => {
  const long = `${'Un mot de plus, puis un autre. '.repeat(30)}Voici le trésor caché sous un arbre. ${'Et encore un mot, et encore. '.repeat(30)}`;
  const found = shown(long, 'trésor', 'arbre');
  assert.match(found, /\[trésor\] caché sous un \[arbre\]/);
  assert.ok(found.length < 300, found);
  assert.ok(found.endsWith('…'), found);
  assert.ok(long.includes(found.replace(/[[\]]|…/g, '').trim()), found);
});

test('an extract begins and ends with whole words, wherever they are looked for', () => {
  const said = ['un', 'deux', 'trois', 'l’extraordinaire', 'anticonstitutionnellement', 'vient,', '1\u202f000', 'garde-corps'];
  const text = Array.from({ length: 120 }, (_, at) => `${said[(at * at) % 8]}${at % 9 ? ' ' : '\n'}`).join('') + 'fin';
  const whole = new Set(text.split(/[ \n]/));
  const places = words(text);
  for (const [at, one] of places.entries()) {
    for (const other of places.slice(at + 1, at + 40)) {
      const hits = [one, other].map(({ start, end }, typed) => ({ start, end, typed }));
      const shown = extract(text, hits).map(([piece]) => piece).join('');
      const cut = shown.replace(/^…\u00a0|\u00a0…$/g, '').split(' ').filter((word) => !whole.has(word));
      assert.deepEqual(cut, [], `at ${one.start} and ${other.start}: ${shown}`);
    }
  }
});

test('an extract of a text without a space is not all of it', () => {
  const text = '日本語。'.repeat(400);
  assert.ok(extract(text, [{ start: 800, end: 803, typed: 0 }]).flat().join('').length < 300);
  assert.ok(extract(text, []).flat().join('').length < 300);
});

test('what was cut off before the first word that is marked is not marked with it', () => {
  const found = shown(`${'mot '.repeat(60)}trésor ${'mot '.repeat(60)}trésor`, 'trésor', 'mot');
  assert.ok(!found.includes('[…'), found);
  assert.ok(found.startsWith('…\u00a0['), shown(`${'un '.repeat(90)}${'trésor '.repeat(40)}`, 'trésor', 'un'));
});
