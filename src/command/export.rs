//! `pupitre export`: the course as one file of a kind that others ask for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::build::size;
use super::{Ended, Verdict};
use crate::catalogue::Catalogue;
use crate::diagnostic;
use crate::export::files::LeftOut;
use crate::export::print::pdf::{self, Outcome};
use crate::export::print::{self, What};
use crate::export::{self, Export as Exporting, Exported, Stopped};
use crate::failure::{Failure, Result};
use crate::model::assemble::Selection;
use crate::model::course::Course;
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
    /// An HTML file for paper, and a PDF of it.
    Print(What),
}

/// Bytes beyond which most mail servers refuse a letter, its attachment written with a third more.
const LARGEST_LETTER: u64 = 18_000_000;

/// Exports the course. Nothing is written if it has an error. `say` is for what takes long.
pub fn run(export: &Export, colour: Colour, say: impl Fn(&str)) -> Result<Ended> {
    let start = Instant::now();
    let Prepared { inputs, course, theme, catalogue, mut diagnostics } = prepare(&export.places, export.selection)?;
    let path = export.output.clone().unwrap_or_else(|| export.places.root.join(file_name(export.kind, &course)));
    check(&path, export)?;
    let mut made = None;
    if let Some(theme) = theme.filter(|_| !diagnostic::any_error(&diagnostics)) {
        let frame = Frame::new(&course, theme, &inputs);
        let site = frame.site(&course, &inputs.sources);
        let exporting = Exporting { course: &course, sources: &inputs.sources, site };
        let printing = || say(&(catalogue.word("printing", &[]) + "\n"));
        match make(export.kind, &exporting, &path, printing) {
            Ok(files) => made = Some(files),
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
    let Some(Made { bytes, left_out, pdf }) = made else {
        err.push_str(&catalogue.word("not-exported", &[]));
        err.push('\n');
        return Ok(Ended { out: String::new(), err, verdict: Verdict::Faulty });
    };
    for file in left_out {
        let size = size(file.bytes, &catalogue);
        err.push_str(&catalogue.word("left-out", &[("path", file.path.as_str()), ("size", &size)]));
        err.push('\n');
    }
    if export.kind == Kind::Single && bytes > LARGEST_LETTER {
        err.push_str(&catalogue.word("large-letter", &[("size", &size(bytes, &catalogue))]));
        err.push('\n');
    }
    let (path, size, time) = (path.display().to_string(), size(bytes, &catalogue), start.elapsed().as_millis());
    let out = catalogue.word("exported", &[("path", &path), ("size", &size), ("time", &time.to_string())]) + "\n";
    let told = pdf.map(|pdf| told(&pdf, &catalogue) + "\n").unwrap_or_default();
    Ok(Ended { out: out + &told, err, verdict: Verdict::Sound })
}

/// Whether a file may be written there: under a name that its readers open, and over nothing that an
/// author wrote.
fn check(path: &Path, export: &Export) -> Result<()> {
    let refuse = |why: &str| Err(Failure::refused("write", path, why));
    let end = end(export.kind);
    if !path.extension().is_some_and(|is| is.eq_ignore_ascii_case(end)) {
        return refuse(&format!("its name must end in .{end}; choose another with -o"));
    }
    let sources = [export.places.content.clone(), export.places.root.join("themes")];
    if sources.iter().any(|folder| is_below(path, folder)) {
        return refuse("what the course is made from stands in that folder; choose another with -o");
    }
    Ok(())
}

/// Whether a file that may not be there yet would stand below `folder`.
fn is_below(path: &Path, folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    let mut there =
        path.ancestors().skip(1).map(|above| if above.as_os_str().is_empty() { Path::new(".") } else { above });
    there.find_map(|above| above.canonicalize().ok()).is_some_and(|above| above.starts_with(folder))
}

/// What was written.
struct Made {
    bytes: u64,
    left_out: Vec<LeftOut>,
    pdf: Option<Outcome>,
}

fn make(kind: Kind, export: &Exporting<'_>, path: &Path, printing: impl FnOnce()) -> Exported<Made> {
    let mut made = Made { bytes: 0, left_out: Vec::new(), pdf: None };
    if let Kind::Print(what) = kind {
        let document = print::document(export, what)?;
        made.bytes = export::save(path, |out| document.write(out, &BTreeMap::new()))?;
        made.pdf = Some(pdf::beside(&document, path, printing)?);
        return Ok(made);
    }
    made.bytes = export::save(path, |out| match kind {
        Kind::Zip => export::zip::write(export, out),
        Kind::Single => export::single::write(export, out).map(|files| made.left_out = files),
        Kind::Epub | Kind::Print(_) => export::epub::write(export, out),
    })?;
    Ok(made)
}

/// What became of the PDF, in a line.
fn told(pdf: &Outcome, catalogue: &Catalogue) -> String {
    match pdf {
        Outcome::Made { path, bytes, pages } => {
            let (path, pages) = (path.display().to_string(), catalogue.count("page", *pages));
            catalogue.word("printed", &[("path", &path), ("size", &size(*bytes, catalogue)), ("pages", &pages)])
        }
        Outcome::NoBrowser => catalogue.word("no-pdf", &[]),
        Outcome::Refused(browser) => catalogue.word("pdf-refused", &[("browser", browser)]),
    }
}

/// `reseaux-sociaux.zip`, `reseaux-sociaux-trainer.zip`.
fn file_name(kind: Kind, course: &Course) -> String {
    let what = match kind {
        Kind::Zip | Kind::Single | Kind::Epub => "",
        Kind::Print(What::Handout) => "-handout",
        Kind::Print(What::Key) => "-key",
        Kind::Print(What::All) => "-all",
    };
    format!("{}{what}.{}", export::name(course), end(kind))
}

/// How the name of a file of this kind ends, by which systems know what opens it.
fn end(kind: Kind) -> &'static str {
    match kind {
        Kind::Zip => "zip",
        Kind::Single | Kind::Print(_) => "html",
        Kind::Epub => "epub",
    }
}
