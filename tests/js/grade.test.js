'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { grade, decode, score } = require('../../themes/default/static/js/grade.js');

const single = { type: 'single', right: ['a'] };
const multiple = { type: 'multiple', right: ['a', 'b', 'c'] };
const encode = (text) => Buffer.from(text).toString('base64');

test('a single choice is worth all or nothing', () => {
  assert.equal(grade(single, ['a']).state, 'right');
  assert.equal(grade(single, ['b']).state, 'wrong');
  assert.equal(grade(single, []).state, 'wrong');
  assert.equal(grade(single, ['a', 'b']).share, 0, 'ticking everything earns nothing');
});

test('a multiple choice earns right ticks less wrong ones, out of the number of right ones', () => {
  const cases = [
    [['a', 'b', 'c'], 1, 'right'],
    [['c', 'a', 'b'], 1, 'right'],
    [['a', 'b'], 2 / 3, 'partial'],
    [['a', 'b', 'x'], 1 / 3, 'partial'],
    [['a', 'b', 'c', 'x'], 2 / 3, 'partial'],
    [['a', 'x'], 0, 'wrong'],
    [['x', 'y'], 0, 'wrong'],
    [[], 0, 'wrong'],
  ];
  for (const [response, share, state] of cases) {
    const result = grade(multiple, response);
    assert.equal(result.share, share, response.join());
    assert.equal(result.state, state, response.join());
    assert.equal(result.right, state === 'right', response.join());
  }
});

test('a tick counts once, however often it is named', () => {
  assert.equal(grade(multiple, ['a', 'a', 'a']).share, 1 / 3);
});

test('what cannot be graded is not graded, rather than wrong', () => {
  const answers = [null, {}, { type: 'essay', right: ['a'] }, { type: 'single', right: [] }];
  answers.push({ type: 'single' }, { type: 'toString', right: ['a'] });
  for (const answer of answers) assert.equal(grade(answer, ['a']), null, JSON.stringify(answer));
});

test('the answer of a page is read as UTF-8, and a damaged one is none', () => {
  const answer = { type: 'single', right: ['évidence ’œ'] };
  assert.deepEqual(decode(encode(JSON.stringify(answer))), answer);
  for (const damaged of ['', '!', encode('{"type":'), undefined]) assert.equal(decode(damaged), null);
});

const earned = (points, num, den) => ({ points, result: { num, den } });

test('three thirds of a point make a whole one', () => {
  const parts = [earned(1, 1, 3), earned(1, 1, 3), earned(1, 1, 3)];
  assert.deepEqual(score(parts), { got: 1, total: 3, percent: 33 });
  const tenths = Array.from({ length: 10 }, () => earned(0.1, 1, 1));
  assert.deepEqual(score(tenths), { got: 1, total: 1, percent: 100 });
});

test('a percentage that only nearly reaches the pass mark is not rounded up to it', () => {
  assert.equal(score([earned(696, 1, 1), { points: 304, result: null }]).percent, 69);
  assert.equal(score([earned(57, 1, 1), { points: 43, result: null }]).percent, 57);
  assert.equal(score([earned(0.29, 1, 1), { points: 0.71, result: null }]).percent, 29);
});

test('a question without an answer counts in the total alone', () => {
  const parts = [earned(2, 1, 2), { points: 1.5, result: null }];
  assert.deepEqual(score(parts), { got: 1, total: 3.5, percent: 28 });
});

test('a page without points has no percentage', () => {
  assert.equal(score([earned(0, 1, 1)]).percent, null);
  assert.equal(score([]).percent, null);
});
