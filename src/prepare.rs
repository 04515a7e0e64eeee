//! Disk to a course that has been checked: what every command begins with.

use std::path::PathBuf;

use crate::advice;
use crate::catalogue::{Catalogue, Language};
use crate::diagnostic::{self, Diagnostic};
use crate::failure::Result;
use crate::load::{self, Inputs};
use crate::model::assemble::{self, Selection};
use crate::model::course::{Course, Identity};
use crate::parse::{self, Syntax};
use crate::theme::{self, Layers, Theme};

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
pub fn understand(places: &Places, inputs: Inputs, selection: Selection) -> Result<Prepared> {
    let syntax = parse::course(&inputs);
    put_together(places, inputs, syntax, selection)
}

/// Checks the course at `places`, which has been read and parsed.
pub fn put_together(places: &Places, mut inputs: Inputs, syntax: Syntax, selection: Selection) -> Result<Prepared> {
    let identity = syntax.config.identity.clone();
    let folder = places.root.join("themes").join(&identity.theme);
    let shown = folder.strip_prefix(".").unwrap_or(&folder).to_string_lossy().replace('\\', "/");
    let overlay = load::theme_files(&folder)?;
    let is_missing = overlay.is_empty() && identity.theme != crate::config::DEFAULT_THEME;
    let layers = theme::layers(overlay, &shown, &mut inputs.sources);
    // For a small course, each of the three takes as long as its lessons do.
    let ((course, mut diagnostics), ((theme, of_theme), catalogue)) = rayon::join(
        || {
            let (course, mut diagnostics) = assemble::assemble(&inputs, syntax, selection);
            diagnostics.extend(advice::on_pages(&course, &inputs.sources));
            if !diagnostic::any_error(&diagnostics) {
                diagnostics.extend(advice::on_course(&course));
            }
            (course, diagnostics)
        },
        || {
            let language = Language::of_tag(&identity.lang);
            rayon::join(|| find_theme(layers, &identity, &inputs), || Catalogue::of(language))
        },
    );
    if is_missing {
        diagnostics.extend(inputs.course.map(|source| theme::missing(source, &inputs.sources, &identity.theme)));
    }
    diagnostics.extend(of_theme);
    diagnostic::sort(&mut diagnostics);
    Ok(Prepared { inputs, course, theme, catalogue, diagnostics })
}

/// The theme, unless it does not hold together, and its mistakes.
fn find_theme(layers: Layers, identity: &Identity, inputs: &Inputs) -> (Option<Theme>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let theme = theme::compile(layers, identity, &inputs.sources, &mut diagnostics);
    if theme.as_ref().is_some_and(|theme| !theme.speaks) {
        let told = |source| theme::unspoken(source, &inputs.sources, &identity.lang, &identity.theme);
        diagnostics.extend(inputs.course.map(told));
    }
    (theme, diagnostics)
}
