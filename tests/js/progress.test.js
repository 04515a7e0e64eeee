'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { open, merge } = require('./helpers/scripts.js')('progress.js');
const { fakeStorage, clock, entry, refused } = require('./helpers/storage.js');

test('an answer is found again at the next visit', () => {
  const storage = fakeStorage();
  open('cours', () => storage, clock()).put('lesson/q1', { r: ['a'], c: 1, p: 1, f: 'x' });
  const again = open('cours', () => storage, clock());
  assert.deepEqual(again.get('lesson/q1'), { r: ['a'], c: 1, p: 1, f: 'x', t: 1000 });
  assert.equal(again.get('lesson/q2'), undefined);
  assert.equal(again.trouble, '');
});

test('two courses of one origin do not see each other', () => {
  const storage = fakeStorage();
  const one = open('un', () => storage);
  const other = open('deux', () => storage);
  one.put('lesson/q1', entry(0));
  other.put('lesson/q1', entry(0, ['b']));
  one.erase();
  assert.equal(one.get('lesson/q1'), undefined);
  assert.deepEqual(Object.keys(storage.texts), ['pupitre:deux']);
  assert.deepEqual(open('deux', () => storage).get('lesson/q1').r, ['b']);
});

test('two tabs keep each other’s answers', () => {
  const storage = fakeStorage();
  const [here, there] = [open('cours', () => storage), open('cours', () => storage)];
  here.put('lesson/q1', entry(0, ['a']));
  there.put('lesson/q2', entry(0, ['b']));
  here.put('lesson/q3', entry(0, ['c']));
  const later = open('cours', () => storage);
  assert.deepEqual(['q1', 'q2', 'q3'].map((q) => later.get(`lesson/${q}`).r[0]), ['a', 'b', 'c']);
});

test('what another tab has erased does not come back', () => {
  const storage = fakeStorage();
  const [here, there] = [open('cours', () => storage), open('cours', () => storage)];
  here.put('lesson/q1', entry(0));
  there.reload();
  here.erase();
  there.put('lesson/q2', entry(0));
  here.reload();
  assert.equal(here.get('lesson/q1'), undefined);
  here.erase();
  there.reload();
  assert.equal(there.get('lesson/q2'), undefined);
});

test('the newest answer wins, question by question', () => {
  const mine = { answers: { 'lesson/q1': entry(5, ['old']), 'lesson/q2': entry(9, ['new']) } };
  const theirs = { answers: { 'lesson/q1': entry(7, ['new']), 'lesson/q2': entry(3, ['old']) } };
  for (const merged of [merge(mine, theirs), merge(theirs, mine)]) {
    assert.deepEqual(merged.answers['lesson/q1'].r, ['new']);
    assert.deepEqual(merged.answers['lesson/q2'].r, ['new']);
  }
});

test('an answer given after the clock was set back still replaces the one before', () => {
  const storage = fakeStorage();
  const now = clock(5000);
  const store = open('cours', () => storage, now);
  store.put('lesson/q1', entry(0, ['first']));
  now.time = 10;
  store.put('lesson/q1', entry(0, ['second']));
  assert.deepEqual(open('cours', () => storage).get('lesson/q1').r, ['second']);
});

test('damaged progress loses what is damaged and nothing else', () => {
  for (const text of ['', '{', 'null', '7', '"x"', '[]', '{"v":1}', '{"v":1,"answers":7}']) {
    const storage = fakeStorage({ 'pupitre:cours': text });
    const store = open('cours', () => storage);
    store.put('lesson/q1', entry(0));
    assert.deepEqual(open('cours', () => storage).get('lesson/q1')?.r, ['a'], text);
  }
  const answers = { good: entry(1), none: null, text: 'x', r: { ...entry(1), r: 'a' }, t: entry('1') };
  answers.c = { ...entry(1), c: 'x' };
  answers.p = { ...entry(1), p: 12 };
  answers.h = { ...entry(1), h: 'x' };
  answers.parts = entry(1, ['a', null]);
  answers.late = entry(1e300);
  const storage = fakeStorage({ 'pupitre:cours': JSON.stringify({ v: 1, answers }) });
  const store = open('cours', () => storage);
  assert.deepEqual(Object.keys(answers).filter((id) => store.get(id)), ['good']);
});

