'use strict';
// The tabs of `pupitre serve` follow what is written.

const test = require('node:test');
const assert = require('node:assert/strict');
const { serve } = require('./helpers/serve.js');
const { visit, tour } = require('./helpers/browser.js');
const search = require('./helpers/search.js');
const { settled, mark, isMarked, shows } = require('./helpers/tab.js');

const course = 'id: essai\ntitle: Essai\nlang: fr\n';
const filler = (from, to) => Array.from({ length: to - from }, (_, n) => `Le paragraphe ${from + n} ${'se lit vite. '.repeat(12)}`).join('\n\n');
const quiz = `## Exercices

### Question : Quelle ville ?

> Indice : elle est au nord.

- [x] Paris
- [ ] Lyon
  > Non, Lyon est au sud.

### Question : Quels nombres sont pairs ?

- [x] Deux
- [ ] Trois
  > Trois est impair.
- [x] Quatre

### Question : Quel fleuve ?

- = Seine

### Question : Du plus petit au plus grand

1. Fourmi
2. Chat
3. Cheval

### Question : Quels pays ?

| Rome | Italie |
|---|---|
| Madrid | Espagne |
| Lisbonne | Portugal |

### Question : Complétez

L’eau bout à [[(cent) / dix]] degrés.
`;
const lesson = (start = '', quizzes = quiz) => `# Lire\n\n${start}${filler(0, 20)}\n\n${quizzes}\n${filler(20, 30)}\n`;
const texts = (more = {}) => ({ 'content/course.yaml': course, 'content/01-lire.md': lesson(), 'content/02-autre.md': '# Autre\n\nUn texte.\n', ...more });

const question = (page, title) => page.locator('section.question').filter({ hasText: title });
const top = (page, text) => page.getByText(text, { exact: false }).first().evaluate((element) => element.getBoundingClientRect().top);

test('a page is loaded again when it is another, and no other page is', () =>
  serve(texts(), async ({ base, write }) => {
    await visit('served', 'lire.html', async (page, context) => {
      const other = await context.newPage();
      await other.goto(`${base}autre.html`);
      await settled(page);
      await settled(other);
      await Promise.all([mark(page), mark(other)]);
      write('content/01-lire.md', lesson('Voici du neuf.\n\n'));
      await shows(page, 'Voici du neuf.');
      assert.equal(await isMarked(page), false);
      await settled(other);
      assert.equal(await isMarked(other), true);
    }, { base });
  }));

test('a page that is left before the preview answers complains of nothing', () =>
  serve(texts(), async ({ base }) => {
    await visit('served', '404.html', async (page) => {
      await page.addInitScript(() => {
        window.WebSocket = class extends WebSocket {
          constructor(...given) {
            super(...given);
            queueMicrotask(() => dispatchEvent(new Event('pagehide')));
            this.addEventListener('open', () => (window.opened = true));
          }
        };
      });
      await page.goto(`${base}lire.html`);
      await page.waitForFunction(() => window.opened);
    }, { base });
  }));

async function answer(page) {
  await question(page, 'Quelle ville').getByLabel('Lyon').check();
  await question(page, 'pairs').getByLabel('Deux').check();
  await question(page, 'pairs').getByLabel('Quatre').check();
  await question(page, 'fleuve').locator('input').fill('la Loire');
  await question(page, 'plus petit').getByRole('button', { name: /^Monter/ }).last().click();
  await question(page, 'pays').locator('select').first().selectOption({ index: 2 });
  await question(page, 'Complétez').locator('select').selectOption({ label: 'dix' });
}

const answers = (page) =>
  page.evaluate(() => [
    ...[...document.querySelectorAll('section.question :is(input, select)')].map((field) => (['radio', 'checkbox'].includes(field.type) ? field.checked : field.value)),
    ...[...document.querySelectorAll('.ordering li > div')].map((item) => item.textContent.trim()),
  ]);

