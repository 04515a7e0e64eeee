'use strict';
// The same visits in the system's own Firefox, driven over WebDriver BiDi: one a test file, one fresh
// profile a visit.

const { after, test } = require('node:test');
const { firefox } = require('playwright-core');
const { tour, visit } = require('./browser.js');

const firefoxUserPrefs = {
  // As students have it: each file keeps to itself. Playwright would let them share.
  'security.fileuri.strict_origin_policy': true,
  // The way back loads a page again: Playwright waits for that.
  'browser.sessionhistory.max_total_viewers': 0,
  // Nothing is there: neither pages nor the browser itself get anywhere.
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
};

const launched = {};

// Playwright makes a profile in the folder for temporary files, and takes it away.
function start(name, more) {
  const options = { headless: true, firefoxUserPrefs: { ...firefoxUserPrefs, ...more } };
  launched[name] ||= firefox.launch({ channel: 'moz-firefox', executablePath: '/usr/bin/firefox-esr', ...options });
  return launched[name];
}
after(() => Promise.all(Object.values(launched).map(async (browser) => (await browser).close())));

const launch = () => start('as it is');
// As who set it so, and as other browsers may be: all files are one.
const sharing = () => start('sharing', { 'security.fileuri.strict_origin_policy': false });
const tourInFirefox = (name, pages, use, options) => tour(name, pages, use, { launch, ...options });
const visitInFirefox = (name, page, use, options) => tourInFirefox(name, [page], (tab, _, context) => use(tab, context), options);

// A test in Chromium, and the same in Firefox: `use` is handed the way to visit.
function both(name, use) {
  test(name, () => use(visit));
  test(`in Firefox, ${name}`, () => use(visitInFirefox));
}

module.exports = { tourInFirefox, visitInFirefox, both, sharing };
