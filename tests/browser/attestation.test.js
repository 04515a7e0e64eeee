'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { address } = require('./helpers/sites.js');
const { visit } = require('./helpers/browser.js');
const { keep, after } = require('./helpers/results.js');
const { audit } = require('./helpers/axe.js');
const none = require('./helpers/none.js');

const onAttestation = (use, options) => visit('fixture', 'attestation.html', use, options);
const name = (page) => page.getByLabel(says('attestation_learner'));
const day = (page) => page.getByLabel(says('attestation_date'));
const sheet = (page) => page.locator('.attestation');
const pages = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;

// As the results page has it: the evaluation handed in.
async function taken(page) {
  await page.goto(address('fixture', 'results.html'));
  await keep(page, after);
  await page.goto(address('fixture', 'attestation.html'));
}

test('the attestation has the name and the day that are typed, and keeps neither', () =>
  onAttestation(async (page, context) => {
    await page.clock.setFixedTime(new Date(2026, 1, 1, 23, 59, 59));
    await page.reload();
    assert.match(await sheet(page).textContent(), /1er février 2026/, 'today');
    await name(page).fill(' Élodie Martin ');
    await day(page).fill('2026-03-01');
    const text = await sheet(page).textContent();
    assert.match(text, /Élodie Martin/);
    assert.match(text, /1er mars 2026/);
    await page.keyboard.press('Enter');
    assert.ok(page.url().endsWith('attestation.html'), 'nothing is sent');
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    assert.doesNotMatch(kept, /lodie/);
    const again = await context.newPage();
    await again.goto(page.url());
    assert.doesNotMatch(await again.content(), /lodie/);
    assert.equal(await name(again).inputValue(), '');
  }));

test('without a name or a day, there are lines to write on', () =>
  onAttestation(async (page) => {
    await day(page).fill('');
    for (const field of ['name', 'date']) {
      const line = page.locator(`[data-fill="${field}"]`);
      const { width, border } = await line.evaluate((element) => ({ width: element.offsetWidth, border: parseFloat(getComputedStyle(element).borderBottomWidth) }));
      assert.ok(width > 100 && border > 0, `${field}: ${width} px, border ${border} px`);
    }
  }));

test('it tells the result of an evaluation that was handed in, and leaves it out of the print where none was', () =>
  onAttestation(async (page) => {
    const result = page.locator('.attestation-result').filter({ hasText: 'Le bilan' });
    assert.match(await result.textContent(), says('script_no_result'));
    await page.emulateMedia({ media: 'print' });
    assert.equal(await result.isVisible(), false);
    await taken(page);
    assert.ok(await result.isVisible());
    assert.match(await result.textContent(), says('script_passed'));
    assert.match((await result.textContent()).replace(/\u00a0/g, ' '), /3 points sur 4, soit 75 %/);
  }));

test('it says what it is, and names the course, who gives it, its objectives and its duration', () =>
  onAttestation(async (page) => {
    const text = await sheet(page).textContent();
    for (const key of ['attestation', 'attestation_followed', 'attestation_legal', 'attestation_signed_trainer', 'attestation_duration']) {
      assert.match(text, says(key));
    }
    for (const part of ['Banc d’essai', 'Organisme de formation', 'Lire chaque forme', 'Répondre à chaque forme', '2 h 10']) {
      assert.ok(text.replace(/\u00a0/g, ' ').includes(part), part);
    }
  }));

test('it prints as one page, without fields and buttons, when the button is pressed', () =>
  onAttestation(async (page) => {
    await taken(page);
    await name(page).fill('Élodie Martin');
    await page.evaluate(() => (window.print = () => (window.printed = true)));
    await page.getByRole('button', { name: says('attestation_print') }).click();
    assert.ok(await page.evaluate(() => window.printed));
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('button, input, .banner, .footer').filter({ visible: true }).count(), 0);
    for (const format of ['A4', 'Letter']) assert.equal(pages(await page.pdf({ format })), 1, format);
    assert.equal(pages(await page.pdf({ preferCSSPageSize: true })), 1);
  }));

// Runs in the page of results: hands in every evaluation, with an entry for each of its questions.
function handIn() {
  const answers = {};
  for (const { dataset } of document.querySelectorAll('[data-kind=evaluation]')) {
    for (const question of dataset.questions.split(' ')) {
      const [identity, f] = question.split(':');
      answers[`evaluation/${identity}`] = { r: ['a'], c: 1, p: 1, t: Date.UTC(2026, 2, 1, 12), f };
    }
  }
  localStorage.setItem(`pupitre:${document.documentElement.dataset.course}`, JSON.stringify({ v: 1, answers }));
}

for (const name of ['course', 'init-fr', 'init-en']) {
  test(`the attestation of ${name} prints as one page, its result included`, () =>
    visit(name, 'results.html', async (page) => {
      await page.evaluate(handIn);
      await page.goto(address(name, 'attestation.html'));
      await page.locator('#_name').fill('Marie-Antoinette de La Rochefoucauld-Montmorency');
      await page.emulateMedia({ media: 'print' });
      assert.ok(await page.locator('.attestation-result').first().isVisible());
      for (const format of ['A4', 'Letter']) assert.equal(pages(await page.pdf({ format })), 1, format);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      assert.equal(pages(pdf), 1);
      if (process.env.PDFS) fs.writeFileSync(`${process.env.PDFS}/${name}.pdf`, pdf);
    }));
}

test('without scripts, it is a form to fill in by hand', () =>
  onAttestation(
    async (page) => {
      assert.ok(await page.locator('.needs-script').isVisible());
      assert.equal(await page.locator('input, button').filter({ visible: true }).count(), 0);
      const lines = await page.locator('.attestation .fill').count();
      assert.ok(lines >= 3, 'name, result, day');
      assert.equal(await page.locator('.attestation .fill:empty').count(), lines);
    },
    { javaScriptEnabled: false },
  ));

test('axe finds nothing on an attestation that is filled in', async () => {
  const found = [];
  await onAttestation(async (page) => {
    await taken(page);
    await name(page).fill('Élodie Martin');
    found.push(...(await audit(page, 'filled in')));
  });
  none(found, 'attestation.html filled in');
});
