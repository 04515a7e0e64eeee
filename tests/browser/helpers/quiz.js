'use strict';
// The fixture's quizzes, in the words of who takes them.

const { visit } = require('./browser.js');

// In a file of all pages, behind the page's own id.
const question = (page, id) => page.locator(`.question:is([id="${id}"], [id$=":${id}"])`);
const option = (page, id, text) => question(page, id).locator('.option').filter({ hasText: text }).first();
const choose = (page, id, ...texts) =>
  texts.reduce((done, text) => done.then(() => option(page, id, text).locator('input').check()), Promise.resolve());
const check = (page, id) => question(page, id).locator('.check').click();
const status = (page, id) => question(page, id).locator('.question-status').textContent();
const score = (page) => page.locator('.result-score').textContent();

async function retry(page, id) {
  await page.waitForTimeout(450); // The page takes a quicker click for a double one.
  await question(page, id).locator('.retry').click();
}

// Twice, as it asks.
async function handIn(page) {
  await page.locator('.hand-in').click();
  await page.waitForTimeout(450);
  await page.locator('.hand-in').click();
}

// The numbers of a sentence, as it writes them in French.
const numbers = (text) => (text.match(/\d+(,\d+)?/g) || []).map((found) => Number(found.replace(',', '.')));

// Every right answer of repondre/quiz.html, what it is worth, and an answer that is wrong.
const quiz = {
  'la-capitale': { points: 1, right: ['Paris'], wrong: ['Lyon'] },
  'les-pairs': { points: 2, right: ['Deux', 'Quatre'], wrong: ['Trois'] },
  'la-ligne': { points: 1.5, right: ['Elle efface'], wrong: ['Elle le déplace'] },
  'une-seule': { points: 1, right: ['Un carré'], wrong: ['Un triangle'] },
};
const evaluation = {
  lettre: { points: 1, right: ['B'], wrong: ['Z'] },
  fruits: { points: 2, right: ['Pomme', 'Poire'], wrong: ['Chaise'] },
  saison: { points: 1, right: ['Le printemps'], wrong: ["L’automne"] },
};

const onQuiz = (use, options) => visit('fixture', 'repondre/quiz.html', use, options);
const onEvaluation = (use, options) => visit('fixture', 'evaluer/bilan.html', use, options);

async function answerAll(page, questions, how = 'right') {
  for (const [id, answers] of Object.entries(questions)) {
    await choose(page, id, ...answers[how]);
    if (await question(page, id).locator('.check').isVisible()) await check(page, id);
  }
}

module.exports = {
  question, option, choose, check, retry, handIn, status, score, numbers, quiz, evaluation, onQuiz, onEvaluation, answerAll,
};
