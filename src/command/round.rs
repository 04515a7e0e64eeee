//! What a command that watches says: a block for each change.

use std::collections::BTreeSet;
use std::path::Path;

use crate::catalogue::Catalogue;
use crate::load::{self, Inputs};
use crate::prepare::Places;
use crate::report::News;
use crate::watch::{Changes, Folder};

/// Paths that are named; of more, only the number is told.
const NAMED: usize = 3;

/// What has changed, by the names under which messages show it.
pub(super) enum Changed {
    /// Anything, perhaps.
    Everything,
    /// These files.
    Files(BTreeSet<String>),
}

impl Changed {
    /// What of `changes` an author would know of: no file that an editor made and took away again,
    /// which is to say that it is not there now and was not `before`.
    pub(super) fn new(changes: &Changes, places: &Places, before: &Inputs) -> Self {
        let Changes::Paths(paths) = changes else { return Self::Everything };
        let themes = places.root.join("themes");
        let folders = [&places.content, &themes].map(|base| (base, Folder::new(base)));
        let known = |path: &Path| {
            let (base, below) = folders.iter().find_map(|(base, folder)| Some((*base, folder.below(path)?)))?;
            let known = path.exists() || *base == themes || before.holds(&slashed(below));
            (known && !load::is_ignored(below)).then(|| shown(&base.join(below)))
        };
        Self::Files(paths.iter().filter_map(|path| known(path)).collect())
    }

    /// What has changed in both.
    pub(super) fn and(self, later: Self) -> Self {
        match (self, later) {
            (Self::Files(first), Self::Files(later)) => Self::Files(&first | &later),
            _ => Self::Everything,
        }
    }

    /// Whether there is nothing of the author's among them.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Files(files) if files.is_empty())
    }

    /// In words.
    pub(super) fn told(&self, catalogue: &Catalogue) -> String {
        let files = match self {
            Self::Files(files) if !files.is_empty() => files,
            _ => return catalogue.word("everything", &[]),
        };
        let named = files.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        match files.len().saturating_sub(NAMED) {
            0 => named,
            besides => catalogue.counted("others", besides, &[("first", &named)]),
        }
    }
}

/// What is new, behind the line that says how many there are.
pub(super) fn body(news: &News, all: &str, catalogue: &Catalogue) -> String {
    let mut text = String::new();
    if !news.first.is_empty() {
        text = format!("\n{}", news.first);
    }
    if news.rest > 0 {
        text += &catalogue.counted("rest", news.rest, &[("where", all)]);
        text.push_str("\n\n");
    }
    text
}

fn shown(path: &Path) -> String {
    slashed(path.strip_prefix(".").unwrap_or(path))
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
