'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { focus, unseen } = require('./helpers/focus.js');
const { narrow } = require('./helpers/browser.js');
const { status, retry, numbers } = require('./helpers/quiz.js');
const { onForms, answer, fill, gap, question, check } = require('./helpers/forms.js');

const marks = (page, id) => question(page, id).locator('.mark').allTextContents();
const values = (page, id) => question(page, id).locator('.gap').evaluateAll((all) => all.map((each) => each.value));
// What a field is described by.
const told = (field) => field.evaluate((element) => element.getAttribute('aria-describedby').trim().split(/\s+/).map((id) => document.getElementById(id).textContent).join(' '));
const at = (page) => page.evaluate(() => [...document.activeElement.closest('form').querySelectorAll('.gap')].indexOf(document.activeElement));

test('a gap is named by its number and the words before it (WCAG 1.3.1, 4.1.2)', () =>
  onForms(async (page) => {
    const names = await question(page, 'phrase').locator('.gap').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    assert.match(names[0], /^Blanc 1 .*soleil se lève à l’/);
    assert.match(names[3], /^Blanc 4 .*un jour en a/);
    assert.match(names[5], /^Blanc 6 .*et un autre/);
    const cells = await question(page, 'contraires').locator('.gap').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    assert.match(cells[0], /^Blanc 1 .*grand/);
    assert.match(cells[1], /^Blanc 2 .*chaud/);
  }));

