// What is done on a page, what it is worth, how to begin again.
(function (pupitre) {
'use strict';

const { t, number, count, tell, say, make, page } = pupitre;
const { store } = page;
const section = document.querySelector('section.result');
if (!section || !page.all.length) return;

const find = (name) => section.querySelector(`.${name}`);
const [status, bar, note, list, title] = ['score', 'bar', 'note', 'list', 'title'].map((name) =>
  find(`result-${name}`),
);
const [restart, restartMissed, handIn] = ['restart', 'restart-missed', 'hand-in'].map(find);
const pass = Number(section.dataset.pass);
const handInLabel = handIn?.textContent;
const onPaper = make('p', 'score-on-paper');
let reviewing = false;
let asked = 0; // When handing in was asked for, unless something has changed since.
let finished = true;

const touched = () => page.all.filter(({ left, done, state, hints }) => left && (done || hints || state !== 'new'));
const missed = () => page.questions.filter(({ left, result, done, state }) => left && done && (result ? !result.right : state === 'new'));
const lacking = ({ state }) => state === 'new' || state === 'unfinished';

const rows = new Map();
for (const question of page.all) {
  const link = make('a');
  const row = make('li', '', link);
  link.href = `#${question.section.id}`;
  row.append(' ', make('span', 'result-state'));
  list.append(row);
  rows.set(question, row);
}

function update(aloud) {
  const { questions } = page;
  const total = questions.length;
  const checked = questions.filter(({ done }) => done).length;
  const done = checked === total;
  const shut = page.atEnd && !done;
  const blanks = questions.filter(lacking).length;
  const score = pupitre.score(questions);
  const passed = score.percent === null || score.percent >= pass;
  if (done) reviewing = false;
  const words = [];
  if (!shut) {
    if (!done || !score.total) words.push(t('checked', { n: checked, total }));
    if (score.total && checked) {
      const points = count('points', score.got, { total: number(score.total) });
      words.push(t('score', { points, percent: score.percent }));
      // Before the course, there is nothing to pass.
      if (done && page.kind !== 'positioning') words.push(t(passed ? 'passed' : 'failed', { pass }));
    }
    const hints = questions.reduce((sum, question) => sum + question.hints, 0);
    if (done && hints) words.push(t('hints', { n: hints }));
  } else if (!reviewing) {
    words.push(t('answered', { n: questions.filter(({ state }) => state !== 'new').length, total }));
  } else {
    words.push(t('review', { n: blanks }));
  }
  // Each answer is told beside its question; here, the end of the quiz.
  say(status, words.join(' '), aloud || (done && !finished));
  finished = done;

  section.dataset.state = done ? (passed ? 'passed' : 'failed') : 'open';
  bar.value = score.percent || 0;
  bar.hidden = shut || !score.total;
  note.textContent = store.trouble && t(`storage_${store.trouble}`);
  note.hidden = !store.trouble;
  for (const [question, row] of rows) {
    const { state } = question;
    // Before handing in, the list names what has no answer.
    const hidden = question.section.hidden || (shut && !(reviewing && lacking(question)));
    const title = [question.number.textContent, question.title].filter(Boolean).join(' – ');
    const now = [hidden, state, title].join();
    // Of a hundred rows, one changes at a time.
    if (row.now === now) continue;
    Object.assign(row, { now, hidden });
    row.firstChild.textContent = title;
    tell(row.lastChild, state);
    row.dataset.state = state;
  }
  list.hidden = shut && !(reviewing && blanks);
  restart.hidden = shut || !touched().length;
  if (restartMissed) restartMissed.hidden = shut || !missed().length;
  if (!handIn) return;
  handIn.hidden = done;
  onPaper.textContent = done ? status.textContent : '';
  handIn.textContent = asked ? handIn.dataset.confirm : handInLabel;
}

// What was handed in is not lost by a slip.
restart.onclick = () => (!page.sealed || confirm(restart.dataset.confirm)) && page.retry(touched(), true);
// In lessons alone.
if (restartMissed) restartMissed.onclick = () => page.retry(missed());
find('erase').onclick = () => {
  if (!confirm(t('erase_ask'))) return;
  reviewing = false;
  store.erase();
  page.refresh();
  say(status, t('erased'), true);
};
// The first press reviews, the second hands in (RGAA 11.12): nothing goes by a slip.
if (handIn) handIn.onclick = () => {
  if (!asked) {
    reviewing = true;
    asked = Date.now();
    update(true);
  } else if (Date.now() - asked > 400) {
    for (const { done, judge } of page.questions) if (!done) judge();
    page.refresh();
    title.focus();
  }
};

title.tabIndex = -1;
page.changed = () => {
  const again = asked;
  asked = 0;
  update(again);
};
document.querySelector('h1').after(onPaper);
section.hidden = false;
// Once what is loaded behind has its part in it.
queueMicrotask(page.refresh);
})(pupitre);
