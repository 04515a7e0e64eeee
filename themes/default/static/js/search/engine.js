// Finds passages by their words. Data come by `pupitre.shard(name)`, file by file as they are needed.
(function (pupitre) {
'use strict';

const kinds = ['page', 'section', 'term', 'question'];
// What a word is worth once in a text, several times, in a heading, in the title of the page.
const weights = [1, 1.5, 4, 6];
const pagesTogether = 8;
// Words that are looked for, results, how many of them may be on one page, how many are looked at, and of
// how many these are chosen.
const most = { words: 8, results: 10, onPage: 3, candidates: 20, ranked: 60 };
// Below so many passages with all words, others are shown as well.
const few = 3;

pupitre.shards ||= {};
// A query passes by what the browser has kept of a file; it ends as each address of a script that is loaded.
pupitre.shard ||= (name, query) => pupitre.load(`../search/${name}${query && `.js${query}`}`).then(() => pupitre.shards[name]);

// Every file once, whoever asks; one that did not come is asked for again.
const asked = new Map();
function once(name, query, read) {
  const key = name + query;
  if (!asked.has(key)) {
    const data = pupitre.shard(name, query).then(read);
    data.catch(() => asked.delete(key));
    asked.set(key, data);
  }
  return asked.get(key);
}

// What makes the index be loaded anew: the mark of a part that it does not know.
let anew = '';
class Outdated extends Error {}

// A part: that of the index, although the browser may have kept another. If the host has another as well,
// the index is out of date; a second one as well is made do with.
async function shard({ markOf, isLast }, kind, number, read = (data) => data) {
  const wanted = markOf[kind][number];
  const part = (query) => once(kind + number, query, ([mark, data]) => ({ mark, data: read(data) }));
  let found = await part('');
  if (found.mark !== wanted) found = await part(`?${wanted}`);
  if (found.mark !== wanted && !isLast) {
    anew = `?${found.mark}`;
    throw new Outdated();
  }
  return found.data;
}

// What was typed, as words: the last may go on, unless something follows it, or it ends a word such as
// « aujourd’hui ».
function typedWords(query, index) {
  const { common, words } = index;
  const runs = pupitre.runs(pupitre.words(query).filter(({ word }) => word));
  const parted = ({ word, parts }) => (parts.length > 1 ? parts.map((one) => one.word) : pupitre.parted(words, common, word));
  const all = runs.flatMap(parted);
  const last = all.at(-1);
  const isOpen = /[\p{Alphabetic}\p{N}]$/u.test(query);
  const isWhole = common.has(last) && /['’-][\p{Alphabetic}\p{N}]+$/u.test(query);
  const going = !isWhole && isOpen ? last : null;
  const joined = pupitre.joined(index, runs, going);
  // Each once, with what it means.
  const means = new Map();
  for (const run of runs) {
    const isTied = run.parts.length > 1;
    const whole = isTied ? pupitre.known(index, run.word, isOpen && run === runs.at(-1)) : [];
    if (whole.length) means.set(run.word, whole);
    for (const word of whole.length ? [] : parted(run)) {
      // What says nothing was not mistyped.
      const look = isTied ? pupitre.tied : common.has(word) ? pupitre.known : pupitre.meant;
      means.set(word, [...look(index, word, word === going), ...(joined.get(word) || [])]);
    }
  }
  const every = [...means].map(([word, meant]) => ({ word, meant }));
  const telling = every.filter(({ word }) => !common.has(word));
  // What hyphens make of common words alone is in no dictionary: peut-être.
  const saying = telling.length || (runs.length === 1 && all.length > 1) ? telling : every;
  return { all, looked: saying.slice(0, most.words) };
}

// The postings of words, by their numbers.
async function postings(index, numbers) {
  const place = (number) => {
    const after = pupitre.place(index.firsts, number + 1);
    return after - 1;
  };
  const stretches = new Set(numbers.map(place));
  const lists = new Map(
    await Promise.all([...stretches].map(async (at) => [at, await shard(index, 'w', at, (text) => text.split('~').map((list) => ({ list })))])),
  );
  return numbers.map((number) => {
    const at = place(number);
    const kept = lists.get(at)[number - index.firsts[at]];
    kept.numbers ||= pupitre.numbers(kept.list);
    return kept.numbers;
  });
}

// How much each passage and each page says of each of the words that were typed.
async function marks(index, typed) {
  const passages = new Float32Array(index.pageOf.length);
  const found = new Uint16Array(passages.length);
  const titled = new Uint16Array(index.starts.length);
  const anywhere = new Uint16Array(index.starts.length);
  const touched = [];
  // The best of what is meant by one word counts, not the sum; the next word finds it empty.
  const best = new Float32Array(passages.length);
  await Promise.all(
    typed.map(async ({ meant }, bit) => {
      const lists = await postings(index, meant.map(([number]) => number));
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
        best[passage] = 0;
      }
    }),
  );
  return { passages, found, titled, anywhere, touched };
}

// How many words a set of them holds.
const bits = Uint8Array.from({ length: 1 << most.words }, (_, mask) => mask.toString(2).replaceAll('0', '').length);

// The best of the passages: those with all words first, their page's title included, and of the others
// those whose page has the most. The beginning of a page that is titled so stands for all of its text.
// `total` counts those with all words.
function ranked(index, wanted, { passages, found, titled, anywhere, touched }) {
  const best = [];
  let total = 0;
  for (const passage of touched) {
    const page = index.pageOf[passage];
    const isTitled = titled[page] && passage === index.starts[page];
    const covered = bits[isTitled ? anywhere[page] : found[passage] | titled[page]];
    const score = passages[passage] + 100 * (2 * covered + bits[anywhere[page]]);
    if (covered === wanted) total += 1;
    const precedes = (other) => score > other.score || (score === other.score && passage < other.passage);
    if (best.length === most.ranked && !precedes(best[most.ranked - 1])) continue;
    let at = best.length;
    while (at > 0 && precedes(best[at - 1])) at -= 1;
    best.splice(at, 0, { passage, page, covered, score });
    best.length = Math.min(best.length, most.ranked);
  }
  return { total, best: total >= few ? best.filter(({ covered }) => covered === wanted) : best };
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

// How much less a question is worth: it asks, and does not say. And a page that every site has: it stands
// behind all of the author's that have as many words, unless its title is what was typed.
const asking = 3;
const foreign = 100;

// How much more a passage is worth whose heading is what was typed and little else.
const called = 12;
function named(headed, hits, { all, looked }, meant) {
  const telling = new Set(hits.map(({ typed }) => typed));
  if (telling.size < looked.length) return 0;
  return (called * headed.filter(({ word }) => meant.has(word) || all.includes(word)).length) / headed.length;
}

// How many of the words that were typed follow one another in a text as they were typed.
function inARow(said, { all, looked }, meant) {
  const places = new Map(looked.map(({ word }, at) => [word, at]));
  const typed = all.map((word) => places.get(word) ?? word);
  // Of each word that was typed, how many before it stand before the word that is read, itself included.
  const row = new Uint16Array(typed.length + 1);
  let longest = 0;
  for (const { word } of said) {
    const same = meant.get(word) ?? word;
    for (let at = typed.length; at > 0; at -= 1) {
      row[at] = typed[at - 1] === same ? row[at - 1] + 1 : 0;
      if (row[at] > longest) longest = row[at];
    }
  }
  return longest;
}

async function shown(index, { passage, page, score }, typed, meant) {
  const together = await shard(index, 'p', Math.floor(page / pagesTogether));
  const [href, title, module, ...texts] = together[page % pagesTogether];
  const at = (passage - index.starts[page]) * 4;
  const [kind, id, heading, text] = texts.slice(at, at + 4);
  const name = heading || title;
  const [headed, said] = [name, text].map(pupitre.words);
  const [inName, inText] = [headed, said].map((words) => pupitre.hits(words, meant));
  const extract = pupitre.extract(text, inText);
  // Words that stand close together belong together, the more so in their order.
  const close = new Set(extract.filter(([, isMarked]) => isMarked).map(([word]) => meant.get(pupitre.fold(word))));
  const row = Math.max(...[headed, said].map((words) => inARow(words, typed, meant)));
  const call = named(headed, inName, typed, meant);
  const isForeign = page >= index.own && (kinds[kind] !== 'page' || call < called);
  const less = isForeign ? foreign : kinds[kind] === 'question' ? asking : 0;
  return {
    score: score + call + 2 * close.size + 3 * row - less,
    result: {
      href: id ? `${href}#${encodeURIComponent(id)}` : href,
      page: title,
      heading,
      name: pupitre.marked(name, inName),
      module,
      passage: extract,
      kind: kinds[kind],
    },
  };
}

// What is found by a query: how many passages, and the first of them.
pupitre.search = async function (query) {
  try {
    return await found(query, await once('index', anew, pupitre.dictionary));
  } catch (error) {
    if (!(error instanceof Outdated)) throw error;
    return found(query, { ...(await once('index', anew, pupitre.dictionary)), isLast: true });
  }
};

async function found(query, index) {
  const typed = typedWords(query, index);
  const { looked } = typed;
  if (!looked.some(({ meant }) => meant.length)) return { total: 0, results: [] };
  const { total, best } = ranked(index, looked.length, await marks(index, looked));
  const meant = new Map(looked.flatMap((one, at) => one.meant.map(([number]) => [index.words[number], at])));
  const candidates = await Promise.all(spread(best, most.candidates).map((one) => shown(index, one, typed, meant)));
  candidates.sort((one, other) => other.score - one.score);
  const results = candidates.slice(0, most.results).map(({ result }) => result);
  return { total: total < few ? results.length : total, results };
}
})(pupitre);