test('the keyboard alone fills the gaps; Enter leads to the next blank, then checks (WCAG 2.1.1)', () =>
  onForms(async (page) => {
    await gap(page, 'phrase', 0).focus();
    await page.keyboard.type('est');
    await page.keyboard.press('Enter');
    assert.equal(await at(page), 1);
    assert.equal(await question(page, 'phrase').getAttribute('data-state'), 'unfinished');
    await page.keyboard.type('ouest');
    for (const text of ['60', '1440', 'mot']) {
      await page.keyboard.press('Tab');
      assert.equal(unseen(await focus(page)), '');
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    assert.match(await status(page, 'phrase'), says('script_outcome_right'));
    assert.deepEqual(numbers(await status(page, 'phrase')), [3, 3]);
    for (const told of await marks(page, 'phrase')) assert.match(told, says('script_right'));
    assert.equal(unseen(await focus(page)), '');
  }));

test('each gap tells in words whether it is right, and keeps the rest for the next try (WCAG 1.4.1, 3.3.1)', () =>
  onForms(async (page) => {
    await check(page, 'phrase');
    assert.match(await status(page, 'phrase'), says('script_write'));
    await answer(page, 'phrase', 'partial');
    assert.match(await status(page, 'phrase'), says('script_outcome_partial'));
    assert.deepEqual(numbers(await status(page, 'phrase')), [1.5, 3]);
    const told = await marks(page, 'phrase');
    ['right', 'wrong', 'right', 'new', 'wrong', 'right'].forEach((state, index) => assert.match(told[index], says(`script_${state}`)));
    assert.doesNotMatch(told.join(), /ouest/);
    const given = await values(page, 'phrase');
    await page.reload();
    assert.deepEqual(await values(page, 'phrase'), given);
    assert.deepEqual(await marks(page, 'phrase'), told);
    await retry(page, 'phrase');
    assert.deepEqual(await values(page, 'phrase'), [given[0], '', given[2], '', '', given[5]], 'the right ones stay');
    assert.equal(await at(page), 1, 'the first to fill has the focus');
    assert.deepEqual(await marks(page, 'phrase'), []);
    await page.reload();
    assert.deepEqual(await values(page, 'phrase'), [given[0], '', given[2], '', '', given[5]]);
    await answer(page, 'phrase', 'wrong');
    assert.match(await status(page, 'phrase'), says('script_outcome_wrong'));
    await retry(page, 'phrase');
    assert.deepEqual(await values(page, 'phrase'), ['', '', '', '', '', '']);
    assert.equal(await question(page, 'phrase').getAttribute('data-state'), 'new');
    await answer(page, 'phrase', 'right');
    assert.ok(await question(page, 'phrase').getByText('De l’est à l’ouest').isVisible());
    await retry(page, 'phrase');
    assert.deepEqual(await values(page, 'phrase'), ['', '', '', '', '', ''], 'all right, it is begun again');
  }));

test('a gap that is wrong is followed by the model answer alone, which the solution tells from the others', () =>
  onForms(async (page) => {
    await answer(page, 'phrase', 'wrong');
    await question(page, 'phrase').locator('form').evaluate((form) => {
      window.pupitre.fields.cloze.mark(form, window.pupitre.decode(form.dataset.answer), ['', '', '', '', 'texte', ''], true);
    });
    assert.match((await marks(page, 'phrase'))[4], /→.*mot$/);
    assert.match(await question(page, 'phrase').locator('.solution-gaps').textContent(), /mot \(on accepte aussi.: terme\)/);
  }));

test('the last gap may stay blank, which counts as wrong', () =>
  onForms(async (page) => {
    await answer(page, 'contraires', 'partial');
    assert.deepEqual(numbers(await status(page, 'contraires')), [0.33, 1]);
  }));

test('a number that is none is asked again, in its gap and with the reason (WCAG 3.3.1)', () =>
  onForms(async (page) => {
    const invalid = question(page, 'phrase').locator('[aria-invalid]');
    await fill(page, 'phrase', 'est', 'ouest', 'soixante', '1440', 'mot', 'élément');
    for (const press of [() => check(page, 'phrase'), () => gap(page, 'phrase', 0).press('Enter')]) {
      await press();
      assert.match(await status(page, 'phrase'), says('script_not_a_number'));
      assert.equal(await at(page), 2);
      assert.equal(await invalid.count(), 1);
      assert.match(await told(invalid), says('script_not_a_number'));
    }
    await gap(page, 'phrase', 2).fill('60');
    assert.equal(await invalid.count(), 0);
    await gap(page, 'phrase', 3).fill('mille');
    await check(page, 'phrase');
    assert.equal(await at(page), 3);
    await gap(page, 'phrase', 3).fill('1440');
    await check(page, 'phrase');
    assert.match(await status(page, 'phrase'), says('script_outcome_right'));
  }));

// Runs in the page: the blanks of which a part stands above or below the field.
const torn = (blanks) =>
  blanks.filter((blank) => {
    const { top, bottom } = blank.querySelector('.gap').getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(blank);
    const beside = (box) => box.top + box.bottom > 2 * top && box.top + box.bottom < 2 * bottom;
    return [...range.getClientRects()].some((box) => box.width > 1 && !beside(box));
  }).map((blank) => blank.textContent);

test('a gap grows with what is typed, and keeps to its line with its sign and its full stop, at 360 px too (WCAG 1.4.10)', () =>
  onForms(
    async (page) => {
      const field = gap(page, 'phrase', 0);
      const width = async () => (await field.boundingBox()).width;
      const before = await width();
      await field.fill('un point cardinal');
      assert.ok((await width()) > before + 20, `${before} px, then ${await width()}`);
      await field.fill('un point cardinal bien plus long que la ligne ne peut le montrer');
      const box = await question(page, 'phrase').locator('.cloze').boundingBox();
      assert.ok((await width()) <= box.width);
      await answer(page, 'phrase', 'partial');
      for (let width = 320; width <= 520; width += 10) {
        await page.setViewportSize({ width, height: 740 });
        assert.deepEqual(await question(page, 'phrase').locator('.blank').evaluateAll(torn), [], `at ${width} px`);
      }
    },
    { viewport: narrow },
  ));

test('the choices of a gap can be shuffled', () =>
  onForms(async (page) => {
    await fill(page, 'phrase', '', 'nord');
    await question(page, 'phrase').locator('form').evaluate((form) => window.pupitre.fields.cloze.shuffle(form, (key) => -Number(key.split('-')[1])));
    assert.deepEqual(await gap(page, 'phrase', 1).locator('option').allTextContents(), ['…', 'sud', 'nord', 'ouest']);
    assert.equal((await values(page, 'phrase'))[1], '1');
  }));
