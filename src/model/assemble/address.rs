//! Addresses in the site: safe on every system, each given once.

use std::collections::HashMap;

use super::order;
use crate::model::url::SitePath;
pub(super) use crate::model::url::segment;
use crate::source::Place;

/// The pages and files that a site may have, whatever the course: no other may take their addresses.
pub(super) const RESERVED: [&str; 12] = [
    "index.html",
    "plan.html",
    "a-z.html",
    "sources.html",
    "results.html",
    "attestation.html",
    "about.html",
    "accessibility.html",
    "404.html",
    "manifest.webmanifest",
    "offline.txt",
    "sw.js",
];

/// Which addresses are taken, and by what; a page of the theme has no place.
pub(super) struct Addresses {
    taken: HashMap<String, Option<Place>>,
    /// The last number added to each address that was wanted more than once.
    counts: HashMap<String, usize>,
}

/// Who had an address before.
pub(super) enum Owner {
    /// It was free.
    Nobody,
    /// A page that every site has.
    Theme,
    /// Another file of the course.
    File(Place),
}

impl Default for Addresses {
    fn default() -> Self {
        let letters = ('a'..='z').chain(['0']).map(|letter| SitePath::letter(letter).to_string());
        let taken = RESERVED.into_iter().map(str::to_owned).chain(letters).map(|path| (path, None)).collect();
        Self { taken, counts: HashMap::new() }
    }
}

impl Addresses {
    /// Takes `folder/stem.extension`. Where that is taken already a number is added.
    pub(super) fn claim(&mut self, folder: &str, stem: &str, extension: &str, by: Place) -> (SitePath, Owner) {
        let wanted = join(folder, &format!("{stem}{extension}"));
        let owner = match self.taken.get(&wanted) {
            None => Owner::Nobody,
            Some(None) => Owner::Theme,
            Some(Some(place)) => Owner::File(*place),
        };
        (self.take(folder, stem, extension, Some(by)), owner)
    }

    /// Takes the address of a page that comes from no file.
    pub(super) fn claim_page(&mut self, folder: &str, stem: &str) -> SitePath {
        self.take(folder, stem, ".html", None)
    }

    fn take(&mut self, folder: &str, stem: &str, extension: &str, by: Option<Place>) -> SitePath {
        let wanted = join(folder, &format!("{stem}{extension}"));
        let mut path = wanted.clone();
        while self.taken.contains_key(&path) {
            let count = self.counts.entry(wanted.clone()).or_insert(1);
            *count += 1;
            path = join(folder, &format!("{stem}-{count}{extension}"));
        }
        self.taken.insert(path.clone(), by);
        // Made of slugs, so always sound; the fallback keeps this function total.
        SitePath::new(&path).unwrap_or_else(home)
    }
}

/// The address of the home page.
pub(super) fn home() -> SitePath {
    SitePath::index()
}

/// The folder in the site of a folder of the course.
pub(super) fn folder(path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty());
    let folder = parts.map(|part| segment(order::without_number(part))).collect::<Vec<_>>().join("/");
    // `theme/` holds the style sheet and the scripts.
    match folder.strip_prefix("theme") {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("theme-module{rest}"),
        _ => folder,
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
