'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { address } = require('./helpers/sites.js');
const { visit, follow, refuse } = require('./helpers/browser.js');
const { question, choose, check, handIn, status, score, answerAll, quiz, evaluation, onQuiz, onEvaluation } = require('./helpers/quiz.js');

const ticked = (page) => page.locator('.question :checked').count();

test('answers, checked or not, are there after a reload', () =>
  onQuiz(async (page) => {
    await choose(page, 'la-capitale', 'Lyon');
    await check(page, 'la-capitale');
    await choose(page, 'les-pairs', 'Deux');
    const said = await score(page);
    await page.reload();
    assert.equal(await score(page), said);
    assert.match(await status(page, 'la-capitale'), says('script_outcome_wrong'));
    assert.equal(await question(page, 'les-pairs').locator(':checked').count(), 1);
    assert.equal(await status(page, 'les-pairs'), '', 'what was not checked is not judged');
  }));

test('a second tab has the answers, and follows what the first does', () =>
  onQuiz(async (page, context) => {
    await choose(page, 'la-capitale', 'Paris');
    await check(page, 'la-capitale');
    const second = await context.newPage();
    await second.goto(page.url());
    assert.equal(await score(second), await score(page));
    await choose(page, 'la-ligne', 'Elle efface');
    await check(page, 'la-ligne');
    await second.waitForFunction(() => document.querySelectorAll('[data-question][data-state="right"]').length === 2);
    // What the second then keeps does not undo the first.
    await choose(second, 'une-seule', 'Un carré');
    await page.reload();
    assert.equal(await ticked(page), 3);
  }));

test('a question keeps its answer when another page of the course is visited', () =>
  onQuiz(async (page) => {
    await choose(page, 'la-capitale', 'Paris');
    await follow(page.locator('.pager a').first());
    await page.goBack();
    await page.locator('#la-capitale :checked').waitFor();
    assert.equal(await ticked(page), 1);
  }));

test('erasing asks first, and then leaves nothing', () =>
  onQuiz(async (page) => {
    await answerAll(page, quiz);
    let answer = 'dismiss';
    page.on('dialog', (dialog) => dialog[answer]());
    await page.locator('.erase').click();
    assert.ok((await ticked(page)) > 0, 'refused, it keeps all');
    answer = 'accept';
    await page.locator('.erase').click();
    assert.equal(await ticked(page), 0);
    assert.match(await score(page), says('script_erased'));
    assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes('answers')), false);
    await page.reload();
    assert.equal(await ticked(page), 0);
  }));

test('what is stored names its course and holds no text of the student', () =>
  onQuiz(async (page) => {
    await choose(page, 'la-capitale', 'Paris');
    const kept = await page.evaluate(() => Object.entries(localStorage));
    assert.ok(kept.length > 0);
    for (const [key] of kept) assert.match(key, /^pupitre:banc-d-essai/);
    assert.doesNotMatch(JSON.stringify(kept), /Paris/);
  }));

test('an evaluation stays handed in after a reload', () =>
  onEvaluation(async (page) => {
    await answerAll(page, evaluation);
    await handIn(page);
    const said = await score(page);
    await page.reload();
    assert.equal(await score(page), said);
    assert.equal(await page.locator('.hand-in').isVisible(), false);
    assert.equal(await page.locator('input:enabled').count(), 0);
  }));

const troubles = {
  refused: refuse,
  full: () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  },
  version: () => location.protocol === 'about:' || localStorage.setItem('pupitre:banc-d-essai', '{"v": 99, "answers": {}}'),
  damaged: () => location.protocol === 'about:' || localStorage.setItem('pupitre:banc-d-essai', '{{{'),
};

for (const [name, init] of Object.entries(troubles)) {
  test(`where storage is ${name}, the quiz works and says whether it keeps anything`, () =>
    onQuiz(
      async (page) => {
        await answerAll(page, quiz);
        assert.match(await score(page), says('script_passed'));
        assert.equal(await page.locator('.result-note').isVisible(), name !== 'damaged');
      },
      { init },
    ));
}

test('two courses on one disk do not see each other’s answers', () =>
  visit(
    'fixture',
    'fixture/repondre/quiz.html',
    async (page) => {
      await choose(page, 'la-capitale', 'Paris');
      await page.goto(address('course', 'decider/idees-recues-reputation-temps.html'));
      assert.equal(await ticked(page), 0);
      const before = await page.evaluate(() => localStorage.length);
      await page.locator('.option input').first().check();
      assert.equal(await page.evaluate(() => localStorage.length), before + 1);
    },
    { base: address('fixture').replace(/fixture\/$/, '') },
  ));
