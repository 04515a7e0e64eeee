'use strict';
// What queries find on built sites, from the files that the site has and by its own script: the cases
// stand in tests/search/*.md.

const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const { site } = require('./helpers/sites.js');
const engine = require('./helpers/engine.js');

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
    const { search } = engine(site(name));
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
