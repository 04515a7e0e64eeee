'use strict';
// A site over HTTP that changes: the new version is offered, and taken when the reader says so.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { promisify } = require('node:util');
const child = require('node:child_process');
const { chromium } = require('playwright-core');
const host = require('./helpers/host.js');
const says = require('./helpers/says.js');
const { make, read, run, scratch, site } = require('./helpers/sites.js');
const { visit } = require('./helpers/browser.js');
const { both } = require('./helpers/firefox.js');
const { serve: preview } = require('./helpers/serve.js');

const question = '### Question : une lettre ? {#lettre}\n\n- [x] A\n- [ ] B\n';
const texts = {
  'course.yaml': 'id: change\ntitle: Change\n',
  'un.md': `# Un\n\nPremier texte.\n\n${question}`,
  'deux.md': '# Deux\n\nCe texte demeure.\n',
  'trois.md': '# Trois\n\nCelui-ci aussi.\n',
};
const notice = (page) => page.locator('.notice');
const kept = (page) => notice(page).getByText(says('script_kept_offline')).waitFor();
const offered = (page) => notice(page).getByText(says('script_new_version')).first().waitFor();
const take = (page) => notice(page).getByRole('button', { name: says('script_new_version_take') }).click();
const prose = (page) => page.locator('article').innerText();

// A course of its own, on a host of its own, that has been visited.
async function published(name, use, go = visit) {
  make(name, texts);
  const served = await host({ '/cours/': site(name) });
  const base = `${served.origin}/cours/`;
  const change = (text) => make(name, { 'un.md': `# Un\n\n${text}\n\n${question}` });
  try {
    await go(name, 'un.html', async (page, context) => {
      await kept(page);
      await use(page, { base, change, served, context });
    }, { base });
  } finally {
    await served.stop();
  }
}

both('a new version is offered, and a quiz goes on until it is taken', (go) =>
  published('nouveau', async (page, { base, change, served }) => {
    await page.goto(`${base}un.html`);
    change('Second texte.');
    served.asked.length = 0;
    await page.goto(`${base}un.html`);
    assert.match(await prose(page), /Premier texte/);
    await page.getByLabel('A', { exact: true }).check();
    await offered(page);
    // What has not changed is not asked for again.
    assert.ok(served.asked.includes('/cours/un.html'));
    assert.deepEqual(served.asked.filter((file) => /deux|trois|theme/.test(file)), []);
    await page.locator('.check').click();
    assert.match(await prose(page), /Premier texte/);
    assert.ok(await page.getByLabel('A', { exact: true }).isChecked());
    const loaded = page.waitForEvent('load');
    await take(page);
    await loaded;
    assert.match(await prose(page), /Second texte/);
    assert.ok(await page.getByLabel('A', { exact: true }).isChecked(), 'the answer is kept');
    await page.waitForFunction(async () => (await caches.keys()).length === 1);
    await served.stop();
    await page.goto(`${base}un.html`);
    assert.match(await prose(page), /Second texte/);
    await page.goto(`${base}deux.html`);
    assert.match(await prose(page), /demeure/);
  }, go));

test('an offer that is put off stays away from the next pages', () =>
  published('plus-tard', async (page, { base, change }) => {
    change('Second texte.');
    await page.goto(`${base}un.html`);
    await offered(page);
    await notice(page).getByRole('button', { name: says('script_new_version_later') }).click();
    assert.equal(await notice(page).isVisible(), false);
    await page.goto(`${base}un.html`);
    await page.waitForTimeout(400);
    assert.equal(await notice(page).count(), 0);
    assert.match(await prose(page), /Premier texte/);
    // The one after it is another offer.
    change('Troisième texte.');
    await page.goto(`${base}un.html`);
    await offered(page);
    const loaded = page.waitForEvent('load');
    await take(page);
    await loaded;
    assert.match(await prose(page), /Troisième texte/);
  }));

