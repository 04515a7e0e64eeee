'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const says = require('./helpers/says.js');
const { tour, visit, follow, narrow } = require('./helpers/browser.js');
const { unseen, tabThrough } = require('./helpers/focus.js');
const { option, choose, check, onQuiz } = require('./helpers/quiz.js');

const unlessSilence = (error) => {
  if (!/not silent/.test(error.message)) throw error;
};
const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('the colours follow the system, and the reader’s choice after it, on every page', () =>
  visit('fixture', 'repondre/quiz.html', async (page) => {
    const light = await paper(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await paper(page);
    assert.notEqual(dark, light);
    await page.locator('[data-scheme-control] [value=light]').click();
    assert.equal(await paper(page), light);
    assert.equal(await page.locator('[data-scheme-control] [aria-pressed=true]').getAttribute('value'), 'light');
    await follow(page.locator('.banner-nav a').first());
    assert.equal(await paper(page), light, 'the next page');
    await page.locator('[data-scheme-control] [value=auto]').click();
    assert.equal(await paper(page), dark);
  }));

test('nothing moves for a reader who asked for less motion (WCAG 2.3.3, RGAA 13.8)', async () => {
  const found = [];
  const see = async (page, file) => {
    const moving = await page.evaluate(() => {
      const seconds = (list) => Math.max(...list.split(',').map(parseFloat));
      return [...document.querySelectorAll('*')].flatMap((element) => {
        if (!element.checkVisibility()) return [];
        const style = getComputedStyle(element);
        const name = `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') || ''}">`;
        const still = seconds(style.transitionDuration) <= 0.01 && (style.animationName === 'none' || seconds(style.animationDuration) <= 0.01);
        return still && style.scrollBehavior === 'auto' ? [] : [name];
      });
    });
    found.push(...moving.map((name) => `[${file}] ${name} moves`));
  };
  await tour('fixture', ['index.html', 'lire/texte.html', 'repondre/quiz.html', 'evaluer/bilan.html'], see, { reducedMotion: 'reduce' }).catch(unlessSilence);
  none(found, 'reduced motion');
});

// The states of a question must differ by words or shapes, not by colour (WCAG 1.4.1, RGAA 3.1).
async function tellsApart(page) {
  await choose(page, 'les-pairs', 'Deux', 'Trois');
  await check(page, 'les-pairs');
  await choose(page, 'la-capitale', 'Paris');
  await check(page, 'la-capitale');
  const mark = async (id, text) => {
    const place = option(page, id, text).locator('.option-mark');
    return (await place.isVisible()) ? (await place.innerText()).trim() : '';
  };
  assert.match(await mark('les-pairs', 'Deux'), says('script_right'));
  assert.match(await mark('les-pairs', 'Trois'), says('script_wrong'));
  assert.equal(await mark('les-pairs', 'Cinq'), '');
  const rows = page.locator('.result-list .result-state');
  assert.deepEqual((await rows.allInnerTexts()).map((text) => /\p{L}{4,}/u.test(text)), [true, true, true, true]);
  // What is ticked is told by a shape: the picture of the box changes.
  const [ticked, empty] = await Promise.all(['Deux', 'Cinq'].map((text) => option(page, 'les-pairs', text).locator('input').screenshot()));
  assert.notDeepEqual(ticked, empty);
}

test('right and wrong are told in words, not by colour alone (WCAG 1.4.1, RGAA 3.1)', () => onQuiz(tellsApart));

test('in forced colours, right and wrong are told apart and what is ticked shows', () => onQuiz(tellsApart, { forcedColors: 'active' }));

test('in forced colours, the focus shows on everything', async () => {
  const found = [];
  const see = async (page, file) => {
    const { visited } = await tabThrough(page);
    assert.ok(visited.length > 5);
    found.push(...visited.map(unseen).filter(Boolean).map((line) => `[${file}] ${line}`));
  };
  await tour('fixture', ['index.html', 'repondre/quiz.html', 'repondre/types.html'], see, { forcedColors: 'active' });
  none(found, 'forced colours');
});

test('in forced colours, the chosen appearance and the bar of the score still show', () =>
  onQuiz(
    async (page) => {
      const pictures = page.locator('[data-scheme-control] button');
      const [on, off] = await Promise.all([0, 1].map((at) => pictures.nth(at).evaluate((button) => {
        const { outlineStyle, borderStyle } = getComputedStyle(button);
        return [outlineStyle, borderStyle].join();
      })));
      assert.notEqual(on, off, 'the pressed button looks like the others');
      await choose(page, 'la-capitale', 'Paris');
      await check(page, 'la-capitale');
      assert.ok(await page.locator('.result-bar').isVisible());
    },
    { forcedColors: 'active' },
  ));

test('on a touch screen, what is touched in a quiz is 44 px high or more', async () => {
  const found = [];
  const see = async (page, file) => {
    const targets = page.locator('button, summary, .button, select, [type=text], .option').filter({ visible: true });
    const small = await targets.evaluateAll((elements) =>
      elements
        // Half a pixel is a matter of rounding; a list within a sentence keeps the height of its line.
        .filter((element) => element.getBoundingClientRect().height < 43.5 && !element.closest('.cloze'))
        .map((element) => `${element.outerHTML.slice(0, 90)} is ${Math.round(element.getBoundingClientRect().height)} px high`),
    );
    found.push(...small.map((line) => `[${file}] ${line}`));
  };
  const touch = { hasTouch: true, isMobile: true, viewport: narrow };
  await tour('fixture', ['index.html', 'repondre/quiz.html', 'repondre/types.html', 'evaluer/bilan.html'], see, touch);
  none(found, 'touch');
});
