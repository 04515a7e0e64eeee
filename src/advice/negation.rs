//! A negation that readers may pass over, in the prompt of a choice question.

mod sentences;

use super::Page;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::fragment::Fragment;
use crate::model::quiz::Question;
use crate::source::Span;
use sentences::{Sentence, Word, sentences};

/// Asks for emphasis. Only a negation that turns the question round counts: not that of a clause
/// within it (`Que faire quand un client ne répond pas ?`), nor one that is quoted.
pub(super) fn advise(page: &Page<'_>, question: &Question) -> Option<Diagnostic> {
    let prompt = question.heading.iter().chain(&question.prompt);
    let suspect = |fragment: &&Fragment| may_negate(&page.text[fragment.clip.range()]);
    let read: Vec<Sentence> = prompt.filter(suspect).flat_map(|fragment| sentences(page.nodes(), *fragment)).collect();
    let [first, last] = overlooked(&read)?;
    let span = Span { start: first.span.start, end: last.span.end.max(first.span.end) };
    Some(page.diagnostic(Code::AdviceNegation, span).with("found", &last.written))
}

/// The first negation of which no word is emphasised.
fn overlooked(sentences: &[Sentence]) -> Option<[&Word; 2]> {
    let mut negations = sentences.iter().enumerate().filter_map(|(at, sentence)| {
        // What a question speaks of is no question: `Qui ne risque rien n'a rien : qui l'a dit ?`
        let asked = sentences.get(at + 1).is_some_and(|next| next.end == Some('?'));
        let speaks_of = sentence.end == Some(':') && asked;
        if speaks_of { exception(&sentence.words) } else { negation(&sentence.words) }
    });
    negations.find(|words| !words.iter().any(|word| word.emphasised))
}

/// Most prompts hold none of this and need not be read.
fn may_negate(text: &str) -> bool {
    const SIGNS: [&str; 14] =
        ["ne ", "n'", "n’", "N'", "N’", "sauf", "xcept", "hormis", "not", "n't", "n’t", "never", "ne\n", "Ne "];
    SIGNS.iter().any(|sign| text.contains(sign))
}

/// The first and the last word of the negation that turns a sentence round.
fn negation(words: &[Word]) -> Option<[&Word; 2]> {
    french(words).or_else(|| english(words)).or_else(|| exception(words))
}

/// Words between `ne` and `pas`, and between an auxiliary and `not`.
const REACH: usize = 6;
/// Words between what asks and the negation.
const FAR: usize = 60;
const PAS: &[&str] = &["pas", "jamais", "plus", "aucun", "aucune", "rien", "point", "guere"];
const QUEL: &[&str] = &["quel", "quelle", "quels", "quelles", "lequel", "laquelle", "lesquels", "lesquelles"];
/// What asks where a clause begins, and joins one to another elsewhere.
const QUI: &[&str] = &["que", "qu", "qui", "quoi"];
const BEFORE_QUI: &[&str] = &["de", "a", "en", "sur", "pour", "avec", "par", "dans"];
/// Behind these nouns the question is not which of the options is so.
const MEASURES: &[&str] = &["raison", "raisons", "motif", "motifs", "pourcentage", "part", "proportion", "nombre"];
/// What joins a clause to the question: its negation is its own.
const JOINS: &[&str] = &[
    "quand", "lorsque", "lorsqu", "si", "qui", "que", "qu", "dont", "parce", "car", "afin", "pour", "comme", "puisque",
    "tandis", "alors", "sans",
];
/// Nouns for the options, which a clause may turn round.
const OPTIONS: &[&str] = &[
    "celui",
    "celle",
    "ceux",
    "celles",
    "ce",
    "affirmation",
    "affirmations",
    "proposition",
    "propositions",
    "phrase",
    "phrases",
    "reponse",
    "reponses",
    "element",
    "elements",
    "intrus",
];
const PICKS: &[&str] = &[
    "est",
    "sont",
    "cochez",
    "choisissez",
    "trouvez",
    "indiquez",
    "identifiez",
    "reperez",
    "selectionnez",
    "designez",
];
const ARTICLES: &[&str] = &["la", "le", "l", "les", "cette", "ces", "cet"];
/// Behind a negation, these turn it back: `à ne pas oublier` asks for what is to be done.
const NOT_TO_MISS: &[&str] = &[
    "oublier",
    "negliger",
    "manquer",
    "rater",
    "perdre",
    "omettre",
    "seulement",
    "uniquement",
    "trop",
    "forget",
    "miss",
    "overlook",
    "neglect",
    "omit",
    "only",
    "just",
    "too",
];

fn french(words: &[Word]) -> Option<[&Word; 2]> {
    (0..words.len()).find_map(|ne| {
        if !matches!(words[ne].folded.as_str(), "ne" | "n") {
            return None;
        }
        let window = ne + 1..words.len().min(ne + 1 + REACH);
        let pas = window.clone().find(|&at| words[at].is_in(PAS))?;
        let participle = words[ne + 1].is_in(&["ayant", "etant"]);
        let courtesy = words[ne + 1].folded == "est" && words.get(ne + 2).is_some_and(|word| word.folded == "ce");
        let turns =
            if pas == ne + 1 { is_forbidden(words, ne, pas) } else { asks_before(words, ne) || picks(words, ne) };
        (turns && !participle && !courtesy && !is_turned_back(words, pas)).then(|| [&words[ne], &words[pas]])
    })
}

