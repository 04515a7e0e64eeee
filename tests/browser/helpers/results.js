'use strict';
// Answers as the quizzes of the fixture keep them, without taking them.

const { visit } = require('./browser.js');

// Runs in the page of results: keeps the share earned for each question named, judged at `t`. What the
// page says of a question is what its quiz would keep with it.
function fill({ shares, t, entry = {} }) {
  const key = `pupitre:${document.documentElement.dataset.course}`;
  const stored = JSON.parse(localStorage.getItem(key)) || { v: 1, answers: {} };
  const left = new Set(Object.keys(shares));
  for (const { dataset } of document.querySelectorAll('[data-questions]')) {
    for (const question of dataset.questions.split(' ')) {
      const [identity, f] = question.split(':');
      const name = identity.replace('id-', '');
      if (!left.delete(name)) continue;
      stored.answers[`${dataset.kind}/${identity}`] = { r: ['a'], c: 1, p: shares[name], f, t, ...entry };
    }
  }
  if (left.size) throw new Error(`no question is called ${[...left]}`);
  localStorage.setItem(key, JSON.stringify(stored));
}

async function keep(page, shares, { t = Date.UTC(2026, 2, 1, 12), entry } = {}) {
  await page.evaluate(fill, { shares, t, entry });
  await page.reload();
}

const before = { compter: 0.5, multiplier: 0 };
const after = { lettre: 1, fruits: 0.5, saison: 1 };

const onResults = (use, options) => visit('fixture', 'results.html', use, options);
const row = (page, title) => page.locator('.taken li').filter({ hasText: title });
const stateOf = (page, title) => row(page, title).locator('.taken-state').textContent();
const said = (page) => page.locator('.said').textContent();

module.exports = { keep, before, after, onResults, row, stateOf, said };
