//! What a response earns. This is the reference: `grade.js` and `grade/` do the same in the page, and all run
//! the cases of `tests/grading/`.
//!
//! A response is a list of strings, as the page has it; an empty one is untouched.
//!
//! | answer | response |
//! |---|---|
//! | choice | the keys of what is chosen |
//! | ordering | the keys of the items, in the student's order |
//! | matching | `ROWKEY=CHOICEKEY` for each row that is filled |
//! | text, number, open | what was typed |
//! | cloze | what was typed in each gap, or the index of what was chosen; empty for a blank one |

use std::collections::{BTreeMap, BTreeSet};

use super::number::Quantity;
use super::quiz::{Answer, Arity, Choice, Cloze, Comparison, Fill, Gap, Matching, NumberRange, Ordering, ShortText};
use super::typed;

/// How much of a question's points a response earns: a fraction, so that three thirds are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    num: usize,
    den: usize,
}

impl Share {
    /// `num` of `den`; nothing of nothing is nothing.
    fn of(num: usize, den: usize) -> Self {
        let den = den.max(1);
        Self { num: num.min(den), den }
    }

    fn all_or_nothing(right: bool) -> Self {
        Self::of(usize::from(right), 1)
    }

    /// What is earned, of [`Self::den`].
    pub fn num(self) -> usize {
        self.num
    }

    /// What could be earned.
    pub fn den(self) -> usize {
        self.den
    }
}

/// What `response` earns. `None` for an open answer, which the student assesses.
pub fn grade<S: AsRef<str>>(answer: &Answer, response: &[S]) -> Option<Share> {
    let response: Vec<&str> = response.iter().map(AsRef::as_ref).collect();
    let typed = response.first().copied().unwrap_or_default();
    Some(match answer {
        Answer::Choice(choice) => choose(choice, &response),
        Answer::Ordering(ordering) => order(ordering, &response),
        Answer::Matching(matching) => pair(matching, &response),
        Answer::Text(text) => Share::all_or_nothing(is_text(text, typed)),
        Answer::Number(number) => Share::all_or_nothing(is_number(&number.accepted, typed)),
        Answer::Cloze(cloze) => fill(cloze, &response),
        Answer::Open => return None,
    })
}

/// Whether what was typed for a number is one, with a unit only where one is known. Otherwise the
/// page asks again, and counts no attempt.
pub fn readable<S: AsRef<str>>(answer: &Answer, response: &[S]) -> bool {
    let mut typed = response.iter().map(AsRef::as_ref);
    match answer {
        Answer::Number(number) => is_readable(&number.accepted, typed.next().unwrap_or_default()),
        Answer::Cloze(cloze) => cloze.gaps.iter().zip(typed).all(|(gap, typed)| match &gap.fill {
            Fill::Number(range) => typed.trim().is_empty() || is_readable(std::slice::from_ref(range), typed),
            Fill::Text(_) | Fill::DropDown { .. } => true,
        }),
        _ => true,
    }
}

/// Right ticks less wrong ones, out of the right ones; of options that exclude each other, all or nothing.
fn choose(choice: &Choice, response: &[&str]) -> Share {
    let right: BTreeSet<String> =
        choice.options().iter().filter(|option| option.right).map(|option| option.item.key()).collect();
    let chosen: BTreeSet<&str> = response.iter().copied().collect();
    let found = chosen.iter().filter(|key| right.contains(**key)).count();
    match choice.arity() {
        Arity::Single => Share::all_or_nothing(found == 1 && chosen.len() == 1),
        Arity::Multiple => Share::of((2 * found).saturating_sub(chosen.len()), right.len()),
    }
}

/// The neighbours that are as they should be, out of all; nothing unless each item stands once.
fn order(ordering: &Ordering, response: &[&str]) -> Share {
    let right: Vec<String> = ordering.items().iter().map(super::quiz::Item::key).collect();
    let place = |key: &&str| right.iter().position(|item| item == key);
    let places: Vec<usize> = response.iter().filter_map(place).collect();
    let each_once = places.len() == response.len()
        && places.len() == right.len()
        && places.iter().collect::<BTreeSet<_>>().len() == right.len();
    let kept = if each_once { places.windows(2).filter(|pair| pair[0] + 1 == pair[1]).count() } else { 0 };
    Share::of(kept, right.len() - 1)
}

/// The rows that are right, out of all; of two answers to a row the last one counts.
fn pair(matching: &Matching, response: &[&str]) -> Share {
    let row = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
    let filled: BTreeMap<String, &str> = response.iter().map(|pair| (row(pair), *pair)).collect();
    let is_right = |row: &str, choice: &str| filled.get(row).is_some_and(|pair| *pair == format!("{row}={choice}"));
    let found = matching.pairs().iter().filter(|(row, choice)| is_right(&row.key(), &choice.key())).count();
    Share::of(found, matching.pairs().len())
}

/// The gaps that are right, out of all.
fn fill(cloze: &Cloze, response: &[&str]) -> Share {
    let is_right = |(gap, typed): (&Gap, &&str)| match &gap.fill {
        Fill::Text(text) => is_text(text, typed),
        Fill::Number(range) => is_number(std::slice::from_ref(range), typed),
        Fill::DropDown { right, .. } => **typed == right.to_string(),
    };
    let found = cloze.gaps.iter().zip(response).filter(|filled| is_right(*filled)).count();
    Share::of(found, cloze.gaps.len())
}

fn is_text(text: &ShortText, typed: &str) -> bool {
    let fold = match text.comparison {
        Comparison::Lenient => typed::lenient,
        Comparison::Exact => typed::exact,
    };
    let typed = fold(typed);
    !typed.is_empty() && text.accepted.iter().any(|accepted| fold(accepted) == typed)
}

/// The unit may be left out; one that the author did not give is wrong.
fn is_number(accepted: &[NumberRange], typed: &str) -> bool {
    let Some(Quantity { value, unit, .. }) = Quantity::read(typed) else { return false };
    let counts = |range: &NumberRange| match (&unit, &range.unit) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(found), Some(wanted)) => typed::unit(found) == typed::unit(wanted),
    };
    accepted.iter().any(|range| range.low <= value && value <= range.high && counts(range))
}

fn is_readable(accepted: &[NumberRange], typed: &str) -> bool {
    let has_unit = |range: &NumberRange| range.unit.is_some();
    Quantity::read(typed).is_some_and(|number| number.unit.is_none() || accepted.iter().any(has_unit))
}
