//! The flat YAML between `---` lines at the head of a Markdown file.

use super::fields::Fields;
use super::yaml::{self, Block};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::lesson::{Audience, Kind};
use crate::model::settings::{Minutes, QuizSettings};
use crate::source::{SourceId, Span, Spanned};

/// What the head of a file says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// `title`
    pub title: Option<Spanned<String>>,
    /// `description`
    pub description: Option<Spanned<String>>,
    /// `duration`
    pub duration: Option<Minutes>,
    /// `objectives`: ids of `course.yaml`
    pub objectives: Vec<Spanned<String>>,
    /// `sources`: ids of `sources.yaml`
    pub sources: Vec<Spanned<String>>,
    /// `kind`
    pub kind: Kind,
    /// `audience`
    pub audience: Audience,
    /// `draft`
    pub draft: bool,
    /// `order`: comes before the order of the names
    pub order: Option<i64>,
    /// `slug`: the last part of the page's address
    pub slug: Option<Spanned<String>>,
    /// `pass`, `attempts`, `shuffle`, `draw`, `feedback`, `time_limit`
    pub quiz: QuizSettings,
    /// Where `draw` is written, since the page may have too few questions.
    pub draw: Option<Span>,
    /// Where `pass` is written, since no sum of points may give that mark.
    pub pass: Option<Span>,
}

/// Reads the head of `text`; gives it with the byte at which the Markdown begins.
pub fn parse(source: SourceId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> (FrontMatter, usize) {
    let known = diagnostics.len();
    let Some((span, body)) = find(source, text, diagnostics) else {
        let head = if diagnostics.len() > known { text } else { "" };
        return (withheld(FrontMatter::default(), head), 0);
    };
    let block = Block { source, text, span };
    let entries = yaml::mapping(block, diagnostics);
    let unread = if entries.is_empty() { &text[span.range()] } else { "" };
    let mut fields = Fields::new(block, entries, diagnostics);
    let kinds = [("lesson", Kind::Lesson), ("positioning", Kind::Positioning), ("evaluation", Kind::Evaluation)];
    let audiences = [("student", Audience::Everyone), ("trainer", Audience::Trainer)];
    let front_matter = FrontMatter {
        title: fields.text("title"),
        description: fields.text("description"),
        duration: fields.minutes("duration"),
        objectives: fields.texts("objectives"),
        sources: fields.texts("sources"),
        kind: fields.choice("kind", &kinds).unwrap_or_default(),
        audience: fields.choice("audience", &audiences).unwrap_or_default(),
        draft: fields.bool("draft").unwrap_or_default(),
        order: fields.int("order", -1_000_000..=1_000_000),
        slug: fields.text("slug"),
        draw: fields.place("draw"),
        pass: fields.place("pass"),
        quiz: fields.quiz_settings(),
    };
    fields.finish();
    (withheld(front_matter, unread), body)
}

/// A head that cannot be read for a mistake still keeps back what it was meant to.
fn withheld(front_matter: FrontMatter, unread: &str) -> FrontMatter {
    let says = |key: &str, value: &str| {
        let value_of = |line: &str| Some(line.strip_prefix(key)?.trim().strip_prefix(':')?.trim().to_owned());
        let lines = unread.lines().take_while(|line| !line.trim().is_empty());
        lines.filter_map(value_of).any(|found| found.trim_matches(['"', '\'']).starts_with(value))
    };
    let audience = if says("audience", "trainer") { Audience::Trainer } else { front_matter.audience };
    FrontMatter { audience, draft: front_matter.draft || says("draft", "true"), ..front_matter }
}

/// The stretch between the two `---` lines and the byte after the second.
///
/// A first line of dashes without a second is a thematic break, unless what follows looks like
/// `key: value`: then the author forgot to close it.
fn find(source: SourceId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<(Span, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    if text[at..].lines().next().is_none_or(|line| line.trim().is_empty()) {
        return None;
    }
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((Span::from(first.len()..at), at + line.len()));
        }
        at += line.len();
    }
    let key = text[first.len()..].lines().next().and_then(|line| line.split_once(": ")).map(|(key, _)| key);
    if key.is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')) {
        diagnostics.push(Diagnostic::new(Code::YamlUnclosed, source, 0..3));
    }
    None
}
