// Finds passages by their words. Data come by `pupitre.shard(name)`, file by file as they are needed.
(function (pupitre) {
'use strict';

const kinds = ['page', 'section', 'term', 'question'];
// What a word is worth once in a text, several times, in a heading, in the title of the page.
const weights = [1, 1.5, 4, 6];
const pagesTogether = 8;
// Words that are looked for, results, how many of them may be on one page, and how many are looked at.
const most = { words: 8, results: 10, onPage: 3, candidates: 20 };

pupitre.shards ||= {};
pupitre.shard ||= (name) => pupitre.load(`../search/${name}`).then(() => pupitre.shards[name]);

// Every file once, whoever asks; one that did not come is asked for again.
const asked = new Map();
function shard(name, read = (data) => data) {
  if (!asked.has(name)) {
    const data = pupitre.shard(name).then(read);
    data.catch(() => asked.delete(name));
    asked.set(name, data);
  }
  return asked.get(name);
}

// What was typed, as words: the last may go on, unless something follows it.
function typedWords(query, { common }) {
  const all = pupitre.words(query).map(({ word }) => word).filter(Boolean);
  const going = /[\p{Alphabetic}\p{N}]$/u.test(query) ? all[all.length - 1] : null;
  const telling = all.filter((word) => !common.has(word));
  return [...new Set(telling.length ? telling : all)].slice(0, most.words).map((word) => ({ word, last: word === going }));
}

// The postings of words, by their numbers.
async function postings(index, numbers) {
  const place = (number) => {
    const after = pupitre.place(index.firsts, number + 1);
    return after - 1;
  };
  const stretches = new Set(numbers.map(place));
  const lists = new Map(
    await Promise.all([...stretches].map(async (at) => [at, await shard(`w${at}`, (text) => text.split('~').map((list) => ({ list })))])),
  );
  return numbers.map((number) => {
    const at = place(number);
    const kept = lists.get(at)[number - index.firsts[at]];
    kept.numbers ||= pupitre.numbers(kept.list);
    return kept.numbers;
  });
}

// How much each passage and each page says of each of the words that were typed.
async function looked(index, typed) {
  const passages = new Float32Array(index.pageOf.length);
  const found = new Uint16Array(passages.length);
  const titled = new Uint16Array(index.starts.length);
  const anywhere = new Uint16Array(index.starts.length);
  const touched = [];
  await Promise.all(
    typed.map(async ({ meant }, bit) => {
      const lists = await postings(index, meant.map(([number]) => number));
      // The best of what is meant by one word counts, not the sum.
      const best = new Float32Array(passages.length);
      const here = [];
      lists.forEach((list, at) => {
        const share = meant[at][1];
        let next = 0;
        for (const entry of list) {
          const passage = next + (entry >> 2);
          next = passage + 1;
          const worth = weights[entry & 3] * share;
          if (!best[passage]) here.push(passage);
          if (worth > best[passage]) best[passage] = worth;
          if ((entry & 3) === 3) titled[index.pageOf[passage]] |= 1 << bit;
        }
      });
      const rare = Math.log(1 + passages.length / (here.length + 1));
      for (const passage of here) {
        if (!found[passage]) touched.push(passage);
        found[passage] |= 1 << bit;
        anywhere[index.pageOf[passage]] |= 1 << bit;
        passages[passage] += best[passage] * rare;
      }
    }),
  );
  return { passages, found, titled, anywhere, touched };
}

const bits = (mask) => {
  let count = 0;
  for (let rest = mask; rest; rest &= rest - 1) count += 1;
  return count;
};

// The passages in the order of their worth: those with all words first, those of whose page has them next.
function ranked(index, typed, { passages, found, titled, anywhere, touched }) {
  const scored = touched.map((passage) => {
    const page = index.pageOf[passage];
    const covered = bits(found[passage] | titled[page]);
    return { passage, page, covered, score: passages[passage] + 100 * (2 * covered + bits(anywhere[page])) };
  });
  const all = scored.filter(({ covered }) => covered === typed.length);
  const enough = all.length >= most.results ? all : scored;
  const best = top(enough, most.candidates * most.onPage);
  return { total: all.length || scored.length, best };
}

// The `count` best of a list that is too long to be put in order.
function top(list, count) {
  if (list.length > count * 4) {
    const scores = Float32Array.from(list, ({ score }) => score).sort();
    const least = scores[scores.length - count];
    list = list.filter(({ score }) => score >= least);
  }
  return list.sort((one, other) => other.score - one.score || one.passage - other.passage).slice(0, count);
}

// Not too many of one page.
function spread(list, count) {
  const onPage = new Map();
  return list
    .filter(({ page }) => {
      onPage.set(page, (onPage.get(page) || 0) + 1);
      return onPage.get(page) <= most.onPage;
    })
    .slice(0, count);
}

async function shown(index, { passage, page, score }, typed, words) {
  const together = await shard(`p${Math.floor(page / pagesTogether)}`);
  const [href, title, module, ...texts] = together[page % pagesTogether];
  const at = (passage - index.starts[page]) * 4;
  const [kind, id, heading, text] = texts.slice(at, at + 4);
  const hits = pupitre.hits(text, words);
  const headed = pupitre.words(heading);
  // A heading that is what was typed and nothing else is what was looked for.
  const named = new Set(headed.filter(({ word }) => words.has(word)).map(({ word }) => words.get(word)));
  const exact = named.size === typed.length ? (12 * typed.length) / Math.max(headed.length, typed.length) : 0;
  const extract = pupitre.extract(text, hits);
  const together2 = new Set(extract.filter(([, isMarked]) => isMarked).map(([word]) => words.get(pupitre.fold(word)))).size;
  return {
    score: score + exact + 2 * together2,
    page,
    result: { href: id ? `${href}#${encodeURIComponent(id)}` : href, page: title, heading, module, passage: extract, kind: kinds[kind] },
  };
}

// What is found by a query: how many passages, and the first of them.
pupitre.search = async function (query) {
  const index = await shard('index', pupitre.dictionary);
  const typed = typedWords(query, index);
  for (const one of typed) one.meant = pupitre.meant(index, one.word, one.last);
  if (!typed.some(({ meant }) => meant.length)) return { total: 0, results: [] };
  const { total, best } = ranked(index, typed, await looked(index, typed));
  const words = new Map(typed.flatMap(({ meant }, at) => meant.map(([number]) => [index.words[number], at])));
  const candidates = await Promise.all(spread(best, most.candidates).map((one) => shown(index, one, typed, words)));
  candidates.sort((one, other) => other.score - one.score);
  return { total, results: candidates.slice(0, most.results).map(({ result }) => result) };
};
})(pupitre);
