//! Scripts and style sheets inside a document, and the policy that allows them and nothing else.

use base64::Engine;
use sha2::{Digest, Sha256};

use super::files::Files;
use super::{Export, Exported};
use crate::model::url::SitePath;
use crate::render::FOR_EXPORTS;

/// The style sheets that are `asked` for, each once, with the files that they name.
pub fn styles<'a>(
    export: &Export<'_>,
    asked: impl IntoIterator<Item = &'a SitePath>,
    files: &Files,
) -> Exported<String> {
    let mut paths: Vec<&SitePath> = Vec::new();
    for path in asked {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let mut style = String::new();
    for path in paths {
        style.push_str(&files.style(path, &String::from_utf8_lossy(&export.bytes(path)?)));
        style.push('\n');
    }
    Ok(style)
}

/// A bundle of the theme that is for exports alone.
pub fn bundle(export: &Export<'_>, name: &str) -> String {
    let bytes = export.site.theme().files.get(&format!("{FOR_EXPORTS}{name}"));
    bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
}

/// A script or a style sheet as it may stand within its element, where the parser of HTML reads it as
/// it is (HTML Standard, section 4.12.1.3): what would end the element is written otherwise.
pub fn inert(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
    text.replace("</s", "<\\/s").replace("</S", "<\\/S").replace("<!--", "<\\!--")
}

/// Nothing but what stands in the file: scripts and styles by their hashes (Content Security Policy
/// Level 3, section 6.7.3.3).
pub fn policy(styles: &[&str], scripts: &[&str]) -> String {
    let hash = |text: &&str| {
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
        format!(" 'sha256-{hash}'")
    };
    let [styles, scripts] = [styles, scripts].map(|texts| texts.iter().map(hash).collect::<String>());
    format!(
        "default-src 'none'; style-src{styles}; script-src{scripts}; img-src data:; media-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
}
