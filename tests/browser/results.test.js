'use strict';

const fs = require('node:fs');
const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const says = require('./helpers/says.js');
const { audit } = require('./helpers/axe.js');
const { address, scratch } = require('./helpers/sites.js');
const { visit, follow } = require('./helpers/browser.js');
const { answerAll, handIn, evaluation, numbers } = require('./helpers/quiz.js');
const { keep, before, after, onResults, row, stateOf, said } = require('./helpers/results.js');

const plain = (text) => text.replace(/[\u00a0\u202f]/g, ' ').trim();
const cells = (page, heading) =>
  page.locator('.compared tr').filter({ has: page.getByRole('rowheader', { name: heading }) }).locator('td').allTextContents();
const review = (page) => page.locator('.review');
const stored = (page) => page.evaluate(() => localStorage.getItem(`pupitre:${document.documentElement.dataset.course}`));
const focused = (page) => page.evaluate(() => document.activeElement.textContent);

test('before anything is taken, the page lists the quizzes and the objectives, and suggests nothing', () =>
  onResults(async (page) => {
    const states = await page.locator('.taken-state').allTextContents();
    assert.ok(states.length >= 6);
    for (const state of states) assert.match(state, says('script_not_begun'));
    assert.ok(await page.locator('.trained').first().isVisible());
    assert.equal(await page.locator('.compared').isVisible(), false);
    assert.equal(await review(page).isVisible(), false);
  }));

test('a quiz is told by its score, its pass mark in words, and its day', () =>
  onResults(async (page) => {
    await keep(page, { 'la-capitale': 1, 'les-pairs': 0.5, 'la-ligne': 1, 'une-seule': 1 });
    const state = plain(await stateOf(page, 'Un quiz complet'));
    assert.deepEqual(numbers(state), [4.5, 5.5, 81, 60, 1, 2026]);
    assert.match(state, /Le seuil de réussite de 60 % est atteint. Le 1er mars 2026\.$/);
    await keep(page, { 'les-pairs': 0, 'la-ligne': 0 });
    assert.match(await stateOf(page, 'Un quiz complet'), says('script_failed'));
  }));

test('a lesson half taken is told by how many questions are judged, an evaluation by how many have an answer', () =>
  onResults(async (page) => {
    await keep(page, { 'la-capitale': 0, 'les-pairs': 1 });
    assert.match(await stateOf(page, 'Un quiz complet'), says('script_checked'));
    assert.deepEqual(numbers(await stateOf(page, 'Un quiz complet')), [2, 4]);
    await keep(page, { lettre: undefined, fruits: undefined }, { entry: { c: 0 } });
    assert.match(await stateOf(page, 'Le bilan'), says('script_answered'));
    assert.deepEqual(numbers(await stateOf(page, 'Le bilan')), [2, 3]);
    assert.equal(await page.locator('.compared').isVisible(), false, 'nothing of it is known before it is handed in');
  }));

test('positioning and evaluation are compared objective by objective, the change in words', () =>
  onResults(async (page) => {
    await keep(page, before);
    assert.deepEqual((await cells(page, 'Lire chaque')).map(plain), ['50 %', 'non évalué', '']);
    await keep(page, after);
    assert.deepEqual((await cells(page, 'Lire chaque')).map(plain), ['50 %', '100 %', '50 points de plus']);
    assert.deepEqual((await cells(page, 'Répondre à chaque')).map(plain), ['0 %', '50 %', '50 points de plus']);
    assert.deepEqual((await cells(page, 'Ensemble')).map(plain), ['25 %', '75 %', '50 points de plus']);
    await keep(page, { compter: 1, multiplier: 0.5, lettre: 0 });
    assert.deepEqual((await cells(page, 'Lire chaque')).map(plain), ['100 %', '50 %', '50 points de moins']);
    assert.deepEqual((await cells(page, 'Répondre à chaque')).map(plain), ['50 %', '50 %', 'sans changement']);
  }));

test('a question whose answers changed since counts as not taken', () =>
  onResults(async (page) => {
    await keep(page, { lettre: 0 }, { entry: { f: '00000000' } });
    assert.match(await stateOf(page, 'Le bilan'), says('script_not_begun'));
    await keep(page, { fruits: 1, saison: 1 });
    assert.deepEqual((await cells(page, 'Ensemble')).map(plain), ['non évalué', '100 %', '']);
  }));

