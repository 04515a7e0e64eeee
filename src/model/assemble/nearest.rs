//! The file that a link to nowhere may have meant.

use std::collections::HashMap;

use crate::model::link::Targets;
use crate::model::url::{self, ContentPath};

/// Finds files by names that are nearly theirs. A book that was written for another program may
/// have as many dead links as files, so that all comparisons together are limited.
pub(super) struct Nearest<'t> {
    targets: &'t Targets,
    index: Option<Index<'t>>,
    /// What was found before, by the name that was wanted.
    found: HashMap<String, Option<&'t ContentPath>>,
    /// How much may still be compared, in pairs of letters.
    left: usize,
}

/// The files by their names in lower case.
struct Index<'t> {
    /// The first of each name.
    by_name: HashMap<String, &'t ContentPath>,
    /// All of them, in the order of the lengths of their names in letters.
    by_length: Vec<(usize, String, &'t ContentPath)>,
}

/// Pairs of letters to compare: about half a second.
const MAX_COMPARED: usize = 100_000_000;
/// Letters of the longest name that systems take.
const LONGEST_NAME: usize = 255;

impl<'t> Nearest<'t> {
    /// Finds among `targets`.
    pub(super) fn new(targets: &'t Targets) -> Self {
        Self { targets, index: None, found: HashMap::new(), left: MAX_COMPARED }
    }

    /// The file of the same name as the path `wanted`, or of one that looks like it.
    pub(super) fn of(&mut self, wanted: &str) -> Option<&'t ContentPath> {
        let wanted = name(&url::decode(wanted.split('#').next().unwrap_or_default()));
        if let Some(found) = self.found.get(&wanted) {
            return *found;
        }
        let found = self.look_for(&wanted);
        self.found.insert(wanted, found);
        found
    }

    fn look_for(&mut self, wanted: &str) -> Option<&'t ContentPath> {
        let index = self.index.get_or_insert_with(|| Index::new(self.targets));
        // `02-lesson` without its ending is likelier than any other slip.
        let same = index.by_name.get(&format!("{wanted}.md")).or_else(|| index.by_name.get(wanted));
        if let Some(path) = same {
            return Some(path);
        }
        let length = wanted.chars().count();
        if length > LONGEST_NAME {
            return None;
        }
        let far = length.div_ceil(3);
        let first = index.by_length.partition_point(|(other, ..)| other + far < length);
        let last = index.by_length.partition_point(|(other, ..)| *other <= length + far);
        self.left = self.left.checked_sub((last - first) * length * (length + far))?;
        let compared = index.by_length[first..last].iter().filter(|(_, name, _)| may_stand_for(name, wanted));
        let (distance, path) =
            compared.map(|(_, name, path)| (strsim::damerau_levenshtein(wanted, name), *path)).min()?;
        (distance <= far).then_some(path)
    }
}

impl<'t> Index<'t> {
    fn new(targets: &'t Targets) -> Self {
        let mut by_name = HashMap::new();
        let mut by_length = Vec::new();
        for path in targets.keys().filter(|path| !path.as_str().is_empty()) {
            let name = name(path.as_str());
            by_name.entry(name.clone()).or_insert(path);
            by_length.push((name.chars().count(), name, path));
        }
        by_length.sort_unstable();
        Self { by_name, by_length }
    }
}

/// A page was not meant by the name of an image, nor the other way round.
fn may_stand_for(name: &str, wanted: &str) -> bool {
    match wanted.rsplit_once('.') {
        None | Some((_, "html" | "htm")) => true,
        Some((_, extension)) => is_page(extension) == is_page(name.rsplit('.').next().unwrap_or_default()),
    }
}

fn is_page(extension: &str) -> bool {
    matches!(extension, "md" | "markdown")
}

fn name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_lowercase()
}
