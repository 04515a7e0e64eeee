'use strict';
// The search dialog in use: keys, pointer, what is said, where the focus goes.

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { visit, follow, refuse, narrow } = require('./helpers/browser.js');
const { focused } = require('./helpers/focus.js');
const { dialog, field, results, status, open, type, found } = require('./helpers/search.js');

const page = 'lire/texte.html';
const on = (use, options) => visit('fixture', page, use, options);
const current = (tab) => tab.evaluate(() => document.activeElement.textContent);

for (const key of ['/', 'Control+k', 'Meta+k']) {
  test(`${key} opens the search with the focus in its field, Escape closes it and gives the focus back`, () =>
    on(async (tab) => {
      const summary = tab.locator('.toc a').first();
      await summary.focus();
      await tab.keyboard.press(key);
      await dialog(tab).waitFor();
      assert.ok(await focused(tab, '.search input'));
      assert.equal(await field(tab).inputValue(), '', 'the key writes nothing');
      await tab.keyboard.press('Escape');
      await dialog(tab).waitFor({ state: 'hidden' });
      assert.ok(await summary.evaluate((link) => link === document.activeElement));
    }));
}

test('the button opens the search, its own button and a press beside it close it', () =>
  on(async (tab) => {
    const button = tab.locator('.banner-nav').getByRole('button', { name: says('search') });
    await button.click();
    await dialog(tab).waitFor();
    await dialog(tab).getByRole('button', { name: says('script_search_close') }).click();
    await dialog(tab).waitFor({ state: 'hidden' });
    assert.ok(await button.evaluate((one) => one === document.activeElement));
    await button.click();
    await dialog(tab).waitFor();
    await tab.mouse.click(5, 5);
    await dialog(tab).waitFor({ state: 'hidden' });
  }));

test('the arrows go from the field to the results and back, Home and End to their ends, Enter opens one', () =>
  on(async (tab) => {
    await open(tab);
    await type(tab, 'le');
    await found(tab);
    const headings = await results(tab).locator('a').allTextContents();
    assert.ok(headings.length > 2, headings.join());
    const steps = [['ArrowDown', 0], ['ArrowDown', 1], ['End', -1], ['ArrowDown', -1], ['Home', 0], ['ArrowDown', 1], ['ArrowUp', 0]];
    for (const [key, at] of steps) {
      await tab.keyboard.press(key);
      assert.equal(await current(tab), headings.at(at), `after ${key}`);
    }
    await tab.keyboard.press('ArrowUp');
    assert.ok(await focused(tab, '.search input'), 'back in the field');
    await tab.keyboard.press('Home');
    assert.ok(await focused(tab, '.search input'), 'where Home is the field’s own');
    await tab.keyboard.press('Enter');
    assert.equal(await current(tab), headings[0], 'Enter goes to the first result');
    const href = await results(tab).locator('a').first().getAttribute('href');
    await tab.keyboard.press('Enter');
    await dialog(tab).waitFor({ state: 'hidden' });
    await tab.waitForURL(new URL(href, tab.url()).href);
  }));

