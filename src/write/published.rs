//! What a folder holds before a build.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Wanted;
use super::output::{MARK, MARK_TEXT, Output, is_ours};
use crate::failure::{Failure, Result};

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
        let kept = kept_folders(output, wanted, &names.dots)?;
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
        let mark = fs::read(output.real().join(MARK));
        let is_marked = mark.is_ok_and(|mark| mark == MARK_TEXT.as_bytes());
        Ok(Self { stands, stale, stale_folders, is_marked })
    }

    /// Whether a build that finds every file unchanged has nothing to do.
    pub(super) fn is_current(&self) -> bool {
        self.is_marked && self.stale.is_empty() && self.stale_folders.is_empty()
    }
}

/// Everything in a folder, by paths that start from it; what is Pupitre's own left out.
#[derive(Default)]
pub(super) struct Names {
    /// Names that begin with a dot: the user's, not looked into.
    pub(super) dots: Vec<PathBuf>,
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    /// Links and the like, which no build makes.
    others: Vec<PathBuf>,
}

impl Names {
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut names = Self::default();
        if !folder.exists() {
            return Ok(names);
        }
        let mut entries = WalkDir::new(folder).min_depth(1).into_iter();
        while let Some(entry) = entries.next() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                Failure::io("look into", &path, error.into())
            })?;
            let kind = entry.file_type();
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                if kind.is_dir() {
                    entries.skip_current_dir();
                }
                if !is_ours(&path) {
                    names.dots.push(path);
                }
            } else if kind.is_dir() {
                names.folders.push(path);
            } else if kind.is_file() {
                names.files.push(path);
            } else {
                names.others.push(path);
            }
        }
        Ok(names)
    }
}

/// A path in the folder, as the site would write it.
pub(super) fn key(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(OsStr::to_str).collect();
    parts.map(|parts| parts.join("/"))
}

/// The folders that the user's dot files stand in. None of them may become a file.
fn kept_folders<'a>(output: &Output, wanted: &Wanted, dots: &'a [PathBuf]) -> Result<BTreeSet<&'a Path>> {
    let kept: BTreeSet<_> = dots.iter().flat_map(|dot| dot.ancestors().skip(1)).collect();
    for folder in &kept {
        if key(folder).is_some_and(|key| wanted.position(&key).is_some()) {
            let why = "a file of the site takes the place of this folder, which holds dot files \
                       of yours; move them away";
            return Err(Failure::refused("replace", &output.path().join(folder), why));
        }
    }
    Ok(kept)
}
