//! What the author is told beside a page: its mistakes, those of the rest, and where its text is.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::editor::Editor;
use super::{gone, list};
use crate::diagnostic::{Diagnostic, Severity};
use crate::live::{self, State};
use crate::model::url::{self, SitePath};
use crate::report::{self, Detail};
use crate::source::SourceId;

/// Diagnostics told beside a page; the page of the preview's own lists all.
const MOST: usize = 50;

/// What the script says: each stands in the catalogue after `preview-`.
const WORDS: [&str; 15] = [
    "name", "edit", "open", "fold", "dismiss", "reveal", "conceal", "all", "here", "lost", "moved", "stale", "page",
    "home", "back",
];

/// Who looks at the preview.
#[derive(Clone, Debug)]
pub enum Viewer {
    /// Who writes the course, perhaps with an editor that links can open.
    Author(Option<Editor>),
    /// Someone at another device, not to be told of mistakes: excerpts may show answers.
    Guest,
}

/// What is told beside a page.
#[derive(Serialize)]
pub(super) struct Told {
    words: BTreeMap<&'static str, String>,
    author: Option<ForAuthor>,
}

#[derive(Serialize)]
struct ForAuthor {
    /// The text that the page is made from.
    text: Option<Text>,
    /// What became of the page, if it is gone.
    gone: Option<String>,
    /// Whether the page is as it was before its text got errors.
    stale: bool,
    errors: usize,
    warnings: usize,
    /// How many of each, in words.
    summary: String,
    mistakes: Vec<Mistake>,
    /// How many there are besides, in words.
    more: Option<String>,
}

#[derive(Serialize)]
struct Text {
    path: String,
    link: Option<String>,
}

#[derive(Serialize)]
struct Mistake {
    /// Whether it stands in the text that the page is made from.
    here: bool,
    /// The address of the page that is made from its text, if there is one.
    page: Option<String>,
    #[serde(flatten)]
    detail: Detail,
}

/// What `viewer` is told beside the page at `path`, which the mistakes `faults` keep from its reader.
pub(super) fn beside(state: &State, path: &str, faults: &[Diagnostic], viewer: &Viewer) -> Told {
    let word = |name: &&'static str| (*name, state.catalogue.word(&format!("preview-{name}"), &[]));
    let author = match viewer {
        Viewer::Author(editor) => Some(for_author(state, path, faults, editor.as_ref())),
        Viewer::Guest => None,
    };
    Told { words: WORDS.iter().map(word).collect(), author }
}

fn for_author(state: &State, path: &str, faults: &[Diagnostic], editor: Option<&Editor>) -> ForAuthor {
    let sources = &state.inputs.sources;
    let page = SitePath::new(path);
    let text = page.as_ref().zip(state.site()).and_then(|(page, site)| site.source(page));
    let is_here = |diagnostic: &Diagnostic| text == Some(diagnostic.place.source);
    let mut all: Vec<&Diagnostic> = faults.iter().chain(&state.diagnostics).collect();
    all.sort_by_key(|diagnostic| (diagnostic.severity(), !is_here(diagnostic)));
    let errors = all.partition_point(|diagnostic| diagnostic.severity() == Severity::Error);
    let most = if path == list::PATH { all.len() } else { all.len().min(MOST) };
    let link = |path: &str, line, column| editor?.link(path, line, column);
    let details = report::details(all[..most].iter().copied(), sources, &state.catalogue, link);
    let pages = pages(state, &all[..most].iter().map(|diagnostic| diagnostic.place.source).collect());
    let mistakes = all.iter().zip(details).map(|(diagnostic, detail)| Mistake {
        here: is_here(diagnostic),
        page: pages.get(&diagnostic.place.source).cloned(),
        detail,
    });
    ForAuthor {
        text: text.map(|text| {
            let path = sources.get(text).path.clone();
            Text { link: link(&path, 1, 1), path }
        }),
        gone: page.as_ref().and_then(|page| gone::why(state, page)),
        stale: page.is_some_and(|page| state.last_good.contains_key(&page)),
        errors,
        warnings: all.len() - errors,
        summary: report::counted(errors, all.len() - errors, &state.catalogue),
        mistakes: mistakes.collect(),
        more: (most < all.len()).then(|| state.catalogue.count("preview-more", all.len() - most)),
    }
}

/// The addresses of the pages that are made from these texts.
fn pages(state: &State, wanted: &BTreeSet<SourceId>) -> BTreeMap<SourceId, String> {
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    let pages = live::texts(&state.course).filter(|(_, text)| wanted.contains(text));
    pages.map(|(page, text)| (text, format!("/{}", url::encode(page.as_str())))).collect()
}

#[cfg(test)]
mod tests;
