// All the quizzes of the course: what is done, what was gained, what to review.
(function (pupitre) {
'use strict';

const { t, number, count, tally, sum } = pupitre;
const { course } = document.documentElement.dataset;
const store = pupitre.open(course, () => localStorage);
// Each row says what its quiz asks.
const rows = [...document.querySelectorAll('[data-questions]')].map((row) => {
  const { kind, pass, asked, sealed, questions } = row.dataset;
  return { row, quiz: { kind, pass: Number(pass), asked: Number(asked), sealed: sealed === '', questions } };
});
const results = { store, rows, date, today, told, tallied };

function make(name, className, ...content) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...content);
  return element;
}

// In full, in the language of the page.
function date(time) {
  let text;
  try {
    text = new Date(time).toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' });
  } catch {
    text = new Date(time).toLocaleDateString(undefined, { dateStyle: 'long' });
  }
  return text.replace(/^1(?= )/, t('first_of_month'));
}

// The day here, as fields and names of files have it.
function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

function tallied() {
  store.reload();
  return rows.map(({ row, quiz }) => ({ row, quiz, ...tally(quiz, store) }));
}

// What a quiz came to, in words.
function told({ quiz, state, judged, given, got, total, percent }) {
  if (state === 'new') return t('not_begun');
  if (state === 'begun') {
    const words = { n: quiz.sealed ? given : judged.length, total: quiz.asked };
    return quiz.sealed ? t('answered', words) : t('checked', words);
  }
  if (percent === null) return t('unscored');
  const points = count('points', got, { total: number(total) });
  const score = t('score', { points, percent });
  // Before the course, there is nothing to pass.
  if (quiz.kind === 'positioning') return score;
  return `${score} ${t(percent >= quiz.pass ? 'passed' : 'failed', { pass: quiz.pass })}`;
}

const share = (percent) => (percent === null ? t('not_assessed') : t('share', { percent }));

function gain(before, after) {
  if (before === null || after === null) return '';
  if (before === after) return t('no_gain');
  return count(after > before ? 'gain' : 'loss', Math.abs(after - before));
}

Object.assign(pupitre, { results });
const main = document.querySelector('.page-results main');
if (!main) return;

const find = (selector) => main.querySelector(selector);
const [table, trained, review, keep, trouble, said, dialog, input] = [
  '.compared', '.trained', '.review', '.keep', '.trouble', '.said', 'dialog', '[type=file]',
].map(find);
const objectives = [...main.querySelectorAll('.trained > li')];

function percentOf(judged, objective) {
  return sum(judged.filter((question) => objective === undefined || question.objective === String(objective))).percent;
}

function update() {
  const quizzes = tallied();
  const judged = { positioning: [], evaluation: [], lesson: [] };
  for (const quiz of quizzes) {
    judged[quiz.quiz.kind].push(...quiz.judged);
    show(quiz);
  }
  const compared = Boolean(judged.positioning.length || judged.evaluation.length);
  if (table) {
    table.hidden = !compared;
    if (compared) compare(judged);
  }
  if (trained) trained.hidden = Boolean(table && compared);
  suggest(quizzes, judged);
  trouble.textContent = store.trouble && t(`storage_${store.trouble}`);
  trouble.hidden = !store.trouble;
}

function show(quiz) {
  const { row, state, when, percent } = quiz;
  const place = row.querySelector('.taken-state');
  const passed = percent === null || percent >= quiz.quiz.pass;
  row.dataset.state = state !== 'done' || quiz.quiz.kind === 'positioning' ? state : passed ? 'passed' : 'failed';
  const words = state === 'done' ? [told(quiz), t('taken', { date: date(when) })] : [told(quiz)];
  place.textContent = words.join(' ');
}

// One row an objective, in the order of the course, then the whole.
function compare(judged) {
  table.querySelectorAll('tr:has(td)').forEach((row, place) => {
    const objective = place < objectives.length ? place : undefined;
    const [before, after] = [judged.positioning, judged.evaluation].map((list) => percentOf(list, objective));
    const cells = { before: share(before), after: share(after), gain: gain(before, after) };
    for (const cell of row.cells) if (cell.className in cells) cell.textContent = cells[cell.className];
  });
}

// Judged by what was taken last: the evaluation, else the lessons, else the positioning.
function reached(judged, objective) {
  for (const kind of ['evaluation', 'lesson', 'positioning']) {
    const asked = judged[kind].filter((question) => question.objective === String(objective));
    const { percent } = sum(asked);
    if (percent !== null) return percent >= Math.max(...asked.map(({ pass }) => pass));
  }
  return true;
}

function suggest(quizzes, judged) {
  const parts = [];
  // Before it, what is not known yet is what the course is for.
  const evaluated = quizzes.some(({ quiz }) => quiz.kind === 'evaluation');
  const ended = judged[evaluated ? 'evaluation' : 'lesson'].length;
  const weak = objectives.filter((objective, place) => !reached(judged, place));
  if (weak.length) {
    const list = make('ul', 'trained', ...weak.map((objective) => objective.cloneNode(true)));
    parts.push(make('p', '', ended ? t('to_review_objectives') : t('to_work_on_objectives')), list);
  }
  const missed = quizzes.filter(({ quiz, missed }) => quiz.kind === 'lesson' && missed);
  if (missed.length) {
    const items = missed.map(({ row, missed }) =>
      make('li', '', row.querySelector('a').cloneNode(true), ` (${count('missed_questions', missed)})`),
    );
    parts.push(make('p', '', t('to_review_lessons')), make('ul', '', ...items));
  }
  const taken = Object.values(judged).flat().length;
  review.hidden = !taken;
  if (!parts.length) parts.push(make('p', '', t('to_review_none')));
  review.replaceChildren(make('h2', '', weak.length && !ended ? t('to_work_on') : t('to_review')), ...parts);
}

const say = (text) => said.replaceChildren(text);

find('.save-progress').onclick = () => {
  const text = pupitre.saveFile(store);
  if (!Object.keys(store.all().answers).length) return say(t('file_empty'));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = t('file_name', { course, date: today() });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  say(t('file_made', { file: link.download }));
};

find('.load-progress').onclick = () => input.click();
input.onchange = async () => {
  const [file] = input.files;
  if (!file) return;
  say('');
  // More than any storage holds.
  const huge = file.size > 5e6;
  const text = huge ? '' : await file.text().catch(() => '');
  input.value = ''; // The same file may be chosen again.
  const { taken, refused } = huge ? { refused: 'size' } : pupitre.loadFile(store, text);
  update();
  if (refused) say(t(`refused_${refused}`));
  else say(taken ? count('loaded', taken) : t('loaded_none'));
};

// The dialog takes the focus, and gives it back; Escape closes it.
find('.keep .erase').onclick = () => dialog.showModal();
find('.cancel').onclick = () => dialog.close();
find('.confirm').onclick = () => {
  dialog.close();
  store.erase();
  update();
  say(t('erased'));
};

keep.hidden = false;
update();
addEventListener('pageshow', update);
addEventListener('storage', (event) => [store.key, null].includes(event.key) && update());
})(pupitre);
