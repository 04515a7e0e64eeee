// Options to choose among.
(function (pupitre) {
'use strict';

const fields = (pupitre.fields = pupitre.fields || {});
const options = (form) => [...form.querySelectorAll('.option')];
const field = (option) => option.querySelector('input');

function make(name, className = '', text = '') {
  const element = document.createElement(name);
  element.className = className;
  element.append(text);
  return element;
}

fields.single = fields.multiple = {
  empty: 'choose',

  enhance(form) {
    for (const option of options(form)) {
      const [mark, feedback] = [make('span', 'option-mark'), make('div', 'option-feedback')];
      mark.hidden = feedback.hidden = true;
      option.append(mark, feedback);
      // A text of several blocks is no label: it ticks its box all the same.
      const text = option.querySelector('.option-text');
      if (text) text.onclick = (event) => event.target.closest('a') || field(option).click();
    }
  },

  shuffle(form, rank) {
    const list = form.querySelector('.options:not(.fixed)');
    const place = (option) => rank(field(option).value);
    list?.append(...options(form).sort((a, b) => place(a) - place(b)));
  },

  read: (form) => options(form).map(field).filter((input) => input.checked).map((input) => input.value),

  show(form, response) {
    for (const input of options(form).map(field)) input.checked = response.includes(input.value);
  },

  // Once all may be told, it is told in place: the solution need not repeat it, but to the trainer.
  mark(form, { right }, response, told) {
    const list = form.parentNode.querySelector('.edition-student .solution-options');
    if (list) list.hidden = told;
    for (const option of options(form)) {
      const key = field(option).value;
      const chosen = response?.includes(key);
      const good = right.includes(key);
      const state = chosen ? (good ? 'right' : 'wrong') : response && told && good ? 'missed' : '';
      option.className = state ? `option is-${state}` : 'option';
      pupitre.tell(option.querySelector('.option-mark'), state);
      const source = form.parentNode.querySelector(`li[data-option="${key}"] .feedback`);
      const feedback = option.querySelector('.option-feedback');
      feedback.hidden = !source || !(chosen || told);
      if (feedback.hidden) continue;
      feedback.replaceChildren(...source.cloneNode(true).childNodes);
      // An id stands once on a page: the original keeps it.
      for (const copy of feedback.querySelectorAll('[id]')) copy.removeAttribute('id');
    }
  },
};
pupitre.make = make;
})(pupitre);
