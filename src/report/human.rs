//! Diagnostics for people at a terminal, with the look of rustc's.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Padding, Renderer, Snippet};

use super::place::Places;
use super::stretch::{Stretch, WIDTH};
use super::visible;
use crate::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Place, Sources};

/// Most bytes between two places shown in one excerpt.
const NEAR: usize = 2000;
/// Stands for a path, line and column until [`with_origins`] puts them in.
pub(super) const ORIGIN: char = '\u{e000}';

/// Whether the terminal understands colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// It does.
    Always,
    /// It does not, or it is a file.
    Never,
}

/// Every diagnostic with an excerpt of its text, each followed by an empty line.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, catalogue: &Catalogue, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Always => Renderer::styled(),
        Colour::Never => Renderer::plain(),
    };
    let renderer = renderer.term_width(WIDTH);
    let mut places = Places::new(sources);
    diagnostics.iter().map(|diagnostic| one(diagnostic, sources, catalogue, &mut places, &renderer)).collect()
}

fn one(
    diagnostic: &Diagnostic,
    sources: &Sources,
    catalogue: &Catalogue,
    places: &mut Places<'_>,
    renderer: &Renderer,
) -> String {
    let mark = |place, kind, label| Pointer::new(place, sources, kind, label);
    let mut excerpts = vec![vec![mark(diagnostic.place, AnnotationKind::Primary, catalogue.label(diagnostic))]];
    if let Some(place) = diagnostic.related {
        let related = mark(place, AnnotationKind::Context, catalogue.related(diagnostic));
        if near(&excerpts[0][0], &related) {
            excerpts[0].push(related);
        } else {
            excerpts.push(vec![related]);
        }
    }
    // The renderer parts excerpts from what is around them, but not lone paths.
    let lone = |element: &Element<'_>| matches!(element, Element::Origin(_));
    let mut elements: Vec<Element<'_>> = Vec::new();
    for pointers in &excerpts {
        let shown = excerpt(pointers, places);
        if lone(&shown) && !elements.is_empty() {
            elements.push(Padding.into());
        }
        elements.push(shown);
    }
    if let Some(help) = catalogue.help(diagnostic) {
        if elements.last().is_some_and(lone) {
            elements.push(Padding.into());
        }
        let colon = catalogue.word("before-colon", &[]);
        let name = catalogue.word("help", &[]) + &colon;
        elements.push(Level::HELP.with_name(name).message(prose(&help)).into());
    }
    let group = title(diagnostic, catalogue).elements(elements);
    let origins: Vec<String> = excerpts.iter().map(|pointers| pointers[0].origin(places)).collect();
    with_origins(&renderer.render(&[group]), &origins) + "\n\n"
}

fn title(diagnostic: &Diagnostic, catalogue: &Catalogue) -> Group<'static> {
    let (level, word) = match diagnostic.severity() {
        Severity::Error => (Level::ERROR, "error"),
        Severity::Warning => (Level::WARNING, "warning"),
    };
    // The code is part of the name, since French has a space between it and the colon.
    let (word, colon) = (catalogue.word(word, &[]), catalogue.word("before-colon", &[]));
    let name = format!("{word}[{}]{colon}", diagnostic.code.as_str());
    Group::with_title(level.with_name(name).primary_title(prose(&catalogue.message(diagnostic))))
}

/// What is underlined in an excerpt.
struct Pointer<'s> {
    place: Place,
    path: &'s str,
    at: Stretch<'s>,
    kind: AnnotationKind,
    label: Option<String>,
}

impl<'s> Pointer<'s> {
    fn new(place: Place, sources: &'s Sources, kind: AnnotationKind, label: Option<String>) -> Self {
        Self { place, path: &sources.get(place.source).path, at: Stretch::new(place, sources), kind, label }
    }

    fn origin(&self, places: &mut Places<'_>) -> String {
        let path = prose(self.path).replace('\n', "␊");
        if self.at.text.is_empty() {
            return path;
        }
        let position = places.position(self.place.source, self.place.span.start);
        format!("{path}:{}:{}", position.line, position.column)
    }
}

/// Whether two places fit in one excerpt, none of whose lines has to be cut.
fn near(one: &Pointer<'_>, other: &Pointer<'_>) -> bool {
    let lines = union(&one.at.line(), &other.at.line());
    let text = one.at.text;
    one.place.source == other.place.source
        && !text.is_empty()
        && lines.len() <= NEAR
        && text[lines].lines().all(|line| line.chars().count() <= WIDTH)
}

fn excerpt(pointers: &[Pointer<'_>], places: &mut Places<'_>) -> Element<'static> {
    let text = pointers[0].at.text;
    if text.is_empty() {
        return Origin::path(ORIGIN.to_string()).into();
    }
    let lines =
        pointers.iter().map(|pointer| pointer.at.line()).reduce(|one, other| union(&one, &other)).unwrap_or_default();
    let offset = |byte| visible(&text[lines.start..byte]).len();
    let annotation = |pointer: &Pointer<'_>| -> Annotation<'static> {
        let label = pointer.label.as_deref().map(prose);
        pointer.kind.span(offset(pointer.at.span.start)..offset(pointer.at.span.end)).label(label)
    };
    Snippet::source(visible(&text[lines.clone()]))
        .line_start(places.position(pointers[0].place.source, lines.start as u32).line)
        .path(ORIGIN.to_string())
        .annotations(pointers.iter().map(annotation))
        .into()
}

/// Puts the true places where the renderer, which sees only excerpts, counted its own.
fn with_origins(rendered: &str, origins: &[String]) -> String {
    let mut parts = rendered.split(ORIGIN);
    let mut report = parts.next().unwrap_or_default().to_owned();
    for (part, origin) in parts.zip(origins) {
        report.push_str(origin);
        report.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    report
}

fn prose(text: &str) -> String {
    visible(text).replace('\r', "␍")
}

fn union(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.start.min(other.start)..one.end.max(other.end)
}

#[cfg(test)]
mod tests;
