//! The answer block of a question: from its form to an [`Answer`] that is legal, or a diagnostic.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::list::{self, ListItem};
use super::markdown;
use super::number::{self, NoRange};
use super::question::{Attributes, Context, Form, Touching};
use super::{gap, question};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::quiz::{
    Answer, Arity, Choice, ChoiceOption, Comparison, Illegal, Item, MAX_CHOICES, Matching, Number, NumberRange,
    Ordering, ShortText,
};
use crate::model::typed;
use crate::source::{Place, Span};

/// Reads the answer block. `touching` are the quotes that follow an item at once.
pub fn parse(
    cx: &mut Context<'_, '_>,
    form: &Form,
    blocks: &[Range<usize>],
    attributes: &Attributes,
    touching: &mut Touching,
) -> Option<Answer> {
    match form {
        Form::Open => Some(Answer::Open),
        Form::Cloze(range) => gap::cloze(cx, &blocks[range.clone()]).map(Answer::Cloze),
        Form::Boxes(range) => choice(cx, range.clone(), blocks, attributes, touching),
        Form::Accepted(at) => typed(cx, &blocks[*at], attributes),
        Form::Ordered(at) => ordering(cx, &blocks[*at]),
        Form::Pairs(at) => matching(cx, &blocks[*at]),
    }
}

fn choice(
    cx: &mut Context<'_, '_>,
    range: Range<usize>,
    blocks: &[Range<usize>],
    attributes: &Attributes,
    touching: &mut Touching,
) -> Option<Answer> {
    let list_span = cx.nodes[blocks[range.start].start].span;
    let mut options: Vec<ChoiceOption> = Vec::new();
    for block in range {
        let items = list::items(cx, &blocks[block]);
        let plain = items.iter().enumerate().filter(|(_, item)| item.checked.is_none());
        report_plain(cx, plain.map(|(at, item)| (at, item.span)));
        for item in items {
            report_box(cx, &item);
            options.push(ChoiceOption {
                right: item.checked == Some(true),
                feedback: item.feedback.clone(),
                item: to_item(cx, &item),
            });
        }
        if let (Some(last), Some(comments)) = (options.last_mut(), touching.remove(&block)) {
            last.feedback.extend(comments);
        }
    }
    let arity = if attributes.has("multiple") { Arity::Multiple } else { Arity::Single };
    let spans: Vec<Span> = options.iter().map(|option| option.item.span).collect();
    let whole = spans.first().copied().unwrap_or(list_span);
    Choice::new(options, arity).map(Answer::Choice).map_err(|illegal| report(cx, illegal, &spans, whole)).ok()
}

fn report_box(cx: &mut Context<'_, '_>, item: &ListItem) {
    let (Some(checked), Some(span)) = (item.checked, item.bad_box) else { return };
    let fix = if checked { "- [x] " } else { "- [ ] " };
    let found = markdown::excerpt(cx.text, span).into_owned();
    let bad = Diagnostic::new(Code::QuizBadBox, cx.source, span);
    cx.diagnostics.push(bad.with("found", found).with("fix", fix.trim_end()));
}

/// Items that are no answers, each with its place among all; those that the list begins with may be a
/// list of the prompt.
fn report_plain(cx: &mut Context<'_, '_>, plain: impl Iterator<Item = (usize, Span)>) {
    for (count, (at, span)) in plain.enumerate() {
        let mixed = Diagnostic::new(Code::QuizMixedList, cx.source, span);
        match at {
            0 => cx.diagnostics.push(mixed.variant("before")),
            _ if at == count => {}
            _ => cx.diagnostics.push(mixed),
        }
    }
}

fn to_item(cx: &Context<'_, '_>, item: &ListItem) -> Item {
    let plain: Vec<String> = item.text.iter().map(|fragment| markdown::plain(cx.nodes, *fragment)).collect();
    Item { text: item.text.clone(), plain: markdown::single_spaced(&plain.join(" ")), span: item.span }
}

fn report(cx: &mut Context<'_, '_>, illegal: Illegal, spans: &[Span], whole: Span) {
    let at = |i: usize| spans.get(i).copied().unwrap_or(whole);
    let diagnostic = match illegal {
        Illegal::TooFew => Diagnostic::new(Code::QuizOneOption, cx.source, whole),
        Illegal::TooMany => Diagnostic::new(Code::QuizTooMany, cx.source, whole).with("limit", MAX_CHOICES),
        Illegal::NoneRight => Diagnostic::new(Code::QuizNoAnswer, cx.source, whole),
        Illegal::Empty(i) => Diagnostic::new(Code::QuizEmptyOption, cx.source, at(i)),
        Illegal::Duplicate(first, second) => Diagnostic::new(Code::QuizDuplicateOption, cx.source, at(second))
            .related(Place { source: cx.source, span: at(first) }),
    };
    cx.diagnostics.push(diagnostic);
}

fn ordering(cx: &mut Context<'_, '_>, block: &Range<usize>) -> Option<Answer> {
    let items: Vec<Item> = list::items(cx, block).iter().map(|item| to_item(cx, item)).collect();
    let spans: Vec<Span> = items.iter().map(|item| item.span).collect();
    let whole = spans.first().copied().unwrap_or(cx.nodes[block.start].span);
    Ordering::new(items).map(Answer::Ordering).map_err(|illegal| report(cx, illegal, &spans, whole)).ok()
}

