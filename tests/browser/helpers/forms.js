'use strict';
// The fixture's page of all forms of question, in the words of who answers.

const { visit } = require('./browser.js');
const { question, choose, check } = require('./quiz.js');

const onForms = (use, options) => visit('fixture', 'repondre/toutes-les-formes.html', use, options);

const items = (page, id) => question(page, id).locator('.ordering > ul > li');
const item = (page, id, text) => items(page, id).filter({ hasText: text });
// What is out of sight has no inner text.
const order = async (page, id) => (await items(page, id).locator('> div').allTextContents()).map((text) => text.trim());
const row = (page, id, text) => question(page, id).locator('.rows li').filter({ hasText: text });
const choice = (page, id, text) => question(page, id).locator('.choices li').filter({ hasText: text });
const line = (page, id) => question(page, id).locator('.line :is(input, textarea)');
const gap = (page, id, at) => question(page, id).locator('.gap').nth(at);
const told = (page) => page.locator('main > .unseen').textContent();

// Puts the items that have these texts in this order, by buttons.
async function put(page, id, ...texts) {
  for (const [place, text] of texts.entries()) {
    for (;;) {
      const shown = await order(page, id);
      if (shown.findIndex((each) => each.includes(text)) <= place) break;
      await item(page, id, text).getByRole('button', { name: /^Monter/ }).click();
    }
  }
}

async function match(page, id, pairs) {
  for (const [text, letter] of Object.entries(pairs)) {
    const select = row(page, id, text).locator('select');
    const label = (await select.locator('option').allTextContents()).find((each) => each.includes(letter));
    await select.selectOption({ label });
  }
}

async function fill(page, id, ...values) {
  for (const [at, value] of values.entries()) {
    const field = gap(page, id, at);
    const typed = await field.evaluate((element) => element.matches('input'));
    if (typed) await field.fill(value);
    else await field.selectOption(value ? { label: value } : '');
  }
}

// What each question takes, right and wrong.
const forms = {
  tailles: {
    right: (page) => put(page, 'tailles', 'fourmi', 'chat', 'cheval', 'éléphant'),
    // One pair of three is kept.
    partial: (page) => put(page, 'tailles', 'cheval', 'éléphant', 'chat', 'fourmi'),
    wrong: (page) => put(page, 'tailles', 'éléphant', 'cheval', 'chat', 'fourmi'),
  },
  capitales: {
    right: (page) => match(page, 'capitales', { Italie: 'Rome', Espagne: 'Madrid', Portugal: 'Lisbonne' }),
    partial: (page) => match(page, 'capitales', { Italie: 'Rome', Espagne: 'Llanfair' }),
    wrong: (page) => match(page, 'capitales', { Italie: 'Madrid', Espagne: 'Rome', Portugal: 'Llanfair' }),
  },
  fleuve: {
    right: (page) => line(page, 'fleuve').fill('la seine'),
    wrong: (page) => line(page, 'fleuve').fill('la Loire'),
  },
  litre: {
    right: (page) => line(page, 'litre').fill('1,0 kg'),
    wrong: (page) => line(page, 'litre').fill('2'),
  },
  phrase: {
    right: (page) => fill(page, 'phrase', 'Est', 'ouest', '60', '1 440 min', 'terme', 'élément'),
    // Three gaps of six.
    partial: (page) => fill(page, 'phrase', 'est', 'nord', '60', '', 'phrase', 'élément'),
    wrong: (page) => fill(page, 'phrase', 'nord', 'nord', '12', '3', 'phrase', 'tableau'),
  },
  contraires: {
    right: (page) => fill(page, 'contraires', 'Petit', 'froid', 'hiver'),
    partial: (page) => fill(page, 'contraires', 'petit', '', ''),
    wrong: (page) => fill(page, 'contraires', 'gros', 'tiède', 'été'),
  },
  metier: {
    right: (page) => line(page, 'metier').fill('Je répare des vélos.'),
    wrong: (page) => line(page, 'metier').fill('Je répare.'),
  },
};

async function answer(page, id, how) {
  await forms[id][how](page);
  await check(page, id);
}

module.exports = { onForms, forms, answer, put, match, fill, items, item, order, row, choice, line, gap, told, question, choose, check };
