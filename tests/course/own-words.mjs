// Finds what a course takes over from other texts: every run of ten words or more that it shares with one of them.
// Short passages in quotation marks are left aside, since those are quotations, marked as such; so is the bibliography.
//
//   node tests/course/own-words.mjs CONTENT ARTICLE...
//
// Ends with 1 when it finds any, 2 when it cannot read.
import fs from 'node:fs';
import path from 'node:path';

const RUN = 10;
/** Above so many words, a quotation is no longer a short one. */
const QUOTATION = 40;

const [content, ...articles] = process.argv.slice(2);
if (articles.length === 0) giveUp('usage: node tests/course/own-words.mjs CONTENT ARTICLE...');

const known = new Map();
for (const article of articles) {
  const words = wordsOf(read(article));
  for (let at = 0; at + RUN <= words.length; at += 1) known.set(key(words, at), path.basename(article));
}
if (known.size === 0) giveUp(`no ${RUN} words in ${articles.join(', ')}`);

const texts = filesBelow(content).filter((file) => /\.(md|yaml|svg)$/u.test(file) && path.basename(file) !== 'sources.yaml');
if (texts.length === 0) giveUp(`no text in ${content}`);

let found = 0;
let count = 0;
for (const file of texts) {
  const words = wordsOf(withoutQuotations(withoutMarkup(read(file))));
  count += words.length;
  for (let at = 0; at + RUN <= words.length; at += 1) {
    const article = known.get(key(words, at));
    if (!article) continue;
    let end = at + RUN;
    while (end < words.length && known.has(key(words, end - RUN + 1))) end += 1;
    const shared = words.slice(at, end);
    console.log(`${file}:${shared[0].line}: ${shared.length} words of ${article}: ${shared.map(({ word }) => word).join(' ')}`);
    found += 1;
    at = end - RUN;
  }
}
console.log(`${texts.length} files, ${count} words, ${known.size} runs of ${RUN} words in ${articles.length} articles: ${found} shared`);
process.exit(found === 0 ? 0 : 1);

function filesBelow(folder) {
  const entries = attempt(() => fs.readdirSync(folder, { withFileTypes: true }));
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

function read(file) {
  return attempt(() => fs.readFileSync(file, 'utf8'));
}

function attempt(reading) {
  try {
    return reading();
  } catch (error) {
    return giveUp(error.message);
  }
}

function giveUp(why) {
  console.error(why);
  process.exit(2);
}

/** Words with the line each stands on: lower case, without accents, ligatures or punctuation. */
function wordsOf(text) {
  return text.split('\n').flatMap((line, index) => {
    const plain = line.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');
    return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ({ word, line: index + 1 }));
  });
}

function key(words, at) {
  return words.slice(at, at + RUN).map(({ word }) => word).join(' ');
}

/** Where a link leads, the number of a note or the tags of an image do not part two words. */
function withoutMarkup(text) {
  return text.replace(/\]\([^()\s]*\)|\[\^[^\]\s]*\]|<[\p{L}/!][^<>]*>/gu, gap);
}

/** A quotation gives way to a sign that no article holds, so that the words around it do not meet. */
function withoutQuotations(text) {
  return text.replace(/«[^«»]*»|“[^“”]*”/gu, (quotation) =>
    (wordsOf(quotation).length > QUOTATION ? quotation : ` 0quotation0 ${gap(quotation)}`));
}

/** As many lines as `text` has, so that those that follow keep their numbers. */
function gap(text) {
  return ` ${'\n'.repeat(text.split('\n').length - 1)}`;
}
