'use strict';
// The folder opened in Firefox, where each file has an origin and a storage of its own.

const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const says = require('./helpers/says.js');
const { pages } = require('./helpers/sites.js');
const { tourInFirefox, visitInFirefox } = require('./helpers/firefox.js');
const { forms, answer } = require('./helpers/forms.js');
const { choose, check, retry, handIn, status, score, evaluation, answerAll } = require('./helpers/quiz.js');

// Runs in the page: what it has asked for and did not get, or not from its folder. Firefox tells nobody
// of a file that is missing.
async function missing(folder) {
  const found = [];
  const outside = (url) => url && !url.startsWith(folder) && !url.startsWith('data:');
  for (const image of document.images) {
    image.loading = 'eager';
    if (!(await image.decode().then(() => true, () => false))) found.push(image.outerHTML);
  }
  for (const { href } of document.querySelectorAll('link[rel=stylesheet]')) {
    const again = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    const loaded = new Promise((onload, onerror) => Object.assign(again, { onload, onerror }));
    document.head.append(again);
    await loaded.catch(() => found.push(again.outerHTML));
  }
  for (const element of document.querySelectorAll('link, [src], [poster]')) {
    if ([element.href, element.src, element.poster].some(outside)) found.push(element.outerHTML.slice(0, 200));
  }
  if (!window.pupitre?.nameOf) found.push('a script');
  return found;
}

for (const name of ['course', 'course-trainer', 'fixture', 'fixture-trainer']) {
  test(`every page of ${name} opens without a word and with all that belongs to it`, async () => {
    const found = [];
    const all = pages(name).filter((page) => page !== '404.html'); // A server's: it names no script.
    await tourInFirefox(name, all, async (page, file) => {
      const folder = page.url().slice(0, -file.length);
      found.push(...(await page.evaluate(missing, folder)).map((what) => `[${file}] ${what}`));
    });
    none(found, `${name}: not there`);
  });
}

test('every form of question is answered, judged and kept', () =>
  visitInFirefox('fixture', 'repondre/toutes-les-formes.html', async (page) => {
    for (const [id, { partial }] of Object.entries(forms)) await answer(page, id, partial ? 'partial' : 'wrong');
    for (const [id, { partial }] of Object.entries(forms)) {
      if (id !== 'metier') assert.match(await status(page, id), says(partial ? 'script_outcome_partial' : 'script_outcome_wrong'), id);
      await retry(page, id);
    }
    for (const id of Object.keys(forms)) await answer(page, id, 'right');
    const said = await score(page);
    for (const id of Object.keys(forms)) if (id !== 'metier') assert.match(await status(page, id), says('script_outcome_right'), id);
    await page.reload();
    assert.equal(await score(page), said);
  }));

test('choices are judged, and a second try counts', () =>
  visitInFirefox('fixture', 'repondre/quiz.html', async (page) => {
    await choose(page, 'la-capitale', 'Lyon');
    await check(page, 'la-capitale');
    assert.match(await status(page, 'la-capitale'), says('script_outcome_wrong'));
    await retry(page, 'la-capitale');
    await choose(page, 'la-capitale', 'Paris');
    await check(page, 'la-capitale');
    assert.match(await status(page, 'la-capitale'), says('script_outcome_right'));
  }));

test('an evaluation is handed in, and stays so', () =>
  visitInFirefox('fixture', 'evaluer/bilan.html', async (page) => {
    await answerAll(page, evaluation);
    await handIn(page);
    const said = await score(page);
    assert.match(said, says('script_passed'));
    await page.reload();
    assert.equal(await score(page), said);
  }));
