//! A pass mark that no sum of points gives exactly.

use std::collections::BTreeMap;

use super::Page;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::lesson::Kind;
use crate::model::quiz::{Answer, Arity, Points, Question};

/// Marks beyond which any is near enough to one that can be reached.
const MOST: u64 = 20_000;

/// Names the marks around the page's own pass mark, if that cannot be reached.
pub(super) fn advise(page: &Page<'_>) -> Option<Diagnostic> {
    let (span, pass) = (page.quiz.pass?, page.quiz.settings.pass?.get());
    if page.is_broken() {
        return None;
    }
    let kind = page.lesson.kind;
    let steps: Option<Vec<Steps>> = page.questions.iter().map(|question| steps(kind, question)).collect();
    let drawn = drawn(steps?, page.quiz.settings.draw)?;
    let (below, above) = around(&drawn, u64::from(pass))?;
    let found = page.diagnostic(Code::AdviceUnreachablePass, span).with("found", pass);
    let found = found.with("below", percent(below, pass)).with("above", percent(above, pass));
    let found = found.with("lower", below.floor()).with("higher", above.floor());
    Some(if below > 0.0 { found } else { found.variant("only") })
}

/// What a question gives: `count` equal steps up to its points.
#[derive(Clone, Copy, PartialEq)]
struct Steps {
    points: Points,
    count: u64,
}

/// Design, section 4: partial credit. `None` where the student is the judge.
fn steps(kind: Kind, question: &Question) -> Option<Steps> {
    let points = question.points;
    let count = match &question.answer {
        Answer::Choice(choice) if choice.arity() == Arity::Multiple => {
            choice.options().iter().filter(|option| option.right).count()
        }
        Answer::Choice(_) | Answer::Text(_) | Answer::Number(_) => 1,
        Answer::Ordering(ordering) => ordering.items().len() - 1,
        Answer::Matching(matching) => matching.pairs().len(),
        Answer::Cloze(cloze) => cloze.gaps.len(),
        Answer::Open if points == Points::NONE || kind == Kind::Evaluation => {
            return Some(Steps { points: Points::NONE, count: 1 });
        }
        Answer::Open => return None,
    };
    Some(Steps { points, count: count as u64 })
}

/// The questions that count. Of those that are drawn, all must be worth the same.
fn drawn(mut steps: Vec<Steps>, draw: Option<u32>) -> Option<Vec<Steps>> {
    if let Some(draw) = draw.map(|draw| draw as usize).filter(|draw| *draw < steps.len()) {
        if steps.iter().any(|one| *one != steps[0]) {
            return None;
        }
        steps.truncate(draw);
    }
    steps.retain(|one| one.points > Points::NONE);
    Some(steps)
}

/// The nearest marks that can be reached below and above `pass` per cent, unless that can be: the
/// decimals of a mark do not count, since those of a pass mark cannot be written.
fn around(questions: &[Steps], pass: u64) -> Option<(f64, f64)> {
    let common = questions.iter().try_fold(1, |common: u64, one| {
        let lcm = common / gcd(common, one.count) * one.count;
        (lcm <= MOST).then_some(lcm)
    })?;
    let mut sizes: BTreeMap<u64, u64> = BTreeMap::new();
    for one in questions {
        *sizes.entry(one.points.hundredths() * (common / one.count)).or_default() += one.count;
    }
    let unit = sizes.keys().fold(0, |unit, size| gcd(unit, *size)).max(1);
    let total: u64 = sizes.iter().map(|(size, count)| size / unit * count).sum();
    if total == 0 || total > MOST {
        return None;
    }
    let reached = sums(sizes.iter().map(|(size, count)| ((size / unit) as usize, *count as usize)), total as usize);
    let per_cent = |sum: &usize| 100 * *sum as u64;
    let marks = (0..reached.len()).filter(|sum| reached[*sum]);
    let (lower, higher): (Vec<usize>, Vec<usize>) = marks.partition(|sum| per_cent(sum) < pass * total);
    let (below, above) = (*lower.last()?, *higher.first()?);
    let mark = |sum: usize| 100.0 * f64::from(sum as u32) / f64::from(total as u32);
    if per_cent(&above) < (pass + 1) * total {
        return None;
    }
    Some((mark(below), mark(above)))
}

/// Which sums up to `total` can be made of so many pieces of each size.
fn sums(sizes: impl Iterator<Item = (usize, usize)>, total: usize) -> Vec<bool> {
    let mut reached = vec![false; total + 1];
    reached[0] = true;
    let mut highest = 0;
    for (size, count) in sizes {
        highest += size * count;
        // How many pieces of this size the sum takes at the least, if it can be made.
        let mut taken = vec![0; highest + 1];
        for sum in size..=highest {
            if !reached[sum] && reached[sum - size] && taken[sum - size] < count {
                reached[sum] = true;
                taken[sum] = taken[sum - size] + 1;
            }
        }
    }
    reached
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// With as many decimals as tell it from the pass mark, and at most one otherwise.
fn percent(mark: f64, pass: u8) -> String {
    let rounded = |decimals: usize| format!("{mark:.decimals$}");
    let short = rounded(1).trim_end_matches(".0").to_owned();
    let longer = || (2..7).map(rounded).find(|text| !text.ends_with('0'));
    if short == pass.to_string() { longer().unwrap_or(short) } else { short }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;

    fn around_marks(questions: &[(&str, u64)], pass: u64) -> Option<(String, String)> {
        let steps =
            questions.iter().map(|(points, count)| Steps { points: Points::parse(points).unwrap(), count: *count });
        let (below, above) = around(&steps.collect::<Vec<_>>(), pass)?;
        Some((percent(below, pass as u8), percent(above, pass as u8)))
    }

    #[test]
    fn marks_that_can_be_reached_are_told_from_those_that_cannot() {
        let told = |below: &str, above: &str| Some((below.to_owned(), above.to_owned()));
        for (questions, pass, expected) in [
            (&[("1", 1); 3][..], 70, told("66.7", "100")),
            (&[("1", 1); 10], 70, None),
            (&[("1", 1); 4], 75, None),
            (&[("1", 1); 3], 100, None),
            (&[("1", 1); 3], 0, None),
            (&[("2", 1), ("1", 2)], 50, told("33.3", "66.7")),
            (&[("1", 1), ("1", 2)], 25, None),
            (&[("1", 1); 3], 66, None),
            (&[("1", 1); 3], 67, told("66.7", "100")),
            (&[("1", 1)], 50, told("0", "100")),
            (&[("0,5", 1), ("1,5", 1)], 50, told("25", "75")),
            (&[("1", 1), ("3", 1)], 50, told("25", "75")),
            (&[("1", 3), ("1", 7)], 51, told("50", "52.4")),
            (&[("0", 1)], 50, None),
            (&[], 50, None),
            (&[("1", 9973), ("1", 9967)], 50, None),
        ] {
            assert_eq!(around_marks(questions, pass), expected, "{questions:?} {pass}");
        }
    }

    #[test]
    fn a_mark_that_is_near_is_told_from_the_pass_mark() {
        assert_eq!(percent(69.97, 70), "69.97");
        assert_eq!(percent(70.004, 70), "70.004");
        assert_eq!(percent(50.0, 70), "50");
    }
}
