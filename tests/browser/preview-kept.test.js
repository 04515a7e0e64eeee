'use strict';
// What a reader of `pupitre serve` does is not undone by who writes.

const test = require('node:test');
const assert = require('node:assert/strict');
const { serve } = require('./helpers/serve.js');
const { visit } = require('./helpers/browser.js');
const { settled, mark, isMarked, shows } = require('./helpers/tab.js');

const course = 'id: essai\ntitle: Essai\nlang: fr\n';

// Silence, as long as one likes: 8,000 samples a second of one byte.
function sound(seconds) {
  const samples = 8000 * seconds;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  [16, 0x00010001, 8000, 8000, 0x00080001].forEach((field, at) => head.writeUInt32LE(field, 16 + 4 * at));
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}

test('a wide table, a long list of contents and a sound stay where they were', () => {
  const wide = `| ${'Une colonne bien large | '.repeat(30)}\n|${'---|'.repeat(30)}\n| ${'mot | '.repeat(30)}\n`;
  const sections = Array.from({ length: 60 }, (_, number) => `## Partie ${number}\n\nDu texte.\n`).join('\n');
  const lesson = (word) => `# Lire\n\n${word}\n\n![Un son](son.wav)\n\n${wide}\n${sections}`;
  return serve({ 'content/course.yaml': course, 'content/lire.md': lesson('Avant.'), 'content/son.wav': sound(300) }, async ({ base, write }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      const places = () =>
        page.evaluate(() => {
          const player = document.querySelector('audio');
          // It plays on for as long as the test takes.
          return [document.querySelector('.table').scrollLeft, document.querySelector('.contents').scrollTop, Math.floor(player.currentTime / 100), player.paused];
        });
      await page.evaluate(async () => {
        document.querySelector('.table').scrollLeft = 300;
        document.querySelector('.contents').scrollTop = 200;
        const player = document.querySelector('audio');
        player.currentTime = 100;
        await player.play();
      });
      assert.deepEqual(await places(), [300, 200, 1, false]);
      await mark(page);
      write('content/lire.md', lesson('Après.'));
      await shows(page, 'Après.');
      await settled(page);
      assert.equal(await isMarked(page), false);
      assert.deepEqual(await places(), [300, 200, 1, false]);
    }, { base });
  });
});

test('an image or a font that a style sheet of the theme brings along is shown anew', () => {
  const ground = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="${colour}" d="M0 0h9v9H0z"/></svg>`;
  const own = {
    'content/course.yaml': `${course}theme: moi\n`,
    'content/lire.md': '# Lire\n\nUn texte.\n',
    'themes/moi/theme.yaml': 'name: moi\n',
    'themes/moi/static/css/base.css': '@layer base { body { background: url(fond.svg) } }',
    'themes/moi/static/fond.svg': ground('red'),
  };
  return serve(own, async ({ base, write }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      const seen = async () => (await page.screenshot({ clip: { x: 20, y: 400, width: 9, height: 9 } })).toString('base64');
      const red = await seen();
      await mark(page);
      write('themes/moi/static/fond.svg', ground('blue'));
      await page.waitForFunction(() => !window.marked);
      await settled(page);
      assert.notEqual(await seen(), red);
    }, { base });
  });
});

test('what is typed while the lesson is saved again and again arrives, to the letter', () => {
  const lesson = (number) => `# Lire\n\nVersion ${number}.\n\n## Question : Quel fleuve ?\n\n- = Seine\n`;
  const text = 'la Seine, qui se jette dans la Manche près du Havre';
  return serve({ 'content/course.yaml': course, 'content/lire.md': lesson(0) }, async ({ base, write }) => {
    await visit('served', 'lire.html', async (page) => {
      // A busy machine types slowly: of its pauses, only those of five seconds are a rest.
      await page.addInitScript(() => {
        const now = performance.now.bind(performance);
        performance.now = () => now() / 10;
      });
      await page.reload();
      await settled(page);
      const field = page.locator('main input[type=text]');
      await field.focus();
      // To the page, no hand rests between two letters, however long the machine takes for one.
      await page.clock.install();
      await page.clock.pauseAt(Date.now() + 60_000);
      let saved = 0;
      const saving = setInterval(() => write('content/lire.md', lesson((saved += 1))), 70);
      for (const letter of text) {
        await page.keyboard.type(letter);
        await page.waitForTimeout(20);
        await page.clock.runFor(20);
      }
      clearInterval(saving);
      assert.ok(saved > 5);
      assert.equal(await field.inputValue(), text);
      await page.clock.resume();
      await shows(page, `Version ${saved}.`);
      await settled(page);
      assert.equal(await field.inputValue(), text);
      await page.keyboard.type(' !');
      assert.equal(await field.inputValue(), `${text} !`);
    }, { base });
  });
});

test('no tab leaves its page again before all of it is brought back', () => {
  const lesson = (title) => `# Lire\n\n${title}.\n\n## Question : ${title} ?\n\n- = Seine\n`;
  return serve({ 'content/course.yaml': course, 'content/lire.md': lesson('Quel fleuve') }, async ({ base, write }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      await page.locator('main input[type=text]').fill('la Seine');
      // The scripts of the page come late, and what it shows when it would first hear of another is noted.
      await page.addInitScript(() => {
        const { querySelector } = Element.prototype;
        let asked = 0;
        Element.prototype.querySelector = function (selector) {
          return selector === '.question-actions' && (asked += 1) < 20 ? null : querySelector.call(this, selector);
        };
        window.WebSocket = class extends WebSocket {
          constructor(...given) {
            super(...given);
            window.answer = document.querySelector('main input[type=text]').value;
          }
        };
      });
      write('content/lire.md', lesson('Quel grand fleuve'));
      await shows(page, 'Quel grand fleuve.');
      await settled(page);
      assert.equal(await page.evaluate(() => window.answer), 'la Seine');
    }, { base });
  });
});
