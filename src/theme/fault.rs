//! Errors of the template engine as diagnostics.

use tera::ErrorKind;

use super::{BUILT_IN, Theme};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Sources, Span};

/// One error, where the engine says that it is.
struct Fault {
    message: String,
    file: String,
    place: Place,
}

enum Place {
    Bytes(usize, usize),
    /// Line and column, both from 1, and a number of characters.
    Line(usize, usize, usize),
    File,
}

impl Theme {
    /// An error of the template engine, which may be several.
    pub fn diagnostics(&self, error: &tera::Error, sources: &Sources) -> Vec<Diagnostic> {
        faults(error).into_iter().map(|fault| self.told(fault, sources)).collect()
    }

    /// The first of them: rendering a page ends at its first error.
    pub fn diagnostic(&self, error: &tera::Error, sources: &Sources) -> Diagnostic {
        let whole = Fault { message: error.to_string(), file: String::new(), place: Place::File };
        self.told(faults(error).into_iter().next().unwrap_or(whole), sources)
    }

    fn told(&self, fault: Fault, sources: &Sources) -> Diagnostic {
        let source = self.source(&fault.file);
        let span = span(sources.text(source), &fault.place);
        Diagnostic::new(Code::ThemeTemplate, source, span).with("message", fault.message)
    }

    /// The template that the engine names; `base.html`, on which all others stand, if it names none.
    fn source(&self, file: &str) -> SourceId {
        let inner = file.strip_prefix(BUILT_IN).unwrap_or(file);
        let named = |file: &str| self.places.get(&format!("templates/{file}"));
        named(file).or_else(|| named(inner)).or_else(|| named("base.html")).copied().unwrap_or_default()
    }
}

fn faults(error: &tera::Error) -> Vec<Fault> {
    let whole = |file: &str| Fault { message: error.to_string(), file: file.to_owned(), place: Place::File };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = &report.span().range;
            let place = Place::Bytes(range.start, range.end);
            vec![Fault { message: report.message().to_owned(), file: report.filename().to_owned(), place }]
        }
        ErrorKind::MissingParent { current: file, .. }
        | ErrorKind::CircularExtend { tpl: file, .. }
        | ErrorKind::CircularInclude { tpl: file, .. } => vec![whole(file)],
        ErrorKind::Msg(text) => {
            let reported = reports(text);
            if reported.is_empty() { vec![whole("")] } else { reported }
        }
        _ => vec![whole("")],
    }
}

/// What the engine finds when all templates are known (an unknown filter, component or template)
/// comes as text only: `error: message`, `--> file:line:column`, and an underline of carets.
fn reports(text: &str) -> Vec<Fault> {
    let mut found: Vec<Fault> = Vec::new();
    for line in text.lines() {
        if let Some(message) = line.strip_prefix("error: ") {
            found.push(Fault { message: message.to_owned(), file: String::new(), place: Place::File });
            continue;
        }
        let Some(last) = found.last_mut() else { continue };
        if let Some(at) = line.trim_start().strip_prefix("--> ").filter(|_| last.file.is_empty()) {
            let mut parts = at.rsplitn(3, ':');
            let (column, line, file) = (parts.next(), parts.next(), parts.next());
            let number = |part: Option<&str>| part.and_then(|part| part.parse().ok()).unwrap_or(1);
            last.place = Place::Line(number(line), number(column), 1);
            last.file = file.unwrap_or_default().to_owned();
        } else if let Place::Line(_, _, width) = &mut last.place
            && line.ends_with('^')
        {
            *width = line.matches('^').count();
        }
    }
    found
}

fn span(text: &str, place: &Place) -> Span {
    let (start, end) = match *place {
        Place::File => (0, 0),
        Place::Bytes(start, end) => (start, end),
        Place::Line(line, column, width) => {
            let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            let byte = |characters: usize| {
                text[before..].char_indices().nth(characters).map_or(text.len(), |(at, _)| before + at)
            };
            (byte(column.saturating_sub(1)), byte(column.saturating_sub(1) + width))
        }
    };
    let sound = start <= end && text.is_char_boundary(start) && text.is_char_boundary(end.min(text.len()));
    if sound { Span::from(start.min(text.len())..end.min(text.len())) } else { Span::default() }
}
