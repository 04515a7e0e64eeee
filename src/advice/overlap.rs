//! Options that are numbers or ranges, two of which share a number.

use std::ops::RangeInclusive;

use super::Page;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::quiz::Choice;
use crate::parse::number;

/// Options beyond which a question is not looked at: each is compared with each.
const MOST: usize = 50;

/// Advises against the first option that takes a number of one before it.
pub(super) fn advise(page: &Page<'_>, choice: &Choice) -> Option<Diagnostic> {
    let options = choice.options();
    if options.len() > MOST {
        return None;
    }
    let ranges: Vec<Option<Range>> = options.iter().map(|option| range(&option.item.plain)).collect();
    for (at, second) in ranges.iter().enumerate() {
        let shares =
            |first: &Option<Range>| matches!((first, second), (Some(first), Some(second)) if first.meets(second));
        let Some(first) = ranges[..at].iter().position(shares) else { continue };
        let [first, second] = [first, at].map(|at| options[at].item.span);
        return Some(page.diagnostic(Code::AdviceOverlap, second).related(page.place(first)));
    }
    None
}

/// The numbers that an option stands for.
struct Range {
    low: Bound,
    high: Bound,
    unit: Option<String>,
}

/// Where a range ends, and whether that number belongs to it.
#[derive(Clone, Copy, PartialEq)]
enum Bound {
    Open(f64),
    Closed(f64),
    Endless,
}

impl Range {
    fn meets(&self, other: &Self) -> bool {
        // "At least 8" and "at least 12" are two demands.
        let both = |ends: fn(&Self) -> Bound| [self, other].iter().all(|range| ends(range) == Bound::Endless);
        // Two equal numbers differ in how they are written: that may be the question.
        let single = [self, other].iter().all(|range| range.low == range.high);
        !single
            && self.unit == other.unit
            && !both(|range| range.low)
            && !both(|range| range.high)
            && reaches(self.high, other.low)
            && reaches(other.high, self.low)
    }
}

/// Whether a range that ends at `high` reaches one that begins at `low`.
fn reaches(high: Bound, low: Bound) -> bool {
    match (high, low) {
        (Bound::Endless, _) | (_, Bound::Endless) => true,
        (Bound::Closed(high), Bound::Closed(low)) => low <= high,
        (Bound::Open(high) | Bound::Closed(high), Bound::Open(low) | Bound::Closed(low)) => low < high,
    }
}

/// Longest text that may be a range, in bytes.
const LONGEST: usize = 60;
const BELOW: &[&str] = &["moins de ", "less than ", "fewer than ", "under ", "below ", "< ", "<"];
const ABOVE: &[&str] = &["plus de ", "more than ", "over ", "above ", "> ", ">"];
const UP_TO: &[&str] = &["jusqu'à ", "jusqu’à ", "au plus ", "at most ", "up to ", "≤ ", "≤"];
const FROM: &[&str] = &["au moins ", "à partir de ", "at least ", "≥ ", "≥"];
const AND_LESS: &[&str] = &[" et moins", " ou moins", " or less", " or fewer", " and under"];
const AND_MORE: &[&str] = &[" et plus", " ou plus", " or more", " and over", "+"];
const OPENING: &[&str] = &["de ", "entre ", "from ", "between "];
const BETWEEN: &[&str] = &[" à ", " et ", " to ", " and ", "..", "–", "—", "-"];

fn range(text: &str) -> Option<Range> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.trim().trim_end_matches(['.', ';', ',']).to_lowercase();
    let after = |starts: &[&str]| starts.iter().find_map(|start| value(text.strip_prefix(start)?));
    let before = |ends: &[&str]| ends.iter().find_map(|end| value(text.strip_suffix(end)?));
    let below = after(BELOW).map(|(high, unit)| (Bound::Endless, Bound::Open(high), unit));
    let above = || after(ABOVE).map(|(low, unit)| (Bound::Open(low), Bound::Endless, unit));
    let up_to =
        || after(UP_TO).or_else(|| before(AND_LESS)).map(|(high, unit)| (Bound::Endless, Bound::Closed(high), unit));
    let from =
        || after(FROM).or_else(|| before(AND_MORE)).map(|(low, unit)| (Bound::Closed(low), Bound::Endless, unit));
    let one = || value(&text).map(|(only, unit)| (Bound::Closed(only), Bound::Closed(only), unit));
    let (low, high, unit) =
        below.or_else(above).or_else(up_to).or_else(from).or_else(one).or_else(|| between(&text))?;
    let range = Range { low, high, unit };
    (!range.is_time()).then_some(range)
}

