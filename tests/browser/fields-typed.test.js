'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { focus, unseen } = require('./helpers/focus.js');
const { status, retry, numbers } = require('./helpers/quiz.js');
const { onForms, answer, line, fill, question, check } = require('./helpers/forms.js');

const mark = (page, id) => question(page, id).locator('.line .mark');

test('Enter checks what is typed, and a sign with its word stands beside it (WCAG 2.1.1, 1.4.1)', () =>
  onForms(async (page) => {
    await line(page, 'fleuve').focus();
    await page.keyboard.press('Enter');
    assert.match(await status(page, 'fleuve'), says('script_write'));
    assert.ok(await line(page, 'fleuve').evaluate((field) => field === document.activeElement), 'the focus stays');
    await page.keyboard.type('la Loire');
    await page.keyboard.press('Enter');
    assert.match(await status(page, 'fleuve'), says('script_outcome_wrong'));
    assert.match(await mark(page, 'fleuve').textContent(), says('script_wrong'));
    assert.equal(unseen(await focus(page)), '');
    await page.reload();
    assert.equal(await line(page, 'fleuve').inputValue(), 'la Loire');
    assert.match(await mark(page, 'fleuve').textContent(), says('script_wrong'));
    await retry(page, 'fleuve');
    assert.equal(await line(page, 'fleuve').inputValue(), '');
    assert.equal(await mark(page, 'fleuve').count(), 0);
    await page.keyboard.type('LA  SEINE !');
    await page.keyboard.press('Enter');
    assert.match(await status(page, 'fleuve'), says('script_outcome_right'));
    assert.match(await mark(page, 'fleuve').textContent(), says('script_right'));
    assert.ok(await question(page, 'fleuve').getByText('La Seine, longue de').isVisible());
  }));

test('nothing but spaces is no answer', () =>
  onForms(async (page) => {
    await line(page, 'fleuve').fill('   ');
    await check(page, 'fleuve');
    assert.match(await status(page, 'fleuve'), says('script_write'));
    assert.equal(await question(page, 'fleuve').getAttribute('data-state'), 'new');
  }));

test('typing in the middle of a text leaves the caret there', () =>
  onForms(async (page) => {
    await line(page, 'fleuve').fill('laSeine');
    await line(page, 'fleuve').evaluate((field) => field.setSelectionRange(2, 2));
    await page.keyboard.type(' x');
    assert.equal(await line(page, 'fleuve').inputValue(), 'la xSeine');
  }));

test('a page says what it expects: to the letter, a number alone, a number and its unit (WCAG 3.3.2)', () =>
  onForms(async (page) => {
    const help = (id) => line(page, id).evaluate((field) => field.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' '));
    assert.match(await help('fleuve'), says('help_text'));
    assert.match(await help('commande'), says('help_exact'));
    assert.match(await help('pi'), says('help_number'));
    assert.match(await help('litre'), says('help_number_unit'));
    assert.match(await help('litre'), /\bkg\b/);
    assert.match(await help('annee'), says('help_text'));
  }));

test('to the letter means to the letter', () =>
  onForms(async (page) => {
    for (const [typed, outcome] of [['Cargo test --all', 'wrong'], ['cargo test –all', 'wrong'], [' cargo  test --all ', 'right']]) {
      await line(page, 'commande').fill(typed);
      await check(page, 'commande');
      assert.match(await status(page, 'commande'), says(`script_outcome_${outcome}`), typed);
      if (outcome === 'wrong') await retry(page, 'commande');
    }
  }));

test('a number takes a comma, a point, a unit; what is none is asked again and costs no try', () =>
  onForms(async (page) => {
    for (const typed of ['beaucoup', '3,14 m']) {
      await line(page, 'pi').fill(typed);
      await check(page, 'pi');
      assert.match(await status(page, 'pi'), says('script_not_a_number'), typed);
      assert.ok(await line(page, 'pi').isEnabled());
      assert.equal(await line(page, 'pi').getAttribute('aria-invalid'), 'true');
    }
    for (const [id, typed, outcome] of [['pi', '3.145', 'right'], ['litre', '1000 g', 'right'], ['annee', '2000', 'right']]) {
      await line(page, id).fill(typed);
      await line(page, id).press('Enter');
      assert.match(await status(page, id), says(`script_outcome_${outcome}`), `${id} ${typed}`);
    }
    assert.deepEqual(numbers(await status(page, 'litre')), [1.5, 1.5]);
    assert.equal(await line(page, 'litre').getAttribute('inputmode'), null, 'a telephone has its minus sign and its letters');
  }));

test('a unit that is not the one expected is told, so that a try is not lost for nothing', () =>
  onForms(async (page) => {
    await line(page, 'litre').fill('1 kilo');
    await check(page, 'litre');
    assert.match(await status(page, 'litre'), says('script_outcome_wrong'));
    assert.match(await mark(page, 'litre').innerText(), /Unité attendue\s: kg$/);
    await retry(page, 'litre');
    for (const typed of ['2 kg', '2']) {
      await line(page, 'litre').fill(typed);
      await check(page, 'litre');
      assert.doesNotMatch(await mark(page, 'litre').textContent(), says('script_unit'), typed);
      await retry(page, 'litre');
    }
    await fill(page, 'phrase', 'est', 'ouest', '60', '1440 mn', 'mot', 'élément');
    await check(page, 'phrase');
    const marks = await question(page, 'phrase').locator('.mark').allInnerTexts();
    assert.match(marks[3], /Unité attendue\s: min$/);
    assert.equal(marks.filter((text) => /Unité/.test(text)).length, 1);
  }));

test('an open answer is compared with the model by who wrote it, whose opinion is kept', () =>
  onForms(async (page) => {
    const assess = question(page, 'metier').locator('.assess');
    assert.equal(await assess.isVisible(), false);
    await check(page, 'metier');
    assert.match(await status(page, 'metier'), says('script_write'));
    await line(page, 'metier').focus();
    await page.keyboard.type('Je répare\ndes vélos.');
    assert.equal(await question(page, 'metier').getByText('Par exemple').isVisible(), false, 'Enter is a new line');
    await question(page, 'metier').locator('.check').press('Enter');
    assert.ok(await question(page, 'metier').getByText('Par exemple').isVisible());
    assert.match(await status(page, 'metier'), says('script_outcome_assess'));
    await assess.getByLabel(says('assess_partial')).check();
    assert.match(await status(page, 'metier'), says('script_outcome_own'));
    assert.deepEqual(numbers(await status(page, 'metier')), [1, 2]);
    await page.reload();
    assert.equal(await line(page, 'metier').inputValue(), 'Je répare\ndes vélos.');
    assert.ok(await assess.getByLabel(says('assess_partial')).isChecked());
  }));

test('a question without a model answer shows no empty one', async () => {
  for (const javaScriptEnabled of [true, false]) {
    await onForms(
      async (page) => {
        assert.equal(await question(page, 'retenu').locator('details').count(), 0);
        assert.equal(await question(page, 'metier').locator('.solution').count(), 1);
      },
      { javaScriptEnabled },
    );
  }
});
