//! Where files wait until all of them are written.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::Wanted;
use super::exchange;
use super::mark::MARK;
use super::output::Output;
use crate::failure::{During, Result};
use crate::model::url::SitePath;
use crate::render::{Content, hosted};

/// What waits to be published. Nothing of it is on the disk before the first file that differs.
pub(super) struct Stage<'a> {
    pub(super) output: &'a Output,
    pub(super) wanted: &'a Wanted<'a>,
    place: OnceLock<Place>,
    making: Mutex<()>,
}

/// A folder for the files, and how it will become the published one.
pub(super) struct Place {
    pub(super) root: PathBuf,
    pub(super) method: Method,
}

/// How a stage becomes the published folder.
pub(super) enum Method {
    /// There is none yet: one rename.
    Rename,
    /// The two change places in one step.
    Exchange,
    /// Its files are renamed into the published folder, one after the other.
    FileByFile,
}

impl<'a> Stage<'a> {
    pub(super) fn new(output: &'a Output, wanted: &'a Wanted<'a>) -> Self {
        Self { output, wanted, place: OnceLock::new(), making: Mutex::new(()) }
    }

    /// Where a file of the site is published.
    pub(super) fn published(&self, path: &SitePath) -> PathBuf {
        self.output.real().join(path.as_str())
    }

    /// Adds a file.
    pub(super) fn write(&self, path: &SitePath, content: Content) -> Result<()> {
        let target = self.place()?.root.join(path.as_str());
        match content {
            Content::Page(made) | Content::Data(made) => write(&target, &made),
            Content::Bytes(bytes) => write(&target, bytes),
            Content::Whole(_) => Ok(()),
            Content::File(source) => {
                let mut from = File::open(source).during("read", source)?;
                let mut to = File::create_new(&target).during("write", &target)?;
                // The system copies, in its own chunks; the permissions do not come along.
                io::copy(&mut from, &mut to).during("copy to the output folder", source)?;
                Ok(())
            }
        }
    }

    /// The folder, made by the first who asks.
    pub(super) fn place(&self) -> Result<&Place> {
        if let Some(place) = self.place.get() {
            return Ok(place);
        }
        let _one_at_a_time = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = self.place.get() {
            return Ok(place);
        }
        match self.make() {
            Ok(place) => Ok(self.place.get_or_init(|| place)),
            Err(failure) => {
                // The next who asks fails for the same reason, not for what was left half made.
                let _ = exchange::recover(self.output);
                Err(failure)
            }
        }
    }

    fn make(&self) -> Result<Place> {
        let place = choose(self.output)?;
        for folder in &self.wanted.folders {
            make_folder(&place.root.join(folder))?;
        }
        write(&place.root.join(MARK), self.wanted.mark().as_bytes())?;
        Ok(place)
    }
}

/// Length of a file to come.
pub(super) fn size(content: &Content) -> Result<u64> {
    Ok(match content {
        Content::Page(made) | Content::Data(made) => made.len() as u64,
        Content::Bytes(bytes) => bytes.len() as u64,
        Content::File(source) => fs::metadata(source).during("read", source)?.len(),
        Content::Whole(_) => 0,
    })
}

/// The mark of a file of this size by which browsers know it from another; nothing if they do not keep it.
pub(super) fn mark(content: &Content, size: u64) -> Result<Option<u64>> {
    if size > hosted::MAX_KEPT {
        return Ok(None);
    }
    Ok(match content {
        Content::Page(made) | Content::Data(made) => Some(hosted::mark(made)),
        Content::Bytes(bytes) => Some(hosted::mark(bytes)),
        Content::File(source) => Some(File::open(source).and_then(hosted::mark_of).during("read", source)?),
        Content::Whole(_) => None,
    })
}

/// Whether a published file already says the same. One that cannot be read does not.
pub(super) fn equal(content: &Content, size: u64, published: &Path) -> bool {
    let equal = || {
        let file = File::open(published)?;
        if file.metadata()?.len() != size {
            return Ok(false);
        }
        let file = buffered(file);
        match content {
            Content::Page(made) | Content::Data(made) => same(file, made.as_slice()),
            Content::Bytes(bytes) => same(file, *bytes),
            Content::File(source) => same(file, buffered(File::open(source)?)),
            Content::Whole(_) => Ok(false),
        }
    };
    equal().unwrap_or(false)
}

/// Makes a folder that may stand there already.
pub(super) fn make_folder(path: &Path) -> Result<()> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        made => made.during("create", path),
    }
}

fn buffered(file: File) -> BufReader<File> {
    BufReader::with_capacity(64 * 1024, file)
}

fn same(mut one: impl BufRead, mut other: impl BufRead) -> io::Result<bool> {
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let length = left.len().min(right.len());
        if length == 0 {
            return Ok(left.is_empty() && right.is_empty());
        }
        if left[..length] != right[..length] {
            return Ok(false);
        }
        one.consume(length);
        other.consume(length);
    }
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let file = File::create_new(path);
    file.and_then(|mut file| file.write_all(bytes)).during("write", path)
}

/// Finds out, by trying it with empty folders, what the system allows here. A stage beside the
/// folder is best: the published one stays free of it. But the folder may be a mounted disk, or
/// its parent not ours to write to.
fn choose(output: &Output) -> Result<Place> {
    let (beside, inside) = (output.beside("stage"), output.inside("stage"));
    if !output.real().try_exists().during("look at", output.path())? {
        make_folder(&beside)?;
        return Ok(Place { root: beside, method: Method::Rename });
    }
    make_folder(&inside)?;
    if make_folder(&beside).is_err() {
        return Ok(Place { root: inside, method: Method::FileByFile });
    }
    if !is_current_folder(output.real()) && exchange::swap(&beside, &inside).is_ok() {
        fs::remove_dir(&inside).during("remove", &inside)?;
        return Ok(Place { root: beside, method: Method::Exchange });
    }
    let moved = beside.join(format!("{MARK}-trial"));
    if fs::rename(&inside, &moved).is_ok() {
        fs::remove_dir(&moved).during("remove", &moved)?;
        return Ok(Place { root: beside, method: Method::FileByFile });
    }
    fs::remove_dir(&beside).during("remove", &beside)?;
    Ok(Place { root: inside, method: Method::FileByFile })
}

/// Whether the user stands in the folder: exchanged, it would be gone under their feet.
fn is_current_folder(folder: &Path) -> bool {
    let current = std::env::current_dir().and_then(|current| current.canonicalize());
    current.is_ok_and(|current| current.starts_with(folder))
}
