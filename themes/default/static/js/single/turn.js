// Where the whole course is one document: shows one page at a time, as if each were a document of its
// own, and lets each run its scripts when it is first shown. Without scripts, all of them stand there.
(function () {
'use strict';

const html = document.documentElement;
const loads = {};
const places = {}; // How far each entry of the history was read.
let leaves, main, eager, nav, said, shown, booklet, entry;

// A script that the document holds, run; nothing for one that it does not.
function run(name) {
  const text = document.querySelector(`script[data-name="${name}"]`)?.textContent;
  // Its policy allows what it holds, however it comes to run.
  if (text) document.head.append(Object.assign(document.createElement('script'), { text }));
}

const load = (name) => (loads[name] ||= Promise.resolve(run(name)));

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// A browser grumbles at a field that wants the focus as it comes in.
function fill(...nodes) {
  for (const field of eager) field.autofocus = false;
  main.replaceChildren(...nodes);
  for (const field of eager) field.autofocus = main.contains(field);
}

// What stands in `main` goes back where it comes from.
function close() {
  shown?.append(...main.childNodes);
}

function show(leaf) {
  const { classes, page, title } = leaf.dataset;
  html.classList.remove('runs');
  close();
  shown = leaf;
  fill(...leaf.childNodes);
  document.body.className = classes;
  document.body.dataset.page = page;
  document.title = title;
  for (const link of nav) {
    if (decoded(link.hash.slice(1)) === leaf.id) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  // To the page's own scripts, it is one that the browser brings back.
  if (leaf.ran) dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  else run('page');
  leaf.ran = true;
}

// The focus goes where the reader goes; a heading says by itself what page it is of.
function focus(target) {
  if (!target.matches('a, button, input, select, textarea, summary, [tabindex]')) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

// Shows what the address names.
function turn() {
  const before = shown;
  const id = decoded(location.hash.slice(1));
  const leaf = leaves.get(id.split(':')[0]) || (id ? null : leaves.values().next().value);
  if (!leaf && shown) return;
  if (leaf !== shown) show(leaf || leaves.values().next().value);
  if (!history.state) history.replaceState(Date.now(), '');
  entry = history.state;
  const section = id.includes(':') && document.getElementById(id);
  if (before && before !== shown) {
    const heading = main.querySelector('h1') || main;
    focus(section || heading);
    said.textContent = section ? document.title : '';
  }
  if (entry in places) scrollTo({ top: places[entry], behavior: 'instant' });
  else if (section) section.scrollIntoView();
  else if (before || id) scrollTo({ top: 0, behavior: 'instant' });
}

// On paper, the whole course: but for what is filled in by the student, which is printed by itself.
function print() {
  if (document.body.matches('.page-results, .page-attestation')) return;
  const { className } = document.body;
  const { activeElement } = document;
  const top = scrollY;
  close();
  fill(...leaves.values());
  document.body.className = booklet;
  addEventListener('afterprint', () => {
    fill();
    fill(...shown.childNodes);
    document.body.className = className;
    activeElement?.focus({ preventScroll: true });
    scrollTo({ top, behavior: 'instant' });
  }, { once: true });
}

function begin() {
  main = document.querySelector('main');
  leaves = new Map(Array.from(main.querySelectorAll('.leaf'), (leaf) => [leaf.id, leaf]));
  nav = document.querySelectorAll('.banner a, .footer a');
  booklet = document.body.className;
  said = Object.assign(document.createElement('p'), { className: 'unseen' });
  said.setAttribute('role', 'status');
  document.body.append(said);
  eager = [...main.querySelectorAll('[data-autofocus]')];
  fill();
  history.scrollRestoration = 'manual';
  addEventListener('beforeprint', print); // Before the pages' own, which look at what is there.
  turn();
  html.classList.add('turned');
  addEventListener('hashchange', turn);
  addEventListener('scroll', () => {
    places[entry] = scrollY;
  }, { passive: true });
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href="#_content"]');
    if (!link) return;
    // Not a page: the address stays.
    event.preventDefault();
    focus(main);
    main.scrollIntoView();
  });
}

// What stands at an address of the site.
const address = (href) => `#${href.replace('.html#', ':').replace(/\.html$/, '')}`;

window.pupitre = { load, address };
html.classList.replace('no-js', 'js');
document.addEventListener('DOMContentLoaded', begin);
})();
