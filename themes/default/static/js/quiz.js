// Judges and keeps the answers to the questions of a page.
(function (pupitre) {
'use strict';

const { t, count, grade, fields, make } = pupitre;
const signs = { right: '✓', partial: '~', wrong: '✗', missed: '→', new: '–' };

// A sign for the eye, a word for everyone: never the colour alone.
function tell(place, state) {
  if (place.dataset.told === state) return;
  const sign = make('span', '', signs[state]);
  sign.setAttribute('aria-hidden', 'true');
  place.dataset.told = state;
  place.hidden = !state;
  place.replaceChildren(sign, state && ` ${t(state)}`);
}

pupitre.tell = tell;

// `aloud` when the student asked: a page that recalls stays quiet.
function say(place, text, aloud) {
  place.setAttribute('aria-live', aloud ? 'polite' : 'off');
  if (aloud || place.textContent !== text) place.textContent = text;
}

function button(type, name, text) {
  const made = make('button', `button ${name}`, t(text));
  made.type = type;
  return made;
}

function enhance(section) {
  const find = (selector) => section.querySelector(selector);
  const { dataset } = section;
  const form = find('form');
  const type = fields[dataset.type];
  const open = dataset.type === 'open';
  if (!type) return null;

  const controls = () => [...area.querySelectorAll('input, select, textarea, button')];
  const [area, assess] = ['answer', 'assess'].map((name) => find(`.${name}`));
  const number = find('.question-number');
  const title = find('.question-title').textContent.slice(number.textContent.length).trim();
  const id = `${page.kind}/${dataset.question}`;
  const f = dataset.fingerprint;
  const limit = (!open && Number(page.dataset.attempts)) || Infinity;
  // An open answer that cannot be compared with another, as in a test, has no part in the score.
  const points = open && !assess ? 0 : Number(dataset.points);
  const question = { id, objective: dataset.objective, section, number, title, points, equip, render, judge, renew, focus, shuffle };
  let solution = find('.solution:not([open])'); // The trainer's edition keeps it open.
  let shown, marked; // What the fields and marks say already.
  let judged = 0;
  let answer; // Decoded when it is asked for.
  let order; // How a shuffle ranks its options.
  let check, retry, status, hints; // None before it is equipped.

  const key = () => (answer ||= pupitre.decode(form.dataset.answer) || {});

  // What is kept, unless the answer has changed since.
  function record() {
    const kept = store.get(id);
    return kept && kept.f === f ? kept : { r: [], c: 0 };
  }

  // Also before it is judged: a page closed by mistake costs nothing.
  function keep(change) {
    store.put(id, { ...record(), ...change, f });
  }

  function judge() {
    equip();
    const r = type.read(form);
    keep({ r, c: record().c + (r.length > 0), p: grade(key(), r)?.share, d: 1 });
    judged = Date.now();
  }

  // Begins again; what is right of several parts is kept, and what was written at length, to be bettered.
  function renew(all) {
    const whole = all || (!open && question.result?.right);
    keep({ r: (!whole && type.kept?.(key(), record().r)) || [], p: undefined, d: 0, ...(all && { h: 0 }) });
  }

  // At the first blank, where there is one.
  function focus() {
    equip();
    const all = controls();
    (all.find(({ value }) => !value) || all[0]).focus();
  }

  function shuffle(rank) {
    order = (key) => rank(dataset.question + key);
    shown = undefined;
    if (status) type.shuffle?.(form, order, key());
  }

  // Before a test is handed in, its solution is encoded.
  function reveal() {
    if (solution || !key().solution) return;
    solution = new DOMParser().parseFromString(key().solution, 'text/html').body.firstChild;
    section.append(solution);
  }

  // Shows what is kept, whatever changed it.
  function render(aloud) {
    const focused = document.activeElement;
    const { r, c, p, d, h = 0 } = record();
    // An open one is worth what the student says; so is what came here without its response.
    const result = p === undefined ? null : ((!p || r.join('')) && grade(key(), r)) || pupitre.outcome(p, 1);
    const done = Boolean(result || (open && d));
    const left = Math.max(0, limit - c);
    const told = Boolean(done && (open || result.right || page.atEnd || !left));
    const whole = r.length && !r.includes('') && r.length >= area.querySelectorAll('.rows select').length && pupitre.readable(key(), r);
    const state = !r.length ? 'new' : result?.state || (done ? 'given' : whole ? 'chosen' : 'unfinished');
    Object.assign(question, { result, done, left, state, hints: h });
    dataset.state = state;
    if (!status) return;
    if (done && page.sealed) reveal();
    const now = JSON.stringify([r, done, told, p, page.over]);
    const fresh = now !== shown;
    if (solution) {
      // Where tries are counted, it would be the answer to the next.
      solution.hidden = !(limit < Infinity ? told : done);
      // Opens when nothing is left to find, not to spoil the next try; what is recalled stays closed.
      if (fresh && (shown || !done)) solution.open = told;
    }
    if (fresh) {
      shown = now;
      type.show(form, r);
      if (done || marked) type.mark(form, key(), done ? r : null, told);
      marked = done;
      for (const field of controls()) Object.assign(field, { disabled: done || page.over, ariaInvalid: null });
    }
    hints.forEach((hint, index) => {
      hint.hidden = index > h && !done;
      if (index >= h && !done) hint.open = false;
    });
    if (assess) {
      assess.hidden = !done;
      for (const radio of assess.querySelectorAll('input')) radio.checked = Number(radio.value) === p;
    }
    check.hidden = done || page.atEnd;
    retry.hidden = !done || !left || page.atEnd;
    say(status, done ? outcome(result) : '', aloud);
    // What had the focus may just have been disabled or hidden.
    if (form.contains(focused) && focused.matches(':disabled, [hidden]')) {
      if (page.over && !done) say(status, page.over);
      (retry.hidden || open ? status : retry).focus();
    }
  }

  function outcome(result) {
    const { state, left } = question;
    const words = [t(`outcome_${open && state !== 'new' ? (!assess ? 'given' : result ? 'own' : 'assess') : state}`)];
    if (points && result) words.push(`${count('points', result.share * points, { total: pupitre.number(points) })}.`);
    if (left < Infinity && !result.right) words.push(t('attempts', { n: left }));
    return words.join(' ');
  }

  function changed() {
    keep({ r: type.read(form) });
    render();
    page.changed();
    // Told once here; the note in the result lasts.
    say(status, store.trouble && !page.told ? t(`storage_${store.trouble}`) : '', true);
    page.told = store.trouble;
  }

  // What scripts add to the form.
  function equip() {
    if (status) return;
    // Damaged: it stays as on paper.
    if (!open && !grade(key(), [])) {
      page.all.splice(page.all.indexOf(question), 1);
      return;
    }
    check = button('submit', 'check', assess ? 'compare' : open ? 'finish' : 'check');
    retry = button('button', 'secondary retry', 'retry');
    const actions = make('p', 'question-actions', check);
    actions.append(retry);
    status = make('p', 'question-status');
    status.setAttribute('role', 'status');
    form.append(actions, status);
    hints = [...section.querySelectorAll('.hint')];
    status.tabIndex = -1;
    type.enhance?.(form, changed);
    area.oninput = changed;
    if (assess) assess.onchange = (event) => {
      keep({ p: Number(event.target.value) });
      render(true);
      page.changed();
    };
    form.onsubmit = () => {
      if (page.atEnd || question.done) return;
      const { r } = record();
      if (!r.length) {
        say(status, t(type.empty), true);
        if (!area.contains(document.activeElement)) focus();
        return;
      }
      if (!pupitre.readable(key(), r)) {
        pupitre.fault(type.unread(form, key(), r), status);
        return;
      }
      judge();
      render(true);
      page.changed();
    };
    // A double click on "check" ends here; so would Enter, held down.
    retry.onclick = () => Date.now() - judged > 400 && page.retry([question]);
    form.onkeydown = (event) => !(event.repeat && event.key === 'Enter' && !open);
    hints.forEach((hint, index) => {
      // One at a time, and each is noted.
      hint.ontoggle = () => {
        if (!hint.open || question.done || (record().h || 0) > index) return;
        keep({ h: index + 1 });
        render();
        page.changed();
      };
    });
    if (order) type.shuffle?.(form, order, key());
    render();
  }

  return question;
}

const { dataset } = document.querySelector('section.result') || document.body;
const store = pupitre.open(document.documentElement.dataset.course, () => localStorage);
const page = {
  dataset,
  kind: dataset.kind,
  sealed: 'sealed' in dataset,
  atEnd: dataset.feedback === 'end',
  over: '', // What is said once the time is.
  store,
  refresh,
  retry,
  changed() {},
};
page.all = [...document.querySelectorAll('section.question')].map(enhance).filter(Boolean);
page.questions = page.all;

const waiting = [...page.all];

// A page of a hundred questions is ready before the last of them is.
function equip() {
  for (const question of waiting.splice(0, 6)) question.equip();
  if (waiting.length) setTimeout(equip);
}

function refresh() {
  store.reload();
  page.deal?.();
  for (const question of page.all) question.render();
  if (waiting.length === page.all.length) equip();
  page.changed();
}

// For all or for some; `all` begins with other questions and in another order.
function retry(questions, all) {
  for (const question of questions) question.renew(all);
  if (all) page.deal?.(all);
  refresh();
  (all ? page.questions.find(({ done }) => !done) : questions[0])?.focus();
}

// The browser may bring back a page, or ticks, as they were.
addEventListener('pageshow', (event) => event.persisted && refresh());
addEventListener('storage', (event) => [store.key, null].includes(event.key) && refresh());
addEventListener('beforeprint', () => {
  while (waiting.length) equip();
});
// Enter in a text field would send its form.
addEventListener('submit', (event) => event.preventDefault());
Object.assign(pupitre, { page, say });
})(pupitre);
