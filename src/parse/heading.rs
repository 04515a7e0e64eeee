//! The headings of a text: its title, attributes, and whose each section is.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use super::anchor::{self, Term};
use super::braces;
use super::html;
use super::label::{self, NearMiss, QuestionHeading};
use super::markdown;
use super::question::{Attributes, Context};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::fragment::Fragment;
use crate::model::lesson::Audience;
use crate::source::{Place, Span, Spanned};

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Its text without formatting; a question's without its label.
    pub text: String,
    /// Its anchor, unique on the page.
    pub id: String,
    /// The event that opens it.
    pub event: u32,
    /// Its first line.
    pub span: Span,
    /// Whose section it opens.
    pub audience: Audience,
    /// Its label, if it opens a question.
    pub question: Option<QuestionHeading>,
    /// `{#id .class key=value}`
    pub attributes: Attributes,
    /// Whether it stands outside quotes and lists.
    pub top_level: bool,
}

/// The headings of one text.
pub struct Headings {
    /// All but the title.
    pub list: Vec<Heading>,
    /// The terms below them.
    pub terms: Vec<Term>,
    /// The title that the text gives itself.
    pub title: Option<String>,
    /// The event that opens the heading that is the title, and is not repeated in the text.
    pub title_event: Option<usize>,
}

impl Headings {
    /// The heading that event `at` opens, if it stands outside quotes and lists.
    pub fn top_level(&self, at: usize) -> Option<&Heading> {
        let found = self.list.binary_search_by_key(&(at as u32), |heading| heading.event).ok()?;
        Some(&self.list[found]).filter(|heading| heading.top_level)
    }
}

/// What anchors of the theme's own begin with, and no other may.
const RESERVED: char = '_';

/// Reads the headings. `given` is the title that the front matter gives.
pub fn parse(cx: &mut Context<'_, '_>, blocks: &[Range<usize>], given: Option<&Spanned<String>>) -> Headings {
    let nodes = cx.nodes;
    let mut list: Vec<Heading> = Vec::new();
    let mut block = 0;
    for (at, node) in nodes.iter().enumerate() {
        let Event::Start(Tag::Heading { level, id, classes, attrs }) = &node.event else { continue };
        while blocks[block].end <= at {
            block += 1;
        }
        let top_level = blocks[block].start == at;
        let end = markdown::end_of(nodes, at);
        let content = Fragment { clip: node.span, ..markdown::whole(nodes, at + 1..end - 1) };
        let line = cx.text[node.span.range()].lines().next().unwrap_or_default().trim_end().len() as u32;
        let span = Span { start: node.span.start, end: node.span.start + line };
        let question = if top_level { question_label(cx, content) } else { None };
        let text = markdown::plain(nodes, question.as_ref().map_or(content, |question| question.text));
        let attributes = attributes(cx, span, id.as_ref(), attrs);
        check_attributes(cx, span, classes, attrs, question.is_some(), top_level);
        braces::heading(cx, &nodes[at + 1..end - 1]);
        list.push(Heading {
            level: *level as u8,
            text: markdown::single_spaced(&text),
            id: String::new(),
            event: at as u32,
            span,
            audience: if classes.iter().any(|class| **class == *"trainer") {
                Audience::Trainer
            } else {
                Audience::Everyone
            },
            question,
            attributes: Attributes { classes: classes.iter().map(ToString::to_string).collect(), ..attributes },
            top_level,
        });
    }
    spread_audience(&mut list);
    let title = title(cx, &list, given);
    let title_text = title.map(|i| list[i].text.clone());
    let first_block = blocks.first().map(|block| block.start as u32);
    let removed = title.filter(|&i| list[i].level == 1 || Some(list[i].event) == first_block);
    let title_event = removed.map(|i| list.remove(i).event as usize);
    report_levels(cx, &list);
    let mut terms = anchor::terms(nodes, blocks, &list);
    anchor::name(cx, &mut list, &mut terms);
    Headings { list, terms, title: title_text, title_event }
}

fn question_label(cx: &mut Context<'_, '_>, content: Fragment) -> Option<QuestionHeading> {
    match label::heading(cx.text, cx.nodes, content) {
        label::Heading::Question(question) => Some(question),
        label::Heading::Plain => None,
        label::Heading::NearMiss(NearMiss { code, span, fix }) => {
            let found = markdown::excerpt(cx.text, span);
            cx.diagnostics.push(Diagnostic::new(code, cx.source, span).with("found", found).with("fix", fix));
            None
        }
    }
}

