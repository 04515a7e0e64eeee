//! Two options that are written alike.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Page;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::quiz::Choice;
use crate::source::Span;

/// Advises against the first option that repeats another but for case, accents, spaces and
/// punctuation. Where all do, the question is about spelling; code means what it is.
pub(super) fn advise(page: &Page<'_>, choice: &Choice, words: &[String]) -> Option<Diagnostic> {
    let mut seen: HashMap<String, Span> = HashMap::new();
    let mut repeated = None;
    let is_code = |span: Span| page.text[span.range()].contains('`');
    for (option, words) in choice.options().iter().zip(words).filter(|(_, words)| !words.is_empty()) {
        let second = option.item.span;
        match seen.entry(words.replace(' ', "")) {
            Entry::Vacant(entry) => _ = entry.insert(second),
            Entry::Occupied(entry) if is_code(second) || is_code(*entry.get()) => {}
            Entry::Occupied(entry) => repeated = repeated.or(Some((*entry.get(), second))),
        }
    }
    let (first, second) = repeated.filter(|_| seen.len() > 1)?;
    Some(page.diagnostic(Code::AdviceRepeat, second).related(page.place(first)))
}
