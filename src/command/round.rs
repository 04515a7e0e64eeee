//! What a command that watches says: a block for each change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::catalogue::Catalogue;
use crate::load::Inputs;
use crate::prepare::Places;
use crate::report::News;
use crate::watch::Changes;

/// Paths that are named; of more, only the number is told.
const NAMED: usize = 3;

/// The files that have changed, by the names under which messages show them.
pub(super) struct Changed {
    named: Vec<String>,
    besides: usize,
}

impl Changed {
    /// What of `changes` an author would know of: no file that an editor made and took away again,
    /// which is to say that it is not there now and was not `before`.
    pub(super) fn new(changes: &Changes, places: &Places, before: &Inputs) -> Self {
        let Changes::Paths(paths) = changes else { return Self { named: Vec::new(), besides: 0 } };
        let bases = [&places.content, &places.root.join("themes")];
        let mut named = BTreeSet::new();
        for path in paths {
            let Some((base, below)) = bases.iter().find_map(|base| Some((base, below(path, base)?))) else { continue };
            if path.exists() || held(before, &below) {
                named.insert(shown(&base.join(below)));
            }
        }
        let besides = named.len().saturating_sub(NAMED);
        Self { named: named.into_iter().take(NAMED).collect(), besides }
    }

    /// In words.
    fn told(&self, catalogue: &Catalogue) -> String {
        let named = self.named.join(", ");
        match self.besides {
            _ if named.is_empty() => catalogue.word("everything", &[]),
            0 => named,
            count => catalogue.counted("others", count, &[("first", &named)]),
        }
    }
}

/// The block for a change that took `time` milliseconds to follow. `all` says where the mistakes
/// stand that it leaves out.
pub(super) fn block(changed: &Changed, time: u128, news: &News, all: &str, catalogue: &Catalogue) -> String {
    let (paths, time) = (changed.told(catalogue), time.to_string());
    let head = catalogue.word("changed", &[("paths", &paths), ("time", &time), ("count", &news.count)]);
    format!("{head}\n{}", body(news, all, catalogue))
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

/// The path below `base`, unless it is hidden there.
fn below(path: &Path, base: &Path) -> Option<PathBuf> {
    let below = path.strip_prefix(base).ok().map(Path::to_owned);
    let below = below.or_else(|| Some(path.strip_prefix(base.canonicalize().ok()?).ok()?.to_owned()))?;
    let hidden = below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
    (!hidden).then_some(below)
}

/// Whether a file of the course stood at `path`, or below it.
fn held(before: &Inputs, path: &Path) -> bool {
    let files = before.files.iter().map(|file| &file.path);
    before.documents.iter().map(|(path, _)| path).chain(files).any(|file| Path::new(file.as_str()).starts_with(path))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).to_string_lossy().replace('\\', "/")
}
