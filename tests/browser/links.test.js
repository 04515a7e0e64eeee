'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const none = require('./helpers/none.js');
const { names, pages, files, site } = require('./helpers/sites.js');
const { tour } = require('./helpers/browser.js');

// Everything that a page points at, and what can be pointed at in it, as it is once scripts ran.
const read = (page) =>
  page.evaluate(() => ({
    links: [...document.querySelectorAll('[href], [src], [poster], [srcset], [action], [data]')].flatMap((element) =>
      ['href', 'src', 'poster', 'srcset', 'action', 'data'].map((name) => element.getAttribute(name)).filter((value) => value !== null).map((value) => [element.tagName, value]),
    ),
    ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
    references: [...document.querySelectorAll('[for], [aria-labelledby], [aria-describedby]')].flatMap((element) =>
      ['for', 'aria-labelledby', 'aria-describedby'].flatMap((name) => (element.getAttribute(name) || '').split(/\s+/).filter(Boolean)),
    ),
  }));

for (const name of names) {
  test(`every link and anchor of ${name} leads to a file and a place that exist, by a relative path that ends in a file name`, async () => {
    const read_ = {};
    await tour(name, pages(name), async (page, file) => {
      read_[file] = await read(page);
    }).catch((error) => {
      if (!/not silent/.test(error.message)) throw error;
    });
    const found = [];
    let inside = 0;
    for (const [file, { links, ids, references }] of Object.entries(read_)) {
      for (const id of references) if (!ids.includes(id)) found.push(`[${file}] names the id « ${id} », which is not there`);
      ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => found.push(`[${file}] the id « ${id} » stands twice`));
      for (const [tag, link] of links) {
        if (/^(data:|mailto:|tel:)/.test(link)) continue;
        if (/^https?:/.test(link)) {
          if (tag !== 'A') found.push(`[${file}] <${tag.toLowerCase()}> points outside: ${link}`);
          continue;
        }
        inside += 1;
        const [target, anchor] = link.split('#');
        const led = target ? path.posix.join(path.posix.dirname(file), decodeURI(target)) : file;
        if (/^(\/|[a-z]+:)/i.test(link)) found.push(`[${file}] an absolute link: ${link}`);
        else if (/(^|\/)(\.\.?)?$/.test(target) && target) found.push(`[${file}] no file name: ${link}`);
        else if (!fs.existsSync(path.join(site(name), led)) || !path.posix.extname(led)) found.push(`[${file}] leads nowhere: ${link}`);
        else if (anchor && led.endsWith('.html') && !read_[led]?.ids.includes(decodeURIComponent(anchor))) found.push(`[${file}] no such place: ${link}`);
      }
    }
    assert.ok(inside > 50, `${inside} links were read`);
    none(found, name);
  });
}

test('every page can be reached from the first, and every file is asked for by a page', async () => {
  const left = new Set(pages('fixture'));
  // The page beside an archive asks for that one.
  const asked = new Set(['.pupitre', 'theme/unpacked.css']);
  const queue = ['index.html'];
  while (queue.length) {
    const page = queue.pop();
    if (!left.delete(page)) continue;
    const html = fs.readFileSync(path.join(site('fixture'), page), 'utf8');
    for (const [, link] of html.matchAll(/(?:href|src)="([^":#]+)/g)) {
      const led = path.posix.join(path.posix.dirname(page), link);
      asked.add(led);
      if (led.endsWith('.html')) queue.push(led);
    }
  }
  assert.deepEqual([...left], ['404.html'], 'pages that no page leads to');
  // What scripts, style sheets and the manifest name: a script by its stem, the parts of the search by their folder.
  const readers = files('fixture').filter((file) => /\.(js|css|webmanifest)$/.test(file) && !file.startsWith('search/'));
  const code = readers.map((file) => fs.readFileSync(path.join(site('fixture'), file), 'utf8')).join('\n');
  const isNamed = (file) => [path.basename(file), `'${path.parse(file).name}'`].some((name) => code.includes(name)) || (file.startsWith('search/') && code.includes('search/'));
  assert.deepEqual(files('fixture').filter((file) => !file.endsWith('.html') && !asked.has(file) && !isNamed(file)), [], 'files that nothing names');
});
