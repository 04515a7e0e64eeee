'use strict';
// Pages of `pupitre serve` that are not there, and the ways on from what is no page of the course.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const none = require('./helpers/none.js');
const { serve } = require('./helpers/serve.js');
const { visit, narrow, follow } = require('./helpers/browser.js');
const { audit } = require('./helpers/axe.js');
const { settled, shows, mistakes } = require('./helpers/tab.js');

const lesson = `# Lire\n\n${'Un texte qui se lit vite.\n\n'.repeat(60)}La fin.\n`;
const draft = lesson.replace('# Lire', '---\ndraft: true\n---\n# Lire');
const texts = {
  'content/course.yaml': 'id: essai\ntitle: Essai\nlang: fr\n',
  'content/01-lire.md': lesson,
  'content/02-autre.md': '# Autre\n\nUn texte.\n',
};

const gone = (page) => page.locator('pupitre-preview .gone');

async function says(page, words) {
  await gone(page).getByText(words).waitFor();
  await settled(page);
}

for (const [what, take, words] of [
  ['deleted', ({ folder }) => fs.rmSync(path.join(folder, 'content/01-lire.md')), /content\/01-lire\.md a été supprimé ou déplacé/],
  ['made a draft', ({ write }) => write('content/01-lire.md', draft), /est un brouillon.*--drafts/],
]) {
  test(`a lesson that is ${what} under one's eyes says so, leads home and comes back by itself`, () =>
    serve(texts, async (course) => {
      const { base, write } = course;
      await visit('served', 'lire.html', async (page) => {
        await settled(page);
        await page.getByText('La fin.').evaluate((end) => end.scrollIntoView());
        const before = await page.evaluate(() => scrollY);
        assert.ok(before > 500);
        take(course);
        await says(page, words);
        // This page's first link stands in a shadow tree, where axe does not see that the skip link is before it.
        none((await audit(page, what)).filter((line) => !line.includes('class="skip"')), 'axe on a page that is gone');
        await page.setViewportSize(narrow);
        assert.ok((await gone(page).boundingBox()).width <= narrow.width);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), narrow.width);
        await page.setViewportSize({ width: 1280, height: 900 });
        write('content/01-lire.md', lesson);
        await shows(page, 'La fin.');
        await settled(page);
        assert.equal(await gone(page).isVisible(), false);
        assert.ok(Math.abs((await page.evaluate(() => scrollY)) - before) < 5, 'where it was before');
        take(course);
        await says(page, words);
        await follow(gone(page).getByRole('link', { name: 'Accueil du cours' }));
        assert.equal(new URL(page.url()).pathname, '/');
      }, { base, missing: true });
    }));
}

for (const [what, take, words] of [
  ['deleted', ({ folder }) => fs.rmSync(path.join(folder, 'content/module'), { recursive: true }), /content\/module a été supprimé ou déplacé/],
  ['left with drafts alone', ({ write }) => write('content/module/lire.md', draft), /est un brouillon.*content\/module\/lire\.md.*--drafts/],
]) {
  test(`the page of a module that is ${what} says so`, () =>
    serve({ ...texts, 'content/module/lire.md': lesson }, async (course) => {
      await visit('served', 'module/', async (page) => {
        await settled(page);
        take(course);
        await says(page, words);
        course.write('content/module/lire.md', lesson);
        await page.locator('main a').first().waitFor();
        await settled(page);
        assert.equal(await gone(page).isVisible(), false);
      }, { base: course.base, missing: true });
    }));
}

test('a lesson that is cut, and pasted elsewhere when its page has gone, is found again where it was read', () =>
  serve(texts, async ({ base, rename }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      await page.getByText('La fin.').evaluate((end) => end.scrollIntoView());
      const before = await page.evaluate(() => scrollY);
      assert.ok(before > 500);
      rename('content/01-lire.md', 'lire.md');
      await says(page, /content\/01-lire\.md a été supprimé ou déplacé/);
      rename('lire.md', 'content/03-vie.md');
      await page.waitForURL(`${base}vie.html`);
      await page.locator('pupitre-preview .note').filter({ hasText: 'changé d’adresse' }).waitFor();
      await settled(page);
      assert.ok(Math.abs((await page.evaluate(() => scrollY)) - before) < 5, 'where it was before');
    }, { base, missing: true });
  }));

test('a command is never broken between its lines', () =>
  serve(texts, async ({ base, write }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      write('content/01-lire.md', draft);
      await says(page, /--drafts/);
      const command = gone(page).locator('code', { hasText: 'pupitre serve' });
      for (let width = 320; width < 640; width += 10) {
        await page.setViewportSize({ width, height: 740 });
        assert.equal(await command.evaluate((code) => code.getClientRects().length), 1, `${width}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      }
    }, { base, missing: true });
  }));

test('the list of mistakes leads to the course and to the page of each of them', () =>
  serve({ ...texts, 'content/02-autre.md': '# Autre\n\n[Perdu](rien.md)\n', 'content/seul.txt': '' }, async ({ base }) => {
    await visit('served', '_pupitre', async (page) => {
      await settled(page);
      assert.equal(new URL(page.url()).pathname, '/_pupitre/');
      const see = mistakes(page).getByRole('link', { name: 'Voir la page' });
      // A file that no page uses has none.
      assert.equal(await mistakes(page).count(), 2);
      assert.equal(await see.count(), 1);
      await follow(see);
      assert.equal(new URL(page.url()).pathname, '/autre.html');
      // Here, it is the page that one sees.
      assert.equal(await mistakes(page).first().getByRole('link', { name: 'Voir la page' }).count(), 0);
      await page.goto(`${base}_pupitre/`);
      await follow(page.getByRole('link', { name: 'Accueil du cours' }));
      assert.equal(new URL(page.url()).pathname, '/');
    }, { base });
  }));
