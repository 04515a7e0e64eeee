//! Questions. What cannot be answered fairly cannot be constructed.

use super::fragment::{Fragment, Rich};
use super::settings::QuizSettings;
use crate::source::{Span, Spanned};

/// One question of a page.
#[derive(Clone, Debug)]
pub struct Question {
    /// From its heading to its last block.
    pub span: Span,
    /// Level of its heading, 1 to 6.
    pub level: u8,
    /// The id that the author gave.
    pub id: Option<Spanned<String>>,
    /// Its anchor on the page.
    pub anchor: String,
    /// What progress is kept under.
    pub identity: Identity,
    /// The heading without its label and its points.
    pub heading: Option<Fragment>,
    /// The heading's text without formatting.
    pub title: String,
    /// What stands between the heading and the answer block.
    pub prompt: Rich,
    /// What stands behind the answer block.
    pub after: Rich,
    /// Shown one at a time.
    pub hints: Vec<Rich>,
    /// Shown with the answer; no fragment for no explanation.
    pub explanation: Rich,
    /// What a right answer is worth.
    pub points: Points,
    /// The objective that it assesses.
    pub objective: Option<Spanned<String>>,
    /// How it is answered and what is right.
    pub answer: Answer,
}

/// What a question is known by, whatever its place: made of `a-z`, `0-9` and `-`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity(String);

/// Points in hundredths, so that sums are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(u32);

/// How a question is answered and what is right.
#[derive(Clone, Debug)]
pub enum Answer {
    /// One option or several among two or more.
    Choice(Choice),
    /// Items to be put in order.
    Ordering(Ordering),
    /// Pairs to be found.
    Matching(Matching),
    /// A word or a few, typed.
    Text(ShortText),
    /// A number, typed.
    Number(Number),
    /// Gaps in a text.
    Cloze(Cloze),
    /// Free text, assessed by the student.
    Open,
}

/// Items to order, or choices of a matching, beyond which a question is refused: each of them has a
/// field that lists all of them.
pub const MAX_CHOICES: usize = 50;

/// Why an answer cannot be constructed; the numbers say which item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Illegal {
    /// Fewer than two items.
    TooFew,
    /// More than [`MAX_CHOICES`].
    TooMany,
    /// Nothing is right.
    NoneRight,
    /// The second item repeats the first.
    Duplicate(usize, usize),
    /// The item has no text.
    Empty(usize),
}

/// One option of a [`Choice`], or one item of an [`Ordering`].
#[derive(Clone, Debug)]
pub struct Item {
    /// Its text.
    pub text: Rich,
    /// Its text without formatting, single-spaced: what makes two items equal.
    pub plain: String,
    /// Where it stands.
    pub span: Span,
}

/// An option with what is thought of it.
#[derive(Clone, Debug)]
pub struct ChoiceOption {
    /// What the student reads.
    pub item: Item,
    /// Whether it belongs to the right answer.
    pub right: bool,
    /// Shown to who has chosen it; no fragment for none.
    pub feedback: Rich,
}

/// How many options may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// Exactly one.
    Single,
    /// Any number.
    Multiple,
}

/// Two options or more, no two alike, at least one right.
#[derive(Clone, Debug)]
pub struct Choice {
    options: Vec<ChoiceOption>,
    arity: Arity,
}

/// Two items or more, no two alike, in the right order.
#[derive(Clone, Debug)]
pub struct Ordering {
    items: Vec<Item>,
}

/// Two pairs or more, and decoys on the right-hand side.
#[derive(Clone, Debug)]
pub struct Matching {
    pairs: Vec<(Item, Item)>,
    decoys: Vec<Item>,
}

/// How typed text is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Case, accents, spaces and punctuation do not count.
    Lenient,
    /// Everything counts.
    Exact,
}

/// At least one accepted text.
#[derive(Clone, Debug)]
pub struct ShortText {
    /// As the author wrote them, the first being the model answer.
    pub accepted: Vec<String>,
    /// How they are compared.
    pub comparison: Comparison,
}

/// At least one accepted number or range.
#[derive(Clone, Debug)]
pub struct Number {
    /// The accepted ranges, as written and as read.
    pub accepted: Vec<NumberRange>,
}

/// The numbers from `low` to `high`, both included.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberRange {
    /// As the author wrote it.
    pub written: String,
    /// The smallest accepted.
    pub low: f64,
    /// The largest accepted.
    pub high: f64,
    /// What the number counts, such as `%` or `km`.
    pub unit: Option<String>,
}

/// A text with one gap or more.
#[derive(Clone, Debug)]
pub struct Cloze {
    /// The paragraphs, lists and tables that hold the gaps.
    pub text: Rich,
    /// The gaps, in order of place.
    pub gaps: Vec<Gap>,
}

/// A gap of a [`Cloze`].
#[derive(Clone, Debug)]
pub struct Gap {
    /// From `[[` to `]]`.
    pub span: Span,
    /// What belongs there.
    pub fill: Fill,
}

/// How a gap is filled.
#[derive(Clone, Debug)]
pub enum Fill {
    /// Typed text.
    Text(ShortText),
    /// A typed number.
    Number(NumberRange),
    /// One of the choices; `right` counts from 0.
    DropDown {
        /// What can be chosen, at least two.
        choices: Vec<String>,
        /// The right one.
        right: usize,
    },
}

