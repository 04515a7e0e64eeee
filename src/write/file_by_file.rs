//! Publishing where two folders cannot change places: on Windows, on a mounted folder, beside
//! which there is no writing, or in the folder where the user stands.
//!
//! Each file is whole at any moment, and a page is there before another links to it. Killed half
//! way, it leaves some pages old and some new: the next build finds the mark, compares the files
//! and puts the rest in place.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::mark::{self, MARK, key};
use super::stage::{make_folder, write};
use super::{Change, Status, Wanted, fold};
use crate::failure::{During, Result};

/// The mark of a folder that holds files of the old site and of the new one.
const BOTH: &str = ".pupitre-both";

/// Renames what was staged in `root` into the published folder.
pub(super) fn publish(change: &Change, root: &Path) -> Result<()> {
    let published = change.output.real();
    let rename = |from: &str, to: &str| {
        let to = published.join(to);
        fs::rename(root.join(from), &to).during("write", &to)
    };
    let place = |name: &str| rename(name, name);
    // First, so that after a kill the next build knows whose the files are, old and new.
    let stale = change.published.stale.iter().filter_map(|file| key(file));
    let both = stale.chain(change.wanted.paths.iter().map(ToString::to_string));
    write(&root.join(BOTH), mark::text(both).as_bytes())?;
    rename(BOTH, MARK)?;
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
    place(MARK)?;
    fs::remove_dir_all(root).during("remove", root)
}

/// Parts the stale files into those whose place or whose name is needed, and the others. On a
/// system that takes `A.png` and `a.png` for one name, removing the old one last would remove the
/// new one.
fn sort_stale<'a>(change: &Change<'a>) -> (Vec<&'a Path>, Vec<&'a Path>) {
    let Wanted { folders, .. } = change.wanted;
    let needed = change.wanted.folded();
    let is_needed = |name: String| needed.contains(&fold(&name));
    let stale = change.published.stale.iter().map(PathBuf::as_path);
    stale.partition(|file| {
        // A folder that is wanted under the very same name is a place for both.
        let parents = file.ancestors().skip(1).filter_map(key);
        let mut strangers = parents.filter(|folder| !folders.contains(folder.as_str()));
        key(file).is_some_and(is_needed) || strangers.any(is_needed)
    })
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