test('answers, places, open details, the focus and the colours outlive a reload', () =>
  serve(texts(), async ({ base, write }) => {
    await visit('served', 'lire.html', async (page) => {
      await answer(page);
      await page.locator('[data-scheme-control] [value=dark]').click();
      await question(page, 'Quelle ville').locator('.hint summary').click();
      const field = question(page, 'fleuve').locator('input');
      await field.click();
      await field.evaluate((input) => input.setSelectionRange(3, 5));
      const before = { answers: await answers(page), top: await top(page, 'Quel fleuve'), scroll: await page.evaluate(() => scrollY) };
      assert.ok(before.scroll > 500);
      assert.equal(before.answers.filter((value) => value === true).length, 3);
      await mark(page);
      // Where each frame is drawn, from the first.
      await page.addInitScript(() => {
        window.places = new Set();
        const look = () => {
          if (document.querySelector('main')) window.places.add(Math.round(scrollY));
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      // Longer above what is read: that stays where it is on the screen.
      write('content/01-lire.md', lesson(`Voici du neuf.\n\n${filler(100, 105)}\n\n`));
      await shows(page, 'Voici du neuf.');
      await settled(page);
      assert.equal(await isMarked(page), false);
      assert.deepEqual(await answers(page), before.answers);
      const after = await top(page, 'Quel fleuve');
      assert.ok(Math.abs(after - before.top) < 2, `what is read has moved from ${before.top} to ${after}`);
      assert.ok((await page.evaluate(() => scrollY)) > before.scroll + 100);
      assert.equal(await page.evaluate(() => window.places.size), 1, 'the page jumps');
      assert.equal(await question(page, 'Quelle ville').locator('.hint').first().evaluate((hint) => hint.open), true);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.scheme), 'dark');
      assert.deepEqual(await field.evaluate((input) => [document.activeElement === input, input.selectionStart, input.selectionEnd]), [true, 3, 5]);
    }, { base });
  }));

test('an answer outlives an edit of its own question', () =>
  serve(texts(), async ({ base, write }) => {
    await visit('served', 'lire.html', async (page) => {
      await answer(page);
      const edited = quiz.replace('Quels nombres sont pairs ?', 'Quels nombres sont tous pairs ?').replace('- [x] Quatre', '- [x] Quatre\n- [ ] Cinq\n  > Impair.').replace('- = Seine', '- = Seine\n- = La Seine');
      write('content/01-lire.md', lesson('', edited));
      await shows(page, 'sont tous pairs');
      await settled(page);
      const ticked = await question(page, 'pairs').locator('input').evaluateAll((inputs) => inputs.map((input) => input.checked));
      assert.deepEqual(ticked, [true, false, true, false]);
      assert.equal(await question(page, 'fleuve').locator('input').inputValue(), 'la Loire');
      // Kept as any answer is.
      await page.reload();
      await settled(page);
      assert.equal(await question(page, 'fleuve').locator('input').inputValue(), 'la Loire');
    }, { base });
  }));

const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const sheets = (page) => page.evaluate(() => [...document.querySelectorAll('link[rel=stylesheet]')].map((link) => new URL(link.href).pathname));

test('a style sheet is changed in place, a picture too; a script loads the page again', () => {
  const picture = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${colour}"/></svg>`;
  const own = {
    'themes/moi/static/css/base.css': '@layer base { body { background: rgb(1, 2, 3); } }',
    'content/image.svg': picture('red'),
    'content/course.yaml': `${course}theme: moi\n`,
    'content/01-lire.md': lesson('![Un carré](image.svg)\n\n'),
  };
  return serve(texts(own), async ({ base, write }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      assert.equal(await paper(page), 'rgb(1, 2, 3)');
      const before = await sheets(page);
      assert.equal(before.length, 2);
      await mark(page);
      // Without a moment without any style.
      await page.evaluate(() => {
        window.bare = 0;
        const look = () => {
          if (getComputedStyle(document.querySelector('.skip')).position === 'static') window.bare += 1;
          requestAnimationFrame(look);
        };
        look();
      });
      write('themes/moi/static/css/base.css', '@layer base { body { background: rgb(4, 5, 6); } }');
      await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === 'rgb(4, 5, 6)');
      await page.waitForFunction((n) => document.querySelectorAll('link[rel=stylesheet]').length === n, before.length);
      assert.deepEqual(await sheets(page), before);
      assert.equal(await page.evaluate(() => window.bare), 0, 'the page was without style for a moment');
      const photo = page.getByAltText('Un carré');
      const red = await photo.screenshot();
      write('content/image.svg', picture('blue'));
      await page.waitForFunction(() => document.querySelector('main img').src.includes('?'));
      await page.waitForFunction(() => document.querySelector('main img').complete);
      assert.notDeepEqual(await photo.screenshot(), red);
      assert.equal(await isMarked(page), true);
      write('themes/moi/static/js/start.js', "window.pupitre = {};\ndocument.documentElement.title = 'neuf';\n");
      await page.waitForFunction(() => document.documentElement.title === 'neuf');
      assert.equal(await isMarked(page), false);
    }, { base });
  });
});

