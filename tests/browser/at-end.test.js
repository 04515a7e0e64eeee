'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { visit, refuse } = require('./helpers/browser.js');
const { focus, focused, unseen } = require('./helpers/focus.js');
const { question, option, choose, status, score, handIn } = require('./helpers/quiz.js');

// A lesson whose feedback comes at its end: a choice and a number.
const onEnd = (use, options) => visit('fixture', 'repondre/a-la-fin.html', use, options);
const number = (page) => page.locator('#rome input');
const rows = (page) => page.locator('.result-list li:visible');

test('where feedback comes at the end, no answer is judged by itself, not even by Enter', () =>
  onEnd(async (page) => {
    await choose(page, 'bretagne', 'Dijon');
    await number(page).fill('-753');
    await number(page).press('Enter');
    assert.equal(await page.locator('.check:visible, .retry:visible, .option-mark:visible, .solution:visible').count(), 0);
    assert.equal(await status(page, 'rome'), '');
    assert.match(await score(page), /données\s: 2 sur 2/);
    assert.equal(await page.locator('.result-bar').isVisible(), false, 'nor by the result');
  }));

test('the review names what has no answer, or one that is no number, and follows what is changed', () =>
  onEnd(async (page) => {
    await number(page).fill('abc');
    await page.locator('.hand-in').click();
    assert.match(await score(page), says('script_review'));
    assert.deepEqual(await rows(page).locator('a').allTextContents(), ['Question 1 – Quelle ville est en Bretagne\u202f?', 'Question 2 – En quelle année Rome a-t-elle été fondée, dit-on\u202f?']);
    const states = await rows(page).locator('.result-state').allTextContents();
    assert.match(states[0], says('script_new'));
    assert.match(states[1], says('script_unfinished'));
    await number(page).fill('-752');
    assert.equal(await rows(page).count(), 1);
    await choose(page, 'bretagne', 'Rennes');
    assert.match(await score(page), says('script_review'));
    assert.equal(await rows(page).count(), 0);
  }));

test('what is changed after the first press asks for it again, and says so once', () =>
  onEnd(async (page) => {
    const button = page.locator('.hand-in');
    const first = await button.textContent();
    const spoken = () => page.locator('.result-score').getAttribute('aria-live');
    await choose(page, 'bretagne', 'Dijon');
    await button.click();
    assert.equal(await button.textContent(), await button.getAttribute('data-confirm'));
    await page.waitForTimeout(450);
    await number(page).focus();
    await page.keyboard.type('-');
    assert.equal(await button.textContent(), first);
    assert.match(await score(page), says('script_review'));
    assert.equal(await spoken(), 'polite');
    assert.equal(await rows(page).count(), 1, 'what has no answer is still named');
    await page.keyboard.type('753');
    assert.equal(await spoken(), 'off', 'the next key says nothing');
    assert.ok(await focused(page, '#rome input'));
    await button.click();
    assert.equal(await button.textContent(), await button.getAttribute('data-confirm'));
    assert.equal(await page.locator('.solution:visible').count(), 0);
    await page.waitForTimeout(450);
    await button.click();
    assert.match(await score(page), /1 point sur 2/);
  }));

test('all is judged at once, by keyboard, with what was expected and why', () =>
  onEnd(async (page) => {
    await choose(page, 'bretagne', 'Dijon');
    await number(page).fill('-753');
    await page.locator('.hand-in').focus();
    await page.keyboard.press('Enter');
    assert.ok(await focused(page, '.hand-in'), 'the review keeps the focus');
    await page.waitForTimeout(450);
    await page.keyboard.press('Enter');
    assert.ok(await focused(page, '.result-title'));
    assert.equal(unseen(await focus(page)), '');
    assert.match(await score(page), /1 point sur 2/);
    assert.match(await status(page, 'bretagne'), says('script_outcome_wrong'));
    assert.match(await option(page, 'bretagne', 'Rennes').locator('.option-mark').textContent(), says('script_missed'));
    assert.ok(await page.getByText('Dijon est en Bourgogne').first().isVisible());
    assert.ok(await page.getByText('Rennes en est le chef-lieu').isVisible());
    // The result speaks; the questions, all judged at once, do not.
    assert.equal(await page.locator('.result-score').getAttribute('aria-live'), 'polite');
    assert.equal(await page.locator('.question-status[aria-live=polite]').count(), 0);
  }));

test('what was judged at the end stays so after a reload, and in another tab', () =>
  onEnd(async (page, context) => {
    const second = await context.newPage();
    await second.goto(page.url());
    await choose(page, 'bretagne', 'Rennes');
    await handIn(page);
    const said = await score(page);
    await page.reload();
    assert.equal(await score(page), said);
    await second.locator('#bretagne .is-right').waitFor();
    assert.equal(await score(second), said);
  }));

test('those that were missed are taken again alone, and judged with the others', () =>
  onEnd(async (page) => {
    await choose(page, 'bretagne', 'Rennes');
    await number(page).fill('12');
    await handIn(page);
    await page.locator('.restart-missed').click();
    assert.ok(await focused(page, '#rome input'));
    assert.equal(await number(page).inputValue(), '');
    assert.equal(await page.locator('#bretagne input:enabled').count(), 0, 'what was right stays');
    assert.equal(await question(page, 'rome').locator('.solution').isVisible(), false);
    await number(page).fill('-753');
    await handIn(page);
    assert.match(await score(page), /2 points sur 2/);
  }));

test('all is judged at the end where storage is refused', () =>
  onEnd(
    async (page) => {
      await choose(page, 'bretagne', 'Rennes');
      assert.match(await page.locator('.result-note').textContent(), says('script_storage_refused'));
      await handIn(page);
      assert.match(await score(page), /1 point sur 2/);
    },
    { init: refuse },
  ));
