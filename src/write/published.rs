//! What a folder holds before a build.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::mark::{self, Written, key};
use super::output::{Output, is_ours};
use super::{Wanted, fold};
use crate::failure::{During, Failure, Result};

/// The published folder, compared with the site that is to come.
pub(super) struct Published {
    /// For each of the wanted paths, whether a file stands there.
    pub(super) stands: Vec<bool>,
    /// Files of an earlier build that are no longer wanted.
    pub(super) stale: Vec<PathBuf>,
    /// Folders that will be empty without these, parents first.
    pub(super) stale_folders: Vec<PathBuf>,
    is_marked: bool,
}

impl Published {
    pub(super) fn read(output: &Output, wanted: &Wanted) -> Result<Self> {
        let names = Names::read(output.real())?;
        let kept = kept_folders(output, wanted, &names.users)?;
        let mut stands = vec![false; wanted.paths.len()];
        let mut stale = names.others;
        for file in names.files {
            match key(&file).and_then(|file| wanted.position(&file)) {
                Some(position) => stands[position] = true,
                None => stale.push(file),
            }
        }
        let mut stale_folders = names.folders;
        stale_folders.retain(|folder| {
            let is_wanted = key(folder).is_some_and(|key| wanted.folders.contains(key.as_str()));
            !is_wanted && !kept.contains(folder.as_path())
        });
        Ok(Self { stands, stale, stale_folders, is_marked: names.mark == Some(wanted.mark()) })
    }

    /// Whether a build that finds every file unchanged has nothing to do.
    pub(super) fn is_current(&self) -> bool {
        self.is_marked && self.stale.is_empty() && self.stale_folders.is_empty()
    }
}

/// Everything in a folder, by paths that start from it; what is Pupitre's own left out.
#[derive(Default)]
pub(super) struct Names {
    /// The user's: names that begin with a dot, not looked into, and what no build has written.
    pub(super) users: Vec<PathBuf>,
    mark: Option<String>,
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    /// Links and the like, which no build makes.
    others: Vec<PathBuf>,
}

impl Names {
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut names = Self::default();
        // Not `exists`: a folder that cannot be looked at now may hold the user's files all the same.
        if !folder.try_exists().during("look at", folder)? {
            return Ok(names);
        }
        names.mark = mark::read(folder)?;
        let written = Written::by(names.mark.as_deref());
        let mut entries = WalkDir::new(folder).min_depth(1).into_iter();
        while let Some(entry) = entries.next() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                Failure::io("look into", &path, error.into())
            })?;
            let kind = entry.file_type();
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            if is_hidden(&path) {
                if kind.is_dir() {
                    entries.skip_current_dir();
                }
                if !is_ours(&path) {
                    names.users.push(path);
                }
            } else if kind.is_dir() {
                names.folders.push(path);
            } else if !written.holds(&path) {
                names.users.push(path);
            } else if kind.is_file() {
                names.files.push(path);
            } else {
                names.others.push(path);
            }
        }
        Ok(names)
    }
}

/// The folders that the user's files stand in. Neither these nor the files give way to the site,
/// under no spelling that some file system takes for the same name.
fn kept_folders<'a>(output: &Output, wanted: &Wanted, users: &'a [PathBuf]) -> Result<BTreeSet<&'a Path>> {
    let kept: BTreeSet<_> = users.iter().flat_map(|path| path.ancestors().skip(1)).collect();
    for folder in &kept {
        if key(folder).is_some_and(|key| wanted.position(&key).is_some()) {
            let why = "a file of the site takes the place of this folder, which holds files of yours; move them away";
            return Err(Failure::refused("replace", &output.path().join(folder), why));
        }
    }
    let mut visible = users.iter().filter(|path| !is_hidden(path)).peekable();
    // Rare, and a long list to make.
    let needed = visible.peek().map(|_| wanted.folded()).unwrap_or_default();
    for file in visible {
        if key(file).is_some_and(|key| needed.contains(&fold(&key))) {
            let why = "the site needs this name, and the file is one of yours (no build has written it); move it away";
            return Err(Failure::refused("replace", &output.path().join(file), why));
        }
    }
    Ok(kept)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
