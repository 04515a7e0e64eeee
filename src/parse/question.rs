//! The blocks behind a question's heading: which one answers, and what the others are for.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag};

use super::heading::Heading;
use super::label::{self, QuestionHeading, Quote};
use super::list::{self, ListItem};
use super::markdown::{self, Node};
use super::{answer, gap};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::fragment::{Fragment, Rich};
use crate::model::quiz::{Identity, Points, Question};
use crate::source::{SourceId, Span, Spanned};

/// What the parser of questions reads and where it reports.
pub struct Context<'c, 't> {
    /// The text that the events come from.
    pub source: SourceId,
    /// The whole text.
    pub text: &'t str,
    /// Its events.
    pub nodes: &'c [Node<'t>],
    /// Where mistakes go.
    pub diagnostics: &'c mut Vec<Diagnostic>,
}

/// What the heading's attributes ask for.
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    /// `{#id}`
    pub id: Option<Spanned<String>>,
    /// `{objective=id}`
    pub objective: Option<Spanned<String>>,
    /// `{.multiple}`, `{.exact}`, `{.text}`, `{.open}`
    pub classes: Vec<String>,
}

impl Attributes {
    /// Whether the heading carries this class.
    pub fn has(&self, class: &str) -> bool {
        self.classes.iter().any(|found| found == class)
    }
}

/// Which blocks hold the answer.
pub enum Form {
    /// Paragraphs, lists and tables with gaps, from the first to the last.
    Cloze(Range<usize>),
    /// Lists with boxes, parted at most by the quotes that comment their items.
    Boxes(Range<usize>),
    /// A list of accepted answers.
    Accepted(usize),
    /// An ordered list.
    Ordered(usize),
    /// A table of two columns.
    Pairs(usize),
    /// None.
    Open,
}

impl Form {
    fn blocks(&self) -> Option<Range<usize>> {
        match self {
            Self::Cloze(range) | Self::Boxes(range) => Some(range.clone()),
            Self::Accepted(at) | Self::Ordered(at) | Self::Pairs(at) => Some(*at..*at + 1),
            Self::Open => None,
        }
    }
}

/// Reads the question below `heading`, whose other blocks are `blocks`.
/// `None` where it cannot be answered; the mistakes have then been reported.
pub fn parse(
    cx: &mut Context<'_, '_>,
    heading: &Heading,
    label: &QuestionHeading,
    blocks: &[Range<usize>],
) -> Option<Question> {
    let attributes = &heading.attributes;
    let before = cx.diagnostics.len();
    let form = form(cx, attributes, blocks);
    let two = cx.diagnostics.len() > before;
    let mut parts = sort_blocks(cx, &form, blocks);
    // Half an answer has other mistakes, which are echoes.
    let answer = if two { None } else { answer::parse(cx, &form, blocks, attributes, &mut parts.feedback) };
    let title = markdown::single_spaced(&markdown::plain(cx.nodes, label.text));
    let has_prompt = !title.is_empty() || !parts.prompt.is_empty() || matches!(form, Form::Cloze(_));
    if !has_prompt {
        cx.diagnostics.push(Diagnostic::new(Code::QuizNoPrompt, cx.source, heading.span));
    }
    let points = match &label.points {
        None => default_points(&form),
        Some(Ok(points)) => *points,
        Some(Err(span)) => {
            let found = markdown::excerpt(cx.text, *span);
            cx.diagnostics.push(Diagnostic::new(Code::QuizBadPoints, cx.source, *span).with("found", found));
            Points::ONE
        }
    };
    let broken = cx.diagnostics[before..].iter().any(|d| d.severity() == crate::diagnostic::Severity::Error);
    let answer = answer.filter(|_| !broken)?;
    let prompt_text = text_of(cx, &parts.prompt);
    let identity = match &attributes.id {
        Some(id) => Identity::of_id(&id.value),
        None => Identity::of_text(&format!("{} {prompt_text}", title.to_lowercase()), &answer_text(cx, &form, blocks)),
    };
    let end = blocks.last().map_or(heading.span.end, |block| cx.nodes[block.start].span.end);
    Some(Question {
        span: Span { start: heading.span.start, end },
        level: heading.level,
        id: attributes.id.clone(),
        anchor: heading.id.clone(),
        identity,
        heading: (!title.is_empty()).then_some(label.text),
        title,
        prompt: parts.prompt,
        after: parts.after,
        hints: parts.hints,
        explanation: parts.explanation,
        points,
        objective: attributes.objective.clone(),
        answer,
    })
}

