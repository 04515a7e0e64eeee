//! The right option is always the longest.

use super::{Page, habit};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::quiz::ChoiceOption;

/// Letters by which it must be longer than any other for the eye to see it.
const MARGIN: usize = 8;

/// Advises against it.
pub(super) fn advise(page: &Page<'_>) -> Option<Diagnostic> {
    let singles = page.singles();
    let always = singles.iter().all(|(options, right)| is_longest(options, *right));
    always.then(|| habit(page, Code::AdviceAlwaysLongest, &singles))?
}

/// Clearly: by some letters, and by a quarter.
fn is_longest(options: &[ChoiceOption], right: usize) -> bool {
    let length = |option: &ChoiceOption| option.item.plain.chars().count();
    let others = options.iter().enumerate().filter(|(at, _)| *at != right).map(|(_, option)| length(option));
    let other = others.max().unwrap_or_default();
    length(&options[right]) >= other + MARGIN.max(other.div_ceil(4))
}
