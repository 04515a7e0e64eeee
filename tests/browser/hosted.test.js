'use strict';
// A site over HTTP: kept whole at the first visit, and read without its host.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const host = require('./helpers/host.js');
const says = require('./helpers/says.js');
const { files, make, pages, read, site } = require('./helpers/sites.js');
const { visit } = require('./helpers/browser.js');
const { both } = require('./helpers/firefox.js');
const search = require('./helpers/search.js');
const { answerAll, quiz, score } = require('./helpers/quiz.js');

const notice = (page) => page.locator('.notice');
const kept = (page) => notice(page).getByText(says('script_kept_offline')).waitFor();

// Serves sites below their paths, and hands `use` the host and where the first of them is.
async function serve(folders, use) {
  const served = await host(folders);
  try {
    await use(served, served.origin + Object.keys(folders)[0]);
  } finally {
    await served.stop();
  }
}

both('every page is read after the first visit, with the host gone', (go) =>
  serve({ '/à côté/cours/': site('fixture') }, (served, base) =>
    go('fixture', '', async (page) => {
      await kept(page);
      await served.stop();
      for (const name of ['', ...pages('fixture')]) {
        await page.goto(base + name);
        assert.ok(await page.locator('h1').count(), name);
        if (name === '404.html') continue;
        // Those further down wait to be seen; one that cannot be read is an error here.
        await page.evaluate(() => Promise.all(Array.from(document.images, (image) => Object.assign(image, { loading: 'eager' }).decode())));
        assert.notEqual(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--paper')), '', `${name}: style`);
      }
    }, { base: encodeURI(base) })));

both('a quiz is taken and its result found, with the host gone', (go) =>
  serve({ '/': site('fixture') }, (served, base) =>
    go('fixture', 'repondre/index.html', async (page) => {
      await kept(page);
      await served.stop();
      await page.goto(`${base}repondre/quiz.html`);
      await answerAll(page, quiz);
      assert.match(await score(page), /100/);
      await page.goto(`${base}results.html`);
      assert.match(await page.locator('main').innerText(), /100/);
    }, { base })));

both('a search finds its passages with the host gone', (go) =>
  serve({ '/': site('fixture') }, (served, base) =>
    go('fixture', '', async (page) => {
      await kept(page);
      await served.stop();
      await page.goto(`${base}plan.html`);
      await search.open(page);
      await search.type(page, 'capitale');
      await search.found(page);
    }, { base })));

both('a film is wound with the host gone', (go) =>
  serve({ '/': site('fixture') }, (served, base) =>
    go('fixture', '', async (page) => {
      await kept(page);
      await served.stop();
      await page.goto(`${base}lire/texte.html`);
      const time = await page.evaluate(async () => {
        const film = document.querySelector('video');
        film.preload = 'auto';
        film.load();
        await new Promise((ready, failed) => Object.assign(film, { onloadeddata: ready, onerror: failed }));
        film.currentTime = film.duration / 2;
        await new Promise((ready) => (film.onseeked = ready));
        return film.currentTime;
      });
      assert.ok(time > 0);
    }, { base })));

both('an address that leads nowhere says so with the host gone', (go) =>
  serve({ '/': site('fixture') }, (served, base) =>
    go('fixture', '', async (page) => {
      await kept(page);
      await served.stop();
      const answer = await page.goto(`${base}nulle-part.html`);
      assert.equal(answer.status(), 404);
      assert.match(await page.locator('h1').innerText(), says('not_found'));
      // Hosts that leave out the ending.
      assert.equal((await page.goto(`${base}plan`)).status(), 200);
      // Hosts that add the slash of a folder.
      assert.equal((await page.goto(`${base}repondre`)).status(), 200);
      assert.equal(new URL(page.url()).pathname, '/repondre/');
    }, { base, expected: /status of 404|nulle-part.html \(net::ERR_CONNECTION_REFUSED/ })));

both('what is kept is said once, and does not take the focus', (go) =>
  serve({ '/': site('fixture') }, (_, base) =>
    go('fixture', '', async (page) => {
      await kept(page);
      assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
      assert.equal(await notice(page).getAttribute('role'), 'status');
      await notice(page).getByRole('button').click();
      assert.equal(await notice(page).isVisible(), false);
      await page.goto(`${base}plan.html`);
      await page.waitForTimeout(300);
      assert.equal(await notice(page).count(), 0);
    }, { base })));

test('on the narrowest screen, what is said hides neither the focus nor the end of the page', () =>
  serve({ '/': site('fixture') }, (_, base) =>
    visit('fixture', 'plan.html', async (page) => {
      await kept(page);
      const style = () => page.evaluate(() => [getComputedStyle(document.body).paddingBottom, getComputedStyle(document.documentElement).scrollPaddingBottom]);
      await page.waitForFunction(() => parseFloat(getComputedStyle(document.body).paddingBottom) > 0);
      const hidden = [];
      let met = 0;
      for (let ended = false; !ended; met += 1) {
        await page.keyboard.press('Tab');
        const [name, room] = await page.evaluate(() => {
          const { activeElement: focused } = document;
          const edge = document.querySelector('.notice').getBoundingClientRect().top;
          return [focused.closest('.notice') ? 'notice' : focused.outerHTML, edge - focused.getBoundingClientRect().bottom];
        });
        ended = name === 'notice';
        if (!ended && room < 0) hidden.push(name);
      }
      assert.ok(met > 10);
      assert.deepEqual(hidden, []);
      const notPast = () => document.querySelector('.footer').getBoundingClientRect().bottom - document.querySelector('.notice').getBoundingClientRect().top;
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      assert.ok((await page.evaluate(notPast)) <= 0);
      await notice(page).getByRole('button').click();
      await page.waitForFunction(() => parseFloat(getComputedStyle(document.body).paddingBottom) === 0);
      assert.deepEqual(await style(), ['0px', '0px']);
    }, { base, viewport: { width: 320, height: 480 } })));

test('nothing is kept where the reader saves data', () =>
  serve({ '/': site('fixture') }, (served, base) =>
    visit('fixture', '', async (page) => {
      await page.waitForTimeout(300);
      assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
      assert.ok(!served.asked.includes('/sw.js'), 'the worker is not asked for');
    }, { base, init: () => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }) })));

