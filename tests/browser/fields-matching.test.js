'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { focus, unseen } = require('./helpers/focus.js');
const { status, retry, numbers } = require('./helpers/quiz.js');
const { onForms, answer, match, row, choice, told, question, check } = require('./helpers/forms.js');

const shown = (page, id) => question(page, id).locator('.rows select').evaluateAll((all) => all.map((each) => each.selectedOptions[0].text));
const mark = (page, text) => row(page, 'capitales', text).locator('.mark');

async function drag(page, choice, row) {
  const handle = choice.locator('.handle');
  await handle.scrollIntoViewIfNeeded();
  const from = await handle.boundingBox();
  const to = await row.boundingBox();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + to.height / 2, { steps: 6 });
}

test('the keyboard alone matches, checks and hears what is right (WCAG 2.1.1, 1.4.1)', () =>
  onForms(async (page) => {
    await row(page, 'capitales', 'Italie').locator('select').focus();
    for (const letter of ['B', 'A', 'C']) {
      assert.equal(unseen(await focus(page)), '');
      await page.keyboard.press(letter);
      await page.keyboard.press('Tab');
    }
    assert.deepEqual(await shown(page, 'capitales'), ['B – Rome', 'A – Madrid', 'C – Lisbonne']);
    await question(page, 'capitales').locator('.check').press('Enter');
    assert.match(await status(page, 'capitales'), says('script_outcome_right'));
    assert.deepEqual(numbers(await status(page, 'capitales')), [3, 3]);
    for (const text of ['Italie', 'Espagne', 'Portugal']) assert.match(await mark(page, text).textContent(), says('script_right'));
  }));

test('each field is named by its row, also where that is an image (WCAG 1.3.1, 4.1.2)', () =>
  onForms(async (page) => {
    for (const name of ['Italie', 'Espagne', 'Portugal']) await page.getByRole('combobox', { name, exact: true }).waitFor();
    for (const name of ['Un disque', 'ls -l', 'Un mot en italique']) await page.getByRole('combobox', { name, exact: true }).waitFor();
  }));

test('a pointer drags a choice onto a row, which is told; Escape and elsewhere take it back (WCAG 2.5.7, 4.1.3)', () =>
  onForms(async (page) => {
    await drag(page, choice(page, 'capitales', 'Rome'), row(page, 'capitales', 'Italie'));
    assert.equal(await question(page, 'capitales').locator('.is-over').count(), 1, 'the row shows where it would fall');
    await page.mouse.up();
    assert.deepEqual(await shown(page, 'capitales'), ['B – Rome', '–', '–']);
    assert.match(await told(page), /^«.Italie.».: B – Rome$/);
    assert.equal(await question(page, 'capitales').getAttribute('data-state'), 'unfinished');

    await drag(page, choice(page, 'capitales', 'Madrid'), row(page, 'capitales', 'Espagne'));
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await drag(page, choice(page, 'capitales', 'Madrid'), question(page, 'capitales').locator('.question-title'));
    await page.mouse.up();
    await drag(page, choice(page, 'choses', 'disque dur'), row(page, 'capitales', 'Portugal'));
    assert.equal(await page.locator('.is-over').count(), 0, 'a row of another question takes it');
    await page.mouse.up();
    assert.deepEqual(await shown(page, 'capitales'), ['B – Rome', '–', '–']);
    assert.deepEqual(await shown(page, 'choses'), ['–', '–', '–']);
    assert.equal(await page.locator('.is-over, .is-dragged').count(), 0);

    await drag(page, choice(page, 'choses', 'disque dur'), question(page, 'choses').locator('.rows li').first());
    await page.mouse.up();
    assert.deepEqual(await shown(page, 'choses'), ['C – un disque dur', '–', '–']);
  }));

test('each row tells in words whether it is right, and keeps the rest for the next try (WCAG 1.4.1, 3.3.1)', () =>
  onForms(async (page) => {
    await check(page, 'capitales');
    assert.match(await status(page, 'capitales'), says('script_choose'));
    await answer(page, 'capitales', 'partial');
    assert.match(await status(page, 'capitales'), says('script_outcome_partial'));
    assert.deepEqual(numbers(await status(page, 'capitales')), [1, 3]);
    assert.match(await mark(page, 'Italie').textContent(), says('script_right'));
    assert.match(await mark(page, 'Espagne').textContent(), says('script_wrong'));
    assert.match(await mark(page, 'Portugal').textContent(), says('script_new'));
    assert.doesNotMatch(await mark(page, 'Espagne').textContent(), /Madrid/);
    const given = await shown(page, 'capitales');
    await page.reload();
    assert.deepEqual(await shown(page, 'capitales'), given);
    assert.match(await mark(page, 'Espagne').textContent(), says('script_wrong'));

    await retry(page, 'capitales');
    assert.deepEqual(await shown(page, 'capitales'), ['B – Rome', '–', '–'], 'the right one stays');
    assert.ok(await row(page, 'capitales', 'Espagne').locator('select').evaluate((select) => select === document.activeElement), 'the first to fill has the focus');
    assert.equal(await question(page, 'capitales').locator('.mark').count(), 0);
    await answer(page, 'capitales', 'wrong');
    assert.match(await status(page, 'capitales'), says('script_outcome_wrong'));
    await retry(page, 'capitales');
    assert.deepEqual(await shown(page, 'capitales'), ['–', '–', '–']);
    await answer(page, 'capitales', 'right');
    assert.ok(await question(page, 'capitales').getByText('Trois capitales, un village').isVisible());
    await retry(page, 'capitales');
    assert.deepEqual(await shown(page, 'capitales'), ['–', '–', '–'], 'all right, it is begun again');
  }));

test('letters follow the order in which choices are shuffled', () =>
  onForms(async (page) => {
    await match(page, 'capitales', { Italie: 'Rome' });
    await question(page, 'capitales').locator('form').evaluate((form) => {
      const ranks = new Map([...form.querySelectorAll('.choices li')].map((each, at) => [each.dataset.key, -at]));
      window.pupitre.fields.matching.shuffle(form, (key) => ranks.get(key));
    });
    const texts = ['Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch', 'Lisbonne', 'Rome', 'Madrid'];
    assert.deepEqual(await question(page, 'capitales').locator('.choices li').allInnerTexts(), texts);
    const expected = ['–', ...texts.map((text, at) => `${'ABCD'[at]} – ${text}`)];
    for (const select of await question(page, 'capitales').locator('select').all()) {
      assert.deepEqual(await select.locator('option').allTextContents(), expected);
    }
    assert.deepEqual(await shown(page, 'capitales'), ['C – Rome', '–', '–'], 'what was chosen stays');
  }));
