//! The file `.pupitre`, which says that a folder is Pupitre's to publish in, and which files of it
//! are. What it does not list, no build has written, and no build removes.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::failure::{During, Result};

/// The name of the file.
pub(super) const MARK: &str = ".pupitre";

/// What the mark says to whoever opens it; the list follows behind an empty line.
const HEAD: &str = concat!(
    "Made by Pupitre ",
    env!("CARGO_PKG_VERSION"),
    ".\nEach build replaces or removes the files below, and leaves all others as they are.\n\n"
);

/// The mark of a folder that holds these files.
pub(super) fn text(paths: impl Iterator<Item: AsRef<str>>) -> String {
    let mut text = HEAD.to_owned();
    for path in paths {
        text.push_str(path.as_ref());
        text.push('\n');
    }
    text
}

/// What the mark in `folder` says: nothing, if there is none.
pub(super) fn read(folder: &Path) -> Result<String> {
    let path = folder.join(MARK);
    match fs::read(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        read => Ok(String::from_utf8_lossy(&read.during("read", &path)?).into_owned()),
    }
}

/// Gives a folder that holds no file of a build a mark that lists none, lest a file of the user's
/// that moves there be taken for ours.
pub(super) fn ensure(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).during("create", folder)?;
    if read(folder)?.is_empty() {
        let path = folder.join(MARK);
        fs::write(&path, HEAD).during("write", &path)?;
    }
    Ok(())
}

/// The files that Pupitre wrote to a folder.
pub(super) enum Written<'a> {
    /// All of them: the mark is that of a version which listed nothing and said so.
    All,
    /// Those of the list.
    Listed(HashSet<&'a str>),
}

impl<'a> Written<'a> {
    /// What a mark lists.
    pub(super) fn by(mark: &'a str) -> Self {
        mark.split_once("\n\n").map_or(Self::All, |(_, list)| Self::Listed(list.lines().collect()))
    }

    /// Whether Pupitre wrote the file at this path.
    pub(super) fn holds(&self, path: &Path) -> bool {
        let Self::Listed(list) = self else { return true };
        // HFS+ takes names apart into letters and accents.
        key(path).is_some_and(|path| list.contains(path.as_str()) || list.contains(path.nfc().to_string().as_str()))
    }
}

/// A path in the folder, as the site would write it.
pub(super) fn key(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(OsStr::to_str).collect();
    parts.map(|parts| parts.join("/"))
}