fn typed(cx: &mut Context<'_, '_>, block: &Range<usize>, attributes: &Attributes) -> Option<Answer> {
    let before = cx.diagnostics.len();
    let mut lines: Vec<(String, Span)> = Vec::new();
    let items: Vec<_> = list::items(cx, block).into_iter().map(|item| (list::accepted(cx, &item), item.span)).collect();
    let plain = items.iter().enumerate().filter(|(_, (text, _))| text.is_none());
    report_plain(cx, plain.map(|(at, (_, span))| (at, *span)));
    for (text, span) in items {
        match text {
            None => {}
            Some(text) if text.is_empty() => {
                cx.diagnostics.push(Diagnostic::new(Code::QuizEmptyAnswer, cx.source, span));
            }
            Some(text) => lines.push((text, span)),
        }
    }
    let comparison = if attributes.has("exact") { Comparison::Exact } else { Comparison::Lenient };
    if comparison == Comparison::Lenient && !attributes.has("text") {
        let numbers: Vec<_> = lines.iter().map(|(text, _)| number::range(text)).collect();
        for ((text, span), _) in lines.iter().zip(&numbers).filter(|(_, number)| **number == Err(NoRange::TwoUnits)) {
            cx.diagnostics.push(Diagnostic::new(Code::QuizTwoUnits, cx.source, *span).with("found", text));
        }
        report_half_number(cx, &lines, &numbers);
        let numbers: Option<Vec<_>> = numbers.into_iter().map(Result::ok).collect();
        if let Some(accepted) = numbers.filter(|numbers| !numbers.is_empty()) {
            return (cx.diagnostics.len() == before).then_some(Answer::Number(Number { accepted }));
        }
    }
    for (text, span) in &lines {
        if comparison == Comparison::Lenient && is_blank(text) {
            cx.diagnostics.push(Diagnostic::new(Code::QuizBlankAnswer, cx.source, *span).with("found", text));
        } else if comparison == Comparison::Lenient && is_slashed(text) {
            cx.diagnostics.push(Diagnostic::new(Code::QuizSlashAnswer, cx.source, *span).with("found", text));
        }
    }
    let accepted: Vec<String> = lines.into_iter().map(|(text, _)| text).collect();
    (cx.diagnostics.len() == before).then_some(Answer::Text(ShortText { accepted, comparison }))
}

/// Some answers are numbers, and one that begins as a number keeps them from being read as such.
fn report_half_number(cx: &mut Context<'_, '_>, lines: &[(String, Span)], numbers: &[Result<NumberRange, NoRange>]) {
    let begins = |text: &str| text.trim_start_matches(['+', '-', '−']).starts_with(|c: char| c.is_ascii_digit());
    let number = lines.iter().zip(numbers).find(|(_, number)| number.is_ok());
    let half =
        lines.iter().zip(numbers).find(|((text, _), number)| **number == Err(NoRange::NotNumeric) && begins(text));
    if let (Some(((_, number), _)), Some(((text, half), _))) = (number, half) {
        let related = Place { source: cx.source, span: *number };
        let half = Diagnostic::new(Code::QuizHalfNumber, cx.source, *half).with("found", text).related(related);
        cx.diagnostics.push(half);
    }
}

/// Whether nothing is left of `text` once case, accents, spaces and punctuation are set aside.
pub(super) fn is_blank(text: &str) -> bool {
    typed::lenient(text).is_empty()
}

/// Whether answers are meant to stand side by side, as in a gap. `3 / 4` is a fraction.
fn is_slashed(text: &str) -> bool {
    text.contains(" / ") && text.split(" / ").any(|part| number::range(part).is_err())
}

fn matching(cx: &mut Context<'_, '_>, block: &Range<usize>) -> Option<Answer> {
    let mut pairs = Vec::new();
    let mut decoys = Vec::new();
    for row in markdown::children(cx.nodes, block.start + 1..block.end - 1) {
        if !matches!(cx.nodes[row.start].event, Event::Start(Tag::TableRow)) {
            continue;
        }
        let cells = markdown::children(cx.nodes, row.start + 1..row.end - 1);
        let [left, right] = cells.as_slice() else { continue };
        let (left, right) = (cell(cx, left, &row), cell(cx, right, &row));
        if left.plain.is_empty() {
            decoys.push(right);
        } else {
            pairs.push((left, right));
        }
    }
    let spans: Vec<Span> = pairs.iter().map(|(left, _)| left.span).collect();
    let whole = spans.first().copied().unwrap_or(cx.nodes[block.start].span);
    match Matching::new(pairs, decoys) {
        Ok(matching) => Some(Answer::Matching(matching)),
        Err(Illegal::TooFew) => {
            cx.diagnostics.push(Diagnostic::new(Code::QuizOnePair, cx.source, whole));
            None
        }
        Err(illegal) => {
            report(cx, illegal, &spans, whole);
            None
        }
    }
}

fn cell(cx: &question::Context<'_, '_>, range: &Range<usize>, row: &Range<usize>) -> Item {
    let inner = range.start + 1..range.end - 1;
    let text = if inner.is_empty() { Vec::new() } else { vec![markdown::whole(cx.nodes, inner)] };
    let plain: String = text.iter().map(|fragment| markdown::plain(cx.nodes, *fragment)).collect();
    let row = cx.nodes[row.start].span;
    let span = Span { start: row.start, end: row.start + cx.text[row.range()].trim_end().len() as u32 };
    Item { text, plain: markdown::single_spaced(&plain), span }
}
