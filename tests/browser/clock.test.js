'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { make } = require('./helpers/sites.js');
const { visit, refuse } = require('./helpers/browser.js');
const { focus, focused, unseen } = require('./helpers/focus.js');
const { choose, question, score } = require('./helpers/quiz.js');

make('timed', {
  'course.yaml': 'id: timed\ntitle: Minuté\nlang: fr\n',
  'lecon.md': '---\ntitle: Leçon\ntime_limit: 3 min\nfeedback: end\n---\n\n## Question : Le ciel ? {#ciel}\n\n- [x] Bleu\n- [ ] Vert\n',
});

// A page whose time is three minutes, under a clock that the test moves.
const timed = (use, options, site = 'fixture', file = 'evaluer/en-temps-limite.html') =>
  visit(
    site,
    file,
    async (page, context) => {
      await page.clock.install();
      await page.reload();
      await use(page, context);
    },
    options,
  );
const pass = (page, seconds) => page.clock.runFor(seconds * 1000);
const begin = (page) => page.locator('.clock-begin').click();
const left = (page) => page.locator('.clock-left').textContent();
const told = (page) => page.locator('.clock-status').textContent();
const enabled = (page) => page.locator('.answer input:enabled').count();

async function handIn(page) {
  await page.locator('.hand-in').click();
  await pass(page, 1);
  await page.locator('.hand-in').click();
}

test('a quiz with a time limit shows its questions once its student begins, by keyboard too', () =>
  timed(async (page) => {
    assert.equal(await page.locator('.question:visible, .result:visible').count(), 0);
    await page.locator('.clock-time').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.match(await left(page), /\b(4:00|3:[1-5]\d)\b/, 'the longer time that was chosen');
    assert.equal(await page.locator('.question:visible').count(), 2);
    assert.ok(await focused(page, '.clock'), 'what follows is the first question');
    assert.equal(unseen(await focus(page)), '');
  }));

test('without a limit nothing runs down (RGAA 13.1)', () =>
  timed(async (page) => {
    await page.locator('.clock-time').selectOption({ index: 3 });
    await begin(page);
    assert.match(await left(page), says('script_no_limit'));
    await pass(page, 10_000);
    assert.ok((await enabled(page)) > 0);
    assert.equal(await told(page), '');
  }));

test('the time left is told a minute before its end, once and aloud, and not before', () =>
  timed(async (page) => {
    await begin(page);
    await pass(page, 60);
    assert.equal(await told(page), '');
    await pass(page, 62);
    assert.match(await told(page), says('script_warn_minutes'));
    assert.equal(await page.locator('.clock-status').getAttribute('aria-live'), 'polite');
  }));

test('when the time is over, answers are kept, the focus too, and time can be added (RGAA 13.1)', () =>
  timed(async (page) => {
    await begin(page);
    await choose(page, 'ciel', 'Bleu');
    await page.locator('#ciel :checked').focus();
    await pass(page, 200);
    assert.match(await told(page), says('script_time_over'));
    assert.match(await left(page), /0:00/);
    assert.equal(await enabled(page), 0);
    assert.ok(await focused(page, '#ciel .question-status'), 'the focus stays in the question');
    assert.match(await question(page, 'ciel').locator('.question-status').textContent(), says('script_time_over'));
    await page.locator('.clock-more').click();
    assert.match(await left(page), /\b5:\d\d/, 'five whole minutes from now');
    assert.match(await told(page), says('script_time_added'));
    assert.ok((await enabled(page)) > 0);
    assert.equal(await question(page, 'ciel').locator('.question-status').textContent(), '');
    assert.equal(await page.locator('#ciel :checked').count(), 1);
  }));

test('what was answered in time can be handed in after it', () =>
  timed(async (page) => {
    await begin(page);
    await choose(page, 'ciel', 'Bleu');
    await pass(page, 200);
    await handIn(page);
    assert.match(await score(page), /1 point sur 2/);
    assert.match(await left(page), says('script_time_spent'));
    assert.equal(await told(page), '');
    assert.equal(await page.locator('.clock-more').isVisible(), false);
  }));

test('the time goes on after a reload and in another tab', () =>
  timed(async (page, context) => {
    await begin(page);
    await pass(page, 100);
    await page.reload();
    assert.match(await left(page), /\b(1:[0-2]|0:[1-5])\d/);
    const second = await context.newPage();
    await second.goto(page.url());
    assert.equal(await second.locator('.question:visible').count(), 2, 'begun once, begun everywhere');
    await page.locator('.clock-more').click();
    await second.locator('.clock-left', { hasText: /[5-9]:/ }).waitFor();
    await second.locator('#ciel input').first().check();
    await page.locator('#ciel :checked').waitFor();
  }));

// Hands a wrong answer in, long before the test goes on.
async function missed(page) {
  await begin(page);
  await choose(page, 'ciel', 'Vert');
  await handIn(page);
  await pass(page, 1000);
}

test('in a lesson, an answer that is taken again after the end has no limit', () =>
  timed(
    async (page) => {
      await missed(page);
      await page.locator('.restart-missed').click();
      assert.ok(await focused(page, '#ciel input'));
      await pass(page, 1000);
      assert.ok((await enabled(page)) > 0);
    },
    {},
    'timed',
    'lecon.html',
  ));

test('a new start has a new time', () =>
  timed(async (page) => {
    await missed(page);
    page.on('dialog', (dialog) => dialog.accept());
    await page.locator('.restart').click();
    assert.equal(await page.locator('.question:visible').count(), 0, 'waits for its student');
    assert.ok(await focused(page, '.clock-time'));
    await begin(page);
    assert.match(await left(page), /\b(3:00|2:[1-5]\d)\b/);
  }));

test('a clock runs where storage is refused', () =>
  timed(
    async (page) => {
      await begin(page);
      await choose(page, 'ciel', 'Bleu');
      await pass(page, 200);
      await page.locator('.clock-more').click();
      await handIn(page);
      assert.match(await score(page), /1 point sur 2/);
    },
    { init: refuse },
  ));

test('questions that wait for their time are printed, and read with scripts off', async () => {
  await timed(async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.question:visible').count(), 2);
    assert.equal(await page.locator('.clock :is(button, select):visible').count(), 0);
  });
  await visit(
    'fixture',
    'evaluer/en-temps-limite.html',
    async (page) => {
      assert.equal(await page.locator('.question:visible').count(), 2);
      assert.match(await page.locator('.clock').innerText(), says('time_given_other'));
      assert.equal(await page.locator('.clock :is(button, select):visible').count(), 0);
    },
    { javaScriptEnabled: false },
  );
});
