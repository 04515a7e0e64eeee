'use strict';
// The whole course as one HTML file, opened from disk.

const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const { exported, pages } = require('./helpers/sites.js');
const { visit, ready, refuse, narrow } = require('./helpers/browser.js');
const { both: inBoth } = require('./helpers/firefox.js');
const { audit } = require('./helpers/axe.js');
const { question, choose, check, status, score, handIn, quiz, evaluation, answerAll } = require('./helpers/quiz.js');
const { row, stateOf } = require('./helpers/results.js');

const open = (page, use, options, way = visit) => way('fixture', page, use, { ...options, base: exported('fixture', 'single') });
// In Firefox each file has a storage of its own: this is one file.
const both = (name, page, use, options) => inBoth(name, (go) => open(page, use, options, go));
const title = (page) => page.locator('h1').innerText();
const turned = (page, text) => page.locator('h1', { hasText: text }).waitFor().then(() => ready(page));
const go = async (page, id, text) => {
  await page.evaluate((id) => { location.hash = id; }, id);
  await turned(page, text);
};
const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
const leaves = pages('fixture').filter((page) => page !== '404.html').map((page) => page.replace('.html', ''));

both('one page shows at a time, with its title, its place in the navigation and the focus on its heading', '', async (page) => {
  assert.equal(await page.locator('h1').count(), 1);
  await page.locator('.start a').click();
  await turned(page, 'Lire');
  assert.match(await page.title(), /^Lire – Banc/);
  assert.equal(await focused(page), 'Lire');
  assert.equal(await page.locator('main').getByText('Un quiz complet').count(), 0, 'nothing of another page');
  await page.locator('.banner-nav a').first().click();
  await turned(page, 'Plan du cours');
  assert.deepEqual(await page.locator('[aria-current=page]').allInnerTexts(), ['Plan du cours', 'Plan du cours'], 'in the banner and below');
});

both('previous and next, and the breadcrumb, lead from page to page', '#repondre/quiz', async (page) => {
  const before = await title(page);
  await page.locator('.pager .next').click();
  await page.waitForFunction((before) => document.querySelector('h1').innerText !== before, before);
  await page.locator('.pager .previous').click();
  await turned(page, before);
  await page.locator('.breadcrumb a').last().click();
  await turned(page, 'Répondre');
});

both('back and forward find the page where it was left', '#lire/texte', async (page) => {
  const text = await title(page);
  await page.evaluate(() => new Promise((scrolled) => {
    addEventListener('scroll', scrolled, { once: true });
    scrollTo(0, 900);
  }));
  await go(page, 'plan', 'Plan du cours');
  assert.equal(await page.evaluate(() => scrollY), 0, 'another page begins at its top');
  await page.goBack();
  await turned(page, text);
  assert.equal(await page.evaluate(() => scrollY), 900);
  await page.goForward();
  await turned(page, 'Plan du cours');
});

both('an address leads to a section, from outside and from another page', '#lire/texte:les-tableaux', async (page) => {
  const seen = () => page.evaluate(() => Math.round(document.querySelector('[id="lire/texte:les-tableaux"]').getBoundingClientRect().top));
  assert.ok(Math.abs(await seen()) < 60, `${await seen()} px from the top`);
  await go(page, 'plan', 'Plan du cours');
  await page.evaluate(() => { location.hash = 'lire/texte:les-tableaux'; });
  await turned(page, 'Toutes les formes');
  assert.ok(Math.abs(await seen()) < 60, `${await seen()} px from the top`);
  assert.equal(await focused(page), 'Les tableaux');
  assert.match(await page.locator('body > .unseen[role=status]').textContent(), /^Toutes les formes/, 'which page it is, is told');
});

both('an address that leads nowhere shows the home page', '#nulle/part', async (page) => assert.match(await title(page), /^Banc d’essai/));

both('the link that skips the frame leads to the page that is shown', '#repondre/quiz', async (page) => {
  const before = await title(page);
  await page.locator('.skip').press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), '_content');
  assert.equal(await title(page), before);
  assert.match(page.url(), /#repondre\/quiz$/);
});

both('every page can be shown, once and again, without a word on the console', '', async (page) => {
  for (const id of [...leaves, ...leaves.slice(0, 4)]) {
    await page.evaluate((id) => { location.hash = id; }, id);
    await page.waitForFunction((page) => document.body.dataset.page === page, `${id}.html`);
    assert.equal(await page.locator('h1').count(), 1, id);
  }
});

both('an answer is judged, kept when the file is opened again, and found on the page of results', '#repondre/quiz', async (page) => {
  await choose(page, 'la-capitale', 'Paris');
  await check(page, 'la-capitale');
  assert.match(await status(page, 'la-capitale'), /juste/);
  await page.reload();
  await turned(page, 'Un quiz complet');
  assert.equal(await question(page, 'la-capitale').getAttribute('data-state'), 'right');
  await answerAll(page, Object.fromEntries(Object.entries(quiz).slice(1)));
  assert.match(await score(page), /5,5 points sur 5,5/);
  await go(page, 'results', 'Mes résultats');
  assert.match(await stateOf(page, 'Un quiz complet'), /5,5 points sur 5,5/);
});

both('an answer given after the results were seen is in them when they are seen again', '#results', async (page) => {
  await row(page, 'Un quiz complet').locator('a').click();
  await turned(page, 'Un quiz complet');
  await answerAll(page, quiz);
  await page.goBack();
  await turned(page, 'Mes résultats');
  assert.match(await stateOf(page, 'Un quiz complet'), /100/);
  await page.locator('.keep .erase').click();
  await page.locator('.confirm').click();
  await page.goForward();
  await turned(page, 'Un quiz complet');
  assert.equal(await question(page, 'la-capitale').getAttribute('data-state'), 'new', 'what was erased is erased here too');
});

