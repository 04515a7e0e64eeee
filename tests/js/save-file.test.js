'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { open, saveFile, loadFile } = require('./helpers/scripts.js')('progress.js', 'save-file.js');
const { fakeStorage, clock, entry, refused } = require('./helpers/storage.js');

function device(time = 1000) {
  const storage = fakeStorage();
  const store = open('cours', () => storage, clock(time));
  return { storage, store };
}

test('progress saved in a file is taken back on another device', () => {
  const { store: here } = device();
  here.put('lesson/q1', entry(0));
  here.putRun('lesson/a', { s: 5 });
  const text = saveFile(here, clock());
  assert.equal(JSON.parse(text).saved, '1970-01-01T00:00:01.000Z');
  const { store: there, storage } = device();
  assert.deepEqual(loadFile(there, text), { taken: 1 });
  const later = open('cours', () => storage);
  assert.deepEqual(later.get('lesson/q1'), here.get('lesson/q1'));
  assert.deepEqual(later.run('lesson/a'), here.run('lesson/a'));
  assert.deepEqual(loadFile(later, text), { taken: 0 }, 'a second time brings nothing');
});

test('loading loses nothing: the newest of each answer stays', () => {
  const { store: old } = device(1000);
  old.put('lesson/both', entry(0, ['old']));
  old.put('lesson/theirs', entry(0));
  const { store } = device(2000);
  store.put('lesson/both', entry(0, ['new']));
  store.put('lesson/mine', entry(0));
  assert.deepEqual(loadFile(store, saveFile(old)), { taken: 1 });
  assert.deepEqual(store.get('lesson/both').r, ['new']);
  assert.ok(store.get('lesson/mine') && store.get('lesson/theirs'));
  assert.deepEqual(loadFile(old, saveFile(store)), { taken: 2 });
  assert.deepEqual(old.get('lesson/both').r, ['new']);
});

test('a file that is damaged, of another course or of a later version changes nothing', () => {
  const { store, storage } = device();
  store.put('lesson/q1', entry(0));
  const before = storage.texts['pupitre:cours'];
  const good = JSON.parse(saveFile(store));
  good.answers['lesson/q2'] = entry(9);
  const cases = [
    ['', 'damaged'],
    ['null', 'damaged'],
    ['{}', 'damaged'],
    ['<!doctype html>', 'damaged'],
    [JSON.stringify(good).slice(0, -9), 'damaged'],
    [{ ...good, pupitre: 'x' }, 'damaged'],
    [{ ...good, answers: 'answers' }, 'damaged'],
    [{ ...good, answers: { ...good.answers, bad: { ...entry(1), p: 2 } } }, 'damaged'],
    [{ ...good, runs: { bad: { s: 1 } } }, 'damaged'],
    [{ ...good, course: 'autre' }, 'course'],
    [{ ...good, course: undefined }, 'course'],
    [{ pupitre: 2, course: 'cours', all: 'new' }, 'version'],
  ];
  for (const [file, refusal] of cases) {
    const text = typeof file === 'string' ? file : JSON.stringify(file);
    assert.deepEqual(loadFile(store, text), { refused: refusal }, text);
    assert.equal(storage.texts['pupitre:cours'], before, text);
  }
  assert.deepEqual(loadFile(store, JSON.stringify(good)), { taken: 1 }, 'the others were refused for their faults alone');
});

test('a file is loaded where storage is refused or full, for as long as the page lasts', () => {
  const { store: here } = device();
  here.put('lesson/q1', entry(0));
  const without = open('cours', refused);
  assert.deepEqual(loadFile(without, saveFile(here)), { taken: 1 });
  without.reload();
  assert.ok(without.get('lesson/q1'));
  assert.equal(without.trouble, 'refused');
  const { store: full, storage } = device();
  storage.writable = false;
  assert.deepEqual(loadFile(full, saveFile(here)), { taken: 1 });
  assert.equal(full.trouble, 'full');
  assert.deepEqual(JSON.parse(saveFile(full)).answers, JSON.parse(saveFile(here)).answers, 'and it can be saved from there');
});
