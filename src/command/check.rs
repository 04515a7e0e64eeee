//! `pupitre check`: every mistake of a course, and what a code means.

use super::{Ended, Verdict, catalogue};
use crate::diagnostic::{self, Severity};
use crate::failure::Result;
use crate::model::assemble::Selection;
use crate::prepare::{Places, Prepared, prepare};
use crate::render::Frame;
use crate::report::{self, Colour};

/// How diagnostics are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the text and a caret.
    Human(Colour),
    /// For programs.
    Json,
    /// As workflow commands of GitHub Actions.
    Github,
}

/// How much a warning weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Warnings {
    /// The course is sound all the same.
    #[default]
    Allowed,
    /// As much as an error.
    Denied,
}

/// Checks the course without writing anything.
pub fn run(places: &Places, format: Format, warnings: Warnings) -> Result<Ended> {
    let Prepared { inputs, course, theme, catalogue, mut diagnostics } = prepare(places, Selection::default())?;
    if let Some(theme) = theme {
        diagnostics.extend(Frame::new(&course, theme, &inputs).site(&course, &inputs.sources).faults());
    }
    let (diagnostics, sources) = (&diagnostics, &inputs.sources);
    let denied = warnings == Warnings::Denied && diagnostics.iter().any(|d| d.severity() == Severity::Warning);
    let faulty = diagnostic::any_error(diagnostics) || denied;
    let verdict = if faulty { Verdict::Faulty } else { Verdict::Sound };
    let (out, err) = match format {
        Format::Human(colour) => {
            let told = report::human(diagnostics, sources, &catalogue, colour);
            (told, report::summary(diagnostics, &catalogue) + "\n")
        }
        Format::Json => (report::json(diagnostics, sources, &catalogue), String::new()),
        Format::Github => (report::github(diagnostics, sources, &catalogue), String::new()),
    };
    Ok(Ended { out, err, verdict })
}

/// Explains a code, in the language of the course at `places` if there is one.
pub fn explain(code: &str, places: &Places) -> Ended {
    match report::explain(code, &catalogue(places)) {
        Ok(out) => Ended { out, ..Ended::default() },
        Err(err) => Ended { err: err + "\n", verdict: Verdict::Failed, ..Ended::default() },
    }
}
