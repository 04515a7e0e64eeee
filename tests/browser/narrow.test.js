'use strict';

const test = require('node:test');
const none = require('./helpers/none.js');
const { pages } = require('./helpers/sites.js');
const { tour } = require('./helpers/browser.js');
const { answerAll, check, question, quiz, handIn, evaluation, onQuiz, onEvaluation } = require('./helpers/quiz.js');
const { onForms, forms, answer } = require('./helpers/forms.js');

// What sticks out of the screen, or is cut off; a table scrolls within its own frame.
function stickingOut() {
  const found = [];
  const name = (element) => `<${element.tagName.toLowerCase()} class="${element.className}"> « ${element.textContent.trim().slice(0, 40)} »`;
  const width = document.documentElement.clientWidth;
  for (const element of [document.documentElement, document.body]) {
    if (element.scrollWidth > width) found.push(`${element.tagName} scrolls sideways: ${element.scrollWidth} px`);
  }
  const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const framed = (element) => element !== document.body && element && (scrolls(element) || framed(element.parentElement));
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('svg, .skip, .unseen, option') || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (!framed(element) && (box.right > width + 1 || box.left < -1)) {
      found.push(`${name(element)} stands from ${Math.round(box.left)} to ${Math.round(box.right)} px`);
    }
    if (['hidden', 'clip'].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1) {
      found.push(`${name(element)} is cut off in width`);
    }
    if (['hidden', 'clip'].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1) {
      found.push(`${name(element)} is cut off in height`);
    }
    // A word that runs out of its block covers what stands beside it.
    if (framed(element) || style.display === 'inline') continue;
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      if (range.getBoundingClientRect().right > box.right + 1) found.push(`the text of ${name(element)} runs out of it`);
    }
  }
  return found;
}

// The spacing that WCAG 1.4.12 lets a reader ask for.
function airy() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet];
}

// What a page says on the console is another test's.
function unlessSilence(error) {
  if (!/not silent/.test(error.message)) throw error;
}

async function look(page, where) {
  const found = [];
  const see = async (how) => found.push(...(await page.evaluate(stickingOut)).map((what) => `[${where}, ${how}] ${what}`));
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  for (const width of [320, 640, 1280, 2560]) {
    await page.setViewportSize({ width, height: 640 });
    await see(`${width} px`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(airy);
  await see('320 px and wide spacing');
  return found;
}

for (const name of ['fixture', 'fixture-trainer', 'course', 'init-fr', 'init-en']) {
  test(`no page of ${name} scrolls sideways or loses text, from 320 px to a projector (WCAG 1.4.4, 1.4.10, 1.4.12; RGAA 10.4, 10.11, 10.12)`, async () => {
    const found = [];
    const see = async (page, file) => found.push(...(await look(page, file)));
    await tour(name, pages(name), see).catch(unlessSilence);
    none(found, name);
  });
}

test('a quiz in use does not scroll sideways or lose text (WCAG 1.4.10, RGAA 10.11)', async () => {
  const found = [];
  await onQuiz(async (page) => {
    await check(page, 'la-capitale');
    found.push(...(await look(page, 'empty check')));
    await answerAll(page, quiz, 'wrong');
    found.push(...(await look(page, 'failed')));
    await question(page, 'la-ligne').locator('.retry').click();
  });
  await onForms(async (page) => {
    found.push(...(await look(page, 'forms')));
    for (const id of Object.keys(forms)) await answer(page, id, forms[id].partial ? 'partial' : 'wrong');
    found.push(...(await look(page, 'forms answered')));
  });
  await onEvaluation(async (page) => {
    await answerAll(page, evaluation);
    await handIn(page);
    found.push(...(await look(page, 'evaluation handed in')));
  });
  none(found, 'in use');
});