/// The quotes that follow the last item of a list with boxes at once, and belong to it, by the
/// block that holds the list.
pub type Touching = BTreeMap<usize, Rich>;

#[derive(Default)]
struct Parts {
    prompt: Rich,
    after: Rich,
    hints: Vec<Rich>,
    explanation: Rich,
    feedback: Touching,
}

impl Parts {
    /// A label inside an item speaks for the question, not for the item.
    fn labelled(&mut self, items: Vec<ListItem>) {
        for role in items.into_iter().flat_map(|item| item.labelled) {
            match role {
                Role::Hint(text) => self.hints.push(vec![text]),
                Role::Explanation(text) => self.explanation.push(text),
                Role::Prose | Role::Unlabelled => {}
            }
        }
    }
}

fn default_points(form: &Form) -> Points {
    match form {
        Form::Open => Points::NONE,
        _ => Points::ONE,
    }
}

/// Design, section 4, "Which block answers", in that order.
fn form(cx: &mut Context<'_, '_>, attributes: &Attributes, blocks: &[Range<usize>]) -> Form {
    if attributes.has("open") {
        return Form::Open;
    }
    let gaps: Vec<usize> = (0..blocks.len()).filter(|&i| gap::any(cx, &blocks[i])).collect();
    if let (Some(&first), Some(&last)) = (gaps.first(), gaps.last()) {
        return Form::Cloze(first..last + 1);
    }
    let boxes: Vec<usize> = (0..blocks.len()).filter(|&i| list::has_boxes(cx, &blocks[i])).collect();
    if let (Some(&first), Some(&last)) = (boxes.first(), boxes.last()) {
        let parted = |i: usize| boxes.binary_search(&i).is_err() && !touches_list(cx, blocks, i);
        if let Some(stranger) = (first..last).find(|&i| parted(i)) {
            let second = boxes.iter().find(|&&i| i > stranger).copied().unwrap_or(last);
            two_answers(cx, &blocks[first], &blocks[second]);
            return Form::Boxes(first..stranger);
        }
        return Form::Boxes(first..last + 1);
    }
    let accepted: Vec<usize> = (0..blocks.len()).filter(|&i| list::is_accepted(cx, &blocks[i])).collect();
    if let Some(&first) = accepted.first() {
        if let Some(&second) = accepted.get(1) {
            two_answers(cx, &blocks[first], &blocks[second]);
        }
        return Form::Accepted(first);
    }
    let last = (0..blocks.len()).rev().find(|&i| !is_quote(cx.nodes, &blocks[i]));
    match last.map(|i| (i, &cx.nodes[blocks[i].start].event)) {
        Some((i, Event::Start(Tag::List(Some(_))))) => Form::Ordered(i),
        Some((i, Event::Start(Tag::Table(columns)))) if columns.len() == 2 => Form::Pairs(i),
        _ => Form::Open,
    }
}

fn two_answers(cx: &mut Context<'_, '_>, first: &Range<usize>, second: &Range<usize>) {
    let first = crate::source::Place { source: cx.source, span: head(cx, first) };
    let second = head(cx, second);
    cx.diagnostics.push(Diagnostic::new(Code::QuizTwoAnswers, cx.source, second).related(first));
}

/// The first line of a block.
fn head(cx: &Context<'_, '_>, block: &Range<usize>) -> Span {
    let span = cx.nodes[block.start].span;
    let line = cx.text[span.range()].lines().next().unwrap_or_default();
    Span { start: span.start, end: span.start + line.len() as u32 }
}