both('a version taken in one tab does not load another again', (go) =>
  published('deux-onglets', async (page, { base, change, context }) => {
    await page.goto(`${base}un.html`);
    const other = await context.newPage();
    await other.goto(`${base}un.html`);
    change('Second texte.');
    await page.goto(`${base}un.html`);
    await offered(page);
    const loaded = page.waitForEvent('load');
    await take(page);
    await loaded;
    await offered(other);
    assert.match(await prose(other), /Premier texte/);
    const followed = other.waitForEvent('load');
    await take(other);
    await followed;
    assert.match(await prose(other), /Second texte/);
  }, go));

both('a version taken in one tab is taken by another that no worker answers for yet, once its reader says so', (go) =>
  published('premier-onglet', async (first, { base, change, context }) => {
    const other = await context.newPage();
    await other.goto(`${base}un.html`);
    change('Second texte.');
    await other.goto(`${base}un.html`);
    await offered(other);
    await offered(first);
    const loaded = other.waitForEvent('load');
    await take(other);
    await loaded;
    assert.match(await prose(first), /Premier texte/);
    const followed = first.waitForEvent('load');
    await take(first);
    await followed;
    assert.match(await prose(first), /Second texte/);
  }, go));

test('a half-uploaded site stays what it was', () =>
  published('a-moitie', async (page, { base, change, served }) => {
    const before = read('a-moitie', 'offline.txt');
    change('Second texte.');
    const list = path.join(site('a-moitie'), 'offline.txt');
    const after = fs.readFileSync(list);
    fs.writeFileSync(list, before);
    await page.goto(`${base}un.html`);
    await page.waitForTimeout(600);
    assert.equal(await notice(page).count(), 0);
    assert.match(await prose(page), /Premier texte/);
    fs.writeFileSync(list, after);
    served.asked.length = 0;
    await page.goto(`${base}un.html`);
    await offered(page);
  }));

test('the version tells contents apart, and nothing else', () => {
  make('version', texts);
  const first = read('version', 'sw.js');
  run('build', '--root', path.join(scratch, 'sources version'), '--output', path.join(scratch, 'version encore'));
  assert.equal(fs.readFileSync(path.join(scratch, 'version encore/sw.js'), 'utf8'), first);
  make('version', { 'deux.md': '# Deux\n\nAutre chose.\n' });
  assert.notEqual(read('version', 'sw.js'), first);
});

const pause = (time) => new Promise((ready) => setTimeout(ready, time));

// The page that a browser shows in `profile`, at the next visit after one of that `time`. Nothing looks
// into that browser meanwhile: as long as something does, Chromium does not let a worker go.
async function shown(profile, url, time) {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`];
  const visited = child.spawn('/usr/bin/chromium', [...args, url], { stdio: 'ignore' });
  await pause(time);
  visited.kill();
  await new Promise((ended) => visited.on('exit', ended));
  return (await promisify(child.execFile)('/usr/bin/chromium', [...args, '--dump-dom', url])).stdout;
}

test('the preview is not kept, and is seen where a site was kept before', () =>
  preview({ 'content/course.yaml': 'id: apercu\ntitle: Aperçu\n', 'content/un.md': '# Un\n\nTexte de l’aperçu.\n' }, async (course) => {
    const profile = path.join(scratch, 'profil');
    await course.stop();
    make('avant', texts);
    const served = await host({ '/': site('avant') }, Number(new URL(course.base).port));
    const url = `${course.base}un.html`;
    const context = await chromium.launchPersistentContext(profile, { executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.goto(url);
    await kept(page);
    await context.close();
    await served.stop();
    await course.start();
    // A busy machine is given more time.
    let now = '';
    for (let time = 4000; time < 100_000 && !now.includes('Texte de l’aperçu'); time *= 2) now = await shown(profile, url, time);
    assert.ok(now.includes('Texte de l’aperçu') && now.includes('/_pupitre/'));
  }));

test('the preview asks for no worker and no manifest', () =>
  preview({ 'content/course.yaml': 'id: apercu\ntitle: Aperçu\n', 'content/un.md': '# Un\n\nTexte.\n' }, (course) =>
    visit('apercu', 'un.html', async (page) => {
      await page.waitForTimeout(500);
      assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
      assert.equal(await page.locator('link[rel=manifest]').count(), 0);
    }, { base: course.base })));
