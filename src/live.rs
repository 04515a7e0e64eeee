//! A course kept understood while its files change, for the preview.
//!
//! Most changes are to the text of one lesson, and concern its own page alone: that lesson is put in
//! its place in the course that is shown. Where more may depend on it, the course is assembled
//! anew; and where files came, went or are no lessons, everything is read anew.

mod shown;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::advice;
use crate::diagnostic::{self, Diagnostic};
use crate::failure::Result;
use crate::load::{self, Inputs};
use crate::model::assemble::{self, Selection};
use crate::model::url::ContentPath;
use crate::parse::lesson::Document;
use crate::parse::{self, Syntax};
use crate::prepare::{self, Clothes, Places};
use crate::render::Frame;
use crate::source::SourceId;
use crate::theme::Theme;
use crate::watch::Changes;

pub use shown::{Shown, State};

/// Some editors take a file away and write it again: so long a lesson may be missing.
const GRACE: Duration = Duration::from_millis(30);

/// Keeps what is shown true to the disk. There is one for each [`Shown`].
pub struct Live {
    places: Places,
    /// The content folder as the system may name it in changes.
    content: [PathBuf; 2],
    selection: Selection,
    parts: Parts,
    unsettled: Unsettled,
    shown: Shown,
}

/// What a state is made from.
struct Parts {
    syntax: Syntax,
    /// The last theme that held together.
    theme: Option<Theme>,
    of_theme: Vec<Diagnostic>,
}

/// Whose advice is still to come.
enum Unsettled {
    Nothing,
    Lesson(SourceId),
    Course,
}

/// What changes on disk come to.
enum Edit {
    Nothing,
    /// The texts of these lessons.
    Lessons(Vec<SourceId>),
    Anything,
}

impl Live {
    /// Reads and understands the course at `places`.
    pub fn open(places: Places, selection: Selection) -> Result<Self> {
        let absolute = places.content.canonicalize().unwrap_or_else(|_| places.content.clone());
        let (parts, inputs) = Parts::read(&places, None)?;
        let shown = Shown::new(parts.state(inputs, selection));
        let content = [places.content.clone(), absolute];
        let mut live = Self { places, content, selection, parts, unsettled: Unsettled::Course, shown };
        live.settle();
        Ok(live)
    }

    /// What it keeps.
    pub fn shown(&self) -> Shown {
        self.shown.clone()
    }

    /// Follows the disk. Whether anything is shown that was not before; advice is not among it until
    /// [`Live::settle`].
    pub fn follow(&mut self, changes: &Changes) -> Result<bool> {
        match self.edit(changes) {
            Edit::Nothing => return Ok(false),
            Edit::Anything => self.read()?,
            Edit::Lessons(lessons) => return Ok(self.lessons(&lessons)),
        }
        Ok(true)
    }

    /// Adds the advice that the last change calls for.
    pub fn settle(&mut self) {
        let state = self.shown.now();
        let mut diagnostics = state.diagnostics.clone();
        match std::mem::replace(&mut self.unsettled, Unsettled::Nothing) {
            Unsettled::Nothing => return,
            Unsettled::Course => prepare::advise(&state.course, &state.inputs, &mut diagnostics),
            Unsettled::Lesson(source) => {
                diagnostics.extend(advice::on_page(&state.course, &state.inputs.sources, source));
                let is_of_course = |code| assemble::is_of_questions(code) || advice::is_on_course(code);
                diagnostics.retain(|diagnostic| !is_of_course(diagnostic.code));
                diagnostics.extend(assemble::of_questions(&state.course));
                if !diagnostic::any_error(&diagnostics) {
                    diagnostics.extend(advice::on_course(&state.course));
                }
            }
        }
        drop(state);
        diagnostic::sort(&mut diagnostics);
        self.shown.change(|state| state.diagnostics = diagnostics);
    }

    /// Reads everything anew.
    fn read(&mut self) -> Result<()> {
        let (parts, inputs) = Parts::read(&self.places, self.parts.theme.clone())?;
        self.parts = parts;
        self.assemble(inputs);
        Ok(())
    }

    fn assemble(&mut self, inputs: Inputs) {
        self.unsettled = Unsettled::Course;
        self.shown.replace(self.parts.state(inputs, self.selection));
    }

