// Progress as a link hands it over: a text of the digits below, 2,000 with its mark at most. That is some
// 110 answers with their responses, or 200 and more without. `fixed` is a number of so many digits,
// `n` one of any length, five bits a digit, lowest first, a sixth bit where more digits follow.
//
//   text    = check (fixed 5), erased (n), left (n), newest (n), row…, the newest first
//   row     = name (fixed 5), seconds before the row above it (n), then answer or run
//   answer  = share, sixtieths and one; 0: none; 62: 2,520ths (fixed 2) follow
//             done + 2 × times judged + 8 × hints + 32 if the response follows; for 3 of them and more,
//             times (n) and hints (n)
//             response: 0: blank; 1 to 15: so many keys of options (8 hexadecimal digits: fixed 6);
//             16 to 23: so many pairs of keys and 16; else 24 and the number of parts, each its
//             length (n) and its UTF-8 in base64
//   run     = 63, then which there are of seed (1), begun (2), minutes added (4), ended (8), each as n
//
// A name is a hash of the question's id and fingerprint, or of the quiz's: a page that asks the question
// knows it again, the others pass it on. Times are in seconds, rounded down, so that an answer never
// wins over itself. `erased` is when the student last erased all; `left` says what did not fit: 0 nothing,
// 1 responses, 2 answers. The check is a hash of the course and
// all that follows: against damage, not against who makes one on purpose. No name of a person is ever in it: there is none in the progress.
(function (pupitre) {
'use strict';

const { rank } = pupitre;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LIMIT = 1990;
// Some more than the most that is handed over.
const OVERSIZED = 4000;
const DAY = 86_400_000;
const LEFT_OUT = ''; // The one part of a response that did not fit. No field gives it.

const whole = (n) => Math.min(2 ** 43, Math.max(0, Math.floor(n) || 0));
const fixed = (n, width) => (width ? fixed(Math.floor(n / 64), width - 1) + DIGITS[n % 64] : '');
const number = (n) => (n < 32 ? DIGITS[n] : DIGITS[32 + (n % 32)] + number(Math.floor(n / 32)));
const check = (course, text) => fixed(rank(0, course + text) >>> 2, 5);
const seconds = ({ t }) => whole(t / 1000);

// What a row is called: `id` with the fingerprint of the question, or without one for a run.
const nameOf = (id, f = '') => fixed(rank(0, `${id} ${f}`) >>> 2, 5);

const isLeftOut = ({ r }) => r?.length === 1 && r[0] === LEFT_OUT;

function text64(text) {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

const hex = (key) => fixed(parseInt(key, 16), 6);

function writeResponse(r) {
  if (r.length < 16 && r.every((part) => /^[\da-f]{8}$/.test(part))) return number(r.length) + r.map(hex).join('');
  if (r.length < 8 && r.every((part) => /^[\da-f]{8}=[\da-f]{8}$/.test(part))) {
    return number(16 + r.length) + r.flatMap((part) => part.split('=').map(hex)).join('');
  }
  const parts = r.map(text64);
  return number(24 + r.length) + parts.map((part) => number(part.length) + part).join('');
}

function writeShare(p) {
  if (p === undefined) return DIGITS[0];
  const sixtieths = Math.round(p * 60);
  return sixtieths / 60 === p ? DIGITS[sixtieths + 1] : DIGITS[62] + fixed(Math.round(p * 2520), 2);
}

const fields = ['s', 'b', 'x', 'e'];
const isTime = (field) => field === 'b' || field === 'e';

function writeRun(run) {
  const there = fields.filter((field) => run[field] !== undefined);
  const values = there.map((field) => number(whole(isTime(field) ? run[field] / 1000 : run[field])));
  return DIGITS[63] + DIGITS[there.reduce((sum, field) => sum + 2 ** fields.indexOf(field), 0)] + values.join('');
}

// The least that is handed over of `row`, and how it reads with the response, where that is more.
function written(row) {
  if (!row.r) return { least: writeRun(row) };
  const [c, h] = [whole(row.c), whole(row.h || 0)];
  const bits = (row.d ? 1 : 0) + 2 * Math.min(c, 3) + 8 * Math.min(h, 3);
  const more = (c < 3 ? '' : number(c)) + (h < 3 ? '' : number(h));
  const [share, full] = [writeShare(row.p), isLeftOut(row) ? '' : writeResponse(row.r)];
  const least = share + DIGITS[bits] + more;
  const most = share + DIGITS[bits + 32] + more + full;
  return full.length === 1 ? { least: most } : { least, most: full && most };
}

// The text of `rows`, {name: row}: all of them where there is room, else no response of the older ones,
// else the newest alone.
function pack(course, { rows, erased = 0 }, limit = LIMIT) {
  const all = Object.entries(rows).map(([name, row]) => ({ name, at: seconds(row), ...written(row) }));
  all.sort((a, b) => b.at - a.at);
  let room = limit - 21; // The check and two times.
  let fit = 0;
  for (const [place, row] of all.entries()) {
    row.head = row.name + number((place ? all[place - 1].at : row.at) - row.at);
    room -= row.head.length + row.least.length;
    if (room < 0) break;
    fit += 1;
  }
  const kept = all.slice(0, fit);
  room = Math.max(0, room);
  let left = fit < all.length ? 2 : 0;
  for (const row of kept) {
    const more = row.most ? row.most.length - row.least.length : 0;
    if (!more) continue;
    if (more <= room) {
      room -= more;
      row.least = row.most;
    } else left ||= 1;
  }
  const body = kept.map(({ head, least }) => head + least).join('');
  const text = number(whole(erased / 1000)) + DIGITS[left] + number(all[0]?.at || 0) + body;
  return check(course, text) + text;
}

function reader(text) {
  let at = 0;
  const part = (length) => {
    if (at + length > text.length) throw new RangeError('It ends too soon.');
    return text.slice(at, (at += length));
  };
  const digit = () => {
    const value = DIGITS.indexOf(part(1));
    if (value < 0) throw new RangeError('It holds no such digit.');
    return value;
  };
  const wide = (width) => (width ? wide(width - 1) * 64 + digit() : 0);
  const any = (scale = 1) => {
    if (scale > 2 ** 45) throw new RangeError('No number is that long.');
    const value = digit();
    return (value % 32) * scale + (value < 32 ? 0 : any(scale * 32));
  };
  return { part, digit, wide, any, more: () => at < text.length };
}

function readResponse(from) {
  const key = () => from.wide(6).toString(16).padStart(8, '0');
  const count = from.any();
  if (count < 16) return Array.from({ length: count }, key);
  if (count < 24) return Array.from({ length: count - 16 }, () => `${key()}=${key()}`);
  const parts = [];
  while (parts.length < count - 24) {
    const bytes = atob(from.part(from.any()).replace(/-/g, '+').replace(/_/g, '/'));
    parts.push(new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))));
  }
  return parts;
}

