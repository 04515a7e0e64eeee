'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { site, read, pages } = require('./helpers/sites.js');
const { visit } = require('./helpers/browser.js');

const lesson = 'repondre/mille-mots.html';
const limit = 60_000;
const size = (name, file) => fs.statSync(path.join(site(name), file)).size;

function isLight(page) {
  const scripts = Array.from(read('fixture', page).matchAll(/<script[^>]*src="\.\.\/([^"]+)"/g), ([, file]) => file);
  assert.ok(scripts.length > 0);
  const sum = scripts.reduce((total, file) => total + size('fixture', file), 0);
  assert.ok(sum < 30_000, `${sum} bytes: ${scripts}`);
}

test('the lesson that is weighed has 1,000 words and 5 questions', () =>
  visit('fixture', lesson, async (page) => {
    const words = await page.evaluate(() =>
      Array.from(document.querySelectorAll('article > .prose'), (block) => block.innerText).join(' ').match(/[\p{L}\p{N}’'-]+/gu).length,
    );
    assert.ok(words >= 1000 && words < 1100, `${words} words`);
    assert.equal(await page.locator('.question').count(), 5);
  }));

test('a lesson of 1,000 words and 5 questions weighs less than 60 kB, style and scripts included', (t) => {
  const parts = [lesson, 'theme/site.css', 'theme/choice.js'].map((file) => [file, size('fixture', file)]);
  const sum = parts.reduce((total, [, bytes]) => total + bytes, 0);
  const detail = parts.map(([file, bytes]) => `${file} ${bytes}`).join(', ');
  t.diagnostic(`${sum} bytes: ${detail}`);
  assert.ok(sum < limit, `${sum} bytes: ${detail}`);
});

test('all scripts of a lesson with every form of question weigh less than 30 kB', () => {
  isLight('repondre/toutes-les-formes.html');
});

test('all scripts of a lesson whose choices are drawn and shuffled weigh less than 30 kB, and deal them', () => {
  isLight('repondre/au-sort.html');
  // One draw for all: chance leaves eight options as they were written once in 40,320 times.
  const init = () => (Math.random = () => 0.5);
  return visit('fixture', 'repondre/au-sort.html', async (page) => {
    assert.equal(await page.locator('.question:visible').count(), 2);
    const order = await page.locator('.question:visible').first().locator('.option').allTextContents();
    assert.notEqual(order.map((text) => text.trim()).join(), 'Un,Deux,Trois,Quatre,Cinq,Six,Sept,Huit');
  }, { init });
});

test('a lesson takes four requests or fewer, all in its own folder', () =>
  visit('fixture', 'index.html', async (page) => {
    const asked = new Set();
    page.on('request', (request) => asked.add(request.url()));
    await page.goto(page.url().replace('index.html', lesson));
    // The icon is asked for once a session: what the page names counts too. So does the course's own logo, which does not.
    for (const [, file] of read('fixture', lesson).matchAll(/<(?:link|script)[^>]*(?:href|src)="([^"]+)"/g)) {
      asked.add(new URL(file, page.url()).href);
    }
    const own = [...asked].filter((url) => !url.endsWith('/logo.svg'));
    assert.ok(own.length <= 4, own.join('\n'));
  }));

test('the navigation of a page costs the same in any module: no page names a lesson of another, but its neighbours', () => {
  for (const page of pages('course').filter((file) => file.includes('/') && !file.endsWith('/index.html'))) {
    const others = new Set(Array.from(read('course', page).matchAll(/<nav[\s\S]*?<\/nav>/g), ([nav]) => Array.from(nav.matchAll(/href="(\.\.\/[^"#]+\/[^"#]+)"/g), ([, href]) => href)).flat());
    others.delete('../index.html');
    assert.ok(others.size <= 2, `${page}: ${[...others]}`);
  }
});
