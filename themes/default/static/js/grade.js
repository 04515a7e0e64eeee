// Grading: no page, no rounding before display. src/model/grade.rs is the reference.
(function (pupitre) {
'use strict';

const letters = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ς: 'σ' };
// A number: whole part and decimals, each in one piece or in groups of three, then a unit.
const shape = /^([+−-]?) ?(\d{1,3}(?:[ ']\d{3})+|\d*)(?:[.,]((?:\d{3}[ '])*\d{1,3}|\d*))?(?![ ']*[\d.,]) ?(.*)$/;

// Where every character counts, but the kind of space and of apostrophe.
const exact = (text) =>
  text.normalize().replace(/’/g, "'").replace(/\p{White_Space}+/gu, ' ').replace(/^ | $/g, '');

const lenient = (text) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .normalize()
    .replace(/[œæßøłđıς]/g, (letter) => letters[letter])
    .replace(/[^\p{Alphabetic}\p{N}]/gu, '');

const unit = (text) => text.normalize('NFKC').toLowerCase().replace(/\p{White_Space}/gu, '');

// Null for what is no number.
function measure(text) {
  const narrow = exact(text).replace(/[！-～]/g, (wide) => wide.normalize('NFKC'));
  const [, sign, whole, decimals = '', counted] = shape.exec(narrow) || [];
  const value = Number(`${whole}.${decimals}`.replace(/[ ']/g, ''));
  return Number.isNaN(value) ? null : { value: sign && sign !== '+' ? -value : value, counted };
}

// By type: the share earned, as a numerator and a denominator.
const graders = {
  single: (right, given) => [given.length === 1 && right.includes(given[0]), 1],
  // Right ticks less wrong ones.
  multiple: (right, given) => [
    Math.max(0, 2 * given.filter((key) => right.includes(key)).length - given.length),
    right.length,
  ],
  // Neighbours that are kept, where each item stands once.
  ordering(right, given, response) {
    const places = response.map((key) => right.indexOf(key));
    const whole = !places.includes(-1) && new Set([right.length, given.length, places.length]).size === 1;
    return [whole && places.filter((place, at) => place === places[at - 1] + 1).length, right.length - 1];
  },
  matching(right, given, response) {
    // Of two answers to a row the last one counts.
    const row = (pair) => pair.split('=')[0];
    const rows = new Map(response.map((pair) => [row(pair), pair]));
    return [right.filter((pair) => rows.get(row(pair)) === pair).length, right.length];
  },
  text(accepted, given, [typed = ''], answer) {
    const fold = answer.exact ? exact : lenient;
    return [fold(typed) && accepted.some((text) => fold(text) === fold(typed)), 1];
  },
  number(accepted, given, [typed = '']) {
    const { value, counted } = measure(typed) || {};
    const is = ([low, high, wanted]) =>
      low <= value && value <= high && (!counted || (wanted && unit(wanted) === unit(counted)));
    return [accepted.some(is), 1];
  },
  cloze: (gaps, given, response) => [
    gaps.filter((gap, index) => grade(gap, [response[index] || ''])?.right).length,
    gaps.length,
  ],
};

// Null for what cannot be graded.
function grade(answer, response) {
  const wanted = answer?.right || answer?.accepted || answer?.gaps;
  if (!wanted?.length || !Object.hasOwn(graders, answer.type)) return null;
  const given = response.map(String);
  let [num, den] = graders[answer.type](wanted, [...new Set(given)], given, answer);
  num = Number(num);
  const right = num === den;
  return { num, den, share: num / den, right, state: right ? 'right' : num ? 'partial' : 'wrong' };
}

// Whether what was typed for a number is one, with a unit only where one is known: else it is asked again.
function readable({ type, accepted, gaps }, response) {
  if (gaps) return gaps.every((gap, index) => !exact(response[index] || '') || readable(gap, [response[index]]));
  const number = type === 'number' ? measure(response[0] || '') : {};
  return Boolean(number && (!number.counted || accepted.some((range) => range[2])));
}

// From base64 of UTF-8 JSON; null when damaged.
function decode(text) {
  try {
    const bytes = Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

// In fractions of a hundredth of a point, exactly: three thirds must reach a pass mark of 100 %.
function score(questions) {
  let [num, den, total] = [0n, 1n, 0n];
  for (const { points, result } of questions) {
    const worth = BigInt(Math.round(points * 100));
    total += worth;
    if (!result) continue;
    // The students' own shares may be halves.
    const [earned, of] = [result.num, result.den].map((part) => BigInt(Math.round(part * 100)));
    num = num * of + worth * earned * den;
    den *= of;
  }
  // Rounded down: 69.6 % must not read as a failed 70 %.
  const percent = total ? Number((100n * num) / (den * total)) : null;
  return { got: Number((num * 10000n) / den) / 1e6, total: Number(total) / 100, percent };
}

Object.assign(pupitre, { grade, readable, decode, score });
})(typeof module === 'object' ? module.exports : window.pupitre);
