'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { visit } = require('./helpers/browser.js');
const { onForms, line, gap } = require('./helpers/forms.js');
const { choose, check, question, onQuiz, onEvaluation, handIn, score } = require('./helpers/quiz.js');

const unlessSilence = (error) => {
  if (!/not silent/.test(error.message)) throw error;
};
const shown = (page, selector) => page.locator(selector).filter({ visible: true }).count();
const screenOnly = 'nav, button, summary, .skip, .result, .hint, .solution';

for (const [what, page] of [['home page', 'index.html'], ['lesson', 'lire/texte.html'], ['quiz', 'repondre/quiz.html'], ['page of all questions', 'repondre/types.html'], ['evaluation', 'evaluer/bilan.html'], ['page of results', 'results.html']]) {
  test(`a printed ${what} has no navigation, no button and no answer, and is a PDF of whole pages`, () =>
    visit('fixture', page, async (tab) => {
      await tab.emulateMedia({ media: 'print' });
      const left = await tab.locator(screenOnly).filter({ visible: true }).evaluateAll((elements) =>
        elements.filter((element) => !element.closest('.prose')).map((element) => element.outerHTML.slice(0, 100)),
      );
      assert.deepEqual(left, [], `${page} printed`);
      assert.ok(await tab.locator('h1').isVisible());
      const pdf = await tab.pdf({ format: 'A4' });
      assert.match(pdf.subarray(0, 5).toString(), /%PDF-/);
    }).catch(unlessSilence));
}

test('a printed quiz has a box with a border for each option, and a line for each word', () =>
  visit('fixture', 'repondre/types.html', async (page) => {
    await page.emulateMedia({ media: 'print' });
    const fields = page.locator('.answer :is(input, textarea, select, .place)');
    assert.ok((await fields.count()) >= 15);
    for (const field of await fields.all()) {
      const { width, height, border } = await field.evaluate((element) => {
        const { width, height } = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        return { width, height, border: ['Top', 'Right', 'Bottom', 'Left'].some((side) => parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== 'none') };
      });
      const name = await field.evaluate((element) => element.outerHTML.slice(0, 80));
      assert.ok(width > 10 && height > 10 && border, `${name}: ${width} × ${height} px, border ${border}`);
    }
  }));

test('a page is printed black on white, also when the screen is dark', () =>
  visit(
    'fixture',
    'repondre/quiz.html',
    async (page) => {
      await page.locator('[data-scheme-control] [value=dark]').click();
      const before = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.notEqual(before, 'rgb(255, 255, 255)', 'the screen is dark');
      await page.emulateMedia({ media: 'print' });
      const { color, background } = await page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.body);
        return { color, background: backgroundColor };
      });
      assert.deepEqual({ color, background }, { color: 'rgb(0, 0, 0)', background: 'rgb(255, 255, 255)' });
    },
    { colorScheme: 'dark' },
  ));

test('what was opened on the screen does not print the answer', () =>
  onQuiz(async (page) => {
    await choose(page, 'la-capitale', 'Paris');
    await check(page, 'la-capitale');
    await question(page, 'la-capitale').locator('.hint summary').first().click();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await shown(page, '.hint'), 0, 'an open hint');
    assert.equal(await shown(page, '.solution'), 0, 'an open solution');
  }));

test('the trainer’s edition prints the answers and its own sections', () =>
  visit('fixture-trainer', 'lire/texte.html', async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.ok((await shown(page, '.solution .verdict')) > 0);
    assert.ok(await page.getByText('Ce paragraphe réservé').isVisible());
  }).catch(unlessSilence));

test('print tells where an outside link leads, and not where an inside one does', () =>
  visit('fixture', 'lire/texte.html', async (page) => {
    await page.emulateMedia({ media: 'print' });
    const after = (link) => getComputedStyle(link, '::after').content;
    assert.match(await page.locator('.prose a[rel~=external]').first().evaluate(after), /example\.org/);
    assert.equal(await page.locator('.prose a[href^="#"]').first().evaluate(after), 'none');
  }).catch(unlessSilence));

test('a test that was handed in is printed with its score, above the questions', () =>
  onEvaluation(async (page) => {
    const printed = page.locator('.score-on-paper');
    await choose(page, 'lettre', 'B');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await printed.isVisible(), false, 'nothing before');
    await page.emulateMedia({ media: 'screen' });
    await handIn(page);
    assert.equal(await printed.isVisible(), false, 'not on the screen');
    await page.emulateMedia({ media: 'print' });
    assert.match(await printed.innerText(), /1 point sur 4/);
    assert.equal(await printed.innerText(), await score(page));
    const { y } = await printed.boundingBox();
    assert.ok(y < (await question(page, 'lettre').boundingBox()).y && y > (await page.locator('h1').boundingBox()).y);
    page.on('dialog', (dialog) => dialog.accept());
    await page.emulateMedia({ media: 'screen' });
    await page.locator('.restart').click();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await printed.isVisible(), false, 'begun again');
  }));

// Runs in the page: whether all of a text can be seen in this element.
const whole = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth <= clientWidth + 1 && scrollHeight <= clientHeight + 1;

test('what is typed at length is printed whole, on as many lines as it takes, and typed on afterwards', () =>
  onForms(async (page) => {
    const long = 'un mot, puis un autre, et ainsi de suite '.repeat(6).trim();
    const lines = `${'Je répare des vélos.\n'.repeat(30)}Fin.`;
    await line(page, 'fleuve').fill(long);
    await gap(page, 'phrase', 0).fill(long);
    await line(page, 'metier').fill(lines);
    await page.setViewportSize({ width: 700, height: 900 });
    for (let times = 0; times < 2; times += 1) {
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      for (const [id, text] of [['fleuve', long], ['phrase', long], ['metier', lines]]) {
        const copy = question(page, id).locator('.answer').getByText(text.slice(-20)).filter({ visible: true });
        assert.equal(await copy.count(), 1, id);
        assert.equal(await copy.evaluate((element) => element.textContent), text);
        assert.ok(await copy.evaluate(whole), id);
        const { x, width } = await copy.boundingBox();
        assert.ok(x + width <= 700, `${id} ends at ${x + width} px`);
      }
      assert.equal(await line(page, 'fleuve').isVisible(), false, 'once is enough');
      assert.ok(await line(page, 'litre').isVisible(), 'what is blank keeps its line');
    }
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await question(page, 'fleuve').getByText(long).count(), 0);
    assert.equal(await line(page, 'fleuve').inputValue(), long);
    await line(page, 'fleuve').press('End');
    await line(page, 'fleuve').press('!');
    assert.equal(await line(page, 'fleuve').inputValue(), `${long}!`);
  }));
