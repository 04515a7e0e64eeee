'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const says = require('./helpers/says.js');
const { focus, unseen } = require('./helpers/focus.js');
const { status, retry, numbers } = require('./helpers/quiz.js');
const { onForms, answer, put, items, item, order, told, question, check } = require('./helpers/forms.js');

const places = (page) => items(page, 'tailles').locator('.place').allTextContents();
const button = (page, text, does) => item(page, 'tailles', text).getByRole('button', { name: new RegExp(`^${does}`) });

// Where the handle of the item with `text` is.
async function grip(page, id, text) {
  const handle = item(page, id, text).locator('.handle');
  await handle.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await handle.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

test('items are put in order by the keyboard, which never loses the focus, and each move is told (WCAG 2.1.1, 2.5.7, 4.1.3)', () =>
  onForms(async (page) => {
    const before = await order(page, 'tailles');
    assert.deepEqual(before, ['le chat', 'l’éléphant', 'la fourmi', 'le cheval']);
    const up = button(page, 'fourmi', 'Monter');
    await up.focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await order(page, 'tailles'), ['le chat', 'la fourmi', 'l’éléphant', 'le cheval']);
    assert.match(await told(page), /^«.la fourmi.».: place 2 sur 4$/);
    assert.ok(await up.evaluate((element) => element === document.activeElement), 'the focus stays on the button');
    assert.equal(unseen(await focus(page)), '');
    await page.keyboard.press('Space');
    assert.deepEqual(await order(page, 'tailles'), ['la fourmi', 'le chat', 'l’éléphant', 'le cheval']);
    assert.deepEqual(await places(page), ['1', '2', '3', '4']);
    // At the end the button stays, and says that it does nothing.
    assert.equal(await up.getAttribute('aria-disabled'), 'true');
    await page.keyboard.press('Enter');
    assert.deepEqual((await order(page, 'tailles'))[0], 'la fourmi');
    assert.ok(await up.evaluate((element) => element === document.activeElement), 'the focus stays at the end');
    await page.keyboard.press('Tab');
    assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /^Descendre «.la fourmi.»$/);
    await button(page, 'éléphant', 'Descendre').focus();
    await page.keyboard.press('Enter');
    await question(page, 'tailles').locator('.check').focus();
    await page.keyboard.press('Enter');
    assert.match(await status(page, 'tailles'), says('script_outcome_right'));
    assert.deepEqual(numbers(await status(page, 'tailles')), [2, 2]);
    assert.equal(unseen(await focus(page)), '', 'after the check');
  }));

test('nothing is answered before something moves, and a check says so (WCAG 3.3.1)', () =>
  onForms(async (page) => {
    await button(page, 'chat', 'Monter').press('Enter');
    assert.match(await told(page), /place 1 sur 4/);
    await check(page, 'tailles');
    assert.match(await status(page, 'tailles'), says('script_move'));
    assert.equal(await question(page, 'tailles').getAttribute('data-state'), 'new');
    const read = () => question(page, 'tailles').locator('form').evaluate((form) => window.pupitre.fields.ordering.read(form).length);
    assert.equal(await read(), 0, 'nor is there anything to hand in');
    await button(page, 'chat', 'Descendre').click();
    assert.equal(await read(), 4);
    assert.equal(await question(page, 'tailles').getAttribute('data-state'), 'chosen');
  }));

