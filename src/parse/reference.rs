//! What a text refers to: links, images, footnotes; and the raw HTML in it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::html;
use super::markdown::{self, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::fragment::Fragment;
use crate::source::{SourceId, Span};

/// A link or an image.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Which.
    pub kind: ReferenceKind,
    /// Where it leads, as written.
    pub target: String,
    /// Where the target is written, or the whole link.
    pub span: Span,
    /// The event that opens it.
    pub event: u32,
}

/// A link or an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A link.
    Link,
    /// An image that says what it shows.
    Image,
    /// An image without a description.
    ImageWithoutAlt,
}

/// A footnote: its definition and what refers to it.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// Its label.
    pub label: String,
    /// What its definition says, if there is one.
    pub definition: Option<Fragment>,
    /// The events that refer to it and their places.
    pub references: Vec<(u32, Span)>,
}

/// Where a link leads: `mailto:` is added to a bare address.
pub fn target(link_type: LinkType, url: &str) -> String {
    match link_type {
        LinkType::Email => format!("mailto:{url}"),
        _ => url.to_owned(),
    }
}

/// The links and images, in order.
pub fn references(nodes: &[Node<'_>], text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let (kind, target) = match &node.event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => (ReferenceKind::Link, target(*link_type, dest_url)),
            Event::Start(Tag::Image { dest_url, .. }) => (image_kind(nodes, at), dest_url.to_string()),
            _ => continue,
        };
        let written = text[node.span.range()].rfind(target.as_str()).filter(|_| !target.is_empty());
        let span = written.map_or(node.span, |start| Span::from(start..start + target.len()).shifted(node.span.start));
        found.push(Reference { kind, target, span, event: at as u32 });
    }
    found
}

fn image_kind(nodes: &[Node<'_>], at: usize) -> ReferenceKind {
    let end = markdown::end_of(nodes, at);
    let alt = markdown::plain(nodes, markdown::whole(nodes, at..end));
    if alt.trim().is_empty() { ReferenceKind::ImageWithoutAlt } else { ReferenceKind::Image }
}

/// The footnotes, in the order in which they are first met.
pub fn footnotes(nodes: &[Node<'_>]) -> Vec<Footnote> {
    let mut found: Vec<Footnote> = Vec::new();
    let mut by_label: HashMap<&str, usize> = HashMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let (Event::FootnoteReference(label) | Event::Start(Tag::FootnoteDefinition(label))) = &node.event else {
            continue;
        };
        let known = *by_label.entry(label).or_insert_with(|| {
            found.push(Footnote { label: label.to_string(), definition: None, references: Vec::new() });
            found.len() - 1
        });
        if let Event::FootnoteReference(_) = node.event {
            found[known].references.push((at as u32, node.span));
        } else {
            let end = markdown::end_of(nodes, at);
            found[known].definition.get_or_insert_with(|| markdown::whole(nodes, at + 1..end - 1));
        }
    }
    found
}

/// What Markdown leaves as text although it was meant as a reference.
#[derive(Default)]
pub struct Unresolved {
    /// The labels of footnotes that are defined nowhere, `[^1]`.
    pub footnotes: Vec<(String, Span)>,
    /// The targets of links and images that hold a space.
    pub spaced_links: Vec<(String, Span)>,
}

/// The references that stand in the text as they are written.
pub fn unresolved(nodes: &[Node<'_>], text: &str) -> Unresolved {
    let mut found = Unresolved::default();
    let mut in_code = false;
    for node in nodes {
        match &node.event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => {
                let literal = &text[node.span.range()];
                // Few texts hold a bracket.
                if literal.contains('[') {
                    let place = |(name, range)| (name, Span::from(range).shifted(node.span.start));
                    found.footnotes.extend(calls(literal).map(place));
                    found.spaced_links.extend(paths(literal).map(place));
                }
            }
            _ => {}
        }
    }
    found
}

/// The labels in `text` that look like calls of footnotes, and where they stand.
fn calls(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    let ends = |c: char| matches!(c, '[' | ']') || c.is_whitespace();
    text.match_indices("[^").filter_map(move |(open, _)| {
        let close = open + 2 + text[open + 2..].find(ends)?;
        let label = &text[open + 2..close];
        (!label.is_empty() && text[close..].starts_with(']')).then(|| (label.to_owned(), open..close + 1))
    })
}

/// The paths with spaces in `text` that look like those of links, and where they stand.
fn paths(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    let first = text.find('[').unwrap_or(text.len());
    text.match_indices("](").filter(move |(open, _)| first < *open).filter_map(|(open, _)| {
        let path = open + 2..open + 2 + text[open + 2..].find([')', '"', '<', '('])?;
        let written = &text[path.clone()];
        let looks_like_path = text[path.end..].starts_with(')') && written.contains(' ') && written.contains('.');
        looks_like_path.then(|| (written.to_owned(), path))
    })
}

/// What is to say of HTML that is shown as text unless the course allows it: for each block and
/// for each opening tag within a line.
pub fn raw_html(nodes: &[Node<'_>], source: SourceId, text: &str) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let (html, place) = match &node.event {
            Event::Start(Tag::HtmlBlock) => (Cow::Owned(html_block(nodes, at).0), html::Place::Block),
            Event::InlineHtml(tag) if !tag.starts_with("</") => (Cow::Borrowed(tag.as_ref()), html::Place::Line),
            _ => continue,
        };
        let Some(tag) = html::raw_tag(&html, place) else { continue };
        let written = text[node.span.range()].find(tag);
        let span = written.map_or(node.span, |at| Span::from(at..at + tag.len()).shifted(node.span.start));
        let raw = Diagnostic::new(Code::HtmlRaw, source, span).with("found", markdown::excerpt(text, span));
        let raw = raw.with("known", html::ALLOWED.join(", "));
        let misplaced = place == html::Place::Line && html::is_misplaced(&html);
        found.push(if misplaced { raw.variant("line") } else { raw });
    }
    found
}

/// The HTML of the block that opens at `at`, which comes line by line, and one past its end.
pub fn html_block(nodes: &[Node<'_>], at: usize) -> (String, usize) {
    let end = markdown::end_of(nodes, at);
    let lines = nodes[at + 1..end].iter().filter_map(|node| match &node.event {
        Event::Html(line) | Event::Text(line) => Some(line.as_ref()),
        _ => None,
    });
    (lines.collect(), end)
}
