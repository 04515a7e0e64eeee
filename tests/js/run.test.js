'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { rank, draw } = require('./helpers/scripts.js')('run.js');

const questions = Array.from({ length: 30 }, (_, i) => ({ id: `q${i}`, objective: ['a', 'b', 'c'][i % 3] }));
const seeds = Array.from({ length: 300 }, (_, seed) => seed + 1);

test('one seed draws the same questions, another draws others', () => {
  assert.deepEqual(draw(questions, 15, 7), draw(questions, 15, 7));
  const draws = new Set(seeds.map((seed) => [...draw(questions, 15, seed)].sort().join()));
  assert.ok(draws.size > 290, `${draws.size} draws of ${seeds.length} seeds`);
});

test('every question is drawn by some, none by all', () => {
  const drawn = seeds.map((seed) => draw(questions, 15, seed));
  for (const { id } of questions) {
    const share = drawn.filter((ids) => ids.has(id)).length / seeds.length;
    assert.ok(share > 0.35 && share < 0.65, `${id} is drawn by ${share}`);
  }
});

test('each objective has its share of a draw', () => {
  for (const seed of seeds) {
    const ids = draw(questions, 15, seed);
    for (const objective of ['a', 'b', 'c']) {
      assert.equal(questions.filter((question) => question.objective === objective && ids.has(question.id)).length, 5);
    }
  }
});

test('a question that is added takes the place of one at most', () => {
  for (const seed of seeds) {
    const before = draw(questions, 15, seed);
    const after = draw([{ id: 'new', objective: 'a' }, ...questions], 15, seed);
    assert.ok([...before].filter((id) => !after.has(id)).length <= 1);
  }
});

test('without a number all are drawn, and a draw of more than there are is all', () => {
  for (const n of [NaN, undefined, 0, 31]) assert.equal(draw(questions, n, 1).size, 30);
});

test('the order of options depends on the seed, and no place is favoured', () => {
  const keys = ['k1', 'k2', 'k3', 'k4'];
  const firsts = new Map(keys.map((key) => [key, 0]));
  for (const seed of seeds) {
    const [first] = [...keys].sort((a, b) => rank(seed, a) - rank(seed, b));
    firsts.set(first, firsts.get(first) + 1);
  }
  for (const [key, times] of firsts) assert.ok(times > 45 && times < 105, `${key} is first ${times} times of 300`);
});
