'use strict';

// Fails with one line for each thing found: "[where] what", the same `what` told once.
module.exports = function none(found, subject) {
  if (!found.length) return;
  const places = new Map();
  for (const line of found) {
    const [, where = '', what] = /^(?:\[(.*?)\] )?(.*)$/s.exec(line);
    places.set(what, [...(places.get(what) || []), where]);
  }
  const lines = Array.from(places, ([what, [first, ...more]]) => {
    const where = first && `[${first}${more.length ? `, and ${more.length} more` : ''}] `;
    return `\n  - ${where}${what}`;
  });
  const error = new Error(`${subject}: ${lines.length} found${lines.join('')}`);
  error.stack = error.message; // Where the test stands says nothing about the page.
  throw error;
};
