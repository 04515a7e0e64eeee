'use strict';
// One Chromium a test file, one fresh profile a visit; a visit that makes any noise fails.

const { after } = require('node:test');
const { chromium } = require('playwright-core');
const none = require('./none.js');
const { address } = require('./sites.js');

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
// Narrow as a telephone, wide as a desk.
const narrow = { width: 360, height: 740 };
const wide = { width: 1280, height: 900 };

let launched;

function browser() {
  launched ||= chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args });
  return launched;
}
after(async () => (await launched)?.close());

// What a page may not do: say a word on the console, fail, ask anything of another place.
function listen(context, base, missing, noise) {
  const told = (page, what) => noise.push(`${page ? decodeURI(page.url()) : '?'}: ${what}`);
  context.on('console', (message) => {
    // Of a page that is itself not found, the browser says so.
    const isPage = missing && message.location().url === message.page()?.url() && /\b404\b/.test(message.text());
    if (!isPage) told(message.page(), `console ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => told(error.page(), `error: ${error.error().message}`));
  context.on('requestfailed', (request) => {
    // Left behind by a page that is left, or a film of which the page has read enough.
    const isStopped = /^(net::ERR|NS_BINDING)_ABORTED$/.test(request.failure()?.errorText);
    if (!isStopped) noise.push(`request failed: ${request.url()} (${request.failure()?.errorText})`);
  });
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('data:')) noise.push(`request elsewhere: ${url}`);
  });
}

// Runs in the page: whether all its questions can be answered. Scripts make them so a few at a time, the
// last of many once the page has loaded.
const isReady = () => !window.pupitre?.page || pupitre.page.all.every(({ section }) => section.querySelector('.question-status'));
const ready = (page) => page.waitForFunction(isReady);

// However a test opens `page`, it is ready then.
function wait(page) {
  for (const way of ['goto', 'reload', 'goBack', 'goForward']) {
    const go = page[way].bind(page);
    page[way] = async (...given) => {
      const answer = await go(...given);
      await ready(page);
      return answer;
    };
  }
}

// Opens `pages` of the site `name` one after the other in a fresh profile, hands each to `use`, then
// asks for silence, but for what is `expected`. `options` are Playwright's for a context; `base` is where
// the site is served, if not on disk; where it is, pages may be `missing`; `launch` gives another browser.
async function tour(name, pages, use, { base = address(name), init, missing = false, launch = browser, expected, ...options } = {}) {
  const context = await (await launch()).newContext({ viewport: wide, ...options });
  context.setDefaultTimeout(60_000); // A busy machine is no fault of the page.
  context.on('page', wait);
  const noise = [];
  try {
    listen(context, base, missing, noise);
    if (init) await context.addInitScript(init);
    const tab = await context.newPage();
    for (const page of pages) {
      await tab.goto(base + page);
      await use(tab, page, context);
    }
  } finally {
    await context.close();
  }
  none(noise.filter((word) => !expected?.test(word)), `${name}, ${pages.length > 1 ? 'all pages' : pages}: not silent`);
}

const visit = (name, page, use, options) => tour(name, [page], (tab, _, context) => use(tab, context), options);

// Clicks a link and waits for the page that it leads to.
async function follow(link) {
  const page = link.page();
  const loaded = page.waitForEvent('load');
  await link.click();
  await loaded;
  await ready(page);
}

// As `init`: a browser that keeps nothing.
const refuse = () =>
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('refused', 'SecurityError');
    },
  });

module.exports = { tour, visit, follow, ready, refuse, narrow, wide };
