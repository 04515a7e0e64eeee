'use strict';
// `pupitre export zip`, unpacked as a student does, and opened where it was not unpacked.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { execFileSync } = require('node:child_process');
const { pathToFileURL } = require('node:url');
const says = require('./helpers/says.js');
const { run, scratch } = require('./helpers/sites.js');
const { follow, visit } = require('./helpers/browser.js');
const { audit } = require('./helpers/axe.js');
const none = require('./helpers/none.js');
const { answerAll, quiz, score } = require('./helpers/quiz.js');

const start = 'LISEZ-MOI.html';
const unpacked = path.join(scratch, 'Téléchargements de Zoé', path.sep);
const alone = path.join(scratch, 'dans l’archive', path.sep);
const address = (folder) => pathToFileURL(folder).href;

test.before(() => {
  const archive = path.join(scratch, 'archive.zip');
  run('export', 'zip', '--root', path.join(__dirname, 'fixture'), '-o', archive);
  execFileSync('unzip', ['-q', archive, '-d', unpacked]);
  // Windows takes one file out of an archive that is looked into, and opens that.
  fs.mkdirSync(alone);
  const [folder] = fs.readdirSync(unpacked).filter((name) => name !== start);
  for (const file of [start, path.join(folder, 'index.html')]) fs.copyFileSync(path.join(unpacked, file), path.join(alone, path.basename(file)));
});

test('the start page leads to the course, whose quizzes and results work', () =>
  visit('archive', start, async (page) => {
    assert.ok(await page.getByText(says('read_me_ready')).isVisible());
    assert.equal(await page.getByText(says('read_me_packed')).isVisible(), false);
    none(await audit(page, 'unpacked'), 'axe');
    await follow(page.getByRole('link', { name: says('read_me_open') }));
    assert.equal(await page.getByText(says('unpack_first')).isVisible(), false);
    const base = page.url().replace('index.html', '');
    await page.goto(`${base}repondre/quiz.html`);
    await answerAll(page, quiz);
    assert.match(await score(page), /100/);
    await page.goto(`${base}results.html`);
    assert.match(await page.locator('main').innerText(), /100/);
  }, { base: address(unpacked) }));

test('opened within the archive, the start page says to extract everything, and leads nowhere', () =>
  visit('archive', start, async (page) => {
    assert.ok(await page.getByText(says('read_me_packed')).isVisible());
    assert.equal(await page.getByText(says('read_me_ready')).isVisible(), false);
    assert.equal(await page.getByRole('link', { name: says('read_me_open') }).isVisible(), false);
    none(await audit(page, 'packed'), 'axe');
  }, { base: address(alone), expected: /ERR_FILE_NOT_FOUND/ }));

test('opened within the archive, the home page says so too', () =>
  visit('archive', 'index.html', async (page) => {
    assert.ok(await page.getByText(says('unpack_first')).isVisible());
  }, { base: address(alone), expected: /ERR_FILE_NOT_FOUND/ }));
