// A word, a number, a text: what is typed in one field.
(function (pupitre) {
'use strict';

const { t, fields, grade, otherUnit, make } = pupitre;
const marks = new WeakMap();
const fieldOf = (form) => form.querySelector('.line :is(input, textarea)');

// Left alone where it says so already: the caret stays.
function write(field, text) {
  if (field.value.trim() !== text.trim()) field.value = text;
}

// Behind a field: a sign, with its word for who does not see it, and what was expected instead, or the
// `unit` alone.
function mark(field, state, expected, unit) {
  marks.get(field)?.remove();
  field.dataset.state = state;
  if (!state) return;
  const place = make('span', 'mark');
  const add = (told, text = '') => {
    const part = make('span', `is-${told}`);
    pupitre.tell(part, told);
    part.lastChild.replaceWith(make('span', 'unseen', part.lastChild.data), text);
    place.append(part);
  };
  add(state);
  if (expected && state !== 'right') add('missed', `\u00a0${expected}`);
  else if (unit) place.append(` ${t('unit', { unit })}`);
  marks.set(field, place);
  field.after(place);
}

// Leads to a field that holds no number, for the reason that stands in `status`.
function fault(field, status) {
  pupitre.say(status, t('not_a_number'), true);
  const told = field.getAttribute('aria-describedby') || '';
  status.id = `${field.form.closest('section').getAttribute('aria-labelledby')}-status`;
  if (!told.includes(status.id)) field.setAttribute('aria-describedby', `${told} ${status.id}`);
  field.ariaInvalid = 'true';
  field.focus();
}

fields.text = fields.number = {
  empty: 'write',
  unread: fieldOf,
  read: (form) => [fieldOf(form).value].filter((text) => text.trim()),
  show: (form, [text = '']) => write(fieldOf(form), text),
  mark(form, answer, response) {
    const state = response && (response.length ? grade(answer, response).state : 'new');
    mark(fieldOf(form), state || '', '', state && otherUnit(answer, response));
  },
};

// Only the student assesses it.
fields.open = { ...fields.text, kept: (key, response) => response, mark() {} };

// On paper a field cuts what is longer than itself: there, a copy takes its place.
function uncopy() {
  for (const copy of document.querySelectorAll('.copy')) copy.remove();
}

addEventListener('afterprint', uncopy);
addEventListener('beforeprint', () => {
  uncopy();
  for (const field of document.querySelectorAll('.answer :is([type=text], textarea)')) {
    if (field.value) field.before(make('span', 'paper copy', field.value));
  }
});
Object.assign(pupitre, { write, mark, fault });
})(pupitre);
