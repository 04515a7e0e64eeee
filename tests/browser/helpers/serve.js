'use strict';
// A course of its own for a test, and `pupitre serve` on it.

const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { spawn } = require('node:child_process');
const { scratch } = require('./sites.js');

const root = path.resolve(__dirname, '../../..');
const pupitre = process.env.PUPITRE || path.join(root, 'target/release/pupitre');
let made = 0;
// Below those that the system gives to whoever connects: none is taken while a server is stopped for a
// moment. Test files that run at the same time begin elsewhere.
let nextPort = 10_000 + (process.pid % 1000) * 20;

function freePort() {
  const port = nextPort;
  nextPort += 1;
  return new Promise((found) => {
    const probe = net.createServer().on('error', () => found(freePort()));
    probe.listen(port, '127.0.0.1', () => probe.close(() => found(port)));
  });
}

// Ready once it says where.
function start(folder, port, options, env) {
  const server = spawn(pupitre, ['serve', '--root', folder, '--port', String(port), ...options], { env: { ...process.env, PUPITRE_EDITOR: '', ...env } });
  return new Promise((ready, failed) => {
    let said = '';
    const hear = (text) => {
      said += text;
      const [base] = /http:\/\/[\d.:]+\//.exec(said) || [];
      if (base) ready({ server, base });
    };
    for (const stream of [server.stdout, server.stderr]) stream.setEncoding('utf8').on('data', hear);
    server.on('exit', () => failed(new Error(`pupitre serve ended\n${said}`)));
    server.on('error', failed);
  });
}

// Writes `texts`, by their paths below the course, serves them and hands `use` what there is to do. Or
// serves `root`, which is there.
async function serve(texts, use, { options = [], env, root: there } = {}) {
  made += 1;
  const folder = there || path.join(scratch, `served ${made}`);
  const write = (name, text) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    // As many editors do, and so that no half of a file is ever read.
    const aside = path.join(folder, '.written');
    fs.writeFileSync(aside, text);
    fs.renameSync(aside, file);
  };
  for (const [name, text] of Object.entries(texts)) write(name, text);
  const port = await freePort();
  let running = await start(folder, port, options, env);
  const stop = () =>
    new Promise((stopped) => {
      running.server.removeAllListeners('exit').on('exit', stopped);
      running.server.kill();
    });
  const course = {
    folder,
    base: running.base,
    write,
    rename: (from, to) => fs.renameSync(path.join(folder, from), path.join(folder, to)),
    stop,
    start: async () => {
      running = await start(folder, port, options, env);
    },
  };
  try {
    await use(course);
  } finally {
    await stop();
  }
}

module.exports = { serve };
