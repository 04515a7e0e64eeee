'use strict';
// In Firefox each file has a storage of its own: progress goes with the links.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const says = require('./helpers/says.js');
const { scratch } = require('./helpers/sites.js');
const { visitInFirefox, sharing } = require('./helpers/firefox.js');
const { visit, follow, refuse } = require('./helpers/browser.js');
const { question, choose, check, retry, handIn, status, score, numbers, quiz, evaluation, answerAll } = require('./helpers/quiz.js');
const { dialog, type } = require('./helpers/search.js');
const { keep, stateOf, said, row } = require('./helpers/results.js');

const onQuiz = (use, options) => visitInFirefox('fixture', 'repondre/quiz.html', use, options);
const brand = (page) => follow(page.locator('.brand'));
const plan = (page) => follow(page.locator('.banner-nav a').first());
const results = (page) => follow(page.locator('.banner-nav a').last());
const open = (page, title) => follow(row(page, title).locator('a'));
const note = (page) => page.locator('.carry');
const stored = (page) => page.evaluate(() => ({ ...localStorage }));
const answers = async (page) => JSON.parse((await stored(page))['pupitre:banc-d-essai'] || '{}').answers || {};
// As the page has it: the driver hears of a change of the fragment later.
const address = (page) => page.evaluate(() => location.href);
const base = (page) => page.url().replace(/[^/]*\/[^/]*$/, '');

async function answerOne(page, how = 'right') {
  await choose(page, 'la-capitale', ...quiz['la-capitale'][how]);
  await check(page, 'la-capitale');
}

// The fragment that the page puts into its links.
const fragment = (page) =>
  page.evaluate(async () => {
    const link = document.querySelector('.banner-nav a');
    const stop = (event) => event.preventDefault();
    link.addEventListener('click', stop);
    link.click();
    link.removeEventListener('click', stop);
    const { hash } = link;
    await new Promise((soon) => setTimeout(soon));
    if (link.href.includes('#')) throw new Error(`it stays in the link: ${link.href}`);
    return hash;
  });

