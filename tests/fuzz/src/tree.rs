//! Courses in memory, from a text that names its files:
//!
//! ```text
//! trainer drafts
//! === course.yaml
//! id: cas
//! === 01-module/lesson.md
//! # Leçon
//! ```
//!
//! What stands before the first file chooses what is built.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use pupitre::diagnostic::Diagnostic;
use pupitre::load::{File, Inputs};
use pupitre::model::assemble::{self, Drafts, Selection};
use pupitre::model::course::{Course, Edition, Identity};
use pupitre::model::url::ContentPath;
use pupitre::parse;
use pupitre::source::Sources;
use pupitre::theme::{self, Theme};

/// The line that begins a file.
const FILE: &str = "=== ";
/// Files beyond which an input says nothing new.
const MAX_FILES: usize = 20;

/// What a text asks for.
pub struct Tree {
    /// The files.
    pub inputs: Inputs,
    selection: Selection,
}

impl Tree {
    /// Reads the files, as `load` would from the disk.
    pub fn new(text: &str) -> Self {
        let (options, files) = files(text);
        let selection = Selection {
            edition: if options.contains("trainer") { Edition::Trainer } else { Edition::Student },
            drafts: if options.contains("drafts") { Drafts::Shown } else { Drafts::Hidden },
        };
        let mut inputs = Inputs::default();
        inputs.folder = inputs.sources.add("content", "");
        for (parts, text) in files {
            let path = parts.join("/");
            let Some(content) = ContentPath::new(&path) else { continue };
            let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
            let kept = if matches!(extension, "md" | "yaml" | "vtt") { text } else { "" };
            let source = inputs.sources.add(format!("content/{path}"), kept);
            match (path.as_str(), extension) {
                ("course.yaml", _) => inputs.course = Some(source),
                ("sources.yaml", _) => inputs.references = Some(source),
                (_, "md") => inputs.documents.push((content, source)),
                _ => inputs.files.push(File { on_disk: path.into(), path: content, source, size: Some((4, 3)) }),
            }
        }
        Self { inputs, selection }
    }

    /// The course, and what is wrong with it.
    pub fn course(&self) -> (Course, Vec<Diagnostic>) {
        assemble::assemble(&self.inputs, parse::course(&self.inputs), self.selection)
    }
}

/// What stands before the first file, and the files by the parts of their paths, in the order of
/// the walk. No file is a folder too.
fn files(text: &str) -> (&str, BTreeMap<Vec<&str>, &str>) {
    let options = &text[..start(text, 0).unwrap_or(text.len())];
    let mut files = BTreeMap::new();
    let mut folders = BTreeSet::new();
    let mut at = options.len();
    while at < text.len() && files.len() < MAX_FILES {
        let end = start(text, at + FILE.len()).unwrap_or(text.len());
        let (path, content) = text[at + FILE.len()..end].split_once('\n').unwrap_or_default();
        at = end;
        let parts: Vec<&str> = path.split('/').collect();
        let hidden = parts.iter().any(|part| part.starts_with('.'));
        let through_file = (1..parts.len()).any(|depth| files.contains_key(&parts[..depth]));
        if hidden || through_file || folders.contains(&parts) {
            continue;
        }
        folders.extend((1..parts.len()).map(|depth| parts[..depth].to_vec()));
        files.entry(parts).or_insert(content);
    }
    (options, files)
}

/// Where the next file begins.
fn start(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    if from == 0 && rest.starts_with(FILE) {
        return Some(0);
    }
    rest.find(&format!("\n{FILE}")).map(|at| from + at + 1)
}

/// The default theme, which takes longer to compile than a course to render.
pub fn theme(identity: &Identity) -> Theme {
    thread_local! {
        static THEMES: RefCell<BTreeMap<String, Theme>> = RefCell::default();
    }
    let spoken = ["fr", "en"].contains(&identity.lang.as_str());
    if !spoken || identity.accent.is_some() {
        return compiled(identity);
    }
    THEMES.with_borrow_mut(|themes| themes.entry(identity.lang.clone()).or_insert_with(|| compiled(identity)).clone())
}

fn compiled(identity: &Identity) -> Theme {
    let mut diagnostics = Vec::new();
    let mut sources = Sources::default();
    let layers = theme::layers(Vec::new(), "", &mut sources);
    let theme = theme::compile(layers, identity, &sources, &mut diagnostics);
    assert_eq!(diagnostics, []);
    theme.expect("the default theme holds together")
}
