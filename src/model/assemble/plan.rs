//! Which file becomes which page: folders and lessons in order, each with its address.

use std::collections::BTreeMap;

use super::address::{self, Addresses, Owner};
use super::order::{self, Key};
use super::summary::Book;
use super::{Drafts, references};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::Inputs;
use crate::model::lesson::Audience;
use crate::model::link::{PageTarget, Target, Targets};
use crate::model::url::{ContentPath, SitePath};
use crate::parse::lesson::Document;
use crate::parse::summary::Summary;
use crate::source::{Place, Span};

/// The pages to be, in order.
pub(super) struct Plan {
    /// Folders in order, the top first.
    pub(super) folders: Vec<Folder>,
    /// What is not published because it is not finished.
    pub(super) hidden: Vec<(ContentPath, Document)>,
    /// Which addresses are taken.
    pub(super) addresses: Addresses,
}

/// A folder and its pages.
pub(super) struct Folder {
    /// Its path, empty at the top.
    pub(super) path: String,
    /// The address of its page.
    pub(super) url: SitePath,
    /// `index.md`, else `_index.md` (Hugo), else `README.md`.
    pub(super) index: Option<Planned>,
    /// The other pages, in order.
    pub(super) lessons: Vec<Planned>,
}

/// A page to be.
pub(super) struct Planned {
    /// Its file.
    pub(super) path: ContentPath,
    /// Its syntax.
    pub(super) document: Document,
    /// Its address.
    pub(super) url: SitePath,
    /// What a book calls it.
    pub(super) chapter: Option<String>,
}

impl Planned {
    /// The title that the file gives itself, in its front matter or in a heading.
    pub(super) fn own_title(&self) -> Option<String> {
        let given = self.document.front_matter.title.as_ref().map(|title| title.value.clone());
        given.or_else(|| self.document.title.clone()).filter(|title| !title.trim().is_empty())
    }

    /// Its title; that of the book or the name of the file where it gives itself none.
    pub(super) fn title(&self) -> String {
        self.own_title().or_else(|| self.chapter.clone()).unwrap_or_else(|| order::title_from(stem(&self.path)))
    }
}

impl Folder {
    /// Its title; that of the book or its name where its page gives none.
    pub(super) fn title(&self) -> String {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let given = |index: &Planned| index.own_title().or_else(|| index.chapter.clone());
        self.index.as_ref().and_then(given).unwrap_or_else(|| order::title_from(name))
    }

    /// For whom its page is: without a page of its own, for who may read one of its lessons.
    fn audience(&self) -> Audience {
        let everyone = |page: &Planned| page.document.front_matter.audience == Audience::Everyone;
        let shown = self.path.is_empty() || self.pages().any(everyone);
        if shown { Audience::Everyone } else { Audience::Trainer }
    }

    /// All its pages.
    pub(super) fn pages(&self) -> impl Iterator<Item = &Planned> {
        self.index.iter().chain(&self.lessons)
    }
}

impl Plan {
    /// What each path of the content folder is in the site; a table of contents is the plan.
    pub(super) fn targets(&self, inputs: &Inputs, summary: Option<&Summary>) -> Targets {
        let mut targets = Targets::new();
        targets.extend(inputs.lost.iter().map(|path| (path.clone(), Target::Lost)));
        targets.extend(inputs.files.iter().map(|file| (file.path.clone(), Target::File)));
        targets.extend(self.hidden.iter().map(|(path, _)| (path.clone(), Target::Draft)));
        let plan = || PageTarget { url: SitePath::plan(), audience: Audience::Everyone, anchors: BTreeMap::new() };
        targets.extend(summary.map(|summary| (summary.path.clone(), Target::Page(plan()))));
        for folder in &self.folders {
            let anchors = BTreeMap::new();
            let page = PageTarget { url: folder.url.clone(), audience: folder.audience(), anchors };
            targets.insert(ContentPath::folder_named(&folder.path), Target::Page(page));
            targets.extend(folder.pages().map(|page| (page.path.clone(), Target::Page(references::target(page)))));
        }
        targets
    }
}

