'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { visit, refuse } = require('./helpers/browser.js');
const { focused } = require('./helpers/focus.js');
const { question, choose, check, retry, answerAll, score, quiz, onQuiz } = require('./helpers/quiz.js');

const hints = (page) => question(page, 'la-capitale').locator('.hint');
const open = (page, index) => hints(page).nth(index).locator('summary').click();
const visible = (page) => hints(page).filter({ visible: true }).count();
const noted = says('script_hints');

test('hints are shown one at a time, by pointer and by keyboard', () =>
  onQuiz(async (page) => {
    assert.equal(await visible(page), 1);
    assert.equal(await page.getByText('La Seine la traverse').isVisible(), false);
    await open(page, 0);
    assert.ok(await page.getByText('La Seine la traverse').isVisible());
    await hints(page).nth(1).waitFor();
    await page.keyboard.press('Tab');
    assert.ok(await focused(page, '.hint + .hint summary'));
    await page.keyboard.press('Enter');
    assert.ok(await page.getByText('Son nom a cinq lettres').isVisible());
  }));

test('hints are numbered, unless there is one alone', async () => {
  await onQuiz(async (page) => assert.deepEqual(await hints(page).locator('summary').allTextContents(), ['Indice 1', 'Indice 2']));
  await visit('fixture', 'repondre/a-la-fin.html', async (page) => {
    assert.deepEqual(await question(page, 'bretagne').locator('.hint summary').allTextContents(), ['Indice']);
  });
});

test('hints that were asked for are noted in the result, and stay after a reload', () =>
  onQuiz(async (page) => {
    await open(page, 0);
    await hints(page).nth(1).waitFor();
    await page.reload();
    assert.equal(await visible(page), 2);
    await answerAll(page, quiz);
    assert.match(await score(page), noted);
    assert.match(await score(page), /Indices consultés\s: 1/);
    await page.reload();
    assert.match(await score(page), noted);
  }));

test('a hint that is read once all is answered is no help, and not noted', () =>
  onQuiz(async (page) => {
    await answerAll(page, quiz);
    assert.equal(await visible(page), 2, 'all are there to read');
    await open(page, 1);
    await page.getByText('Son nom a cinq lettres').waitFor();
    assert.doesNotMatch(await score(page), noted);
    await retry(page, 'la-capitale');
    assert.equal(await page.getByText('Son nom a cinq lettres').isVisible(), false, 'closed for another try');
    assert.equal(await visible(page), 1);
  }));

test('a new start begins without hints, another try keeps them', () =>
  onQuiz(async (page) => {
    await open(page, 0);
    await hints(page).nth(1).waitFor();
    await choose(page, 'la-capitale', 'Lyon');
    await check(page, 'la-capitale');
    await retry(page, 'la-capitale');
    assert.equal(await visible(page), 2, 'another try');
    await page.locator('.restart').click();
    assert.equal(await visible(page), 1, 'a new start');
    assert.equal(await page.getByText('La Seine la traverse').isVisible(), false);
    await answerAll(page, quiz);
    assert.doesNotMatch(await score(page), noted);
  }));

test('hints are noted where storage is refused', () =>
  onQuiz(
    async (page) => {
      await open(page, 0);
      await hints(page).nth(1).waitFor();
      await answerAll(page, quiz);
      assert.match(await score(page), noted);
    },
    { init: refuse },
  ));
