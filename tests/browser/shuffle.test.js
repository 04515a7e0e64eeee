'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const { make } = require('./helpers/sites.js');
const { visit } = require('./helpers/browser.js');

const asked = (n, ...options) => `## Question : Numéro ${n} ?\n\n- [x] ${options.join('\n- [ ] ')}\n`;
const lesson = ['---\ntitle: Un ordre à chacun\nshuffle: true\n---\n'];
for (let n = 0; n < 12; n += 1) lesson.push(asked(n, 'Vrai', 'Faux'), asked(n + 12, 'Un', 'Deux', 'Trois'));
const texts = { 'course.yaml': 'id: ordre\ntitle: Ordre\n', 'a.md': lesson.join('\n') };

test('a shuffle leaves true and false in their order', () => {
  make('shuffled', texts);
  return visit('shuffled', 'a.html', async (page) => {
    const orders = await page.locator('.question').evaluateAll((all) => all.map((each) => [...each.querySelectorAll('.option label')].map((label) => label.textContent).join()));
    const [pairs, threes] = [orders.filter((order) => order.includes('Vrai')), orders.filter((order) => order.includes('Un'))];
    assert.deepEqual([...new Set(pairs)], ['Vrai,Faux']);
    assert.ok(new Set(threes).size > 1, threes.join(' '));
  });
});
