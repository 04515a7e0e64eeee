//! What a command that watches says: a block for each change.

use std::path::{Path, PathBuf};

use crate::catalogue::Catalogue;
use crate::load::{self, Inputs};
use crate::prepare::Places;
use crate::report::News;
use crate::watch::Changes;

/// Paths that are named; of more, only the number is told.
const NAMED: usize = 3;

/// What has changed, by the names under which messages show it.
pub(super) enum Changed {
    /// Anything, perhaps.
    Everything,
    /// Some of these files, and how many besides.
    Files(Vec<String>, usize),
}

impl Changed {
    /// What of `changes` an author would know of: no file that an editor made and took away again,
    /// which is to say that it is not there now and was not `before`.
    pub(super) fn new(changes: &Changes, places: &Places, before: &Inputs) -> Self {
        let Changes::Paths(paths) = changes else { return Self::Everything };
        let themes = places.root.join("themes");
        let known = |path: &Path| {
            let (base, below) =
                [&places.content, &themes].into_iter().find_map(|base| Some((base, below(path, base)?)))?;
            let known = path.exists() || *base == themes || before.holds(&slashed(&below));
            known.then(|| shown(&base.join(below)))
        };
        let mut named: Vec<String> = paths.iter().filter_map(|path| known(path)).collect();
        named.sort_unstable();
        named.dedup();
        let besides = named.len().saturating_sub(NAMED);
        named.truncate(NAMED);
        Self::Files(named, besides)
    }

    /// Whether there is nothing of the author's among them.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Files(named, _) if named.is_empty())
    }

    /// In words.
    pub(super) fn told(&self, catalogue: &Catalogue) -> String {
        match self {
            Self::Files(named, 0) if !named.is_empty() => named.join(", "),
            Self::Files(named, besides) if !named.is_empty() => {
                catalogue.counted("others", *besides, &[("first", &named.join(", "))])
            }
            _ => catalogue.word("everything", &[]),
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

/// The path below `base`, unless it is no part of the course.
fn below(path: &Path, base: &Path) -> Option<PathBuf> {
    let below = path.strip_prefix(base).ok().map(Path::to_owned);
    let below = below.or_else(|| Some(path.strip_prefix(base.canonicalize().ok()?).ok()?.to_owned()))?;
    (!load::is_ignored(&below)).then_some(below)
}

fn shown(path: &Path) -> String {
    slashed(path.strip_prefix(".").unwrap_or(path))
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
