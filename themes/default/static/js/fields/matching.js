// Choices to give to rows: by selects, or by dragging a choice onto a row.
(function (pupitre) {
'use strict';

const { fields, named, announce, handle, write, mark } = pupitre;
const selects = (form) => [...form.querySelectorAll('.rows select')];
const key = (part) => part.dataset.key || part.value;
const rowOf = (select) => key(select.parentNode);
const chosen = (pairs, select) => pairs.find((pair) => pair.startsWith(rowOf(select)))?.split('=')[1] || '';
const option = (select, value) => select.querySelector(`[value="${value}"]`);

function grip(form, choice, changed) {
  let row;
  const aim = (at) => {
    row?.classList.remove('is-over');
    row = form.contains(at) ? at : null;
    row?.classList.add('is-over');
  };
  return handle(choice, (down) => ({
    step({ clientX, clientY }) {
      choice.style.translate = `${clientX - down.clientX}px ${clientY - down.clientY}px`;
      aim(document.elementFromPoint(clientX, clientY)?.closest('.rows li'));
    },
    end(holds) {
      const select = holds && row?.querySelector('select');
      aim();
      choice.style.translate = '';
      if (!select) return;
      write(select, key(choice));
      changed();
      announce('paired', { item: named(select.previousSibling), choice: option(select, key(choice)).text });
    },
  }));
}

fields.matching = {
  empty: 'choose',

  enhance(form, changed) {
    for (const choice of form.querySelectorAll('.choices li')) choice.append(grip(form, choice, changed));
  },

  // The letters stay where they are.
  shuffle(form, rank) {
    for (const list of [form.querySelector('.choices'), ...selects(form)]) {
      const parts = [...list.children].filter(key);
      const letters = parts.map(({ text }) => text?.split(' ')[0]);
      list.append(...parts.sort((a, b) => rank(key(a)) - rank(key(b))));
      parts.forEach((part, at) => {
        if (part.text) part.text = part.text.replace(/^\S+/, letters[at]);
      });
    }
  },

  read: (form) => selects(form).filter(({ value }) => value).map((select) => `${rowOf(select)}=${select.value}`),

  show(form, response) {
    for (const select of selects(form)) write(select, chosen(response, select));
  },

  kept: ({ right }, response) => response.filter((pair) => right.includes(pair)),

  mark(form, { right }, response, told) {
    for (const select of selects(form)) {
      const good = chosen(right, select);
      const state = !select.value ? 'new' : select.value === good ? 'right' : 'wrong';
      mark(select, response ? state : '', told && option(select, good).text);
    }
  },
};
})(pupitre);
