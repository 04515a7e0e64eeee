// What stands in for the worker of a site that was once read at the address of the preview: it lets go
// of the pages, which load again (see hosted.js of the theme), so that the preview is seen.
(() => {
'use strict';

async function retire() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`pupitre ${registration.scope} `)) await caches.delete(name);
  }
  await registration.unregister();
  for (const tab of await clients.matchAll({ includeUncontrolled: true })) tab.postMessage('retired');
}

self.addEventListener('install', () => skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(retire()));
})();
