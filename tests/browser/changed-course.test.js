'use strict';
// What becomes of answers when the trainer changes the course under them.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const says = require('./helpers/says.js');
const { run, scratch } = require('./helpers/sites.js');
const { visit } = require('./helpers/browser.js');
const { choose, check, status } = require('./helpers/quiz.js');

const capital = (prompt = 'Quelle est la capitale ?', right = 'Paris') =>
  `## Question : ${prompt} {#capitale}\n\n- [${right === 'Paris' ? 'x' : ' '}] Paris\n- [${right === 'Lyon' ? 'x' : ' '}] Lyon\n`;
const river = (prompt = 'Quel fleuve la traverse ?') => `## Question : ${prompt}\n\n- [x] La Seine\n- [ ] Le Rhône\n`;
const other = '## Question : Et la mer ?\n\n- [x] Loin\n- [ ] Près\n';

// Answers both questions in `before`, then opens `after` in their place.
async function change(name, before, after, use) {
  const root = path.join(scratch, `changed ${name}`);
  const publish = (lesson) => {
    fs.mkdirSync(path.join(root, 'content'), { recursive: true });
    fs.writeFileSync(path.join(root, 'content/course.yaml'), 'id: change\ntitle: Change\n');
    fs.writeFileSync(path.join(root, 'content/lecon.md'), `# Leçon\n\n${lesson.join('\n')}`);
    run('build', '--root', root, '--output', path.join(root, 'public'));
  };
  publish(before);
  const base = `${pathToFileURL(path.join(root, 'public')).href}/`;
  const answerThenChange = async (page) => {
    await choose(page, 'capitale', 'Paris');
    await check(page, 'capitale');
    await page.locator('.question').last().locator('.option input').first().check();
    await page.locator('.question').last().locator('.check').click();
    publish(after);
    await page.reload();
    await use(page);
  };
  await visit('fixture', 'lecon.html', answerThenChange, { base });
}

const states = (page) => page.locator('.question').evaluateAll((all) => all.map((question) => question.dataset.state));

test('questions that are inserted or moved leave the answers to the others', () =>
  change('moved', [capital(), river()], [other, river(), 'Un texte.\n', capital()], async (page) => {
    assert.deepEqual(await states(page), ['new', 'right', 'right']);
  }));

test('a question with an id keeps its answer when it is reworded, one without becomes new', () =>
  change('reworded', [capital(), river()], [capital('Où siège le gouvernement ?'), river('Quelle eau y coule ?')], async (page) => {
    assert.deepEqual(await states(page), ['right', 'new']);
  }));

test('a question whose right answer has changed is new, not wrongly right', () =>
  change('corrected', [capital(), river()], [capital(undefined, 'Lyon'), river()], async (page) => {
    assert.deepEqual(await states(page), ['new', 'right']);
    assert.equal(await status(page, 'capitale'), '');
    await choose(page, 'capitale', 'Paris');
    await check(page, 'capitale');
    assert.match(await status(page, 'capitale'), says('script_outcome_wrong'));
  }));
