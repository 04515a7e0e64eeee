// Grading of what is typed: no page. src/model/typed.rs and number.rs are the reference.
(function (pupitre) {
'use strict';

const letters = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ς: 'σ' };
// A number: whole part and decimals, each in one piece or in groups of three, then a unit, then a full stop.
const shape = /^(?:\+|([−-]))? ?(\d{1,3}(?:[ ']\d{3})+|\d*)(?:[.,]((?:\d{3}[ '])*\d{1,3}|\d*))?(?![ ']*(?!\.$)[\d.,]) ?(.*?)\.?$/;

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

// Not a number, and no unit, for what is none.
function measure(text) {
  const narrow = exact(text).replace(/[！-～]/g, (wide) => wide.normalize('NFKC'));
  const [, minus, whole, decimals = '', counted] = shape.exec(narrow) || [];
  const value = Number(`${whole}.${decimals}`.replace(/[ ']/g, ''));
  return { value: minus ? -value : value, counted };
}

Object.assign(pupitre.graders, {
  text(accepted, given, [typed = ''], answer) {
    const fold = answer.exact ? exact : lenient;
    return fold(typed) !== '' && accepted.some((text) => fold(text) === fold(typed));
  },
  number(accepted, given, [typed = '']) {
    const { value, counted } = measure(typed);
    return accepted.some(
      ([low, high, wanted]) =>
        low <= value && value <= high && (!counted || (wanted && unit(wanted) === unit(counted))),
    );
  },
  cloze: (gaps, given, response) => gaps.filter((gap, at) => pupitre.grade(gap, [response[at] || ''])?.right).length,
});

// The unit that is expected where another was typed.
pupitre.otherUnit = function otherUnit({ type, accepted }, [typed = '']) {
  const { value, counted } = type === 'number' ? measure(typed) : {};
  const units = counted && !Number.isNaN(value) ? accepted.map((range) => range[2]).filter(Boolean) : [];
  return units.some((wanted) => unit(wanted) === unit(counted)) ? undefined : units[0];
};

// Whether what was typed for a number is one, with a unit only where one is known: else it is asked again.
pupitre.readable = function readable({ type, accepted, gaps }, response) {
  if (gaps) return gaps.every((gap, at) => !exact(response[at] || '') || readable(gap, [response[at]]));
  const { value, counted } = measure(response[0] || '');
  return type !== 'number' || (!Number.isNaN(value) && (!counted || accepted.some((range) => range[2])));
};
})(pupitre);
