'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { visit, refuse } = require('./helpers/browser.js');
const { question, choose, handIn, score, answerAll, evaluation, onEvaluation } = require('./helpers/quiz.js');

const visible = (page, text) => page.getByText(text).filter({ visible: true }).count();

test('once it is handed in, an evaluation shows each answer, its feedback and its explanation', () =>
  onEvaluation(async (page) => {
    await answerAll(page, { ...evaluation, lettre: { right: ['Z'] } });
    assert.equal(await visible(page, /pangolin|axolotl/i), 0);
    assert.equal(await page.locator('.solution').count(), 0);
    await handIn(page);
    assert.equal(await page.locator('.solution:visible').count(), 2, 'none where there is no explanation');
    assert.equal(await visible(page, 'Axolotl'), 2, 'the explanations');
    assert.equal(await visible(page, 'Pangolin'), 3, 'each feedback once, under its option, chosen or not');
    assert.match(await question(page, 'lettre').locator('.is-missed').textContent(), /^B.*Pangolin/);
    assert.equal(await page.locator('.question').getByText(says('script_wrong')).filter({ visible: true }).count(), 1, 'only what was chosen');
    await page.reload();
    assert.equal(await page.locator('.solution:visible').count(), 2, 'after a reload too');
    await question(page, 'lettre').locator('.solution summary').click();
    assert.equal(await visible(page, 'Axolotl'), 1, 'closed until it is asked for');
  }));

test('an answer that is typed is followed by the one that was expected', () =>
  visit('fixture', 'evaluer/en-temps-limite.html', async (page) => {
    await page.locator('.clock-begin').click();
    await page.locator('#veau input').fill('poulain');
    assert.equal(await visible(page, 'veau'), 0);
    await handIn(page);
    assert.match(await question(page, 'veau').locator('.solution').innerText(), /veau/);
  }));

test('what is begun again hides what was shown', () =>
  onEvaluation(async (page) => {
    await choose(page, 'lettre', 'Z');
    await handIn(page);
    page.on('dialog', (dialog) => dialog.accept());
    await page.locator('.restart').click();
    assert.equal(await visible(page, /pangolin|axolotl/i), 0);
    assert.equal(await page.locator('.solution:visible').count(), 0);
    await handIn(page);
    assert.equal(await page.locator('.solution:visible').count(), 2);
  }));

for (const [what, file, id, wrong, ask] of [
  ['an evaluation', 'evaluer/bilan.html', 'lettre', 'Z', 'restart_ask'],
  ['a positioning test', 'evaluer/positionnement.html', 'compter', 'cinq', 'restart_ask_positioning'],
]) {
  test(`${what} whose corrections are read begins again whole, and asks before`, () =>
    visit('fixture', file, async (page) => {
      await choose(page, id, wrong);
      await handIn(page);
      assert.equal(await page.getByRole('button', { name: says('restart_missed') }).count(), 0);
      const said = await score(page);
      const asked = [];
      page.once('dialog', (dialog) => asked.push(dialog.message()) && dialog.dismiss());
      await page.getByRole('button', { name: says('restart') }).click();
      assert.match(asked.join(), says(ask));
      assert.equal(await score(page), said, 'refused, the result stays');
      page.once('dialog', (dialog) => dialog.accept());
      await page.getByRole('button', { name: says('restart') }).click();
      assert.equal(await page.locator('.answer :checked').count(), 0);
      assert.match(await score(page), says('script_answered'));
    }));
}

test('an evaluation that is handed in is reviewed where storage is refused', () =>
  onEvaluation(
    async (page) => {
      await choose(page, 'lettre', 'Z');
      await handIn(page);
      assert.equal(await visible(page, 'Axolotl'), 2);
    },
    { init: refuse },
  ));

test('the trainer’s edition of an evaluation shows each answer once, before and after it is checked', () =>
  visit('fixture-trainer', 'evaluer/bilan.html', async (page) => {
    const open = () => page.locator('.solution[open]:visible').count();
    assert.equal(await open(), 3);
    await answerAll(page, evaluation, 'wrong');
    assert.equal(await page.locator('.solution').count(), 3);
    assert.equal(await open(), 3);
    assert.match(await question(page, 'lettre').locator('.question-status').textContent(), says('script_outcome_wrong'));
  }));
