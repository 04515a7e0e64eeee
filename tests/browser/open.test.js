'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { visit, refuse } = require('./helpers/browser.js');
const { focus, focused, unseen } = require('./helpers/focus.js');
const { question, check, retry, status, score } = require('./helpers/quiz.js');

// A page of open questions: with an answer to compare, and without one.
const onOpen = (use, options) => visit('fixture', 'repondre/reponses-libres.html', use, options);
const text = (page, id) => page.locator(`#${id} textarea`);
const model = (page) => page.getByText('Par exemple, «');
const assess = (page) => page.locator('#journee .assess');
const row = (page, at) => page.locator('.result-list .result-state').nth(at).textContent();

async function compare(page, words) {
  await text(page, 'journee').fill(words);
  await check(page, 'journee');
}

test('an open answer is compared with another, and assessed by who wrote it', () =>
  onOpen(async (page) => {
    assert.equal(await assess(page).isVisible(), false);
    await compare(page, 'Rien.');
    assert.ok(await model(page).isVisible());
    assert.match(await status(page, 'journee'), says('script_outcome_assess'));
    assert.match(await row(page, 0), says('script_given'));
    await assess(page).getByText(says('assess_partial')).click();
    assert.match(await status(page, 'journee'), says('script_outcome_own'));
    assert.match(await row(page, 0), says('script_partial'));
    await assess(page).getByText(says('assess_right')).click();
    assert.match(await row(page, 0), says('script_right'));
  }));

test('the keyboard alone compares and assesses', () =>
  onOpen(async (page) => {
    await text(page, 'journee').focus();
    await page.keyboard.type('Le matin.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Le soir.');
    assert.equal(await text(page, 'journee').inputValue(), 'Le matin.\nLe soir.');
    for (let tabs = 0; tabs < 5 && !(await focused(page, '#journee .check')); tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.ok(await focused(page, '#journee .question-status'), 'says what to do next');
    assert.equal(unseen(await focus(page)), '');
    for (let tabs = 0; tabs < 5 && !(await focused(page, '#journee .assess input')); tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    assert.match(await row(page, 0), says('script_right'));
    await page.keyboard.press('ArrowDown');
    assert.match(await row(page, 0), says('script_partial'));
    assert.ok(await focused(page, '#journee .assess input'));
  }));

test('nothing is asked to compare where there is no other answer', () =>
  onOpen(async (page) => {
    await text(page, 'apprendre').fill('Tout.');
    await question(page, 'apprendre').getByRole('button', { name: says('script_finish') }).click();
    assert.match(await status(page, 'apprendre'), says('script_outcome_given'));
    assert.equal(await question(page, 'apprendre').locator('.assess, .solution').count(), 0);
  }));

test('a page of open questions has neither score nor pass mark', () =>
  onOpen(async (page) => {
    await compare(page, 'Rien.');
    await text(page, 'apprendre').fill('Tout.');
    await check(page, 'apprendre');
    const said = await score(page);
    assert.match(said, /Questions vérifiées\s: 2 sur 2/);
    assert.doesNotMatch(said, /NaN|seuil|point/);
    assert.equal(await page.locator('.result-bar').isVisible(), false);
  }));

test('an open answer and its assessment stay after a reload, in another tab and for another try', () =>
  onOpen(async (page, context) => {
    await compare(page, 'Rien.');
    await assess(page).getByText(says('assess_wrong')).click();
    const second = await context.newPage();
    await second.goto(page.url());
    for (const tab of [page, second]) {
      await tab.reload();
      assert.equal(await text(tab, 'journee').inputValue(), 'Rien.');
      assert.match(await assess(tab).locator('.option:has(:checked)').textContent(), says('assess_wrong'));
    }
    await retry(page, 'journee');
    assert.equal(await text(page, 'journee').inputValue(), 'Rien.', 'to be bettered');
    assert.equal(await model(page).isVisible(), false);
    assert.equal(await assess(page).locator(':checked').count(), 0);
    assert.ok(await focused(page, '#journee textarea'));
  }));

test('an empty open answer is asked for before it is compared', () =>
  onOpen(async (page) => {
    await check(page, 'journee');
    assert.match(await status(page, 'journee'), says('script_write'));
    assert.equal(await model(page).isVisible(), false);
    assert.ok(await focused(page, '#journee textarea, #journee .check'));
  }));

test('open answers are assessed where storage is refused', () =>
  onOpen(
    async (page) => {
      await compare(page, 'Rien.');
      await assess(page).getByText(says('assess_right')).click();
      assert.match(await row(page, 0), says('script_right'));
    },
    { init: refuse },
  ));
