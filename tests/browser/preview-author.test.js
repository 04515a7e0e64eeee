'use strict';
// The helps that `pupitre serve` gives its author, and what it leaves as it is.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const none = require('./helpers/none.js');
const { serve } = require('./helpers/serve.js');
const { files, site } = require('./helpers/sites.js');
const { visit } = require('./helpers/browser.js');
const { audit } = require('./helpers/axe.js');
const { settled, shows, panel, badge } = require('./helpers/tab.js');

const quiz = '## Question : Quelle ville ?\n\n- [x] Paris\n- [ ] Lyon\n  > Non.\n\n## Question : Quel fleuve ?\n\n- = Seine\n';
const texts = {
  'content/course.yaml': 'id: essai\ntitle: Essai\nlang: fr\n',
  'content/01-lire.md': `# Lire\n\nUn texte.\n\n## Pour vous {.trainer}\n\nUn mot au formateur.\n\n### Un détail\n\nIl compte.\n\n${quiz}`,
  'content/02-bilan.md': `---\nkind: evaluation\n---\n\n# Bilan\n\n${quiz}`,
  'content/03-brouillon.md': '---\ndraft: true\n---\n\n# Brouillon\n\nÀ finir.\n',
};
const editor = { PUPITRE_EDITOR: 'vscode://file/{path}:{line}:{column}' };
const additions = /<!--pupitre:preview-->[^]*?<!--\/pupitre:preview-->/g;

test('without what is added, pages are those that are built', () => {
  const fixture = path.join(__dirname, 'fixture');
  return serve({}, async ({ base }) => {
    const pages = files('fixture', '.html');
    assert.ok(pages.length > 10);
    for (const page of pages) {
      const text = await (await fetch(base + encodeURI(page))).text();
      assert.ok(text.match(additions)?.length, `${page}: nothing is added`);
      assert.equal(text.replace(additions, ''), fs.readFileSync(path.join(site('fixture'), page), 'utf8'), page);
    }
  }, { root: fixture });
});

test('each page says which text it is made from, and opens it', () =>
  serve(texts, async ({ base, folder }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      const edit = page.locator('pupitre-preview .edit a');
      assert.match(await edit.innerText(), /content\/01-lire\.md$/);
      assert.equal(await edit.getAttribute('href'), `vscode://file${encodeURI(folder)}/content/01-lire.md:1:1`);
      await page.goto(`${base}plan.html`);
      await settled(page);
      assert.equal(await edit.count(), 0);
    }, { base });
  }, { env: editor }));

test('notes of the trainer are folded, open at a key and stay open', () =>
  serve(texts, async ({ base, write }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      const note = page.getByText('Un mot au formateur.');
      const label = page.locator('section.trainer > .trainer-label');
      assert.equal(await note.isVisible(), false);
      assert.equal(await label.getAttribute('aria-expanded'), 'false');
      none(await audit(page, 'folded'), 'axe on a note of the trainer');
      await label.focus();
      await page.keyboard.press('Enter');
      assert.ok(await note.isVisible());
      none(await audit(page, 'unfolded'), 'axe on a note of the trainer');
      write('content/01-lire.md', texts['content/01-lire.md'].replace('Un texte.', 'Un texte neuf.'));
      await shows(page, 'Un texte neuf.');
      await settled(page);
      assert.ok(await note.isVisible());
      await label.click();
      assert.equal(await note.isVisible(), false);
      // A link into it opens it, from here and from elsewhere.
      await page.goto(`${base}lire.html#un-detail`);
      await page.getByText('Il compte.').waitFor();
      await page.goto(`${base}plan.html`);
      await settled(page);
      await page.goto(`${base}lire.html#un-detail`);
      await page.getByText('Il compte.').waitFor();
    }, { base });
  }, { options: ['--edition', 'trainer'] }));

const opened = (page) => page.locator('details.solution').evaluateAll((all) => all.map((each) => each.checkVisibility() && each.open));

test('answers are shown at a key, and hidden again', () =>
  serve(texts, async ({ base }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      assert.deepEqual(await opened(page), [false, false]);
      await page.keyboard.press('Alt+r');
      assert.deepEqual(await opened(page), [true, true]);
      // The page hides them whenever an answer changes.
      await page.getByLabel('Lyon').check();
      await page.waitForTimeout(50);
      assert.deepEqual(await opened(page), [true, true]);
      await page.keyboard.press('Alt+r');
      assert.deepEqual(await opened(page), [false, false]);
      await badge(page).click();
      await page.getByRole('button', { name: 'Montrer les réponses' }).click();
      assert.deepEqual(await opened(page), [true, true]);
      await page.getByRole('button', { name: 'Cacher les réponses' }).waitFor();
      // Sealed until they are handed in.
      await page.goto(`${base}bilan.html`);
      await settled(page);
      await page.keyboard.press('Escape');
      assert.deepEqual(await opened(page), []);
      await page.keyboard.press('Alt+r');
      assert.deepEqual(await opened(page), [true, true]);
      assert.ok(await page.locator('details.solution').getByText('Seine').isVisible());
      await page.keyboard.press('Alt+r');
      assert.deepEqual(await opened(page), []);
    }, { base });
  }));

test('drafts are there when asked for, and marked', () =>
  serve(texts, async ({ base }) => {
    await visit('served', 'brouillon.html', async (page) => {
      await settled(page);
      assert.ok(await page.locator('main .badge').isVisible());
    }, { base });
  }, { options: ['--drafts'] }));

test('nothing of the preview is printed', () =>
  serve({ ...texts, 'content/01-lire.md': '# Lire\n\n[Un lien](perdu.md)\n' }, async ({ base }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      assert.ok(await panel(page).isVisible());
      await page.emulateMedia({ media: 'print' });
      assert.equal(await panel(page).isVisible(), false);
      assert.equal(await badge(page).isVisible(), false);
    }, { base });
  }));
