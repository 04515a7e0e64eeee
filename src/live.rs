//! A course kept understood while its files change, for the preview.
//!
//! Most changes are to the text of one lesson, and concern its own page alone: that lesson is put in
//! its place in the course that is shown. Where more may depend on it, the course is assembled
//! anew; and where files came, went or are no lessons, everything is read anew.

mod carried;
mod heads;
mod kept;
mod marks;
mod moved;
mod parts;
mod probe;
mod settings;
mod shown;

use std::path::Path;
use std::thread;
use std::time::Duration;

use crate::diagnostic::{self, Code, Diagnostic};
use crate::failure::Result;
use crate::load;
use crate::model::assemble::{self, Selection};
use crate::model::url::ContentPath;
use crate::parse::lesson::Document;
use crate::prepare::{self, Places};
use crate::source::SourceId;
use crate::watch::{Changes, Folder};
use parts::Parts;

pub(crate) use carried::texts;
pub use kept::{Kept, LARGEST};
pub use marks::{Mark, Marks};
pub use shown::{Shown, State};

/// So long a file may be missing or empty while it is saved.
const GRACE: Duration = Duration::from_millis(30);

/// Keeps what is shown true to the disk. There is one for each [`Shown`].
pub struct Live {
    places: Places,
    content: Folder,
    themes: Folder,
    selection: Selection,
    parts: Parts,
    unsettled: Unsettled,
    /// Whether what is shown is what could be read last, and not what is on disk.
    is_behind: bool,
    shown: Shown,
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
        let (parts, state) = Parts::read(&places, selection, None)?;
        let shown = Shown::new(state);
        let (content, themes) = (Folder::new(&places.content), Folder::new(&places.root.join("themes")));
        let unsettled = Unsettled::Course;
        let mut live = Self { places, content, themes, selection, parts, unsettled, is_behind: false, shown };
        live.settle();
        Ok(live)
    }

    /// What it keeps.
    pub fn shown(&self) -> Shown {
        self.shown.clone()
    }

    /// Follows the disk. Whether anything is shown that was not before; advice is not among it until
    /// [`Live::settle`].
    pub fn follow(&mut self, changes: &Changes) -> bool {
        match self.edit(changes) {
            Edit::Nothing => false,
            Edit::Anything => self.read(),
            Edit::Lessons(lessons) => self.lessons(&lessons),
        }
    }

    /// Adds the advice that the last change calls for.
    pub fn settle(&mut self) {
        let state = self.shown.now();
        let mut diagnostics = state.diagnostics.clone();
        match std::mem::replace(&mut self.unsettled, Unsettled::Nothing) {
            Unsettled::Nothing => return,
            Unsettled::Course => prepare::advise(&state.course, &state.inputs, &mut diagnostics),
            Unsettled::Lesson(lesson) => prepare::advise_again(&state.course, &state.inputs, lesson, &mut diagnostics),
        }
        drop(state);
        diagnostic::sort(&mut diagnostics);
        self.shown.tell(diagnostics);
    }

    /// Reads everything anew. Whether anything is shown that was not before.
    fn read(&mut self) -> bool {
        let read = Parts::read(&self.places, self.selection, Some((&self.parts, &self.shown.now())));
        self.is_behind = read.is_err();
        match read {
            Ok((parts, state)) => {
                self.parts = parts;
                self.show(state);
                true
            }
            Err(failure) => self.shown.change(|state| lost(state, &self.places, failure.path())),
        }
    }

    fn show(&mut self, mut state: State) {
        self.unsettled = Unsettled::Course;
        carried::carry(&self.shown.now(), &mut state);
        self.shown.replace(state);
    }

    /// What the changes come to. A path that is none of ours is no change.
    fn edit(&self, changes: &Changes) -> Edit {
        let (Changes::Paths(paths), false) = (changes, self.is_behind) else { return Edit::Anything };
        let mut lessons = Vec::new();
        let mut grace = Some(GRACE);
        for path in paths {
            if path.file_name().is_some_and(|name| load::is_ignored(Path::new(name))) {
                continue;
            }
            let Some(relative) = self.content.below(path) else {
                if self.themes.below(path).is_some() {
                    wait_for(path, &mut grace);
                    return Edit::Anything;
                }
                continue;
            };
            if load::is_ignored(relative) {
                continue;
            }
            if path.symlink_metadata().is_err() && !self.shown.now().inputs.holds(&slashed(relative)) {
                // Editors write beside a file and rename: of that nothing is left.
                continue;
            }
            wait_for(path, &mut grace);
            // Of what has become a link, it must be looked at where that leads.
            let is_file = path.symlink_metadata().is_ok_and(|found| found.is_file());
            // One text may be that of several lessons.
            let is_alone = is_file && !self.shown.now().inputs.has_links;
            match self.lesson_at(relative).filter(|_| is_alone) {
                Some(source) => lessons.push(source),
                None => return Edit::Anything,
            }
        }
        if lessons.is_empty() { Edit::Nothing } else { Edit::Lessons(lessons) }
    }

    fn lesson_at(&self, relative: &Path) -> Option<SourceId> {
        let path = ContentPath::new(&slashed(relative))?;
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
            let before = self.parts.parse(at, &text.text);
            if is_sound && inputs.is_none() && sources.len() == 1 && self.put(at, &before, &text.text) {
                return true;
            }
            let inputs = inputs.get_or_insert_with(|| self.shown.now().inputs.clone());
            load::replace(inputs, *source, text);
        }
        let changed = inputs.is_some();
        if let Some(inputs) = inputs {
            self.show(self.parts.state(inputs, self.selection));
        }
        changed
    }

    /// Puts a lesson in its place in the course that is shown. Whether that was enough.
    fn put(&mut self, at: usize, before: &Document, text: &str) -> bool {
        let after = &self.parts.syntax.documents[at].1;
        let source = after.source;
        let of_parsing = self.parts.syntax.diagnostics.iter().filter(|diagnostic| diagnostic.place.source == source);
        let put = self.shown.change(|state| {
            let url = state.course.lessons().find(|lesson| lesson.page.source == source)?.url.clone();
            let page = state.last_good.get(&url).cloned().or_else(|| state.good_page(&url, source));
            let found = assemble::lesson(&mut state.course, before, after)?;
            state.last_good.remove(&url);
            state.inputs.sources.replace(source, text);
            let of_lesson: Vec<Diagnostic> = of_parsing.cloned().chain(found).collect();
            if let Some(page) = page.filter(|_| diagnostic::any_error(&of_lesson)) {
                state.last_good.insert(url, page);
            }
            state.diagnostics.retain(|diagnostic| diagnostic.place.source != source);
            state.diagnostics.extend(of_lesson);
            Some(())
        });
        if put.is_some() {
            self.unsettled = Unsettled::Lesson(source);
        }
        put.is_some()
    }
}

/// Tells that nothing could be read for what is at `path`; all else stays as it was. Whether that is new.
fn lost(state: &mut State, places: &Places, path: &Path) -> bool {
    let is_folder = path == places.content;
    let shown = slashed(path.strip_prefix(".").unwrap_or(path));
    let known = state.diagnostics.iter().filter(|found| found.code == Code::FileUnreadable);
    let mut known = known.map(|found| found.place.source);
    let sources = &state.inputs.sources;
    if known.any(|source| if is_folder { source == state.inputs.folder } else { sources.get(source).path == shown }) {
        return false;
    }
    let source = if is_folder { state.inputs.folder } else { state.inputs.sources.add(shown, "") };
    let told = Diagnostic::new(Code::FileUnreadable, source, 0..0);
    state.diagnostics.push(if is_folder { told.variant("folder") } else { told });
    diagnostic::sort(&mut state.diagnostics);
    true
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Editors empty a file, or take it away, and write it again: waits for that as long as `grace` lasts.
fn wait_for(path: &Path, grace: &mut Option<Duration>) {
    if !path.metadata().is_ok_and(|file| file.len() > 0) {
        grace.take().into_iter().for_each(thread::sleep);
    }
}
