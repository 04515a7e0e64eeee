// Files of a page that are others: what can be put on in place is, for the rest the page is loaded
// again.
(function (preview) {
'use strict';

// As many as the server looks at for one tab.
const MOST = 1000;
const SHEETS = 'link[rel~="stylesheet"]';
const USED = `${SHEETS}, link[rel~="icon"], script[src], img[src], video, audio, source[src], track[src]`;

// From the top of the site, as the server names it; nothing for what is not of this site.
function pathAt(url) {
  if (!url || !url.startsWith(`${location.origin}/`)) return '';
  const path = new URL(url).pathname.slice(1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const pathOf = (element) => pathAt(element.href || element.src);

// What style sheets bring along: fonts, images, other sheets. They are known once they are loaded.
const brought = new Set();
new PerformanceObserver((list) => {
  const { size } = brought;
  for (const { initiatorType, name } of list.getEntries()) if (initiatorType === 'css') brought.add(pathAt(name));
  if (brought.size > size) preview.ask?.();
}).observe({ type: 'resource', buffered: true });

const used = () => [...document.querySelectorAll(USED)].filter((element) => !pathOf(element).startsWith('_pupitre/'));

// Another address of the same file: the browser would take the one that it has.
function again(url) {
  const fresh = new URL(url);
  fresh.searchParams.set('pupitre', Date.now());
  return fresh.href;
}

// The old sheet goes when the new one is there, so that the page is never without.
function swap(link) {
  const fresh = link.cloneNode();
  fresh.href = again(link.href);
  fresh.onload = () => link.remove();
  // Left as it was until the next change.
  fresh.onerror = () => fresh.remove();
  link.dataset.pupitreOld = '';
  link.after(fresh);
}

function renew(element) {
  if (element.matches(SHEETS)) return swap(element);
  if (element.href) element.href = again(element.href);
  else element.src = again(element.src);
  // A film takes notice of another source only when told to.
  const player = element.closest('video, audio');
  if (player && element !== player) player.load();
}

preview.files = () => [...new Set([...used().map(pathOf), ...brought])].filter(Boolean).slice(0, MOST);

// Puts on the files at `paths`. Whether that was possible.
preview.renew = (paths) => {
  if (paths.some((path) => brought.has(path))) return false;
  const elements = used().filter((element) => paths.includes(pathOf(element)));
  if (elements.some((element) => element.matches('script'))) return false;
  elements.filter((element) => !('pupitreOld' in element.dataset)).forEach(renew);
  return true;
};
})(preview);
