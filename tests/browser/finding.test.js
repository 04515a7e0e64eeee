'use strict';
// What queries find on built sites, from the files that the site has and by its own script: the cases
// stand in tests/search/*.md.

const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const { gzipSync } = require('node:zlib');
const { site, make, run, scratch } = require('./helpers/sites.js');
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

test('words that a hyphen joins are found with it, with a space, or as one, wherever they are written so or as one', async () => {
  const words = { fr: ['e-mail', 'pré-requis', 'arc-ciel', 'week‑end', 'rendez-vous'], en: ['e-mail', 'check-list', 'log-in'] };
  for (const [lang, tied] of Object.entries(words)) {
    const whole = (word) => word.replace(/[-‑]/, '');
    const said = tied.flatMap((word) => [word, whole(word)]);
    const texts = Object.fromEntries(said.map((word, at) => [`${at}.md`, `# Page ${at}\n\nUn ou une ${word}, a ${word}.\n`]));
    make(`compounds ${lang}`, { ...texts, 'autre.md': '# Autre\n\nE, mille, mais, rendre, ciel, checked, logs.\n', 'course.yaml': `id: c\ntitle: C\nlang: ${lang}\n` });
    const { search } = pupitreOf(site(`compounds ${lang}`));
    for (const word of tied) {
      const wanted = [word, whole(word)].map((one) => `${said.indexOf(one)}.html`);
      const apart = word.replace(/[-‑]/, ' ');
      // « vous » and “in” are common: apart from what they belong to, they say nothing.
      const typed = [word, whole(word), ...(/vous|in$/.test(word) ? [] : [apart])];
      for (const query of typed.flatMap((one) => [one, `un ${one} `, one.toUpperCase()])) {
        const { results } = await search(query);
        assert.deepEqual(results.slice(0, 2).map(({ href }) => href).sort(), wanted, `${lang}: ${query}`);
        assert.ok(results.slice(0, 2).every(({ passage }) => passage.some(([, isMarked]) => isMarked)), `${lang}: ${query}`);
      }
      assert.ok((await search(apart)).results.some(({ href }) => href === wanted[0]), `${lang}: ${apart}`);
    }
  }
});

test('all that hyphens tie is one word, and its parts are not found apart from it', async () => {
  const lessons = { fr: ['vis-à-vis', 'arc-en-ciel', 'sous-titre'], en: ['state-of-the-art'] };
  for (const [lang, tied] of Object.entries(lessons)) {
    const texts = Object.fromEntries(tied.map((word, at) => [`${at}.md`, `# Page ${at}\n\nUn ou une ${word}.\n`]));
    const parts = '# Avis, arc, titre\n\nCiel, vise, state, art.\n\n## Un titre\n\nArc.\n\n## The state\n\nArt.\n';
    make(`runs ${lang}`, { ...texts, 'autre.md': parts, 'course.yaml': `id: c\ntitle: C\nlang: ${lang}\n` });
    const { search } = pupitreOf(site(`runs ${lang}`));
    for (const [at, word] of tied.entries()) {
      for (const query of [word, word.slice(0, -1), `${word} `]) {
        const { total, results } = await search(query);
        assert.deepEqual(results.map(({ href }) => href), [`${at}.html`], query);
        assert.equal(total, 1, query);
        assert.deepEqual(results[0].passage.filter(([, isMarked]) => isMarked), [[word, true]], query);
      }
    }
  }
});

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

// A site of two lessons, and what becomes of it once one stands before them.
function states() {
  const lessons = { 'b.md': '# Pommes\n\nLa reinette se garde longtemps.\n', 'c.md': '# Poires\n\nLa conférence se mange vite.\n' };
  const built = (name, files) => {
    const [root, out] = [path.join(scratch, name), path.join(scratch, `${name} site`)];
    fs.mkdirSync(path.join(root, 'content'), { recursive: true });
    for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(root, 'content', file), text);
    fs.writeFileSync(path.join(root, 'content', 'course.yaml'), 'id: fruits\ntitle: Fruits\nlang: fr\n');
    run('build', '--root', root, '--output', out);
    return out;
  };
  const more = { 'a.md': '# Abricots\n\nUn noyau, et une reinette à côté.\n\n## Noyaux\n\nDurs.\n' };
  return [built('fruits', lessons), built('more fruits', { ...more, ...lessons })];
}

test('what a browser has kept of the course as it was is not mixed with what it is', async () => {
  const [before, now] = states();
  const kept = [['index'], ['w0'], ['p0'], ['index', 'w0'], ['index', 'p0'], ['w0', 'p0']];
  for (const query of ['reinette', 'conférence', 'poires']) {
    const wanted = await pupitreOf(now).search(query);
    for (const names of kept) {
      const { search } = pupitreOf(now, (name, passesBy) => (!passesBy && names.includes(name) ? before : now));
      assert.deepEqual(await search(query), wanted, `${query}, kept: ${names}`);
      assert.deepEqual(await search(query), wanted, `${query} again, kept: ${names}`);
    }
  }
});

test('a host that has files of two states for good is not asked for ever', async () => {
  const [before, now] = states();
  const engine = pupitreOf(now, (name) => (name === 'w0' ? before : now));
  for (let time = 0; time < 3; time += 1) await engine.search('reinette').catch(() => {});
  assert.deepEqual(engine.loaded.filter((name) => !name.startsWith('p')).sort(), ['index', 'index', 'w0', 'w0']);
});

test('a file that did not come is asked for again', async () => {
  const [, now] = states();
  let fails = true;
  const { search } = pupitreOf(now, (name) => (name === 'p0' && fails ? path.join(now, 'nowhere') : now));
  await assert.rejects(search('reinette'));
  fails = false;
  assert.equal((await search('reinette')).total, 2);
});
