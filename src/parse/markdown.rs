//! Markdown to events with their places: the only use of the Markdown parser.
//!
//! Every stage that needs the events of a text makes them anew: parsing is faster than keeping
//! them, and equal texts give equal events, so that a [`Fragment`] means the same everywhere.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::model::fragment::Fragment;
use crate::source::Span;

/// One event and where it stands in the whole text of its source.
#[derive(Clone, Debug)]
pub struct Node<'t> {
    /// What it is.
    pub event: Event<'t>,
    /// Where it stands.
    pub span: Span,
}

/// The events of `text` from byte `body` on. Neighbouring texts are one event.
pub fn nodes(text: &str, body: usize) -> Vec<Node<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let markdown = &text[body..];
    let mut nodes: Vec<Node<'_>> = Vec::with_capacity(markdown.len() / 12);
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        let span = Span::from(range).shifted(body as u32);
        if let (Event::Text(added), Some(Node { event: Event::Text(joined), span: before })) =
            (&event, nodes.last_mut())
            && before.end == span.start
            && span.range().len() == added.len()
            && before.range().len() == joined.len()
        {
            let whole = Span { start: before.start, end: span.end };
            *joined = CowStr::Borrowed(&text[whole.range()]);
            *before = whole;
            continue;
        }
        nodes.push(Node { event, span });
    }
    nodes
}

/// One past the event that closes the one at `at`.
pub fn end_of(nodes: &[Node<'_>], at: usize) -> usize {
    let mut depth = 0usize;
    for (i, node) in nodes.iter().enumerate().skip(at) {
        match node.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    nodes.len()
}

/// The elements that stand directly within `within`: each from its start to one past its end.
pub fn children(nodes: &[Node<'_>], within: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let end = end_of(nodes, at).min(within.end).max(at + 1);
        found.push(at..end);
        at = end;
    }
    found
}

/// The part of a text event that lies within `clip`.
pub fn clipped(literal: &str, span: Span, clip: Span) -> Option<&str> {
    if clip.start <= span.start && span.end <= clip.end {
        return Some(literal);
    }
    let start = clip.start.max(span.start);
    let end = clip.end.min(span.end);
    if start >= end || literal.len() != span.range().len() {
        return None;
    }
    literal.get((start - span.start) as usize..(end - span.start) as usize)
}

/// A stretch of text in one manner.
#[derive(Clone, Copy, Debug)]
pub struct Run<'n> {
    /// Its text.
    pub text: &'n str,
    /// Where it stands.
    pub span: Span,
    /// How it is set.
    pub manner: Manner,
}

/// How a stretch of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// As the text around it.
    Plain,
    /// In bold or italic.
    Emphasised,
    /// As code.
    Code,
    /// Not at all: a block ends.
    BlockEnd,
}

/// The text of a fragment in order; image descriptions and line ends count.
pub fn runs<'n>(nodes: &'n [Node<'_>], fragment: Fragment) -> impl Iterator<Item = Run<'n>> {
    let clip = fragment.clip;
    let mut emphasis = 0usize;
    nodes[fragment.first as usize..fragment.last as usize].iter().filter_map(move |node| {
        let manner = if emphasis > 0 { Manner::Emphasised } else { Manner::Plain };
        let (text, manner) = match &node.event {
            Event::Start(Tag::Emphasis | Tag::Strong) => {
                emphasis += 1;
                return None;
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => {
                emphasis = emphasis.saturating_sub(1);
                return None;
            }
            Event::Text(literal) => (clipped(literal, node.span, clip)?, manner),
            Event::Code(literal) if inside(node.span, clip) => (&**literal, Manner::Code),
            Event::Code(literal) => (clipped(literal, node.span, clip)?, Manner::Code),
            Event::SoftBreak | Event::HardBreak if inside(node.span, clip) => (" ", manner),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                ("", Manner::BlockEnd)
            }
            _ => return None,
        };
        let span = Span { start: node.span.start.max(clip.start), end: node.span.end.min(clip.end) };
        Some(Run { text, span, manner })
    })
}

/// The text of a fragment without its formatting.
pub fn plain(nodes: &[Node<'_>], fragment: Fragment) -> String {
    let mut text = String::new();
    for run in runs(nodes, fragment) {
        text.push_str(if run.manner == Manner::BlockEnd { " " } else { run.text });
    }
    text
}

/// `text` with single spaces, none at the ends.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `span` lies within `clip`.
pub fn inside(span: Span, clip: Span) -> bool {
    clip.start <= span.start && span.end <= clip.end
}

/// The fragment that shows the events `range` whole.
pub fn whole(nodes: &[Node<'_>], range: Range<usize>) -> Fragment {
    let spans = nodes[range.clone()].iter().map(|node| node.span);
    let clip = spans.fold(Span { start: u32::MAX, end: 0 }, |all, span| Span {
        start: all.start.min(span.start),
        end: all.end.max(span.end),
    });
    let clip = if clip.start > clip.end { Span::default() } else { clip };
    Fragment { first: range.start as u32, last: range.end as u32, clip }
}

/// The source text of `span`, for messages, cut to one short line.
pub fn excerpt(text: &str, span: Span) -> Cow<'_, str> {
    let line = text[span.range()].trim().lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        None => line.into(),
        Some((cut, _)) => format!("{}…", &line[..cut]).into(),
    }
}