fn attributes(
    cx: &mut Context<'_, '_>,
    span: Span,
    id: Option<&CowStr<'_>>,
    attrs: &[(CowStr<'_>, Option<CowStr<'_>>)],
) -> Attributes {
    let objective = attrs.iter().find(|(key, _)| **key == *"objective").and_then(|(_, value)| value.as_ref());
    // As the page will hold it: two ids that differ by what it cannot hold are one.
    let held = |id: Spanned<String>| Spanned { value: id.value.replace(html::is_banned, "\u{fffd}"), ..id };
    let id = id.map(|id| held(spanned(cx, span, id))).filter(|id| {
        let is_free = !id.value.starts_with(RESERVED);
        if !is_free {
            let reserved = Diagnostic::new(Code::HeadingReservedId, cx.source, id.span).with("id", &id.value);
            cx.diagnostics.push(reserved);
        }
        is_free
    });
    Attributes {
        id,
        objective: objective.map(|value| spanned(cx, span, value.trim_matches(['"', '\'']))),
        classes: Vec::new(),
    }
}

fn spanned(cx: &Context<'_, '_>, within: Span, value: &str) -> Spanned<String> {
    let at = cx.text[within.range()].rfind(value);
    let span = at.map_or(within, |at| Span::from(at..at + value.len()).shifted(within.start));
    Spanned { value: value.to_owned(), span }
}

/// What a heading may carry; everything else is a mistake, since `{.trainr}` would be published.
fn check_attributes(
    cx: &mut Context<'_, '_>,
    span: Span,
    classes: &[CowStr<'_>],
    attrs: &[(CowStr<'_>, Option<CowStr<'_>>)],
    is_question: bool,
    top_level: bool,
) {
    let mut known: Vec<&str> = if top_level { vec![".trainer"] } else { Vec::new() };
    if is_question {
        known.extend([".multiple", ".exact", ".text", ".open", "objective="]);
    }
    let classes = classes.iter().map(|class| format!(".{class}"));
    let written: Vec<String> = classes.chain(attrs.iter().map(|(key, _)| format!("{key}="))).collect();
    let braces = cx.text[span.range()].rfind('{').unwrap_or_default() as u32;
    let mut from = span.start + braces;
    for name in &written {
        // One attribute stands behind the other, but classes come before keys here.
        let word = name.trim_end_matches('=');
        let after = |from: u32| {
            let at = cx.text[from as usize..span.end as usize].find(word)?;
            Some(Span::from(at..at + word.len()).shifted(from))
        };
        let found = after(from).or_else(|| after(span.start + braces));
        let place = found.unwrap_or(span);
        from = place.end;
        if known.contains(&name.as_str()) {
            continue;
        }
        let unknown = Diagnostic::new(Code::HeadingUnknownAttribute, cx.source, place);
        cx.diagnostics.push(unknown.with("name", name).nearest(name, &known));
    }
}

/// A trainer's section lasts until the next heading of its level or above.
fn spread_audience(list: &mut [Heading]) {
    let mut open: Option<u8> = None;
    for heading in list {
        if heading.top_level && open.is_some_and(|level| heading.level <= level) {
            open = None;
        }
        if heading.audience == Audience::Trainer && heading.top_level && open.is_none() {
            open = Some(heading.level);
        }
        heading.audience = if open.is_some() { Audience::Trainer } else { Audience::Everyone };
    }
}

/// Which heading is the title: the first of level 1, else the first.
fn title(cx: &mut Context<'_, '_>, list: &[Heading], given: Option<&Spanned<String>>) -> Option<usize> {
    let eligible =
        |heading: &&Heading| heading.top_level && heading.question.is_none() && heading.audience == Audience::Everyone;
    let mut tops = list.iter().filter(eligible).filter(|heading| heading.level == 1);
    let found = match (given, tops.next()) {
        (Some(given), Some(top)) if markdown::single_spaced(&given.value) == top.text => Some(top),
        (Some(given), Some(top)) => {
            report_second(cx, top, &given.value, given.span);
            None
        }
        (None, Some(top)) => Some(top),
        (Some(_), None) => None,
        (None, None) => list.iter().find(eligible),
    };
    if let Some(second) = tops.next() {
        match (given, found) {
            (Some(given), _) => report_second(cx, second, &given.value, given.span),
            (None, Some(first)) => report_second(cx, second, &first.text, first.span),
            (None, None) => {}
        }
    }
    found.and_then(|found| list.iter().position(|heading| heading.event == found.event))
}

fn report_second(cx: &mut Context<'_, '_>, heading: &Heading, first: &str, span: Span) {
    let second = Diagnostic::new(Code::LessonTwoTitles, cx.source, heading.span);
    let second = second.related(Place { source: cx.source, span });
    cx.diagnostics.push(second.with("name", first).with("found", &heading.text));
}

fn report_levels(cx: &mut Context<'_, '_>, list: &[Heading]) {
    let mut before = 1;
    let mut place = None;
    for heading in list.iter().filter(|heading| heading.top_level) {
        if heading.level > before + 1 {
            let skipped = Diagnostic::new(Code::HeadingSkipped, cx.source, heading.span);
            let fix = "#".repeat(usize::from(before) + 1);
            let skipped = skipped.with("level", heading.level).with("expected", before + 1).with("fix", fix);
            cx.diagnostics.push(Diagnostic { related: place, ..skipped });
        }
        before = heading.level;
        place = Some(Place { source: cx.source, span: heading.span });
    }
}
