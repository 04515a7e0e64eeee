//! One Markdown file to its syntax: front matter, headings, parts, links, footnotes.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag};

use super::heading::{self, Headings};
use super::markdown::{self, Node};
use super::question::{self, Context};
use super::{braces, front_matter, html, reference};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::fragment::Fragment;
use crate::model::lesson::Audience;
use crate::model::quiz::Question;
use crate::source::{SourceId, Span};

pub use super::anchor::Term;
pub use super::front_matter::FrontMatter;
pub use super::heading::Heading;
pub use super::reference::{Footnote, Reference, ReferenceKind};

/// What one Markdown file says, whatever the rest of the course.
#[derive(Clone, Debug)]
pub struct Document {
    /// Which text.
    pub source: SourceId,
    /// The byte at which the Markdown begins.
    pub body: u32,
    /// The head of the file.
    pub front_matter: FrontMatter,
    /// The title that the text gives itself.
    pub title: Option<String>,
    /// Every heading but the title, in order.
    pub headings: Vec<Heading>,
    /// The terms that it defines, in order.
    pub terms: Vec<Term>,
    /// The text in order, cut where its nature changes.
    pub parts: Vec<Part>,
    /// Links and images.
    pub references: Vec<Reference>,
    /// Paths that were meant as links but for their spaces.
    pub spaced: Vec<(String, Span)>,
    /// Footnotes by label.
    pub footnotes: Vec<Footnote>,
    /// What is to say of raw HTML, unless the course has `html: true`.
    pub raw_html: Vec<Diagnostic>,
}

/// A stretch of a lesson.
#[derive(Clone, Debug)]
pub struct Part {
    /// For whom.
    pub audience: Audience,
    /// Where it stands among the events.
    pub events: Range<u32>,
    /// What it is.
    pub content: Content,
}

/// What a [`Part`] is.
#[derive(Clone, Debug)]
pub enum Content {
    /// Text.
    Prose(Fragment),
    /// A question that can be answered.
    Question(Arc<Question>),
    /// A question that cannot; the mistakes have been reported.
    Broken(Span),
}

impl Document {
    /// For whom the event at `event` is.
    pub fn audience_at(&self, event: u32) -> Audience {
        let at = self.parts.partition_point(|part| part.events.end <= event);
        self.parts.get(at).filter(|part| part.events.contains(&event)).map_or(Audience::Everyone, |part| part.audience)
    }
}

/// How deep elements may stand inside each other.
pub const MAX_DEPTH: usize = 100;

