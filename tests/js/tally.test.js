'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { tally, sum } = require('./helpers/scripts.js')('tally.js');

// A quiz of three questions, of which the second is worth two points, and what was kept of it.
const quiz = { kind: 'lesson', pass: 70, asked: 3, sealed: false, questions: 'a:f1:1:0 b:f2:2:1 c:f3:1:' };
const sealed = { ...quiz, kind: 'evaluation', sealed: true };
const judged = (p, f, t = 10) => ({ r: ['x'], c: 1, p, f, t });
const begun = (f, t = 10, c = 0) => ({ r: ['x'], c, f, t });
const kept = (kind, answers) => ({ get: (id) => Object.hasOwn(answers, id.slice(kind.length + 1)) && id.startsWith(`${kind}/`) ? answers[id.slice(kind.length + 1)] : undefined });
const inLesson = (answers) => tally(quiz, kept('lesson', answers));
const handedIn = (answers, more) => tally({ ...sealed, ...more }, kept('evaluation', answers));
const whole = { a: judged(1, 'f1'), b: judged(0.5, 'f2'), c: judged(0, 'f3', 30) };

test('a quiz that nobody took is not begun, and worth nothing', () => {
  const { state, judged, percent } = inLesson({});
  assert.deepEqual([state, judged, percent], ['new', [], null]);
});

test('a lesson is done when all its questions are judged, each by its points', () => {
  const { state, got, total, percent, when, missed } = inLesson(whole);
  assert.deepEqual([state, got, total, percent, when, missed], ['done', 2, 4, 50, 30, 2]);
});

test('a lesson of which one question is judged is begun', () => {
  const { state, judged: list, given } = inLesson({ a: judged(1, 'f1'), b: begun('f2') });
  assert.deepEqual([state, list.length, given], ['begun', 1, 2]);
});

test('an answer to what the question was before counts as none', () => {
  const { state, judged: list } = inLesson({ ...whole, b: judged(1, 'old') });
  assert.deepEqual([state, list.length], ['begun', 2]);
  assert.equal(inLesson({ a: judged(1, 'old') }).state, 'new');
});

test('an answer of another kind of page counts as none', () => {
  assert.equal(tally(sealed, kept('lesson', whole)).state, 'new');
});

test('nothing of an evaluation is known before it is handed in', () => {
  const { state, judged: list, given } = handedIn({ a: begun('f1'), b: begun('f2') });
  assert.deepEqual([state, list, given], ['begun', [], 2]);
});

test('an evaluation that was handed in counts what was judged: a question added later does not', () => {
  const { state, percent } = handedIn({ a: judged(1, 'f1'), b: judged(1, 'f2') });
  assert.deepEqual([state, percent], ['done', 100]);
});

test('an evaluation begun again is not what is left of the time before', () => {
  const again = { a: judged(1, 'f1', 10), b: { r: [], c: 1, f: 'f2', t: 20 } };
  assert.deepEqual([handedIn(again).state, handedIn(again).judged], ['begun', []]);
});

test('a question that was drawn the time before, and not this time, changes nothing', () => {
  const drawn = { a: judged(1, 'f1', 30), b: judged(0, 'f2', 30), c: { r: [], c: 1, f: 'f3', t: 20 } };
  const { state, got, total } = handedIn(drawn, { asked: 2 });
  assert.deepEqual([state, got, total], ['done', 1, 3]);
});

test('three thirds of a point make a whole one, and 69.6 % are no 70 %', () => {
  const part = (points, p) => ({ points, entry: { p } });
  assert.equal(sum([part(1, 1 / 3), part(1, 1 / 3), part(1, 1 / 3)]).percent, 33);
  assert.equal(sum(Array.from({ length: 10 }, () => part(0.1, 1))).percent, 100);
  assert.equal(sum([part(0.29, 1), part(0.71, 0)]).percent, 29);
  assert.equal(sum([part(696, 1), part(304, 0)]).percent, 69);
});

test('questions without points have no percentage, and neither has none', () => {
  assert.equal(sum([{ points: 0, entry: { p: 1 } }]).percent, null);
  assert.equal(sum([]).percent, null);
});

test('an open answer is done when it was handed in, and worth what the student says, or nothing', () => {
  const { state, got, total, missed } = inLesson({ ...whole, b: { ...begun('f2', 10, 1), d: 1 } });
  assert.deepEqual([state, got, total, missed], ['done', 1, 4, 1]);
  const again = { ...whole, b: { r: ['x'], c: 1, d: 0, f: 'f2', t: 40 } };
  assert.equal(handedIn(again).state, 'begun');
});
