'use strict';
// The sites under test, built once a run into a folder whose name has spaces and accents.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { pathToFileURL } = require('node:url');

const root = path.resolve(__dirname, '../../..');
// Another binary can be tried than the release build, say target/debug/pupitre.
const pupitre = process.env.PUPITRE || path.join(root, 'target/release/pupitre');
const fixture = path.join(__dirname, '../fixture');
const away = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'pupitre-')), 'Cours d’été à relire');
process.on('exit', () => fs.rmSync(path.dirname(away), { recursive: true, force: true }));

// Each is a folder to build from and what else to say to `pupitre build`.
const recipes = {
  course: [root],
  'course-trainer': [root, '--edition', 'trainer'],
  fixture: [fixture],
  'fixture-trainer': [fixture, '--edition', 'trainer', '--drafts'],
  'fixture-drafts': [fixture, '--drafts'],
  'init-fr': ['fr'],
  'init-en': ['en'],
};
const built = {};

// What the program says besides its answer.
function run(...args) {
  const { status, stderr, error } = spawnSync(pupitre, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`pupitre ${args.join(' ')}\n${stderr || error?.message}`);
  return stderr;
}

// The folder of a site, with a separator at its end.
function site(name) {
  if (!built[name]) {
    let [from, ...options] = recipes[name];
    if (name.startsWith('init-')) {
      const lang = from;
      from = path.join(away, `sources ${name}`);
      run('init', from, '--lang', lang);
    }
    built[name] = path.join(away, name, path.sep);
    run('build', '--root', from, '--output', built[name], ...options);
  }
  return built[name];
}

// The address of what `pupitre export` makes of a course.
function exported(name, kind, ...more) {
  const file = path.join(away, `${name} ${[kind, ...more].join(' ')}.html`);
  const [from, ...options] = recipes[name];
  if (!fs.existsSync(file)) run('export', kind, '--root', from, '-o', file, ...options, ...more);
  return pathToFileURL(file).href;
}

// Makes a site of texts, by their paths below `content`.
function make(name, texts) {
  const from = path.join(away, `sources ${name}`);
  for (const [file, text] of Object.entries(texts)) {
    const place = path.join(from, 'content', file);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, text);
  }
  recipes[name] = [from];
  built[name] = path.join(away, name, path.sep);
  run('build', '--root', from, '--output', built[name]);
}

// Paths of the files of a site, of one extension or of all.
function files(name, extension = '') {
  const list = (folder) =>
    fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? list(file) : file;
    });
  return list(site(name))
    .filter((file) => file.endsWith(extension))
    .map((file) => path.relative(site(name), file))
    .sort();
}

const pages = (name) => files(name, '.html');
const read = (name, file) => fs.readFileSync(path.join(site(name), file), 'utf8');
const address = (name, page = '') => pathToFileURL(site(name)).href + page;
const names = Object.keys(recipes);

module.exports = { site, exported, make, files, pages, read, address, names, run, scratch: away };
