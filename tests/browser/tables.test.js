'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { make } = require('./helpers/sites.js');
const { visit, narrow } = require('./helpers/browser.js');

const long = 'Une personne dont le nom est long et occupe la ligne entière';
const rows = (count) => Array.from({ length: count }, (_, row) => `| ${row} | Une ligne |`).join('\n');
const texts = {
  'course.yaml': 'id: tableaux\ntitle: Tableaux\n',
  'a.md': `# Tableaux

| Nom | Date | Signature |
| --- | --- | --- |
| ${long} ${long} ${long} | | |

${long}

| a | b |
| --- | --- |
${rows(8)}

${long}

| a | b |
| --- | --- |
${rows(80)}

## Question : Associez {#paires}

| a | b |
| --- | --- |
| ${long} ${long} | Servir de tiers de confiance entre des gens éloignés |
| Deux | Un texte court |

## Question : Complétez {#trous}

| a | b | c |
| --- | --- | --- |
| ${long} ${long} | ${long} | [[mot]] |
`,
};
const onTables = (use, options) => {
  make('tables', texts);
  return visit('tables', 'a.html', use, options);
};

test('on paper an empty cell leaves room to write, and a table that fits a page stays whole', () =>
  onTables(async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 640, height: 900 });
    for (const cell of await page.locator('td:empty').all()) {
      const { width, height } = await cell.boundingBox();
      assert.ok(width > 90 && height > 30, `${width} × ${height} px`);
    }
    const breaks = await page.locator('.table').evaluateAll((all) => all.map((table) => getComputedStyle(table).breakInside));
    assert.deepEqual(breaks.slice(0, 3), ['avoid', 'avoid', 'auto']);
  }));

test('a choice of a matching is read whole, and a gap in a narrow column can be written in', () =>
  onTables(async (page) => {
    const [field, text] = await page.locator('#paires select').first().evaluate((select) => {
      const context = document.createElement('canvas').getContext('2d');
      context.font = getComputedStyle(select).font;
      return [select.clientWidth, Math.max(...Array.from(select.options, (option) => context.measureText(option.text).width))];
    });
    assert.ok(field > text + 30, `${field} px for ${text}`);
    assert.ok((await page.locator('#trous .gap').boundingBox()).width > 90);
    await page.setViewportSize(narrow);
    assert.ok((await page.locator('#trous .gap').boundingBox()).width > 90);
  }));
