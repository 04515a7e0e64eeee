// Says that scripts run, and puts on the colour scheme that the reader chose.
(function () {
'use strict';

const html = document.documentElement;
const folder = document.currentScript.src.replace(/[^/]*$/, '');
const loads = {};
// A script of the theme that the page does not need at once, by its name.
const load = (name) =>
  (loads[name] ||= new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement('script'), { src: `${folder}${name}.js`, onload, onerror }));
  }));
// In a single file there is one already.
window.pupitre = { load, ...window.pupitre };
// Chromium keeps one storage for all files, others one a file: links hand the progress over.
if (folder && location.protocol === 'file:' && !window.chrome) load('carry');
if (folder && location.protocol !== 'file:') addEventListener('load', () => load('hosted'));
const buttons = document.querySelectorAll('[data-scheme-control] button');
// All courses on file:// share one storage in Chromium: each key names its course.
const key = `pupitre:${html.dataset.course}:scheme`;

// Automatic is no attribute: the style sheet's media query decides.
function show(scheme) {
  if (scheme === 'light' || scheme === 'dark') html.dataset.scheme = scheme;
  else delete html.dataset.scheme;
  const shown = html.dataset.scheme || 'auto';
  for (const button of buttons) button.setAttribute('aria-pressed', button.value === shown);
}

function storage(use) {
  try {
    return use(localStorage);
  } catch {
    return null; // Refused: a choice then lasts as long as the page.
  }
}

// In the margin the contents are always open; on a small screen they wait to be asked for.
const contents = document.querySelector('.contents');
const wide = matchMedia('(min-width: 64rem)');
function fit() {
  if (contents) contents.open = wide.matches;
}

fit();
wide.onchange = fit;
html.classList.replace('no-js', 'js');
show(storage((store) => store.getItem(key)));
for (const button of buttons) {
  button.closest('[data-scheme-control]').hidden = false;
  button.onclick = () => {
    show(button.value);
    storage((store) => store.setItem(key, button.value));
  };
}
})();