/// Reads one Markdown file. It always gives a document; mistakes go to `diagnostics`.
pub fn parse(source: SourceId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Document {
    let (front_matter, body) = front_matter::parse(source, text, diagnostics);
    let nodes = markdown::nodes(text, body);
    if let Some(span) = too_deep(&nodes) {
        diagnostics.push(Diagnostic::new(Code::FileTooNested, source, span).with("limit", MAX_DEPTH));
        return Document::empty(source, text.len(), front_matter);
    }
    let mut cx = Context { source, text, nodes: &nodes, diagnostics };
    let mut blocks = markdown::children(&nodes, 0..nodes.len());
    blocks.retain(|block| !is_comment(&nodes, block));
    for block in &blocks {
        braces::paragraph(&mut cx, block);
    }
    let headings = heading::parse(&mut cx, &blocks, front_matter.title.as_ref());
    let parts = parts(&mut cx, &blocks, &headings);
    let unresolved = reference::unresolved(&nodes, text);
    let document = Document {
        source,
        body: body as u32,
        front_matter,
        title: headings.title,
        headings: headings.list,
        terms: headings.terms,
        references: reference::references(&nodes, text),
        spaced: unresolved.spaced_links,
        footnotes: reference::footnotes(&nodes),
        raw_html: reference::raw_html(&nodes, source, text),
        parts,
    };
    for (target, span) in &document.spaced {
        diagnostics.push(Diagnostic::new(Code::LinkSpace, source, *span).with("target", target));
    }
    for (label, span) in unresolved.footnotes {
        diagnostics.push(Diagnostic::new(Code::FootnoteDead, source, span).with("name", label));
    }
    if document.parts.is_empty() {
        diagnostics.push(Diagnostic::new(Code::LessonEmpty, source, 0..0));
    }
    document
}

impl Document {
    fn empty(source: SourceId, body: usize, front_matter: FrontMatter) -> Self {
        Self {
            source,
            body: body as u32,
            front_matter,
            title: None,
            headings: Vec::new(),
            terms: Vec::new(),
            parts: Vec::new(),
            references: Vec::new(),
            spaced: Vec::new(),
            footnotes: Vec::new(),
            raw_html: Vec::new(),
        }
    }
}

/// Whether a block holds comments alone: it is nothing to its neighbours.
fn is_comment(nodes: &[Node<'_>], block: &Range<usize>) -> bool {
    let Event::Start(Tag::HtmlBlock) = nodes[block.start].event else { return false };
    let (text, _) = reference::html_block(nodes, block.start);
    html::pieces(&text, html::Place::Block).iter().all(|piece| match piece {
        html::Piece::Text(text) => text.trim().is_empty(),
        piece => *piece == html::Piece::Comment,
    })
}

fn too_deep(nodes: &[Node<'_>]) -> Option<Span> {
    let mut depth = 0usize;
    for node in nodes {
        match node.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            let start = node.span.start;
            return Some(Span { start, end: start });
        }
    }
    None
}

/// Cuts the top-level blocks into parts: a part ends where a question or a trainer's section
/// begins or ends.
fn parts(cx: &mut Context<'_, '_>, blocks: &[Range<usize>], headings: &Headings) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut audience = Audience::Everyone;
    let mut at = 0;
    while at < blocks.len() {
        let block = &blocks[at];
        let heading = headings.top_level(block.start);
        audience = heading.map_or(audience, |heading| heading.audience);
        let question = heading.and_then(|heading| Some((heading, heading.question.clone()?)));
        if let Some((heading, label)) = question {
            let end = end_of_question(cx.nodes, blocks, headings, at, heading);
            let events = block.start as u32..blocks[end - 1].end as u32;
            let read = question::parse(cx, heading, &label, &blocks[at + 1..end]);
            let content = read.map_or(Content::Broken(heading.span), |question| Content::Question(Arc::new(question)));
            parts.push(Part { audience, events, content });
            at = end;
            // A break that closes a question is its full stop, not a line to draw.
            if blocks.get(at).is_some_and(|block| matches!(cx.nodes[block.start].event, Event::Rule)) {
                at += 1;
            }
            continue;
        }
        if headings.title_event != Some(block.start) {
            push_prose(&mut parts, cx.nodes, block, audience);
        }
        at += 1;
    }
    parts
}

fn push_prose(parts: &mut Vec<Part>, nodes: &[Node<'_>], block: &Range<usize>, audience: Audience) {
    let fragment = markdown::whole(nodes, block.clone());
    // Between two neighbours stand comments at most, or the title, which must not come back.
    let title = |node: &Node<'_>| matches!(node.event, Event::Start(Tag::Heading { .. }));
    if let Some(Part { audience: before, events, content: Content::Prose(prose) }) = parts.last_mut()
        && *before == audience
        && !nodes[prose.last as usize..block.start].iter().any(title)
    {
        prose.last = fragment.last;
        prose.clip.end = prose.clip.end.max(fragment.clip.end);
        events.end = fragment.last;
        return;
    }
    parts.push(Part { audience, events: block.start as u32..block.end as u32, content: Content::Prose(fragment) });
}

/// The block at which the question that begins at block `at` has ended: the next heading of its
/// level or above, another question, a section for others, or a thematic break.
fn end_of_question(
    nodes: &[Node<'_>],
    blocks: &[Range<usize>],
    headings: &Headings,
    at: usize,
    question: &Heading,
) -> usize {
    let ends = |block: &Range<usize>| match nodes[block.start].event {
        Event::Rule => true,
        Event::Start(Tag::Heading { .. }) => headings.top_level(block.start).is_some_and(|heading| {
            heading.level <= question.level || heading.question.is_some() || heading.audience != question.audience
        }),
        _ => false,
    };
    (at + 1..blocks.len()).find(|&i| ends(&blocks[i])).unwrap_or(blocks.len())
}