test('what is to review are the objectives not reached, with their lessons, and the lessons with missed questions', () =>
  onResults(async (page) => {
    await keep(page, { ...before, lettre: 1, saison: 1, fruits: 0, 'la-capitale': 0 });
    const text = await review(page).textContent();
    assert.match(text, /Répondre à chaque forme/);
    assert.doesNotMatch(text, /Lire chaque forme/, 'reached in the evaluation, whatever it was before');
    const links = await review(page).getByRole('link').allTextContents();
    assert.equal(links.filter((link) => link === 'Un quiz complet').length, 2, 'for the objective, and for its missed question');
    await follow(review(page).getByRole('link').first());
    assert.ok(page.url().endsWith('repondre/quiz.html'));
  }));

test('what is to review stands apart from the sentence above it', () =>
  onResults(async (page) => {
    await keep(page, after);
    const lead = await page.locator('.lead').boundingBox();
    assert.ok((await review(page).boundingBox()).y - lead.y - lead.height >= 16);
  }));

test('before any evaluation, the lessons tell what to work on, and before them the positioning', () =>
  onResults(async (page) => {
    const heading = (key) => review(page).getByRole('heading', { name: says(key) });
    await keep(page, before);
    assert.match(await review(page).textContent(), /Lire chaque[\s\S]*Répondre à chaque/);
    assert.ok(await heading('script_to_work_on').isVisible());
    assert.doesNotMatch(await review(page).textContent(), /À revoir|pas encore/, 'nothing was taught yet');
    assert.ok(await review(page).getByRole('link', { name: 'Un quiz complet' }).isVisible());
    await keep(page, { 'la-capitale': 1 });
    assert.doesNotMatch(await review(page).textContent(), /Répondre à chaque/);
    assert.ok(await heading('script_to_work_on').isVisible());
    await keep(page, { lettre: 0, fruits: 0, saison: 0 });
    assert.ok(await heading('script_to_review').isVisible());
    assert.match(await review(page).textContent(), says('script_to_review_objectives'));
    assert.equal(await heading('script_to_work_on').count(), 0);
  }));

test('where nothing is to review, the page says so kindly', () =>
  onResults(async (page) => {
    await keep(page, { lettre: 1, fruits: 1, saison: 1 });
    assert.match(await review(page).textContent(), says('script_to_review_none'));
  }));

test('an evaluation that is handed in on its page is on the page of results, which the banner leads to', () =>
  visit('fixture', 'evaluer/bilan.html', async (page) => {
    await answerAll(page, evaluation);
    await handIn(page);
    await follow(page.locator('.banner').getByRole('link', { name: says('results') }));
    assert.match(await stateOf(page, 'Le bilan'), says('script_passed'));
    assert.deepEqual((await cells(page, 'Ensemble')).map(plain), ['non évalué', '100 %', '']);
  }));

test('progress is saved to a file, erased, and taken back from that file', () =>
  onResults(async (page) => {
    await keep(page, { ...before, ...after });
    const was = JSON.parse(await stored(page)).answers;
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: says('results_save') }).click();
    const file = await download;
    assert.match(file.suggestedFilename(), /^progression-banc-d-essai-\d{4}-\d\d-\d\d\.json$/);
    assert.ok((await said(page)).includes(file.suggestedFilename()));
    const saved = `${scratch}/progression.json`;
    await file.saveAs(saved);

    const erase = page.getByRole('button', { name: says('erase') });
    await erase.click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.match(await focused(page), says('erase'), 'the focus is back');
    assert.ok(await stored(page), 'Escape erases nothing');
    await page.keyboard.press('Enter');
    assert.match(await focused(page), says('results_cancel'), 'a second Enter would erase nothing');
    await page.getByRole('button', { name: says('results_erase_confirm') }).click();
    assert.equal(await stored(page), null);
    assert.match(await said(page), says('script_erased'));
    assert.match(await focused(page), says('erase'));
    assert.match(await stateOf(page, 'Le bilan'), says('script_not_begun'));

    await page.locator('[type=file]').setInputFiles(saved);
    await page.getByText('5 réponses reprises').waitFor();
    assert.deepEqual(JSON.parse(await stored(page)).answers, was);
    assert.match(await stateOf(page, 'Le bilan'), says('script_passed'));
    await page.locator('[type=file]').setInputFiles(saved);
    await page.getByText(says('script_loaded_none')).waitFor();
  }));

