'use strict';

// Storage as the browser has it, with switches for its bad days.
function fakeStorage(texts = {}) {
  return {
    texts,
    writable: true,
    getItem: (key) => texts[key] ?? null,
    setItem(key, text) {
      if (!this.writable) throw new Error('QuotaExceededError');
      texts[key] = text;
    },
    removeItem(key) {
      delete texts[key];
    },
  };
}

function clock(time = 1000) {
  const now = () => now.time;
  now.time = time;
  return now;
}

const entry = (t, r = ['a']) => ({ r, c: 1, p: 1, t, f: 'x' });

function refused() {
  throw new Error('SecurityError');
}

module.exports = { fakeStorage, clock, entry, refused };