test('a question named like a part of the language is a question like another', () => {
  const store = open('cours', () => fakeStorage());
  assert.equal(store.get('constructor'), undefined);
  const merged = merge(JSON.parse('{"answers": {"__proto__": {"r": ["a"], "c": 1, "t": 1, "f": "x"}}}'));
  assert.deepEqual(Object.keys(merged.answers), ['__proto__']);
});

test('progress of another version is kept as it is, and the page remembers by itself', () => {
  const text = '{"v":2,"answers":{"lesson/q1":{"r":["z"],"c":1,"t":1,"f":"x"}}}';
  const storage = fakeStorage({ 'pupitre:cours': text });
  const store = open('cours', () => storage);
  assert.equal(store.get('lesson/q1'), undefined);
  store.put('lesson/q1', entry(0, ['a']));
  assert.deepEqual(store.get('lesson/q1').r, ['a']);
  assert.equal(store.trouble, 'version');
  assert.equal(storage.texts['pupitre:cours'], text);
});

test('what a later release of this version adds is carried over', () => {
  const storage = fakeStorage({ 'pupitre:cours': '{"v":1,"seed":42,"answers":{}}' });
  open('cours', () => storage).put('lesson/q1', entry(0));
  assert.equal(JSON.parse(storage.texts['pupitre:cours']).seed, 42);
});

test('a run of a quiz is kept beside the answers, and found again', () => {
  const storage = fakeStorage();
  const store = open('cours', () => storage, clock());
  assert.equal(store.run('evaluation/bilan'), undefined);
  store.putRun('evaluation/bilan', { s: 7, b: 900, x: 5 });
  store.put('evaluation/q1', { r: ['a'], c: 0, f: 'x', h: 2 });
  const again = open('cours', () => storage);
  assert.deepEqual(again.run('evaluation/bilan'), { s: 7, b: 900, x: 5, t: 1000 });
  assert.equal(again.get('evaluation/q1').h, 2);
  again.erase();
  assert.equal(again.run('evaluation/bilan'), undefined);
});

test('a damaged run is left out, and the answers stay', () => {
  const runs = { good: { s: 1, t: 1 }, none: null, text: 'x', seed: { s: 'x', t: 1 }, time: { s: 1 } };
  const storage = fakeStorage({ 'pupitre:cours': JSON.stringify({ v: 1, answers: { q: entry(1) }, runs }) });
  const store = open('cours', () => storage);
  assert.deepEqual(Object.keys(runs).filter((id) => store.run(id)), ['good']);
  assert.ok(store.get('q'));
});

test('two tabs keep each other’s runs, and the newest of one quiz wins', () => {
  const storage = fakeStorage();
  const [here, there] = [open('cours', () => storage, clock(10)), open('cours', () => storage, clock(20))];
  here.putRun('lesson/a', { s: 1 });
  there.putRun('lesson/b', { s: 2 });
  there.putRun('lesson/a', { s: 3 });
  here.reload();
  assert.deepEqual(['a', 'b'].map((quiz) => here.run(`lesson/${quiz}`).s), [3, 2]);
});

test('refused storage leaves a page that works and says so', () => {
  const store = open('cours', refused);
  assert.equal(store.trouble, 'refused');
  store.put('lesson/q1', entry(0));
  store.reload();
  assert.deepEqual(store.get('lesson/q1').r, ['a']);
  store.erase();
  assert.equal(store.get('lesson/q1'), undefined);
  assert.equal(open('cours', () => null).trouble, 'refused');
});

test('full storage loses nothing on the page, and is filled when there is room again', () => {
  const storage = fakeStorage();
  const store = open('cours', () => storage);
  store.put('lesson/q1', entry(0));
  storage.writable = false;
  store.put('lesson/q2', entry(0));
  assert.equal(store.trouble, 'full');
  store.reload();
  assert.ok(store.get('lesson/q1') && store.get('lesson/q2'));
  assert.equal(store.trouble, 'full', 'it is still not saved');
  storage.writable = true;
  store.put('lesson/q3', entry(0));
  assert.equal(store.trouble, '');
  const later = open('cours', () => storage);
  assert.ok(later.get('lesson/q1') && later.get('lesson/q2') && later.get('lesson/q3'));
});

test('erasing takes other versions along', () => {
  const storage = fakeStorage({ 'pupitre:cours': '{"v":2}' });
  const store = open('cours', () => storage);
  store.erase();
  assert.equal(store.trouble, '');
  assert.deepEqual(storage.texts, {});
});
