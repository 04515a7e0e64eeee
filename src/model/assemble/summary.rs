//! What the table of contents of a book says of the order and the titles of its pages.

use std::collections::HashMap;

use super::nearest::Nearest;
use super::references;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::lesson::Audience;
use crate::model::link::Targets;
use crate::model::url::{self, ContentPath};
use crate::parse::summary::Summary;

/// The pages and folders that a book names. There is none in a course that is no book.
///
/// A module is a folder, so the book gives the order within each folder, and that of the folders
/// by the first page that it names in each. It names a page that has no title of its own; the page
/// and every link to it must agree, so a title in the page's own text goes before.
#[derive(Default)]
pub(super) struct Book {
    ranks: HashMap<String, usize>,
    titles: HashMap<String, String>,
    /// Whether the course is a book.
    pub(super) is_one: bool,
}

impl Book {
    /// What `summary` says.
    pub(super) fn new(summary: Option<&Summary>) -> Self {
        let mut book = Self { is_one: summary.is_some(), ..Self::default() };
        let Some(summary) = summary else { return book };
        for (rank, chapter) in summary.chapters.iter().enumerate() {
            let Some(path) = file(&summary.path, &chapter.link.target) else { continue };
            let mut place = path.as_str();
            while !place.is_empty() && !book.ranks.contains_key(place) {
                book.ranks.insert(place.to_owned(), rank);
                place = place.rsplit_once('/').map_or("", |(folder, _)| folder);
            }
            book.titles.entry(path.to_string()).or_insert_with(|| chapter.title.clone());
        }
        book
    }

    /// The place of a file or folder in the book.
    pub(super) fn rank(&self, path: &str) -> Option<usize> {
        self.ranks.get(path).copied()
    }

    /// What the book calls a page.
    pub(super) fn title(&self, path: &ContentPath) -> Option<String> {
        self.titles.get(path.as_str()).filter(|title| !title.is_empty()).cloned()
    }
}

/// Reports the links that lead nowhere. A chapter that is a draft, or the trainer's, may be named:
/// readers never see the file, they see the plan.
pub(super) fn check(
    summary: &Summary,
    targets: &Targets,
    nearest: &mut Nearest<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for chapter in &summary.chapters {
        let code = references::one(targets, &summary.path, Audience::Trainer, &chapter.link).err();
        if let Some(code @ (Code::LinkDead | Code::LinkOutside | Code::LinkUnsafe)) = code {
            diagnostics.push(references::describe(
                code,
                summary.source,
                &chapter.link,
                targets,
                nearest,
                &summary.path,
            ));
        }
    }
}

/// The file of the course that `link` leads to, whatever the anchor.
fn file(from: &ContentPath, link: &str) -> Option<ContentPath> {
    let path = link.split(['#', '?']).next().filter(|path| !path.is_empty())?;
    from.resolve(&url::decode(path))
}