test('a pointer drags an item to its place, and Escape takes it back', () =>
  onForms(async (page) => {
    const start = await order(page, 'tailles');
    const from = await grip(page, 'tailles', 'fourmi');
    const to = await item(page, 'tailles', 'chat').boundingBox();
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, to.y + 4, { steps: 5 });
    assert.deepEqual((await order(page, 'tailles'))[0], 'la fourmi', 'it moves as the pointer does');
    await page.keyboard.press('Escape');
    assert.deepEqual(await order(page, 'tailles'), start, 'Escape');
    await page.mouse.move(from.x, from.y + 5);
    await page.mouse.up();
    assert.deepEqual(await order(page, 'tailles'), start, 'nothing is held after Escape');
    assert.equal(await question(page, 'tailles').getAttribute('data-state'), 'new');

    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, to.y + 4, { steps: 5 });
    await page.mouse.up();
    assert.match(await told(page), /la fourmi.*place 1 sur 4/);
    const last = await items(page, 'tailles').last().boundingBox();
    const elephant = await grip(page, 'tailles', 'éléphant');
    await page.mouse.move(elephant.x, elephant.y);
    await page.mouse.down();
    await page.mouse.move(elephant.x, last.y + last.height + 200, { steps: 5 });
    await page.mouse.up();
    await check(page, 'tailles');
    assert.match(await status(page, 'tailles'), says('script_outcome_right'));
    // What is judged stays.
    assert.equal(await item(page, 'tailles', 'chat').locator('.handle, .move').filter({ visible: true }).count(), 0);
  }));

test('a finger drags by the handle, and scrolls by the rest (WCAG 2.5.7)', () =>
  onForms(
    async (page, context) => {
      const touch = await context.newCDPSession(page);
      const send = (type, ...touchPoints) => touch.send('Input.dispatchTouchEvent', { type, touchPoints });
      const from = await grip(page, 'tailles', 'fourmi');
      const to = await item(page, 'tailles', 'chat').boundingBox();
      await send('touchStart', from);
      await send('touchMove', { x: from.x, y: (from.y + to.y) / 2 });
      await send('touchMove', { x: from.x, y: to.y + 4 });
      await send('touchEnd');
      assert.equal((await order(page, 'tailles'))[0], 'la fourmi');
      const action = (selector) => item(page, 'tailles', 'chat').locator(selector).evaluate((element) => getComputedStyle(element).touchAction);
      assert.equal(await action('.handle'), 'none');
      assert.equal(await action('> div'), 'auto');
    },
    { hasTouch: true, viewport: { width: 360, height: 740 } },
  ));

test('an order is worth its neighbours, is told when nothing is left to find, and comes back after a reload', () =>
  onForms(async (page) => {
    await answer(page, 'tailles', 'partial');
    assert.match(await status(page, 'tailles'), says('script_outcome_partial'));
    assert.deepEqual(numbers(await status(page, 'tailles')), [0.67, 2]);
    const given = await order(page, 'tailles');
    await page.reload();
    assert.deepEqual(await order(page, 'tailles'), given);
    assert.match(await status(page, 'tailles'), says('script_outcome_partial'));

    await retry(page, 'tailles');
    assert.deepEqual(await order(page, 'tailles'), ['le chat', 'l’éléphant', 'la fourmi', 'le cheval'], 'begins again');
    assert.ok(await page.evaluate(() => document.activeElement.matches('#tailles .move')), 'the focus is on the first item');
    await answer(page, 'tailles', 'wrong');
    assert.match(await status(page, 'tailles'), says('script_outcome_wrong'));
    await retry(page, 'tailles');
    await answer(page, 'tailles', 'right');
    assert.ok(await question(page, 'tailles').getByText('Par la taille').isVisible());
    assert.deepEqual(await question(page, 'tailles').locator('.solution ol li').allTextContents(), await order(page, 'tailles'));
  }));

test('an order that has not been checked is there after a reload', () =>
  onForms(async (page) => {
    await put(page, 'etapes', 'Écrire');
    const given = await order(page, 'etapes');
    await page.reload();
    assert.deepEqual(await order(page, 'etapes'), given);
  }));

test('items of code, lists and images have buttons with short names (WCAG 2.4.6, 4.1.2)', () =>
  onForms(async (page) => {
    const names = await question(page, 'etapes').getByRole('button', { name: /^Monter/ }).evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    assert.ok(names.some((name) => /Un disque qui tourne/.test(name)), names.join());
    assert.ok(names.every((name) => name.length < 90), names.join());
    await put(page, 'etapes', 'Écrire', 'Le compiler');
    await check(page, 'etapes');
    assert.match(await status(page, 'etapes'), says('script_outcome_right'));
  }));
