// Keeps the page true to its source while that is written.
(function (preview) {
'use strict';

const FIRST_WAIT = 100;
const LONGEST_WAIT = 2000;
// A server on this machine answers at once; another, over a network that has slept, may not.
const PATIENCE = 2000;
// Who types is not interrupted until the hand rests, nor who searches until that is closed.
const REST = 500;

const path = pathShown();
const known = {}; // The marks of the files that the page uses.
let socket;
let wait = FIRST_WAIT;
let retry;
let deadline;
let leaves = false;
let outdated = false; // By a file that cannot be put on in place.
let typed = -REST;
let composes = false;
let later;

function pathShown() {
  let shown = location.pathname;
  try {
    shown = decodeURIComponent(shown);
  } catch {
    // Not encoded as an address is: it stands for itself.
  }
  return shown.replace(/^\//, '').replace(/(^|\/)$/, '$1index.html');
}

function connect() {
  clearTimeout(retry);
  socket = new WebSocket(`${location.protocol.replace('http', 'ws')}//${location.host}/_pupitre/tab`);
  socket.onopen = hello;
  socket.onmessage = ({ data }) => {
    clearTimeout(deadline);
    wait = FIRST_WAIT;
    preview.lost(false);
    hear(JSON.parse(data));
    preview.connected(!leaves);
  };
  socket.onclose = lose;
}

function lose() {
  clearTimeout(deadline);
  preview.connected(false);
  if (leaves) return;
  // A restart takes less; a sign that flickers would help nobody.
  if (wait > 4 * FIRST_WAIT) preview.lost(true);
  retry = setTimeout(connect, wait);
  wait = Math.min(2 * wait, LONGEST_WAIT);
}

function hello() {
  socket.send(JSON.stringify({ path, files: preview.files(), hidden: document.hidden }));
}

// Which files the page uses is known by and by.
preview.ask = () => socket?.readyState === WebSocket.OPEN && hello();

// Something has happened that makes it likely to be reached, or not: the machine woke, say.
function check() {
  if (leaves) return;
  if (socket.readyState === WebSocket.OPEN) {
    clearTimeout(deadline);
    deadline = setTimeout(() => {
      socket.onclose = null;
      socket.close();
      connect();
    }, PATIENCE);
    hello();
  } else if (socket.readyState === WebSocket.CLOSED) {
    wait = FIRST_WAIT;
    connect();
  }
}

function leave(to) {
  if (leaves) return;
  const rest = composes || document.querySelector('dialog[open]') ? REST : typed + REST - performance.now();
  if (rest > 0) {
    later = setTimeout(leave, rest, to);
    return;
  }
  leaves = true;
  const keep = () => preview.keep(to || location.pathname, to && 'moved');
  keep();
  // The page can be used until the next one is there.
  addEventListener('pagehide', keep);
  if (to) location.replace(to + location.hash);
  else location.reload();
}

function hear({ to, page, theme, files, told }) {
  // Of what changed while the page was loading, only that is known.
  const early = theme !== preview.given.theme;
  preview.given.theme = theme;
  const changed = Object.keys(files).filter((file) => (file in known ? known[file] !== files[file] : early && file.startsWith('theme/')));
  Object.assign(known, files);
  if (changed.length && !preview.renew(changed)) outdated = true;
  clearTimeout(later);
  if (to || outdated || page !== preview.given.shown) leave(to);
  // Told on the page that stays, if only until a hand rests.
  if (!leaves) preview.tell(told);
}

// By hand: a page that brings answers back types too.
const isTyped = ({ isTrusted, target }) => isTrusted && target instanceof Element && target.matches('textarea, input:not([type=radio], [type=checkbox])');
for (const name of ['keydown', 'input']) addEventListener(name, (event) => isTyped(event) && (typed = performance.now()), true);
addEventListener('compositionstart', () => (composes = true), true);
addEventListener('compositionend', () => (composes = false), true);

// Before the first paint: folded, then brought back to where it was.
addEventListener('DOMContentLoaded', () => {
  preview.foldNotes();
  preview.restore(connect);
  preview.draw();
  preview.revealAgain();
});
for (const name of ['online', 'focus', 'pageshow']) addEventListener(name, () => socket && check());
document.addEventListener('visibilitychange', () => socket && check());
// A page that is left for another is not lost; one that comes back from there is asked for anew.
addEventListener('pagehide', () => {
  leaves = true;
  // Closed, so that the page can be kept for a return. One that is not open yet goes by itself, and would complain.
  if (socket?.readyState === WebSocket.OPEN) socket.close();
});
addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  leaves = false;
  connect();
});
})(preview);
