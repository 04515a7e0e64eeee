//! `pupitre export`: the course as one file of a kind that others ask for.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::build::size;
use super::{Ended, Verdict};
use crate::diagnostic;
use crate::export::files::LeftOut;
use crate::export::{self, Export as Exporting, Exported, Stopped};
use crate::failure::Result;
use crate::model::assemble::Selection;
use crate::model::course::{Edition, Identity};
use crate::model::url;
use crate::prepare::{Places, Prepared, prepare};
use crate::render::Frame;
use crate::report::{self, Colour};

/// What to export, and where to.
#[derive(Clone, Debug)]
pub struct Export {
    /// Where the course is.
    pub places: Places,
    /// Which parts of it.
    pub selection: Selection,
    /// As what.
    pub kind: Kind,
    /// The file; named after the course where nothing is said.
    pub output: Option<PathBuf>,
}

/// Kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The site in a ZIP archive.
    Zip,
    /// One HTML file.
    Single,
    /// An EPUB 3 book.
    Epub,
    /// An HTML file for paper.
    Print,
}

/// Bytes beyond which most mail servers refuse a letter, its attachment written with a third more.
const LARGEST_LETTER: u64 = 18_000_000;

/// Exports the course. Nothing is written if it has an error.
pub fn run(export: &Export, colour: Colour) -> Result<Ended> {
    let start = Instant::now();
    let Prepared { inputs, course, theme, catalogue, mut diagnostics } = prepare(&export.places, export.selection)?;
    let path = export.output.clone().unwrap_or_else(|| export.places.root.join(file_name(export, &course.identity)));
    let (mut written, mut left_out) = (None, Vec::new());
    if let Some(theme) = theme.filter(|_| !diagnostic::any_error(&diagnostics)) {
        let frame = Frame::new(&course, theme, &inputs);
        let site = frame.site(&course, &inputs.sources);
        let exporting = Exporting { course: &course, sources: &inputs.sources, site };
        match save(export.kind, &exporting, &path, &mut left_out) {
            Ok(bytes) => written = Some(bytes),
            Err(Stopped::Failed(failure)) => return Err(failure),
            Err(Stopped::Faulty(error)) => {
                diagnostics.push(exporting.site.theme().diagnostic(&error, &inputs.sources));
                diagnostic::sort(&mut diagnostics);
            }
        }
    }
    let mut err = report::human(&diagnostics, &inputs.sources, &catalogue, colour);
    if !diagnostics.is_empty() {
        err.push_str(&report::summary(&diagnostics, &catalogue));
        err.push('\n');
    }
    let Some(bytes) = written else {
        err.push_str(&catalogue.word("not-exported", &[]));
        err.push('\n');
        return Ok(Ended { out: String::new(), err, verdict: Verdict::Faulty });
    };
    for file in left_out {
        let size = size(file.bytes as u64, &catalogue);
        err.push_str(&catalogue.word("left-out", &[("path", file.path.as_str()), ("size", &size)]));
        err.push('\n');
    }
    if export.kind == Kind::Single && bytes > LARGEST_LETTER {
        err.push_str(&catalogue.word("large-letter", &[("size", &size(bytes, &catalogue))]));
        err.push('\n');
    }
    let (path, size, time) = (path.display().to_string(), size(bytes, &catalogue), start.elapsed().as_millis());
    let out = catalogue.word("exported", &[("path", &path), ("size", &size), ("time", &time.to_string())]) + "\n";
    Ok(Ended { out, err, verdict: Verdict::Sound })
}

fn save(kind: Kind, export: &Exporting<'_>, path: &Path, left_out: &mut Vec<LeftOut>) -> Exported<u64> {
    export::save(path, |out| match kind {
        Kind::Zip => export::zip::write(export, out),
        Kind::Single => export::single::write(export, out).map(|files| *left_out = files),
        Kind::Epub => export::epub::write(export, out),
        Kind::Print => export::print::write(export, out),
    })
}

/// `reseaux-sociaux.zip`, `reseaux-sociaux-trainer.zip`: safe on every system.
fn file_name(export: &Export, identity: &Identity) -> String {
    let name = [url::slug(&identity.id), url::slug(&identity.title)].into_iter().find(|name| !name.is_empty());
    let edition = match export.selection.edition {
        Edition::Student => "",
        Edition::Trainer => "-trainer",
    };
    let end = match export.kind {
        Kind::Zip => ".zip",
        Kind::Single => ".html",
        Kind::Epub => ".epub",
        Kind::Print => "-print.html",
    };
    format!("{}{edition}{end}", name.as_deref().unwrap_or("course"))
}
