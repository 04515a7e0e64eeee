'use strict';
// The search in Firefox, from a folder: it has keys of its own for `/` and Ctrl-K.

const test = require('node:test');
const assert = require('node:assert/strict');
const { visitInFirefox } = require('./helpers/firefox.js');
const { focused } = require('./helpers/focus.js');
const { dialog, field, results, status, open, type, found } = require('./helpers/search.js');

const on = (use) => visitInFirefox('fixture', 'lire/texte.html', use);

test('in Firefox, both keys open the search, and Escape gives the focus back', () =>
  on(async (tab) => {
    for (const key of ['/', 'Control+k']) {
      await tab.locator('.toc a').first().focus();
      await tab.keyboard.press(key);
      await dialog(tab).waitFor();
      assert.ok(await focused(tab, '.search input'));
      assert.equal(await field(tab).inputValue(), '');
      await tab.keyboard.press('Escape');
      await dialog(tab).waitFor({ state: 'hidden' });
      assert.ok(await focused(tab, '.toc a'));
    }
  }));

test('in Firefox, a result is found, reached by the arrows and opened at its section', () =>
  on(async (tab) => {
    await open(tab);
    await type(tab, 'faire vivre');
    await found(tab);
    assert.match(await status(tab).textContent(), /résultats? pour/);
    await tab.keyboard.press('ArrowDown');
    const link = results(tab).locator('a').first();
    assert.ok(await link.evaluate((one) => one === document.activeElement));
    assert.match(await link.getAttribute('href'), /mille-mots\.html#faire-vivre-un-cours$/);
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/mille-mots\.html/);
    await tab.waitForFunction(() => {
      const heading = document.getElementById('faire-vivre-un-cours');
      return heading && heading.getBoundingClientRect().top < 200;
    });
  }));

test('in Firefox, a result on the same page closes the search and shows its section', () =>
  on(async (tab) => {
    await open(tab);
    await type(tab, 'encadrés');
    await found(tab);
    await results(tab).locator('a').first().click();
    await dialog(tab).waitFor({ state: 'hidden' });
    await tab.waitForFunction(() => Math.abs(document.getElementById('les-encadres').getBoundingClientRect().top) < 200);
  }));
