//! What a student reads of a question before answering it.

use std::borrow::Cow;

use super::super::Page;
use super::super::words::words;
use crate::model::fragment::Fragment;
use crate::model::quiz::{Answer, Cloze, Fill, Item, Question};
use crate::parse::markdown;
use crate::source::Span;

/// A stretch that a question shows.
pub(super) struct Text<'p> {
    /// Its words.
    pub(super) words: Cow<'p, str>,
    /// Where it stands.
    pub(super) span: Span,
    /// What the words were taken from with its formatting, which may be more than shows.
    raw: Option<Fragment>,
}

impl<'p> Text<'p> {
    fn new(words: impl Into<Cow<'p, str>>, span: Span) -> Self {
        Self { words: words.into(), span, raw: None }
    }

    /// The words that show, where there may be others: reading them takes the whole page.
    pub(super) fn plain(&self, page: &Page<'_>) -> Option<String> {
        self.raw.map(|fragment| words(&markdown::plain(page.nodes(), fragment)))
    }
}

/// Prompt, options, gaps' surroundings and hints; not what is shown with the answer.
pub(super) fn texts<'p>(page: &'p Page<'_>, asked: usize, question: &Question) -> Vec<Text<'p>> {
    let mut found = vec![Text::new(words(&question.title), page.heading(question))];
    let read = question.prompt.iter().chain(&question.after).chain(question.hints.iter().flatten());
    found.extend(read.map(|fragment| {
        // A line of a quote begins with its sign.
        let raw = page.text[fragment.clip.range()].replace("\n>", "\n");
        Text { raw: Some(*fragment), ..Text::new(words(&raw), fragment.clip) }
    }));
    let item = |item: &Item| Text::new(words(&item.plain), item.span);
    match &question.answer {
        Answer::Choice(choice) => {
            let options = choice.options().iter().zip(&page.options[asked]);
            found.extend(options.map(|(option, words)| Text::new(words.as_str(), option.item.span)));
        }
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
fn gaps(page: &Page<'_>, cloze: &Cloze, found: &mut Vec<Text<'_>>) {
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
        found.push(Text::new(words(&shown), *clip));
    }
    for gap in &cloze.gaps {
        if let Fill::DropDown { choices, .. } = &gap.fill {
            found.extend(choices.iter().map(|choice| Text::new(words(choice), gap.span)));
        }
    }
}
