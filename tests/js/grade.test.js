'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const load = require('./helpers/scripts.js');

const { grade, readable, otherUnit, decode, score } = load('grade.js', 'grade/placed.js', 'grade/typed.js');
const { readable: readableThere } = load('grade.js'); // On a page of choices alone.

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

const ordering = { type: 'ordering', right: ['a', 'b', 'c'] };
const matching = { type: 'matching', right: ['1=x', '2=y'] };
const number = { type: 'number', accepted: [[3.13, 3.15, null], [20, 20, 'km']] };
const text = { type: 'text', accepted: ['Évry'] };
const cloze = { type: 'cloze', gaps: [text, number, { type: 'single', right: ['1'] }] };

// What responses earn stands in tests/grading/; here is what no page sends.
test('keys that a question does not have earn nothing', () => {
  for (const [answer, response] of [
    [single, ['z']],
    [multiple, ['x', 'y', 'z']],
    [ordering, ['x', 'y', 'z']],
    [ordering, ['a', 'b', 'x']],
    [ordering, ['a', 'b', 'c', 'x']],
    [ordering, ['a', 'b', 'b']],
    [matching, ['1', '2', '=', '']],
    [matching, ['x=1', 'y=2', '1=x=1']],
    [cloze, ['', '', '7']],
    [cloze, ['?', 'Évry', '']],
    [text, [null]],
    [text, [12]],
    [number, [undefined]],
  ]) {
    const result = grade(answer, response);
    assert.equal(result.num, 0, JSON.stringify([answer.type, response]));
    assert.equal(result.state, 'wrong');
  }
});

test('of two answers to a row the last one counts', () => {
  assert.equal(grade(matching, ['1=y', '1=x']).share, 1 / 2);
  assert.equal(grade(matching, ['1=x', '2=y', '1=y']).share, 1 / 2);
});

test('a text of which nothing is left is not right, even where nothing is accepted', () => {
  assert.equal(grade({ type: 'text', accepted: ['!'] }, ['?']).share, 0);
  assert.equal(grade({ type: 'text', accepted: [' '], exact: true }, ['']).share, 0);
});

test('an open answer is not graded', () => {
  assert.equal(grade({ type: 'open' }, ['words']), null);
  assert.equal(readable({ type: 'open' }, ['words']), true);
});

test('only what was typed for a number can be unreadable, and a blank gap is none', () => {
  const cases = [
    [number, ['3,14'], true],
    [number, ['4 miles'], true],
    [number, ['four'], false],
    [number, [], false],
    [{ type: 'number', accepted: [[1, 2, null]] }, ['1 km'], false],
    [text, [''], true],
    [single, [], true],
    [cloze, [], true],
    [cloze, ['12', '', ''], true],
    [cloze, ['', '\u202f', ''], true],
    [cloze, ['', 'four', ''], false],
  ];
  for (const [answer, response, expected] of cases) {
    assert.equal(readable(answer, response), expected, JSON.stringify([answer.type, response]));
  }
});

test('a page of choices alone has nothing that is unreadable', () => {
  assert.equal(readableThere(single, ['z']), true);
});

test('a response of any length is graded', () => {
  for (const [typed, answer] of [['9'.repeat(1e5), number], ['1 234 '.repeat(1e4), number], ['é '.repeat(1e5), text]]) {
    assert.equal(grade(answer, [typed]).state, 'wrong');
    assert.equal(typeof readable(answer, [typed]), 'boolean');
  }
});

test('the unit expected is told where another was typed, and nowhere else', () => {
  const answer = { type: 'number', accepted: [[1, 1, 'kg'], [1000, 1000, 'g'], [2, 2, null]] };
  for (const [typed, told] of [['1 kilo', 'kg'], ['1000 m', 'kg'], ['1', undefined], ['5 G', undefined], ['kilo', undefined]]) {
    assert.equal(otherUnit(answer, [typed]), told, typed);
  }
  assert.equal(otherUnit({ type: 'number', accepted: [[1, 1, null]] }, ['1 m']), undefined);
  assert.equal(otherUnit({ type: 'text', accepted: ['abc'] }, ['1 m']), undefined);
  assert.equal(otherUnit(answer, []), undefined);
});

test('what cannot be graded is not graded, rather than wrong', () => {
  const answers = [null, {}, { type: 'essay', right: ['a'] }, { type: 'single', right: [] }];
  answers.push({ type: 'single' }, { type: 'toString', right: ['a'] }, { type: 'text' }, { type: 'cloze', gaps: [] });
  for (const answer of answers) assert.equal(grade(answer, ['a']), null, JSON.stringify(answer));
});

test('the answer of a page is read as UTF-8, and a damaged one is none', () => {
  const answer = { type: 'single', right: ['évidence ’œ'] };
  assert.deepEqual(decode(encode(JSON.stringify(answer))), answer);
  for (const damaged of ['', '!', encode('{"type":'), undefined]) assert.equal(decode(damaged), null);
});

const earned = (points, num, den) => ({ points, result: { share: num / den } });
// As far as a page shows them.
const shown = (questions) => Object.fromEntries(Object.entries(score(questions)).map(([name, n]) => [name, Number(n.toFixed(2))]));

test('three thirds of a point make a whole one', () => {
  const parts = [earned(1, 1, 3), earned(1, 1, 3), earned(1, 1, 3)];
  assert.deepEqual(shown(parts), { got: 1, total: 3, percent: 33 });
  const tenths = Array.from({ length: 10 }, () => earned(0.1, 1, 1));
  assert.deepEqual(shown(tenths), { got: 1, total: 1, percent: 100 });
});

test('shares in parts of any size make a whole one', () => {
  const sizes = Array.from({ length: 60 }, (_, index) => index + 1);
  const parts = sizes.map((size) => earned(1, size - 1, size)).concat(sizes.map((size) => earned(1, 1, size)));
  assert.deepEqual(shown(parts), { got: 60, total: 120, percent: 50 });
});

test('a share that the student gave may be half of one part', () => {
  assert.deepEqual(shown([earned(2, 0.5, 1), earned(1, 1, 1)]), { got: 2, total: 3, percent: 66 });
});

test('a percentage that only nearly reaches the pass mark is not rounded up to it', () => {
  assert.equal(score([earned(696, 1, 1), { points: 304, result: null }]).percent, 69);
  assert.equal(score([earned(57, 1, 1), { points: 43, result: null }]).percent, 57);
  assert.equal(score([earned(0.29, 1, 1), { points: 0.71, result: null }]).percent, 29);
});

test('a question without an answer counts in the total alone', () => {
  const parts = [earned(2, 1, 2), { points: 1.5, result: null }];
  assert.deepEqual(shown(parts), { got: 1, total: 3.5, percent: 28 });
});

test('a page without points has no percentage', () => {
  assert.equal(score([earned(0, 1, 1)]).percent, null);
  assert.equal(score([]).percent, null);
});
