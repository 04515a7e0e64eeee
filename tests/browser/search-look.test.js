'use strict';
// The search dialog to the eye, on paper, and for who has no scripts.

const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const { site, pages, address } = require('./helpers/sites.js');
const { visit, follow } = require('./helpers/browser.js');
const { audit } = require('./helpers/axe.js');
const { unseen, tabThrough, focus } = require('./helpers/focus.js');
const { dialog, field, results, status, open, type, found } = require('./helpers/search.js');

const page = 'lire/texte.html';
const sizes = [[320, 640], [320, 256], [640, 480], [1280, 900], [2560, 1440]];

// Runs in the page: what sticks out of the dialog, or the dialog out of the screen.
function stickingOut() {
  const dialog = document.querySelector('dialog.search');
  const frame = dialog.getBoundingClientRect();
  const found = [];
  if (frame.left < 0 || frame.right > innerWidth || frame.top < 0 || frame.bottom > innerHeight + 1) found.push(`the dialog leaves the screen: ${JSON.stringify(frame)}`);
  if (dialog.scrollWidth > dialog.clientWidth) found.push('the dialog scrolls sideways');
  for (const element of dialog.querySelectorAll('*')) {
    if (!element.checkVisibility()) continue;
    const box = element.getBoundingClientRect();
    if (box.right > frame.right + 1 || box.left < frame.left - 1) found.push(`<${element.localName} class="${element.className}"> sticks out`);
  }
  return found;
}

test('axe finds nothing in the search, with results, without and empty, light or dark, telephone or desk (WCAG 2.2 AA)', async () => {
  const lines = [];
  await visit('fixture', page, async (tab) => {
    await open(tab);
    lines.push(...(await audit(tab, 'empty')));
    await type(tab, 'le');
    await found(tab);
    lines.push(...(await audit(tab, 'results')));
    await field(tab).fill('xqzwv');
    await status(tab).filter({ hasText: 'xqzwv' }).waitFor();
    lines.push(...(await audit(tab, 'no result')));
  });
  none(lines, 'axe on the search');
});

test('axe finds nothing on the pages of an index that is spread over its letters (WCAG 2.2 AA)', async () => {
  const lines = [];
  await visit('fixture', 'a-z.html', async (tab) => lines.push(...(await audit(tab, 'together'))));
  none(lines, 'axe on the index');
});

test('the search fits every screen, and one that is enlarged four times (WCAG 1.4.4, 1.4.10; RGAA 10.11)', async () => {
  const lines = [];
  await visit('fixture', page, async (tab) => {
    await open(tab);
    for (const query of ['le', 'anticonstitutionnellement'.repeat(6)]) {
      await field(tab).fill(query);
      await status(tab).filter({ hasText: query }).waitFor();
      for (const [width, height] of sizes) {
        await tab.setViewportSize({ width, height });
        lines.push(...(await tab.evaluate(stickingOut)).map((line) => `[${width} × ${height}, ${query.slice(0, 6)}] ${line}`));
      }
    }
  });
  none(lines, 'the search');
});

test('the focus is seen on every result, also on a screen that is enlarged four times (WCAG 2.4.7, 2.4.11)', async () => {
  const lines = [];
  for (const [width, height] of sizes.slice(0, 4)) {
    await visit('fixture', page, async (tab) => {
      await tab.setViewportSize({ width, height });
      await open(tab);
      await type(tab, 'le');
      await found(tab);
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'End', 'ArrowUp', 'ArrowUp', 'Home']) {
        await tab.keyboard.press(key);
        const where = `[${width} × ${height}, ${key}]`;
        const what = unseen(await focus(tab));
        if (what) lines.push(`${where} ${what}`);
        const isCovered = await tab.evaluate(() => {
          const { left, top, bottom } = document.activeElement.getBoundingClientRect();
          return document.elementFromPoint(left + 2, (top + bottom) / 2)?.closest('a') !== document.activeElement;
        });
        if (isCovered) lines.push(`${where} the result is covered`);
      }
    });
  }
  none(lines, 'the focus');
});

test('Tab stays in the search and reaches all of it, in order (WCAG 2.1.1, 2.4.3)', () =>
  visit('fixture', page, async (tab) => {
    await open(tab);
    await type(tab, 'tableaux');
    await found(tab);
    await tab.keyboard.press('Shift+Tab');
    const { visited } = await tabThrough(tab);
    const inside = await dialog(tab).locator('a, button, input').count();
    assert.equal(new Set(visited.map(({ stop }) => stop)).size, inside - 1, visited.map(({ name }) => name).join('\n'));
    none(visited.map(unseen).filter(Boolean), 'the focus');
  }));

