// What a reload of the page must not lose: where the reader is, what is open, answered and in focus.
(function (preview) {
'use strict';

// What the page was given with it.
preview.given = JSON.parse(document.querySelector('script[data-pupitre-given]').textContent);
// What was kept of a page that is gone for a while waits for its return.
const isGone = Boolean(preview.given.told.author?.gone);
const KEPT = 'pupitre:preview:kept';
// Far more than stand on a screen: some of them outlive an edit.
const MOST_ANCHORS = 40;

const all = (selector) => [...document.querySelectorAll(selector)];
const words = (element) => element.textContent.replace(/\s+/g, ' ').trim().slice(0, 200);
// By its words and as the how-manieth of these: a line more or less above it changes nothing.
const named = (elements, name) => {
  const seen = new Map();
  return elements.map((element) => {
    const key = name(element);
    seen.set(key, (seen.get(key) ?? -1) + 1);
    return [`${key}\n${seen.get(key)}`, element];
  });
};

function store(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null; // Refused: the page then begins anew.
  }
}

// Under its heading: many have the same words.
const heading = (element) => words(element.closest('section')?.querySelector('h1, h2, h3, h4, h5, h6') ?? element.querySelector('summary') ?? element);
const details = () => named(all('details'), (element) => `${heading(element)}\n${words(element.querySelector('summary') || element)}`);

const isTicked = (field) => ['radio', 'checkbox'].includes(field.type);
const valueOf = (field) => (isTicked(field) ? field.checked : field.value);
const isEmpty = (field) => !valueOf(field);

// The question is known by its words or by its place, whichever an edit left; the field within it by
// the text that it stands for, where the page tells.
function fields() {
  const questions = all('section.question');
  return all('main :is(input, textarea, select)').map((field) => {
    const question = field.closest('section.question') || document.body;
    const title = words(question.querySelector('h1, h2, h3, h4, h5, h6') || question);
    const row = field.closest('[data-key]')?.dataset.key ?? [...question.querySelectorAll(field.localName)].indexOf(field);
    const part = `${field.type} ${isTicked(field) ? field.value : row}`;
    return { field, keys: [`${title} ${part}`, `${questions.indexOf(question)} ${part}`] };
  });
}

const anchors = () => named(all('main :is(h1, h2, h3, h4, h5, h6, p, li, pre, summary, legend, td, img)'), (element) => `${element.localName}\n${element.src || words(element)}`);
// Wide tables, the contents of a long page: all that scrolls within it.
const isWide = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => clientWidth > 0 && (scrollWidth > clientWidth || scrollHeight > clientHeight);
const scrollers = () => named(all('body *').filter(isWide), (element) => [element.localName, element.className, element.closest('section') ? heading(element) : ''].join('\n'));
const players = () => named(all('video, audio'), (player) => player.currentSrc.split('?')[0]);

const focusable = () => named(all('a[href], button, input, select, textarea, summary, [tabindex]'), (element) => element.id || [element.localName, element.name, element.value, words(element)].join('\n'));

// What does not move with the page says nothing about where the reader is.
function isStuck(element) {
  const { position } = getComputedStyle(element);
  return position === 'fixed' || position === 'sticky' || (element.parentElement ? isStuck(element.parentElement) : false);
}

// What is kept of a page that is gone goes where that went.
const follow = (path, note) =>
  store((session) => {
    const kept = JSON.parse(session.getItem(KEPT));
    if (kept?.path === location.pathname) session.setItem(KEPT, JSON.stringify({ ...kept, path, note }));
  });

// Keeps what there is, for the page at `path` if the reader is sent there.
preview.keep = (path, note) => {
  // The browser would scroll by itself, and later.
  history.scrollRestoration = 'manual';
  if (isGone) return follow(path, note);
  const visible = anchors().filter(([, element]) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height && bottom > 0 && top < innerHeight && !isStuck(element);
  });
  const active = document.activeElement;
  const focused = focusable().find(([, element]) => element === active);
  const kept = {
    path,
    note,
    scroll: [scrollX, scrollY],
    anchors: visible.slice(0, MOST_ANCHORS).map(([key, element]) => [key, element.getBoundingClientRect().top]),
    scrolled: scrollers().filter(([, element]) => element.scrollLeft || element.scrollTop).map(([key, { scrollLeft, scrollTop }]) => [key, scrollLeft, scrollTop]),
    played: players().filter(([, player]) => player.currentTime).map(([key, { currentTime, paused }]) => [key, currentTime, paused]),
    details: details().map(([key, element]) => [key, element.open]),
    fields: fields().filter(({ field }) => !isEmpty(field)).map(({ field, keys }) => [keys, valueOf(field)]),
    scheme: document.documentElement.dataset.scheme,
    focus: focused && [focused[0], active.selectionStart ?? null, active.selectionEnd ?? null],
  };
  store((session) => session.setItem(KEPT, JSON.stringify(kept)));
};

