//! The words by which headings and quotes say what they are: `Question 3 :`, `Indice :`,
//! `Explication :`, `(2 points)`. French and English are both understood in any course.

use super::markdown::{self, Node};
use crate::model::fragment::Fragment;
use crate::model::quiz::Points;
use crate::source::Span;
use pulldown_cmark::Event;

/// What the text of a heading says of it.
#[derive(Debug)]
pub enum Heading {
    /// An ordinary heading.
    Plain,
    /// A question; the fragment leaves its label and its points out.
    Question(QuestionHeading),
    /// `Question 3` without the colon; the span is that of the label.
    NoColon(Span),
}

/// The heading of a question.
#[derive(Clone, Debug)]
pub struct QuestionHeading {
    /// What it asks.
    pub text: Fragment,
    /// `(2 points)`, if said.
    pub points: Option<Result<Points, Span>>,
}

/// What a quote is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// `Indice :`
    Hint,
    /// `Explication :`
    Explanation,
}

const QUOTES: [(&str, Quote); 4] = [
    ("indice", Quote::Hint),
    ("hint", Quote::Hint),
    ("explication", Quote::Explanation),
    ("explanation", Quote::Explanation),
];

/// Reads the label of a heading whose events, its own start and end left out, are `content`.
pub fn heading(nodes: &[Node<'_>], content: Fragment) -> Heading {
    let text = Flat::of(nodes, content);
    let Some(rest) = strip_word(&text.plain, "question") else { return Heading::Plain };
    let numbered = rest.trim_start();
    let after_number = numbered.trim_start_matches(|c: char| c.is_ascii_digit());
    let has_number = after_number.len() < numbered.len();
    let Some(prompt) = after_number.trim_start().strip_prefix(':') else {
        let looks_like_one = rest.trim().is_empty() || has_number || rest.trim_start().starts_with('(');
        let label = text.plain[..text.plain.len() - after_number.len()].trim_end().len();
        return if looks_like_one { Heading::NoColon(text.span(0..label)) } else { Heading::Plain };
    };
    let start = text.plain.len() - prompt.trim_start().len();
    let (end, points) = trailing_points(&text.plain[start..]);
    let points = points.map(|found| found.map_err(|range| text.span(start + range.start..start + range.end)));
    let mut clip = text.span(start..start + end);
    if points.is_none() {
        clip.end = content.clip.end; // What ends the heading may be no text: a footnote, an image.
    }
    let text = Fragment { clip, ..content };
    Heading::Question(QuestionHeading { text, points })
}

/// Reads the label of a quote whose content, the quote's own start and end left out, is
/// `content`; the fragment leaves the label out.
pub fn quote(nodes: &[Node<'_>], content: Fragment) -> Option<(Quote, Fragment)> {
    let text = Flat::of(nodes, first_line(nodes, content));
    QUOTES.iter().find_map(|(word, quote)| {
        let rest = strip_word(&text.plain, word)?;
        let rest = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        let shown = rest.trim_start().strip_prefix(':')?.trim_start();
        let start = text.source(text.plain.len() - shown.len());
        let clip = Span { start, end: content.clip.end };
        Some((*quote, Fragment { clip, ..content }))
    })
}

fn first_line(nodes: &[Node<'_>], content: Fragment) -> Fragment {
    let events = &nodes[content.first as usize..content.last as usize];
    let broken = |node: &Node<'_>| {
        matches!(node.event, Event::SoftBreak | Event::HardBreak | Event::End(pulldown_cmark::TagEnd::Paragraph))
    };
    let length = events.iter().position(broken).unwrap_or(events.len());
    Fragment { last: content.first + length as u32, ..content }
}

fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let text = text.trim_start();
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() && !c.is_ascii_digit());
    (head.eq_ignore_ascii_case(word) && ends).then_some(rest)
}

/// Where the text ends before `(2 points)`, and the points: the bytes between the brackets where
/// they are not a number.
fn trailing_points(text: &str) -> (usize, Option<Result<Points, std::ops::Range<usize>>>) {
    let trimmed = text.trim_end();
    let none = (trimmed.len(), None);
    let Some(open) = trimmed.rfind('(').filter(|_| trimmed.ends_with(')')) else { return none };
    let inner = trimmed[open + 1..trimmed.len() - 1].trim_end();
    let lower = inner.to_lowercase();
    let number = ["points", "point", "pts", "pt"].iter().find_map(|unit| lower.strip_suffix(unit));
    let Some(number) = number.filter(|number| number.len() < 16 && !number.trim().is_empty()) else { return none };
    if number.ends_with(|c: char| c.is_alphanumeric() && !c.is_ascii_digit()) {
        return none;
    }
    let points = Points::parse(number.trim()).ok_or(open..trimmed.len());
    (trimmed[..open].trim_end().len(), Some(points))
}

/// The plain text of a fragment, and where each of its bytes stands in the source.
struct Flat {
    plain: String,
    pieces: Vec<(usize, Span)>,
    end: u32,
}

impl Flat {
    fn of(nodes: &[Node<'_>], fragment: Fragment) -> Self {
        let mut flat = Self { plain: String::new(), pieces: Vec::new(), end: fragment.clip.end };
        for node in &nodes[fragment.first as usize..fragment.last as usize] {
            let literal: &str = match &node.event {
                Event::Text(literal) => markdown::clipped(literal, node.span, fragment.clip).unwrap_or(""),
                Event::Code(literal) => literal,
                Event::SoftBreak | Event::HardBreak => " ",
                _ => continue,
            };
            flat.pieces.push((flat.plain.len(), node.span));
            flat.plain.push_str(literal);
        }
        flat
    }

    /// The byte of the source at which byte `at` of the plain text stands.
    fn source(&self, at: usize) -> u32 {
        if at >= self.plain.len() {
            return self.end;
        }
        let piece = self.pieces.iter().rev().find(|(start, _)| *start <= at);
        piece.map_or(self.end, |(start, span)| (span.start + (at - start) as u32).min(span.end))
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let start = self.source(range.start);
        let end = match range.end.checked_sub(1) {
            Some(last) if range.end > range.start => {
                let width = self.plain[..range.end].chars().next_back().map_or(1, char::len_utf8);
                self.source(last + 1 - width) + width as u32
            }
            _ => start,
        };
        Span { start, end: end.max(start) }
    }
}
