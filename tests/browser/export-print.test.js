'use strict';
// The course on paper: what the browser that makes the PDF makes of it.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { execFileSync } = require('node:child_process');
const { fileURLToPath } = require('node:url');
const { exported, make, run, scratch } = require('./helpers/sites.js');
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

test('while the PDF is made, the program says what takes so long', () => {
  const course = path.join(scratch, 'said');
  run('init', course, '--lang', 'en');
  assert.equal(run('export', 'print', '--root', course), 'making the PDF: a few more seconds…\n');
  assert.equal(run('export', 'single', '--root', course), '');
});

test('the page that the contents tell is the one where a chapter begins', () =>
  open(async (page) => {
    const pdf = fileURLToPath(page.url()).replace(/html$/, 'pdf');
    // Without white space: a title may take two lines.
    const bare = (text) => text.replace(/\s+/g, '');
    const sheets = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\f');
    const running = sheets.map((sheet) => bare(sheet.trim().split('\n')[0]));
    const entries = await page.locator('.folios li').evaluateAll((items) =>
      items.map((item) => [item.matches('.folios-module') ? '' : item.querySelector('.folios-number')?.textContent ?? '', item.querySelector('a').textContent]));
    assert.ok(entries.length > 15, `${entries.length} entries`);
    const rest = entries.reduce((contents, [number, title]) => {
      const name = bare(number + title);
      const whole = `${number} ${title}`.trim();
      const short = bare(whole.slice(0, 60)) + (whole.length > 60 ? '…' : '');
      const begins = running.findIndex((line) => line.endsWith(short)) + 1;
      assert.ok(begins && bare(sheets[begins - 1]).slice(running[begins - 1].length).includes(name), `${name}: in the running title of page ${begins}, and at its top`);
      const [, after] = contents.split(name + begins);
      assert.ok(after !== undefined, `${name}, page ${begins}, in ${contents}`);
      return after;
    }, bare(sheets[1]));
    assert.equal(rest, '2', 'then its own number');
  }, '--what', 'all'));

const wide = (cells) => `|${Array(12).fill(cells).join('|')}|\n`;
const columns = `${wide('Column')}${wide('-')}${wide('unconstitutionally').repeat(3)}`;
const word = `|Word|End|\n|-|-|\n|${'antidisestablishment'.repeat(10)}|internationalization|\n`;
for (const kind of ['print', 'single']) {
  test(`tables wider than the sheet do not make all of the booklet smaller: ${kind}`, async () => {
    make('wide', { 'course.yaml': 'id: wide\ntitle: Wide\nlang: en\n', '1.md': `# Wide\n\n${columns}\n${word}` });
    await visit('wide', '', async (page) => {
      await page.setViewportSize({ width: 643, height: 900 }); // 170 mm
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      assert.equal(await page.locator('td').first().isVisible(), true);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 643);
      const [long, whole] = await page.locator('td').evaluateAll((cells) => cells.slice(-2).map((cell) => cell.getBoundingClientRect()));
      assert.ok(whole.right <= 643 && whole.height === long.height && whole.width > 100, 'beside it, in one line');
    }, { base: exported('wide', kind) });
  });
}

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
