// Grading: no page, no rounding before display.
(function (pupitre) {
'use strict';

// By type: the share earned, as a fraction.
const graders = {
  single: (right, chosen) => ({ num: Number(chosen.length === 1 && right.has(chosen[0])), den: 1 }),
  multiple(right, chosen) {
    const found = chosen.filter((key) => right.has(key)).length;
    return { num: Math.max(0, 2 * found - chosen.length), den: right.size };
  },
};

// Null for what cannot be graded.
function grade(answer, response) {
  if (!answer || !Object.hasOwn(graders, answer.type) || !answer.right?.length) return null;
  const { num, den } = graders[answer.type](new Set(answer.right), [...new Set(response)]);
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

const divisor = (a, b) => (b ? divisor(b, a % b) : a);

// In fractions of a hundredth of a point: three thirds must reach a pass mark of 100 %.
function score(questions) {
  let [num, den, total] = [0, 1, 0];
  for (const { points, result } of questions) {
    const worth = Math.round(points * 100);
    total += worth;
    if (!result) continue;
    num = num * result.den + worth * result.num * den;
    den *= result.den;
    const by = divisor(num, den);
    [num, den] = [num / by, den / by];
  }
  // Rounded down: 69.6 % must not read as a failed 70 %.
  const percent = total ? Math.floor((100 * num) / (den * total)) : null;
  return { got: num / den / 100, total: total / 100, percent };
}

Object.assign(pupitre, { grade, decode, score });
})(typeof module === 'object' ? module.exports : window.pupitre);
