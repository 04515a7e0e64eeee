//! Site -> one file: each kind a module, each a sink of [`Site`] like the published folder.

pub mod epub;
pub mod fails_once;
pub mod files;
pub mod inline;
pub mod leaf;
pub mod paper;
pub mod print;
pub mod sheet;
pub mod single;
pub mod zip;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::failure::{During, Failure};
use crate::model::course::{Course, Edition};
use crate::model::url::{self, SitePath};
use crate::render::{Content, Site};
use crate::source::Sources;

/// What is to be exported: a course, and the site that is made from it.
pub struct Export<'e> {
    /// The course.
    pub course: &'e Course,
    /// Its texts.
    pub sources: &'e Sources,
    /// Its pages and files.
    pub site: Site<'e>,
}

/// Why there is no export.
#[derive(Debug)]
pub enum Stopped {
    /// The machine could not do its part.
    Failed(Failure),
    /// The theme could not render a page.
    Faulty(Box<tera::Error>),
}

/// What a step of an export returns.
pub type Exported<T> = std::result::Result<T, Stopped>;

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<tera::Error> for Stopped {
    fn from(error: tera::Error) -> Self {
        Self::Faulty(Box::new(error))
    }
}

impl Export<'_> {
    /// What stands at `path`, read where it is a file of the course; empty if nothing does.
    pub fn bytes(&self, path: &SitePath) -> Exported<Vec<u8>> {
        Ok(match self.site.content(path)? {
            Some(Content::Page(made) | Content::Data(made)) => made,
            Some(Content::Bytes(bytes)) => bytes.to_vec(),
            Some(Content::File(file)) => fs::read(file).during("read", file)?,
            Some(Content::Whole(_)) | None => Vec::new(),
        })
    }
}

/// What files made of a course are called, safe on every system: `reseaux-sociaux`, or
/// `reseaux-sociaux-trainer` for the trainer's edition.
pub fn name(course: &Course) -> String {
    let identity = &course.identity;
    let named = [&identity.id, &identity.title].into_iter().find(|name| !url::slug(name).is_empty());
    let name: String = named.map_or("course".to_owned(), |name| url::segment(name)).chars().take(MAX_NAME).collect();
    let edition = match course.edition {
        Edition::Student => "",
        Edition::Trainer => "-trainer",
    };
    name.trim_end_matches('-').to_owned() + edition
}

/// Characters of the name of a course: Windows counts those of the whole path.
const MAX_NAME: usize = 40;

/// Writes a file, whole or not at all: what stood there before stays until all is written. Returns
/// its size in bytes.
pub fn save(path: &Path, fill: impl FnOnce(&mut File) -> Exported<()>) -> Exported<u64> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).during("make", folder)?;
    let there = path.metadata();
    if there.as_ref().is_ok_and(|there| !there.is_file()) {
        return Err(Failure::refused(
            "write",
            path,
            "it is no file but a folder or a device; choose a file name with -o",
        )
        .into());
    }
    // Another file could take its place, against the will of who has protected it.
    if there.is_ok_and(|file| file.permissions().readonly()) {
        return Err(Failure::refused("write", path, "it is read-only; choose another file name with -o").into());
    }
    let mut made = unfinished(folder).during("write in", folder)?;
    fill(made.as_file_mut())?;
    made.flush().during("write", path)?;
    let bytes = made.as_file().metadata().during("look at", path)?.len();
    made.persist(path).map_err(|error| error.error).during("write", path)?;
    Ok(bytes)
}

/// A file that goes by itself unless it is finished, with the permissions of any new file.
fn unfinished(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut named = tempfile::Builder::new();
    named.prefix(".pupitre-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        named.permissions(fs::Permissions::from_mode(0o666));
    }
    // Without the name, which is a matter of chance.
    named.tempfile_in(folder).map_err(|error| error.kind().into())
}
