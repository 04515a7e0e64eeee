//! Disk to a course that has been checked: what every command begins with.

use std::path::PathBuf;

use crate::advice;
use crate::catalogue::{Catalogue, Language};
use crate::diagnostic::{self, Diagnostic};
use crate::failure::Result;
use crate::load::{self, Inputs};
use crate::model::assemble::{self, Selection};
use crate::model::course::{Course, Identity};
use crate::parse;
use crate::source::SourceId;
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
pub fn understand(places: &Places, mut inputs: Inputs, selection: Selection) -> Result<Prepared> {
    let syntax = parse::course(&inputs);
    let identity = syntax.config.identity.clone();
    let clothes = Clothes::of(places, &identity, &mut inputs)?;
    // For a small course, each of the three takes as long as its lessons do.
    let ((course, mut diagnostics), ((theme, of_theme), catalogue)) = rayon::join(
        || {
            let (course, mut diagnostics) = assemble::assemble(&inputs, syntax, selection);
            advise(&course, &inputs, &mut diagnostics);
            (course, diagnostics)
        },
        || rayon::join(|| clothes.theme(&identity, &inputs), || messages(&identity)),
    );
    diagnostics.extend(of_theme);
    diagnostic::sort(&mut diagnostics);
    Ok(Prepared { inputs, course, theme, catalogue, diagnostics })
}

/// The messages in the language of a course.
pub fn messages(identity: &Identity) -> Catalogue {
    Catalogue::of(Language::of_tag(&identity.lang))
}

/// Adds advice to the mistakes of a course.
pub fn advise(course: &Course, inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(advice::on_pages(course, &inputs.sources));
    if !diagnostic::any_error(diagnostics) {
        diagnostics.extend(advice::on_course(course));
    }
}

/// Puts the advice, and the mistakes in questions that need the whole course, in the place of those
/// from before a lesson was put in its place; the other lessons say what they said.
pub fn advise_again(course: &Course, inputs: &Inputs, lesson: SourceId, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.retain(|found| !assemble::is_of_questions(found.code) && !advice::is_on_course(found.code));
    diagnostics.extend(assemble::of_questions(course));
    diagnostics.extend(advice::on_page(course, &inputs.sources, lesson));
    if !diagnostic::any_error(diagnostics) {
        diagnostics.extend(advice::on_course(course));
    }
}

/// The files of the theme that a course names.
pub struct Clothes {
    layers: Layers,
    is_missing: bool,
}

impl Clothes {
    /// Reads them. Their texts come after those of the course.
    pub fn of(places: &Places, identity: &Identity, inputs: &mut Inputs) -> Result<Self> {
        let folder = places.root.join("themes").join(&identity.theme);
        let shown = folder.strip_prefix(".").unwrap_or(&folder).to_string_lossy().replace('\\', "/");
        let overlay = load::theme_files(&folder)?;
        let is_missing = overlay.is_none() && identity.theme != crate::config::DEFAULT_THEME;
        Ok(Self { layers: theme::layers(overlay.unwrap_or_default(), &shown, &mut inputs.sources), is_missing })
    }

    /// The theme, unless it does not hold together, and its mistakes.
    pub fn theme(self, identity: &Identity, inputs: &Inputs) -> (Option<Theme>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        if self.is_missing {
            diagnostics.extend(inputs.course.map(|source| theme::missing(source, &inputs.sources, &identity.theme)));
        }
        let theme = theme::compile(self.layers, identity, &inputs.sources, &mut diagnostics);
        if theme.as_ref().is_some_and(|theme| !theme.speaks) {
            let told = |source| theme::unspoken(source, &inputs.sources, &identity.lang, &identity.theme);
            diagnostics.extend(inputs.course.map(told));
        }
        (theme, diagnostics)
    }
}
