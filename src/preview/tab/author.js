// Helps for the author: answers at a key, notes of the trainer folded.
(function (preview) {
'use strict';

const sheet = new CSSStyleSheet();
sheet.replaceSync(preview.pageStyle);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

const all = (selector) => [...document.querySelectorAll(selector)];
const REVEALED = 'pupitre:preview:revealed';
const { store } = preview;
let revealed = null; // The solutions as they were, while they are shown.

const sealed = () => all('section.question').filter((question) => !question.querySelector('.solution') && solutionOf(question));

// What the page encodes until it is handed in, in the theme's own way.
function solutionOf(question) {
  try {
    const { solution } = window.pupitre.decode(question.querySelector('form').dataset.answer);
    return solution && new DOMParser().parseFromString(solution, 'text/html').body.firstElementChild;
  } catch {
    return null;
  }
}

preview.canReveal = () => all('details.solution').length > 0 || sealed().length > 0;

// The page hides them again at every answer.
const watcher = new MutationObserver(() => revealed.forEach(({ element }) => show(element, false, true)));

function show(element, hidden, open) {
  if (element.hidden !== hidden) element.hidden = hidden;
  if (element.open !== open) element.open = open;
}

preview.reveal = () => {
  if (revealed) {
    watcher.disconnect();
    for (const { element, hidden, open, added } of revealed) added ? element.remove() : show(element, hidden, open);
    revealed = null;
  } else {
    revealed = sealed().map((question) => {
      const element = solutionOf(question);
      question.append(element);
      return { element, added: true };
    });
    const own = all('details.solution').filter((element) => !revealed.some((each) => each.element === element));
    revealed.push(...own.map((element) => ({ element, hidden: element.hidden, open: element.open })));
    for (const { element } of revealed) {
      show(element, false, true);
      watcher.observe(element, { attributeFilter: ['hidden'] });
    }
  }
  store((session) => (revealed ? session.setItem(REVEALED, location.pathname) : session.removeItem(REVEALED)));
  preview.revealing(Boolean(revealed));
};

preview.isRevealed = () => Boolean(revealed);

// Answers that are shown stay so when the lesson is saved.
preview.revealAgain = () => {
  const page = store((session) => session.getItem(REVEALED));
  if (page === location.pathname && !revealed && preview.canReveal()) preview.reveal();
};

addEventListener('keydown', (event) => {
  const isR = event.code === 'KeyR' || event.key.toLowerCase() === 'r';
  if (!isR || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !preview.given.told.author) return;
  if (!preview.canReveal()) return;
  event.preventDefault();
  preview.reveal();
});

// Folded: the author sees the page as the student does, and where the trainer has more.
const FOLDED = 'pupitre:preview:unfolded';
const notes = () => all('section.trainer');
const remembered = () => preview.store((session) => JSON.parse(session.getItem(FOLDED))) || {};
const nameOf = (note, at) => `${location.pathname} ${at}`;

function fold(note, folded) {
  note.toggleAttribute('data-pupitre-folded', folded);
  note.querySelector('.trainer-label').setAttribute('aria-expanded', String(!folded));
}

preview.foldNotes = () => {
  const unfolded = remembered();
  notes().forEach((note, at) => {
    const label = note.querySelector(':scope > .trainer-label');
    if (!label) return;
    const toggle = () => {
      const folded = !note.hasAttribute('data-pupitre-folded');
      fold(note, folded);
      preview.store((session) => session.setItem(FOLDED, JSON.stringify({ ...remembered(), [nameOf(note, at)]: !folded })));
    };
    label.setAttribute('role', 'button');
    label.tabIndex = 0;
    label.onclick = toggle;
    label.onkeydown = (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      toggle();
    };
    fold(note, !unfolded[nameOf(note, at)]);
  });
  unfoldTarget();
};

// A link into a note opens it.
function unfoldTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const note = target?.closest('[data-pupitre-folded]');
  if (!note) return;
  fold(note, false);
  target.scrollIntoView();
}

addEventListener('hashchange', unfoldTarget);
})(preview);
