'use strict';
// What a link hands over.

const test = require('node:test');
const assert = require('node:assert/strict');
const { pack, unpack, nameOf, isLeftOut, rank } = require('./helpers/scripts.js')('run.js', 'carry/fragment.js');

const now = Date.UTC(2026, 10, 23, 9);
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const read = (text) => unpack('cours', text, now);
const row = (r, more) => ({ r, c: 1, p: 1, d: 1, h: 0, t: now - 60_000, ...more });
const handed = (rows) => read(pack('cours', { rows }));
const option = (n) => rank(0, `option ${n}`).toString(16).padStart(8, '0');

// As a student leaves them who takes `n` questions in a row, half a minute each, and misses one in three.
function answers(n, response = (at) => [option(at)]) {
  const rows = {};
  for (let at = 0; at < n; at += 1) rows[nameOf(`lesson/${at}`, 'abcd')] = row(response(at), { p: at % 3 ? 1 : 0, t: now - (n - at) * 30_000 });
  return rows;
}

const kinds = {
  'a choice': [option(1)],
  'several choices': [option(1), option(2), '00000000', 'ffffffff'],
  'more options than are counted short': Array.from({ length: 20 }, (_, at) => option(at)),
  pairs: [`${option(1)}=${option(2)}`, `${option(3)}=${option(1)}`],
  'more pairs than are counted short': Array.from({ length: 9 }, (_, at) => `${option(at)}=${option(at + 1)}`),
  'a text': ['Où est « l’élève » ?\n🦉'],
  'gaps, some of them blank': ['nord', '', '60', ' '],
  'what only looks like an option': ['0123ABCD'],
  'half a pair': ['01234567=0123456'],
  blank: [],
};
for (const [kind, r] of Object.entries(kinds)) {
  test(`a response arrives as it was: ${kind}`, () => {
    const name = nameOf('lesson/1', 'abcd');
    assert.deepEqual(handed({ [name]: row(r) }).rows[name], row(r));
  });
}

test('what else is kept of an answer arrives too', () => {
  const name = nameOf('lesson/1', 'abcd');
  for (const p of [undefined, 0, 1, 1 / 2, 2 / 3, 3 / 4, 1 / 7, 5 / 9]) {
    for (const [c, h, d] of [[0, 0, 0], [2, 1, 1], [3, 3, 1], [40, 5, 0]]) {
      const { p: share, ...rest } = handed({ [name]: row(['x'], { p, c, h, d }) }).rows[name];
      assert.equal(share, p);
      assert.deepEqual(rest, { r: ['x'], c, h, d, t: now - 60_000 });
    }
  }
  assert.ok(Math.abs(handed({ [name]: row(['x'], { p: 4 / 11 }) }).rows[name].p - 4 / 11) < 1e-3);
  assert.equal(handed({ [name]: row(['x'], { t: now - 60_001 }) }).rows[name].t, now - 61_000, 'in seconds, rounded down');
});

test('a run arrives with its seed and its clock, whichever of them there are', () => {
  const name = nameOf('evaluation/quiz');
  for (const run of [{}, { s: 2 ** 31 }, { b: now - 3_600_000, x: 0 }, { s: 0, b: now - 3_600_000, x: 1e6, e: now - 1000 }]) {
    assert.deepEqual(handed({ [name]: { ...run, t: now } }).rows[name], { ...run, t: now });
  }
});

test('200 answers are handed over in 2,000 characters', (t) => {
  const rows = answers(200);
  const text = pack('cours', { rows });
  t.diagnostic(`${text.length} characters`);
  assert.ok(text.length <= 2000);
  const got = read(text);
  assert.equal(Object.keys(got.rows).length, 200);
  for (const [name, { p, t }] of Object.entries(got.rows)) assert.deepEqual([p, t], [rows[name].p, rows[name].t]);
});

test('100 choices are handed over with what was chosen', () => {
  const got = handed(answers(100));
  assert.equal(Object.values(got.rows).filter((row) => !isLeftOut(row)).length, 100);
  assert.equal(got.left, 0);
});