/// All the questions of one page and how they are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiz {
    /// How many questions.
    pub count: usize,
    /// How they are given.
    pub settings: QuizSettings,
    /// Where the page sets its own pass mark, if it does.
    pub pass: Option<Span>,
}

impl Question {
    /// The text that is shown with the answer: explanation and feedback.
    pub fn told_afterwards(&self) -> impl Iterator<Item = &Fragment> {
        let options = match &self.answer {
            Answer::Choice(choice) => choice.options(),
            _ => &[],
        };
        self.explanation.iter().chain(options.iter().flat_map(|option| &option.feedback))
    }
}

impl Quiz {
    /// How many questions one student gets.
    pub fn asked(&self) -> usize {
        self.settings.draw.map_or(self.count, |draw| self.count.min(draw as usize))
    }
}

impl Identity {
    /// The identity that an author's id gives.
    pub fn of_id(id: &str) -> Self {
        Self(format!("id-{}", super::url::slug(id)))
    }

    /// The identity of a question without an id: a hash of what it asks and of its answers.
    pub fn of_text(prompt: &str, answer: &str) -> Self {
        let text = format!("{prompt}\u{1}{answer}");
        Self(format!("{:016x}", xxhash_rust::xxh3::xxh3_64(text.as_bytes())))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Points {
    /// One point.
    pub const ONE: Self = Self(100);
    /// None.
    pub const NONE: Self = Self(0);

    /// Reads `2`, `0,5` or `1.25`, up to 1,000.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace(',', ".");
        let (whole, cents) = text.split_once('.').unwrap_or((&text, ""));
        let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || whole.len() > 4 || cents.len() > 2 || !digits(whole) || !digits(cents) {
            return None;
        }
        let hundredths = format!("{whole}{cents:0<2}").parse::<u32>().ok()?;
        (hundredths <= 100_000).then_some(Self(hundredths))
    }

    /// As a whole number, if they are one.
    pub fn whole(self) -> Option<u32> {
        self.0.is_multiple_of(100).then_some(self.0 / 100)
    }

    /// In hundredths.
    pub fn hundredths(self) -> u64 {
        self.0.into()
    }

    /// As a number.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        Self(points.fold(0, |sum, points| sum.saturating_add(points.0)))
    }
}

impl Item {
    /// What scripts know the item by: it does not depend on its place.
    pub fn key(&self) -> String {
        format!("{:08x}", xxhash_rust::xxh3::xxh3_64(self.plain.as_bytes()) as u32)
    }
}

impl Choice {
    /// A choice among `options`; several right ones make it multiple whatever `arity` says.
    pub fn new(options: Vec<ChoiceOption>, arity: Arity) -> Result<Self, Illegal> {
        distinct(options.iter().map(|option| &option.item))?;
        let right = options.iter().filter(|option| option.right).count();
        if right == 0 {
            return Err(Illegal::NoneRight);
        }
        let arity = if right > 1 { Arity::Multiple } else { arity };
        Ok(Self { options, arity })
    }

    /// The options, in the author's order.
    pub fn options(&self) -> &[ChoiceOption] {
        &self.options
    }

    /// How many may be chosen.
    pub fn arity(&self) -> Arity {
        self.arity
    }
}

impl Ordering {
    /// The order of `items`.
    pub fn new(items: Vec<Item>) -> Result<Self, Illegal> {
        distinct(items.iter())?;
        if items.len() > MAX_CHOICES {
            return Err(Illegal::TooMany);
        }
        Ok(Self { items })
    }

    /// The items in the right order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }
}

impl Matching {
    /// These pairs and decoys.
    pub fn new(pairs: Vec<(Item, Item)>, decoys: Vec<Item>) -> Result<Self, Illegal> {
        distinct(pairs.iter().map(|(left, _)| left))?;
        if let Some(at) = pairs.iter().position(|(_, right)| right.plain.is_empty()) {
            return Err(Illegal::Empty(at));
        }
        if pairs.len() + decoys.len() > MAX_CHOICES {
            return Err(Illegal::TooMany);
        }
        Ok(Self { pairs, decoys })
    }

    /// The pairs, in the author's order.
    pub fn pairs(&self) -> &[(Item, Item)] {
        &self.pairs
    }

    /// What can be chosen on the right, each once, pairs first.
    pub fn choices(&self) -> Vec<&Item> {
        let mut seen = std::collections::HashSet::new();
        let all = self.pairs.iter().map(|(_, right)| right).chain(&self.decoys);
        all.filter(|item| seen.insert(&item.plain)).collect()
    }
}

fn distinct<'i>(items: impl Iterator<Item = &'i Item>) -> Result<(), Illegal> {
    let mut seen = std::collections::HashMap::new();
    let mut count = 0;
    for (i, item) in items.enumerate() {
        count += 1;
        if item.plain.is_empty() {
            return Err(Illegal::Empty(i));
        }
        if let Some(first) = seen.insert(&item.plain, i) {
            return Err(Illegal::Duplicate(first, i));
        }
    }
    if count < 2 { Err(Illegal::TooFew) } else { Ok(()) }
}
