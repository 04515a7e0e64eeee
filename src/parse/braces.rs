//! Braces that were meant as attributes but are text: `## Notes {.trainer` would be published.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::markdown::{self, Node};
use super::question::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Reports the first brace in the text of a heading, whose events are `content`.
pub fn heading(cx: &mut Context<'_, '_>, content: &[Node<'_>]) {
    let mut braces = content.iter().filter(|node| is_text(node)).flat_map(|node| {
        let written = &cx.text[node.span.range()];
        written.match_indices(['{', '}']).map(|(at, brace)| (node.span.start as usize + at, brace))
    });
    let Some((first, brace)) = braces.next() else { return };
    let close = if brace == "{" { braces.find(|(_, brace)| *brace == "}") } else { None };
    let (start, end) = (content[0].span.start as usize, content[content.len() - 1].span.end as usize);
    let (range, fix) = match close {
        Some((close, _)) => (first..close + 1, cx.text[first..=close].to_owned()),
        None if brace == "{" => {
            let open = cx.text[first..end].trim_end();
            (first..first + open.len(), format!("{open}}}"))
        }
        None => {
            let word = cx.text[start..first].rsplit(char::is_whitespace).next().unwrap_or_default();
            let word = first - word.len();
            (word..first + 1, format!("{{{}", &cx.text[word..=first]))
        }
    };
    let is_attribute = fix.starts_with("{.") || fix.starts_with("{#") || fix.contains('=');
    let braces = left_over(cx, range.into()).with("fix", fix);
    cx.diagnostics.push(match close {
        Some(_) => braces,
        None if is_attribute => braces.variant("unpaired"),
        None => braces.variant("text"),
    });
}

/// Reports the lines of a paragraph that end in `{.class}`, as a heading for the trainer does.
pub fn paragraph(cx: &mut Context<'_, '_>, block: &Range<usize>) {
    let nodes = cx.nodes;
    if !matches!(nodes[block.start].event, Event::Start(Tag::Paragraph)) {
        return;
    }
    for at in block.start + 1..block.end - 1 {
        let ends_line = matches!(nodes[at + 1].event, Event::SoftBreak | Event::HardBreak) || at + 2 == block.end;
        if !is_text(&nodes[at]) || !ends_line {
            continue;
        }
        let written = cx.text[nodes[at].span.range()].trim_end();
        let Some(open) = written.rfind('{').filter(|open| is_class(&written[*open..])) else { continue };
        let span = Span::from(open..written.len()).shifted(nodes[at].span.start);
        let braces = left_over(cx, span).with("fix", &written[open..]).variant("paragraph");
        cx.diagnostics.push(braces);
    }
}

fn left_over(cx: &Context<'_, '_>, span: Span) -> Diagnostic {
    Diagnostic::new(Code::HeadingBraces, cx.source, span).with("found", markdown::excerpt(cx.text, span))
}

fn is_text(node: &Node<'_>) -> bool {
    matches!(node.event, Event::Text(_))
}

fn is_class(written: &str) -> bool {
    let name = written.strip_prefix("{.").and_then(|rest| rest.strip_suffix('}'));
    name.is_some_and(|name| name.starts_with(char::is_alphabetic) && !name.contains(['{', '}']))
}
