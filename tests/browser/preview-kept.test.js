'use strict';
// What a reader of `pupitre serve` does is not undone by who writes.

const test = require('node:test');
const assert = require('node:assert/strict');
const { serve } = require('./helpers/serve.js');
const { visit } = require('./helpers/browser.js');
const { settled, mark, isMarked, shows } = require('./helpers/tab.js');

const course = 'id: essai\ntitle: Essai\nlang: fr\n';

test('what is typed while the lesson is saved again and again arrives, to the letter', () => {
  const lesson = (number) => `# Lire\n\nVersion ${number}.\n\n## Question : Quel fleuve ?\n\n- = Seine\n`;
  const text = 'la Seine, qui se jette dans la Manche près du Havre';
  return serve({ 'content/course.yaml': course, 'content/lire.md': lesson(0) }, async ({ base, write }) => {
    await visit('served', 'lire.html', async (page) => {
      await settled(page);
      const field = page.locator('main input[type=text]');
      await field.focus();
      let saved = 0;
      const saving = setInterval(() => write('content/lire.md', lesson((saved += 1))), 70);
      for (const letter of text) {
        await page.keyboard.type(letter);
        await page.waitForTimeout(20);
      }
      clearInterval(saving);
      assert.ok(saved > 5);
      assert.equal(await field.inputValue(), text);
      await shows(page, `Version ${saved}.`);
      await settled(page);
      assert.equal(await field.inputValue(), text);
      await page.keyboard.type(' !');
      assert.equal(await field.inputValue(), `${text} !`);
    }, { base });
  });
});
