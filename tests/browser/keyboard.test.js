'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const says = require('./helpers/says.js');
const { visit, narrow } = require('./helpers/browser.js');
const { focus, unseen, tabThrough } = require('./helpers/focus.js');

const kinds = ['index.html', 'lire/index.html', 'lire/texte.html', 'repondre/quiz.html', 'repondre/types.html', 'evaluer/bilan.html', 'plan.html', 'results.html', 'attestation.html', 'sources.html', 'accessibility.html', '404.html'];
const unlessSilence = (error) => {
  if (!/not silent/.test(error.message)) throw error;
};

async function through(page, where) {
  const { expected, visited } = await tabThrough(page);
  const found = visited.map(unseen).filter(Boolean);
  const order = visited.map(({ stop }) => stop);
  const lost = Array.from({ length: expected }, (_, stop) => stop).filter((stop) => !order.includes(stop));
  const names = await page.evaluate((stops) => stops.map((stop) => window.stops[stop].outerHTML.slice(0, 90)), lost);
  found.push(...names.map((name) => `Tab never reaches ${name}`));
  visited.forEach(({ stop, name }, at) => {
    if (stop < 0) found.push(`${name} takes the focus for nothing`);
    else if (at && stop < order[at - 1]) found.push(`${name} comes out of order`);
  });
  return found.map((line) => `[${where}] ${line}`);
}

for (const kind of kinds) {
  test(`Tab reaches everything on ${kind}, in order, and the focus shows (WCAG 2.1.1, 2.4.3, 2.4.7; RGAA 10.7, 12.8, 12.9)`, async () => {
    const found = [];
    for (const [colorScheme, viewport] of [['light', undefined], ['dark', narrow]]) {
      const options = { colorScheme, ...(viewport && { viewport }) };
      const use = async (page) => found.push(...(await through(page, colorScheme)));
      await visit('fixture', kind, use, options).catch(unlessSilence);
    }
    none(found, `keyboard on ${kind}`);
  });
}

test('the first Tab shows a link that skips to the content (WCAG 2.4.1, RGAA 12.7)', () =>
  visit('fixture', 'repondre/quiz.html', async (page) => {
    await page.keyboard.press('Tab');
    const skip = await focus(page);
    assert.equal(unseen(skip), '');
    assert.match(skip.name, says('skip_to_content'));
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'MAIN');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('main')), 'the next Tab is in the content');
  }));

test('the table that is wider than a telephone scrolls by keyboard (WCAG 2.1.1)', () =>
  visit(
    'fixture',
    'lire/texte.html',
    async (page) => {
      const table = page.locator('.table').first();
      // Chromium would let a frame that scrolls have the focus by itself; not every browser does.
      assert.equal(await table.getAttribute('tabindex'), '0');
      await table.focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction((element) => element.scrollLeft > 0, await table.elementHandle());
    },
    { viewport: { width: 320, height: 640 } },
  ).catch(unlessSilence));
