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
  if (anew && store.run(run)) store.putRun(run, {});
  const kept = store.run(run);
  if (!dealt || (seed && kept?.s === seed)) return;
  seed = kept?.s;
  if (!seed) {
    seed = Math.ceil(Math.random() * 2 ** 31);
    store.putRun(run, { ...kept, s: seed });
  }
  const drawn = draw(page.all, Number(dataset.draw), seed);
  page.questions = page.all.filter(({ id }) => drawn.has(id));
  for (const question of page.all) {
    const at = page.questions.indexOf(question);
    question.section.hidden = at < 0;
    if (dataset.draw) question.section.querySelector('.question-number').textContent = t('question_number', { n: at + 1 });
    if ('shuffle' in dataset) question.shuffle((key) => rank(seed, key));
  }
}

page.run = run;
page.deal = deal;
page.refresh();
})(window.pupitre);
