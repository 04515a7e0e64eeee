// What the inflections of a word have in common: always its beginning, so that they stand together in
// the dictionary. Words come folded.
(function (pupitre) {
'use strict';

// One after the other: what each keeps of a word that has its ending.
const endings = {
  fr: [
    /^(...+[^ao]i)ss(?:ent|ez|ons|ante?s?)$/, // choisissez
    /^(..+(?:[^su]|[^aeo]u))s$/, // cartes, virus
    /^(.+[aeo]u)x$/, // réseaux
    /^(...+[^m])ent$/, // publient, but not document
    /^(...+.)ante?$/, // enseignant, enseignante
    /^(.{4,}[^ru]i)t$/, // choisit, but not gratuit, nor publicité
    /^(..+?e)e+$/, // créée
    /^(...+)e$/, // publiée, nationale
    /^(.+eu)[rs]$/, // vendeur, vendeuse
    /^(...+)e[rz]$/, // publier, publiez, première
    /^(..+[nr]d)[ru]$/, // répondre, vendu
    /^(..+([b-df-hj-np-tv-xz]))\2$/, // professionnelle, bonne
    /^(..+e)au$/, // nouveau
    /^(..+a)u$/, // nationaux
    /^(..+[ae])i?l$/, // nouvel, national, travail
    /^(..+i)[fv]$/, // actif, active
    /^(...+.)ir$/, // choisir
    /^(...+.)i$/, // choisi
  ],
  en: [
    /^(..+[^siu])s$/, // notes
    /^(.*[aeiouy].+)ing$/, // learning
    /^(.*[aeiouy].*[^e]|.+[aiouy])ed$/, // learned
    /^(...+)ie$/, // companies
    /^(...+)[iy]$/, // company
    /^(...+)e$/, // make
    /^(..+([b-df-hj-np-tv-xz]))\2$/, // planning
  ],
};

pupitre.stem = function (word, lang) {
  let stem = word;
  for (const ending of endings[lang.slice(0, 2).toLowerCase()] || []) stem = ending.exec(stem)?.[1] || stem;
  return stem;
};
})(pupitre);
