//! Numbers as people write them: decimal comma or point, spaces or apostrophes between thousands, a
//! unit. Authors and students are read alike.

use super::typed;

/// What groups digits by three, once spaces are all alike.
const GROUPS: [char; 2] = [' ', '\''];

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number.
    pub value: f64,
    /// How many digits follow its decimal comma.
    pub decimals: usize,
    /// What stands behind it.
    pub unit: Option<String>,
}

impl Quantity {
    /// Reads `1 234,5 km`. `None` where digits are grouped in any other way than by three, as those
    /// of a telephone number, and where another number follows. A full stop ends a sentence.
    pub fn read(text: &str) -> Option<Self> {
        let text: String = typed::exact(text).chars().map(narrow).collect();
        let text = text.strip_suffix('.').unwrap_or(&text);
        let (sign, unsigned) = match text.strip_prefix(['+', '-', '−']) {
            Some(unsigned) if !text.starts_with('+') => ("-", unsigned),
            Some(unsigned) => ("", unsigned),
            None => ("", text),
        };
        let (whole, rest) = groups(unsigned.trim_start());
        let (decimals, rest) = rest.strip_prefix(['.', ',']).map_or((Vec::new(), rest), groups);
        let goes_on = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        if !is_whole(&whole) || !is_decimals(&decimals) || rest.trim_start_matches(GROUPS).starts_with(goes_on) {
            return None;
        }
        let (whole, decimals) = (whole.concat(), decimals.concat());
        let value = format!("{sign}{whole}.{decimals}").parse().ok()?;
        let unit = rest.trim_start();
        Some(Self { value, decimals: decimals.len(), unit: (!unit.is_empty()).then(|| unit.to_owned()) })
    }
}

/// The character that a wide one of East Asian keyboards stands for.
fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The groups of digits that the text begins with, and what follows.
fn groups(text: &str) -> (Vec<&str>, &str) {
    let mut groups = Vec::new();
    let mut rest = text;
    loop {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        groups.push(&rest[..end]);
        rest = &rest[end..];
        match rest.strip_prefix(GROUPS) {
            Some(next) if end > 0 && next.starts_with(|c: char| c.is_ascii_digit()) => rest = next,
            _ => return (groups, rest),
        }
    }
}

/// Thousands are counted from the right.
fn is_whole(groups: &[&str]) -> bool {
    match groups {
        [first, more @ ..] if !more.is_empty() => first.len() <= 3 && more.iter().all(|group| group.len() == 3),
        _ => true,
    }
}

/// Thousandths are counted from the left.
fn is_decimals(groups: &[&str]) -> bool {
    match groups {
        [more @ .., last] if !more.is_empty() => last.len() <= 3 && more.iter().all(|group| group.len() == 3),
        _ => true,
    }
}
