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

function score(questions) {
  let [got, total] = [0, 0];
  for (const { points, result } of questions) {
    total += points;
    got += points * (result?.share || 0);
  }
  // Rounded down: 69.6 % must not read as a failed 70 %. Three thirds are a whole all the same.
  return { got, total, percent: total ? Math.floor((100 * got) / total + 1e-9) : null };
}

Object.assign(pupitre, { grade, graders, readable: () => true, decode, score, outcome });
})(pupitre);
