'use strict';
// The search dialog of a page.

const dialog = (page) => page.locator('dialog.search[open]');
const field = (page) => dialog(page).locator('input[type=text]');
const results = (page) => dialog(page).locator('.search-results > li');
const status = (page) => dialog(page).getByRole('status');

async function open(page) {
  await page.keyboard.press('Control+k');
  await dialog(page).waitFor();
}

const type = (page, text) => page.keyboard.type(text, { delay: 15 });

// What was typed has been answered, and the answer told.
async function found(page) {
  const query = (await field(page).inputValue()).trim();
  await status(page).filter({ hasText: query }).waitFor();
  await results(page).first().waitFor();
}

module.exports = { dialog, field, results, status, open, type, found };
