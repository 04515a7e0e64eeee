'use strict';
// What queries find on built sites, from the files that the site has and by its own script: the cases
// stand in tests/search/*.md.

const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const { gzipSync } = require('node:zlib');
const { site, run, scratch } = require('./helpers/sites.js');
const { write, lessons, list } = require('../bench/natural.js');
const pupitreOf = require('./helpers/engine.js');

const folder = path.join(__dirname, '../search');
const sites = { 'course.md': 'course', 'english.md': 'init-en' };
// How many results are looked at for `~>`.
const first = 4;

// `query -> href`, `query ~> href`, `query -| href`, `query -|`, in the order of the file.
const shape = /^- (.*?) (->|~>|-\|)(?: (\S+))?$/;
const cases = (file) =>
  fs.readFileSync(path.join(folder, file), 'utf8').split('\n').filter((line) => line.startsWith('- ')).map((line) => {
    const [, query, sign, href] = shape.exec(line) || assert.fail(`${file}: ${line}`);
    return { line, query: query.replace(/^"(.*)"$/, '$1'), sign, href };
  });

function wrong({ sign, href }, found) {
  const hrefs = found.map((result) => result.href);
  if (sign === '->') return hrefs[0] !== href;
  if (sign === '~>') return !hrefs.slice(0, first).includes(href);
  return href ? hrefs.includes(href) : hrefs.length > 0;
}

let count = 0;
for (const [file, name] of Object.entries(sites)) {
  test(`queries find what ${file} says`, async () => {
    const { search } = pupitreOf(site(name));
    const missed = [];
    for (const one of cases(file)) {
      const { results } = await search(one.query);
      count += 1;
      if (wrong(one, results)) missed.push(`${one.line}\n    found: ${results.slice(0, first).map(({ href }) => href).join(' ') || 'nothing'}`);
    }
    none(missed, file);
  });
}

test('there are 80 queries or more', () => assert.ok(count >= 80, `${count}`));

// How much of the texts the index takes, as it is and compressed; what is shown of passages is not in it.
function shares(content, built) {
  const size = (bytes) => bytes.reduce((sum, one) => sum + one.length, 0);
  const text = size(lessons(content).map((file) => fs.readFileSync(file)));
  const index = list(path.join(built, 'search')).filter((file) => !path.basename(file).startsWith('p')).map((file) => fs.readFileSync(file));
  return [size(index) / text, size(index.map((bytes) => gzipSync(bytes))) / text];
}

function small(content, built) {
  const [plain, packed] = shares(content, built);
  assert.ok(plain < 0.35, `${plain}`);
  assert.ok(packed < 0.15, `${packed}`);
  assert.ok(packed > 0.01, `${packed}: there is an index`);
}

test('the index of the shipped course is small', () => small(path.join(__dirname, '../../content'), site('course')));

test('the index of 1,000 lessons is small, and a search loads little of it', async () => {
  const [folder, built] = [path.join(scratch, 'natural'), path.join(scratch, 'natural site')];
  write(folder, 1000);
  run('build', '--root', folder, '--output', built);
  small(path.join(folder, 'content'), built);
  const engine = pupitreOf(built);
  assert.equal((await engine.search('une entreprise')).results.length, 10);
  const loaded = engine.loaded.map((name) => fs.statSync(path.join(built, 'search', `${name}.js`)).size);
  const whole = list(path.join(built, 'search')).map((file) => fs.statSync(file).size);
  const sum = (sizes) => sizes.reduce((all, size) => all + size, 0);
  assert.ok(sum(loaded) < sum(whole) / 5, `${engine.loaded}`);
});
