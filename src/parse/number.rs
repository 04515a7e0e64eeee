//! Numbers as people write them: decimal comma or point, spaces or apostrophes between thousands,
//! a tolerance or an interval, a unit.

use crate::model::quiz::NumberRange;

/// Reads `N`, `N ± N` or `N..N`, each with an optional unit. `None` for anything else.
pub fn range(text: &str) -> Option<NumberRange> {
    let (low, high, unit) = if let Some((low, high)) = text.split_once("..") {
        let ((one, first), (other, second)) = (measure(low)?, measure(high)?);
        (one.min(other), one.max(other), agreed(first, second).ok()?)
    } else if let Some((centre, tolerance)) = text.split_once('±') {
        let ((centre, first), (tolerance, second)) = (measure(centre)?, measure(tolerance)?);
        let tolerance = tolerance.abs();
        (decimal(centre - tolerance), decimal(centre + tolerance), agreed(first, second).ok()?)
    } else {
        let (value, unit) = measure(text)?;
        (value, value, unit)
    };
    Some(NumberRange { written: text.trim().to_owned(), low, high, unit })
}

/// The decimal number that binary arithmetic has missed by a hair: 3.14 - 0.01 is 3.13.
fn decimal(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

/// A number and what it counts.
fn measure(text: &str) -> Option<(f64, Option<String>)> {
    let text = text.trim();
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’');
    let number_end = text
        .char_indices()
        .find(|&(_, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-' | '−') || is_space(c)))
        .map_or(text.len(), |(at, _)| at);
    let (number, unit) = text.split_at(number_end);
    let plain: String = number.chars().filter(|c| !is_space(*c)).collect();
    let plain = plain.replace(',', ".").replace('−', "-");
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    if digits.is_empty() || digits.len() > 30 || !digits.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let value: f64 = plain.parse().ok()?;
    let unit = unit.trim();
    let is_unit = unit.chars().count() <= 12 && !unit.contains(|c: char| c.is_ascii_digit() || c == ',');
    is_unit.then(|| (value, (!unit.is_empty()).then(|| unit.to_owned())))
}

/// Two numbers of one range that count different things.
struct Mixed;

/// The unit of two numbers: the same, or written once.
fn agreed(first: Option<String>, second: Option<String>) -> Result<Option<String>, Mixed> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => Err(Mixed),
        (first, second) => Ok(first.or(second)),
    }
}
