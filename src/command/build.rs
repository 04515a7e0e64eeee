//! `pupitre build`: the course to a folder that any static host, ZIP or USB key can carry.

use std::path::PathBuf;
use std::time::Instant;

use super::{Ended, Verdict};
use crate::catalogue::Catalogue;
use crate::diagnostic::{self, Diagnostic};
use crate::failure::Result;
use crate::model::assemble::Selection;
use crate::model::course::Course;
use crate::prepare::{Places, Prepared, prepare};
use crate::render::{Content, Frame, Site};
use crate::report::{self, Colour};
use crate::write::{self, Outcome, Output, Summary};

/// What to build, and where to.
#[derive(Clone, Debug)]
pub struct Build {
    /// Where the course is.
    pub places: Places,
    /// Where the site goes.
    pub output: PathBuf,
    /// Which parts of the course.
    pub selection: Selection,
    /// What to do about errors.
    pub on_error: OnError,
}

/// What becomes of a course with errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnError {
    /// Nothing is published.
    #[default]
    Stop,
    /// What can be is.
    KeepGoing,
}

/// Builds the site.
pub fn run(build: &Build, colour: Colour) -> Result<Ended> {
    let start = Instant::now();
    let output = Output::check(&build.output, &build.places.content)?;
    let Prepared { inputs, course, theme, catalogue, diagnostics } = prepare(&build.places, build.selection)?;
    let faulty = diagnostic::any_error(&diagnostics);
    let told = |diagnostics: &[Diagnostic]| report::human(diagnostics, &inputs.sources, &catalogue, colour);
    let mut err = told(&diagnostics);
    let (Some(theme), false) = (theme, faulty && build.on_error == OnError::Stop) else {
        return Ok(refused(err, &diagnostics, &catalogue));
    };
    let frame = Frame::new(&course, theme, &inputs);
    let site = frame.site(&course, &inputs.sources);
    let render = |path: &_| match site.content(path) {
        Ok(content) => Ok(content.unwrap_or(Content::Bytes(&[]))),
        Err(error) => Err(site.theme().diagnostic(&error, &inputs.sources)),
    };
    let summary = match write::folder(site.paths(), render, &output)? {
        Outcome::Published(summary) => summary,
        Outcome::Refused(mut broken) => {
            diagnostic::sort(&mut broken);
            err.push_str(&told(&broken));
            return Ok(refused(err, &[diagnostics, broken].concat(), &catalogue));
        }
    };
    if !diagnostics.is_empty() {
        err.push_str(&report::summary(&diagnostics, &catalogue));
        err.push('\n');
    }
    let out = closing_line(&course, &site, summary, &build.output, start, &catalogue);
    Ok(Ended { out, err, verdict: if faulty { Verdict::Faulty } else { Verdict::Sound } })
}

fn refused(mut err: String, diagnostics: &[Diagnostic], catalogue: &Catalogue) -> Ended {
    let count = report::summary(diagnostics, catalogue);
    err.push_str(&catalogue.word("not-published", &[("count", &count)]));
    err.push('\n');
    Ended { out: String::new(), err, verdict: Verdict::Faulty }
}

fn closing_line(
    course: &Course,
    site: &Site<'_>,
    summary: Summary,
    output: &std::path::Path,
    start: Instant,
    catalogue: &Catalogue,
) -> String {
    let pages = site.paths().iter().filter(|path| path.is_page()).count();
    let questions: usize = course.lessons().filter_map(|lesson| lesson.quiz).map(|quiz| quiz.count).sum();
    let values = [
        ("pages", catalogue.count("page", pages)),
        ("questions", catalogue.count("question", questions)),
        ("size", size(summary.bytes, catalogue)),
        ("time", start.elapsed().as_millis().to_string()),
        ("written", catalogue.count("written", summary.written)),
        ("path", output.join("index.html").display().to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    catalogue.word("built", &values) + "\n"
}

/// `812 ko`, `3,4 Mo`: units of a thousand bytes.
fn size(bytes: u64, catalogue: &Catalogue) -> String {
    let kilo = bytes.div_ceil(1000);
    if kilo < 1000 {
        return catalogue.word("kilobytes", &[("n", &kilo.to_string())]);
    }
    let tenths = kilo / 100;
    let number = format!("{}{}{}", tenths / 10, catalogue.word("decimal-point", &[]), tenths % 10);
    catalogue.word("megabytes", &[("n", &number)])
}