test('progress goes through pages without a quiz to the results, and stays out of the address', () =>
  onQuiz(async (page) => {
    await answerAll(page, quiz);
    await brand(page);
    assert.doesNotMatch(await address(page), /#/);
    assert.ok(Object.keys(await answers(page)).every((id) => id.startsWith('~')), 'this page asks none of it');
    await plan(page);
    await results(page);
    assert.match(await stateOf(page, 'Un quiz complet'), says('script_passed'));
    assert.deepEqual(numbers(await stateOf(page, 'Un quiz complet')).slice(0, 3), [5.5, 5.5, 100]);
    assert.doesNotMatch(await address(page), /#/);
    await page.reload();
    assert.match(await stateOf(page, 'Un quiz complet'), says('script_passed'), 'it is kept here now');
  }));

test('what was answered on several pages comes together, the newest of each question', () =>
  onQuiz(async (page) => {
    await answerOne(page, 'wrong');
    await results(page);
    await open(page, 'Le bilan');
    await answerAll(page, evaluation);
    await handIn(page);
    await results(page);
    assert.match(await stateOf(page, 'Le bilan'), says('script_passed'));
    assert.match(await stateOf(page, 'Un quiz complet'), says('script_checked'));
    await open(page, 'Un quiz complet');
    assert.match(await status(page, 'la-capitale'), says('script_outcome_wrong'), 'what came back is no news');
    await retry(page, 'la-capitale');
    await answerAll(page, quiz);
    await follow(page.locator('.pager a').last());
    await results(page);
    assert.match(await stateOf(page, 'Un quiz complet'), says('script_passed'));
    await follow(page.locator('.to-attestation a'));
    assert.match(await page.locator('.is-empty').allTextContents().then(String), /^(?!.*Le bilan)/s);
    assert.ok((await page.getByText(says('script_passed')).count()) > 0);
  }));

test('a middle click opens a tab that has the progress too', () =>
  onQuiz(async (page, context) => {
    await answerOne(page);
    const [tab] = await Promise.all([context.waitForEvent('page'), page.locator('.banner-nav a').last().click({ button: 'middle' })]);
    await row(tab, 'Un quiz complet').getByText(says('script_checked')).waitFor();
    assert.doesNotMatch(await address(tab), /#/);
  }));

test('the place on the page that a link leads to is kept, and shown', () =>
  onQuiz(async (page) => {
    await answerOne(page);
    const plain = page.url();
    await plan(page);
    await page.evaluate((href) => {
      const link = Object.assign(document.createElement('a'), { href: `${href}#une-seule`, id: 'there', textContent: 'là' });
      document.querySelector('main').prepend(link);
    }, plain);
    await follow(page.locator('#there'));
    await page.locator('#une-seule:target').waitFor();
    assert.equal(await address(page), `${plain}#une-seule`);
    assert.ok(await page.evaluate(() => Math.abs(document.querySelector('#une-seule').getBoundingClientRect().top) < innerHeight / 2));
    await page.reload();
    assert.equal(await address(page), `${plain}#une-seule`);
    await page.goBack();
    assert.match(await address(page), /plan\.html$/);
    await page.goForward();
    assert.equal(await address(page), `${plain}#une-seule`);
    assert.match(await status(page, 'la-capitale'), says('script_outcome_right'));
  }));

test('what the search finds is reached with the progress, at its place', () =>
  onQuiz(async (page) => {
    await answerOne(page);
    await page.keyboard.press('/');
    await dialog(page).waitFor();
    await type(page, 'imprimeur');
    const loaded = page.waitForEvent('load');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await loaded;
    await page.locator(':target').waitFor();
    assert.match(await address(page), /mille-mots\.html#[^~]+$/);
    await results(page);
    assert.match(await stateOf(page, 'Un quiz complet'), says('script_checked'));
  }));

test('a page reached by a bookmark says what it does not know, and leads to the file', () =>
  onQuiz(async (page) => {
    assert.match(await note(page).textContent(), says('script_carry_otherwise'));
    await answerOne(page);
    await plan(page);
    assert.equal(await note(page).count(), 0, 'by a link');
    await page.reload();
    await page.goBack();
    assert.equal(await note(page).count(), 0, 'by the way back');
    await page.goto(`${base(page)}lire/index.html`);
    await follow(note(page).getByRole('link', { name: says('script_carry_file') }));
    assert.match(await address(page), /results\.html#_keep$/);
    assert.match(await note(page).textContent(), says('script_carry_results'));
    assert.match(await stateOf(page, 'Un quiz complet'), says('script_not_begun'));
    // What it says is so.
    await open(page, 'Un quiz complet');
    await results(page);
    assert.match(await stateOf(page, 'Un quiz complet'), says('script_checked'));
  }));

// As `init`: one draw for all, that has a question with options. Chance leaves them out once in six times.
const dealOptions = () => {
  Math.random = () => 0.5;
};

test('the file holds what came by links, and gives it back to a folder that knows nothing', async () => {
  const file = path.join(scratch, 'progression de Firefox.json');
  await onQuiz(async (page) => {
    await answerAll(page, quiz);
    await results(page);
    await open(page, 'Un tirage');
    await choose(page, await page.locator('.question:visible').first().getAttribute('id'), await page.locator('.question:visible .option').first().innerText());
    await results(page);
    const blob = page.evaluate(() => new Promise((made) => {
      const { createObjectURL } = URL;
      URL.createObjectURL = (blob) => {
        made(blob.text());
        return createObjectURL(blob);
      };
    }));
    await page.evaluate(() => addEventListener('click', (event) => event.target.download && event.preventDefault()));
    await page.locator('.save-progress').click();
    fs.writeFileSync(file, await blob);
  }, { init: dealOptions });
  const { answers, runs } = JSON.parse(fs.readFileSync(file, 'utf8'));
  assert.equal(Object.keys(answers).length, 5);
  assert.ok(Object.values(answers).every(({ r, f }) => r[0].length === 8 && f.length === 8));
  assert.deepEqual(Object.keys(runs), ['evaluation/evaluer-tirage'], 'and what was drawn');
  await visitInFirefox('fixture', 'results.html', async (page) => {
    await page.locator('[type=file]').setInputFiles(file);
    await page.getByText(says('script_loaded_other')).waitFor();
    await open(page, 'Un quiz complet');
    for (const [id, { right }] of Object.entries(quiz)) {
      assert.match(await status(page, id), says('script_outcome_right'));
      assert.equal(await question(page, id).locator(':checked').count(), right.length);
    }
  });
});

test('what is erased on the page of results does not come back from the others', () =>
  onQuiz(async (page) => {
    await answerOne(page);
    await results(page);
    await page.waitForTimeout(1000); // Links count in seconds.
    await page.locator('.keep .erase').click();
    await page.locator('.confirm').click();
    assert.match(await said(page), says('script_erased'));
    await open(page, 'Un quiz complet');
    assert.equal(await page.locator('.question :checked').count(), 0);
    assert.deepEqual(await answers(page), {});
    await results(page);
    assert.match(await stateOf(page, 'Un quiz complet'), says('script_not_begun'));
  }));

test('a fragment that is damaged, foreign or hostile is taken out and changes nothing', () =>
  onQuiz(async (page) => {
    await answerOne(page);
    const plain = page.url();
    const good = await fragment(page);
    const [before, shown] = [await stored(page), await score(page)];
    const bad = [
      good.slice(0, -1), `${good}A`, good.replace('pupitre1', 'pupitre2'), `#~pupitre1.`, `#~pupitre1.${'A'.repeat(100_000)}`,
      '#~pupitre1.%00%FF<script>alert(1)</script>', '#~pupitre1.__proto__', '#~pupitre', `#${'~pupitre1.'.repeat(50)}`,
    ];
    for (const hash of bad) {
      await page.goto('about:blank');
      await page.goto(plain + hash);
      assert.doesNotMatch(await address(page), /~pupitre1\.?$|~pupitre1\..*[^.]$/, hash.slice(0, 80));
      assert.deepEqual(await stored(page), before, hash.slice(0, 80));
      assert.equal(await score(page), shown);
      assert.match(await note(page).textContent(), says('script_carry_otherwise'), 'nothing was handed over');
    }
    // Typed into the address of the page as it is.
    await page.evaluate((hash) => (location.hash = hash), good.slice(0, -1));
    await page.waitForURL(plain);
    assert.deepEqual(await stored(page), before);
  }));

test('200 answers pass in 2,000 characters; beyond, the oldest stay, and it is told', () =>
  visitInFirefox('fixture', 'plan.html', async (page) => {
    const fill = (n) => page.evaluate((n) => {
      const answers = {};
      for (let at = 0; at < n; at += 1) {
        answers[`lesson/${at}`] = { r: ['0123abcd'], c: 1, p: at % 2, d: 1, f: 'abcd0123', t: Date.now() - (n - at) * 40_000 };
      }
      localStorage.setItem('pupitre:banc-d-essai', JSON.stringify({ v: 1, answers }));
    }, n);
    await fill(200);
    assert.ok((await fragment(page)).length <= 2000);
    await brand(page);
    assert.equal(await note(page).count(), 0);
    await plan(page);
    await fill(2000);
    assert.ok((await fragment(page)).length <= 2000);
    await brand(page);
    assert.match(await note(page).textContent(), says('script_carry_left'));
  }));

test('where storage is refused, links keep the progress from page to page', () =>
  onQuiz(async (page) => {
    await answerOne(page);
    await results(page);
    assert.match(await stateOf(page, 'Un quiz complet'), says('script_checked'));
    await open(page, 'En temps limité');
    await page.locator('.clock-begin').click();
    await results(page);
    await open(page, 'En temps limité');
    assert.match(await page.locator('.clock-left').textContent(), says('script_time_left'), 'the clock runs on');
    await results(page);
    await open(page, 'Un quiz complet');
    assert.match(await status(page, 'la-capitale'), says('script_outcome_right'));
  }, { init: refuse }));

test('where files share one storage, nothing is handed over', () =>
  onQuiz(async (page) => {
    await answerOne(page);
    await brand(page);
    assert.equal(await fragment(page), '');
    assert.doesNotMatch(await address(page), /#/);
    await page.goto(`${page.url().replace('index.html', '')}results.html`);
    assert.match(await stateOf(page, 'Un quiz complet'), says('script_checked'));
    assert.equal(await note(page).count(), 0);
  }, { launch: sharing }));

test('an answer that comes without its response is told by its score', () =>
  visitInFirefox('fixture', 'results.html', async (page) => {
    await keep(page, { 'la-capitale': 1, 'une-seule': 0 }, { entry: { r: [''], d: 1 } });
    await open(page, 'Un quiz complet');
    assert.match(await status(page, 'la-capitale'), says('script_outcome_right'));
    assert.match(await status(page, 'une-seule'), says('script_outcome_wrong'));
    assert.equal(await page.locator('.question :checked').count(), 0);
  }));

test('nothing of it stands in Chromium, whose files share one storage', () =>
  visit('fixture', 'repondre/quiz.html', async (page) => {
    await answerOne(page);
    assert.equal(await page.evaluate(() => 'nameOf' in pupitre), false);
    assert.equal(await fragment(page), '');
    assert.equal(await note(page).count(), 0);
  }));