test('in forced colours the dialog has an edge and the words keep their marks', () =>
  visit(
    'fixture',
    page,
    async (tab) => {
      await open(tab);
      await type(tab, 'tableaux');
      await found(tab);
      assert.notEqual(await dialog(tab).evaluate((element) => getComputedStyle(element).borderTopWidth), '0px');
      const colours = await results(tab).locator('mark').first().evaluate((mark) => [mark, mark.parentElement].map((element) => getComputedStyle(element).backgroundColor));
      assert.notEqual(colours[0], colours[1]);
    },
    { forcedColors: 'active' },
  ));

test('on paper nothing of the search is left', () =>
  visit('fixture', page, async (tab) => {
    await open(tab);
    await tab.emulateMedia({ media: 'print' });
    assert.equal(await tab.locator('dialog.search, .banner-nav').evaluateAll((all) => all.filter((element) => element.checkVisibility()).length), 0);
  }));

test('nothing of the search is loaded before it is asked for, and nothing twice', () =>
  visit('fixture', page, async (tab) => {
    const asked = [];
    tab.on('request', (request) => asked.push(request.url().replace(address('fixture'), '')));
    await tab.reload();
    const isSearch = (url) => /search/.test(url);
    assert.deepEqual(asked.filter(isSearch), []);
    await open(tab);
    assert.deepEqual(asked.filter(isSearch).sort(), ['theme/search.css', 'theme/search.js']);
    await type(tab, 'tableaux');
    await found(tab);
    await tab.keyboard.press('Escape');
    await open(tab);
    assert.equal(new Set(asked.filter(isSearch)).size, asked.filter(isSearch).length);
  }));

test('the dialog shows itself with its style', () =>
  visit('fixture', page, async (tab) => {
    await tab.evaluate(() => {
      const show = HTMLDialogElement.prototype.showModal;
      HTMLDialogElement.prototype.showModal = function () {
        window.sheets = [...document.styleSheets].map(({ href }) => href);
        show.call(this);
      };
    });
    await open(tab);
    assert.ok((await tab.evaluate(() => window.sheets)).some((href) => href.endsWith('theme/search.css')));
  }));

test('every page that can be searched has the button, and says how it is opened', async () => {
  const { readFileSync } = require('node:fs');
  const without = pages('fixture').filter((file) => !/<button class="button quiet" hidden>.*<kbd>Ctrl K<\/kbd>/.test(readFileSync(site('fixture') + file, 'utf8')));
  assert.deepEqual(without, ['404.html']);
});

const off = { javaScriptEnabled: false };

test('with scripts off there is no search, but an index that leads to terms and headings', () =>
  visit(
    'fixture',
    page,
    async (tab) => {
      assert.equal(await tab.locator('.banner-nav button').isVisible(), false);
      await follow(tab.locator('.banner-nav a').first());
      await follow(tab.locator('main').getByRole('link', { name: 'Index de A à Z' }));
      await tab.getByRole('navigation', { name: 'Lettres de l’index' }).getByRole('link', { name: 'E', exact: true }).click();
      assert.ok(await tab.locator('#_e').evaluate((heading) => heading.getBoundingClientRect().top >= 0 && heading.getBoundingClientRect().top < innerHeight));
      await follow(tab.getByRole('link', { name: 'Les encadrés' }));
      assert.match(tab.url(), /lire\/texte\.html#les-encadres$/);
    },
    off,
  ));

test('every entry of the index leads to a page and an anchor that are there', async () => {
  for (const name of ['course', 'fixture', 'fixture-trainer', 'init-en']) {
    const { existsSync, readFileSync } = require('node:fs');
    const index = readFileSync(`${site(name)}a-z.html`, 'utf8');
    const links = Array.from(index.split('class="letter"').slice(1).join('').matchAll(/<li><a href="([^"#]+)(?:#([^"]+))?"/g));
    assert.ok(links.length > 5, name);
    const dead = links.filter(([, file, id]) => !existsSync(site(name) + file) || (id && !readFileSync(site(name) + file, 'utf8').includes(` id="${id}"`)));
    assert.deepEqual(dead.map(([link]) => link), [], name);
  }
});