fn is_turned_back(words: &[Word], not: usize) -> bool {
    words.iter().skip(not + 1).take(2).any(|word| word.is_in(NOT_TO_MISS))
}

/// `à ne pas faire`, in a question.
fn is_forbidden(words: &[Word], ne: usize, pas: usize) -> bool {
    let behind_a = ne > 0 && words[ne - 1].folded == "a";
    behind_a
        && pas + 1 < words.len()
        && words[..ne].iter().rev().take(FAR).any(|word| word.is_in(QUEL) || word.is_in(PICKS))
}

/// Whether a word that asks stands before `at` with no other clause between.
fn asks_before(words: &[Word], at: usize) -> bool {
    let asks = (0..at).rev().take(FAR).find_map(|i| question_word(words, i));
    asks.is_some_and(|behind| {
        let measured = words[behind.min(at)].is_in(MEASURES);
        behind <= at && !measured && !joins(&words[behind..at])
    })
}

fn joins(words: &[Word]) -> bool {
    let if_he = |pair: &[Word]| pair[0].folded == "s" && pair[1].is_in(&["il", "ils"]);
    words.iter().any(|word| word.is_in(JOINS)) || words.windows(2).any(if_he)
}

/// The place behind the word that asks at `i`, if one does.
fn question_word(words: &[Word], i: usize) -> Option<usize> {
    let before = i.checked_sub(1).map(|before| &words[before]);
    if words[i].is_in(QUEL) {
        let other = ["importe", "tel", "telle", "tels", "telles"];
        let joined = words[i].folded.contains("quel") && words[i].folded.starts_with('l') && i > 1;
        let joined = joined && before.is_some_and(|before| before.is_in(BEFORE_QUI) && !before.after_comma);
        return (!joined && !before.is_some_and(|before| before.is_in(&other))).then_some(i + 1);
    }
    let begins = match before {
        None => true,
        Some(before) => words[i].after_comma || i == 1 && before.is_in(BEFORE_QUI),
    };
    if !begins || !words[i].is_in(QUI) {
        return None;
    }
    let est_ce = words[i + 1..].iter().take(3).map(|word| word.folded.as_str()).collect::<Vec<_>>();
    Some(if matches!(est_ce.as_slice(), ["est", "ce", "qui" | "que" | "qu"]) { i + 4 } else { i + 1 })
}

/// `Cochez les phrases qui ne …`, `Quelle est celle qui ne …`.
fn picks(words: &[Word], ne: usize) -> bool {
    let [before @ .., option, joint] = &words[..ne] else { return false };
    let before = match before {
        [rest @ .., article] if article.is_in(ARTICLES) => rest,
        all => all,
    };
    joint.folded == "qui" && option.is_in(OPTIONS) && before.last().is_some_and(|word| word.is_in(PICKS))
}

const NOT: &[&str] = &["not", "never", "cannot"];
const WHICH: &[&str] = &["which", "what", "who", "whom"];
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "should", "must", "may",
    "might", "will", "would", "shall", "need",
];
const CONTRACTIONS: &[&str] = &[
    "isnt", "arent", "wasnt", "werent", "dont", "doesnt", "didnt", "hasnt", "havent", "hadnt", "cant", "couldnt",
    "shouldnt", "mustnt", "wont", "wouldnt", "neednt",
];
const JOINS_EN: &[&str] = &[
    "when", "if", "who", "that", "because", "so", "where", "while", "although", "since", "unless", "whose", "whether",
];
const BEFORE_NOT: &[&str] = &["to", "for", "of", "by", "or", "and", "but", "why", "if"];

fn english(words: &[Word]) -> Option<[&Word; 2]> {
    let asks = words
        .iter()
        .enumerate()
        .position(|(i, word)| word.is_in(&WHICH[..2]) || word.is_in(WHICH) && (i == 0 || word.after_comma))?;
    let behind = asks + 1..words.len();
    let not = behind.clone().find(|&at| words[at].is_in(NOT) || words[at].is_in(CONTRACTIONS))?;
    let between = &words[asks + 1..not];
    let infinitive = words[not - 1].is_in(BEFORE_NOT) || words.get(not + 1).is_some_and(|word| word.folded == "to");
    let whole = !matches!(words[not].folded.as_str(), "not" | "never");
    let helped = whole || between.iter().rev().take(REACH).any(|word| word.is_in(AUXILIARIES));
    let own = words[not].folded == "never" || helped;
    (own && !infinitive && !is_turned_back(words, not) && !between.iter().any(|word| word.is_in(JOINS_EN)))
        .then(|| [&words[not]; 2])
}

/// `Toutes sauf une`, `all of these except`.
fn exception(words: &[Word]) -> Option<[&Word; 2]> {
    let ends = |at: usize| words.get(at).is_none_or(|word| word.after_comma || word.is_in(QUEL) || word.is_in(WHICH));
    let one = |at: usize| words.get(at).is_some_and(|word| word.is_in(&["un", "une", "one"])) && ends(at + 1);
    let turns = |at: usize| match words[at].folded.as_str() {
        "sauf" | "excepte" | "hormis" | "except" => {
            let aside = usize::from(words.get(at + 1).is_some_and(|word| word.folded == "for"));
            at > 0 && (ends(at + 1) || one(at + 1 + aside))
        }
        "exception" => words.get(at + 1).is_some_and(|word| word.is_in(&["d", "de"])) && one(at + 2),
        _ => false,
    };
    (0..words.len()).find(|&at| turns(at)).map(|at| [&words[at]; 2])
}

#[cfg(test)]
mod tests;