/// Puts the documents in order and gives each its address.
pub(super) fn plan(
    documents: Vec<(ContentPath, Document)>,
    book: &Book,
    drafts: Drafts,
    diagnostics: &mut Vec<Diagnostic>,
) -> Plan {
    let (hidden, shown): (Vec<_>, Vec<_>) =
        documents.into_iter().partition(|(_, document)| document.front_matter.draft && drafts == Drafts::Hidden);
    let mut grouped: BTreeMap<String, Vec<(ContentPath, Document)>> = BTreeMap::new();
    for (path, document) in shown {
        grouped.entry(path.folder().to_owned()).or_default().push((path, document));
    }
    let orders: BTreeMap<String, i64> = grouped
        .iter()
        .filter_map(|(folder, files)| {
            let index = index_of(files)?;
            Some((folder.clone(), files[index].1.front_matter.order?))
        })
        .collect();
    let mut sorted: Vec<_> = grouped.into_iter().collect();
    sorted.sort_by_cached_key(|(folder, _)| folder_key(folder, &orders, book));
    let mut addresses = Addresses::default();
    let folders =
        sorted.into_iter().map(|(path, files)| plan_folder(path, files, book, &mut addresses, diagnostics)).collect();
    Plan { folders, hidden, addresses }
}

fn plan_folder(
    path: String,
    mut files: Vec<(ContentPath, Document)>,
    book: &Book,
    addresses: &mut Addresses,
    diagnostics: &mut Vec<Diagnostic>,
) -> Folder {
    let index = index_of(&files).map(|at| files.remove(at));
    files.sort_by_cached_key(|(path, document)| Key::new(stem(path), path.as_str(), document.front_matter.order, book));
    let slug = index.as_ref().and_then(|(_, document)| document.front_matter.slug.as_ref());
    let site_folder = match (slug, path.rsplit_once('/')) {
        (Some(slug), None) if !path.is_empty() => address::segment(&slug.value),
        (Some(slug), Some((parent, _))) => format!("{}/{}", address::folder(parent), address::segment(&slug.value)),
        _ => address::folder(&path),
    };
    let mut claim = |stem: &str, document: Option<&Document>| {
        let Some(document) = document else { return addresses.claim_page(&site_folder, stem) };
        let span = document.front_matter.slug.as_ref().map_or(Span::default(), |slug| slug.span);
        let place = Place { source: document.source, span };
        let (url, owner) = addresses.claim(&site_folder, stem, ".html", place);
        if matches!(owner, Owner::Nobody) {
            return url;
        }
        let wanted = SitePath::new(&format!("{site_folder}/{stem}.html"))
            .map_or(format!("{stem}.html"), |path| path.to_string());
        let twice = Diagnostic::new(Code::LessonDuplicateSlug, place.source, place.span).with("target", wanted);
        diagnostics.push(match owner {
            Owner::File(first) => twice.related(first),
            Owner::Nobody | Owner::Theme => twice,
        });
        url
    };
    let url =
        if path.is_empty() { address::home() } else { claim("index", index.as_ref().map(|(_, document)| document)) };
    let index = index.map(|(path, document)| {
        let chapter = book.title(&path);
        Planned { path, document, url: url.clone(), chapter }
    });
    let lessons = files
        .into_iter()
        .map(|(path, document)| {
            let name = match &document.front_matter.slug {
                Some(slug) => address::segment(&slug.value),
                None => address::segment(order::without_number(stem(&path))),
            };
            let url = claim(&name, Some(&document));
            let chapter = book.title(&path);
            Planned { path, document, url, chapter }
        })
        .collect();
    Folder { path, url, index, lessons }
}

/// Which file is the folder's own page.
fn index_of(files: &[(ContentPath, Document)]) -> Option<usize> {
    let named = |name: &str| files.iter().position(|(path, _)| stem(path).eq_ignore_ascii_case(name));
    named("index").or_else(|| named("_index")).or_else(|| named("readme"))
}

fn stem(path: &ContentPath) -> &str {
    let name = path.file_name();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn folder_key(folder: &str, orders: &BTreeMap<String, i64>, book: &Book) -> Vec<Key> {
    let mut path = String::new();
    folder
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(part);
            Key::new(part, &path, orders.get(&path).copied(), book)
        })
        .collect()
}
