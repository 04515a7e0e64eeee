//! What went wrong with the machine, as against the course: always what was tried, where and why.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The machine could not do its part. The first failure stops the command, with exit code 2.
#[derive(Debug)]
pub struct Failure {
    action: &'static str,
    path: PathBuf,
    cause: Cause,
}

#[derive(Debug)]
enum Cause {
    Io(io::Error),
    Refused(String),
}

/// What a step that depends on the machine returns.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// An operation that the system refused; `action` completes "cannot ...".
    pub fn io(action: &'static str, path: &Path, error: io::Error) -> Self {
        Self { action, path: path.to_owned(), cause: Cause::Io(error) }
    }

    /// What it was done to.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// An operation that Pupitre itself refuses, with the way out.
    pub fn refused(action: &'static str, path: &Path, why: impl Into<String>) -> Self {
        Self { action, path: path.to_owned(), cause: Cause::Refused(why.into()) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.cause {
            Cause::Io(error) => write!(f, "cannot {} {path}: {error}", self.action),
            Cause::Refused(why) => write!(f, "cannot {} {path}: {why}", self.action),
        }
    }
}

impl std::error::Error for Failure {}

/// Adds the action and the path to an error of the system.
pub trait During<T> {
    /// `action` completes "cannot ..."; `path` is what it was done to.
    fn during(self, action: &'static str, path: &Path) -> Result<T>;
}

impl<T> During<T> for io::Result<T> {
    fn during(self, action: &'static str, path: &Path) -> Result<T> {
        self.map_err(|error| Failure::io(action, path, error))
    }
}
