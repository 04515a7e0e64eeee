//! Diagnostics in their parts, for a page that shows them.

use serde::Serialize;

use super::place::Places;
use super::stretch::Stretch;
use super::{key, visible};
use crate::catalogue::Catalogue;
use crate::diagnostic::Diagnostic;
use crate::source::{Place, Sources};

/// One diagnostic.
#[derive(Serialize)]
pub struct Detail {
    code: &'static str,
    /// The name of the severity for programs.
    severity: &'static str,
    /// Its name for people.
    word: String,
    message: String,
    help: Option<String>,
    at: At,
    related: Option<At>,
}

/// A place and what stands there.
#[derive(Serialize)]
struct At {
    /// The path, and the line and column where there are any, as a report shows them.
    shown: String,
    /// Where an editor opens it.
    link: Option<String>,
    line: Option<usize>,
    /// A few words for what is marked.
    label: Option<String>,
    before: String,
    marked: String,
    after: String,
}

/// Each diagnostic in its parts. `link` gives where a path, a line and a column are opened.
pub fn details<'d>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    sources: &Sources,
    catalogue: &Catalogue,
    link: impl Fn(&str, usize, usize) -> Option<String>,
) -> Vec<Detail> {
    let mut places = Places::new(sources);
    let mut place = |at, label| located(at, label, sources, &mut places, &link);
    let detail = |diagnostic: &Diagnostic| Detail {
        code: diagnostic.code.as_str(),
        severity: key(diagnostic.severity()),
        word: catalogue.word(key(diagnostic.severity()), &[]),
        message: visible(&catalogue.message(diagnostic)),
        help: catalogue.help(diagnostic).map(|help| visible(&help)),
        at: place(diagnostic.place, catalogue.label(diagnostic)),
        related: diagnostic.related.map(|at| place(at, catalogue.related(diagnostic))),
    };
    diagnostics.into_iter().map(detail).collect()
}

fn located(
    place: Place,
    label: Option<String>,
    sources: &Sources,
    positions: &mut Places<'_>,
    link: &impl Fn(&str, usize, usize) -> Option<String>,
) -> At {
    let source = sources.get(place.source);
    let path = visible(&source.path).replace('\n', "␊");
    let stretch = Stretch::new(place, sources);
    let (marked, around) = (stretch.span.clone(), stretch.line());
    let text = |start: usize, end: usize| visible(&stretch.text[start..end]);
    let position = (!source.text.is_empty()).then(|| positions.position(place.source, place.span.start));
    At {
        shown: position.map_or_else(|| path.clone(), |at| format!("{path}:{}:{}", at.line, at.column)),
        link: link(&source.path, position.map_or(1, |at| at.line), position.map_or(1, |at| at.column)),
        line: position.map(|at| at.line),
        label: label.map(|label| visible(&label)),
        before: text(around.start, marked.start),
        marked: text(marked.start, marked.end),
        after: text(marked.end, around.end),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use serde_json::{Value, json, to_value};

    use super::details;
    use crate::catalogue::{Catalogue, Language};
    use crate::diagnostic::{Code, Diagnostic};
    use crate::source::{Place, Sources};

    #[test]
    fn a_place_is_shown_in_its_line() {
        let mut sources = Sources::default();
        let page = sources.add("é.md", "un\nété [](x.md) deux\u{1b}\ntrois\n");
        let image = sources.add("a.png", "");
        let diagnostics = [
            Diagnostic::new(Code::LinkDead, page, 12..16)
                .with("target", "x.md")
                .related(Place { source: page, span: (0..2).into() }),
            Diagnostic::new(Code::FileUnused, image, 0..0).with("name", "a.png"),
        ];
        let link = |path: &str, line, column| Some(format!("editor:{path}?{line}?{column}"));
        let shown = to_value(details(&diagnostics, &sources, &Catalogue::of(Language::English), link)).unwrap();
        let at = &shown[0]["at"];
        assert_eq!(at["shown"], "é.md:2:8");
        assert_eq!(at["link"], "editor:é.md?2?8");
        assert_eq!(
            (&at["before"], &at["marked"], &at["after"]),
            (&json!("été []("), &json!("x.md"), &json!(") deux␛"))
        );
        assert_eq!(shown[0]["related"]["marked"], "un");
        assert_eq!(shown[0]["word"], "error");
        let at = &shown[1]["at"];
        assert_eq!((&at["shown"], &at["line"], &at["marked"]), (&json!("a.png"), &Value::Null, &json!("")));
    }
}