    /// What the changes come to. A path that is none of ours is no change.
    fn edit(&self, changes: &Changes) -> Edit {
        let Changes::Paths(paths) = changes else { return Edit::Anything };
        let mut lessons = Vec::new();
        for path in paths {
            let within = |folder: &PathBuf| path.strip_prefix(folder).ok().map(Path::to_owned);
            let Some(relative) = self.content.iter().find_map(within) else {
                if path.components().any(|part| part.as_os_str() == "themes") {
                    return Edit::Anything;
                }
                continue;
            };
            if relative.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.')) {
                continue;
            }
            match self.lesson_at(&relative).filter(|_| is_there(path)) {
                Some(source) => lessons.push(source),
                None => return Edit::Anything,
            }
        }
        if lessons.is_empty() { Edit::Nothing } else { Edit::Lessons(lessons) }
    }

    fn lesson_at(&self, relative: &Path) -> Option<SourceId> {
        let path = ContentPath::new(&relative.to_string_lossy().replace('\\', "/"))?;
        let at = self.parts.syntax.documents.binary_search_by(|(known, _)| known.cmp(&path)).ok()?;
        Some(self.parts.syntax.documents[at].1.source)
    }

    /// Reads these lessons anew. Whether any of them says another thing.
    fn lessons(&mut self, sources: &[SourceId]) -> bool {
        let mut inputs = None;
        for source in sources {
            let Some(at) = self.parts.syntax.documents.iter().position(|(_, known)| known.source == *source) else {
                continue;
            };
            let text = load::text(&self.places.content.join(self.parts.syntax.documents[at].0.as_str()));
            let is_sound = text.problem.is_none() && self.shown.now().inputs.diagnostics.is_empty();
            if is_sound && self.shown.now().inputs.sources.text(*source) == text.text {
                continue;
            }
            let before = self.parse(at, &text.text);
            if is_sound && inputs.is_none() && sources.len() == 1 && self.put(at, &before, &text.text) {
                return true;
            }
            let inputs = inputs.get_or_insert_with(|| self.shown.now().inputs.clone());
            load::replace(inputs, *source, text);
        }
        let changed = inputs.is_some();
        if let Some(inputs) = inputs {
            self.assemble(inputs);
        }
        changed
    }

    /// Parses a lesson again, and gives what it was.
    fn parse(&mut self, at: usize, text: &str) -> Document {
        let document = &mut self.parts.syntax.documents[at].1;
        let source = document.source;
        self.parts.syntax.diagnostics.retain(|diagnostic| diagnostic.place.source != source);
        std::mem::replace(document, parse::lesson::parse(source, text, &mut self.parts.syntax.diagnostics))
    }

    /// Puts a lesson in its place in the course that is shown. Whether that was enough.
    fn put(&mut self, at: usize, before: &Document, text: &str) -> bool {
        let after = &self.parts.syntax.documents[at].1;
        let source = after.source;
        let of_parsing = self.parts.syntax.diagnostics.iter().filter(|diagnostic| diagnostic.place.source == source);
        let put = self.shown.change(|state| {
            let Some(found) = assemble::lesson(&mut state.course, before, after) else { return false };
            state.inputs.sources.replace(source, text);
            state.diagnostics.retain(|diagnostic| diagnostic.place.source != source);
            state.diagnostics.extend(of_parsing.cloned());
            state.diagnostics.extend(found);
            true
        });
        if put {
            self.unsettled = Unsettled::Lesson(source);
        }
        put
    }
}

impl Parts {
    /// Reads everything; `before` is the theme to keep where there is none that holds together.
    fn read(places: &Places, before: Option<Theme>) -> Result<(Self, Inputs)> {
        let mut inputs = load::content(&places.content)?;
        let syntax = parse::course(&inputs);
        let identity = &syntax.config.identity;
        let (theme, of_theme) = Clothes::of(places, identity, &mut inputs)?.theme(identity, &inputs);
        Ok((Self { syntax, theme: theme.or(before), of_theme }, inputs))
    }

    fn state(&self, inputs: Inputs, selection: Selection) -> State {
        let catalogue = prepare::messages(&self.syntax.config.identity);
        let (course, mut diagnostics) = assemble::assemble(&inputs, self.syntax.clone(), selection);
        diagnostics.extend(self.of_theme.iter().cloned());
        diagnostic::sort(&mut diagnostics);
        let frame = self.theme.clone().map(|theme| Frame::new(&course, theme, &inputs));
        State { inputs, course, frame, diagnostics, catalogue }
    }
}

fn is_there(path: &Path) -> bool {
    path.is_file() || {
        thread::sleep(GRACE);
        path.is_file()
    }
}
