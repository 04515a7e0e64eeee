// Deals a page's quiz to the student: draws questions, puts options in an order.
(function (pupitre) {
'use strict';

const { t, page, rank, draw } = pupitre;
const { dataset, store } = page;
const run = `${page.kind}/${dataset.quiz}`;
const dealt = dataset.draw || 'shuffle' in dataset;
let seed;

// By the student's own seed, which is kept until `anew`.
function deal(anew) {
  const kept = (!anew && store.run(run)) || {};
  if (anew ? store.run(run) : dealt && !kept.s) {
    // In one step: another tab may read between two.
    store.putRun(run, { ...kept, ...(dealt && { s: Math.ceil(Math.random() * 2 ** 31) }) });
  }
  if (!dealt || store.run(run).s === seed) return;
  seed = store.run(run).s;
  const drawn = draw(page.all, Number(dataset.draw), seed);
  page.questions = page.all.filter(({ id }) => drawn.has(id));
  for (const question of page.all) {
    const at = page.questions.indexOf(question);
    question.section.hidden = at < 0;
    if (dataset.draw) question.number.textContent = t('question_number', { n: at + 1 });
    if ('shuffle' in dataset) question.shuffle((key) => rank(seed, key));
  }
}

page.run = run;
page.deal = deal;
})(pupitre);