test('what does not fit is left out, the responses first and the oldest first', () => {
  const [some, many] = [150, 1000].map((n) => {
    const text = pack('cours', { rows: answers(n) });
    assert.ok(text.length <= 2000, `${n}: ${text.length}`);
    return read(text);
  });
  assert.equal(Object.keys(some.rows).length, 150);
  const times = (rows, is) => Object.values(rows).filter((row) => isLeftOut(row) === is).map(({ t }) => t);
  assert.ok(Math.max(...times(some.rows, true)) < Math.min(...times(some.rows, false)));
  assert.deepEqual([some.left, many.left], [1, 2], 'and it is told');
  const newest = Object.entries(answers(1000)).sort(([, a], [, b]) => b.t - a.t).map(([name]) => name);
  const arrived = Object.keys(many.rows);
  assert.ok(arrived.length >= 200);
  assert.deepEqual(arrived.sort(), newest.slice(0, arrived.length).sort());
});

test('a long text stays on its page, and takes no other answer with it', () => {
  const rows = answers(50, (at) => (at === 49 ? ['La leçon. '.repeat(500)] : [option(at)]));
  const got = handed(rows);
  assert.equal(Object.keys(got.rows).length, 50);
  assert.deepEqual(Object.keys(got.rows).filter((name) => isLeftOut(got.rows[name])), [nameOf('lesson/49', 'abcd')]);
  assert.equal(got.left, 1);
});

test('an answer whose response was left out is passed on as such', () => {
  const name = nameOf('lesson/1', 'abcd');
  const once = read(pack('cours', { rows: { [name]: row(['La leçon. '.repeat(500)]) } }));
  const twice = read(pack('cours', once));
  assert.ok(isLeftOut(twice.rows[name]));
  assert.equal(twice.rows[name].p, 1);
});

test('when all was erased is told', () => {
  assert.equal(read(pack('cours', { rows: {}, erased: now - 5000 })).erased, now - 5000);
  assert.equal(handed({}).erased, 0);
});

test('a fragment that is damaged anywhere is refused', () => {
  const text = pack('cours', { rows: answers(10, (at) => (at % 2 ? ['un texte'] : [option(at)])) });
  assert.ok(read(text));
  for (let at = 0; at < text.length; at += 1) {
    assert.equal(read(text.slice(0, at)), null);
    const other = digits[(digits.indexOf(text[at]) + 1) % 64];
    assert.equal(read(text.slice(0, at) + other + text.slice(at + 1)), null);
  }
  for (const bad of ['', ' ', '%00', 'A', `${text}A`, `${text}%`, text.repeat(2), '__proto__', '🦉']) assert.equal(read(bad), null, bad);
});

test('a fragment of another course is refused', () => assert.equal(read(pack('autre', { rows: answers(3) })), null));

test('a fragment that is longer than any that is made is refused', () => {
  const text = pack('cours', { rows: answers(1000) }, Infinity);
  assert.ok(text.length > 4000);
  assert.equal(read(text), null);
});

test('answers of days to come are left out: they would win over all', () => {
  const [one, other, third] = ['1', '2', '3'].map((id) => nameOf(id, 'abcd'));
  const days = (n) => row(['x'], { t: now + n * 86_400_000 });
  assert.deepEqual(Object.keys(handed({ [one]: days(0), [other]: days(0.5), [third]: days(3) }).rows).sort(), [one, other].sort());
  assert.equal(read(pack('cours', { rows: {}, erased: now + 3 * 86_400_000 })).erased, 0);
});

test('whatever follows a right check gives sound rows or nothing', () => {
  let seed = 1;
  const chance = (n) => (seed = rank(seed, 'next')) % n;
  let sound = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const body = Array.from({ length: chance(60) }, () => digits[chance(64)]).join('');
    // A recent time, so that more is read than the head.
    const text = `A${digits[chance(2)]}${pack('cours', { rows: answers(1) }).slice(7, 14)}${body}`;
    const check = rank(0, `cours${text}`) >>> 2;
    const head = [4, 3, 2, 1, 0].map((place) => digits[Math.floor(check / 64 ** place) % 64]).join('');
    const got = read(head + text);
    if (!got) continue;
    sound += 1;
    for (const { r, p, c, h, t } of Object.values(got.rows)) {
      assert.ok(t >= 0 && t <= now + 86_400_000);
      if (!r) continue;
      assert.ok(r.every((part) => typeof part === 'string') && c >= 0 && h >= 0);
      assert.ok(p === undefined || (p >= 0 && p <= 1));
    }
  }
  assert.ok(sound > 500, `${sound} of them were read`);
});
