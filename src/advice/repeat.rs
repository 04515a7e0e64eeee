//! Two options that are written alike.

use std::collections::HashMap;

use super::Page;
use super::words::words;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::quiz::{Choice, ChoiceOption};

/// Advises against the first option that repeats another but for case, accents, spaces and
/// punctuation. Where all do, the question is about spelling; code means what it is.
pub(super) fn advise(page: &Page<'_>, choice: &Choice) -> Option<Diagnostic> {
    let mut seen: HashMap<String, Vec<&ChoiceOption>> = HashMap::new();
    let mut repeated = None;
    for option in choice.options() {
        let same = seen.entry(words(&option.item.plain).replace(' ', "")).or_default();
        same.push(option);
        if let [first, second] = same.as_slice()
            && !first.item.plain.chars().all(|c| !c.is_alphanumeric())
            && ![first, second].iter().any(|option| page.text[option.item.span.range()].contains('`'))
        {
            repeated = repeated.or(Some((first.item.span, second.item.span)));
        }
    }
    let (first, second) = repeated.filter(|_| seen.len() > 1)?;
    Some(page.diagnostic(Code::AdviceRepeat, second).related(page.place(first)))
}
