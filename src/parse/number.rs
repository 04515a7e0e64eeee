//! Numbers that authors accept: one, one with a tolerance, or an interval.

use crate::model::number::Quantity;
use crate::model::quiz::NumberRange;
use crate::model::typed;

/// Digits beyond which nobody counts: the text is an identifier.
const MAX_DIGITS: usize = 30;

/// Why a text is no range of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRange {
    /// It is another text.
    NotNumeric,
    /// Its two numbers count different things.
    TwoUnits,
}

/// Reads `N`, `N ± N` or `N..N`, each with an optional unit.
pub fn range(text: &str) -> Result<NumberRange, NoRange> {
    let (low, high, unit) = if let Some((low, high)) = text.split_once("..") {
        let (one, other) = (quantity(low)?, quantity(high)?);
        (one.value.min(other.value), one.value.max(other.value), agreed(one, other)?)
    } else if let Some((centre, tolerance)) = text.split_once('±') {
        let (centre, tolerance) = (quantity(centre)?, quantity(tolerance)?);
        let decimals = centre.decimals.max(tolerance.decimals);
        let bound = |by: f64| decimal(centre.value + by, decimals);
        let (low, high) = (bound(-tolerance.value.abs()), bound(tolerance.value.abs()));
        (low, high, agreed(centre, tolerance)?)
    } else {
        let number = quantity(text)?;
        (number.value, number.value, number.unit)
    };
    Ok(NumberRange { written: text.trim().to_owned(), low, high, unit })
}

/// The decimal number that binary arithmetic has missed by a hair: 3.14 - 0.01 is 3.13.
fn decimal(value: f64, decimals: usize) -> f64 {
    format!("{value:.decimals$}").parse().unwrap_or(value)
}

/// A number and what it counts, if that is a unit and not the rest of a sentence.
fn quantity(text: &str) -> Result<Quantity, NoRange> {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    let number = Quantity::read(text).filter(|_| digits <= MAX_DIGITS && !is_code(text)).ok_or(NoRange::NotNumeric)?;
    if number.unit.as_deref().is_none_or(is_unit) { Ok(number) } else { Err(NoRange::NotNumeric) }
}

/// Whether a zero stands before other digits, as in a telephone number: nobody counts so.
fn is_code(text: &str) -> bool {
    let is_space = |c: char| c.is_whitespace() || c == '\'' || c == '’';
    let unsigned = text.trim_start_matches(|c| is_space(c) || matches!(c, '+' | '-' | '−'));
    let after = unsigned.strip_prefix('0').map(|rest| rest.trim_start_matches(is_space));
    after.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the text is short and without digits, but for keyboards' `m2` and `m3`.
fn is_unit(text: &str) -> bool {
    let is_power = |at: usize| text[..at].ends_with('m') && text[at..].starts_with(['2', '3']);
    let mut digits = text.match_indices(|c: char| c.is_ascii_digit());
    text.chars().count() <= 12 && !text.contains(',') && digits.all(|(at, _)| is_power(at))
}

/// The unit of two numbers: the same, or written once.
fn agreed(first: Quantity, second: Quantity) -> Result<Option<String>, NoRange> {
    match (first.unit, second.unit) {
        (Some(first), Some(second)) if typed::unit(&first) != typed::unit(&second) => Err(NoRange::TwoUnits),
        (first, second) => Ok(first.or(second)),
    }
}
