//! A course kept understood while its files change, for the preview.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use crate::catalogue::Catalogue;
use crate::diagnostic::Diagnostic;
use crate::failure::Result;
use crate::load::{self, Inputs};
use crate::model::assemble::Selection;
use crate::model::course::Course;
use crate::model::url::ContentPath;
use crate::parse::{self, Syntax};
use crate::prepare::{self, Places, Prepared};
use crate::render::{Frame, Site};
use crate::theme::Theme;
use crate::watch::Changes;

/// The course as it was last understood, which any thread may look at.
#[derive(Clone)]
pub struct Shown(Arc<RwLock<State>>);

/// What pages are rendered from.
pub struct State {
    /// The texts.
    pub inputs: Inputs,
    /// The course.
    pub course: Course,
    /// What its pages share. The theme in it is the last that held together; `None` before any has.
    pub frame: Option<Frame>,
    /// Every mistake.
    pub diagnostics: Vec<Diagnostic>,
    /// The messages in the language of the course.
    pub catalogue: Catalogue,
}

/// Keeps what is shown true to the disk. There is one for each [`Shown`].
pub struct Live {
    places: Places,
    selection: Selection,
    inputs: Inputs,
    syntax: Syntax,
    theme: Option<Theme>,
    shown: Shown,
}

impl State {
    /// The site, if a theme has ever held together.
    pub fn site(&self) -> Option<Site<'_>> {
        Some(self.frame.as_ref()?.site(&self.course, &self.inputs.sources))
    }
}

impl Shown {
    /// The state of the moment. While it is held, nothing new is shown.
    pub fn now(&self) -> RwLockReadGuard<'_, State> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn replace(&self, state: State) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = state;
    }
}

impl Live {
    /// Reads and understands the course at `places`.
    pub fn open(places: Places, selection: Selection) -> Result<Self> {
        let inputs = load::content(&places.content)?;
        let syntax = parse::course(&inputs);
        let prepared = prepare::put_together(&places, inputs.clone(), syntax.clone(), selection)?;
        let theme = prepared.theme.clone();
        let shown = Shown(Arc::new(RwLock::new(state(prepared, theme.clone()))));
        Ok(Self { places, selection, inputs, syntax, theme, shown })
    }

    /// What it keeps.
    pub fn shown(&self) -> Shown {
        self.shown.clone()
    }

    /// Follows the disk. Whether anything is different from before.
    pub fn follow(&mut self, changes: &Changes) -> Result<bool> {
        match self.edited(changes) {
            Some(edited) if edited.is_empty() => return Ok(false),
            Some(edited) => edited.iter().for_each(|path| self.reread(path)),
            None => {
                self.inputs = load::content(&self.places.content)?;
                self.syntax = parse::course(&self.inputs);
            }
        }
        let (inputs, syntax) = (self.inputs.clone(), self.syntax.clone());
        let prepared = prepare::put_together(&self.places, inputs, syntax, self.selection)?;
        if prepared.theme.is_some() {
            self.theme.clone_from(&prepared.theme);
        }
        self.shown.replace(state(prepared, self.theme.clone()));
        Ok(true)
    }

    /// The lessons that the changes concern, if they concern nothing else.
    fn edited(&self, changes: &Changes) -> Option<BTreeSet<ContentPath>> {
        let Changes::Paths(paths) = changes else { return None };
        let mut edited = BTreeSet::new();
        for path in paths {
            let relative = self.relative(path)?;
            if relative.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.')) {
                continue;
            }
            let content = ContentPath::new(&relative.to_string_lossy().replace('\\', "/"))?;
            let known = self.syntax.documents.binary_search_by(|(known, _)| known.cmp(&content)).is_ok();
            if !known || !path.is_file() {
                return None;
            }
            edited.insert(content);
        }
        Some(edited)
    }

    fn relative(&self, path: &Path) -> Option<PathBuf> {
        let content = self.places.content.canonicalize().ok()?;
        path.strip_prefix(&self.places.content).or_else(|_| path.strip_prefix(content)).ok().map(Path::to_owned)
    }

    fn reread(&mut self, path: &ContentPath) {
        let Ok(at) = self.inputs.documents.binary_search_by(|(known, _)| known.cmp(path)) else { return };
        let source = self.inputs.documents[at].1;
        load::again(&mut self.inputs, source, &self.places.content.join(path.as_str()));
        parse::again(&mut self.syntax, &self.inputs, source);
    }
}

fn state(prepared: Prepared, theme: Option<Theme>) -> State {
    let Prepared { inputs, course, catalogue, diagnostics, .. } = prepared;
    let frame = theme.map(|theme| Frame::new(&course, theme, &inputs));
    State { inputs, course, frame, diagnostics, catalogue }
}
