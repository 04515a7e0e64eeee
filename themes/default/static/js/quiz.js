// Judges and keeps the answers to the questions of a page.
(function (pupitre) {
'use strict';

const { t, number, count, grade } = pupitre;
const signs = { right: '✓ ', partial: '~ ', wrong: '✗ ', missed: '→ ' };

// A sign for the eye, a word for everyone: never the colour alone.
function tell(place, state) {
  const sign = document.createElement('span');
  sign.setAttribute('aria-hidden', 'true');
  sign.append(signs[state] || '');
  place.hidden = !state;
  place.replaceChildren(sign, state && t(state));
}

// `aloud` when the student asked: a page that recalls stays quiet.
function say(place, text, aloud) {
  place.setAttribute('aria-live', aloud ? 'polite' : 'off');
  if (aloud || place.textContent !== text) place.textContent = text;
}

// How a response is read and shown; other types stay as on paper.
const types = {};
types.single = types.multiple = {
  read: (form) => [...form.querySelectorAll('.option :checked')].map((input) => input.value),
  show(form, response, { right }, verdict) {
    for (const option of form.querySelectorAll('.option')) {
      const input = option.querySelector('input');
      const key = input.value;
      const chosen = response.includes(key);
      input.checked = chosen;
      const state = verdict(chosen, right.includes(key));
      if (state === option.dataset.state) continue;
      option.dataset.state = state;
      option.className = state ? `option is-${state}` : 'option';
      tell(option.querySelector('.option-mark'), state);
      const source = form.parentNode.querySelector(`li[data-option="${key}"] .feedback`);
      const feedback = option.querySelector('.option-feedback');
      feedback.hidden = !source || !state || !chosen;
      if (feedback.hidden) continue;
      feedback.replaceChildren(...source.cloneNode(true).childNodes);
      // An id stands once on a page: the original keeps it.
      for (const copy of feedback.querySelectorAll('[id]')) copy.removeAttribute('id');
    }
  },
};

function part(name, className) {
  const element = document.createElement(name);
  element.className = className;
  element.hidden = true;
  return element;
}

function enhance(section) {
  const find = (selector) => section.querySelector(selector);
  const { dataset } = section;
  const form = find('form');
  const type = types[dataset.type];
  const answer = pupitre.decode(form.dataset.answer);
  if (!type || !grade(answer, [])) return null;

  const [check, retry, status] = ['.check', '.retry', '.question-status'].map(find);
  for (const option of form.querySelectorAll('.option')) {
    option.append(part('span', 'option-mark'), part('div', 'option-feedback'));
    // A text of several blocks is no label: it ticks its box all the same.
    const text = option.querySelector('.option-text');
    if (text) text.onclick = (event) => event.target.closest('a') || option.querySelector('input').click();
  }
  const fields = find('fieldset');
  const solution = find('.solution:not([open])'); // The trainer's edition keeps it open.
  const id = `${page.kind}/${dataset.question}`;
  const f = dataset.fingerprint;
  const limit = Number(dataset.attempts || page.attempts) || Infinity;
  const points = Number(dataset.points);
  const question = { section, points, render, judge, save, first: find('.option input') };
  let judged = 0;

  // What is kept, unless the answer has changed since.
  function record() {
    const kept = store.get(id);
    return kept?.f === f ? kept : { r: [], c: 0 };
  }

  // Also before it is judged: a page closed by mistake costs nothing.
  function save(r, c = record().c, p) {
    store.put(id, { r, c, p, f });
  }

  function judge() {
    const response = type.read(form);
    save(response, record().c + 1, grade(answer, response).share);
    judged = Date.now();
  }

  // Shows what is kept, whatever changed it.
  function render(aloud) {
    const focused = document.activeElement;
    const { r, c, p } = record();
    const result = p === undefined ? null : grade(answer, r);
    const left = Math.max(0, limit - c);
    const told = result && (result.right || page.sealed || !left);
    const state = r.length ? result?.state || 'chosen' : 'new';
    Object.assign(question, { result, left, state });
    dataset.state = state;
    type.show(form, r, answer, (chosen, right) => {
      if (!result || !(chosen || (told && right))) return '';
      return !chosen ? 'missed' : right ? 'right' : 'wrong';
    });
    fields.disabled = Boolean(result);
    check.hidden = Boolean(result) || page.sealed;
    retry.hidden = !result || !left || page.sealed;
    if (solution) {
      solution.hidden = !result;
      // Opens when nothing is left to find, not to spoil the next try.
      if (aloud || !result) solution.open = Boolean(told);
    }
    say(status, result ? outcome(result) : '', aloud);
    // What had the focus may just have been disabled or hidden.
    if (form.contains(focused) && focused.matches(':disabled, [hidden]')) {
      (retry.hidden ? status : retry).focus();
    }
  }

  function outcome({ share, right }) {
    const { state, left } = question;
    const words = [t(`outcome_${state}`)];
    if (points) words.push(`${count('points', share * points, { total: number(points) })}.`);
    if (!right && left < Infinity) words.push(count('attempts', left));
    return words.join(' ');
  }

  status.tabIndex = -1;
  form.onchange = () => {
    save(type.read(form));
    render();
    page.changed();
    // Told once here; the note in the result lasts.
    say(status, store.trouble && !page.told ? t(`storage_${store.trouble}`) : '', true);
    page.told = store.trouble;
  };
  form.onsubmit = () => {
    if (page.sealed || question.result) return;
    if (question.state === 'chosen') {
      judge();
      render(true);
      page.changed();
    } else {
      say(status, t('choose'), true);
      if (!fields.contains(document.activeElement)) question.first.focus();
    }
  };
  // A double click on "check" ends here; so would Enter, held down.
  retry.onclick = () => Date.now() - judged > 400 && page.retry([question]);
  form.onkeydown = (event) => !(event.repeat && event.key === 'Enter');
  return question;
}

const { kind = 'lesson', attempts } = document.querySelector('section.result')?.dataset || {};
const store = pupitre.open(document.documentElement.dataset.course, () => localStorage);
const sealed = Boolean(document.querySelector('.hand-in'));
const page = { kind, attempts, sealed, store, refresh, retry, changed() {} };
page.questions = [...document.querySelectorAll('section.question')].map(enhance).filter(Boolean);

function refresh() {
  store.reload();
  for (const question of page.questions) question.render();
  page.changed();
}

function retry(questions) {
  for (const question of questions) question.save([]);
  refresh();
  questions[0].first.focus();
}

refresh();
// The browser may bring back a page, or ticks, as they were.
addEventListener('pageshow', refresh);
addEventListener('storage', (event) => [store.key, null].includes(event.key) && refresh());
// Enter in a text field would send its form.
addEventListener('submit', (event) => event.preventDefault());
Object.assign(pupitre, { page, tell, say });
})(window.pupitre);
