'use strict';

const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const assert = require('node:assert/strict');

const theme = path.join(__dirname, '../../themes/default');
const { use, t, number, count } = require('./helpers/scripts.js')('strings.js');
const plain = (text) => text.replace(/[\u00a0\u202f]/g, ' ');

// The language files are flat: one `key: "text"` a line. Scripts know theirs without `script_`.
function words(language) {
  const text = fs.readFileSync(path.join(theme, `i18n/${language}.yaml`), 'utf8');
  return Object.fromEntries(
    [...text.matchAll(/^(\w+): (".*")\s*$/gm)].map(([, key, value]) => [key.replace(/^script_/, ''), JSON.parse(value)]),
  );
}

function sources() {
  const folder = path.join(theme, 'static/js');
  const files = fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js'));
  return files.map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
}

test('a missing word shows its key, a missing value its placeholder', () => {
  use({ hello: 'Bonjour {name}' }, 'fr');
  assert.equal(t('hello', { name: 'Ada' }), 'Bonjour Ada');
  assert.equal(t('hello', { name: '$&' }), 'Bonjour $&');
  assert.equal(t('hello'), 'Bonjour {name}');
  assert.equal(t('absent'), 'absent');
  assert.equal(t('constructor'), 'constructor');
});

test('numbers and plurals are those of the language', () => {
  use(words('fr'), 'fr');
  assert.equal(number(2 / 3), '0,67');
  assert.equal(number(2), '2');
  assert.equal(plain(count('points', 0, { total: 2 })), '0 point sur 2');
  assert.equal(plain(count('points', 1.5, { total: 2 })), '1,5 point sur 2');
  assert.equal(plain(count('points', 2, { total: 2 })), '2 points sur 2');
  use(words('en'), 'en');
  assert.equal(number(2 / 3), '0.67');
  assert.equal(count('points', 0, { total: 2 }), '0 points out of 2');
  assert.equal(count('points', 1, { total: 2 }), '1 point out of 2');
});

test('a language tag that is none stops nothing', () => {
  for (const tag of ['fr_FR', 'français', '', undefined]) {
    use({ n_one: '{n}', n_other: '{n}' }, tag);
    assert.equal(count('n', 2), '2');
  }
});

for (const language of ['fr', 'en']) {
  test(`every word that a script says exists in ${language}`, () => {
    const known = words(language);
    const states = ['new', 'chosen', 'right', 'partial', 'wrong', 'missed'];
    const outcomes = ['right', 'partial', 'wrong', 'new'].map((state) => `outcome_${state}`);
    const troubles = ['refused', 'full', 'version'].map((trouble) => `storage_${trouble}`);
    const refusals = ['damaged', 'course', 'version', 'size'].map((refusal) => `refused_${refusal}`);
    const needed = [...states, ...outcomes, ...troubles, ...refusals];
    for (const text of sources()) {
      for (const [, key] of text.matchAll(/count\('(\w+)'/g)) {
        needed.push(`${key}_one`, `${key}_other`);
      }
      for (const [, key, other] of text.matchAll(/\bt\([^()'`]*'(\w+)'(?: : '(\w+)')?/g)) needed.push(key, other ?? key);
    }
    assert.ok(needed.length > 20);
    assert.deepEqual(needed.filter((key) => !known[key]), []);
  });
}
