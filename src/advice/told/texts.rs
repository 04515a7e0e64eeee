//! What a student reads of a question before answering it.

use super::super::Page;
use super::super::words::words;
use crate::model::fragment::Fragment;
use crate::model::quiz::{Answer, Cloze, Fill, Item, Question};
use crate::parse::markdown;
use crate::source::Span;

/// A stretch that a question shows.
pub(super) struct Text {
    /// Its words.
    pub(super) words: String,
    /// Where it stands.
    pub(super) span: Span,
}

/// Prompt, options, gaps' surroundings and hints; not what is shown with the answer.
pub(super) fn texts(page: &Page<'_>, question: &Question) -> Vec<Text> {
    let mut found = vec![Text { words: words(&question.title), span: page.heading(question) }];
    let read = question.prompt.iter().chain(&question.after).chain(question.hints.iter().flatten());
    found.extend(read.map(|fragment| {
        let plain = markdown::plain(page.nodes(), *fragment);
        Text { words: words(&plain), span: fragment.clip }
    }));
    let item = |item: &Item| Text { words: words(&item.plain), span: item.span };
    match &question.answer {
        Answer::Choice(choice) => found.extend(choice.options().iter().map(|option| item(&option.item))),
        Answer::Ordering(ordering) => found.extend(ordering.items().iter().map(item)),
        Answer::Matching(matching) => {
            found.extend(matching.pairs().iter().map(|(left, _)| item(left)));
            found.extend(matching.choices().into_iter().map(item));
        }
        Answer::Cloze(cloze) => gaps(page, cloze, &mut found),
        Answer::Text(_) | Answer::Number(_) | Answer::Open => {}
    }
    found
}

/// The text around gaps as it is written, and the choices of those that list some.
fn gaps(page: &Page<'_>, cloze: &Cloze, found: &mut Vec<Text>) {
    let mut gaps = cloze.gaps.iter().peekable();
    for Fragment { clip, .. } in &cloze.text {
        let mut shown = String::new();
        let mut from = clip.start;
        while let Some(gap) = gaps.next_if(|gap| gap.span.start < clip.end) {
            shown += &page.text[Span { start: from, end: gap.span.start.max(from) }.range()];
            shown += " / ";
            from = gap.span.end;
        }
        shown += &page.text[Span { start: from, end: clip.end.max(from) }.range()];
        found.push(Text { words: words(&shown), span: *clip });
    }
    for gap in &cloze.gaps {
        if let Fill::DropDown { choices, .. } = &gap.fill {
            found.extend(choices.iter().map(|choice| Text { words: words(choice), span: gap.span }));
        }
    }
}
