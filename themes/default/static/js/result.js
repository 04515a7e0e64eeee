// What is done on a page, what it is worth, how to begin again.
(function (pupitre) {
'use strict';

const { t, number, count, tell, say, page } = pupitre;
const { questions, sealed, store } = page;
const section = document.querySelector('section.result');
if (!section || !questions.length) return;

const find = (name) => section.querySelector(`.${name}`);
const [status, bar, note, list, title] = ['score', 'bar', 'note', 'list', 'title'].map((name) =>
  find(`result-${name}`),
);
const [restart, restartMissed, handIn] = ['restart', 'restart-missed', 'hand-in'].map(find);
const pass = Number(section.dataset.pass);
const handInLabel = handIn?.textContent;
let reviewing = 0; // When handing in was first asked for.
let finished = true;

const all = questions.length;
const blank = ({ result, state }) => !result && state === 'new';
const touched = () => questions.filter((question) => question.left && !blank(question));
const missed = () => questions.filter(({ left, result }) => left && result && !result.right);

const rows = questions.map(({ section: asked }) => {
  const [row, link, mark] = ['li', 'a', 'span'].map((name) => document.createElement(name));
  link.href = `#${asked.id}`;
  link.textContent = asked.querySelector('.question-title').textContent;
  mark.className = 'result-state';
  row.append(link, ' ', mark);
  list.append(row);
  return row;
});

function update(aloud) {
  const checked = questions.filter(({ result }) => result).length;
  const done = checked === all;
  const shut = sealed && !done;
  const blanks = questions.filter(blank).length;
  const { got, total, percent } = pupitre.score(questions);
  const passed = percent === null || percent >= pass;
  if (done) reviewing = 0;
  const words = [];
  if (!shut) {
    if (!done || !total) words.push(count('checked', checked, { total: all }));
    if (total && checked) {
      const points = count('points', got, { total: number(total) });
      words.push(t('score', { points, percent }));
      if (done) words.push(t(passed ? 'passed' : 'failed', { pass }));
    }
  } else if (!reviewing) {
    words.push(count('sealed_answered', all - blanks, { total: all }));
  } else {
    words.push(blanks ? count('sealed_review', blanks) : t('sealed_review_ready'));
  }
  // Each answer is told beside its question; here, the end of the quiz.
  say(status, words.join(' '), aloud || (done && !finished));
  finished = done;

  section.dataset.state = done ? (passed ? 'passed' : 'failed') : 'open';
  bar.value = percent;
  bar.hidden = shut || !total;
  note.textContent = store.trouble && t(`storage_${store.trouble}`);
  note.hidden = !store.trouble;
  rows.forEach((row, index) => {
    const { state } = questions[index];
    // Before handing in, the list names what has no answer.
    row.hidden = shut && !(reviewing && blank(questions[index]));
    if (row.dataset.state !== state) tell(row.lastChild, state);
    row.dataset.state = state;
  });
  list.hidden = rows.every((row) => row.hidden);
  restart.hidden = shut || !touched().length;
  restartMissed.hidden = shut || !missed().length;
  if (!handIn) return;
  handIn.hidden = done;
  handIn.textContent = reviewing ? t('sealed_confirm') : handInLabel;
}

restart.onclick = () => page.retry(touched());
restartMissed.onclick = () => page.retry(missed());
find('erase').onclick = () => {
  if (!confirm(t('erase_ask'))) return;
  reviewing = 0;
  store.erase();
  page.refresh();
  say(status, t('erased'), true);
};
// The first press reviews, the second hands in (RGAA 11.12): nothing goes by a slip.
if (handIn) handIn.onclick = () => {
  if (!reviewing) {
    reviewing = Date.now();
    update(true);
  } else if (Date.now() - reviewing > 400) {
    for (const { result, judge } of questions) if (!result) judge();
    page.refresh();
    title.focus();
  }
};

title.tabIndex = -1;
page.changed = update;
update();
section.hidden = false;
})(window.pupitre);