fn is_quote(nodes: &[Node<'_>], block: &Range<usize>) -> bool {
    matches!(nodes[block.start].event, Event::Start(Tag::BlockQuote(_)))
}

/// Whether block `i` is a quote on the line right after a list.
fn touches_list(cx: &Context<'_, '_>, blocks: &[Range<usize>], i: usize) -> bool {
    if i == 0 || !is_quote(cx.nodes, &blocks[i]) {
        return false;
    }
    let previous = &blocks[i - 1];
    let list = matches!(cx.nodes[previous.start].event, Event::Start(Tag::List(_)));
    let end = cx.text[cx.nodes[previous.start].span.range()].trim_end().len() as u32;
    let between = Span { start: cx.nodes[previous.start].span.start + end, end: cx.nodes[blocks[i].start].span.start };
    list && cx.text[between.range()].matches('\n').count() <= 1
}

/// What stands inside a container, its own start and end left out.
fn content(nodes: &[Node<'_>], block: &Range<usize>) -> Fragment {
    let inner = block.start + 1..(block.end - 1).max(block.start + 1);
    Fragment { clip: nodes[block.start].span, ..markdown::whole(nodes, inner) }
}

fn sort_blocks(cx: &mut Context<'_, '_>, form: &Form, blocks: &[Range<usize>]) -> Parts {
    let mut parts = Parts::default();
    let answer = form.blocks();
    for (i, block) in blocks.iter().enumerate() {
        let inside = answer.as_ref().is_some_and(|answer| answer.contains(&i));
        let before = answer.as_ref().is_none_or(|answer| i < answer.start);
        let whole = markdown::whole(cx.nodes, block.clone());
        let Event::Start(Tag::BlockQuote(kind)) = cx.nodes[block.start].event else {
            match (inside, before) {
                (true, _) => parts.labelled(list::items(cx, block)),
                (false, true) => push_prose(cx.nodes, &mut parts.prompt, whole),
                (false, false) => push_prose(cx.nodes, &mut parts.after, whole),
            }
            continue;
        };
        match quote_role(cx, kind, block) {
            Role::Hint(text) => parts.hints.push(vec![text]),
            Role::Explanation(text) => parts.explanation.push(text),
            Role::Prose | Role::Unlabelled if before => push_prose(cx.nodes, &mut parts.prompt, whole),
            Role::Prose => push_prose(cx.nodes, &mut parts.after, whole),
            Role::Unlabelled if matches!(form, Form::Boxes(lists) if lists.contains(&(i - 1)) && touches_list(cx, blocks, i)) =>
            {
                parts.feedback.entry(i - 1).or_default().push(content(cx.nodes, block));
            }
            Role::Unlabelled => {
                let span = head(cx, block);
                cx.diagnostics.push(Diagnostic::new(Code::QuizLooseQuote, cx.source, span));
            }
        }
    }
    parts
}

/// Neighbours are one fragment, since `<details>` may open in one block and close in another.
/// Between them stand comments at most.
fn push_prose(nodes: &[Node<'_>], prose: &mut Rich, block: Fragment) {
    let is_block = |node: &Node<'_>| matches!(&node.event, Event::Start(tag) if *tag != Tag::HtmlBlock);
    match prose.last_mut() {
        Some(last) if !nodes[last.last as usize..block.first as usize].iter().any(is_block) => {
            last.last = block.last;
            last.clip.end = last.clip.end.max(block.clip.end);
        }
        _ => prose.push(block),
    }
}

/// What a quote is for.
pub enum Role {
    /// Shown on demand before the answer.
    Hint(Fragment),
    /// Shown with the answer.
    Explanation(Fragment),
    /// A callout that belongs to the text around it.
    Prose,
    /// Depends on where it stands.
    Unlabelled,
}

/// What the quote `block` is for, by its kind of alert or by its label.
pub fn quote_role(cx: &Context<'_, '_>, kind: Option<BlockQuoteKind>, block: &Range<usize>) -> Role {
    let content = content(cx.nodes, block);
    match kind {
        Some(BlockQuoteKind::Tip) => return Role::Hint(content),
        Some(BlockQuoteKind::Note) => return Role::Explanation(content),
        Some(_) => return Role::Prose,
        None => {}
    }
    match label::quote(cx.text, cx.nodes, content) {
        Some((Quote::Hint, text)) => Role::Hint(text),
        Some((Quote::Explanation, text)) => Role::Explanation(text),
        None => Role::Unlabelled,
    }
}

fn text_of(cx: &Context<'_, '_>, rich: &Rich) -> String {
    let texts: Vec<_> = rich.iter().map(|fragment| markdown::plain(cx.nodes, *fragment)).collect();
    markdown::single_spaced(&texts.join(" ")).to_lowercase()
}

/// The answer block as it enters the identity of the question: its texts and which are right.
fn answer_text(cx: &Context<'_, '_>, form: &Form, blocks: &[Range<usize>]) -> String {
    let Some(range) = form.blocks() else { return String::new() };
    let mut text = String::new();
    for block in &blocks[range] {
        if is_quote(cx.nodes, block) {
            continue;
        }
        for ListItem { checked, text: item, .. } in list::items(cx, block) {
            let mark = checked.map_or("", |right| if right { "+" } else { "-" });
            text.push_str(mark);
            text.push_str(&text_of(cx, &item));
            text.push('\n');
        }
        if !matches!(cx.nodes[block.start].event, Event::Start(Tag::List(_))) {
            text.push_str(&text_of(cx, &vec![markdown::whole(cx.nodes, block.clone())]));
        }
    }
    text
}
