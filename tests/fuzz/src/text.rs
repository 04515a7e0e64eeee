//! What holds for every text, whatever is said of it.

use std::fmt::Debug;
use std::sync::LazyLock;

use pupitre::catalogue::{Catalogue, Language};
use pupitre::diagnostic::Diagnostic;
use pupitre::parse::lesson::{self, Document};
use pupitre::report::{self, Colour};
use pupitre::source::{SourceId, Sources, Span};

use crate::spans::spans;

static CATALOGUES: LazyLock<[Catalogue; 2]> =
    LazyLock::new(|| [Language::French, Language::English].map(Catalogue::of));

/// Reads `text` as a lesson, and checks what holds for every lesson.
pub fn lesson(text: &str) -> (Document, Vec<Diagnostic>) {
    let (document, diagnostics) = twice(text, lesson::parse);
    within(text, spans(&document, &diagnostics));
    (document, diagnostics)
}

/// What `read` makes of `text`, which is the same when it reads again; its mistakes can be told.
pub fn twice<T: Debug>(text: &str, read: impl Fn(SourceId, &str, &mut Vec<Diagnostic>) -> T) -> (T, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let source = sources.add("text", text);
    let [one, other] = [(), ()].map(|()| {
        let mut diagnostics = Vec::new();
        let value = read(source, text, &mut diagnostics);
        (value, diagnostics)
    });
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
    tell(&one.1, &sources);
    one
}

/// Every place lies within its text and every renderer shows it.
pub fn tell(diagnostics: &[Diagnostic], sources: &Sources) {
    for place in diagnostics.iter().flat_map(|diagnostic| [Some(diagnostic.place), diagnostic.related]).flatten() {
        within(sources.text(place.source), [place.span]);
    }
    let [french, english] = &*CATALOGUES;
    for (catalogue, colour) in [(french, Colour::Never), (english, Colour::Always)] {
        let told = report::human(diagnostics, sources, catalogue, colour);
        for diagnostic in diagnostics {
            assert!(told.contains(&format!("[{}]", diagnostic.code.as_str())), "{told}");
        }
    }
    report::github(diagnostics, sources, french);
    let json: Vec<serde_json::Value> = serde_json::from_str(&report::json(diagnostics, sources, french)).unwrap();
    assert_eq!(json.len(), diagnostics.len());
}

/// The spans are stretches of `text`.
pub fn within(text: &str, spans: impl IntoIterator<Item = Span>) {
    for span in spans {
        assert!(span.start <= span.end, "{span:?} of {text:?}");
        assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    }
}
