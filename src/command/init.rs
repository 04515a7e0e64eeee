//! `pupitre init`: a small course that teaches by example.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::Ended;
use crate::failure::{Failure, Result};
use crate::write;

static FRENCH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/command/init/fr");
static ENGLISH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/command/init/en");

/// The language of the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
}

/// Writes the course into `folder`, which must be new or empty.
pub fn run(folder: &Path, language: Language) -> Result<Ended> {
    let course = match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    };
    if !crate::load::is_empty(folder)? {
        return Err(Failure::refused("write a course into", folder, "it is not empty; choose a new folder"));
    }
    let mut files = Vec::new();
    gather(course, &mut files);
    write::new_files(folder, &files)?;
    let shown = folder.display();
    let out = match language {
        Language::French => {
            format!("Le cours est dans {shown}/content. Pour en faire un site :\n    pupitre build --root {shown}\n")
        }
        Language::English => {
            format!("The course is in {shown}/content. To make a site of it:\n    pupitre build --root {shown}\n")
        }
    };
    Ok(Ended { out, ..Ended::default() })
}

fn gather<'d>(dir: &'d Dir<'d>, files: &mut Vec<(&'d Path, &'d [u8])>) {
    files.extend(dir.files().map(|file| (file.path(), file.contents())));
    dir.dirs().for_each(|dir| gather(dir, files));
}
