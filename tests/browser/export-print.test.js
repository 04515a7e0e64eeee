'use strict';
// The course on paper: what the browser that makes the PDF makes of it.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const { fileURLToPath } = require('node:url');
const { exported } = require('./helpers/sites.js');
const { visit } = require('./helpers/browser.js');

const open = (use, ...what) => visit('fixture', '', use, { base: exported('fixture', 'print', ...what) });

test('the PDF stands beside the document, with the page of every lesson in its table of contents', () => {
  const file = fileURLToPath(exported('fixture', 'print', '--what', 'all'));
  const pdf = fs.readFileSync(file.replace(/html$/, 'pdf'), 'latin1');
  const pages = pdf.match(/\/Type \/Page\b/g).length;
  assert.ok(pages > 20, `${pages} pages`);
  assert.match(pdf, /\/Dests \d/);
  assert.match(pdf, /\/CreationDate \(D:00000101000000/, 'made at no time');
  assert.equal(fs.readFileSync(file, 'utf8').match(/class="folio">\d/), null, 'on other paper, pages have other numbers');
});

test('on paper there is room for answers, and none is told', () =>
  open(async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('button:visible, nav:visible:not(.folios), .solution, .hint, .result').count(), 0);
    const fields = page.locator('.answer :is(input, textarea, select)');
    assert.ok((await fields.count()) > 30);
    for (const field of await fields.all()) {
      const { width, height } = await field.boundingBox();
      assert.ok(width > 10 && height > 10, await field.evaluate((element) => element.outerHTML.slice(0, 100)));
    }
  }));

test('nothing is wider than the sheet', () =>
  open(async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 643, height: 900 }); // 170 mm
    const wide = await page.locator('main *:visible').evaluateAll((elements) =>
      elements.filter((element) => element.getBoundingClientRect().right > innerWidth + 1).map((element) => element.outerHTML.slice(0, 100)),
    );
    assert.deepEqual(wide, []);
  }, '--what', 'all'));

test('a link out of the course is written out', () =>
  open(async (page) => {
    await page.emulateMedia({ media: 'print' });
    const link = page.locator('a[rel~=external]').first();
    assert.match(await link.evaluate((element) => getComputedStyle(element, '::after').content), /example\.org/);
  }));