impl Range {
    /// Whether it is a period or a time slot: one begins as the other ends.
    fn is_time(&self) -> bool {
        let is_year = |bound: Bound| match bound {
            Bound::Open(year) | Bound::Closed(year) => YEARS.contains(&year) && year.fract() == 0.0,
            Bound::Endless => true,
        };
        match &self.unit {
            None => is_year(self.low) && is_year(self.high),
            Some(unit) => {
                let unit = unit.replace(['.', '\'', '’'], "");
                unit.split(|c: char| !c.is_alphabetic()).next().is_some_and(|unit| CLOCK.contains(&unit))
            }
        }
    }
}

/// Four figures.
const YEARS: RangeInclusive<f64> = 1000.0..=2999.0;
/// Units of the clock, as in `8 h 30`.
const CLOCK: [&str; 7] = ["h", "heure", "heures", "am", "pm", "oclock", "min"];

/// `10 à 20 km`, `entre 10 et 20`, `10-20`.
fn between(text: &str) -> Option<(Bound, Bound, Option<String>)> {
    let text = OPENING.iter().find_map(|start| text.strip_prefix(start)).unwrap_or(text);
    BETWEEN.iter().find_map(|between| {
        let (low, high) = text.split_once(between)?;
        let ((low, first), (high, second)) = (value(low)?, value(high)?);
        let agree = first.is_none() || first == second;
        (agree && low < high).then_some((Bound::Closed(low), Bound::Closed(high), second))
    })
}

/// One number with what it counts.
fn value(text: &str) -> Option<(f64, Option<String>)> {
    let range = number::range(text.trim()).ok()?;
    let unit = range.unit.filter(|unit| !unit.contains(['-', '–', '—', '/', '×', '*', '=']));
    let lost = unit.is_none() && !text.trim_end().ends_with(|c: char| c.is_ascii_digit());
    (range.low.total_cmp(&range.high).is_eq() && !lost).then_some((range.low, unit))
}

#[cfg(test)]
mod tests {
    use super::range;

    fn meet(first: &str, second: &str) -> bool {
        matches!((range(first), range(second)), (Some(first), Some(second)) if first.meets(&second))
    }

    #[test]
    fn ranges_that_share_a_number_meet() {
        for (first, second) in [
            ("10 à 20", "20 à 30"),
            ("De 10 à 20 km", "De 15 à 30 km"),
            ("Entre 10 et 20 %", "20 % à 30 %"),
            ("between 1 and 5", "from 5 to 9"),
            ("10-20", "20–30"),
            ("210..215", "215..220"),
            ("5 à 10 ha", "10 à 20 ha"),
            ("10 à 20", "15"),
            ("20 ans et plus", "10 à 20 ans"),
            ("Jusqu’à 10", "10 à 20"),
            ("Plus de 10", "10 à 20"),
        ] {
            assert!(meet(first, second) && meet(second, first), "{first} | {second}");
        }
    }

    #[test]
    fn ranges_that_share_none_do_not() {
        for (first, second) in [
            ("10 à 19", "20 à 29"),
            ("Moins de 10", "10 à 20"),
            ("Plus de 20", "10 à 20"),
            ("10 à 20 km", "10 à 20 m"),
            ("Au moins 8 caractères", "Au moins 12 caractères"),
            ("Moins de 10", "Moins de 20"),
            ("20 - 5", "15"),
            ("1/2", "1"),
            ("Entre collègues", "Entre amis"),
            ("6-8-10", "8"),
            ("10 clients et 2 devis", "10"),
            ("0,5", "0.50"),
            ("5", "5,0"),
            ("De 1914 à 1918", "De 1918 à 1939"),
            ("2010..2015", "2015"),
            ("8 h à 10 h", "10 h à 12 h"),
            ("8h00-10h00", "10h00-12h00"),
            ("8 h 30 à 10 h 30", "10 h 30 à 12 h 30"),
            ("9 to 10 am", "10 to 11 am"),
            ("9 to 10 a.m.", "10 to 11 a.m."),
            ("0 à 15 min", "15 à 30 min"),
        ] {
            assert!(!meet(first, second), "{first} | {second}");
        }
    }
}