test('a result on another page leads to its section there', () =>
  on(async (tab) => {
    await open(tab);
    await type(tab, 'faire vivre');
    await found(tab);
    await follow(results(tab).getByRole('link', { name: 'Faire vivre un cours' }));
    assert.match(tab.url(), /repondre\/mille-mots\.html#faire-vivre-un-cours$/);
    assert.ok(await tab.locator('#faire-vivre-un-cours').evaluate((heading) => heading.getBoundingClientRect().top < 200));
  }));

test('the accessibility statement and the results are found, from any page', () =>
  on(async (tab) => {
    for (const [query, name, file] of [['accessibilite', says('a11y_title'), 'accessibility'], ['mes résultats', says('results'), 'results']]) {
      await open(tab);
      await type(tab, query);
      await found(tab);
      await follow(results(tab).getByRole('link', { name, exact: true }));
      assert.match(tab.url(), new RegExp(`/${file}\\.html$`));
    }
  }));

test('a result on the same page closes the dialog and shows its section', () =>
  on(async (tab) => {
    await open(tab);
    await type(tab, 'encadrés');
    await found(tab);
    await results(tab).getByRole('link', { name: 'Les encadrés' }).first().click();
    await dialog(tab).waitFor({ state: 'hidden' });
    assert.match(tab.url(), /#les-encadres$/);
    await tab.waitForFunction(() => Math.abs(document.getElementById('les-encadres').getBoundingClientRect().top) < 200);
  }));

test('opened again, the search keeps its query, selected, and its results', () =>
  on(async (tab) => {
    await open(tab);
    await type(tab, 'tableaux');
    await found(tab);
    const before = await results(tab).count();
    await tab.keyboard.press('Escape');
    await open(tab);
    assert.equal(await field(tab).inputValue(), 'tableaux');
    assert.equal(await results(tab).count(), before);
    await type(tab, 'x');
    assert.equal(await field(tab).inputValue(), 'x', 'the next key replaces it');
  }));

test('the number of results is told once typing ends, and not at each key (WCAG 4.1.3, RGAA 7.5)', () =>
  on(async (tab) => {
    await open(tab);
    await tab.clock.install(); // The test has the time, however slowly it types.
    await tab.clock.pauseAt(Date.now() + 60_000);
    await tab.evaluate(() => {
      const { search } = pupitre;
      window.answered = new Promise((answer) => {
        pupitre.search = async (query) => {
          const found = await search(query);
          if (query === 'code') answer();
          return found;
        };
      });
      window.told = [];
      new MutationObserver(() => window.told.push(document.querySelector('.search [role=status]').textContent)).observe(document.querySelector('.search [role=status]'), { childList: true });
    });
    await type(tab, 'code');
    await tab.evaluate(() => window.answered);
    assert.equal(await tab.evaluate(() => window.told.length), 0);
    await tab.clock.runFor(1000);
    assert.match(await status(tab).textContent(), /^\d+ résultats? pour «\u202fcode\u202f»$/);
    assert.equal(await tab.evaluate(() => window.told.length), 1);
  }));

test('a query without any result says so and leads on, to pages that are there', () =>
  on(async (tab) => {
    await open(tab);
    await type(tab, 'xqzwv');
    await status(tab).filter({ hasText: 'xqzwv' }).waitFor();
    assert.match(await status(tab).textContent(), says('script_search_none'));
    assert.equal(await results(tab).count(), 0);
    await follow(dialog(tab).getByRole('link', { name: says('script_search_index') }));
    assert.match(tab.url(), /\/a-z\.html$/);
    await open(tab);
    await follow(dialog(tab).getByRole('link', { name: says('script_search_plan') }));
    assert.match(tab.url(), /\/plan\.html$/);
  }));

test('each result tells its page, its passage with the words marked, and what it is unless it is a section', () =>
  on(async (tab) => {
    await open(tab);
    await type(tab, 'autre terme');
    const term = results(tab).filter({ has: tab.getByRole('link', { name: 'Autre terme', exact: true }) });
    await term.waitFor();
    assert.match(await term.textContent(), says('script_search_term'));
    assert.match(await term.textContent(), /Module 1|Lire/);
    // What a screen reader says behind the link's own text.
    const told = await term.locator('a').evaluate((link) => document.getElementById(link.getAttribute('aria-describedby')).textContent);
    assert.match(told, says('script_search_term'));
    await field(tab).fill('capitale');
    await results(tab).filter({ hasText: says('script_search_question') }).filter({ hasText: 'capitale' }).first().waitFor();
    await field(tab).fill('tableaux');
    const mark = results(tab).locator('mark').first();
    await mark.filter({ hasText: /^tableaux?$/i }).waitFor();
    // In its heading as well, which is still one name.
    await field(tab).fill('encadres');
    const heading = results(tab).getByRole('link', { name: 'Les encadrés', exact: true });
    await heading.waitFor();
    assert.deepEqual(await heading.locator('mark').allTextContents(), ['encadrés']);
  }));

for (const [what, query] of [
  ['is empty', ' '],
  ['is huge', 'réseau '.repeat(20_000)],
  ['is markup', '<img src=x onerror=alert(1)> & "'],
  ['is made of strange characters', '\u202e🦄\u0000 ﷽ ℌ %00 \\ .* [ ( #'],
]) {
  test(`a query that ${what} does no harm`, () =>
    on(async (tab) => {
      await open(tab);
      await field(tab).fill(query);
      await tab.waitForTimeout(700);
      assert.equal(await dialog(tab).locator('img').count(), 0);
      assert.ok((await field(tab).inputValue()).length <= 200);
      await field(tab).fill('tableaux');
      await found(tab);
      assert.ok(await results(tab).count());
    }));
}

test('a text that looks like markup is shown as text', () =>
  on(async (tab) => {
    await open(tab);
    await tab.evaluate(() => {
      const text = '<b onclick="alert(1)">gras</b>';
      const result = { href: 'index.html', page: text, heading: text, name: [[text, false]], module: text, passage: [[text, false], [text, true]], kind: 'section' };
      pupitre.search = async () => ({ total: 50, results: [result] });
    });
    await type(tab, 'gras');
    await results(tab).first().waitFor();
    assert.equal(await dialog(tab).locator('b').count(), 0);
    assert.equal(await results(tab).locator('mark').textContent(), '<b onclick="alert(1)">gras</b>');
    assert.match(await dialog(tab).locator('.search-more').textContent(), /49 autres/);
  }));

test('an answer that comes late does not take the place of a newer one', () =>
  on(async (tab) => {
    await open(tab);
    await tab.evaluate(() => {
      pupitre.search = async (query) => {
        await new Promise((done) => setTimeout(done, query === 'a' ? 400 : 50));
        return { total: 1, results: [{ href: 'index.html', page: query, heading: '', name: [[query, false]], module: '', passage: [], kind: 'page' }] };
      };
    });
    await type(tab, 'ab');
    await tab.waitForTimeout(700);
    assert.equal(await results(tab).locator('a').textContent(), 'ab');
  }));

test('a search whose data do not come says so', () =>
  on(async (tab) => {
    await open(tab);
    await tab.evaluate(() => (pupitre.search = () => Promise.reject(new Error('lost'))));
    await type(tab, 'mot');
    await status(tab).filter({ hasText: says('script_search_failed') }).waitFor();
  }));

test('data that did not come are asked for again at the next search', () =>
  on(async (tab) => {
    await open(tab);
    await tab.evaluate(() => {
      const { head } = document;
      head.append = (script) => {
        delete head.append;
        script.src = 'lost.js';
        head.append(script);
      };
    });
    await type(tab, 'm');
    await status(tab).filter({ hasText: says('script_search_failed') }).waitFor();
    await type(tab, 'ot');
    await found(tab);
  }, { expected: /lost\.js|ERR_FILE_NOT_FOUND/ }));

test('`/` is written where text is typed, and opens the search from a choice', () =>
  visit('fixture', 'repondre/types.html', async (tab) => {
    const text = tab.locator('main input[type=text]').first();
    await text.focus();
    await tab.keyboard.press('/');
    assert.equal(await text.inputValue(), '/');
    await tab.locator('main textarea').first().focus();
    await tab.keyboard.press('/');
    await tab.waitForTimeout(300);
    assert.equal(await tab.locator('dialog.search').count(), 0, 'nothing has been loaded');
    await tab.goto(tab.url().replace('types', 'quiz'));
    await tab.locator('main input[type=radio]').first().focus();
    await tab.keyboard.press('/');
    await dialog(tab).waitFor();
  }));

test('the key `/` can be switched off, and that is kept (WCAG 2.1.4, RGAA 12.10)', () =>
  on(async (tab) => {
    await open(tab);
    await dialog(tab).getByRole('checkbox').uncheck();
    await tab.keyboard.press('Escape');
    await tab.reload();
    await tab.keyboard.press('/');
    await tab.waitForTimeout(300);
    assert.equal(await dialog(tab).count(), 0);
    await open(tab);
    assert.equal(await dialog(tab).getByRole('checkbox').isChecked(), false);
    await dialog(tab).getByRole('checkbox').check();
    await tab.keyboard.press('Escape');
    await tab.keyboard.press('/');
    await dialog(tab).waitFor();
  }));

test('the search works where the browser keeps nothing', () =>
  on(
    async (tab) => {
      await tab.keyboard.press('/');
      await dialog(tab).waitFor();
      await type(tab, 'tableaux');
      await found(tab);
      await dialog(tab).getByRole('checkbox').uncheck();
    },
    { init: refuse },
  ));

test('on a telephone, all of it is used by touch', () =>
  on(
    async (tab) => {
      await tab.locator('.banner-nav button').tap();
      await dialog(tab).waitFor();
      await type(tab, 'encadrés');
      await found(tab);
      await results(tab).locator('a').first().tap();
      await dialog(tab).waitFor({ state: 'hidden' });
    },
    { viewport: narrow, hasTouch: true },
  ));
