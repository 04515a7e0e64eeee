//! The anchors of a page: those of its headings, then those of the terms that it defines.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::heading::Heading;
use super::markdown::{self, Node};
use super::question::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::lesson::Audience;
use crate::model::url;
use crate::source::{Place, Span};

/// A term of a definition list that stands outside quotes and lists.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its text without formatting.
    pub text: String,
    /// Its anchor, unique on the page.
    pub id: String,
    /// The event that opens it.
    pub event: u32,
    /// Whose section it stands in.
    pub audience: Audience,
}

/// The terms below the headings `list`, without anchors yet.
pub fn terms(nodes: &[Node<'_>], blocks: &[Range<usize>], list: &[Heading]) -> Vec<Term> {
    let lists = blocks.iter().filter(|block| matches!(nodes[block.start].event, Event::Start(Tag::DefinitionList)));
    let items = lists.flat_map(|list| markdown::children(nodes, list.start + 1..list.end - 1));
    let titles = items.filter(|item| matches!(nodes[item.start].event, Event::Start(Tag::DefinitionListTitle)));
    let term = |title: Range<usize>| {
        let event = title.start as u32;
        let above = list.partition_point(|heading| heading.event < event);
        Term {
            text: markdown::single_spaced(&markdown::plain(nodes, markdown::whole(nodes, title))),
            id: String::new(),
            event,
            audience: list[..above].last().map_or(Audience::Everyone, |heading| heading.audience),
        }
    };
    titles.map(term).collect()
}

/// Gives each heading and each term its anchor. Those of the student's text come first, so that a
/// trainer's section leaves no trace in their names; terms come behind headings, which keep theirs
/// when a glossary grows.
pub fn name(cx: &mut Context<'_, '_>, list: &mut [Heading], terms: &mut [Term]) {
    let mut taken = Taken::default();
    let mut given: HashMap<String, Span> = HashMap::new();
    for heading in list.iter_mut() {
        let Some(id) = &heading.attributes.id else { continue };
        if let Some(first) = given.get(&id.value) {
            let twice = Diagnostic::new(Code::HeadingDuplicateId, cx.source, id.span).with("id", &id.value);
            cx.diagnostics.push(twice.related(Place { source: cx.source, span: *first }));
            continue;
        }
        given.insert(id.value.clone(), id.span);
        taken.ids.insert(id.value.clone());
        heading.id.clone_from(&id.value);
    }
    for audience in [Audience::Everyone, Audience::Trainer] {
        for heading in list.iter_mut().filter(|heading| heading.audience == audience && heading.id.is_empty()) {
            let slug = url::slug(&heading.text);
            heading.id = taken.free(&slug, if heading.question.is_some() { QUESTION_ID } else { TEXT_ID });
        }
        for term in terms.iter_mut().filter(|term| term.audience == audience) {
            term.id = taken.free(&url::slug(&term.text), TEXT_ID);
        }
    }
}

/// Characters of an anchor; the fields of a question repeat its own.
const TEXT_ID: usize = 80;
const QUESTION_ID: usize = 24;

/// The anchors of a page.
#[derive(Default)]
struct Taken {
    ids: HashSet<String>,
    /// The last number given behind each base.
    counts: HashMap<String, usize>,
}

impl Taken {
    fn free(&mut self, slug: &str, length: usize) -> String {
        // A slug is ASCII.
        let base = if slug.is_empty() { "section" } else { slug[..slug.len().min(length)].trim_end_matches('-') };
        if self.ids.insert(base.to_owned()) {
            return base.to_owned();
        }
        let count = self.counts.entry(base.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let id = format!("{base}-{count}");
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }
}
