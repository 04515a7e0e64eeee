//! Diagnostics for programs: one JSON array, one diagnostic a line.

use serde::Serialize;

use super::key;
use super::place::Places;
use crate::catalogue::Catalogue;
use crate::diagnostic::Diagnostic;
use crate::source::{Place, Sources};

/// One array of all diagnostics. Severities and codes are the same in every language.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, catalogue: &Catalogue) -> String {
    let mut places = Places::new(sources);
    let lines: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| record(diagnostic, sources, catalogue, &mut places))
        .map(|record| serde_json::to_string(&record).unwrap_or_default()) // text and numbers always can
        .collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

#[derive(Serialize)]
struct Record<'s> {
    code: &'static str,
    severity: &'static str,
    message: String,
    help: Option<String>,
    #[serde(flatten)]
    at: At<'s>,
    related: Option<Related<'s>>,
}

#[derive(Serialize)]
struct Related<'s> {
    message: Option<String>,
    #[serde(flatten)]
    at: At<'s>,
}

/// A place. A file without text has a path alone; `start` and `end` count bytes from 0.
#[derive(Serialize)]
struct At<'s> {
    path: &'s str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    start: Option<u32>,
    end: Option<u32>,
}

fn record<'s>(
    diagnostic: &Diagnostic,
    sources: &'s Sources,
    catalogue: &Catalogue,
    places: &mut Places<'_>,
) -> Record<'s> {
    let related = diagnostic
        .related
        .map(|place| Related { message: catalogue.related(diagnostic), at: at(place, sources, places) });
    Record {
        code: diagnostic.code.as_str(),
        severity: key(diagnostic.severity()),
        message: catalogue.message(diagnostic),
        help: catalogue.help(diagnostic),
        at: at(diagnostic.place, sources, places),
        related,
    }
}

fn at<'s>(place: Place, sources: &'s Sources, places: &mut Places<'_>) -> At<'s> {
    let source = sources.get(place.source);
    let mut position = |byte| (!source.text.is_empty()).then(|| places.position(place.source, byte));
    let (start, end) = (position(place.span.start), position(place.span.end));
    At {
        path: &source.path,
        line: start.map(|start| start.line),
        column: start.map(|start| start.column),
        end_line: end.map(|end| end.line),
        end_column: end.map(|end| end.column),
        start: start.map(|_| place.span.start),
        end: end.map(|_| place.span.end),
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::needless_raw_string_hashes,
        clippy::unwrap_used,
        reason = "snapbox writes the hashes, and a test may fail"
    )]

    use snapbox::{assert_data_eq, str};

    use super::json;
    use crate::catalogue::{Catalogue, Language};
    use crate::diagnostic::{Code, Diagnostic};
    use crate::source::{Place, Sources};

    #[test]
    fn one_diagnostic_a_line() {
        let mut sources = Sources::default();
        let page = sources.add("é.md", "été [](x.md)\r\n# \"b\"\n");
        let image = sources.add("a.png", "");
        let diagnostics = [
            Diagnostic::new(Code::LinkDead, page, 9..13).with("target", "x.md"),
            Diagnostic::new(Code::LessonTwoTitles, page, 16..21)
                .with("name", "été")
                .with("found", "b")
                .related(Place { source: page, span: (0..5).into() }),
            Diagnostic::new(Code::FileUnused, image, 0..0).with("name", "a.png"),
        ];
        let shown = json(&diagnostics, &sources, &Catalogue::of(Language::English));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap().as_array().unwrap().len(), 3);
        assert_data_eq!(
            shown,
            str![[r#"
[
{"code":"link::dead","severity":"error","message":"there is no file `x.md`","help":"mend the path, which starts from the folder of this page, or create the file","path":"é.md","line":1,"column":8,"end_line":1,"end_column":12,"start":9,"end":13,"related":null},
{"code":"lesson::two-titles","severity":"warning","message":"this page has two titles, `été` and `b`","help":"begin this line with `## ` instead of `# `, or delete the other title","path":"é.md","line":2,"column":1,"end_line":2,"end_column":6,"start":16,"end":21,"related":{"message":"first title","path":"é.md","line":1,"column":1,"end_line":1,"end_column":4,"start":0,"end":5}},
{"code":"file::unused","severity":"warning","message":"no page refers to this file, so it is not published","help":"refer to it from a page, as in `[text](a.png)`, or delete it","path":"a.png","line":null,"column":null,"end_line":null,"end_column":null,"start":null,"end":null,"related":null}
]

"#]]
        );
    }

    #[test]
    fn nothing_is_an_empty_array() {
        assert_eq!(json(&[], &Sources::default(), &Catalogue::of(Language::English)), "[]\n");
    }
}
