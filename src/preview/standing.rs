//! What stands at an address, and the mark by which a tab knows whether it shows that.

use std::borrow::Cow;
use std::path::Path;

use axum::http::StatusCode;

use super::list;
use crate::diagnostic::Diagnostic;
use crate::live::{Mark, State};
use crate::model::url::{self, SitePath};
use crate::render::{Content, Site};

/// Where the marks of all files of the theme are kept: no page or file ends so.
const THEME: &str = "theme/";

/// What stands at an address.
pub(super) enum Standing<'s> {
    /// A page.
    Page(Page),
    /// A file of the theme, or a part of the search.
    Bytes(Cow<'s, [u8]>),
    /// A file of the course.
    File(&'s Path),
}

/// A page as it was built.
pub(super) struct Page {
    /// Whether it is what was asked for.
    pub(super) status: StatusCode,
    /// Its text.
    pub(super) html: Vec<u8>,
    /// The mistakes of the theme that keep the true one from being shown.
    pub(super) faults: Vec<Diagnostic>,
}

/// What stands at `path`, from the top of the site: the page that says so if that is nothing.
pub(super) fn at<'s>(state: &'s State, path: &str) -> Standing<'s> {
    if path == list::PATH {
        return Standing::Page(stand_in(state));
    }
    match SitePath::new(path).map(|path| state.content(&path)) {
        Some(Ok(Some(Content::Bytes(bytes)))) => Standing::Bytes(bytes.into()),
        Some(Ok(Some(Content::Data(data)))) => Standing::Bytes(data.into()),
        Some(Ok(Some(Content::File(file)))) => Standing::File(file),
        Some(Ok(Some(Content::Page(html)))) => {
            Standing::Page(Page { status: StatusCode::OK, html, faults: Vec::new() })
        }
        Some(Err(error)) => Standing::Page(broken(state, &error)),
        // What tells of the whole site is for those who keep it: the preview is not kept.
        Some(Ok(None | Some(Content::Whole(_)))) | None => Standing::Page(missing(state)),
    }
}

/// The mark of what stands at `path`: another, if that is another.
pub(super) fn mark(state: &State, path: &str) -> Mark {
    let changed = |file: &Path| {
        let told = file.metadata().map(|file| format!("{:x} {:?}", file.len(), file.modified().ok()));
        told.unwrap_or_default()
    };
    state.marks.of(path, || match at(state, path) {
        Standing::Page(page) => of_page(&page),
        Standing::Bytes(bytes) => alone(of_bytes(&bytes)),
        Standing::File(file) => alone(changed(file)),
    })
}

/// The mark of a page, which stands at `path`.
pub(super) fn mark_of(state: &State, path: &str, page: &Page) -> Mark {
    state.marks.of(path, || of_page(page))
}

/// The mark of all files of the theme.
pub(super) fn mark_of_theme(state: &State) -> String {
    let make = || {
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        for (name, bytes) in state.site().iter().flat_map(|site| &site.theme().files) {
            hash.update(name.as_bytes());
            hash.update(bytes);
        }
        alone(format!("{:016x}", hash.digest()))
    };
    state.marks.of(THEME, make).text
}

fn of_page(page: &Page) -> Mark {
    Mark { text: of_bytes(&page.html), faults: page.faults.clone() }
}

fn of_bytes(bytes: &[u8]) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes))
}

fn alone(text: String) -> Mark {
    Mark { text, faults: Vec::new() }
}

/// The address where the page is that stood at `path`, unless something stands there again.
pub(super) fn moved(state: &State, path: &str) -> Option<String> {
    let from = |path: &str| {
        let path = SitePath::new(path)?;
        let to = state.moved.get(&path)?;
        matches!(state.content(&path), Ok(None)).then_some(to)
    };
    // A folder is named without the page in it, and may be asked for without its slash.
    let to = from(path).or_else(|| from(&format!("{path}/index.html")))?.as_str();
    let to = to.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(to);
    Some(format!("/{}", url::encode(to)))
}

/// What stands where there is no page that could: the list of mistakes.
fn stand_in(state: &State) -> Page {
    Page { status: StatusCode::OK, html: list::page(state), faults: Vec::new() }
}

fn broken(state: &State, error: &tera::Error) -> Page {
    let told = |site: Site<'_>| site.theme().diagnostics(error, &state.inputs.sources);
    Page { faults: state.site().map(told).unwrap_or_default(), ..stand_in(state) }
}

fn missing(state: &State) -> Page {
    let page = match SitePath::new("404.html").map(|path| state.content(&path)) {
        Some(Ok(Some(Content::Page(html)))) => Page { html, ..stand_in(state) },
        Some(Err(error)) => broken(state, &error),
        _ => return stand_in(state),
    };
    Page { status: StatusCode::NOT_FOUND, ..page }
}
