'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { visit } = require('./helpers/browser.js');
const { question, option, choose, check, retry, handIn, status, score, numbers, answerAll, quiz, evaluation, onQuiz, onEvaluation } = require('./helpers/quiz.js');

const total = (questions) => Object.values(questions).reduce((sum, { points }) => sum + points, 0);

// What the page must say once all is answered: points, total, percent rounded down, pass mark.
function expected(questions, shares, pass) {
  const got = Object.keys(questions).reduce((sum, id) => sum + questions[id].points * (shares[id] ?? 1), 0);
  return [got, total(questions), Math.floor((100 * got) / total(questions)), pass];
}

test('a right answer is said in words, with its feedback, its points and the explanation', () =>
  onQuiz(async (page) => {
    await choose(page, 'la-capitale', 'Paris');
    await check(page, 'la-capitale');
    assert.match(await status(page, 'la-capitale'), says('script_outcome_right'));
    assert.deepEqual(numbers(await status(page, 'la-capitale')), [1, 1]);
    const chosen = option(page, 'la-capitale', 'Paris');
    assert.match(await chosen.locator('.option-mark').textContent(), says('script_right'));
    assert.match(await chosen.locator('.option-feedback').textContent(), /depuis longtemps/);
    assert.ok(await question(page, 'la-capitale').getByText('La capitale est la ville du gouvernement').isVisible());
  }));

test('a click anywhere on an answer chooses it, also where it has several paragraphs (WCAG 2.5.8)', () =>
  onQuiz(async (page) => {
    for (const [id, text] of [['la-capitale', 'Paris'], ['la-ligne', 'Elle efface'], ['les-pairs', 'Quatre']]) {
      const words = option(page, id, text).getByText(text).first();
      await words.click();
      assert.ok(await option(page, id, text).locator('input').isChecked(), `a click on « ${text} » does nothing`);
    }
  }));

test('a wrong answer keeps the right one for the next try', () =>
  onQuiz(async (page) => {
    await choose(page, 'la-capitale', 'Lyon');
    await check(page, 'la-capitale');
    assert.match(await status(page, 'la-capitale'), says('script_outcome_wrong'));
    assert.match(await option(page, 'la-capitale', 'Lyon').locator('.option-mark').textContent(), says('script_wrong'));
    assert.equal(await option(page, 'la-capitale', 'Paris').locator('.option-mark').isVisible(), false);
    assert.equal(await question(page, 'la-capitale').getByText('La capitale est la ville').isVisible(), false);
    await retry(page, 'la-capitale');
    await choose(page, 'la-capitale', 'Paris');
    await check(page, 'la-capitale');
    assert.match(await status(page, 'la-capitale'), says('script_outcome_right'));
  }));

test('the score is the sum of the points, with partial credit, and says whether the mark is reached', async () => {
  const scenarios = [
    ['all right', {}, {}],
    // One of the two even numbers: (1 right - 0 wrong) of 2.
    ['one box of two', { 'les-pairs': ['Deux'] }, { 'les-pairs': 0.5 }],
    // Two right less one wrong, of 2.
    ['one box too many', { 'les-pairs': ['Deux', 'Quatre', 'Cinq'], 'la-ligne': ['Elle le déplace'] }, { 'les-pairs': 0.5, 'la-ligne': 0 }],
    // One right less one wrong: nothing, and never below.
    ['as many wrong', { 'les-pairs': ['Deux', 'Trois'], 'une-seule': ['Un triangle'] }, { 'les-pairs': 0, 'une-seule': 0 }],
    ['all boxes', { 'les-pairs': ['Deux', 'Trois', 'Quatre', 'Cinq'] }, { 'les-pairs': 0 }],
  ];
  for (const [name, answers, shares] of scenarios) {
    await onQuiz(async (page) => {
      for (const [id, { right }] of Object.entries(quiz)) {
        await choose(page, id, ...(answers[id] || right));
        await check(page, id);
      }
      const must = expected(quiz, shares, 60);
      assert.deepEqual(numbers(await score(page)), must, `${name}: ${await score(page)}`);
      const passed = must[2] >= 60;
      assert.match(await score(page), says(passed ? 'script_passed' : 'script_failed'), name);
      assert.equal(await page.locator('.result').getAttribute('data-state'), passed ? 'passed' : 'failed', name);
    });
  }
});

