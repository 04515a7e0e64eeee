// Says that scripts run, and puts on the colour scheme that the reader chose.
(function () {
'use strict';

const html = document.documentElement;
const folder = document.currentScript.src.replace(/[^/]*$/, '');
const kept = {};
// A script of the theme that the page does not need at once, by its name; again if it did not come. A file
// that holds them all has a way of its own.
const {
  load = (name) =>
    (kept[name] ||= new Promise((onload, lost) => {
      document.head.append(Object.assign(document.createElement('script'), { src: folder + name + '.js', onload, onerror: () => (kept[name] = lost()) }));
    })),
} = window.pupitre || {};
// What the reader chose, if the browser keeps it. All courses on file:// share one storage in Chromium:
// each key names its course.
const course = `pupitre:${html.dataset.course}:`;
const keep = (name, value) => {
  try {
    return value ? localStorage.setItem(course + name, value) : localStorage[course + name];
  } catch {
    // Refused: a choice then lasts as long as the page.
  }
};
window.pupitre = { ...window.pupitre, load, keep };
// Chromium keeps one storage for all files, others one a file: links hand the progress over.
if (folder && location.protocol === 'file:' && !window.chrome) load('carry');
if (folder && location.protocol !== 'file:') addEventListener('load', () => load('hosted'));
const buttons = document.querySelectorAll('[data-scheme-control] button');

// Where it is automatic, the style sheet's media query decides.
function show(scheme) {
  const shown = /^(light|dark)$/.test(scheme) ? scheme : 'auto';
  html.dataset.scheme = shown;
  for (const button of buttons) button.setAttribute('aria-pressed', button.value === shown);
}

// In the margin the contents are always open; on a small screen they wait to be asked for.
const contents = document.querySelector('.contents');
const wide = matchMedia('(min-width: 64rem)');
if (contents) {
  wide.onchange = () => (contents.open = wide.matches);
  wide.onchange();
}

html.classList.replace('no-js', 'js');
show(keep('scheme'));
for (const button of buttons) {
  button.closest('[data-scheme-control]').hidden = false;
  button.onclick = () => {
    show(button.value);
    keep('scheme', button.value);
  };
}

// Search is asked for by its button, by Ctrl-K, and by `/` where nothing is being written.
const search = document.querySelector('.banner-nav button');
if (search) {
  search.hidden = false;
  search.onclick = () => load('search').then(() => pupitre.openSearch());
  onkeydown = (event) => {
    const { key, target } = event;
    if (key === '/' ? target.matches(':read-write') || keep('slash') === 'off' : key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    search.click();
  };
}
})();
