'use strict';
// A plain host, as there are many: it serves folders, each below a path of its own, and can be stopped.

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  png: 'image/png',
  txt: 'text/plain',
  webm: 'video/webm',
  wav: 'audio/wav',
  webmanifest: 'application/manifest+json',
};

// `folders` are on disk, by the path that each is served below: { '/cours/': '/tmp/site/' }. `asked` are
// the paths that were asked for, in their order.
module.exports = async function host(folders, port = 0) {
  const asked = [];
  const find = (wanted) => {
    const below = Object.keys(folders).filter((prefix) => wanted.startsWith(prefix)).sort((a, b) => b.length - a.length)[0];
    const file = below && path.join(folders[below], wanted.slice(below.length).replace(/(^|\/)$/, '$1index.html'));
    return file && fs.existsSync(file) && fs.statSync(file).isFile() ? file : null;
  };
  const server = http.createServer((request, answer) => {
    const wanted = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    asked.push(wanted);
    const file = find(wanted);
    if (!file) {
      answer.statusCode = 404;
      return answer.end();
    }
    answer.setHeader('content-type', types[path.extname(file).slice(1)] || 'application/octet-stream');
    const whole = fs.readFileSync(file);
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range || '') || [];
    if (!from) return answer.end(whole);
    const end = to ? Number(to) : whole.length - 1;
    answer.statusCode = 206;
    answer.setHeader('content-range', `bytes ${from}-${end}/${whole.length}`);
    return answer.end(whole.subarray(Number(from), end + 1));
  });
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  port = server.address().port;
  const stop = () =>
    new Promise((stopped) => {
      if (!server.listening) return stopped();
      server.close(stopped);
      return server.closeAllConnections();
    });
  return { asked, port, stop, origin: `http://127.0.0.1:${port}` };
};