function readRow(from) {
  const share = from.digit();
  const row = {};
  if (share === 63) {
    const there = from.digit();
    fields.forEach((field, place) => {
      if (there & (2 ** place)) row[field] = from.any() * (isTime(field) ? 1000 : 1);
    });
    return row;
  }
  if (share) row.p = share < 62 ? (share - 1) / 60 : from.wide(2) / 2520;
  const bits = from.digit();
  const [c, h] = [(bits >> 1) & 3, (bits >> 3) & 3];
  row.d = bits & 1;
  row.c = c < 3 ? c : from.any();
  row.h = h < 3 ? h : from.any();
  row.r = bits & 32 ? readResponse(from) : [LEFT_OUT];
  return row;
}

// What `text` holds, or null: damaged in any part, of another course or too long. Rows of days to come
// are left out: they would win over all.
function unpack(course, text, now = Date.now()) {
  try {
    if (text.length > OVERSIZED || check(course, text.slice(5)) !== text.slice(0, 5)) return null;
    const from = reader(text.slice(5));
    const last = now + DAY;
    const erased = from.any() * 1000;
    const left = from.digit();
    let time = from.any();
    const rows = Object.create(null);
    while (from.more()) {
      const name = from.part(5);
      time -= from.any();
      const row = { ...readRow(from), t: time * 1000 };
      if (time < 0 || row.p > 1) return null;
      if (row.t <= last) rows[name] = row;
    }
    return { rows, erased: erased <= last ? erased : 0, left };
  } catch {
    return null;
  }
}

Object.assign(pupitre, { pack, unpack, nameOf, isLeftOut });
})(pupitre);
