// What the author is told, over the page: a badge, and a panel with every mistake. Both live in a
// shadow tree, where no style of the page reaches them, nor theirs the page.
(function (preview) {
'use strict';

// Time to read a sentence, and to be distracted for a moment.
const NOTED = 8000;
const STATE = 'pupitre:preview:panel';
const { store } = preview;
const { given } = preview;
const listsAll = 'pupitreAll' in document.documentElement.dataset;

const host = document.createElement('pupitre-preview');
host.toggleAttribute('data-all', listsAll);
const root = host.attachShadow({ mode: 'open' });
const sheet = new CSSStyleSheet();
sheet.replaceSync(preview.style);
root.adoptedStyleSheets = [sheet];

// {folded: whether errors stay behind the badge, asked: whether the panel was opened by hand,
// seen: the errors that were told, hushed: the warnings that were dismissed}
const state = { folded: false, asked: false, seen: [], hushed: '', ...store((session) => JSON.parse(session.getItem(STATE))) };
let told;
let drawn; // What is shown already.

function change(next) {
  Object.assign(state, next);
  store((session) => session.setItem(STATE, JSON.stringify(state)));
  arrange();
}

function make(name, properties = {}, ...parts) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || key === 'role') element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...parts.filter((part) => part !== null && part !== ''));
  return element;
}

// Catalogues write `code` between backticks.
const prose = (text) => text.split('`').map((part, at) => (at % 2 ? make('code', {}, part) : part));

function button(className, onclick, ...parts) {
  return make('button', { type: 'button', className, onclick }, ...parts);
}

// A link to the editor, or else a text that is easy to copy.
function place({ shown, path = shown, link }, className = 'place') {
  return link ? make('a', { className, href: link }, path) : make('span', { className: `${className} copied` }, path);
}

function excerpt({ line, before, marked, after, label }) {
  if (line === null) return '';
  const mark = make('mark', { className: marked ? '' : 'gap' }, marked);
  const text = make('code', {}, before, mark, after);
  const shown = make('div', { className: 'excerpt' }, make('span', { className: 'line', 'aria-hidden': 'true' }, line), text);
  if (label) shown.append(make('span', { className: 'label' }, ...prose(label)));
  return shown;
}

function mistake({ severity, word, code, message, help, here, page, at, related }) {
  const item = make('li', { className: severity });
  item.append(
    make('p', { className: 'message' }, make('strong', {}, word), ' ', ...prose(message)),
    make('p', { className: 'where' }, place(at), here && !listsAll ? make('span', { className: 'here' }, told.words.here) : '', make('span', { className: 'code' }, code), page && !here ? make('a', { href: page }, told.words.page) : ''),
    excerpt(at),
  );
  if (help) item.append(make('p', { className: 'help' }, ...prose(help)));
  if (related) item.append(make('p', { className: 'where' }, place(related)), excerpt(related));
  return item;
}

const note = make('p', { className: 'note', role: 'status' });
const lost = make('p', { className: 'note lost', role: 'status' });
const open = button('open', () => (change({ folded: false, asked: true }), title.focus()));
const dismiss = button('dismiss', () => (change({ hushed: warningsOf(told) }), open.focus()), '×');
const edit = make('span', { className: 'edit' });
const dock = make('div', { className: 'dock' }, edit, open, dismiss);
const title = make(listsAll ? 'h1' : 'h2', { id: 'title', tabIndex: -1 });
const stale = make('p', { className: 'stale' });
const home = make('a', { className: 'home', href: '/', hidden: !listsAll });
const fold = button('fold', () => close());
const list = make('ol', { className: 'mistakes' });
const more = make('p', { className: 'more' });
const scroller = make('div', { className: 'scroller', tabIndex: 0, role: 'group', 'aria-labelledby': 'title' }, list, more);
const text = make('span', { className: 'text' });
const reveal = button('reveal', () => preview.reveal());
const all = make('a', { href: '/_pupitre/' });
const foot = make('footer', {}, text, reveal, all);
const panel = make('section', { className: 'panel', 'aria-labelledby': 'title' }, make('header', {}, make('div', {}, title, stale), home, fold), scroller, foot);
const voice = make('p', { className: 'voice', role: 'status' });
const gone = make('section', { className: 'gone' });
const aside = make(listsAll ? 'main' : 'aside', {}, gone, lost, note, panel, dock, voice);

function close() {
  const hadFocus = panel.contains(root.activeElement);
  change({ folded: true, asked: false });
  if (hadFocus) open.focus();
}

const named = (author, severity) => author.mistakes.filter((each) => each.severity === severity).map(({ code, message, at }) => `${code} ${message} ${at.shown.split(':')[0]}`);
const warningsOf = ({ author }) => named(author, 'warning').join('\n') + author.warnings;