both('two courses of one host are kept apart', (go) =>
  serve({ '/un/': site('fixture'), '/deux/': site('init-fr') }, (served) =>
    go('fixture', 'un/', async (page) => {
      await kept(page);
      await page.goto(`${served.origin}/deux/`);
      await kept(page);
      assert.equal(await page.evaluate(async () => (await caches.keys()).length), 2);
      await served.stop();
      const titles = [];
      for (const folder of ['un', 'deux']) {
        await page.goto(`${served.origin}/${folder}/index.html`);
        titles.push(await page.locator('h1').innerText());
      }
      assert.notEqual(titles[0], titles[1]);
    }, { base: `${served.origin}/` })));

test('large films are read over the network', () => {
  make('lourd', { 'course.yaml': 'id: lourd\ntitle: Lourd\n', 'lecon.md': '# Leçon\n\n![Un film](film.mp4)\n', 'film.mp4': 'x'.repeat(9_000_000) });
  assert.ok(read('lourd', 'offline.txt').includes(' lecon.html\n'));
  assert.ok(!read('lourd', 'offline.txt').includes('film.mp4'));
});

test('the list names every file, and each page leaves the manifest to the script', () => {
  const listed = read('fixture', 'offline.txt').split('\n').slice(1, -1).map((line) => line.split(' ')[1]);
  const apart = ['.pupitre', 'offline.txt', 'sw.js'];
  assert.deepEqual(listed, files('fixture').filter((file) => !apart.includes(file)).sort());
  for (const page of pages('fixture')) assert.ok(!read('fixture', page).includes('webmanifest'), page);
});

test('the manifest is valid, and its icons are what it says', () =>
  serve({ '/cours/': site('fixture') }, (_, base) =>
    visit('fixture', '', async (page, context) => {
      await page.locator('link[rel=manifest]').waitFor({ state: 'attached' });
      const devtools = await context.newCDPSession(page);
      const { errors, data } = await devtools.send('Page.getAppManifest');
      assert.deepEqual(errors, []);
      const manifest = JSON.parse(data);
      assert.deepEqual([manifest.start_url, manifest.scope, manifest.display, manifest.lang], ['index.html', './', 'standalone', 'fr']);
      assert.ok(manifest.name.length > 0 && manifest.short_name.length > 0);
      for (const { src, sizes, type } of manifest.icons) {
        const bytes = fs.readFileSync(path.join(site('fixture'), src));
        if (type === 'image/png') assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
      }
      assert.ok(manifest.icons.some(({ purpose }) => purpose === 'maskable'));
      await kept(page);
      const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
      // Playwright's profiles keep nothing.
      assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'), []);
    }, { base })));
