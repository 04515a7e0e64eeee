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

/// What the mark of a version that listed nothing said.
const ALL: &str = "Each build replaces all that this folder holds";

/// The mark of a folder that holds these files.
pub(super) fn text(paths: impl Iterator<Item: AsRef<str>>) -> String {
    let mut text = HEAD.to_owned();
    for path in paths {
        text.push_str(path.as_ref());
        text.push('\n');
    }
    text
}

/// What the mark in `folder` says, if there is one.
pub(super) fn read(folder: &Path) -> Result<Option<String>> {
    let path = folder.join(MARK);
    match fs::read(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        read => Ok(Some(String::from_utf8_lossy(&read.during("read", &path)?).into_owned())),
    }
}

/// Gives a folder that holds no file of a build a mark that lists none, lest a file of the user's
/// that moves there be taken for ours.
pub(super) fn ensure(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).during("create", folder)?;
    if read(folder)?.is_none() {
        let path = folder.join(MARK);
        fs::write(&path, HEAD).during("write", &path)?;
    }
    Ok(())
}

/// The files that Pupitre wrote to a folder.
pub(super) enum Written<'a> {
    /// All of them: the mark says so, or a killed build had removed it before the rest.
    All,
    /// Those of the list.
    Listed(HashSet<&'a str>),
}

impl<'a> Written<'a> {
    /// What a mark lists. Each of its lines counts, and one that was emptied lists nothing: an editor
    /// or a version control system may have changed it, and a file too few costs nobody anything.
    pub(super) fn by(mark: Option<&'a str>) -> Self {
        match mark {
            Some(mark) if !mark.contains(ALL) => Self::Listed(mark.lines().collect()),
            _ => Self::All,
        }
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
