// What the inflections of a word have in common: always its beginning, so that they stand together in
// the dictionary. Words come folded.
(function (pupitre) {
'use strict';

// Each takes an ending away where so many letters stay, one after the other.
const endings = {
  fr: [
    [/(?<![su])s$|(?<=[aeo]u)x$|(?<=[^aeo]u)s$/, 3], // cas d'usages, réseaux, virus
    [/(?<!m)ent$/, 4], // publient, but not document
    [/ante?$/, 4], // enseignant, enseignante
    [/(?<=e)e+$/, 3], // créée
    [/e$/, 3], // publiée, nationale
    [/(?<=eu)[rs]$/, 3], // vendeur, vendeuse
    [/e[rz]$/, 3], // publier, publiez, première
    [/([b-df-hj-np-tv-xz])\1$/, 3, '$1'], // professionnelle, bonne
    [/(?<=e)au$|(?<=a)u$|(?<=[ae])i?l$/, 3], // nouveau, nouvel; nationaux, national; travail
    [/(?<=i)[fv]$/, 3], // actif, active
    [/ir?$/, 4], // choisi, choisir
  ],
  en: [
    [/(?<![siu])s$/, 3], // notes
    [/(?<=[aeiouy].*)ing$/, 3], // learning
    [/(?<=[aeiouy].*)(?<!e)ed$/, 3], // learned
    [/ie$|y$|i$/, 3], // companies, company
    [/e$/, 3], // make
    [/([b-df-hj-np-tv-xz])\1$/, 3, '$1'], // planning
  ],
};

pupitre.stem = function (word, lang) {
  let stem = word;
  for (const [ending, stay, instead = ''] of endings[lang.slice(0, 2).toLowerCase()] || []) {
    const shorter = stem.replace(ending, instead);
    if (shorter.length >= stay) stem = shorter;
  }
  return stem;
};
})(pupitre);
