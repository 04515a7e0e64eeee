'use strict';

const test = require('node:test');
const none = require('./helpers/none.js');
const { visit, refuse } = require('./helpers/browser.js');
const { audit } = require('./helpers/axe.js');
const { question, choose, check, retry, handIn, answerAll, quiz, evaluation, onQuiz, onEvaluation } = require('./helpers/quiz.js');
const { onForms, forms, answer } = require('./helpers/forms.js');

// Takes a page from state to state, with axe at each.
async function walk(open, where, steps, options) {
  const found = [];
  await open(async (page) => {
    for (const [state, step] of steps) {
      await step(page);
      found.push(...(await audit(page, state)));
    }
  }, options);
  none(found, `axe on ${where}`);
}

test('axe finds nothing while a question is answered, checked and tried again (WCAG 2.2 AA)', () =>
  walk(onQuiz, 'repondre/quiz.html', [
    ['empty check', (page) => check(page, 'la-capitale')],
    ['hint open', (page) => question(page, 'la-capitale').locator('.hint summary').first().click()],
    ['chosen', (page) => choose(page, 'la-capitale', 'Lyon')],
    ['wrong', (page) => check(page, 'la-capitale')],
    ['solution open', (page) => question(page, 'la-capitale').locator('.solution summary').click()],
    ['partly right', (page) => choose(page, 'les-pairs', 'Deux').then(() => check(page, 'les-pairs'))],
    ['retried', (page) => retry(page, 'la-capitale')],
    ['right', (page) => choose(page, 'la-capitale', 'Paris').then(() => check(page, 'la-capitale'))],
    ['restored after a reload', (page) => page.reload()],
  ]));

test('axe finds nothing when a quiz is passed, failed or erased (WCAG 2.2 AA)', () =>
  walk(onQuiz, 'repondre/quiz.html', [
    ['failed', (page) => answerAll(page, quiz, 'wrong')],
    ['begun again', (page) => page.locator('.restart').click()],
    ['passed', (page) => answerAll(page, quiz)],
    ['erased', (page) => (page.on('dialog', (dialog) => dialog.accept()), page.locator('.erase').click())],
  ]));

test('axe finds nothing when the last try is spent (WCAG 2.2 AA)', () =>
  walk((use) => visit('fixture', 'repondre/essais.html', use), 'repondre/essais.html', [
    ['one try left', (page) => choose(page, 'mardi', 'Jeudi').then(() => check(page, 'mardi'))],
    [
      'no try left',
      async (page) => {
        await retry(page, 'mardi');
        await choose(page, 'mardi', 'Samedi');
        await check(page, 'mardi');
      },
    ],
  ]));

test('axe finds nothing where storage is refused (WCAG 2.2 AA)', () =>
  walk(onQuiz, 'repondre/quiz.html', [['storage refused', (page) => choose(page, 'la-capitale', 'Paris')]], { init: refuse }));

test('axe finds nothing where all is judged at the end (WCAG 2.2 AA)', () =>
  walk((use) => visit('fixture', 'repondre/a-la-fin.html', use), 'repondre/a-la-fin.html', [
    ['hint open', (page) => question(page, 'bretagne').locator('.hint summary').click()],
    ['review', (page) => page.locator('.hand-in').click()],
    ['judged', (page) => choose(page, 'bretagne', 'Dijon').then(() => page.reload()).then(() => handIn(page))],
  ]));

test('axe finds nothing while open answers are compared and assessed (WCAG 2.2 AA)', () =>
  walk((use) => visit('fixture', 'repondre/reponses-libres.html', use), 'repondre/reponses-libres.html', [
    ['empty', (page) => check(page, 'journee')],
    ['compared', (page) => page.locator('#journee textarea').fill('Rien.').then(() => check(page, 'journee'))],
    ['assessed', (page) => page.locator('#journee .assess input').nth(1).check()],
  ]));

test('axe finds nothing on a quiz with a time limit, from its start to its end (WCAG 2.2 AA)', () =>
  walk((use) => visit('fixture', 'evaluer/en-temps-limite.html', use), 'evaluer/en-temps-limite.html', [
    ['waiting', (page) => page.clock.install().then(() => page.reload())],
    ['running', (page) => page.locator('.clock-begin').click()],
    ['warned', (page) => page.clock.runFor(125_000)],
    ['over', (page) => page.locator('#ciel input').first().focus().then(() => page.clock.runFor(60_000))],
    ['longer', (page) => page.locator('.clock-more').click()],
    ['review', (page) => page.locator('.hand-in').click()],
    ['handed in', (page) => page.clock.runFor(1000).then(() => page.locator('.hand-in').click())],
  ]));

test('axe finds nothing on a draw (WCAG 2.2 AA)', () =>
  walk((use) => visit('fixture', 'evaluer/tirage.html', use), 'evaluer/tirage.html', [
    ['dealt', (page) => page.locator('.question:visible').first().waitFor()],
    ['handed in', (page) => handIn(page)],
  ]));

test('axe finds nothing on an evaluation before and after it is handed in (WCAG 2.2 AA)', () =>
  walk(onEvaluation, 'evaluer/bilan.html', [
    ['partly answered', (page) => choose(page, 'lettre', 'Z')],
    ['review', (page) => page.locator('.hand-in').click()],
    ['all answered', (page) => answerAll(page, evaluation)],
    ['handed in', (page) => page.reload().then(() => handIn(page))],
    ['restored after a reload', (page) => page.reload()],
  ]));

const each = (ids, step) => ids.reduce((done, id) => done.then(() => step(id)), Promise.resolve());
const partly = Object.keys(forms).filter((id) => forms[id].partial);

test('axe finds nothing on any form of question, empty, wrong, partly right, right and tried again (WCAG 2.2 AA)', () =>
  walk(onForms, 'repondre/toutes-les-formes.html', [
    ['empty checks', (page) => each(Object.keys(forms), (id) => check(page, id))],
    ['answered', (page) => each(Object.keys(forms), (id) => forms[id].wrong(page))],
    ['wrong', (page) => each(Object.keys(forms), (id) => check(page, id))],
    ['tried again', (page) => each(partly, (id) => retry(page, id))],
    ['partly right', (page) => each(partly, (id) => answer(page, id, 'partial'))],
    ['right', (page) => each(partly, (id) => retry(page, id).then(() => answer(page, id, 'right')))],
  ]));
