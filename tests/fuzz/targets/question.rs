//! Any text behind `Question :`. Where a question stands says nothing of what it is.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pupitre::parse::lesson::{Content, Document};
use pupitre_fuzz::text;

/// What stands before the question the second time.
const BEFORE: &str = "Un texte.\n\n";

fuzz_target!(|input: &str| {
    let question = format!("## Question : {input}");
    let (first, mistakes) = text::lesson(&question);
    let (moved, moved_mistakes) = text::lesson(&format!("{BEFORE}{question}"));
    assert_eq!(shape(&first, 0), shape(&moved, BEFORE.len()));
    let places = mistakes.iter().map(|mistake| (mistake.code, mistake.place.span.shifted(BEFORE.len() as u32)));
    let moved_places = moved_mistakes.iter().map(|mistake| (mistake.code, mistake.place.span));
    assert_eq!(places.collect::<Vec<_>>(), moved_places.collect::<Vec<_>>());
});

/// What the questions of a document are known by and where they stand, `offset` bytes nearer.
fn shape(document: &Document, offset: usize) -> Vec<(&str, usize)> {
    let questions = document.parts.iter().filter_map(|part| match &part.content {
        Content::Question(question) => Some((question.identity.as_str(), question.span.start as usize - offset)),
        _ => None,
    });
    questions.collect()
}
