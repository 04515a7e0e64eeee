'use strict';
// What `pupitre serve` tells the author over the page.

const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const { serve } = require('./helpers/serve.js');
const { visit, narrow } = require('./helpers/browser.js');
const { audit } = require('./helpers/axe.js');
const search = require('./helpers/search.js');
const { settled, mark, isMarked, shows, panel, mistakes, badge } = require('./helpers/tab.js');

const course = 'id: essai\ntitle: Essai\nlang: fr\n';
const question = '## Question : Quel fleuve ?\n\n- = Seine\n\n## Question : Quelle ville ?\n\n- [x] Paris\n- [ ] Lyon\n  > Non.\n';
const sound = `# Lire\n\nUn texte.\n\n${question}`;
const broken = sound.replace('[x]', '[ ]').replace('Un texte.', 'Un autre texte, avec [un lien](nulle-part.md).');
const texts = { 'content/course.yaml': course, 'content/01-lire.md': sound, 'content/02-autre.md': '# Autre\n\nUn texte.\n' };
const editor = { env: { PUPITRE_EDITOR: 'vscode://file/{path}:{line}:{column}' } };

const isTyping = (page) => page.evaluate(() => document.activeElement.matches('main input'));

test('a mistake shows over the last good page, with the place and the help, and goes when it is mended', () =>
  serve(texts, async ({ base, folder, write }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      const field = page.locator('main input[type=text]');
      await field.fill('la Loi');
      await mark(page);
      assert.equal(await panel(page).isVisible(), false);
      write('content/02-autre.md', '# Autre\n\n![Une image](perdue.png)\n');
      await mistakes(page).first().waitFor();
      write('content/01-lire.md', broken);
      await mistakes(page).nth(2).waitFor();
      // The last good page, as it was: nothing was loaded again, and who types goes on.
      assert.equal(await isMarked(page), true);
      assert.ok(await page.getByText('Un texte.').first().isVisible());
      assert.ok(await page.locator('pupitre-preview .stale').isVisible());
      assert.equal(await isTyping(page), true);
      await page.keyboard.type('re');
      assert.equal(await field.inputValue(), 'la Loire');
      // Those of this page first.
      assert.deepEqual(await mistakes(page).locator('.code').allTextContents(), ['link::dead', 'quiz::no-answer', 'image::missing']);
      const first = mistakes(page).first();
      assert.match(await first.locator('.message').innerText(), /^erreur\s.*nulle-part\.md/);
      assert.equal(await first.locator('mark').innerText(), 'nulle-part.md');
      assert.equal(await first.locator('.line').innerText(), '3');
      assert.ok((await first.locator('.help').innerText()).length > 10);
      assert.equal(await first.locator('.here').count(), 1);
      assert.equal(await mistakes(page).last().locator('.here').count(), 0);
      const link = first.locator('a.place');
      assert.match(await link.innerText(), /01-lire\.md:3:\d+$/);
      const column = (await link.innerText()).split(':').pop();
      assert.equal(await link.getAttribute('href'), `vscode://file${encodeURI(folder)}/content/01-lire.md:3:${column}`);
      write('content/02-autre.md', texts['content/02-autre.md']);
      await mistakes(page).nth(2).waitFor({ state: 'detached' });
      write('content/01-lire.md', sound.replace('Un texte.', 'Un texte mendé.'));
      await shows(page, 'Un texte mendé.');
      await settled(page);
      assert.equal(await panel(page).isVisible(), false);
    }, { base });
  }, editor));

test('Escape folds the panel to a badge, until there is another mistake', () =>
  serve({ ...texts, 'content/01-lire.md': broken }, async ({ base, write }) => {
    await visit('served', 'autre.html', async (page) => {
      await settled(page);
      assert.ok(await panel(page).isVisible());
      await page.keyboard.press('Escape');
      assert.equal(await panel(page).isVisible(), false);
      assert.match(await badge(page).innerText(), /2 erreurs/);
      write('content/02-autre.md', '# Autre\n\nUn texte nouveau.\n');
      await shows(page, 'Un texte nouveau.');
      await settled(page);
      assert.equal(await panel(page).isVisible(), false, 'folded before, open after a reload');
      await badge(page).focus();
      await page.keyboard.press('Enter');
      assert.ok(await panel(page).isVisible());
      await page.keyboard.press('Escape');
      // The focus goes where the panel went.
      assert.equal(await badge(page).evaluate((button) => button.getRootNode().activeElement === button), true);
      write('content/02-autre.md', '# Autre\n\n![Une image](perdue.png)\n');
      await mistakes(page).nth(2).waitFor();
    }, { base });
  }));

