//! `pupitre init`: a small course that teaches by example.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::Ended;
use crate::failure::{Failure, Result};
use crate::model::url;
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
    let id = url::slug(&folder.file_name().unwrap_or_default().to_string_lossy());
    for (path, bytes) in &mut files {
        if path.ends_with("course.yaml") && !id.is_empty() {
            *bytes = with_id(bytes, &id);
        }
    }
    write::new_files(folder, &files)?;
    let shown = folder.display();
    let out = match language {
        Language::French => {
            format!(
                "Le cours est dans {shown}/content. Pour le voir pendant que vous l’écrivez :\n    \
                 pupitre serve --open --root {shown}\nPour en faire un site :\n    pupitre build --root {shown}\n"
            )
        }
        Language::English => {
            format!(
                "The course is in {shown}/content. To see it while you write it:\n    \
                 pupitre serve --open --root {shown}\nTo make a site of it:\n    pupitre build --root {shown}\n"
            )
        }
    };
    Ok(Ended { out, ..Ended::default() })
}

/// Two courses must not share the progress of their students: the id is that of the folder.
fn with_id(bytes: &[u8], id: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let line = |line: &str| if line.starts_with("id:") { format!("id: {id}\n") } else { line.to_owned() };
    text.split_inclusive('\n').map(line).collect::<String>().into_bytes()
}

fn gather<'d>(dir: &'d Dir<'d>, files: &mut Vec<(&'d Path, Vec<u8>)>) {
    files.extend(dir.files().map(|file| (file.path(), file.contents().to_vec())));
    dir.dirs().for_each(|dir| gather(dir, files));
}
