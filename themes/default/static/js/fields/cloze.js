// Gaps in a text.
(function (pupitre) {
'use strict';

const { fields, grade, readable, otherUnit, write, mark } = pupitre;
const gapsOf = (form) => [...form.querySelectorAll('.gap')];
const blank = (gap) => !gap.value.trim();

fields.cloze = {
  empty: 'write',

  // Enter checks once all gaps are filled; before that it leads to one that is not.
  enhance(form) {
    form.addEventListener('keydown', (event) => {
      const next = gapsOf(form).find(blank);
      if (event.key !== 'Enter' || event.target.type !== 'text' || !next) return;
      event.preventDefault();
      next.focus();
    });
  },

  shuffle(form, rank) {
    gapsOf(form).forEach((gap, at) => {
      const place = ({ value }) => rank(`${at}-${value}`);
      if (gap.options) gap.append(...[...gap.options].slice(1).sort((a, b) => place(a) - place(b)));
    });
  },

  read(form) {
    const gaps = gapsOf(form);
    return gaps.every(blank) ? [] : gaps.map((gap) => (blank(gap) ? '' : gap.value));
  },

  show(form, response) {
    gapsOf(form).forEach((gap, at) => {
      write(gap, response[at] || '');
      if (!gap.options) gap.size = Math.max(6, gap.value.length);
    });
  },

  unread: (form, { gaps }, response) => gapsOf(form).find((gap, at) => !readable({ gaps: [gaps[at]] }, [response[at]])),

  kept({ gaps }, response) {
    const texts = response.map((text, at) => (grade(gaps[at], [text])?.right ? text : ''));
    return texts.some(Boolean) && texts;
  },

  mark(form, { gaps }, response, told) {
    const expected = form.parentNode.querySelectorAll('.solution-gaps .expected');
    gapsOf(form).forEach((gap, at) => {
      const state = response && (response[at] ? grade(gaps[at], [response[at]]).state : 'new');
      mark(gap, state || '', told && expected[at]?.textContent, state && otherUnit(gaps[at], [response[at]]));
    });
  },
};
})(pupitre);
