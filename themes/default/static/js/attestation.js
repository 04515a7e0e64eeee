// Fills the attestation in. The name goes nowhere but onto the page.
(function (pupitre) {
'use strict';

const form = document.querySelector('.attestation-form');
if (!form) return;

const { rows, store, date, today, told, tallied } = pupitre.results;
const [name, day] = form.querySelectorAll('input');

function fill(field, text) {
  // A theme may have left it out.
  for (const place of document.querySelectorAll(`[data-fill="${field}"]`)) place.textContent = text;
}

function update() {
  fill('name', name.value.trim());
  // At noon, the day is the same in every time zone of the device.
  fill('date', day.value && date(`${day.value}T12:00`));
  for (const quiz of tallied()) {
    const done = quiz.state === 'done';
    quiz.row.classList.toggle('is-empty', !done);
    quiz.row.querySelector('dd').textContent = done ? told(quiz) : pupitre.t('no_result');
  }
}

day.value = today();
name.oninput = day.oninput = update;
form.querySelector('button').onclick = () => print();
form.hidden = false;
update();
addEventListener('pageshow', update);
addEventListener('storage', (event) => [store.key, null].includes(event.key) && update());
})(pupitre);
