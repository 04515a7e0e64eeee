//! Names that are no part of a course: what editors and systems leave beside the files of an author.

use std::path::{Component, Path};

/// Whether a file or folder is passed over, or stands in one that is. `path` begins in the content
/// folder, or in that of a theme.
pub fn is_ignored(path: &Path) -> bool {
    path.components().any(|part| matches!(part, Component::Normal(name) if is_ignored_name(&name.to_string_lossy())))
}

fn is_ignored_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    // Hidden, such as `.DS_Store`, `.lesson.md.swp`, and `.#lesson.md`, the lock of Emacs.
    name.starts_with('.')
        // Copies: of most editors, of Emacs while one types, of Microsoft Office while a file is open.
        || name.ends_with('~')
        || name.len() > 2 && name.starts_with('#') && name.ends_with('#')
        || name.starts_with("~$")
        // Tries of Vim whether it may write here, and halves of a save: of `sed -i`, of JetBrains.
        || name == "4913"
        || is_of_sed(name)
        || lower.ends_with("___jb_tmp___")
        || lower.ends_with("___jb_old___")
        || has_extension_of_leftovers(&lower)
        // Of Windows and macOS.
        || ["thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "icon\r"].contains(&lower.as_str())
}

/// `lesson.md.bak` is a copy; `base.bak` may be a file to be handed out.
fn has_extension_of_leftovers(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, extension)| match extension {
        "tmp" | "temp" | "swp" | "swo" | "swx" => true,
        "bak" | "orig" => stem.contains('.'),
        _ => false,
    })
}

/// Six signs at random; six small letters make a word, such as `sediments`.
fn is_of_sed(name: &str) -> bool {
    name.strip_prefix("sed").is_some_and(|random| {
        random.len() == 6
            && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && random.bytes().any(|byte| !byte.is_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_and_systems_leave_is_told_from_what_authors_write() {
        for (names, expected) in [
            ("x.md~ #x.md# .#x.md .x.md.swp x.swp x.SWO 4913 x.tmp x.md.tmp sedAb3dEf sedabcde1 ~$x.docx", true),
            ("Thumbs.db thumbs.db desktop.ini .DS_Store ._x.png __MACOSX/x x.md.bak x.md.orig x.md___jb_tmp___", true),
            ("x.md 4913.md sed.md sediments sedAb3dE sed-ab3dE base.bak # ## #x x# ~x x~y.md tmp swp tmp.md", false),
        ] {
            for name in names.split(' ') {
                assert_eq!(is_ignored(Path::new(name)), expected, "{name}");
            }
        }
    }
}
