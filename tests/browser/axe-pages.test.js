'use strict';

const test = require('node:test');
const none = require('./helpers/none.js');
const { pages } = require('./helpers/sites.js');
const { visit } = require('./helpers/browser.js');
const { audit } = require('./helpers/axe.js');

async function sweep(name, page) {
  let found;
  await visit(name, page, async (tab) => {
    found = await audit(tab, 'untouched');
  });
  none(found, `axe on ${name}/${page}`);
}

for (const page of pages('fixture')) {
  test(`axe finds nothing on ${page}, light or dark, telephone or desk (WCAG 2.2 AA)`, () => sweep('fixture', page));
}

// The kinds of page that only these editions have.
for (const page of ['lire/index.html', 'lire/texte.html', 'lire/formatrice.html', 'lire/brouillon.html', 'repondre/types.html', 'evaluer/bilan.html']) {
  test(`axe finds nothing on the trainer’s ${page} (WCAG 2.2 AA)`, () => sweep('fixture-trainer', page));
}

// Another language and another accent: the frame and one page of questions.
for (const name of ['course', 'init-fr', 'init-en']) {
  const [lesson] = pages(name).filter((page) => page.includes('/') && !page.endsWith('/index.html'));
  for (const page of ['index.html', lesson].filter(Boolean)) {
    test(`axe finds nothing on ${page} of ${name} (WCAG 2.2 AA)`, () => sweep(name, page));
  }
}
