//! Names that every system can unpack.

use std::collections::BTreeMap;
use std::path::Path;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::failure::{Failure, Result};
use crate::model::url;

/// Characters of a path: Windows unpacks 259 of them, and begins to count at `C:\`.
const MAX_PATH: usize = 200;

/// Refuses the first of the `names` that some system could not unpack, or would unpack over another.
///
/// Pages and files of the course are named by Pupitre, and safe; those of a theme are its author's.
pub(super) fn check<'n>(names: impl Iterator<Item = &'n str>) -> Result<()> {
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    for name in names {
        let why = match (fault(name), folded.insert(fold(name), name)) {
            (Some(why), _) => why.to_owned(),
            (None, Some(other)) => format!("some systems do not tell it from {other}; rename one of the two"),
            (None, None) => continue,
        };
        return Err(Failure::refused("export", Path::new(name), why));
    }
    Ok(())
}

fn fault(path: &str) -> Option<&'static str> {
    if path.chars().count() > MAX_PATH {
        return Some("Windows cannot unpack a path of more than 200 characters; shorten the names of its folders");
    }
    path.split('/').find_map(|part| {
        if part.contains(['<', '>', ':', '"', '|', '?', '*', '\\']) || part.contains(char::is_control) {
            return Some("Windows allows none of < > : \" | ? * \\ in a name; rename the file");
        }
        if part.ends_with(['.', ' ']) || part.starts_with(' ') {
            return Some("some systems drop a point or a space at the edge of a name; rename the file");
        }
        // `nul.css` is the device too.
        if part.split('.').next().is_some_and(|stem| url::is_device(stem.trim_end())) {
            return Some("Windows takes this name for a device; rename the file");
        }
        (!is_nfc(part)).then_some(
            "its accents are written apart (Unicode NFD), which systems unpack in different ways; rename the file",
        )
    })
}

/// The name without what some file systems take no notice of.
fn fold(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn names_that_a_system_cannot_unpack_are_refused() {
        let long = format!("cours/{}.html", "a".repeat(200));
        for (names, said) in [
            (&["cours/theme/CON"][..], Some("device")),
            (&["cours/theme/nul.css"], Some("device")),
            (&["cours/lpt1 .svg"], Some("device")),
            (&["cours/a?.svg"], Some("? *")),
            (&["cours/a\u{1}.svg"], Some("? *")),
            (&["cours/dossier./a.svg"], Some("edge")),
            (&["cours/a "], Some("edge")),
            (&["cours/e\u{301}.svg"], Some("NFD")),
            (&["cours/Logo.svg", "cours/logo.svg"], Some("cours/Logo.svg")),
            (&["cours/É.svg", "cours/é.svg"], Some("cours/É.svg")),
            (&[long.as_str()], Some("200")),
            (&["cours/console.js", "cours/com10.js", "cours/com.js", "cours/été.svg", "cours/a..b"], None),
        ] {
            let refused = check(names.iter().copied()).err().map(|failure| failure.to_string());
            match said {
                Some(said) => assert!(refused.as_ref().is_some_and(|why| why.contains(said)), "{names:?}: {refused:?}"),
                None => assert_eq!(refused, None),
            }
        }
    }
}
