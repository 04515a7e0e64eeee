'use strict';
// axe-core on a page as it stands, in every look that a reader may have.

const { source } = require('axe-core');
const { narrow, wide } = require('./browser.js');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const everything = { runOnly: tags, rules: { 'target-size': { enabled: true } } };
// What a colour scheme can change; the rest has been seen in the light.
const colours = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };
const looks = [
  ['light', wide, everything],
  ['dark', wide, colours],
  ['light', narrow, everything],
  ['dark', narrow, colours],
];

// One line for each rule that the page breaks in `state`.
async function audit(page, state) {
  const found = [];
  const before = page.viewportSize();
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  for (const [colorScheme, size, rules] of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    const violations = await page.evaluate(async (options) => {
      // Not preloaded: axe would ask for the style sheets, which the page's policy refuses.
      const { violations } = await axe.run({ ...options, preload: false, resultTypes: ['violations'] });
      return violations.map(({ id, nodes: [{ html, failureSummary }, ...more] }) => {
        const why = failureSummary.replace(/\s+/g, ' ').replace(/, font size.*?\)/, ')').slice(0, 300);
        return `${id}: ${html.slice(0, 160)} ${why}${more.length ? ` (and ${more.length} more)` : ''}`;
      });
    }, rules);
    found.push(...violations.map((text) => `[${state}, ${colorScheme}, ${size.width} px] ${text}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
  return found;
}

module.exports = { audit };
