//! Which folders Pupitre may write to.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::mark::MARK;
use crate::failure::{During, Failure, Result};

/// A folder that may be replaced by a site: made by an earlier build, empty, or not there yet.
#[derive(Clone, Debug)]
pub struct Output {
    given: PathBuf,
    real: PathBuf,
}

impl Output {
    /// Judges the folder that `output` leads to. `content` is where the lessons are.
    pub fn check(output: &Path, content: &Path) -> Result<Self> {
        let refuse = |why: &str| Err(Failure::refused("publish in", output, why));
        let real = resolve(output)?;
        if let Some(why) = misplaced(&real, &resolve(content)?) {
            return refuse(&format!("{why}; choose another folder"));
        }
        let found = match fs::metadata(&real) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            found => Some(found.during("look at", output)?),
        };
        if found.is_some_and(|found| !found.is_dir()) {
            return refuse("it is a file; choose a folder");
        }
        if let Some(name) = foreign_file(&real)? {
            let name = name.display();
            return refuse(&format!(
                "it holds {name} and was not made by Pupitre (there is no {MARK} in it); \
                 choose another folder, or empty this one"
            ));
        }
        Ok(Self { given: output.to_owned(), real })
    }

    /// The folder, as it was given.
    pub fn path(&self) -> &Path {
        &self.given
    }

    /// Whether it is `folder`, or stands in it.
    pub fn is_below(&self, folder: &Path) -> bool {
        folder.canonicalize().is_ok_and(|folder| self.real.starts_with(folder))
    }

    /// The folder, free of symbolic links.
    pub(super) fn real(&self) -> &Path {
        &self.real
    }

    /// Where Pupitre keeps something of its own, beside the folder.
    pub(super) fn beside(&self, what: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(self.real.file_name().unwrap_or_default());
        name.push(".pupitre-");
        name.push(what);
        self.real.with_file_name(name)
    }

    /// Where Pupitre keeps something of its own, in the folder, for want of a place beside it.
    pub(super) fn inside(&self, what: &str) -> PathBuf {
        self.real.join(format!("{MARK}-{what}"))
    }
}

/// Whether a name at the top of the folder is Pupitre's own.
pub(super) fn is_ours(name: &Path) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(MARK))
}

/// Why a site has no business there, whatever the folder holds.
fn misplaced(output: &Path, content: &Path) -> Option<&'static str> {
    let home = std::env::home_dir().and_then(|home| resolve(&home).ok());
    if output.parent().is_none() {
        Some("it is the root of the disk")
    } else if home.is_some_and(|home| home.starts_with(output)) {
        Some("it is your home folder, or holds it")
    } else if output == content {
        Some("it is the content folder")
    } else if content.starts_with(output) {
        Some("it holds the content folder")
    } else if output.starts_with(content) {
        Some("it is inside the content folder")
    } else {
        None
    }
}

/// The first name in an unmarked folder that is not a dot file.
fn foreign_file(folder: &Path) -> Result<Option<OsString>> {
    let action = "look into";
    let marked = fs::symlink_metadata(folder.join(MARK)).is_ok_and(|mark| mark.is_file());
    if marked || !folder.try_exists().during(action, folder)? {
        return Ok(None);
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).during(action, folder)? {
        names.push(entry.during(action, folder)?.file_name());
    }
    names.retain(|name| !name.as_encoded_bytes().starts_with(b"."));
    Ok(names.into_iter().min())
}

/// The path without symbolic links, `.` and `..`, though its end may not exist yet.
fn resolve(path: &Path) -> Result<PathBuf> {
    let action = "find";
    let path = std::path::absolute(path).during(action, path)?;
    match path.canonicalize() {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        found => return found.during(action, &path),
    }
    if path.is_symlink() {
        let why = "it is a symbolic link that leads nowhere";
        return Err(Failure::refused(action, &path, why));
    }
    // What does not exist is no link, so that its name and its `..` mean what they say.
    let mut parts = path.components();
    let last = parts.next_back();
    let parent = resolve(parts.as_path())?;
    let path = match last {
        Some(Component::Normal(name)) => parent.join(name),
        Some(Component::ParentDir) => parent.parent().unwrap_or(&parent).to_owned(),
        _ => parent,
    };
    // After a `..` it may exist, and be a link, after all.
    match path.canonicalize() {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(path),
        found => found.during(action, &path),
    }
}
