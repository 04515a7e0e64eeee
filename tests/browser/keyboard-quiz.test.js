'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { focus, unseen } = require('./helpers/focus.js');
const { question, status, score, numbers, onQuiz, onEvaluation } = require('./helpers/quiz.js');

// Presses Tab until `selector` has the focus, which must show all along.
async function tabTo(page, selector, key = 'Tab') {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const told = await focus(page);
    assert.equal(unseen(told), '', `on the way to ${selector}`);
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`Tab does not lead to ${selector}`);
}

const press = (page, ...keys) => keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
const pause = (page) => page.waitForTimeout(450); // A quicker key would be taken for a held one.

test('the keyboard alone takes a quiz from the first question to the result (WCAG 2.1.1, RGAA 12.9)', () =>
  onQuiz(async (page) => {
    // A hint, then a wrong answer by arrows, checked by Enter.
    await tabTo(page, '#la-capitale [type=radio]');
    await tabTo(page, '#la-capitale .hint summary');
    await press(page, 'Enter');
    assert.ok(await question(page, 'la-capitale').locator('.hint').first().evaluate((hint) => hint.open), 'the hint opens');
    await tabTo(page, '#la-capitale [type=radio]', 'Shift+Tab');
    await press(page, 'Space');
    assert.match(await question(page, 'la-capitale').locator('.option:has(:checked)').textContent(), /Lyon/);
    await tabTo(page, '#la-capitale .check');
    await press(page, 'Enter');
    assert.match(await status(page, 'la-capitale'), says('script_outcome_wrong'));
    assert.equal(unseen(await focus(page)), '', 'after a check');
    assert.ok(await page.evaluate(() => document.activeElement.matches('#la-capitale .retry')), 'the focus is on "try again"');

    // Another try: the arrows choose, Enter checks from the field.
    await pause(page);
    await press(page, 'Enter');
    assert.ok(await page.evaluate(() => document.activeElement.matches('#la-capitale [type=radio]')), 'back to the options');
    await press(page, 'Space', 'ArrowDown');
    assert.match(await question(page, 'la-capitale').locator('.option:has(:checked)').textContent(), /Paris/);
    await press(page, 'Enter');
    assert.match(await status(page, 'la-capitale'), says('script_outcome_right'));
    assert.equal(unseen(await focus(page)), '', 'after the right answer');

    // Boxes: Space ticks, Tab goes to the next.
    await tabTo(page, '#les-pairs [type=checkbox]');
    await press(page, 'Space', 'Tab', 'Tab', 'Space');
    await tabTo(page, '#les-pairs .check');
    await press(page, 'Space');
    assert.match(await status(page, 'les-pairs'), says('script_outcome_right'));

    // The result leads back to a question, and begins again.
    await tabTo(page, '.result-list a');
    await press(page, 'Enter');
    await page.locator('#la-capitale:target').waitFor();
    await tabTo(page, '.restart');
    await press(page, 'Enter');
    assert.ok(await page.evaluate(() => document.activeElement.matches('#la-capitale [type=radio]')), 'begins with the first question');
    assert.equal(await page.locator('.question :checked').count(), 0);
  }));

test('a check without an answer says so and leaves the focus in the question (WCAG 3.3.1, RGAA 11.10)', () =>
  onQuiz(async (page) => {
    await tabTo(page, '#les-pairs .check');
    await press(page, 'Enter');
    assert.match(await status(page, 'les-pairs'), says('script_choose'));
    assert.ok(await page.evaluate(() => document.activeElement.closest('#les-pairs fieldset')), 'the focus goes to the options');
    assert.equal(unseen(await focus(page)), '');
  }));

test('the keyboard alone hands in an evaluation, after a review (WCAG 3.3.4, RGAA 11.12)', () =>
  onEvaluation(async (page) => {
    await tabTo(page, '#lettre [type=radio]');
    await press(page, 'Space', 'ArrowDown');
    await tabTo(page, '#fruits [type=checkbox]');
    await press(page, 'Space');
    await tabTo(page, '.hand-in');
    await press(page, 'Enter');
    assert.deepEqual(numbers(await score(page)), [1], 'one question has no answer');
    assert.match(await page.locator('.result-list li:visible').textContent(), /Question 3/);
    await pause(page);
    assert.ok(await page.evaluate(() => document.activeElement.matches('.hand-in')), 'the focus stays on the button');
    await press(page, 'Enter');
    // B is worth 1, one fruit of two is worth 1 of 2, no season is worth 0: 2 of 4.
    assert.deepEqual(numbers(await score(page)), [2, 4, 50, 70]);
    assert.equal(unseen(await focus(page)), '', 'after handing in');
    assert.ok(await page.evaluate(() => document.activeElement.closest('.result')), 'the focus is in the result');
  }));