test('who searches is told of mistakes all the same, though the page waits', () =>
  serve(texts, async ({ base, write }) => {
    await visit('served', 'lire.html', async (page, context) => {
      await settled(page);
      await mark(page);
      await search.open(page);
      write('content/01-lire.md', sound.replace('Un texte.', 'Un texte neuf.'));
      // It is served before it is broken.
      const other = await context.newPage();
      await other.goto(`${base}lire.html`);
      await shows(other, 'Un texte neuf.');
      await settled(other);
      await other.close();
      write('content/01-lire.md', `---\ntitle: "x" y\n---\n${sound}`);
      await mistakes(page).first().waitFor();
      assert.match(await badge(page).textContent(), /1 erreur/);
      assert.equal(await isMarked(page), true);
      await page.keyboard.press('Escape');
      await shows(page, 'Un texte neuf.');
      await settled(page);
      assert.ok(await panel(page).isVisible());
    }, { base });
  }));

test('a note stands above the panel, and the end of the page too', () =>
  serve({ ...texts, 'content/01-lire.md': broken }, async ({ base, rename }) => {
    await visit('served', 'autre.html', async (page) => {
      await settled(page);
      rename('content/02-autre.md', 'content/02-suite.md');
      const note = page.locator('pupitre-preview .note').filter({ hasText: 'changé d’adresse' });
      await note.waitFor();
      const [{ y, height }, below] = [await note.boundingBox(), await panel(page).boundingBox()];
      assert.ok(y > 0 && y + height <= below.y, `${y} + ${height}, and the panel at ${below.y}`);
      const room = await page.evaluate(() => parseFloat(document.body.style.paddingBottom));
      assert.ok(Math.abs(room - below.height) < 2, `room of ${room}, and the panel of ${below.height}`);
    }, { base });
  }));

test('Escape closes the search and leaves the panel open', () =>
  serve({ ...texts, 'content/01-lire.md': broken }, async ({ base }) => {
    await visit('served', 'autre.html', async (page) => {
      await settled(page);
      await search.open(page);
      await page.keyboard.press('Escape');
      await search.dialog(page).waitFor({ state: 'hidden' });
      assert.ok(await panel(page).isVisible());
      await page.keyboard.press('Escape');
      assert.equal(await panel(page).isVisible(), false);
    }, { base });
  }));

test('without an editor, a place is a text to be copied', () =>
  serve({ ...texts, 'content/01-lire.md': broken }, async ({ base }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      const place = mistakes(page).first().locator('.place');
      assert.equal(await page.locator('pupitre-preview a[href^="vscode"]').count(), 0);
      await place.click();
      assert.match(await page.evaluate(() => String(getSelection())), /^\/.+01-lire\.md:3:\d+$/);
    }, { base });
  }));

test('warnings wait in a badge, which can be put away until there is another', () =>
  serve({ ...texts, 'content/02-autre.md': '# Autre\n\n![](image.svg)\n', 'content/image.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' }, async ({ base, write }) => {
    await visit('served', 'autre.html', async (page) => {
      await settled(page);
      await badge(page).filter({ hasText: '1 avertissement' }).waitFor();
      assert.equal(await panel(page).isVisible(), false);
      await badge(page).click();
      assert.deepEqual(await mistakes(page).locator('.code').allTextContents(), ['image::no-alt']);
      await page.keyboard.press('Escape');
      await page.locator('pupitre-preview .dismiss').click();
      assert.doesNotMatch(await badge(page).innerText(), /avertissement/);
      await page.reload();
      await settled(page);
      assert.doesNotMatch(await badge(page).innerText(), /avertissement/);
      write('content/01-lire.md', '# Lire\n\n![](image.svg)\n');
      await badge(page).filter({ hasText: '2 avertissements' }).waitFor();
      assert.equal(await panel(page).isVisible(), false);
    }, { base });
  }));