test('while questions remain, the score counts what is checked and names the rest', () =>
  onQuiz(async (page) => {
    await choose(page, 'la-capitale', 'Paris');
    await check(page, 'la-capitale');
    await choose(page, 'la-ligne', 'Elle le déplace');
    const said = numbers(await score(page));
    assert.deepEqual(said.slice(0, 2), [1, 4], 'checked');
    assert.deepEqual(said.slice(2), [1, 5.5, 18], 'points');
    const rows = await page.locator('.result-list .result-state').allTextContents();
    ['right', 'new', 'chosen', 'new'].forEach((state, at) => assert.match(rows[at], says(`script_${state}`)));
    assert.equal(rows.length, 4);
  }));

test('only the questions that were missed can be taken again', () =>
  onQuiz(async (page) => {
    await answerAll(page, { ...quiz, 'les-pairs': { right: ['Trois'] } });
    await page.locator('.restart-missed').click();
    assert.equal(await question(page, 'les-pairs').locator(':checked').count(), 0);
    assert.equal(await question(page, 'la-capitale').locator(':checked').count(), 1);
  }));

test('a question takes no more tries than the author allows, then tells the answer', () =>
  visit('fixture', 'repondre/essais.html', async (page) => {
    await choose(page, 'mardi', 'Jeudi');
    await check(page, 'mardi');
    assert.deepEqual(numbers(await status(page, 'mardi')).slice(-1), [1], 'one try left');
    assert.equal(await question(page, 'mardi').locator('.solution').isVisible(), false, 'which the solution would spoil');
    await retry(page, 'mardi');
    await choose(page, 'mardi', 'Samedi');
    await check(page, 'mardi');
    assert.equal(await question(page, 'mardi').locator('.retry').isVisible(), false);
    assert.match(await option(page, 'mardi', 'Mardi').locator('.option-mark').textContent(), says('script_missed'));
    assert.ok(await question(page, 'mardi').getByText('Explication').isVisible());
    await page.reload();
    assert.equal(await question(page, 'mardi').locator('.retry').isVisible(), false, 'a reload gives no try back');
  }));

test('a double click on "check" does not begin the next try', () =>
  onQuiz(async (page) => {
    // Without feedback of its own: nothing moves, and "try again" takes the place of "check".
    await page.clock.setFixedTime(Date.now()); // However long the machine takes for the second.
    await choose(page, 'la-capitale', 'Marseille');
    const box = await question(page, 'la-capitale').locator('.check').boundingBox();
    await page.mouse.dblclick(box.x + 10, box.y + 10);
    assert.match(await status(page, 'la-capitale'), says('script_outcome_wrong'));
  }));

test('an evaluation judges nothing before it is handed in, twice asked', () =>
  onEvaluation(async (page) => {
    await answerAll(page, evaluation, 'wrong');
    assert.equal(await page.locator('.check:visible, .option-mark:visible, .option-feedback:visible').count(), 0);
    assert.deepEqual(numbers(await score(page)), [3, 3], 'three answers of three');
    const now = Date.now();
    await page.clock.setFixedTime(now);
    await page.locator('.hand-in').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.option-mark:visible').count(), 0, 'twice at once only reviews');
    await page.clock.setFixedTime(now + 450);
    await page.locator('.hand-in').click();
    assert.deepEqual(numbers(await score(page)), expected(evaluation, { lettre: 0, fruits: 0, saison: 0 }, 70));
    assert.equal(await page.locator('.hand-in').isVisible(), false);
  }));

test('an evaluation that is right is passed', () =>
  onEvaluation(async (page) => {
    await answerAll(page, evaluation);
    await handIn(page);
    assert.deepEqual(numbers(await score(page)), expected(evaluation, {}, 70));
    assert.match(await score(page), says('script_passed'));
  }));
