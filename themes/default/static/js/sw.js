// The service worker: it keeps all files of one state of the site, VERSION, for reading without a network.
(function () {
'use strict';

// Other courses may be kept on the same host: what is ours begins with where we stand.
const scope = registration.scope;
const ours = `pupitre ${scope} `;
const current = ours + VERSION;
const list = `${scope}offline.txt`;

// Each file of a list with its mark.
function files(text) {
  const lines = text.split('\n').slice(1, -1);
  return new Map(lines.map((line) => [scope + line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]));
}

async function fetched(url) {
  const answer = await fetch(url, { cache: 'no-cache' });
  if (answer.ok || answer.status === 404 || answer.status === 403) return answer;
  throw new Error(`${url}: ${answer.status}`);
}

// The list, as long as the host has this version: it may be in the middle of an upload.
async function listed() {
  const answer = await fetched(list);
  const text = await answer.text();
  if (!text.startsWith(`${VERSION}\n`)) throw new Error(`${list}: another version`);
  return text;
}

// The files that are kept of the version before.
async function before() {
  for (const name of await caches.keys()) {
    if (!name.startsWith(ours) || name === current) continue;
    const cache = await caches.open(name);
    const known = await cache.match(list);
    if (known) return { cache, marks: files(await known.text()) };
  }
  return { marks: new Map() };
}

// Takes what is the same from the version before, and asks for the rest, a few files at a time. What an
// interrupted visit has kept stays.
async function keep() {
  const text = await listed();
  const cache = await caches.open(current);
  const old = await before();
  const waiting = [...files(text)];
  async function next() {
    for (let file; (file = waiting.shift()); ) {
      const [url, mark] = file;
      if (await cache.match(url)) continue;
      const same = old.marks.get(url) === mark && (await old.cache.match(url));
      const answer = same || (await fetched(url));
      // A file that the host does not give is none the less absent without a network.
      if (answer.ok) await cache.put(url, plain(answer));
    }
  }
  await Promise.all([next(), next(), next(), next()]);
  await listed();
  await cache.put(list, new Response(text));
}

// Hosts that send on to shorter addresses: a page may not be answered with what was sent on.
const plain = (answer) => (answer.redirected ? new Response(answer.body, { headers: answer.headers }) : answer);

async function forget() {
  const names = await caches.keys();
  await Promise.all(names.map((name) => name.startsWith(ours) && name !== current && caches.delete(name)));
}

async function answer(request) {
  const cache = await caches.open(current);
  const url = request.url.replace(/[?#].*/, '').replace(/\/$/, '/index.html');
  const isPage = request.mode === 'navigate';
  const kept = (await cache.match(url)) || (isPage && (await cache.match(`${url}.html`)));
  if (kept) return request.headers.has('range') ? part(kept, request.headers.get('range')) : kept;
  // As hosts do: the links of a folder's page hold below its slash.
  if (isPage && (await cache.match(`${url}/index.html`))) return Response.redirect(`${url}/`);
  try {
    return await fetch(request);
  } catch (error) {
    const missing = isPage && (await cache.match(`${scope}404.html`));
    if (!missing) throw error;
    return new Response(missing.body, { status: 404, headers: missing.headers });
  }
}

// Films and sounds are asked for in ranges (RFC 9110, section 14).
async function part(whole, range) {
  const blob = await whole.blob();
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range) || [];
  const start = from ? Number(from) : Math.max(blob.size - to, 0);
  const end = from && to ? Math.min(Number(to), blob.size - 1) : blob.size - 1;
  const type = whole.headers.get('content-type') || '';
  if (!(start <= end)) return new Response(null, { status: 416, headers: { 'content-range': `bytes */${blob.size}` } });
  return new Response(blob.slice(start, end + 1, type), {
    status: 206,
    headers: { 'content-range': `bytes ${start}-${end}/${blob.size}`, 'content-type': type, 'accept-ranges': 'bytes' },
  });
}

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(forget()));
self.addEventListener('message', ({ data, ports }) => (data === 'take' ? skipWaiting() : ports[0]?.postMessage(VERSION)));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && request.url.startsWith(scope)) event.respondWith(answer(request));
});
})();
