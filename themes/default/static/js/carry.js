// Where each file of the folder has a storage of its own (Firefox on file://), links hand the progress
// over from page to page. Each keeps what it gets of others, to pass it on.
(function (pupitre) {
'use strict';

const { t, open, pack, unpack, nameOf } = pupitre;
const { course } = document.documentElement.dataset;
const top = new URL('../', document.currentScript.src).href;
const store = pupitre.page?.store || pupitre.results?.store || open(course, () => localStorage);
const MARK = '~pupitre1.';
const ELSEWHERE = '~'; // Begins the id of an answer to what another page asks: the rest is its name in links.
const plain = (href) => href.replace(/[?#].*/, '');
const results = `${top}results.html`;
const isResults = plain(location.href) === results;

// By its name in a link: what this page asks, or tells of, {id, f}.
const known = {};
function know(id, f) {
  known[nameOf(id, f)] = { id, f };
}
if (pupitre.page) {
  const { kind, dataset } = pupitre.page;
  know(`${kind}/${dataset.quiz}`);
  for (const { dataset } of document.querySelectorAll('section.question')) know(`${kind}/${dataset.question}`, dataset.fingerprint);
}
for (const row of document.querySelectorAll('[data-questions]')) {
  const { kind, questions } = row.dataset;
  // A quiz is called after the address of its page, as src/render/context.rs writes it.
  know(`${kind}/${plain(row.querySelector('a')?.href || '').slice(top.length).replace('.html', '').replaceAll('/', '-')}`);
  for (const question of questions.split(' ')) {
    const [identity, f] = question.split(':');
    know(`${kind}/${identity}`, f);
  }
}

let erased = 0; // When the student last erased all, here or elsewhere.

function lastErased() {
  try {
    erased = Math.max(erased, Number(localStorage.getItem(`${store.key}:erased`)) || 0);
  } catch {
    // Refused: it lasts as long as the page, and goes on with its links.
  }
  return erased;
}

function setErased(time) {
  erased = time;
  try {
    localStorage.setItem(`${store.key}:erased`, time);
  } catch {
    // As above.
  }
}

const isNewer = (row, than) => !than || Math.floor(than.t / 1000) < Math.floor(row.t / 1000);

// All that this page knows, by the names that links use.
function all() {
  store.reload();
  const rows = {};
  for (const table of Object.values(store.all())) {
    for (const [id, row] of Object.entries(table)) {
      const name = id.startsWith(ELSEWHERE) ? id.slice(1) : nameOf(id, row.f);
      if (isNewer(row, rows[name])) rows[name] = row;
    }
  }
  return { rows, erased: lastErased() };
}

const { erase } = store;

store.erase = () => {
  erase();
  setErased(Math.floor(Date.now() / 1000) * 1000);
};

// What was erased on another page goes here too.
function forget(time) {
  const { answers, runs } = store.all();
  const since = (table) => Object.fromEntries(Object.entries(table).filter(([, { t }]) => t >= time));
  erase();
  store.keep(() => ({ answers: since(answers), runs: since(runs) }));
  setErased(time);
}

// Takes what is newer.
function take(got) {
  store.reload();
  if (got.erased > lastErased()) forget(got.erased);
  store.keep((ours) => {
    const news = { answers: {}, runs: {} };
    for (const [name, row] of Object.entries(got.rows)) {
      const { id, f } = known[name] || { id: ELSEWHERE + name };
      const table = row.r ? 'answers' : 'runs';
      if (row.t >= erased && isNewer(row, ours[table][id])) news[table][id] = f ? { ...row, f } : row;
    }
    return news;
  });
  // As if another tab had stored it: the page knows how to follow.
  dispatchEvent(new StorageEvent('storage', { key: store.key }));
}

// Goes to that place as a link does, but not before Firefox has done with the address as it came: it
// would take the mark from what `:target` stands for.
function show(place) {
  const go = () => location.replace(place);
  if (document.readyState === 'complete') go();
  else addEventListener('pageshow', () => setTimeout(go), { once: true });
}

// What the address hands over, taken out of it; the place on the page stays. Undefined without a mark, null for
// what is damaged or foreign.
function arrive() {
  const at = location.hash.indexOf('~pupitre');
  if (at < 0) return undefined;
  const place = at > 1 ? location.hash.slice(0, at) : '';
  const text = location.hash.slice(at);
  history.replaceState(history.state, '', plain(location.href) + location.search + place);
  if (place) show(place);
  const got = text.startsWith(MARK) ? unpack(course, text.slice(MARK.length)) : null;
  if (got) take(got);
  return got;
}

// Only as long as the link is followed or opened in a tab: what is shown and copied stays short.
function handOver({ target }) {
  const link = target.closest?.('a[href]');
  const url = plain(String(link?.href));
  const href = link?.getAttribute('href');
  if (!url.startsWith(top) || !url.endsWith('.html') || url === plain(location.href) || href.includes(MARK)) return;
  link.setAttribute('href', `${href}${href.includes('#') ? '' : '#'}${MARK}${pack(course, all())}`);
  setTimeout(() => link.setAttribute('href', href));
}

// What the student should know of it, and the way to the file that holds it. A course without results has
// nothing to tell.
function tell(key) {
  const head = document.querySelector('main header, main h1');
  if (!key || !head || ![...document.links].some(({ href }) => plain(href) === results)) return;
  const [note, lead, text, link] = ['div', 'p', 'p', 'a'].map((name) => document.createElement(name));
  note.className = 'quiz-note carry';
  note.setAttribute('role', 'note');
  lead.textContent = t('carry_lead');
  link.href = isResults ? '#_keep' : `${results}#_keep`;
  link.textContent = t('carry_file');
  text.append(`${t(key)} `, link);
  note.append(lead, text);
  head.after(note);
}

// Whether another page has been here: then all know the same, and there is nothing to hand over.
function isShared() {
  try {
    const before = localStorage.getItem(`${store.key}:page`) || location.pathname;
    localStorage.setItem(`${store.key}:page`, location.pathname);
    return before !== location.pathname;
  } catch {
    return false;
  }
}

const got = arrive();
addEventListener('hashchange', arrive);
if (isShared()) return;
// By a link, by a bookmark or a double click; a reload and the way back bring nothing and lose nothing.
const [{ type } = {}] = performance.getEntriesByType('navigation');
tell(
  got?.left === 2 || (got?.left && isResults) ? 'carry_left'
  : isResults ? 'carry_results'
  : !got && type === 'navigate' && 'carry_otherwise',
);
for (const type of ['click', 'auxclick', 'contextmenu']) addEventListener(type, handOver, true);
})(pupitre);
