// The time for a quiz, where its author sets one: begun by the student, who may lengthen it before the
// start, before the end and after it (RGAA 13.1, WCAG 2.2.1).
(function (pupitre) {
'use strict';

const { t, number, say, page } = pupitre;
const { store, run } = page;
const clock = document.querySelector('.clock');
if (!clock || !page.all.length) return;

const [start, choice, time, begin, running, left, more, status] = ['start', 'choice', 'time', 'begin', 'running', 'left', 'more', 'status'].map((name) => clock.querySelector(`.clock-${name}`));
const minutes = Number(clock.dataset.minutes);
const UNLIMITED = 1e6;
const step = Math.max(5, Math.ceil(minutes / 4));
let before; // Seconds left when it was last looked at.

for (const added of new Set([0, Math.ceil(minutes / 3), minutes, UNLIMITED])) {
  time.add(new Option(added < UNLIMITED ? t('minutes', { n: minutes + added }) : t('no_limit'), added));
}
more.textContent = t('more_minutes', { n: step });

function update() {
  const { b, x = 0, e } = store.run(run) || {};
  const done = page.questions.every((question) => question.done);
  // What is taken again after the end has no limit.
  if (b && done && !e) {
    store.putRun(run, { ...store.run(run), e: Date.now() });
    return update();
  }
  // Not a number before it begins, which is no time that is over.
  const seconds = e ? Infinity : Math.ceil((b + (minutes + x) * 60_000 - Date.now()) / 1000);
  const over = seconds <= 0 ? t('time_over') : '';
  if (over !== page.over) {
    page.over = over;
    return page.refresh();
  }
  const waits = !b && !done;
  start.hidden = !waits;
  running.hidden = !b;
  // A page that was answered before it had a clock needs none.
  clock.hidden = !b && done;
  for (const element of [clock, document.documentElement]) element.classList.toggle('runs', Boolean(b && !e));
  clock.parentNode.classList.toggle('waits', waits);
  // Begun again: what had the focus waits too.
  if (waits && before !== undefined) time.focus();
  const rest = Math.max(0, seconds);
  more.hidden = e || x >= UNLIMITED;
  if (e) say(left, t('time_spent', { spent: t('minutes', { n: Math.ceil((e - b) / 60_000) }), limit: t('minutes', { n: minutes }) }));
  else if (x >= UNLIMITED) say(left, t('no_limit'));
  else say(left, t('time_left', { time: `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, '0')}` }));
  const mark = [1, 5].find((mark) => seconds <= mark * 60 && mark * 60 < before);
  const words = e || !b ? '' : over || (mark ? t('warn_minutes', { n: mark }) : status.textContent);
  if (words !== status.textContent) say(status, words, before !== undefined && !document.activeElement.matches('.question-status'));
  before = waits ? undefined : seconds;
}

begin.onclick = () => {
  store.putRun(run, { ...store.run(run), b: Date.now(), x: Number(time.value) });
  page.refresh();
  clock.focus();
};
more.onclick = () => {
  const kept = store.run(run);
  // Time that went by unused after the end is no part of what is added.
  const lost = Math.max(0, Math.ceil((Date.now() - kept.b) / 60_000) - minutes - kept.x);
  store.putRun(run, { ...kept, x: kept.x + lost + step });
  page.refresh();
  say(status, t('time_added', { n: number(step) }), true);
};

const { changed } = page;
page.changed = () => {
  changed();
  update();
};
choice.hidden = false;
setInterval(update, 1000);
})(pupitre);
