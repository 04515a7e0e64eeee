// What scripts say: each build puts the texts of its language in front of this file, as pupitre.texts.
(function (pupitre) {
'use strict';

let strings = {};
let language;
let digits; // Made when first asked for: they cost more than what they say.
let plural;

// A placeholder without a value stays: a visible fault beats a hidden one.
function t(key, values = {}) {
  const text = Object.hasOwn(strings, key) ? strings[key] : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function number(value) {
  digits ||= new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return digits.format(value);
}

// Says key_one or key_other: 0 and 1,5 are singular in French, plural in English.
function count(key, n, values) {
  plural ||= new Intl.PluralRules(language);
  const form = plural.select(n) === 'one' ? '_one' : '_other';
  return t(key + form, { n: number(n), ...values });
}

function use(table, tag) {
  strings = table;
  digits = plural = undefined;
  try {
    [language] = Intl.getCanonicalLocales(tag);
  } catch {
    language = undefined; // No language tag: numbers are the browser's.
  }
}

if (typeof document === 'object') use(pupitre.texts || {}, document.documentElement.lang);
Object.assign(pupitre, { t, number, count, use });
})(pupitre);
