'use strict';
// The cases of tests/grading/, which tests/it/grading.rs runs too, graded by the scripts of a page whose
// questions they are. Any difference is one between the two languages.

const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const assert = require('node:assert/strict');
const { parse } = require('yaml');
const none = require('./helpers/none.js');
const { make, read } = require('./helpers/sites.js');
const { visit } = require('./helpers/browser.js');

const folder = path.join(__dirname, '../grading');
const files = fs.readdirSync(folder).map((file) => path.basename(file, '.yaml'));
const asked = Object.fromEntries(files.map((file) => [file, parse(fs.readFileSync(path.join(folder, `${file}.yaml`), 'utf8'))]));

const lesson = (questions) => `# Questions\n\n${questions.map(({ question }) => question).join('\n')}`;
const lessons = files.map((file) => [`${file}.md`, lesson(asked[file])]);
make('grading', { 'course.yaml': 'id: grading\ntitle: Grading\n', ...Object.fromEntries(lessons) });

// What each answer earns, and whether it can be read. Runs in the page, on its own HTML as it was
// before scripts have touched it.
function earned({ html, answers }) {
  const { grade, readable, decode } = window.pupitre;
  const forms = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('section.question form');
  const plain = (text) => text.replace(/\s+/g, ' ').replaceAll('’', "'").trim();
  const text = (element) => plain(element.textContent);

  // The value that stands for a text among [text, value].
  function among(pairs, wanted) {
    const found = pairs.find(([shown]) => shown === plain(wanted));
    if (!found) throw new Error(`no “${wanted}” among ${pairs.map(([shown]) => shown).join(' | ')}`);
    return found[1];
  }
  function response(form, given) {
    const list = (selector, value) => Array.from(form.querySelectorAll(selector), (element) => [text(element), value(element)]);
    const options = list('.option', (option) => option.querySelector('input').value);
    const items = list('.ordering > ul > li > div', (text) => text.parentNode.dataset.key);
    const rows = list('.rows li > div', (text) => text.parentNode.dataset.key);
    const texts = typeof given === 'string' ? [given] : given;
    if (options.length || items.length) return texts.map((one) => among(options.length ? options : items, one));
    if (rows.length) {
      return Object.entries(given).map(([left, right]) => {
        const row = among(rows, left);
        const choices = list(`.rows [data-key="${row}"] option`, (option) => option.value);
        return `${row}=${among(choices.map(([shown, key]) => [shown.replace(/^\S+ – /, ''), key]), right)}`;
      });
    }
    const gaps = [...form.querySelectorAll('.gap')];
    const choices = (gap) => Array.from(gap?.options || [], (option) => [text(option), option.value]);
    return texts.map((one, index) => (one && gaps[index]?.options ? among(choices(gaps[index]), one) : one));
  }

  return answers.map((list, index) => {
    const answer = decode(forms[index].dataset.answer);
    return list.map((given) => {
      const chosen = response(forms[index], given);
      return { result: grade(answer, chosen), read: readable(answer, chosen) };
    });
  });
}

// By the page's grade, or why it is not what the case says.
function difference(share, { result, read }) {
  const found = `${result && `${result.num}/${result.den}, ${result.state}`}, ${read ? '' : 'not '}readable`;
  if (share === 'none') return result === null && read ? '' : found;
  const [num, den = 1] = share === 'unreadable' ? [0] : share.split('/').map(Number);
  const state = num === den ? 'right' : num ? 'partial' : 'wrong';
  const sound = result && result.num * den === num * result.den && Math.abs(result.share - num / den) < 1e-9;
  return sound && result.state === state && result.right === (state === 'right') && read === (share !== 'unreadable') ? '' : found;
}

let count = 0;
for (const file of files) {
  test(`a page grades the answers of ${file}.yaml as their cases say`, () =>
    visit('grading', `${file}.html`, async (page) => {
      const cases = asked[file].map(({ earns, unreadable = [] }) =>
        Object.entries({ ...earns, unreadable }).flatMap(([share, answers]) => answers.map((answer) => [share, answer])),
      );
      const answers = cases.map((list) => list.map(([, answer]) => answer));
      const results = await page.evaluate(earned, { html: read('grading', `${file}.html`), answers });
      const wrong = cases.flatMap((list, index) =>
        list.map(([share, answer], at) => {
          const found = difference(share, results[index][at]);
          count += 1;
          return found && `[${asked[file][index].question.split('\n')[0]}] ${JSON.stringify(answer)} earns ${share}, but in the page ${found}`;
        }),
      );
      none(wrong.filter(Boolean), `${file}.yaml`);
    }));
}

test('the two languages agree on 150 answers or more', () => assert.ok(count >= 150, `${count}`));
