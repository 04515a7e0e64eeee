// How large the index of a course is, and how long queries take in Chromium, from file://:
//     cargo build --release && node tests/bench/search.mjs [LESSONS | FOLDER]...
// Without arguments: courses of 1,000 and 10,000 lessons. A folder is that of another course.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(path.join(root, 'tests/browser/package.json'));
const { chromium } = require('playwright-core');
const { write, list, lessons, chance } = require('../bench/natural.js');
const pupitre = process.env.PUPITRE || path.join(root, 'target/release/pupitre');
const rounds = 300;

const { random, any } = chance(7);
const text = (file) => fs.readFileSync(file, 'utf8');

// Bytes as they are, and each file compressed, as a server sends them.
function sizes(files) {
  const contents = files.map((file) => fs.readFileSync(file));
  const sum = (list) => list.reduce((all, bytes) => all + bytes.length, 0);
  return [sum(contents), sum(contents.map((bytes) => gzipSync(bytes)))];
}

const share = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
const kB = (bytes) => `${Math.round(bytes / 1000).toLocaleString('en')} kB`;

// Runs in the page: how long each query takes, in ms, and what the slowest was.
async function timed(queries) {
  const times = [];
  for (const query of queries) {
    const start = performance.now();
    await pupitre.search(query);
    times.push([performance.now() - start, query]);
  }
  times.sort(([one], [other]) => one - other);
  return { median: times[Math.floor(times.length / 2)][0], worst: times.at(-1) };
}

// What somebody might type, of the words of the texts.
function typed(folder) {
  const files = lessons(path.join(folder, 'content'));
  const words = () => text(any(files)).replace(/^---[^]*?---/, '').match(/\p{L}{4,}/gu) || ['page'];
  const one = () => any(words());
  const slip = (word) => {
    const at = 1 + Math.floor(random() * (word.length - 2));
    return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  };
  return {
    'one word': () => one(),
    'two words': () => `${one()} ${one()}`,
    'a line': () => { const all = words(); const at = Math.floor(random() * Math.max(1, all.length - 6)); return all.slice(at, at + 6).join(' '); },
    'while typing': () => one().slice(0, 3),
    'two letters': () => one().slice(0, 2),
    'a slip': () => `${slip(one())} `,
    'no such word': () => `${one()}zqx${one()} `,
  };
}

async function measure(name, folder) {
  const site = path.join(folder, 'site');
  execFileSync(pupitre, ['build', '--keep-going', '--root', folder, '--output', site], { stdio: 'pipe', maxBuffer: Infinity });
  const raw = lessons(path.join(folder, 'content')).map((file) => fs.statSync(file).size).reduce((all, size) => all + size, 0);
  const files = list(path.join(site, 'search'));
  const [index, indexPacked] = sizes(files.filter((file) => !path.basename(file).startsWith('p')));
  const [passages, passagesPacked] = sizes(files.filter((file) => path.basename(file).startsWith('p')));
  console.log(`${name}: ${kB(raw)} of text, ${files.length} files of search`);
  console.log(`  index     ${kB(index)}, ${share(index, raw)} of the text; compressed ${kB(indexPacked)}, ${share(indexPacked, raw)}`);
  console.log(`  passages  ${kB(passages)}, ${share(passages, raw)}; compressed ${kB(passagesPacked)}, ${share(passagesPacked, raw)}`);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const kinds = typed(folder);
    for (const [kind, query] of Object.entries(kinds)) {
      const page = await browser.newPage();
      let loaded = 0;
      page.on('request', (request) => {
        if (/\/search\/|search\.js/.test(request.url())) loaded += fs.statSync(new URL(request.url())).size;
      });
      await page.goto(pathToFileURL(path.join(site, 'index.html')).href);
      const first = await page.evaluate(async (query) => {
        const start = performance.now();
        await pupitre.load('search');
        await pupitre.search(query);
        return performance.now() - start;
      }, query());
      const bytes = loaded;
      const queries = Array.from({ length: rounds }, query);
      const cold = await page.evaluate(timed, queries);
      const warm = await page.evaluate(timed, queries);
      const ms = (time) => time.toFixed(1).padStart(6);
      console.log(
        `  ${kind.padEnd(13)} first ${ms(first)} ms with ${kB(bytes)} loaded; then median ${ms(cold.median)} ms while files come, ` +
          `${ms(warm.median)} ms, worst ${ms(warm.worst[0])} ms (${warm.worst[1]})`,
      );
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

const asked = process.argv.slice(2);
for (const argument of asked.length ? asked : ['1000', '10000']) {
  const made = /^\d+$/.test(argument);
  const folder = made ? fs.mkdtempSync(path.join(os.tmpdir(), 'pupitre-search-')) : argument;
  if (made) write(folder, Number(argument));
  try {
    await measure(made ? `${argument} lessons` : argument, folder);
  } finally {
    if (made) fs.rmSync(folder, { recursive: true });
    else fs.rmSync(path.join(folder, 'site'), { recursive: true, force: true });
  }
}