both('pages keep their own questions: numbers are understood, moves are told, after other pages were seen', '#repondre/toutes-les-formes', async (page) => {
  const told = () => page.locator('main > .unseen').allTextContents();
  await go(page, 'repondre/quiz', 'Un quiz complet');
  await go(page, 'results', 'Mes résultats');
  await page.goBack();
  await page.goBack();
  await turned(page, 'Toutes les formes');
  const move = page.locator('.move:not([aria-disabled])').first();
  await move.click();
  assert.match((await told()).join(' '), /«\s.*\s»\s: place/u);
  const number = page.locator('[data-type=number] input').first();
  await number.fill('beaucoup');
  await number.press('Enter');
  assert.equal(await number.getAttribute('aria-invalid'), 'true');
});

both('an evaluation is handed in, and the attestation says its result', '#evaluer/bilan', async (page) => {
  await answerAll(page, evaluation);
  await handIn(page);
  assert.match(await score(page), /4 points sur 4/);
  await page.locator('.result a', { hasText: 'Attestation' }).click();
  await turned(page, 'Attestation');
  assert.match(await page.locator('.attestation-result').filter({ hasText: 'Le bilan' }).innerText(), /4 points sur 4/);
});

both('a draw stays the same, and the time of a test goes on while another page is shown', '#evaluer/tirage', async (page) => {
  const drawn = () => page.locator('.question:visible').evaluateAll((all) => all.map(({ id }) => id));
  const first = await drawn();
  assert.ok(first.length > 1 && first.length < (await page.locator('.question').count()));
  await go(page, 'evaluer/en-temps-limite', 'En temps limité');
  await page.locator('.clock-begin').click();
  assert.match(await page.locator('.clock-left').innerText(), /3:00|2:\d\d/);
  await go(page, 'evaluer/tirage', 'irage');
  assert.deepEqual(await drawn(), first);
  await page.goBack();
  await turned(page, 'En temps limité');
  await page.waitForFunction(() => /[0-2]:\d\d/.test(document.querySelector('.clock-left').textContent));
});

both('the search is in the file, and its results lead to sections of other pages', '#plan', async (page) => {
  await page.keyboard.press('Control+k');
  await page.locator('#_query').fill('tableaux');
  await page.locator('.search-results a', { hasText: 'Les tableaux' }).first().click();
  await turned(page, 'Toutes les formes');
  assert.match(page.url(), /#lire\/texte:les-tableaux$/);
  assert.equal(await focused(page), 'Les tableaux');
  await page.locator('.banner-nav button').click();
  await page.locator('.search-foot a').last().click();
  await turned(page, 'Index');
});

both('where nothing is kept, it is said, and the course is read all the same', '#repondre/quiz', async (page) => {
  await choose(page, 'la-capitale', 'Paris');
  assert.match(await page.locator('.result-note').textContent(), /refuse/);
  await go(page, 'plan', 'Plan du cours');
}, { init: refuse });

test('with scripts off, it is one document with a plan, whose links lead where they say', () => open('', async (page) => {
  assert.equal(await page.locator('h1:visible').count(), leaves.length);
  assert.equal(await page.locator('.pager:visible, button:visible').count(), 0);
  await page.locator('.page-plan a', { hasText: 'Un quiz complet' }).click();
  const { y } = await page.locator('h1', { hasText: 'Un quiz complet' }).boundingBox();
  assert.ok(y > 0 && y < 400, `${y} px from the top`);
  await page.locator('[id="repondre/quiz:la-capitale"] .solution summary').click();
  assert.ok(await page.getByText('La capitale est la ville du gouvernement').isVisible());
}, { javaScriptEnabled: false }));

test('it is printed whole, each page of the course on a new one, and read on where it was', () =>
  open('#repondre/quiz', async (page) => {
    await choose(page, 'la-capitale', 'Paris');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.ok(pdf.match(/\/Type \/Page\b/g).length > leaves.length);
    assert.equal(await page.locator('h1').count(), 1, 'one page again');
    assert.ok(await question(page, 'la-capitale').locator('input').nth(1).isChecked());
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    assert.ok((await page.locator('h1:visible').count()) > 10);
    assert.equal(await page.locator('.pager:visible, .breadcrumb:visible, .solution:visible, .attestation:visible, .page-a-z:visible, .page-about:visible, .page-accessibility:visible, .footer:visible').count(), 0);
    assert.ok(await question(page, 'la-capitale').locator('input').nth(1).isChecked(), 'what was answered is printed');
  }));

test('the attestation is printed alone, on one sheet', () =>
  open('#attestation', async (page) => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type \/Page\b/g).length, 1);
  }));

test('axe finds nothing, page after page or with scripts off (WCAG 2.2 AA)', async () => {
  const found = [];
  await open('', async (page) => {
    for (const id of ['index', 'plan', 'lire/texte', 'repondre/types', 'evaluer/bilan', 'results']) {
      await page.evaluate((id) => { location.hash = id; }, id);
      await page.waitForFunction((page) => document.body.dataset.page === page, `${id}.html`);
      found.push(...(await audit(page, id)));
    }
  });
  none(found, 'single');
});

both('nothing sticks out of a telephone’s screen', '', async (page) => {
  for (const id of leaves) {
    await page.evaluate((id) => { location.hash = id; }, id);
    await page.waitForFunction((page) => document.body.dataset.page === page, `${id}.html`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), id);
  }
}, { viewport: narrow });