function taken() {
  const kept = store((session) => {
    const text = session.getItem(KEPT);
    session.removeItem(KEPT);
    return text && JSON.parse(text);
  });
  return kept?.path === location.pathname ? kept : null;
}

function scroll({ scroll: [x, y], anchors: kept }) {
  const now = new Map(anchors());
  const [key, top] = kept.find(([key]) => now.get(key)?.getBoundingClientRect().height) || [];
  const to = key === undefined || y === 0 ? y : scrollY + now.get(key).getBoundingClientRect().top - top;
  scrollTo({ left: x, top: to, behavior: 'instant' });
}

function open(kept) {
  const now = new Map(details());
  for (const [key, isOpen] of kept) if (now.has(key)) now.get(key).open = isOpen;
}

function scrollWithin(kept) {
  const now = kept.length && new Map(scrollers());
  for (const [key, left, top] of kept) now.get(key)?.scrollTo({ left, top, behavior: 'instant' });
}

// The browser may refuse to play what nobody has started on this page.
function play(kept) {
  const now = new Map(players());
  for (const [key, time, paused] of kept) {
    const player = now.get(key);
    if (!player) continue;
    player.currentTime = time;
    if (!paused) player.play().catch(() => {});
  }
}

// What the page's own scripts did not bring back, as after an edit of the very question.
function answer(kept) {
  const saved = new Map(kept.flatMap(([keys, value]) => keys.map((key) => [key, value])));
  for (const { field, keys } of fields()) {
    const key = keys.find((key) => saved.has(key));
    if (key === undefined || field.disabled || !isEmpty(field)) continue;
    const value = saved.get(key);
    if (field.type === 'radio' && all(`input[name="${CSS.escape(field.name)}"]`).some((radio) => radio.checked)) continue;
    if (isTicked(field)) field.checked = value;
    else field.value = value;
    // A choice that is no more.
    if (field.selectedIndex < 0) field.selectedIndex = 0;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

function focus([key, start, end]) {
  const element = new Map(focusable()).get(key);
  // Who has begun to do something else goes on.
  if (!element || document.activeElement !== document.body) return;
  element.focus({ preventScroll: true });
  if (start !== null) element.setSelectionRange?.(start, end);
}

// The theme gives a long quiz its scripts piece by piece.
function whenEquipped(then, tries = 100) {
  const waits = all('form.question-form').some((form) => !form.querySelector('.question-actions'));
  if (waits && tries) setTimeout(whenEquipped, 5, then, tries - 1);
  else then();
}

const kept = isGone ? null : taken();
preview.note = kept?.note;

// Brings back what was kept, before the first paint, and once more when all is there; `then` comes after
// that, so that nothing is kept of a page that is half brought back.
preview.restore = (then) => {
  if (!kept) return then();
  let untouched = true;
  for (const name of ['wheel', 'touchmove', 'keydown', 'pointerdown']) addEventListener(name, () => (untouched = false), { once: true, passive: true });
  const settle = () => untouched && scroll(kept);
  const { scheme } = kept;
  if (scheme !== document.documentElement.dataset.scheme) document.querySelector(`[data-scheme-control] [value="${scheme || 'auto'}"]`)?.click();
  open(kept.details);
  settle();
  whenEquipped(() => {
    answer(kept.fields);
    open(kept.details);
    scrollWithin(kept.scrolled);
    settle();
    if (kept.focus) focus(kept.focus);
    then();
  });
  addEventListener('load', () => {
    settle();
    play(kept.played);
    // In this very event the browser would still scroll.
    setTimeout(() => (history.scrollRestoration = 'auto'), 200);
  });
};
preview.store = store;
})(preview);
