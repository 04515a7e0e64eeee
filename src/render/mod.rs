//! Course and theme to [`Site`]: pure, so that equal inputs give equal bytes, and a page can be
//! rendered alone, by any thread, when it is asked for.

pub mod body;
pub mod context;
pub mod escape;
mod fixed;
pub mod hosted;
pub mod index;
pub mod media;
pub mod prose;
pub mod key;
pub mod question;
mod home;
mod read_me;
pub mod results;
mod search;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use crate::diagnostic::{self, Diagnostic};
use crate::load::Inputs;
use crate::model::course::{Course, Edition};
use crate::model::lesson::{Audience, Kind, Module, Page};
use crate::model::url::SitePath;
use crate::search::page::Texts;
use crate::search::{Part, Search};
use crate::source::{SourceId, Sources};
use crate::theme::Theme;
use context::{Link, PageView};
use hosted::Whole;
use prose::Prose;
use question::Seal;

/// Lessons beyond which the home page lists modules only.
const MAX_LISTED: usize = 200;

/// Bytes that most pages have room in.
const PAGE: usize = 32 << 10;

/// What the names of the theme's bundles begin with that no page of a site loads.
pub const FOR_EXPORTS: &str = "export/";

/// What the pages of a site share: the theme, told of the course, and what stands where. It borrows
/// nothing, so that a preview keeps it from one change of a lesson to the next.
pub struct Frame {
    theme: Theme,
    paths: Vec<SitePath>,
    entries: Vec<Entry>,
    /// Every page in the order of reading: its module, and which lesson there, or the module itself.
    sequence: Vec<(usize, Option<usize>)>,
    /// Each module as its lessons see it, where all of them see the same.
    surveys: Vec<Option<Value>>,
    /// What the search finds of the pages that every site has.
    own: Vec<Texts>,
    /// The search of the texts that it was last asked for.
    search: Mutex<Option<(u64, Arc<Search>)>>,
    /// The index from A to Z.
    letters: index::Index,
}

/// A set of paths, each a page or a file made when it is asked for.
pub struct Site<'c> {
    course: &'c Course,
    sources: &'c Sources,
    frame: &'c Frame,
    search: OnceLock<Arc<Search>>,
}

