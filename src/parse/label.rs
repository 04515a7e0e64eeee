//! The words by which headings and quotes say what they are: `Question 3 :`, `Indice :`,
//! `Explication :`, `(2 points)`. French and English are both understood in any course.

use super::markdown::{self, Node};
use crate::diagnostic::Code;
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
    /// What looks like a question but is none.
    NearMiss(NearMiss),
}

/// A label that is nearly that of a question.
#[derive(Debug)]
pub struct NearMiss {
    /// What is wrong with it.
    pub code: Code,
    /// Where it stands.
    pub span: Span,
    /// The label that was meant, without its colon.
    pub fix: String,
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
pub fn heading(source: &str, nodes: &[Node<'_>], content: Fragment) -> Heading {
    let text = Flat::of(source, nodes, content);
    let near_miss = |(code, label, fix): (Code, usize, String)| {
        Heading::NearMiss(NearMiss { code, span: text.span(0..label), fix })
    };
    let Some(rest) = strip_word(&text.plain, "question") else {
        let plural = strip_word(&text.plain, "questions").and_then(|rest| bad_label(&text.plain, rest));
        return plural.map_or(Heading::Plain, near_miss);
    };
    let after_number = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let prompt = after_number.trim_start().strip_prefix(':');
    let Some(prompt) = prompt.filter(|prompt| !text.is_code(text.plain.len() - prompt.len() - 1)) else {
        let found = no_colon(&text.plain, rest).or_else(|| bad_label(&text.plain, rest));
        return found.map_or(Heading::Plain, near_miss);
    };
    let start = text.plain.len() - prompt.trim_start().len();
    let (end, points) = trailing_points(&text.plain[start..]);
    let points = points.filter(|_| !text.is_code(text.plain.trim_end().len() - 1));
    let points = points.map(|found| found.map_err(|range| text.span(start + range.start..start + range.end)));
    let mut clip = text.clip(start..start + end);
    if points.is_none() {
        clip.end = content.clip.end; // What ends the heading may be no text: a footnote, an image.
    }
    let text = Fragment { clip, ..content };
    Heading::Question(QuestionHeading { text, points })
}

/// `Question 3`, `Question — `, `Question (2 points)`: with the bytes of the label and what was
/// meant. `rest` is what follows the word.
fn no_colon(plain: &str, rest: &str) -> Option<(Code, usize, String)> {
    let numbered = rest.trim_start();
    let after_number = numbered.trim_start_matches(|c: char| c.is_ascii_digit());
    let has_number = after_number.len() < numbered.len();
    let tail = if has_number { after_number } else { rest };
    let dash = ["—", "–", "- "].iter().find_map(|dash| tail.trim_start().strip_prefix(dash));
    let dash = dash.filter(|_| tail.starts_with(char::is_whitespace));
    let looks_like_one = rest.trim().is_empty() || has_number || numbered.starts_with('(') || dash.is_some();
    let label = plain[..plain.len() - dash.unwrap_or(after_number).len()].trim_end().len();
    let meant = plain[..plain.len() - after_number.len()].trim_end();
    looks_like_one.then(|| (Code::QuizNoColon, label, meant.to_owned()))
}

/// `Questions :`, `Question n° 3 :`, `Question A :`. Longer heads are those of plain headings:
/// `Question de confiance : ...`.
fn bad_label(plain: &str, rest: &str) -> Option<(Code, usize, String)> {
    const ORDINALS: [&str; 8] = ["n°", "nº", "no", "no.", "n.", "№", "numéro", "number"];
    let head = &rest[..rest.find(':')?];
    let mut words = head.split_whitespace().filter(|word| !ORDINALS.contains(&word.to_lowercase().as_str()));
    let counts = |word: &str| word.chars().count() == 1 || word.contains(|c: char| c.is_ascii_digit());
    let is_short = words.next().is_none_or(counts) && words.next().is_none();
    let label = plain[..plain.len() - rest.len() + head.len()].trim_end().len();
    let number: String = head.chars().filter(char::is_ascii_digit).collect();
    let fix = format!("Question {number}").trim_end().to_owned();
    is_short.then_some((Code::QuizBadLabel, label, fix))
}

/// Reads the label of a quote whose content, the quote's own start and end left out, is
/// `content`; the fragment leaves the label out.
pub fn quote(source: &str, nodes: &[Node<'_>], content: Fragment) -> Option<(Quote, Fragment)> {
    let text = Flat::of(source, nodes, first_line(nodes, content));
    QUOTES.iter().find_map(|(word, quote)| {
        let rest = strip_word(&text.plain, word)?;
        let rest = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        let shown = rest.trim_start().strip_prefix(':')?;
        if text.is_code(text.plain.len() - shown.len() - 1) {
            return None;
        }
        let shown = text.plain.len() - shown.trim_start().len();
        let clip = Span { end: content.clip.end, ..text.clip(shown..text.plain.len()) };
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

/// The plain text of a fragment, and where it stands in the source.
struct Flat {
    plain: String,
    pieces: Vec<Piece>,
    end: u32,
}

/// The plain text of one event.
struct Piece {
    /// Its first byte in the plain text.
    at: usize,
    /// What the source holds for it, without the back-quotes of code.
    span: Span,
    /// Whether the source has the same bytes there, which it has not for `&amp;`.
    is_verbatim: bool,
    /// The whole of a code span, which a clip may not cut.
    code: Option<Span>,
}

impl Flat {
    fn of(source: &str, nodes: &[Node<'_>], fragment: Fragment) -> Self {
        let mut flat = Self { plain: String::new(), pieces: Vec::new(), end: fragment.clip.end };
        for node in &nodes[fragment.first as usize..fragment.last as usize] {
            let code = matches!(node.event, Event::Code(_)).then_some(node.span);
            let (literal, span): (&str, Span) = match &node.event {
                Event::Text(literal) => {
                    let Some(shown) = markdown::clipped(literal, node.span, fragment.clip) else { continue };
                    let start = node.span.start.max(fragment.clip.start);
                    (shown, Span { start, end: node.span.end.min(fragment.clip.end) })
                }
                Event::Code(literal) => (literal, within_quotes(literal, node.span)),
                Event::SoftBreak | Event::HardBreak => (" ", node.span),
                _ => continue,
            };
            let is_verbatim = source.get(span.range()) == Some(literal);
            let span = if is_verbatim { span } else { node.span };
            flat.pieces.push(Piece { at: flat.plain.len(), span, is_verbatim, code });
            flat.plain.push_str(literal);
        }
        flat
    }

    /// The piece that byte `at` of the plain text belongs to.
    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        self.pieces[..after].last().filter(|_| at < self.plain.len())
    }

    fn is_code(&self, at: usize) -> bool {
        self.code(at).is_some()
    }

    fn code(&self, at: usize) -> Option<Span> {
        self.piece(at)?.code
    }

    /// The byte of the source at which byte `at` of the plain text stands.
    fn start(&self, at: usize) -> u32 {
        self.piece(at).map_or(self.end, |piece| {
            let offset = if piece.is_verbatim { at - piece.at } else { 0 };
            piece.span.start + offset as u32
        })
    }

    /// The byte of the source before which byte `at` of the plain text ends.
    fn end(&self, at: usize) -> u32 {
        self.piece(at - 1).map_or(self.end, |piece| {
            if piece.is_verbatim { piece.span.start + (at - piece.at) as u32 } else { piece.span.end }
        })
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let start = self.start(range.start);
        let end = if range.is_empty() { start } else { self.end(range.end) };
        Span { start, end: end.max(start) }
    }

    /// The span of what a fragment shows of `range`, with all of the code at its ends.
    fn clip(&self, range: std::ops::Range<usize>) -> Span {
        let Span { start, end } = self.span(range.clone());
        let first = self.code(range.start).map_or(start, |code| code.start);
        let last = range.end.checked_sub(1).and_then(|last| self.code(last)).map_or(end, |code| code.end);
        Span { start: first, end: if range.is_empty() { first } else { last } }
    }
}

/// Where the text of a code span stands: in its middle, whatever the fence and the spaces.
fn within_quotes(literal: &str, span: Span) -> Span {
    let fence = span.range().len().saturating_sub(literal.len()) / 2;
    let start = span.start + fence as u32;
    Span { start, end: start + literal.len() as u32 }
}
