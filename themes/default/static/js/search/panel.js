// The search dialog: a field and a list of links. What they lead to, pupitre.search finds.
(function (pupitre) {
'use strict';

const { t, count } = pupitre;
const most = 20;
const patience = 500; // Milliseconds without a key before the number of results is told.
const { src } = document.currentScript; // Empty in the page itself, which then has the style sheet too.
const top = '../'.repeat(document.body.dataset.page.split('/').length - 1);
const address = (href) => (pupitre.address ? pupitre.address(href) : top + href);
const kinds = { term: t('search_term'), question: t('search_question') };

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const styled = !src || new Promise((done) => {
  const sheet = make('link', { rel: 'stylesheet', href: src.replace(/js$/, 'css') });
  sheet.onload = sheet.onerror = done;
  document.head.append(sheet);
});

const close = make('button', { type: 'button', class: 'button secondary' }, t('search_close'));
const field = make('input', { type: 'text', id: '_query', maxlength: 200, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'search' });
const status = make('p', { class: 'search-status', role: 'status' });
const list = make('ol', { class: 'search-results' });
const more = make('p', { class: 'search-more', hidden: '' });
const slash = make('input', { type: 'checkbox' });
const dialog = make('dialog', { class: 'search', 'aria-labelledby': '_search' },
  make('div', { class: 'search-head' }, make('label', { id: '_search', for: '_query' }, t('search_label')), close, field),
  status, list, more,
  make('div', { class: 'search-foot' },
    make('p', {}, make('a', { href: address('plan.html') }, t('search_plan')), ' ', make('a', { href: address('a-z.html') }, t('search_index'))),
    make('label', {}, slash, ' ', t('search_slash'))),
);
document.body.append(dialog);

// A key without Ctrl must have a switch (WCAG 2.1.4), which start.js looks at.
slash.checked = pupitre.keep('slash') !== 'off';
slash.onchange = () => pupitre.keep('slash', slash.checked ? 'on' : 'off');

const marked = (pieces) => pieces.map(([text, isMarked]) => (isMarked ? make('mark', {}, text) : text));

function item({ href, page, heading, name, module, passage, kind }, at) {
  const id = `_found-${at}`;
  const where = [module, heading && heading !== page && page].filter(Boolean).join(' – ');
  return make('li', {},
    make('a', { href: address(href), 'aria-describedby': id }, ...marked(name)),
    make('div', { id },
      make('p', { class: 'search-where' }, ...(kinds[kind] ? [make('span', { class: 'kind' }, kinds[kind]), ' '] : []), where),
      make('p', { class: 'search-passage' }, ...marked(passage))),
  );
}

let latest = '';
let answer; // Promise of the results shown for what was asked last.
let telling;

function tell(text) {
  clearTimeout(telling);
  telling = setTimeout(() => (status.textContent = text), text && patience);
}

function show(query, { total, results }) {
  const shown = results.slice(0, most);
  list.replaceChildren(...shown.map(item));
  more.hidden = total <= shown.length;
  more.textContent = count('search_more', total - shown.length);
  dialog.scrollTop = 0;
  if (!query) tell('');
  else tell(total ? count('search_results', total, { query }) : t('search_none', { query }));
}

async function ask(query) {
  try {
    const found = query ? await pupitre.search(query) : { total: 0, results: [] };
    if (query === latest) show(query, found);
  } catch {
    show('', { total: 0, results: [] });
    tell(t('search_failed'));
  }
}

field.oninput = () => {
  const query = field.value.trim();
  if (query === latest) return;
  latest = query;
  answer = ask(query);
};

// Between the field and the links, and from link to link.
dialog.onkeydown = async (event) => {
  const at = [...list.querySelectorAll('a')].indexOf(document.activeElement);
  const isField = event.target === field;
  if ((at < 0 && !isField) || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const keys = isField ? { ArrowDown: 0, Enter: 0 } : { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -2 };
  const to = keys[event.key];
  if (to === undefined) return;
  event.preventDefault();
  await answer;
  const links = [...list.querySelectorAll('a')];
  const next = to === -1 ? field : links.at(to === -2 ? -1 : to);
  next?.focus();
};

// A link within the page leaves the dialog open else; one that opens another tab is to leave it so.
list.onclick = (event) => {
  if (event.target.closest('a') && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
};
close.onclick = () => dialog.close();
let pressed;
dialog.onpointerdown = (event) => (pressed = event.target);
dialog.onclick = (event) => {
  if (event.target === dialog && pressed === dialog) dialog.close();
};

pupitre.openSearch = async () => {
  await styled;
  if (!dialog.open) dialog.showModal();
  field.focus();
  field.select();
};
})(pupitre);