/// What stands at one path.
pub enum Content<'s> {
    /// A page, in UTF-8.
    Page(Vec<u8>),
    /// A part of the search or another text that is made for the site, in UTF-8.
    Data(Vec<u8>),
    /// A file of the theme.
    Bytes(&'s [u8]),
    /// A file of the course, to be copied.
    File(&'s Path),
    /// A file that tells of all others: who publishes these makes it last.
    Whole(Whole<'s>),
}

enum Entry {
    Home,
    Fixed(&'static str),
    /// Which letter of the index.
    Letter(usize),
    /// Its index, and its place in the order of reading.
    Module(usize, usize),
    /// The index of its module, its own there, and its place in the order of reading.
    Lesson(usize, usize, usize),
    Theme(String),
    Asset(PathBuf),
    Search(Part),
    Manifest,
    List,
    Worker,
}

impl Frame {
    /// The frame of the site of a course.
    pub fn new(course: &Course, mut theme: Theme, inputs: &Inputs) -> Self {
        let mut entries: Vec<(SitePath, Entry)> = vec![(SitePath::index(), Entry::Home)];
        entries.extend(fixed::pages(course).map(|(path, template)| (path, Entry::Fixed(template))));
        let mut sequence = Vec::new();
        for (m, module) in course.modules.iter().enumerate() {
            if module.number.is_some() {
                entries.push((module.url.clone(), Entry::Module(m, sequence.len())));
                sequence.push((m, None));
            }
            for (l, lesson) in module.lessons.iter().enumerate() {
                entries.push((lesson.url.clone(), Entry::Lesson(m, l, sequence.len())));
                sequence.push((m, Some(l)));
            }
        }
        let letters = index::Index::new(course, &sequence);
        entries.extend(letters.pages().enumerate().map(|(letter, path)| (path, Entry::Letter(letter))));
        let files = inputs.files.iter().filter_map(|file| Some((course.assets.get(&file.path)?, &file.on_disk)));
        entries.extend(files.map(|(path, file)| (path.clone(), Entry::Asset(file.clone()))));
        let apart = |name: &&String| name.starts_with(FOR_EXPORTS) || *name == hosted::WORKER;
        let names = theme.files.keys().filter(|name| !apart(name));
        let names = names.filter_map(|name| Some((SitePath::new(&format!("theme/{name}"))?, name)));
        entries.extend(names.map(|(path, name)| (path, Entry::Theme(name.clone()))));
        let own = search::own(course, &theme);
        let parts = Part::all(sequence.len() + 1 + own.len());
        entries.extend(
            parts.filter_map(|part| Some((SitePath::new(&format!("search/{}.js", part.name()))?, Entry::Search(part)))),
        );
        let hosted =
            [(hosted::MANIFEST, Entry::Manifest), (hosted::LIST, Entry::List), (hosted::WORKER, Entry::Worker)];
        entries.extend(hosted.into_iter().filter_map(|(path, entry)| Some((SitePath::new(path)?, entry))));
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        entries.dedup_by(|(a, _), (b, _)| a == b);
        let (paths, entries) = entries.into_iter().unzip();
        prepare(course, &mut theme);
        let surveys = course.modules.par_iter().map(|module| survey(course, module)).collect();
        Self { theme, paths, entries, sequence, surveys, own, search: Mutex::default(), letters }
    }

    /// The site of the course that the frame was made for.
    pub fn site<'c>(&'c self, course: &'c Course, sources: &'c Sources) -> Site<'c> {
        Site { course, sources, frame: self, search: OnceLock::new() }
    }
}

impl<'c> Site<'c> {
    /// Every path, sorted.
    pub fn paths(&self) -> &'c [SitePath] {
        &self.frame.paths
    }

    /// The theme that renders it.
    pub fn theme(&self) -> &'c Theme {
        &self.frame.theme
    }

    /// What stands at `path`; nothing if it is not a path of the site. An error is the theme's.
    pub fn content(&self, path: &SitePath) -> Result<Option<Content<'c>>, tera::Error> {
        let Ok(at) = self.paths().binary_search(path) else { return Ok(None) };
        let page = match &self.frame.entries[at] {
            Entry::Theme(name) => return Ok(self.frame.theme.files.get(name).map(|bytes| Content::Bytes(bytes))),
            Entry::Asset(file) => return Ok(Some(Content::File(file))),
            Entry::Search(part) => return Ok(Some(Content::Data(self.search(*part)))),
            Entry::Manifest => return Ok(Some(Content::Data(hosted::manifest(self.course, &self.frame.theme)))),
            Entry::List => return Ok(Some(Content::Whole(Whole::List))),
            Entry::Worker => {
                let script = self.frame.theme.files.get(hosted::WORKER).map_or(&[][..], Vec::as_slice);
                return Ok(Some(Content::Whole(Whole::Worker(script))));
            }
            Entry::Home => self.home(path),
            Entry::Fixed(template) => self.fixed(path, template),
            Entry::Letter(letter) => self.letter(path, *letter),
            Entry::Module(module, place) => self.module(path, *module, *place),
            Entry::Lesson(module, lesson, place) => self.lesson(path, *module, *lesson, *place),
        };
        page.map(|page| Some(Content::Page(page)))
    }

    /// The text that the page at `path` is made from, if it is made from one.
    pub fn source(&self, path: &SitePath) -> Option<SourceId> {
        let at = self.paths().binary_search(path).ok()?;
        let page = match &self.frame.entries[at] {
            Entry::Home => self.course.home.as_ref(),
            Entry::Module(module, _) => self.course.modules[*module].page.as_ref(),
            Entry::Lesson(module, lesson, _) => Some(&self.course.modules[*module].lessons[*lesson].page),
            _ => None,
        };
        page.map(|page| page.source)
    }

    /// The mistakes of the theme that only rendering shows, from every page.
    pub fn faults(&self) -> Vec<Diagnostic> {
        self.faults_on(self.paths())
    }

    /// The same, from the pages at `paths`.
    pub fn faults_on(&self, paths: &[SitePath]) -> Vec<Diagnostic> {
        let fault =
            |path: &SitePath| self.content(path).err().map(|error| self.frame.theme.diagnostics(&error, self.sources));
        let pages = paths.par_iter().filter(|path| path.is_page());
        let mut faults: Vec<Diagnostic> = pages.filter_map(fault).flatten().collect();
        diagnostic::sort(&mut faults);
        faults
    }

    fn module(&self, path: &SitePath, at: usize, place: usize) -> tera::TeraResult<Vec<u8>> {
        let module = &self.course.modules[at];
        let mut cx = page(&PageView {
            description: module.description.as_deref().or(self.course.identity.description.as_deref()),
            ..self.view("module", &module.title, path)
        });
        put(&mut cx, "module", &context::module(self.course, module, path));
        self.put_body(&mut cx, module.page.as_ref(), path, Seal::Open);
        self.put_neighbours(&mut cx, path, place);
        self.rendered("module", &cx)
    }

    fn lesson(&self, path: &SitePath, m: usize, at: usize, place: usize) -> tera::TeraResult<Vec<u8>> {
        let module = &self.course.modules[m];
        let lesson = &module.lessons[at];
        let mut cx = page(&PageView {
            description: lesson.description.as_deref().or(self.course.identity.description.as_deref()),
            script: context::script(lesson),
            draft: lesson.draft,
            trainer: lesson.audience == Audience::Trainer,
            ..self.view("lesson", &lesson.title, path)
        });
        let sealed = lesson.kind != Kind::Lesson && self.course.edition == Edition::Student;
        let seal = if sealed { Seal::Sealed } else { Seal::Open };
        match &self.frame.surveys[m] {
            Some(survey) => cx.insert_value("module", survey.clone()),
            None => put(&mut cx, "module", &context::module_around(self.course, module, at)),
        }
        put(&mut cx, "lesson", &context::lesson(self.course, lesson));
        put(&mut cx, "quiz", &context::quiz(lesson, seal, self.course, &self.frame.theme));
        self.put_body(&mut cx, Some(&lesson.page), path, seal);
        self.put_neighbours(&mut cx, path, place);
        self.rendered("lesson", &cx)
    }

    fn rendered(&self, template: &str, cx: &Context) -> tera::TeraResult<Vec<u8>> {
        let mut page = Vec::with_capacity(PAGE);
        self.frame.theme.tera.render_to(&format!("{template}.html"), cx, &mut page)?;
        Ok(page)
    }

    fn view<'v>(&'v self, kind: &'static str, title: &'v str, path: &'v SitePath) -> PageView<'v> {
        let description = self.course.identity.description.as_deref();
        let (root, file) = (path.root(), path.file_name());
        PageView {
            kind,
            title,
            description,
            root,
            path: path.as_str(),
            file,
            script: "site",
            draft: false,
            trainer: false,
        }
    }

    fn put_body(&self, cx: &mut Context, page: Option<&Page>, path: &SitePath, seal: Seal) {
        let Some(page) = page else {
            put(cx, "body", &Vec::<()>::new());
            return put(cx, "footnotes", &Vec::<()>::new());
        };
        let text = self.sources.text(page.source);
        let mut prose = Prose::new(self.course, &self.frame.theme, page, path, text);
        put(cx, "body", &body::body(&mut prose, page, seal));
        let reader = match self.course.edition {
            Edition::Student => Audience::Everyone,
            Edition::Trainer => Audience::Trainer,
        };
        put(cx, "footnotes", &prose.footnotes(reader));
    }

    fn put_neighbours(&self, cx: &mut Context, path: &SitePath, place: usize) {
        let link = |at: Option<usize>| {
            let (module, lesson) = *self.frame.sequence.get(at?)?;
            let module = &self.course.modules[module];
            let lesson = lesson.map(|lesson| &module.lessons[lesson]);
            let (url, title) = lesson.map_or((&module.url, &module.title), |lesson| (&lesson.url, &lesson.title));
            Some(Link { href: path.link_to(url), title })
        };
        put(cx, "previous", &link(place.checked_sub(1)));
        put(cx, "next", &link(Some(place + 1)));
    }
}

