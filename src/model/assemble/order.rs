//! The order of files and folders: numbers before names, numbers within names by their value. In a
//! book, `order` comes first, then the pages as the book names them, then the names.

use std::cmp::Ordering;

use super::summary::Book;

/// What a file or folder is sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    rank: Rank,
    name: String,
}

/// What goes before the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The `order` of the front matter, else the number of the name.
    Number(i64),
    /// The place in a book.
    Chapter(usize),
    /// Nothing.
    Name,
}

impl Key {
    /// The key of `name`, which stands at `path`, with the `order` of its front matter.
    pub(super) fn new(name: &str, path: &str, order: Option<i64>, book: &Book) -> Self {
        let number = || split_number(name).filter(|_| !book.is_one).and_then(|(number, _)| number.parse().ok());
        let chapter = || book.rank(path).map_or(Rank::Name, Rank::Chapter);
        Self { rank: order.or_else(number).map_or_else(chapter, Rank::Number), name: name.to_lowercase() }
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        let ranks = self.rank.cmp(&other.rank);
        ranks.then_with(|| natural(&self.name, &other.name)).then_with(|| self.name.cmp(&other.name))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The name without the number that gives its order: `01-comprendre` is `comprendre`.
pub(super) fn without_number(name: &str) -> &str {
    split_number(name).map_or(name, |(_, rest)| rest)
}

/// A title made from a name: `01-mes_premiers-pas` is `Mes premiers pas`.
pub(super) fn title_from(name: &str) -> String {
    let words = without_number(name).replace(['-', '_'], " ");
    let words = words.trim();
    let mut characters = words.chars();
    characters.next().map_or_else(|| name.to_owned(), |first| first.to_uppercase().chain(characters).collect())
}

fn split_number(name: &str) -> Option<(&str, &str)> {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name[digits..].strip_prefix(['-', '_', '.', ' ']).map(|rest| rest.trim_start_matches(['-', '_', ' ']));
    rest.filter(|rest| (1..=3).contains(&digits) && !rest.is_empty()).map(|rest| (&name[..digits], rest))
}

/// Compares runs of digits by their value, all else by character.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    while !a.is_empty() && !b.is_empty() {
        let (a_run, a_rest) = run(a);
        let (b_run, b_rest) = run(b);
        let digits = |run: &str| run.starts_with(|c: char| c.is_ascii_digit());
        let order = if digits(a_run) && digits(b_run) {
            let (x, y) = (a_run.trim_start_matches('0'), b_run.trim_start_matches('0'));
            x.len().cmp(&y.len()).then_with(|| x.cmp(y))
        } else {
            a_run.cmp(b_run)
        };
        if order != Ordering::Equal {
            return order;
        }
        (a, b) = (a_rest, b_rest);
    }
    a.len().cmp(&b.len())
}

/// The digits at the start of `text`, or all before the first digit.
fn run(text: &str) -> (&str, &str) {
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(text.len());
    text.split_at(end)
}
