//! `course.yaml` and `sources.yaml`, on which every page depends: while one of them is broken,
//! emptied or missing, it says what it said last.

use super::State;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::load::Inputs;
use crate::parse::Syntax;
use crate::source::{Place, SourceId, Span};

/// Completes `syntax`, which was read from `inputs`, by what the two files said in the one `before`
/// and its state.
pub(super) fn keep(before: &Syntax, state: &State, syntax: &mut Syntax, inputs: &mut Inputs) {
    let known = &before.config;
    if !known.identity.id.is_empty() || !known.identity.title.is_empty() {
        let course = inputs.course;
        if let Some(source) = unsaid(course, state.inputs.course, state, syntax, inputs) {
            (inputs.course, syntax.course) = (Some(source), Some(source));
            syntax.config.identity.clone_from(&known.identity);
            syntax.config.logo.clone_from(&known.logo);
            let place = Place { source, span: Span::default() };
            syntax.config.identity.objectives.iter_mut().for_each(|objective| objective.place = place);
            syntax.config.logo.iter_mut().for_each(|logo| logo.span = place.span);
        }
    }
    if !known.references.is_empty() {
        let references = inputs.references;
        if let Some(source) = unsaid(references, state.inputs.references, state, syntax, inputs) {
            inputs.references = Some(source);
            syntax.config.references.clone_from(&known.references);
        }
    }
}

/// The file `now` if it does not say what it has to, with the mistake that keeps it from that. It may
/// be gone: then it is the one that was at `then` before.
fn unsaid(
    now: Option<SourceId>,
    then: Option<SourceId>,
    before: &State,
    syntax: &mut Syntax,
    inputs: &mut Inputs,
) -> Option<SourceId> {
    let is_bad = |found: &Diagnostic| Some(found.place.source) == now && found.severity() == Severity::Error;
    if syntax.diagnostics.iter().chain(&inputs.diagnostics).any(is_bad) {
        return now;
    }
    let (source, variant) = match now {
        Some(source) if is_blank(inputs.sources.text(source)) => (source, "emptied"),
        Some(_) => return None,
        None => (inputs.sources.add(&before.inputs.sources.get(then?).path, ""), "gone"),
    };
    syntax.diagnostics.push(Diagnostic::new(Code::FileUnreadable, source, 0..0).variant(variant));
    Some(source)
}

/// Whether a text of YAML says nothing.
fn is_blank(text: &str) -> bool {
    text.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with('#') || line.trim_end() == "---")
}
