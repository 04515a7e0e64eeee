// Over HTTP(S): a site that can be installed, that is kept for reading without a network, and that
// offers a new version of itself.
(function (pupitre) {
'use strict';

const { t } = pupitre;
const workers = navigator.serviceWorker;
const theme = document.currentScript.src.replace(/[^/]*$/, '');
const root = theme.replace(/[^/]*\/$/, '');
const element = (name, properties) => Object.assign(document.createElement(name), properties);
const later = `pupitre:${root}:later`;
let bar;
let styled;
let isTaken = false;

function stored(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null; // Refused: the offer comes again on each page.
  }
}

// Says something at the edge of the page, without taking the focus.
async function say(text, actions) {
  if (!bar) {
    bar = element('div', { className: 'notice' });
    bar.setAttribute('role', 'status');
    const style = element('link', { rel: 'stylesheet', href: `${theme}hosted.css` });
    document.body.append(bar);
    styled = new Promise((onload) => document.head.append(Object.assign(style, { onload, onerror: onload })));
    new ResizeObserver(arrange).observe(bar);
  }
  await styled;
  const buttons = actions.map(([key, act]) => element('button', { type: 'button', textContent: t(key), onclick: act }));
  bar.replaceChildren(element('p', { textContent: text }), ...buttons);
  bar.hidden = false;
}

// Room for the notice, so that what has the focus is never below it (WCAG 2.4.11), nor the end of the page.
function arrange() {
  const { style } = document.documentElement;
  if (bar.hidden) style.removeProperty('--notice');
  else style.setProperty('--notice', `${bar.offsetHeight}px`);
}

const close = () => (bar.hidden = true);

function versionOf(worker) {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage('version', [port2]);
  return new Promise((told) => (port1.onmessage = ({ data }) => told(data)));
}

// Answers are kept as they are given: a page may be loaded again at any moment that its reader chooses.
async function offer(worker, act) {
  const version = await versionOf(worker);
  if (stored((store) => store.getItem(later)) === version) return;
  const wait = () => {
    stored((store) => store.setItem(later, version));
    close();
  };
  say(t('new_version'), [['new_version_take', act], ['new_version_later', wait]]);
}

function take(worker) {
  isTaken = true;
  const look = () => worker.state === 'activated' && location.reload();
  worker.addEventListener('statechange', look);
  worker.postMessage('take');
  look(); // Another tab may have taken it.
}

async function register() {
  // Where the site was, there is another server now.
  workers.addEventListener('message', ({ data }) => data === 'retired' && location.reload());
  const registration = await workers.register(`${root}sw.js`);
  let isFirst = !registration.active;
  const look = () => {
    const { active, waiting } = registration;
    if (active && waiting) offer(waiting, () => take(waiting));
    else if (active?.state === 'activated' && isFirst) {
      isFirst = false;
      say(t('kept_offline'), [['kept_offline_close', close]]);
    }
  };
  // A small site may be kept before this page hears of it.
  const follow = () => [registration.installing, registration.active].forEach((worker) => worker?.addEventListener('statechange', look));
  registration.addEventListener('updatefound', follow);
  follow();
  look();
  // Taken in another tab: this page is still of the version before.
  const isKept = workers.controller;
  workers.addEventListener('controllerchange', () => isKept && !isTaken && offer(workers.controller, () => location.reload()));
}

// The preview is never kept, nor is anything where the reader saves data. Where a worker is refused, the
// site is read as any other.
if (workers && !document.querySelector('script[src*="/_pupitre/"]')) {
  document.head.append(element('link', { rel: 'manifest', href: `${root}manifest.webmanifest` }));
  if (!navigator.connection?.saveData) register().catch(() => {});
}
})(pupitre);
