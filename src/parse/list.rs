//! Lists that may answer a question: their items, boxes and comments.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::markdown::{self, Node};
use super::question::{Context, Role, quote_role};
use crate::model::fragment::{Fragment, Rich};
use crate::source::Span;

/// One item of a list.
pub struct ListItem {
    /// What its box says, if it has one, sound or not.
    pub checked: Option<bool>,
    /// The box, where it is written wrongly.
    pub bad_box: Option<Span>,
    /// What it says, without its box and its quotes.
    pub text: Rich,
    /// The unlabelled quotes inside it.
    pub feedback: Rich,
    /// The quotes inside it that are hints or explanations of the question.
    pub labelled: Vec<Role>,
    /// Its first line.
    pub span: Span,
}

/// The items of the list `block`; none if it is no list.
pub fn items(cx: &Context<'_, '_>, block: &Range<usize>) -> Vec<ListItem> {
    if !matches!(cx.nodes[block.start].event, Event::Start(Tag::List(_))) {
        return Vec::new();
    }
    let items = markdown::children(cx.nodes, block.start + 1..block.end - 1);
    items.into_iter().map(|range| item(cx, &range)).collect()
}

/// Whether the block is a list with a box, sound or not.
pub fn has_boxes(cx: &Context<'_, '_>, block: &Range<usize>) -> bool {
    matches!(cx.nodes[block.start].event, Event::Start(Tag::List(_)))
        && items(cx, block).iter().any(|item| item.checked.is_some())
}

/// Whether the block is a list of accepted answers, `- = Paris`.
pub fn is_accepted(cx: &Context<'_, '_>, block: &Range<usize>) -> bool {
    matches!(cx.nodes[block.start].event, Event::Start(Tag::List(None)))
        && items(cx, block).iter().any(|item| accepted(cx, item).is_some())
}

/// What follows the `=` of an accepted answer.
pub fn accepted(cx: &Context<'_, '_>, item: &ListItem) -> Option<String> {
    let text: String = item.text.iter().map(|fragment| markdown::plain(cx.nodes, *fragment)).collect();
    text.trim_start().strip_prefix('=').map(|rest| rest.trim().to_owned())
}

fn item(cx: &Context<'_, '_>, range: &Range<usize>) -> ListItem {
    let nodes = cx.nodes;
    let span = nodes[range.start].span;
    let first_line = cx.text[span.range()].lines().next().unwrap_or_default().trim_end().len() as u32;
    let mut item = ListItem {
        checked: None,
        bad_box: None,
        text: Vec::new(),
        feedback: Vec::new(),
        labelled: Vec::new(),
        span: Span { start: span.start, end: span.start + first_line },
    };
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for child in markdown::children(nodes, range.start + 1..range.end - 1) {
        match nodes[child.start].event {
            Event::TaskListMarker(checked) => item.checked = Some(checked),
            Event::Start(Tag::BlockQuote(kind)) => match quote_role(cx, kind, &child) {
                Role::Unlabelled => item.feedback.push(inner(nodes, &child)),
                Role::Prose => blocks.push(child),
                labelled => item.labelled.push(labelled),
            },
            _ => match blocks.last_mut() {
                Some(last)
                    if last.end == child.start && !is_block(&nodes[child.start]) && !is_block(&nodes[last.start]) =>
                {
                    last.end = child.end;
                }
                _ => blocks.push(child),
            },
        }
    }
    if let Some(first) = blocks.first_mut().filter(|first| is_paragraph(&nodes[first.start])) {
        first.start += 1;
        first.end -= 1;
        if let Some(Event::TaskListMarker(checked)) = nodes.get(first.start).map(|node| &node.event) {
            item.checked = Some(*checked);
            first.start += 1;
        }
    }
    item.text =
        blocks.into_iter().filter(|block| !block.is_empty()).map(|block| markdown::whole(nodes, block)).collect();
    read_bad_box(cx, &mut item);
    item
}

/// `- [] A`, `- [ ]A`, `- [x ] A`: meant as a box, but Markdown does not see one.
fn read_bad_box(cx: &Context<'_, '_>, item: &mut ListItem) {
    let Some(first) = item.text.first_mut().filter(|_| item.checked.is_none()) else { return };
    let text = &cx.text[first.clip.range()];
    let Some(end) = text.strip_prefix('[').and_then(|rest| rest.find(']')) else { return };
    let inside = &text[1..=end];
    if inside.len() > 3
        || !inside.chars().all(|c| matches!(c, ' ' | 'x' | 'X'))
        || text[end + 2..].starts_with(['(', ':'])
    {
        return;
    }
    item.checked = Some(inside.contains(['x', 'X']));
    item.bad_box = Some(Span { start: first.clip.start, end: first.clip.start + end as u32 + 2 });
    first.clip.start += end as u32 + 2;
}

fn inner(nodes: &[Node<'_>], block: &Range<usize>) -> Fragment {
    markdown::whole(nodes, block.start + 1..(block.end - 1).max(block.start + 1))
}

fn is_paragraph(node: &Node<'_>) -> bool {
    matches!(node.event, Event::Start(Tag::Paragraph))
}

fn is_block(node: &Node<'_>) -> bool {
    match &node.event {
        Event::Start(tag) => {
            !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::Rule | Event::Html(_) => true,
        _ => false,
    }
}
