'use strict';
// A French course of any size, the same at every run, with a vocabulary that grows with it as that of a
// natural text does: sentences of the shipped course, with one word in twelve of another's making. What
// a few hundred words say again and again would flatter an index.

const fs = require('node:fs');
const path = require('node:path');

const shipped = path.resolve(__dirname, '../../content');
const syllables = 'ba,cen,di,fo,gre,ha,lu,man,no,pri,quan,ro,sta,ter,ver,bli,chan,del,fre,gui,lon,mer,nau,plo,ran,sol,tri,vin'.split(',');
const lessonsInModule = 20;
const sections = 6;

function chance(seed) {
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  return { random, any: (list) => list[Math.floor(random() * list.length)] };
}

// The files below a folder.
const list = (folder) =>
  fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? list(file) : file;
  });
const lessons = (folder) => list(folder).filter((file) => file.endsWith('.md')).sort();

// Zipf's law: the word of rank r is met 1/r times as often as the first.
function vocabulary({ random }) {
  const words = [];
  return () => {
    const rank = Math.floor(60000 ** random());
    while (words.length <= rank) {
      let [left, word] = [words.length, ''];
      for (; left > 0 || word.length < 4; left = Math.floor(left / syllables.length)) word += syllables[left % syllables.length];
      words.push(word);
    }
    return words[rank];
  };
}

// Writes a course of so many lessons into `folder`/content.
function write(folder, count) {
  const { random, any } = chance(1);
  const word = vocabulary({ random });
  const lines = lessons(shipped).flatMap((file) => fs.readFileSync(file, 'utf8').split('\n'));
  const headings = lines.filter((line) => /^## [^{:]+$/.test(line)).map((line) => line.slice(3));
  const sentences = lines
    .filter((line) => /^[A-ZÀ-Ý].{80}/.test(line))
    .flatMap((line) => line.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').split(/(?<=[.?]) (?=[A-ZÀ-Ý])/))
    .filter((sentence) => !/[[\]{}]/.test(sentence));
  const said = () => any(sentences).split(' ').map((one) => (random() < 1 / 12 ? word() : one)).join(' ');
  const paragraph = () => Array.from({ length: 5 }, said).join(' ');
  const section = () => `## ${any(headings)} ${word()}\n\n${paragraph()}\n`;
  for (let lesson = 0; lesson < count; lesson += 1) {
    const number = Math.floor(lesson / lessonsInModule) + 1;
    const module = path.join(folder, 'content', `${number}-module-${number}`);
    fs.mkdirSync(module, { recursive: true });
    const question = `## Question : ${said()}\n\n- [x] ${word()} ${lesson}\n- [ ] non\n  > ${said()}\n\n> Explication : ${said()}\n`;
    const parts = [`# ${any(headings)} ${word()}\n\n${paragraph()}\n`, ...Array.from({ length: sections }, section), question];
    fs.writeFileSync(path.join(module, `${lesson + 1}-lesson-${lesson + 1}.md`), parts.join('\n'));
  }
  fs.writeFileSync(path.join(folder, 'content/course.yaml'), 'id: bench\ntitle: Bench\nlang: fr\n');
}

module.exports = { write, list, lessons, chance };