test('a tab follows a lesson that is renamed, and says so', () =>
  serve(texts(), async ({ base, rename, write }) => {
    await visit('served', 'autre.html', async (page) => {
      await settled(page);
      rename('content/02-autre.md', 'content/02-suite.md');
      await page.waitForURL(`${base}suite.html`);
      await page.locator('pupitre-preview .note').filter({ hasText: 'changé d’adresse' }).waitFor();
      await settled(page);
      write('content/02-suite.md', '# Autre\n\nLa suite.\n');
      await shows(page, 'La suite.');
    }, { base });
  }));

test('a tab follows a module whose folder is renamed', () =>
  serve(texts({ 'content/03-module/lire.md': lesson() }), async ({ base, rename }) => {
    await visit('served', 'module/', async (page) => {
      await settled(page);
      rename('content/03-module', 'content/03-partie');
      await page.waitForURL(`${base}partie/`);
      await page.locator('pupitre-preview .note').filter({ hasText: 'Cette page a changé d’adresse' }).waitFor();
    }, { base });
  }));

test('who searches is not interrupted, and sees what is new after that', () =>
  serve(texts(), async ({ base, write }) => {
    await visit('served', 'autre.html', async (page, context) => {
      await settled(page);
      await mark(page);
      await search.open(page);
      await search.type(page, 'paragraphe');
      await search.found(page);
      write('content/02-autre.md', '# Autre\n\nUn texte neuf.\n');
      const other = await context.newPage();
      await other.goto(`${base}autre.html`);
      await shows(other, 'Un texte neuf.');
      await settled(other);
      // Longer than who types is waited for.
      await page.waitForTimeout(1000);
      assert.equal(await search.field(page).inputValue(), 'paragraphe');
      assert.equal(await isMarked(page), true);
      await page.bringToFront();
      await page.keyboard.press('Escape');
      await shows(page, 'Un texte neuf.');
      assert.equal(await isMarked(page), false);
    }, { base });
  }));

// All went well but for these words of the browser itself.
const noisyOnly = (known) => (error) => {
  const [what, ...lines] = error.message.split('\n  - ');
  if (!/not silent/.test(what) || !lines.every((line) => known.test(line))) throw error;
  return true;
};

test('a tab finds the preview again after a restart, without a hand', async () => {
  const noise = serve(texts(), async ({ base, write, stop, start }) => {
    await visit('served', 'autre.html', async (page) => {
      await settled(page);
      const sign = page.locator('pupitre-preview .lost');
      assert.equal(await sign.isVisible(), false);
      await stop();
      await sign.waitFor();
      write('content/02-autre.md', '# Autre\n\nÉcrit pendant l’absence.\n');
      await start();
      await shows(page, 'Écrit pendant l’absence.');
      await settled(page);
      assert.equal(await sign.isVisible(), false);
      // The same page after another restart is left as it is.
      await mark(page);
      await stop();
      await sign.waitFor();
      await start();
      await sign.waitFor({ state: 'hidden' });
      assert.equal(await isMarked(page), true);
    }, { base });
  });
  await assert.rejects(noise, noisyOnly(/WebSocket connection to .* failed/));
});

test('a page that is not there has one tab wait for it, and shows it when it comes', () =>
  serve(texts(), async ({ base, write }) => {
    const noise = tour('served', ['neuf.html'], async (page) => {
      await settled(page);
      await mark(page);
      write('content/02-autre.md', '# Autre\n\nUn texte tout autre.\n');
      await page.waitForTimeout(300);
      assert.equal(await isMarked(page), true, 'loaded again for nothing');
      write('content/03-neuf.md', '# Neuf\n\nMe voici.\n');
      await shows(page, 'Me voici.');
    }, { base });
    await assert.rejects(noise, noisyOnly(/404/));
  }));
