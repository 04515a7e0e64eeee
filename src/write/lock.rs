//! One build at a time for each folder.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::output::Output;
use crate::failure::{During, Failure, Result};

/// The right to write to a folder, until dropped. The system takes it back from a killed process.
pub(super) struct Lock {
    path: PathBuf,
    /// Folders made to have a place for it, the deepest first.
    made: Vec<PathBuf>,
    _file: File,
}

impl Lock {
    /// Takes the lock, or refuses at once where another build has it.
    pub(super) fn take(output: &Output) -> Result<Self> {
        let made = make_parents(output)?;
        loop {
            let (path, file) = open(output)?;
            match file.try_lock() {
                Ok(()) => {}
                // Some network file systems know no locks: one build at a time is up to the user.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => {
                    return Err(Failure::io("lock", &path, error));
                }
                Err(TryLockError::WouldBlock) => {
                    let why = "another build is writing to it; try again when it has ended";
                    return Err(Failure::refused("publish in", output.path(), why));
                }
            }
            // The build that had the lock may have removed the file after we opened it.
            if is_at(&file, &path).during("look at", &path)? {
                return Ok(Self { path, made, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked: whoever opened it meanwhile notices. What cannot be removed
        // does not keep the next build from locking it.
        let _ = fs::remove_file(&self.path);
        for folder in &self.made {
            // A folder that the build came to fill is not empty, and stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

fn make_parents(output: &Output) -> Result<Vec<PathBuf>> {
    let parents = output.real().ancestors().skip(1);
    let missing: Vec<_> = parents.take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
    if let Some(parent) = missing.first() {
        fs::create_dir_all(parent).during("create", parent)?;
    }
    Ok(missing)
}

/// Opens the lock file beside the folder, or in it if there is no writing beside it.
fn open(output: &Output) -> Result<(PathBuf, File)> {
    let beside = output.beside("lock");
    match create(&beside) {
        Ok(file) => return Ok((beside, file)),
        Err(error) => match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem if output.real().exists() => {}
            _ => return Err(Failure::io("create", &beside, error)),
        },
    }
    let inside = output.inside("lock");
    let file = create(&inside).during("write in", output.path())?;
    Ok((inside, file))
}

fn create(path: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(path)
}

/// Whether `file` is the one that stands at `path`.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let opened = Handle::from_file(file.try_clone()?)?;
    match Handle::from_path(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        standing => Ok(standing? == opened),
    }
}
