'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { visit, refuse } = require('./helpers/browser.js');
const { focused } = require('./helpers/focus.js');
const { handIn, score } = require('./helpers/quiz.js');

const file = 'evaluer/tirage.html';
const onDraw = (use, options) => visit('fixture', file, use, options);
const shown = '.question:visible';
// Runs in the page: all that is dealt (questions, their numbers, the order of options), or whether that is `wanted`.
function deal(wanted) {
  const sections = [...document.querySelectorAll('.question')].filter((section) => section.checkVisibility());
  const now = JSON.stringify(sections.map((section) => [section.id, section.querySelector('.question-number').textContent, ...Array.from(section.querySelectorAll('.option input'), ({ value }) => value)]));
  return wanted === undefined ? now : now === wanted;
}
const dealt = (page) => page.evaluate(deal);

test('a draw takes as many questions as its author says, of each objective its share, and numbers them', () =>
  onDraw(async (page) => {
    const objectives = await page.locator(shown).evaluateAll((sections) => sections.map((section) => section.dataset.objective));
    assert.deepEqual(objectives, ['repondre', 'repondre', 'lire', 'lire']);
    const numbers = await page.locator(`${shown} .question-number`).allTextContents();
    assert.deepEqual(numbers, ['Question 1', 'Question 2', 'Question 3', 'Question 4']);
    assert.match(await score(page), /données\s: 0 sur 4/);
  }));

test('what was drawn stays after a reload and in another tab, until all begins again', () =>
  onDraw(async (page, context) => {
    const first = await dealt(page);
    await page.reload();
    assert.equal(await dealt(page), first);
    const second = await context.newPage();
    await second.goto(page.url());
    assert.equal(await dealt(second), first);
    let again = first;
    // Chance may deal the same once, not five times.
    for (let round = 0; round < 5 && again === first; round += 1) {
      await handIn(page);
      page.once('dialog', (dialog) => dialog.accept());
      await page.locator('.restart').click();
      assert.equal(await page.locator(shown).count(), 4);
      assert.ok(await focused(page, `.question:not([hidden]) .answer *`), 'begins with a question');
      again = await dealt(page);
    }
    assert.notEqual(again, first);
    await second.waitForFunction(deal, again); // The other tab follows.
  }));

test('only what was drawn is judged and named in the result', () =>
  onDraw(async (page) => {
    await handIn(page);
    assert.match(await score(page), /0 point sur 4/);
    assert.equal(await page.locator('.result-list li:visible').count(), 4);
    const ids = JSON.parse(await dealt(page)).map(([id]) => `#${id}`);
    assert.deepEqual(await page.locator('.result-list li:visible a').evaluateAll((links) => links.map((link) => decodeURI(link.hash))), ids);
  }));

test('a draw is dealt and handed in where storage is refused', () =>
  onDraw(
    async (page) => {
      assert.equal(await page.locator(shown).count(), 4);
      await page.locator(`${shown} input`).first().press('Space');
      await handIn(page);
      assert.match(await score(page), /sur 4/);
    },
    { init: refuse },
  ));

for (const [who, site, note, options] of [
  ['with scripts off', 'fixture', 'draw_note', { javaScriptEnabled: false }],
  ['in the trainer’s edition', 'fixture-trainer', 'draw_note_trainer', {}],
]) {
  test(`${who}, all questions of a draw are there, and how many are to be answered`, () =>
    visit(
      site,
      file,
      async (page) => {
        for (const media of ['screen', 'print']) {
          await page.emulateMedia({ media });
          assert.equal(await page.locator(shown).count(), 8, media);
          const [told] = await page.getByText(says(note)).all();
          assert.ok(await told?.isVisible(), media);
          assert.match(await told.textContent(), /\b4 questions sur les 8\b/);
        }
      },
      options,
    ));
}
