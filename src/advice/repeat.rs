//! Two options that are written alike.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Page;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::quiz::Choice;
use crate::source::Span;

/// Advises against the first option that repeats another. Where all are alike, the question is
/// about how to write them; code means what it is.
pub(super) fn advise(page: &Page<'_>, choice: &Choice) -> Option<Diagnostic> {
    let mut seen: HashMap<String, Span> = HashMap::new();
    let mut repeated = None;
    let is_code = |span: Span| page.text[span.range()].contains('`');
    for option in choice.options() {
        let (key, second) = (key(&option.item.plain), option.item.span);
        match seen.entry(key) {
            Entry::Occupied(entry) if entry.key().is_empty() => {}
            Entry::Vacant(entry) => _ = entry.insert(second),
            Entry::Occupied(entry) if is_code(second) || is_code(*entry.get()) => {}
            Entry::Occupied(entry) => repeated = repeated.or(Some((*entry.get(), second))),
        }
    }
    let (first, second) = repeated.filter(|_| seen.len() > 1)?;
    Some(page.diagnostic(Code::AdviceRepeat, second).related(page.place(first)))
}

/// What is the same in two options that read as one: case, the quotation marks around and the stops
/// behind are set aside. All that changes a word or a number counts, for many a question is about that.
fn key(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c));
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c) || STOPS.contains(&c));
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

const QUOTES: [char; 6] = ['«', '»', '“', '”', '„', '"'];
const STOPS: [char; 5] = ['.', ',', ';', ':', '…'];

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn case_quotation_marks_and_stops_are_set_aside() {
        for (first, second) in [
            ("« Paris. »", "paris"),
            ("Une  phrase de\u{a0}passe", "une phrase de passe…"),
            ("\"Yes\".", "yes"),
            ("ÉTÉ", "été"),
        ] {
            assert_eq!(key(first), key(second));
        }
    }

    #[test]
    fn what_a_question_may_be_about_is_not() {
        for (first, second) in [
            ("a", "à"),
            ("ou", "où"),
            ("its", "it's"),
            ("the students", "the students’"),
            ("cannot", "can not"),
            ("Week-end", "week end"),
            ("jean.dupont@exemple.fr", "jean-dupont@exemple.fr"),
            ("1 000", "1000"),
            ("Il vient ?", "Il vient !"),
            ("[1, 2]", "]1, 2["),
            ("-5", "5"),
            (".com", "com"),
            ("C++", "C"),
        ] {
            assert_ne!(key(first), key(second));
        }
    }
}
