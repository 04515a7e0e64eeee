'use strict';
// What has the focus, and whether anyone can see it.

// Runs in the page: numbers what Tab should reach, in the order of the document.
function number() {
  const reached = 'a[href], button, input, select, textarea, summary, video[controls], audio[controls], [tabindex="0"]';
  const radios = new Set();
  window.stops = [...document.querySelectorAll(reached)].filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(':disabled')) return false;
    if (element.type !== 'radio') return true;
    // A group of radio buttons is one stop: its chosen one, else its first.
    const group = [...document.getElementsByName(element.name)];
    const stop = group.find((radio) => radio.checked) || group[0];
    return stop === element && !radios.has(element.name) && radios.add(element.name);
  });
  return window.stops.length;
}

// Runs in the page: tells of the focus.
function tell() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  // A mixed colour reads `color(srgb 0.9 0.9 1)`.
  const channels = (colour) => colour.match(/[\d.]+/g).map((n, at) => (colour.startsWith('color(') && at < 3 ? n * 255 : Number(n)));
  const background = (at) => {
    if (!at) return [255, 255, 255];
    const [r, g, b, a = 1] = channels(getComputedStyle(at).backgroundColor);
    return a ? [r, g, b] : background(at.parentElement);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high, low] = [light(channels(style.outlineColor)), light(background(element.parentElement))].sort((a, b) => b - a);
  const name = element.getAttribute('aria-label') || element.textContent || element.value || element.id;
  return {
    stop: (window.stops || []).indexOf(element),
    name: `<${element.tagName.toLowerCase()}> « ${name.trim().replace(/\s+/g, ' ').slice(0, 40)} »`,
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    contrast: (high + 0.05) / (low + 0.05),
    onScreen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}

const focus = (page) => page.evaluate(tell);

// Whether what `selector` names has the focus.
const focused = (page, selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);

// What is wrong with the look of the focus, if anything.
function unseen(told) {
  if (!told) return 'the focus is lost';
  if (!told.onScreen) return `${told.name} has the focus off the screen`;
  if (told.outline < 2) return `${told.name} has the focus and no outline`;
  if (told.contrast < 3) return `${told.name}: the outline’s contrast is ${told.contrast.toFixed(2)}`;
  return '';
}

// Presses Tab from where the page is until it is through.
async function tabThrough(page) {
  const expected = await page.evaluate(number);
  const visited = [];
  // A player has several stops of its own.
  for (let presses = 0; presses < expected + 60; presses += 1) {
    await page.keyboard.press('Tab');
    const told = await focus(page);
    if (!told || (visited.length > 1 && told.stop === visited[0].stop)) break;
    if (told.stop !== visited.at(-1)?.stop || told.stop < 0) visited.push(told);
  }
  return { expected, visited };
}

module.exports = { focus, focused, unseen, tabThrough };
