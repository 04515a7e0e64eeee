'use strict';
// A tab of the preview.

const { ready } = require('./browser.js');

// Once it is connected and what it kept is there again.
const settled = async (page) => {
  await page.waitForLoadState('load');
  await page.locator('pupitre-preview[data-connected]').waitFor({ state: 'attached' });
  await ready(page);
  // By the clock of the page, behind what that has yet to do.
  await page.waitForFunction(() => new Promise((done) => setTimeout(done, 50, true)));
};

// Whether the document is still the one that was marked.
const mark = (page) => page.evaluate(() => (window.marked = true));
const isMarked = (page) => page.evaluate(() => window.marked === true);

const shows = (page, text) => page.locator('main').getByText(text).first().waitFor();

const panel = (page) => page.locator('pupitre-preview .panel');
const mistakes = (page) => page.locator('pupitre-preview .mistakes > li');
const badge = (page) => page.locator('pupitre-preview .open');

module.exports = { settled, mark, isMarked, shows, panel, mistakes, badge };
