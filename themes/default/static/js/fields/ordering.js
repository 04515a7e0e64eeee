// Items to put in order: by buttons, or by dragging.
(function (pupitre) {
'use strict';

const { fields, t, make, named, announce, handle } = pupitre;
const initial = new WeakMap(); // The order that each list begins with.
const listOf = (form) => form.querySelector('.ordering ul');
const itemsOf = (form) => [...listOf(form).children];
const key = (item) => item.dataset.key;

// Around one that stays where it is: what is taken out of a page loses the focus, and the pointer.
function arrange(items, still = items.find((item) => item.contains(document.activeElement)) || items[0]) {
  const at = items.indexOf(still);
  still.before(...items.slice(0, at));
  still.after(...items.slice(at + 1));
  items.forEach((item, index) => {
    const [up, down] = item.querySelectorAll('.move');
    item.querySelector('.place').textContent = index + 1;
    // Not `disabled`, which loses the focus.
    up.ariaDisabled = index ? null : 'true';
    down.ariaDisabled = index < items.length - 1 ? null : 'true';
  });
}

function equip(form, item, changed) {
  const name = named(item.lastChild);
  const place = () => itemsOf(form).indexOf(item);
  const others = () => itemsOf(form).filter((other) => other !== item);
  const put = (at) => arrange([...others().slice(0, at), item, ...others().slice(at)], item);

  // What has moved is an answer.
  function settle(from) {
    if (place() !== from) {
      listOf(form).dataset.moved = '';
      changed();
    }
    announce('place', { item: name, n: place() + 1, total: others().length + 1 });
  }

  function button(does, sign, by) {
    const move = make('button', 'move', sign);
    move.type = 'button';
    move.setAttribute('aria-label', t(does, { item: name }));
    move.onclick = () => {
      const from = place();
      put(Math.max(0, from + by));
      settle(from);
    };
    return move;
  }

  const grip = handle(item, () => {
    const from = place();
    const above = (box, y) => box.top + box.bottom < 2 * y;
    return {
      step: ({ clientY }) => put(others().filter((other) => above(other.getBoundingClientRect(), clientY)).length),
      end(holds) {
        if (!holds) put(from);
        settle(from);
      },
    };
  });
  const moves = make('span', 'moves', button('up', '↑', -1));
  moves.append(button('down', '↓', 1));
  item.firstChild.replaceWith(grip, make('span', 'place'));
  item.append(moves);
}

fields.ordering = {
  empty: 'move',

  enhance(form, changed) {
    for (const item of itemsOf(form)) equip(form, item, changed);
    initial.set(form, itemsOf(form));
  },

  // Never in the right order: nothing could be moved there.
  shuffle(form, rank, { right }) {
    const items = itemsOf(form).sort((a, b) => rank(key(a)) - rank(key(b)));
    if (items.every((item, index) => key(item) === right[index])) items.push(items.shift());
    initial.set(form, items);
  },

  read: (form) => ('moved' in listOf(form).dataset ? itemsOf(form).map(key) : []),

  show(form, response) {
    const place = (item) => response.indexOf(key(item));
    listOf(form).toggleAttribute('data-moved', response.length);
    arrange(response.length ? itemsOf(form).sort((a, b) => place(a) - place(b)) : initial.get(form));
  },

  // Several orders may earn the same share: the one that was expected stands in the solution.
  mark() {},
};
})(pupitre);
