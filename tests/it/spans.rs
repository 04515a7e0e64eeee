//! The places that a parsed lesson points at. The fuzz targets include this file too.

use pupitre::diagnostic::Diagnostic;
use pupitre::model::quiz::{Answer, Question};
use pupitre::parse::lesson::{Content, Document};
use pupitre::source::Span;

/// Every place that a document and its mistakes point at.
pub(crate) fn spans(document: &Document, diagnostics: &[Diagnostic]) -> Vec<Span> {
    let mut spans: Vec<Span> =
        diagnostics.iter().flat_map(|d| [Some(d.place), d.related]).flatten().map(|p| p.span).collect();
    spans.extend(document.headings.iter().map(|heading| heading.span));
    spans.extend(document.references.iter().map(|reference| reference.span));
    spans.extend(document.raw_html.iter().map(|raw| raw.place.span));
    spans.extend(document.spaced.iter().map(|(_, span)| *span));
    spans.extend(document.footnotes.iter().flat_map(|footnote| &footnote.references).map(|(_, span)| *span));
    spans.push(Span { start: document.body, end: document.body });
    let head = &document.front_matter;
    let texts = [&head.title, &head.description, &head.slug].into_iter().flatten();
    spans.extend(texts.chain(&head.objectives).chain(&head.sources).map(|text| text.span));
    spans.extend(head.draw);
    for part in &document.parts {
        match &part.content {
            Content::Prose(fragment) => spans.push(fragment.clip),
            Content::Broken(span) => spans.push(*span),
            Content::Question(question) => spans.extend(spans_of(question)),
        }
    }
    spans
}

fn spans_of(question: &Question) -> Vec<Span> {
    let rich = [&question.prompt, &question.after, &question.explanation].into_iter().chain(&question.hints);
    let mut spans: Vec<Span> = rich.flatten().map(|fragment| fragment.clip).collect();
    spans.push(question.span);
    spans.extend(question.heading.map(|heading| heading.clip));
    match &question.answer {
        Answer::Choice(choice) => {
            for option in choice.options() {
                spans.push(option.item.span);
                spans.extend(option.item.text.iter().chain(&option.feedback).map(|fragment| fragment.clip));
            }
        }
        Answer::Ordering(ordering) => spans.extend(ordering.items().iter().map(|item| item.span)),
        Answer::Matching(matching) => {
            spans.extend(matching.pairs().iter().flat_map(|(left, right)| [left.span, right.span]));
        }
        Answer::Cloze(cloze) => spans.extend(cloze.gaps.iter().map(|gap| gap.span)),
        _ => {}
    }
    spans
}
