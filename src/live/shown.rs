//! The course as it was last understood, which any thread may look at.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use super::moved::Left;
use super::{Kept, Marks};
use crate::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Inputs;
use crate::model::course::Course;
use crate::model::url::{ContentPath, SitePath};
use crate::render::{Content, Frame, Site};
use crate::source::SourceId;

/// The state of the moment, shared.
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
    /// Pages as they were before their lessons got errors.
    pub last_good: BTreeMap<SitePath, Vec<u8>>,
    /// Where pages went whose texts or folders were renamed.
    pub moved: BTreeMap<SitePath, SitePath>,
    /// The texts of pages that are gone.
    pub(super) left: Left,
    /// The paths of the texts and folders of pages that are gone.
    pub gone: BTreeMap<SitePath, ContentPath>,
    /// Files of the course that were served.
    pub kept: Arc<Kept>,
    /// The marks of what stands where.
    pub marks: Marks,
}

impl State {
    /// The site, if a theme has ever held together.
    pub fn site(&self) -> Option<Site<'_>> {
        Some(self.frame.as_ref()?.site(&self.course, &self.inputs.sources))
    }

    /// What stands at `path`: of a lesson with errors, the page as it was before them. An error is the
    /// theme's.
    pub fn content(&self, path: &SitePath) -> Result<Option<Content<'_>>, tera::Error> {
        if let Some(page) = self.last_good.get(path) {
            return Ok(Some(Content::Page(page.clone())));
        }
        self.site().map_or(Ok(None), |site| site.content(path))
    }

    /// The page at `path`, if it can be rendered and its lesson has no errors.
    pub(super) fn good_page(&self, path: &SitePath, source: SourceId) -> Option<Vec<u8>> {
        let is_bad =
            |diagnostic: &&Diagnostic| diagnostic.place.source == source && diagnostic.severity() == Severity::Error;
        if self.diagnostics.iter().any(|diagnostic| is_bad(&diagnostic)) {
            return None;
        }
        match self.site()?.content(path) {
            Ok(Some(Content::Page(page))) => Some(page),
            _ => None,
        }
    }
}

impl Shown {
    pub(super) fn new(state: State) -> Self {
        Self(Arc::new(RwLock::new(state)))
    }

    /// The state of the moment. While it is held, nothing new is shown.
    pub fn now(&self) -> RwLockReadGuard<'_, State> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn replace(&self, state: State) {
        // What was shown is dropped when nobody waits for the lock any more.
        let _before = self.change(|shown| std::mem::replace(shown, state));
    }

    pub(super) fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.0.write().unwrap_or_else(PoisonError::into_inner);
        state.marks.forget();
        change(&mut state)
    }

    /// Tells of other mistakes. No page is another one for that.
    pub(super) fn tell(&self, diagnostics: Vec<Diagnostic>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).diagnostics = diagnostics;
    }
}
