'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const none = require('./helpers/none.js');
const { pages } = require('./helpers/sites.js');
const { tour, visit } = require('./helpers/browser.js');

const outline = (page) =>
  page.evaluate(() => ({
    title: document.title,
    lang: document.documentElement.lang,
    headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((heading) => heading.checkVisibility()).map((heading) => [Number(heading.tagName[1]), heading.textContent.trim()]),
    landmarks: ['header.banner', 'main', 'footer, .page-not-found'].map((selector) => document.querySelectorAll(selector).length),
    navs: [...document.querySelectorAll('nav')].filter((nav) => nav.checkVisibility()).map((nav) => nav.getAttribute('aria-label')),
    unnamed: [...document.querySelectorAll('img:not([alt]), svg:not([aria-hidden]):not([role])')].map((image) => image.outerHTML.slice(0, 80)),
    policy: document.querySelector('meta[http-equiv=Content-Security-Policy]')?.content || '',
    inline: document.querySelectorAll('[style], script:not([src]):not([type="application/json"])').length,
    handlers: [...document.querySelectorAll('*')].filter((element) => element.getAttributeNames().some((name) => name.startsWith('on'))).length,
  }));

for (const [name, lang] of [['fixture', 'fr'], ['course', 'fr'], ['init-en', 'en']]) {
  test(`every page of ${name} has its own title, one h1, no skipped heading, named landmarks (RGAA 8.3, 8.5, 8.6, 9.1, 9.2, 12.6)`, async () => {
    const found = [];
    const titles = new Map();
    const see = async (page, file) => {
      const seen = await outline(page);
      const complain = (what) => found.push(`[${file}] ${what}`);
      if (seen.lang !== lang) complain(`lang is « ${seen.lang} »`);
      if (titles.has(seen.title)) complain(`has the title of ${titles.get(seen.title)}: « ${seen.title} »`);
      titles.set(seen.title, file);
      const levels = seen.headings.map(([level]) => level);
      if (levels.filter((level) => level === 1).length !== 1) complain(`h1: ${levels.filter((level) => level === 1).length}`);
      if (levels[0] !== 1) complain(`begins with an h${levels[0]}`);
      seen.headings.forEach(([level, text], at) => {
        if (at && level > levels[at - 1] + 1) complain(`h${levels[at - 1]} is followed by h${level} « ${text} »`);
        if (!text) complain(`an empty h${level}`);
      });
      if (seen.landmarks.some((count) => count !== 1)) complain(`header, main, footer: ${seen.landmarks}`);
      if (new Set(seen.navs).size !== seen.navs.length || seen.navs.includes(null)) complain(`navigations: ${seen.navs}`);
      seen.unnamed.forEach((image) => complain(`without an alternative: ${image}`));
      if (seen.inline || seen.handlers) complain(`inline styles and scripts: ${seen.inline}, handlers: ${seen.handlers}`);
      if (!/^default-src 'none'/.test(seen.policy)) complain(`policy: ${seen.policy}`);
      if (/unsafe-eval|script-src[^;]*unsafe-inline|\*|https?:/.test(seen.policy)) complain(`a loose policy: ${seen.policy}`);
    };
    await tour(name, pages(name), see).catch((error) => {
      if (!/not silent/.test(error.message)) throw error;
    });
    none(found, name);
  });
}

test('body text has a contrast of 7:1 or more, light and dark', () =>
  visit('fixture', 'repondre/mille-mots.html', async (page) => {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const ratio = await page.evaluate(() => {
        const light = (colour) => {
          const [r, g, b] = colour.match(/[\d.]+/g).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ink = light(getComputedStyle(document.querySelector('.prose p')).color);
        const paper = light(getComputedStyle(document.body).backgroundColor);
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      });
      assert.ok(ratio >= 7, `${colorScheme}: ${ratio.toFixed(2)}`);
    }
  }));

test('a line of text holds 60 to 75 characters on a desk', () =>
  visit('fixture', 'repondre/mille-mots.html', async (page) => {
    for (const width of [1280, 1920, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      const characters = await page.evaluate(() => {
        const paragraphs = [...document.querySelectorAll('.prose > p')].filter((p) => p.textContent.length > 300);
        const lines = paragraphs.map((p) => p.textContent.length / Math.ceil(p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight)));
        return lines.reduce((sum, line) => sum + line, 0) / lines.length;
      });
      // The mean counts each paragraph's short last line.
      assert.ok(characters >= 55 && characters <= 78, `${width} px: ${characters.toFixed(0)} characters`);
    }
  }));
