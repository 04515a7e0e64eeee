// The time for a quiz, where its author sets one: begun by the student, who may lengthen it before the
// start, before the end and after it (RGAA 13.1, WCAG 2.2.1).
(function (pupitre) {
'use strict';

const { t, number, count, say, page } = pupitre;
const { store, run } = page;
const clock = document.querySelector('.clock');
if (!clock || !page.all.length) return;

const [start, time, begin, left, more, status] = ['start', 'time', 'begin', 'left', 'more', 'status'].map((name) => clock.querySelector(`.clock-${name}`));
const minutes = Number(clock.dataset.minutes);
const UNLIMITED = 1e6;
const step = Math.max(5, Math.ceil(minutes / 4));
let told = Infinity; // Minutes left at the last warning.

for (const added of [0, Math.ceil(minutes / 3), minutes, UNLIMITED]) {
  time.add(new Option(added < UNLIMITED ? count('minutes', minutes + added) : t('no_limit'), added));
}
more.textContent = count('more_minutes', step);

function update() {
  const { b, x = 0, e } = store.run(run) || {};
  const waits = !b;
  const done = page.questions.every((question) => question.done);
  // A page that was answered before its clock began needs none.
  if (b && done && !e) store.putRun(run, { ...store.run(run), e: Date.now() });
  const rest = b + (minutes + x) * 60_000 - (e || Date.now());
  const over = Boolean(b && !done && rest <= 0);
  start.hidden = !waits;
  clock.parentNode.classList.toggle('waits', waits);
  left.hidden = waits;
  more.hidden = waits || done || x >= UNLIMITED;
  if (over !== Boolean(page.over)) {
    page.over = over;
    page.refresh();
  }
  if (waits) return;
  if (done) {
    left.textContent = t('time_spent', { spent: count('minutes', Math.ceil(((e || Date.now()) - b) / 60_000)), limit: count('minutes', minutes) });
  } else if (x >= UNLIMITED) {
    left.textContent = t('no_limit');
  } else {
    const seconds = Math.max(0, Math.ceil(rest / 1000));
    left.textContent = t('time_left', { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` });
    const warning = [0, 1, 5].find((mark) => seconds <= mark * 60);
    if (warning < told) say(status, warning ? count('warn_minutes', warning) : t('time_over'), true);
    told = warning ?? Infinity;
  }
}

begin.onclick = () => {
  store.putRun(run, { ...store.run(run), b: Date.now(), x: Number(time.value) });
  page.refresh();
  page.questions[0].focus();
};
more.onclick = () => {
  const kept = store.run(run);
  // Time that went by unused after the end is no part of what is added.
  const lost = Math.max(0, Math.ceil((Date.now() - kept.b) / 60_000) - minutes - kept.x);
  store.putRun(run, { ...kept, x: kept.x + lost + step });
  told = Infinity;
  page.refresh();
  say(status, t('time_added', { n: number(step) }), true);
};

const { changed } = page;
page.changed = (aloud) => {
  changed(aloud);
  update();
};
update();
setInterval(update, 1000);
})(window.pupitre);
