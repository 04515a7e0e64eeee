// Grading: no page, no rounding before display. src/model/grade.rs is the reference.
(function (pupitre) {
'use strict';

// By type: how much of what is wanted was given, or whether all of it was. What was given twice counts
// once; `response` has it twice. Pages that ask for more than choices load grade/placed.js and typed.js.
const graders = {
  single: (right, given) => given.length === 1 && right.includes(given[0]),
  // Right ticks less wrong ones.
  multiple: (right, given) => Math.max(0, 2 * given.filter((key) => right.includes(key)).length - given.length),
};

// Null for what cannot be graded.
function grade(answer, response) {
  const wanted = answer?.right || answer?.accepted || answer?.gaps;
  if (!wanted?.length || !Object.hasOwn(graders, answer.type)) return null;
  const texts = response.map(String);
  const earned = graders[answer.type](wanted, [...new Set(texts)], texts, answer);
  const num = Number(earned);
  return outcome(num, earned === num ? wanted.length - (answer.type === 'ordering') : 1);
}

function outcome(num, den) {
  const right = num === den;
  return { num, den, share: num / den, right, state: right ? 'right' : num ? 'partial' : 'wrong' };
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

Object.assign(pupitre, { grade, graders, readable: () => true, decode, score, outcome });
})(pupitre);