test('/_pupitre/ lists every mistake, and follows', () => {
  const many = Array.from({ length: 70 }, (_, n) => `![Image ${n}](perdue-${n}.png)`).join('\n\n');
  return serve({ ...texts, 'content/02-autre.md': `# Autre\n\n${many}\n` }, async ({ base, write }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      assert.equal(await mistakes(page).count(), 50);
      assert.match(await page.locator('pupitre-preview .more').innerText(), /20/);
      await page.locator('pupitre-preview footer a[href="/_pupitre/"]').click();
      await settled(page);
      assert.equal(await mistakes(page).count(), 70);
      await mark(page);
      write('content/02-autre.md', '# Autre\n\n![Image](perdue.png)\n');
      await mistakes(page).nth(1).waitFor({ state: 'detached' });
      assert.equal(await mistakes(page).count(), 1);
      assert.equal(await isMarked(page), true);
    }, { base });
  });
});

test('a theme that breaks is told over what there is, and the pages come back by themselves', () =>
  serve({ ...texts, 'content/course.yaml': `${course}theme: moi\n`, 'themes/moi/theme.yaml': 'name: moi\n' }, async ({ base, write }) => {
    await visit('served', 'autre.html', async (page) => {
      await settled(page);
      const own = '{% extends "default/lesson.html" %}{% block title %}Le mien{% endblock title %}';
      write('themes/moi/templates/lesson.html', own.replace('Le mien', '{{ perdu.tout }}'));
      await mistakes(page).filter({ hasText: 'theme::template' }).waitFor();
      assert.match(await mistakes(page).first().locator('.place').innerText(), /themes\/moi\/templates\/lesson\.html:1:/);
      write('themes/moi/templates/lesson.html', own);
      await page.waitForFunction(() => document.title === 'Le mien');
      await shows(page, 'Un texte.');
    }, { base });
  }));

test('axe finds nothing on the panel, the badge and the list (WCAG 2.2 AA)', () =>
  serve({ ...texts, 'content/01-lire.md': broken, 'content/02-autre.md': '# Autre\n\nUn texte.\n\n# Encore\n' }, async ({ base, write }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      const found = await audit(page, 'panel');
      await page.keyboard.press('Escape');
      found.push(...(await audit(page, 'badge of errors')));
      write('content/01-lire.md', sound);
      await badge(page).filter({ hasText: /^!.*avertissement/ }).waitFor();
      found.push(...(await audit(page, 'badge of warnings')));
      await page.locator('pupitre-preview .dismiss').click();
      found.push(...(await audit(page, 'quiet badge')));
      await page.goto(`${base}_pupitre/`);
      await settled(page);
      found.push(...(await audit(page, 'list')));
      none(found, 'axe on what the preview adds');
    }, { base });
  }, editor));

test('on a telephone the panel stands within the screen, and so does the badge', () =>
  serve({ ...texts, 'content/01-lire.md': broken }, async ({ base }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      const inside = async (part) => {
        const box = await part.boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= narrow.width && box.y > 0 && box.y + box.height <= narrow.height, JSON.stringify(box));
      };
      await inside(panel(page));
      for (const height of [740, 500]) {
        await page.setViewportSize({ width: narrow.width, height });
        const heights = [panel(page), page.locator('pupitre-preview .scroller')].map(async (part) => (await part.boundingBox()).height / height);
        const [whole, list] = await Promise.all(heights);
        assert.ok(whole < 0.61 && list > 0.35, `${height}: ${whole} of the screen, ${list} for the list`);
      }
      await page.setViewportSize(narrow);
      assert.equal(await page.locator('pupitre-preview .scroller').evaluate((list) => list.scrollWidth - list.clientWidth), 0);
      await page.keyboard.press('Escape');
      await inside(page.locator('pupitre-preview .dock'));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), narrow.width);
    }, { base, viewport: narrow });
  }, editor));
