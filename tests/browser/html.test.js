'use strict';

const test = require('node:test');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const jar = String(require('vnu-jar'));
const none = require('./helpers/none.js');
const { names, pages, site, scratch } = require('./helpers/sites.js');
const { choose, check, answerAll, handIn, quiz, evaluation, onQuiz, onEvaluation } = require('./helpers/quiz.js');
const { onForms, forms, answer } = require('./helpers/forms.js');

// One Java for all: a start costs more than a hundred pages.
function validate(files) {
  const args = ['-Xss4m', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', ...files];
  // File names have accents, whatever the language of the machine.
  const java = spawnSync('java', args, { encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  if (java.error || java.status) throw java.error || new Error(java.stderr);
  return JSON.parse(java.stdout).messages.map(({ type, subType, url, lastLine, message, extract }) => {
    const place = `${decodeURI(url || '').split(`${path.basename(scratch)}/`).pop()}:${lastLine ?? '?'}`;
    const context = extract ? ` « ${extract.replace(/\s+/g, ' ').trim()} »` : '';
    return { wrong: type !== 'info', warning: subType === 'warning', line: `[${place}] ${message}${context}` };
  });
}

function judge(t, files, subject) {
  const messages = validate(files);
  // The checker takes 'self' for no place at all when it reads a file; the browser is the judge of that.
  const policy = /Content Security Policy/;
  const warnings = messages.filter(({ warning, line }) => warning && !policy.test(line));
  for (const { line } of warnings) t.diagnostic(`warning ${line}`);
  none(messages.filter(({ wrong }) => wrong).map(({ line }) => line), subject);
}

test('the HTML checker finds no error on any page of any site (RGAA 8.2)', (t) => {
  const files = names.flatMap((name) => pages(name).map((page) => path.join(site(name), page)));
  judge(t, files, `Nu on ${files.length} pages`);
});

test('the HTML checker finds no error in what the scripts make of a page (RGAA 8.2)', async (t) => {
  const files = [];
  const keep = async (page, state) => {
    const file = path.join(scratch, `state ${state}.html`);
    fs.writeFileSync(file, `<!doctype html>\n${await page.locator('html').evaluate((html) => html.outerHTML)}`);
    files.push(file);
  };
  await onQuiz(async (page) => {
    await choose(page, 'les-pairs', 'Deux', 'Trois');
    await check(page, 'les-pairs');
    await keep(page, 'quiz begun');
    await answerAll(page, { ...quiz, 'les-pairs': { right: [] } });
    await keep(page, 'quiz answered');
  });
  await onForms(async (page) => {
    await keep(page, 'forms untouched');
    for (const id of Object.keys(forms)) await answer(page, id, forms[id].partial ? 'partial' : 'wrong');
    await keep(page, 'forms answered');
  });
  await onEvaluation(async (page) => {
    await answerAll(page, evaluation, 'wrong');
    await keep(page, 'evaluation answered');
    await handIn(page);
    await keep(page, 'evaluation handed in');
  });
  judge(t, files, 'Nu on pages in use');
});