// Tells the author; nothing is drawn again that is there.
preview.tell = (news) => {
  const fresh = JSON.stringify(news);
  if (fresh === drawn) return;
  const first = !drawn;
  drawn = fresh;
  told = news;
  const { words, author } = told;
  aside.setAttribute('aria-label', words.name);
  lost.textContent = words.lost;
  if (!author) return arrange();
  const focused = [...scroller.querySelectorAll('a')].indexOf(root.activeElement);
  title.textContent = author.summary;
  fold.textContent = words.fold;
  home.textContent = words.home;
  stale.textContent = words.stale;
  stale.hidden = !author.stale;
  list.replaceChildren(...author.mistakes.map(mistake));
  if (focused >= 0) (scroller.querySelectorAll('a')[focused] || scroller).focus({ preventScroll: true });
  more.textContent = author.more ?? '';
  more.hidden = !author.more;
  all.textContent = words.all;
  dismiss.title = words.dismiss;
  dismiss.setAttribute('aria-label', words.dismiss);
  if (!first) voice.textContent = author.summary;
  edits(words, author);
  account(words, author);
  preview.revealing(preview.isRevealed());
  const errors = named(author, 'error');
  const isNew = errors.some((error) => !state.seen.includes(error));
  change({ seen: errors, folded: state.folded && !isNew, asked: state.asked && (first || author.mistakes.length > 0) });
};

function edits(words, { text: source }) {
  edit.replaceChildren();
  text.replaceChildren();
  if (!source) return;
  const sign = make('span', { 'aria-hidden': 'true' }, '✎ ');
  const short = make('span', { className: 'path' }, source.path);
  if (source.link) edit.append(make('a', { href: source.link, title: words.edit, 'aria-label': `${words.edit} ${source.path}` }, sign, short));
  text.append(`${words.edit} `, place(source));
}

// What became of a page that is not there.
function account(words, { gone: why }) {
  host.toggleAttribute('data-gone', Boolean(why));
  gone.replaceChildren();
  if (why) gone.append(make('p', {}, make('strong', {}, ...prose(why))), make('p', {}, words.back, ' ', make('a', { href: '/' }, words.home)));
}

// What is seen of it.
function arrange() {
  const { author } = told;
  dock.hidden = !author || listsAll;
  panel.hidden = !author;
  if (!author || listsAll) return;
  const { errors, warnings, summary } = author;
  const shows = state.asked || (errors > 0 && !state.folded);
  panel.hidden = !shows;
  dock.hidden = shows;
  const quiet = !errors && (!warnings || warningsOf(told) === state.hushed);
  dismiss.hidden = quiet || errors > 0;
  dock.className = `dock ${errors ? 'error' : quiet ? 'quiet' : 'warning'}`;
  const sign = make('span', { 'aria-hidden': 'true' }, errors ? '✗' : quiet ? '✓' : '!');
  open.replaceChildren(sign, make('span', { className: quiet ? 'unseen' : '' }, ` ${quiet ? told.words.open : summary}`));
  open.title = quiet ? summary : '';
}

// For the panel, whatever its height: the end of the page, what is typed in and notes are never below it.
function makeRoom() {
  const room = panel.hidden ? '' : `${panel.offsetHeight}px`;
  aside.style.setProperty('--room', room);
  document.body.style.paddingBottom = room;
  document.documentElement.style.scrollPaddingBottom = room;
}

// What the button says that shows the answers of the page.
preview.revealing = (shown) => {
  reveal.hidden = !preview.canReveal();
  reveal.textContent = told.words[shown ? 'conceal' : 'reveal'];
};

preview.lost = (isLost) => {
  lost.hidden = !isLost;
};

// For who waits for it.
preview.connected = (isConnected) => host.toggleAttribute('data-connected', isConnected);

// Escape is the page's own if that did something with it, or closes a dialog of its own.
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
  if (!panel.hidden && !listsAll) close();
});

// Once it is there: what comes with the page is not read out.
function notify(words) {
  setTimeout(() => (note.textContent = words), 50);
  setTimeout(() => (note.hidden = true), NOTED);
}

preview.draw = () => {
  preview.lost(false);
  note.hidden = !preview.note;
  if (preview.note) notify(given.told.words[preview.note]);
  preview.tell(given.told);
  // Above what the page itself says of it, or out of its way.
  const main = given.told.author?.gone && document.querySelector('main');
  if (main) main.before(host);
  else document.body.append(host);
  if (!listsAll) new ResizeObserver(makeRoom).observe(panel);
};
root.append(aside);
})(preview);
