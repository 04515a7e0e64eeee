//! What the program does, one verb a file. A command prints nothing: it tells what is to be said.

pub mod build;
pub mod check;
pub mod init;

use std::path::{Path, PathBuf};

use crate::catalogue::{Catalogue, Language};
use crate::diagnostic::{self, Diagnostic};
use crate::failure::Result;
use crate::load::{self, Inputs};
use crate::model::assemble::{self, Selection};
use crate::model::course::Course;
use crate::parse;
use crate::theme::{self, Theme};

/// How a command ended and what it has to say.
#[derive(Debug, Default)]
pub struct Ended {
    /// For the standard output.
    pub out: String,
    /// For the standard error.
    pub err: String,
    /// What the exit code tells.
    pub verdict: Verdict,
}

/// The exit code (design, section 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// 0: all is sound.
    #[default]
    Sound,
    /// 1: the course has errors.
    Faulty,
    /// 2: the tool could not work.
    Failed,
}

/// Where a course is on disk.
#[derive(Clone, Debug)]
pub struct Places {
    /// The folder that holds `themes/`.
    pub root: PathBuf,
    /// The folder of the lessons.
    pub content: PathBuf,
}

impl Places {
    /// The places below `root`; the content stands in `root/content` unless said otherwise.
    pub fn new(root: Option<PathBuf>, content: Option<PathBuf>) -> Self {
        let content =
            content.unwrap_or_else(|| root.as_ref().map_or_else(|| "content".into(), |root| root.join("content")));
        Self { root: root.unwrap_or_else(|| ".".into()), content }
    }
}

/// A course read, understood and checked.
pub struct Prepared {
    /// The files that it comes from.
    pub inputs: Inputs,
    /// The course.
    pub course: Course,
    /// Its theme, unless that does not hold together.
    pub theme: Option<Theme>,
    /// The messages in the language of the course.
    pub catalogue: Catalogue,
    /// Every mistake, in the order of reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the course at `places` and checks it.
pub fn prepare(places: &Places, selection: Selection) -> Result<Prepared> {
    understand(places, load::content(&places.content)?, selection)
}

/// Checks the course at `places`, which has been read.
pub fn understand(places: &Places, mut inputs: Inputs, selection: Selection) -> Result<Prepared> {
    let syntax = parse::course(&inputs);
    let (course, mut diagnostics) = assemble::assemble(&inputs, syntax, selection);
    let name = &course.identity.theme;
    let folder = places.root.join("themes").join(name);
    let overlay = load::theme_files(&folder)?;
    // A small course is built in the time that either of these takes.
    let (theme, catalogue) = rayon::join(
        || find_theme(&folder, name, overlay, &course, &mut inputs, &mut diagnostics),
        || Catalogue::of(Language::of_tag(&course.identity.lang)),
    );
    diagnostic::sort(&mut diagnostics);
    Ok(Prepared { inputs, course, theme, catalogue, diagnostics })
}

fn find_theme(
    folder: &Path,
    name: &str,
    overlay: Vec<(String, Vec<u8>)>,
    course: &Course,
    inputs: &mut Inputs,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Theme> {
    if overlay.is_empty() && name != crate::config::DEFAULT_THEME {
        let missing = inputs.course.map(|source| theme::missing(source, &inputs.sources, name));
        diagnostics.extend(missing);
    }
    let shown = folder.strip_prefix(".").unwrap_or(folder).to_string_lossy().replace('\\', "/");
    let theme = theme::compile(overlay, &shown, &course.identity, &mut inputs.sources, diagnostics)?;
    if !theme.speaks {
        let unspoken =
            inputs.course.map(|source| theme::unspoken(source, &inputs.sources, &course.identity.lang, name));
        diagnostics.extend(unspoken);
    }
    Some(theme)
}