/// A module that is small enough for each of its lessons to see all of it. They stand in one
/// folder, so that the links are the same from each.
fn survey(course: &Course, module: &Module) -> Option<Value> {
    let view = || Value::from_serializable(&context::module_around(course, module, 0));
    (1..=context::SURVEYED).contains(&module.lessons.len()).then(view)
}

/// Gives the theme what every page shares.
fn prepare(course: &Course, theme: &mut Theme) {
    theme.tera.set_escape_fn(escape::write);
    let strings = &theme.strings;
    let status = |status: &str| {
        let key = format!("accessibility_{}", status.replace('-', "_"));
        strings.get(&key).cloned().unwrap_or_else(|| status.to_owned())
    };
    let view = Value::from_serializable(&context::course(course, status));
    let strings = Value::from_serializable(strings);
    let global = theme.tera.global_context();
    global.insert_value("course", view);
    global.insert_value("t", strings);
    global.insert(
        "edition",
        match course.edition {
            Edition::Student => "student",
            Edition::Trainer => "trainer",
        },
    );
    global.insert("generator", concat!("Pupitre ", env!("CARGO_PKG_VERSION")));
}

fn page(view: &PageView<'_>) -> Context {
    let mut cx = Context::new();
    put(&mut cx, "page", view);
    cx
}

fn put(cx: &mut Context, key: &'static str, value: &(impl Serialize + ?Sized)) {
    cx.insert(key, value);
}
