//! A folder of our own, gone at the end.

use std::fs;
use std::path::{Path, PathBuf};

use super::Result;

/// Where a measurement puts its files.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A new folder among the temporary ones.
    pub(crate) fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("pupitre-bench-{}", std::process::id()));
        fs::create_dir(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
