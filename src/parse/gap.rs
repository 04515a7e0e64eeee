//! Gaps in a text: `[[Paris / Lutèce]]` typed, `[[(Paris) / Lyon]]` chosen, `[[= 3,14 ± 0,01]]`.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::answer::is_blank;
use super::markdown;
use super::number::{self, NoRange};
use super::question::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::quiz::{Cloze, Comparison, Fill, Gap, ShortText};
use crate::source::Span;

/// Whether the block is a paragraph, a list or a table that holds a gap, sound or not.
pub fn any(cx: &Context<'_, '_>, block: &Range<usize>) -> bool {
    let kind = &cx.nodes[block.start].event;
    matches!(kind, Event::Start(Tag::Paragraph | Tag::List(_) | Tag::Table(_)))
        && cx.nodes[block.clone()].iter().any(|node| match &node.event {
            Event::Text(_) => opening(cx.text, node.span, 0).is_some(),
            Event::Start(Tag::Link { .. }) => cx.text[node.span.range()].starts_with("[["),
            _ => false,
        })
}

/// Reads the gaps of `blocks`.
pub fn cloze(cx: &mut Context<'_, '_>, blocks: &[Range<usize>]) -> Option<Cloze> {
    let before = cx.diagnostics.len();
    let mut gaps = Vec::new();
    let mut text = Vec::new();
    for block in blocks {
        if matches!(cx.nodes[block.start].event, Event::Start(Tag::BlockQuote(_))) {
            continue;
        }
        text.push(markdown::whole(cx.nodes, block.clone()));
        let span = cx.nodes[block.start].span;
        let closes = cx.text[span.range()].match_indices("]]").map(|(at, _)| span.start as usize + at);
        let closes: Vec<usize> = closes.collect();
        for at in block.clone() {
            match &cx.nodes[at].event {
                Event::Text(_) => {
                    let span = cx.nodes[at].span;
                    in_text(cx, &mut gaps, span, &closes);
                }
                Event::Start(Tag::Link { .. }) if cx.text[cx.nodes[at].span.range()].starts_with("[[") => {
                    let span = cx.nodes[at].span;
                    cx.diagnostics.push(Diagnostic::new(Code::QuizRichGap, cx.source, span));
                }
                _ => {}
            }
        }
    }
    (cx.diagnostics.len() == before && !gaps.is_empty()).then_some(Cloze { text, gaps })
}

/// The gaps within one text event; `closes` is where an open one could still be closed.
fn in_text(cx: &mut Context<'_, '_>, gaps: &mut Vec<Gap>, span: Span, closes: &[usize]) {
    let text = &cx.text[span.range()];
    let mut from = 0;
    while let Some(open) = opening(cx.text, span, from) {
        let start = span.start + open as u32;
        let Some(close) = text[open + 2..].find("]]").map(|at| open + 2 + at) else {
            let line = cx.text[start as usize..].lines().next().unwrap_or_default().len();
            let (code, end) = match closes.get(closes.partition_point(|close| *close < start as usize)) {
                Some(close) => (Code::QuizRichGap, close + 2 - start as usize),
                None => (Code::QuizOpenGap, line),
            };
            let open = Diagnostic::new(code, cx.source, Span { start, end: start + end as u32 });
            cx.diagnostics.push(if end > line { open.variant("line") } else { open });
            return;
        };
        let gap = Span { start, end: span.start + close as u32 + 2 };
        match fill(cx, &text[open + 2..close], gap) {
            Ok(fill) => gaps.push(Gap { span: gap, fill }),
            Err(diagnostic) => cx.diagnostics.push(diagnostic),
        }
        from = close + 2;
    }
}

/// Where a gap opens in the text at `span`, `from` bytes into it or later: at brackets that no
/// backslash takes for text.
fn opening(text: &str, span: Span, from: usize) -> Option<usize> {
    let literal = &text[span.range()];
    let is_escaped = |at: usize| {
        let before = &text[..span.start as usize + at];
        (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
    };
    (from..literal.len()).find(|&at| literal.as_bytes()[at..].starts_with(b"[[") && !is_escaped(at))
}

fn fill(cx: &Context<'_, '_>, inner: &str, span: Span) -> Result<Fill, Diagnostic> {
    let wrong = |code| Diagnostic::new(code, cx.source, span).with("found", format!("[[{inner}]]"));
    if let Some(number) = inner.trim().strip_prefix('=') {
        return number::range(number).map(Fill::Number).map_err(|no_range| match no_range {
            NoRange::NotNumeric => wrong(Code::QuizEmptyGap),
            NoRange::TwoUnits => wrong(Code::QuizTwoUnits).variant("gap"),
        });
    }
    let choices: Vec<&str> = inner.split(" / ").map(str::trim).collect();
    if inner.trim().is_empty() || choices.iter().any(|choice| choice.is_empty()) {
        return Err(wrong(Code::QuizEmptyGap));
    }
    let bracketed = |choice: &str| choice.starts_with('(') && choice.ends_with(')') && choice.len() > 2;
    if choices.iter().any(|choice| bracketed(choice)) {
        let right: Vec<usize> = (0..choices.len()).filter(|&i| bracketed(choices[i])).collect();
        if right.len() != 1 || choices.len() < 2 {
            return Err(wrong(Code::QuizBadDropDown));
        }
        let bare =
            |choice: &&str| if bracketed(choice) { choice[1..choice.len() - 1].trim() } else { choice }.to_owned();
        let choices: Vec<String> = choices.iter().map(bare).collect();
        if choices.iter().collect::<HashSet<_>>().len() < choices.len() {
            return Err(wrong(Code::QuizDuplicateOption));
        }
        return Ok(Fill::DropDown { choices, right: right[0] });
    }
    if inner.split('/').any(|choice| bracketed(choice.trim())) {
        return Err(wrong(Code::QuizBadDropDown).variant("slash"));
    }
    if choices.iter().any(|choice| is_blank(choice)) {
        return Err(wrong(Code::QuizBlankAnswer).variant("gap"));
    }
    let accepted = choices.into_iter().map(str::to_owned).collect();
    Ok(Fill::Text(ShortText { accepted, comparison: Comparison::Lenient }))
}
