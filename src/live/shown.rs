//! The course as it was last understood, which any thread may look at.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use crate::catalogue::Catalogue;
use crate::diagnostic::Diagnostic;
use crate::load::Inputs;
use crate::model::course::Course;
use crate::render::{Frame, Site};

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
}

impl State {
    /// The site, if a theme has ever held together.
    pub fn site(&self) -> Option<Site<'_>> {
        Some(self.frame.as_ref()?.site(&self.course, &self.inputs.sources))
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
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner))
    }
}
