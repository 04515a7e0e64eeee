//! What a state is made from, and what of it stays as it was while its file is broken.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::heads::{self, Heads};
use super::moved::Left;
use super::{Marks, State, probe, settings};
use crate::diagnostic::{self, Diagnostic};
use crate::failure::Result;
use crate::load::{self, Inputs};
use crate::model::assemble::{self, Selection};
use crate::parse::lesson::Document;
use crate::parse::{self, Syntax};
use crate::prepare::{self, Clothes, Places};
use crate::render::Frame;
use crate::theme::Theme;

/// What a state is made from.
pub(super) struct Parts {
    pub(super) syntax: Syntax,
    heads: Heads,
    /// The theme of the pages.
    theme: Option<Theme>,
    /// The mistakes in the one that is on disk.
    of_theme: Vec<Diagnostic>,
    /// The last that had none.
    sound_theme: Option<Theme>,
}

impl Parts {
    /// Reads everything, and gives the state that it makes. What cannot be understood, and more than one
    /// page depends on, is as it was `before`.
    pub(super) fn read(
        places: &Places,
        selection: Selection,
        before: Option<(&Self, &State)>,
    ) -> Result<(Self, State)> {
        let mut inputs = load::content(&places.content)?;
        let mut syntax = parse::course(&inputs);
        if let Some((parts, state)) = before {
            settings::keep(&parts.syntax, state, &mut syntax, &mut inputs);
        }
        let before = before.map(|(parts, _)| parts);
        let identity = &syntax.config.identity;
        let (theme, of_theme) = Clothes::of(places, identity, &mut inputs)?.theme(identity, &inputs);
        let heads = before.map(|before| before.heads.after(&before.syntax, &mut syntax)).unwrap_or_default();
        let sound_theme = before.and_then(|before| before.sound_theme.clone()).map(Theme::displaced);
        let theme = theme.or_else(|| sound_theme.clone());
        let mut parts = Self { syntax, heads, theme, of_theme, sound_theme };
        let mut state = parts.state(inputs, selection);
        parts.prove(&mut state);
        Ok((parts, state))
    }

    /// The state that they make of `inputs`.
    pub(super) fn state(&self, inputs: Inputs, selection: Selection) -> State {
        let catalogue = prepare::messages(&self.syntax.config.identity);
        let (course, mut diagnostics) = assemble::assemble(&inputs, self.syntax.clone(), selection);
        diagnostics.extend(self.of_theme.iter().cloned());
        diagnostic::sort(&mut diagnostics);
        let frame = self.theme.clone().map(|theme| Frame::new(&course, theme, &inputs));
        State {
            inputs,
            course,
            frame,
            diagnostics,
            catalogue,
            last_good: BTreeMap::new(),
            moved: BTreeMap::new(),
            left: Left::default(),
            gone: BTreeMap::new(),
            kept: Arc::default(),
            marks: Marks::default(),
        }
    }

    /// Parses the text of a page again, the document at `at`, and gives what it was.
    pub(super) fn parse(&mut self, at: usize, text: &str) -> Document {
        let Syntax { documents, diagnostics, .. } = &mut self.syntax;
        let (path, document) = &mut documents[at];
        let source = document.source;
        let was_broken = heads::broken(diagnostics).contains(&source);
        diagnostics.retain(|diagnostic| diagnostic.place.source != source);
        let before = std::mem::replace(document, parse::lesson::parse(source, text, diagnostics));
        if heads::broken(diagnostics).contains(&source) {
            self.heads.keep(path, Some(&before).filter(|_| !was_broken), document);
        } else {
            self.heads.forget(path);
        }
        before
    }

    /// Looks whether the theme that was read renders pages: else they are left to the last sound one.
    fn prove(&mut self, state: &mut State) {
        let faults = probe::faults(state);
        state.diagnostics.extend(faults.iter().cloned());
        diagnostic::sort(&mut state.diagnostics);
        self.of_theme.extend(faults);
        if !diagnostic::any_error(&self.of_theme) {
            self.sound_theme.clone_from(&self.theme);
        } else if let Some(theme) = &self.sound_theme {
            self.theme = Some(theme.clone());
            state.frame = Some(Frame::new(&state.course, theme.clone(), &state.inputs));
        }
    }
}
