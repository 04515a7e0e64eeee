//! `pupitre build`: the course to a folder that any static host, ZIP or USB key can carry.

use std::path::PathBuf;
use std::time::Instant;

use super::round::{self, Changed};
use super::{Ended, Verdict};
use crate::catalogue::Catalogue;
use crate::diagnostic::{self, Diagnostic};
use crate::failure::{Failure, Result};
use crate::load::{self, Inputs};
use crate::model::assemble::Selection;
use crate::model::course::Course;
use crate::prepare::{Places, Prepared, prepare};
use crate::render::{Content, Frame, Site};
use crate::report::{self, Colour, Told};
use crate::watch::{SURE, Watch};
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

/// A course that was built, or was to be.
struct Built {
    inputs: Inputs,
    catalogue: Catalogue,
    diagnostics: Vec<Diagnostic>,
    /// What there is to say of the site; nothing if it was not published.
    published: Option<String>,
}

/// Builds the site.
pub fn run(build: &Build, colour: Colour) -> Result<Ended> {
    let Built { inputs, catalogue, diagnostics, published } = once(build)?;
    let mut err = report::human(&diagnostics, &inputs.sources, &catalogue, colour);
    let Some(out) = published else {
        err.push_str(&refused(&diagnostics, &catalogue));
        return Ok(Ended { out: String::new(), err, verdict: Verdict::Faulty });
    };
    if !diagnostics.is_empty() {
        err.push_str(&report::summary(&diagnostics, &catalogue));
        err.push('\n');
    }
    let verdict = if diagnostic::any_error(&diagnostics) { Verdict::Faulty } else { Verdict::Sound };
    Ok(Ended { out, err, verdict })
}

/// Builds the site, and again at each change, until the process is ended. Says what comes of it.
pub fn watch(build: &Build, colour: Colour, say: impl Fn(&str)) -> Result<()> {
    load::check(&build.places.content)?;
    if Output::check(&build.output, &build.places.content)?.is_below(&build.places.root.join("themes")) {
        let why = "it is inside themes/, whose files are watched; choose another folder";
        return Err(Failure::refused("publish in", &build.output, why));
    }
    let watch = Watch::new(&build.places, SURE)?;
    let mut told = Told::default();
    let first = once(build)?;
    say(&block(&first, &first.catalogue.word("watching", &[]), &mut told, colour));
    let mut before = first.inputs;
    for changes in watch {
        let files = Changed::new(&changes, &build.places, &before);
        if files.is_nothing() {
            continue;
        }
        match once(build) {
            Ok(site) => {
                say(&block(&site, &files.told(&site.catalogue), &mut told, colour));
                before = site.inputs;
            }
            // The next change may do away with what stands in the way.
            Err(failure) => say(&format!("{failure}\n")),
        }
    }
    Ok(())
}

fn block(site: &Built, files: &str, told: &mut Told, colour: Colour) -> String {
    let Built { inputs, catalogue, diagnostics, published } = site;
    let news = told.news(diagnostics, &inputs.sources, catalogue, colour);
    let head = catalogue.word("rebuilt", &[("paths", files), ("count", &news.count)]);
    let body = round::body(&news, &catalogue.word("told-by-check", &[]), catalogue);
    let end = published.clone().unwrap_or_else(|| refused(diagnostics, catalogue));
    format!("{head}\n{body}{end}")
}

fn once(build: &Build) -> Result<Built> {
    let start = Instant::now();
    let output = Output::check(&build.output, &build.places.content)?;
    let Prepared { inputs, course, theme, catalogue, mut diagnostics } = prepare(&build.places, build.selection)?;
    let faulty = diagnostic::any_error(&diagnostics);
    let (Some(theme), false) = (theme, faulty && build.on_error == OnError::Stop) else {
        return Ok(Built { inputs, catalogue, diagnostics, published: None });
    };
    let frame = Frame::new(&course, theme, &inputs);
    let site = frame.site(&course, &inputs.sources);
    site.read_all();
    let render = |path: &_| match site.content(path) {
        Ok(content) => Ok(content.unwrap_or(Content::Bytes(&[]))),
        Err(error) => Err(site.theme().diagnostic(&error, &inputs.sources)),
    };
    let published = match write::folder(site.paths(), render, &output)? {
        Outcome::Published(summary) => Some(closing_line(&course, &site, summary, &build.output, start, &catalogue)),
        Outcome::Refused(mut broken) => {
            diagnostic::sort(&mut broken);
            diagnostics.extend(broken);
            None
        }
    };
    Ok(Built { inputs, catalogue, diagnostics, published })
}

fn refused(diagnostics: &[Diagnostic], catalogue: &Catalogue) -> String {
    let count = report::summary(diagnostics, catalogue);
    catalogue.word("not-published", &[("count", &count)]) + "\n"
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
pub(super) fn size(bytes: u64, catalogue: &Catalogue) -> String {
    let kilo = bytes.div_ceil(1000);
    if kilo < 1000 {
        return catalogue.word("kilobytes", &[("n", &kilo.to_string())]);
    }
    let tenths = kilo / 100;
    let number = format!("{}{}{}", tenths / 10, catalogue.word("decimal-point", &[]), tenths % 10);
    catalogue.word("megabytes", &[("n", &number)])
}
