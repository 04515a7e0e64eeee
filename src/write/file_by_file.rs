//! Publishing where two folders cannot change places: on Windows, on a mounted folder, beside
//! which there is no writing, or in the folder where the user stands.
//!
//! Each file is whole at any moment, and a page is there before another links to it. Killed half
//! way, it leaves some pages old and some new: the next build finds the mark, compares the files
//! and puts the rest in place.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::output::MARK;
use super::published::key;
use super::stage::make_folder;
use super::{Change, Status, Wanted};
use crate::failure::{During, Result};
use crate::model::url::SitePath;

/// Renames what was staged in `root` into the published folder.
pub(super) fn publish(change: &Change, root: &Path) -> Result<()> {
    let published = change.output.real();
    let place = |name: &str| {
        let to = published.join(name);
        fs::rename(root.join(name), &to).during("write", &to)
    };
    // First, so that after a kill the next build knows whose the folder is.
    place(MARK)?;
    let (in_the_way, stale) = sort_stale(change);
    remove(published, &in_the_way)?;
    remove_stale_folders(change);
    for folder in &change.wanted.folders {
        make_folder(&published.join(folder))?;
    }
    for status in [Status::New, Status::Changed] {
        for path in change.paths(status) {
            place(path.as_str())?;
        }
    }
    remove(published, &stale)?;
    remove_stale_folders(change);
    fs::remove_dir_all(root).during("remove", root)
}

/// Parts the stale files into those whose place or whose name is needed, and the others. On a
/// system that takes `A.png` and `a.png` for one name, removing the old one last would remove the
/// new one.
fn sort_stale<'a>(change: &Change<'a>) -> (Vec<&'a Path>, Vec<&'a Path>) {
    let Wanted { paths, folders } = change.wanted;
    let names = paths.iter().map(SitePath::as_str);
    let needed: HashSet<String> = names.chain(folders.iter().copied()).map(fold).collect();
    let is_needed = |name: String| needed.contains(&fold(&name));
    let stale = change.published.stale.iter().map(PathBuf::as_path);
    stale.partition(|file| {
        // A folder that is wanted under the very same name is a place for both.
        let parents = file.ancestors().skip(1).filter_map(key);
        let mut strangers = parents.filter(|folder| !folders.contains(folder.as_str()));
        key(file).is_some_and(is_needed) || strangers.any(is_needed)
    })
}

/// The name without what some file systems take no notice of.
fn fold(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

fn remove(published: &Path, files: &[&Path]) -> Result<()> {
    for file in files {
        let path = published.join(file);
        // On Windows, a link to a folder is removed as a folder.
        let removed = fs::remove_file(&path).or_else(|error| match fs::remove_dir(&path) {
            Err(_) => Err(error),
            removed => removed,
        });
        match removed {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            removed => removed.during("remove", &path)?,
        }
    }
    Ok(())
}

/// Removes what is empty; what holds a file still, stays.
fn remove_stale_folders(change: &Change) {
    for folder in change.published.stale_folders.iter().rev() {
        let _ = fs::remove_dir(change.output.real().join(folder));
    }
}
