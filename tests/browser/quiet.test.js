'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { names, pages, site } = require('./helpers/sites.js');
const { tour, visit } = require('./helpers/browser.js');

const types = { html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', vtt: 'text/vtt', webm: 'video/webm', wav: 'audio/wav' };
const nothing = async (page) => page.waitForTimeout(30); // A late word would be missed.

// A plain host that serves `folder` below /cours/ and keeps what it could not find.
async function serve(folder, use) {
  const missing = [];
  const server = http.createServer((request, answer) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    const file = path.join(folder, asked.replace(/^\/cours\//, ''));
    if (asked.startsWith('/cours/nulle/part/')) {
      answer.setHeader('content-type', 'text/html; charset=utf-8');
      answer.end(fs.readFileSync(path.join(folder, '404.html')));
    } else if (asked.startsWith('/cours/') && fs.existsSync(file) && fs.statSync(file).isFile()) {
      answer.setHeader('content-type', types[path.extname(file).slice(1)] || 'application/octet-stream');
      answer.end(fs.readFileSync(file));
    } else {
      missing.push(asked);
      answer.statusCode = 404;
      answer.end();
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    await use(`http://127.0.0.1:${server.address().port}/cours/`);
  } finally {
    server.closeAllConnections?.();
    server.close();
  }
  assert.deepEqual(missing, [], 'asked for and not found');
}

for (const name of names) {
  test(`no page of ${name}, opened by a double-click, says a word on the console or asks for anything outside its folder`, () =>
    tour(name, pages(name), nothing));
}

test('no page asks for anything else when it is served in a sub-folder of a host', () =>
  serve(site('fixture'), (base) => tour('fixture', pages('fixture'), nothing, { base })));

test('the 404 page is whole at any depth of a host', () =>
  serve(site('fixture'), (base) =>
    visit(
      'fixture',
      'nulle/part/du-tout.html',
      async (page) => {
        assert.equal(await page.locator('h1').count(), 1);
        assert.equal(await page.locator('main a').getAttribute('href'), 'https://cours.example.org/banc');
        assert.notEqual(await page.locator('h1').evaluate((title) => getComputedStyle(title).fontFamily), 'Times New Roman');
        assert.equal(await page.locator('a[href]:not([href^="#"]):not([href^="https:"])').count(), 0, 'relative links');
      },
      { base },
    ),
  ));
