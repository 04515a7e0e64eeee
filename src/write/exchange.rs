//! The new folder takes the place of the old one in a single step.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

use rayon::prelude::*;

use super::file_by_file;
use super::mark;
use super::output::Output;
use super::published::Names;
use super::stage::{Method, Place};
use super::{Change, Status};
use crate::failure::{During, Failure, Result};

/// Publishes what was staged.
pub(super) fn put_in_place(change: &Change, place: &Place) -> Result<()> {
    let published = change.output.real();
    match place.method {
        Method::Rename => fs::rename(&place.root, published).during("create", published),
        Method::FileByFile => file_by_file::publish(change, &place.root),
        Method::Exchange => {
            link_unchanged(change, &place.root)?;
            if let Ok(metadata) = fs::metadata(published) {
                // As near to the old folder as the system lets us come.
                let _ = fs::set_permissions(&place.root, metadata.permissions());
            }
            match swap(&place.root, published) {
                Ok(()) => clear(&place.root, published),
                // Tried before, yet refused, say because someone stands in the folder.
                Err(_) => file_by_file::publish(change, &place.root),
            }
        }
    }
}

/// Clears what a killed build left: a stage half written, or the folder that a new one has
/// replaced and whose files of the user's have not followed yet.
pub(super) fn recover(output: &Output) -> Result<()> {
    for left in [output.beside("stage"), output.inside("stage")] {
        clear(&left, output.real())?;
    }
    Ok(())
}

/// Makes two folders change places.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Makes two folders change places, where the system can.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn swap(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Removes `left`, but not before the user's files in it have moved to the published folder.
fn clear(left: &Path, published: &Path) -> Result<()> {
    if fs::symlink_metadata(left).is_ok_and(|found| !found.is_dir()) {
        // No build made it: were it followed, a link could lead to a folder of someone's.
        return fs::remove_file(left).during("remove", left);
    }
    let users = Names::read(left)?.users;
    if !users.is_empty() {
        mark::ensure(published)?;
    }
    for file in users {
        let (from, to) = (left.join(&file), published.join(&file));
        if fs::symlink_metadata(&to).is_ok() {
            let why = format!("another one stands at {}; keep one of them", to.display());
            return Err(Failure::refused("move", &from, why));
        }
        let folder = to.parent().unwrap_or(published);
        fs::create_dir_all(folder).during("create", folder)?;
        fs::rename(&from, &to).during("move", &from)?;
    }
    match fs::remove_dir_all(left) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed.during("remove", left),
    }
}

fn link_unchanged(change: &Change, root: &Path) -> Result<()> {
    let paths: Vec<_> = change.paths(Status::Unchanged).collect();
    paths.par_iter().try_for_each(|path| {
        let (from, to) = (change.output.real().join(path.as_str()), root.join(path.as_str()));
        link(&from, &to).during("write", &to)
    })
}

/// Gives a file a second name, or a twin with the same date where the system has no such thing.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let (mut source, mut target) = (File::open(from)?, File::create_new(to)?);
    io::copy(&mut source, &mut target)?;
    target.set_modified(source.metadata()?.modified()?)
}
