//! A course on disk, written in a line, and what becomes of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use pupitre::diagnostic::{self, Diagnostic};
use pupitre::load;
use pupitre::model::assemble::{Drafts, Selection};
use pupitre::model::course::Edition;
use pupitre::model::url::SitePath;
use pupitre::prepare::{self, Places, Prepared};
use pupitre::render::{self, Content};
use pupitre::report::{self, Colour};
use tempfile::TempDir;

/// What every course gets that does not say otherwise.
const COURSE: &str = "id: cas\ntitle: Cas\n";

/// A course in a folder of its own, which goes at the end.
#[must_use = "nobody has looked at the course yet"]
pub(crate) struct Site {
    folder: TempDir,
    selection: Selection,
}

impl Site {
    /// A course without any lesson.
    pub(crate) fn new() -> Self {
        Self::empty().file("course.yaml", COURSE)
    }

    /// An empty content folder.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::Builder::new().prefix("pupitre-").tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Self { folder, selection: Selection::default() }
    }

    /// A copy of `tests/sites/<name>`.
    pub(crate) fn named(name: &str) -> Self {
        let site = Self::empty();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name);
        for (path, bytes) in files_below(&from) {
            put(&site.at(&path), bytes);
        }
        site
    }

    /// Writes a file of the content folder.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        put(&self.at("content").join(path), text);
        self
    }

    /// Writes a file beside the content folder, such as one of `themes/`.
    pub(crate) fn beside(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        put(&self.at(path), text);
        self
    }

    /// Makes a symbolic link in the content folder.
    #[cfg(unix)]
    pub(crate) fn link(self, path: &str, target: &str) -> Self {
        let link = self.at("content").join(path);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, link).unwrap();
        self
    }

    /// Removes a file of the content folder.
    pub(crate) fn without(self, path: &str) -> Self {
        fs::remove_file(self.at("content").join(path)).unwrap();
        self
    }

    /// For the trainer.
    pub(crate) fn trainer(mut self) -> Self {
        self.selection.edition = Edition::Trainer;
        self
    }

    /// With the lessons that are not finished.
    pub(crate) fn drafts(mut self) -> Self {
        self.selection.drafts = Drafts::Shown;
        self
    }

    /// A place below the folder that holds `content`.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Reads the course and finds its mistakes.
    pub(crate) fn check(&self) -> Checked {
        self.check_within(load::MAX_FILES)
    }

    /// The same, where more files and folders than `max_files` are too many.
    pub(crate) fn check_within(&self, max_files: usize) -> Checked {
        let places = Places::new(Some(self.folder.path().to_owned()), None);
        let inputs = load::content_within(&places.content, max_files).unwrap();
        let prepared = prepare::understand(&places, inputs, self.selection).unwrap();
        let content = slashed(&self.at("content")) + "/";
        Checked { prepared, folders: [content, slashed(self.folder.path()) + "/"] }
    }

    /// Runs the program in the folder that holds `content`.
    pub(crate) fn pupitre(&self, args: &[&str]) -> Ran {
        Ran::of(program().current_dir(self.folder.path()).args(args).output().unwrap())
    }

    /// The files of the built site, by path.
    pub(crate) fn published(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = files_below(&self.at("public"));
        files.remove(".pupitre");
        files
    }

    /// A page of the built site.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> String {
        let bytes = self.published().remove(path).unwrap_or_else(|| panic!("there is no {path}"));
        String::from_utf8(bytes).unwrap()
    }
}

/// A course with what is to be said of it.
pub(crate) struct Checked {
    /// The course.
    pub(crate) prepared: Prepared,
    /// What paths in messages begin with, the longest first.
    folders: [String; 2],
}

impl Checked {
    /// The same without the advice on questions that are sound.
    pub(crate) fn without_advice(mut self) -> Self {
        self.prepared.diagnostics.retain(|diagnostic| !diagnostic.code.as_str().starts_with("advice::"));
        self
    }

    /// The codes, in order.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.prepared.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
    }

    /// Each diagnostic on a line, its place underlined.
    pub(crate) fn compact(&self) -> String {
        let lines = self.prepared.diagnostics.iter().map(|diagnostic| self.one(diagnostic));
        lines.collect()
    }

    /// What `pupitre check` prints.
    pub(crate) fn report(&self) -> String {
        let Prepared { inputs, catalogue, diagnostics, .. } = &self.prepared;
        let told = report::human(diagnostics, &inputs.sources, catalogue, Colour::Never);
        self.shown(&(told + &report::summary(diagnostics, catalogue) + "\n"))
    }

    /// Every page, rendered.
    pub(crate) fn pages(&mut self) -> BTreeMap<String, String> {
        let theme = self.prepared.theme.take().expect("the theme holds together");
        let Prepared { course, inputs, .. } = &self.prepared;
        let frame = render::Frame::new(course, theme, inputs);
        let site = frame.site(course, &inputs.sources);
        let content = |path: &SitePath| match site.content(path).unwrap_or_else(|error| panic!("{path}: {error}"))? {
            Content::Page(page) => Some((path.to_string(), String::from_utf8(page).expect("a page is UTF-8"))),
            _ => None,
        };
        site.paths().iter().filter(|path| path.is_page()).filter_map(content).collect()
    }

    /// Whether anything stops the publication.
    pub(crate) fn is_faulty(&self) -> bool {
        diagnostic::any_error(&self.prepared.diagnostics)
    }

    fn one(&self, diagnostic: &Diagnostic) -> String {
        let source = diagnostic.source(&self.prepared.inputs.sources);
        let path = self.shown(&source.path);
        let code = diagnostic.code.as_str();
        if source.text.is_empty() {
            return format!("{path} {code}\n");
        }
        let place = diagnostic.place;
        let (line, column) = source.line_column(place.span.start);
        let related = diagnostic.related.map_or_else(String::new, |related| {
            let other = self.prepared.inputs.sources.get(related.source);
            let (line, column) = other.line_column(related.span.start);
            let path = if related.source == place.source { String::new() } else { self.shown(&other.path) + ":" };
            format!(", as at {path}{line}:{column}")
        });
        let text = source.text.lines().nth(line - 1).unwrap_or_default();
        let underlined = source.text[place.span.range()].lines().next().unwrap_or_default();
        let indent: String = text.chars().take(column - 1).map(|c| if c == '\t' { c } else { ' ' }).collect();
        let carets = "^".repeat(underlined.chars().count().max(1));
        format!("{path}:{line}:{column} {code}{related}\n    {text}\n    {indent}{carets}\n")
    }

    /// `text` with short paths.
    fn shown(&self, text: &str) -> String {
        self.folders.iter().fold(text.to_owned(), |text, folder| text.replace(folder, ""))
    }
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code.
    pub(crate) code: i32,
    /// Its standard output.
    pub(crate) out: String,
    /// Its standard error.
    pub(crate) err: String,
}

impl Ran {
    /// Reads what a process left.
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code().expect("the program ends by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// It has ended so.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        self
    }
}

/// The program, which no setting of this machine reaches.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pupitre"));
    command.env_remove("NO_COLOR").env_remove("COLUMNS");
    command
}

/// The files below a folder, by path; none where there is no such folder.
pub(crate) fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let named = files.map(|entry| {
        let path = slashed(entry.path().strip_prefix(folder).unwrap());
        (path, fs::read(entry.path()).unwrap())
    });
    named.collect()
}

fn slashed(path: &Path) -> String {
    path.to_str().unwrap().replace('\\', "/")
}

fn put(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
