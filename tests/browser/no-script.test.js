'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const { pages, read } = require('./helpers/sites.js');
const says = require('./helpers/says.js');
const { tour, visit, follow } = require('./helpers/browser.js');
const { question } = require('./helpers/quiz.js');

const off = { javaScriptEnabled: false };
const unlessSilence = (error) => {
  if (!/not silent/.test(error.message)) throw error;
};

for (const name of ['fixture', 'course', 'init-fr']) {
  test(`with scripts off, no page of ${name} shows a button that does nothing, or hides its text`, async () => {
    const found = [];
    const see = async (page, file) => {
      for (const text of await page.locator('button:visible, [type=submit]:visible, .result:visible').allTextContents()) {
        found.push(`[${file}] « ${text.trim()} » is shown`);
      }
      const hidden = await page.locator('main :is(p, li, h1, h2, h3, td):not(:visible)').evaluateAll((elements) =>
        // A closed <details> opens without scripts; the margin repeats what the contents say.
        elements
          .filter((element) => element.textContent.trim() && !element.closest('details, dialog, .margin, .result, .question-actions, .keep, .on-paper'))
          .map((element) => element.outerHTML.slice(0, 120)),
      );
      found.push(...hidden.map((html) => `[${file}] hidden: ${html}`));
    };
    await tour(name, pages(name), see, off).catch(unlessSilence);
    none(found, name);
  });
}

test('with scripts off, an answer and its explanation open on demand', () =>
  visit(
    'fixture',
    'repondre/quiz.html',
    async (page) => {
      const capital = question(page, 'la-capitale');
      const explanation = capital.getByText('La capitale est la ville du gouvernement');
      assert.equal(await explanation.isVisible(), false, 'closed at first');
      await capital.locator('.solution summary').click();
      assert.ok(await explanation.isVisible());
      assert.ok(await capital.getByText('Lyon n’est pas la capitale').isVisible(), 'the feedback of a wrong option');
      const right = await capital.locator('.solution li:has(.right)').textContent();
      assert.match(right, says('verdict_right'));
      assert.match(right, /Paris/);
      await capital.locator('.hint summary').first().click();
      assert.ok(await capital.getByText('La Seine la traverse').isVisible());
    },
    off,
  ));

test('with scripts off, every question that has an answer has it in a <details>', () =>
  visit(
    'fixture',
    'repondre/types.html',
    async (page) => {
      const questions = await page.locator('.question').count();
      assert.equal(questions, 10);
      assert.equal(await page.locator('.question details.solution').count(), questions);
    },
    off,
  ));

test('with scripts off, the links lead from the first page to the last', () =>
  visit(
    'fixture',
    'index.html',
    async (page) => {
      await follow(page.locator('.start a'));
      const seen = [];
      for (let next = page.locator('.pager .next'); await next.count(); next = page.locator('.pager .next')) {
        seen.push(await page.locator('body').getAttribute('data-page'));
        await follow(next);
      }
      seen.push(await page.locator('body').getAttribute('data-page'));
      const lessons = pages('fixture').filter((page) => page.includes('/'));
      assert.deepEqual([...seen].sort(), lessons);
    },
    off,
  ).catch(unlessSilence));

test('with scripts off, an evaluation is a paper exercise that says so', () =>
  visit(
    'fixture',
    'evaluer/bilan.html',
    async (page) => {
      assert.ok(await page.locator('.needs-script').isVisible());
      assert.equal(await page.locator('details.solution, .verdict').count(), 0);
      assert.equal(await page.locator('.option input:enabled').count(), 8);
    },
    off,
  ));

test('no page that is to be handed in holds a readable answer', () => {
  for (const [page, word] of [['evaluer/bilan.html', /pangolin|axolotl/i], ['evaluer/positionnement.html', /ornithorynque/i]]) {
    const html = read('fixture', page);
    assert.doesNotMatch(html, word, page);
    assert.doesNotMatch(html, /data-right|class="verdict|class="explanation/, page);
  }
});