test('a button asks for the file, with the keyboard too', () =>
  onResults(async (page) => {
    const asked = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: says('results_load') }).focus();
    await page.keyboard.press('Enter');
    await asked;
  }));

test('a file that is damaged, too large, of another course or of a later version is refused, and nothing is lost', () =>
  onResults(async (page) => {
    await keep(page, after);
    const was = await stored(page);
    const good = { pupitre: 1, course: 'banc-d-essai', answers: {} };
    const cases = [
      ['damaged', '{"pupitre": 1, "cour'],
      ['damaged', fs.readFileSync(__filename)],
      ['course', JSON.stringify({ ...good, course: 'autre' })],
      ['version', JSON.stringify({ ...good, pupitre: 2 })],
      ['size', JSON.stringify({ ...good, answers: { a: 'x'.repeat(6e6) } })],
    ];
    for (const [refusal, content] of cases) {
      await page.locator('[type=file]').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(content) });
      await page.getByText(says(`script_refused_${refusal}`)).waitFor();
      assert.equal(await stored(page), was, refusal);
    }
  }));

test('there is no file of nothing', () =>
  onResults(async (page) => {
    await page.getByRole('button', { name: says('results_save') }).click();
    assert.match(await said(page), says('script_file_empty'));
  }));

test('what another tab does is followed', () =>
  onResults(async (page, context) => {
    const other = await context.newPage();
    await other.goto(address('fixture', 'evaluer/bilan.html'));
    await answerAll(other, evaluation);
    await handIn(other);
    await row(page, 'Le bilan').getByText(says('script_passed')).waitFor();
  }));

for (const [what, init, trouble] of [
  ['refused', () => Object.defineProperty(window, 'localStorage', { get() { throw new Error('SecurityError'); } }), 'refused'],
  ['of another version', () => location.protocol === 'file:' && localStorage.setItem('pupitre:banc-d-essai', '{"v":2}'), 'version'],
]) {
  test(`where storage is ${what}, the page says so, and a file is shown for as long as it lasts`, () =>
    onResults(
      async (page) => {
        assert.match(await page.locator('.trouble').textContent(), says(`script_storage_${trouble}`));
        const answers = { 'evaluation/id-lettre': { r: ['a'], c: 1, p: 1, t: 1, f: 'x' } };
        const buffer = Buffer.from(JSON.stringify({ pupitre: 1, course: 'banc-d-essai', answers }));
        await page.locator('[type=file]').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer });
        await page.getByText('1 réponse reprise').waitFor();
        await page.getByRole('button', { name: says('erase') }).click();
        await page.getByRole('button', { name: says('results_erase_confirm') }).click();
        assert.match(await said(page), says('script_erased'));
      },
      { init },
    ));
}

test('without scripts, the objectives, their lessons and the quizzes are there, and why the results are not', () =>
  onResults(
    async (page) => {
      assert.ok(await page.locator('.needs-script').isVisible());
      assert.ok(await page.locator('.trained').getByRole('link', { name: 'Un quiz complet' }).isVisible());
      assert.ok(await row(page, 'Le bilan').getByRole('link').isVisible());
      assert.equal(await page.getByRole('button').count(), 0);
    },
    { javaScriptEnabled: false },
  ));

test('axe finds nothing on the page of results with results, nor while it asks whether to erase them', async () => {
  const found = [];
  await onResults(async (page) => {
    await keep(page, { ...before, ...after, 'la-capitale': 0 });
    found.push(...(await audit(page, 'results')));
    await page.getByRole('button', { name: says('erase') }).click();
    found.push(...(await audit(page, 'dialog')));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: says('results_load') }).focus();
    await page.locator('[type=file]').setInputFiles({ name: 'p', mimeType: '', buffer: Buffer.from('x') });
    await page.getByText(says('script_refused_damaged')).waitFor();
    found.push(...(await audit(page, 'refused')));
  });
  none(found, 'results.html in use');
});

test('printed, the results have a line for a name and no button', () =>
  onResults(async (page) => {
    await keep(page, { ...before, ...after });
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.on-paper .fill').isVisible());
    assert.equal(await page.getByRole('button').count(), 0);
    assert.ok(await page.locator('.compared').isVisible());
  }));
