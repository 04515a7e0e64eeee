'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const { files, read, pages } = require('./helpers/sites.js');
const says = require('./helpers/says.js');
const { visit, follow } = require('./helpers/browser.js');

// Words that stand once in the fixture, by who may read them.
const trainer = ['zibeline', 'tamanoir', 'ocelot', 'narval', 'bonobo', 'wapiti', 'caracal', 'quetzal', 'quokka', 'formatrice.html', 'conduire'];
const sealed = ['pangolin', 'axolotl', 'ornithorynque'];
const drafts = ['xylophone', 'brouillon.html'];
const nobody = ['dugong'];

// Where the words stand in a site: in the names of its files or in what they hold.
function traces(name, words) {
  return files(name).flatMap((file) => {
    const text = `${file}\n${read(name, file)}`.toLowerCase();
    return words.filter((word) => text.includes(word)).map((word) => `[${file}] « ${word} »`);
  });
}

test('the student’s edition holds no trace of what is for the trainer, in any file', () => {
  none(traces('fixture', [...trainer, ...sealed, ...drafts, ...nobody]), 'the student’s edition');
});

test('the student’s edition with drafts holds the drafts, and nothing of the trainer’s', () => {
  none(traces('fixture-drafts', [...trainer, ...sealed, ...nobody]), 'the student’s edition with drafts');
  assert.ok(pages('fixture-drafts').includes('lire/brouillon.html'));
});

test('the trainer’s edition holds all of it, but no comment of the author', () => {
  for (const word of [...trainer, ...sealed, ...drafts]) {
    assert.ok(traces('fixture-trainer', [word]).length, `« ${word} » is missing`);
  }
  none(traces('fixture-trainer', nobody), 'the trainer’s edition');
});

test('the shipped course gives its students no section for the trainer', () => {
  const notes = pages('course').filter((page) => /Pour la formatrice ou le formateur|Notes pour la formatrice/.test(read('course', page)));
  assert.deepEqual(notes, []);
  assert.ok(pages('course-trainer').some((page) => /Notes pour la formatrice/.test(read('course-trainer', page))));
});

for (const page of ['repondre/quiz.html', 'repondre/types.html', 'evaluer/bilan.html', 'evaluer/positionnement.html', 'lire/formatrice.html']) {
  test(`the trainer sees every answer of ${page} without a click`, () =>
    visit('fixture-trainer', page, async (tab) => {
      const questions = await tab.locator('.question').count();
      assert.ok(questions > 0);
      assert.equal(await tab.locator('.question details.solution[open]').count(), questions);
      assert.equal(await tab.locator('.question .solution > :not(summary):visible').count() >= questions, true);
    }));
}

test('the trainer’s sections and pages are marked as such in words', () =>
  visit('fixture-trainer', 'lire/index.html', async (page) => {
    assert.match(await page.locator('.trainer').textContent(), says('trainer_section'));
    await follow(page.getByRole('link', { name: /quetzal/ }).first());
    assert.match(await page.locator('main').textContent(), says('trainer_page'));
  }));
