// How fast a page of 100 questions of every form answers, on a computer four times as slow as this one:
//     cargo build --release && node tests/bench/quiz.mjs
// Ready: from the page read to the end of its script. Kept, judged: from the event to the new layout.
// Medians of several rounds, and the fastest and slowest: on a busy machine the fastest says most.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '../..');
const { chromium } = createRequire(path.join(root, 'tests/browser/package.json'))('playwright-core');
const pupitre = process.env.PUPITRE || path.join(root, 'target/release/pupitre');
const rounds = 7;

const forms = [
  (n) => `> Hint: think.\n\n- [ ] Wrong ${n}\n  > No.\n- [x] Right ${n}\n  > Yes.\n- [ ] Other ${n}\n\n> Explanation: because.`,
  (n) => `- [x] First ${n}\n- [ ] Second ${n}\n- [x] Third ${n}\n- [ ] Fourth ${n}`,
  (n) => `- = Paris ${n}\n- = Lutèce ${n}`,
  (n) => `- = ${n} ± 0.5 km`,
  (n) => `1. one ${n}\n2. two ${n}\n3. three ${n}\n4. four ${n}`,
  (n) => `| Left | Right |\n| --- | --- |\n| a ${n} | A ${n} |\n| b ${n} | B ${n} |\n| c ${n} | C ${n} |\n| | D ${n} |`,
  (n) => `One [[word ${n}]], then [[(this) / that]] and [[= ${n}]].`,
  () => '> Explanation: for example, this.',
];

function course() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pupitre-quiz-'));
  fs.mkdirSync(path.join(folder, 'content/01-all'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'content/course.yaml'), 'id: bench\ntitle: Bench\nlang: en\n');
  const questions = Array.from({ length: 100 }, (_, n) => `## Question: number ${n + 1}? {#q${n + 1}}\n\n${forms[n % forms.length](n + 1)}\n`);
  fs.writeFileSync(path.join(folder, 'content/01-all/01-quiz.md'), `---\ntitle: Quiz\nshuffle: true\n---\n\n${questions.join('\n')}`);
  execFileSync(pupitre, ['build', '--root', folder, '--output', path.join(folder, 'site')], { stdio: 'pipe' });
  return folder;
}

// Runs in the page: answers and judges one question of each form; how long each took, in ms.
async function judge() {
  const times = {};
  const timed = (name, act) => {
    const start = performance.now();
    act();
    document.body.offsetHeight; // Layout is part of it.
    (times[name] ||= []).push(performance.now() - start);
  };
  for (const form of document.querySelectorAll('.question-form')) {
    const { type } = form.parentNode.dataset;
    for (const field of form.querySelectorAll('.answer :is(input:not([type=checkbox], [type=radio]), textarea)')) {
      field.value = '12';
      timed('input', () => field.dispatchEvent(new Event('input', { bubbles: true })));
    }
    for (const field of form.querySelectorAll('.answer select')) {
      field.selectedIndex = 1;
      timed('input', () => field.dispatchEvent(new Event('input', { bubbles: true })));
    }
    const button = form.querySelector('.answer :is(button, [type=checkbox], [type=radio])');
    if (button) timed('input', () => button.click());
    timed(type, () => form.requestSubmit());
    await new Promise(requestAnimationFrame);
  }
  return times;
}

// From the whole page read to the end of its deferred script.
const ready = () => {
  const { domInteractive, domContentLoadedEventStart } = performance.getEntriesByType('navigation')[0];
  return domContentLoadedEventStart - domInteractive;
};

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const folder = course();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const measured = {};
const note = (name, value) => (measured[name] ||= []).push(value);
try {
  for (let round = 0; round < rounds; round += 1) {
    const page = await (await browser.newContext()).newPage();
    const slow = await page.context().newCDPSession(page);
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto(pathToFileURL(path.join(folder, 'site/all/quiz.html')).href);
    note('ready', await page.evaluate(ready));
    for (const [name, times] of Object.entries(await page.evaluate(judge))) note(name === 'input' ? 'kept' : `judged, ${name}`, median(times));
    await page.reload();
    note('ready, all answered', await page.evaluate(ready));
    await page.context().close();
  }
} finally {
  await browser.close();
  fs.rmSync(folder, { recursive: true, force: true });
}
for (const [name, times] of Object.entries(measured)) console.log(`${name.padEnd(22)} ${median(times).toFixed(1).padStart(7)} ms  (${times[0].toFixed(1)} to ${times.at(-1).toFixed(1)})`);
