//! "All of the above", "none of the above" and their like as options.

use super::Page;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::quiz::Choice;

/// Advises against each of them.
pub(super) fn advise(page: &Page<'_>, choice: &Choice, words: &[String]) -> Vec<Diagnostic> {
    let points_back = choice.options().iter().zip(words).filter(|(_, words)| is_catch_all(words));
    points_back.map(|(option, _)| page.diagnostic(Code::AdviceCatchAll, option.item.span)).collect()
}

/// Beyond so many letters, an option says something of its own.
const LONGEST: usize = 80;

/// What such an option is as a whole. `Both` is none: it may be the answer to a question about two.
const WHOLE: &[&str] = &[
    "aucun des deux",
    "aucune des deux",
    "ni l un ni l autre",
    "ni l une ni l autre",
    "tout ce qui precede",
    "rien de ce qui precede",
    "tout cela",
    "rien de tout cela",
    "tout cela a la fois",
    "tout est vrai",
    "tout est juste",
    "tout est faux",
    "neither",
    "neither of them",
    "all of them",
    "none of them",
    "all of these",
    "none of these",
    "any of these",
];

/// What it begins with.
const ALL: &[&str] = &[
    "toutes les",
    "toutes ces",
    "tous les",
    "tous ces",
    "l ensemble des",
    "l ensemble de ces",
    "aucune des",
    "aucune de ces",
    "aucune",
    "aucun des",
    "aucun de ces",
    "aucun",
    "les deux",
    "les trois",
    "les quatre",
    "all of the",
    "all of these",
    "all the",
    "all these",
    "all",
    "none of the",
    "none of these",
    "none of those",
    "neither of the",
    "any of the",
    "both of the",
    "both of these",
    "both the",
    "both",
    "either of the",
    "the two",
    "no",
];

/// What it speaks of: the other options.
const OPTIONS: &[&str] = &[
    "reponses",
    "reponse",
    "propositions",
    "proposition",
    "choix",
    "options",
    "option",
    "affirmations",
    "affirmation",
    "answers",
    "answer",
    "choices",
    "choice",
    "statements",
    "statement",
    "above",
    "previous",
    "preceding",
    "precedentes",
    "precedents",
];

/// What may stand behind that.
const TAIL: &[&str] = &[
    "ci",
    "dessus",
    "precedentes",
    "precedente",
    "precedents",
    "qui",
    "precede",
    "precedent",
    "sont",
    "est",
    "n",
    "ne",
    "a",
    "la",
    "fois",
    "vraies",
    "vraie",
    "justes",
    "juste",
    "correctes",
    "correcte",
    "corrects",
    "bonnes",
    "bonne",
    "exactes",
    "exacte",
    "fausses",
    "fausse",
    "possibles",
    "valables",
    "conviennent",
    "convient",
    "proposees",
    "above",
    "are",
    "is",
    "correct",
    "right",
    "true",
    "wrong",
    "false",
    "given",
    "apply",
    "applies",
];

fn is_catch_all(words: &str) -> bool {
    words.len() <= LONGEST
        && (WHOLE.contains(&words) || ALL.iter().any(|all| speaks_of_all(words, all)) || names_letters(words))
}

/// `toutes les réponses sont justes`, and not `toutes les réponses du client`.
fn speaks_of_all(text: &str, all: &str) -> bool {
    let Some(rest) = text.strip_prefix(all).and_then(|rest| rest.strip_prefix(' ')) else { return false };
    // `No answer` may be what the question asks for; `no answer is right` is not.
    let bare = !rest.contains(' ') || rest.ends_with(" given");
    if bare && matches!(all, "aucun" | "aucune" | "no") {
        return false;
    }
    let mut rest = rest.split(' ');
    rest.next().is_some_and(|first| OPTIONS.contains(&first))
        && rest.all(|word| TAIL.contains(&word) || OPTIONS.contains(&word))
}

/// `les réponses A et B`, `both A and B`.
fn names_letters(text: &str) -> bool {
    let rest = ["les reponses ", "reponses ", "les propositions ", "propositions ", "answers ", "options ", "both "]
        .iter()
        .find_map(|start| text.strip_prefix(start));
    let is_name = |word: &str| matches!(word.as_bytes(), [b'a'..=b'h' | b'1'..=b'9']);
    rest.is_some_and(|rest| {
        let mut names = rest.split(' ').filter(|word| !matches!(*word, "et" | "and"));
        rest.contains(' ') && names.all(is_name)
    })
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::is_catch_all;

    #[test]
    fn options_that_speak_of_the_others_are_told() {
        for text in [
            "Toutes les réponses",
            "Toutes les réponses ci-dessus.",
            "Toutes ces réponses sont justes",
            "Aucune de ces réponses",
            "Aucune des propositions précédentes n’est correcte",
            "Aucune réponse n'est juste",
            "Les deux réponses précédentes",
            "Tout ce qui précède",
            "No option above",
            "Les réponses A et C",
            "All of the above",
            "None of the above.",
            "All the above are correct",
            "None of these answers",
            "Both A and B",
            "Both of the above",
            "Neither",
        ] {
            assert!(is_catch_all(&words(text)), "{text}");
        }
    }

    #[test]
    fn options_that_mean_something_else_are_not() {
        for text in [
            "Toutes les réponses du client",
            "Toutes les heures",
            "Aucune",
            "Aucun réseau",
            "Les deux premières heures",
            "Tous les jours",
            "Tous",
            "All customers",
            "Both sides of the paper",
            "Both",
            "Both of them",
            "Les deux",
            "Les deux à la fois",
            "No option",
            "No answer given",
            "Aucune réponse",
            "No answer from the customer",
            "None",
            "A et B",
            "Les réponses arrivent",
            "Réponses rapides",
            "",
        ] {
            assert!(!is_catch_all(&words(text)), "{text}");
        }
    }
}
