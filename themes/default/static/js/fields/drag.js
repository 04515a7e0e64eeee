// Dragging by pointer, and what is said of a move, however it was made.
(function (pupitre) {
'use strict';

const { make } = pupitre;
const live = make('p', 'unseen');

// What something is called aloud: its first words, images included.
function named(element) {
  const copy = element.cloneNode(true);
  for (const image of copy.querySelectorAll('img')) image.replaceWith(image.alt);
  return copy.textContent.trim().replace(/\s+/g, ' ').replace(/^(.{50}\S*) .*/, '$1…');
}

function announce(key, values) {
  live.textContent = pupitre.t(key, values);
}

// A handle to drag `item` by. `begin` gives what each step of the pointer does, and what the end
// does, told whether it holds.
function handle(item, begin) {
  const grip = make('span', 'handle');
  grip.onpointerdown = (down) => {
    if (!down.isPrimary || down.button) return;
    down.preventDefault(); // No text is selected.
    grip.setPointerCapture(down.pointerId);
    item.classList.add('is-dragged');
    const { step, end } = begin(down);
    const stop = (holds) => {
      grip.onpointermove = grip.onpointerup = grip.onlostpointercapture = window.onkeydown = null;
      item.classList.remove('is-dragged');
      end(holds);
    };
    grip.onpointermove = step;
    grip.onpointerup = () => stop(true);
    grip.onlostpointercapture = () => stop(false);
    window.onkeydown = ({ key }) => key === 'Escape' && stop(false);
  };
  return grip;
}

live.setAttribute('role', 'status');
document.querySelector('main').append(live);
Object.assign(pupitre, { named, announce, handle });
})(pupitre);
