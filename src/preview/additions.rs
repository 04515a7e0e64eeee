//! What the preview adds to a page: a script, a style sheet and leave to connect to this server.
//! All of it stands between two markers; without these stretches the page is what `build` writes.

use crate::live::State;
use crate::render::escape;
use crate::report::{self, Colour};

pub(super) const SCRIPT: &str = include_str!("preview.js");
pub(super) const STYLE: &str = include_str!("preview.css");

/// Opens an addition.
const BEGIN: &str = "<!--pupitre:preview-->";
/// Ends it.
const END: &str = "<!--/pupitre:preview-->";

const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\"";
const ASSETS: &str = concat!(
    "<link rel=\"stylesheet\" href=\"/_pupitre/preview.css\">",
    "<script defer src=\"/_pupitre/preview.js\"></script>"
);
/// The page's own policy allows no connection at all; this one allows what the preview needs.
const OPEN_POLICY: &str = concat!(
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self' 'unsafe-inline'; ",
    "script-src 'self'; img-src 'self' data:; media-src 'self' data:; font-src 'self'; connect-src 'self'; ",
    "base-uri 'none'; form-action 'none'\">"
);

/// The page with what the preview adds to it. Inside a `template`, the policy of the page is inert
/// (HTML, section 4.12.3), so that another can stand in for it.
pub(super) fn with(page: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(page) else { return Vec::new() };
    let hash = xxhash_rust::xxh3::xxh3_64(text.as_bytes());
    let shown = format!("<meta name=\"pupitre-shown\" content=\"{hash:016x}\">");
    let end = text.find(POLICY).and_then(|start| Some((start, start + text[start..].find('>')? + 1)));
    match end {
        Some((start, end)) => format!(
            "{}{BEGIN}<template>{END}{}{BEGIN}</template>{OPEN_POLICY}{shown}{ASSETS}{END}{}",
            &text[..start],
            &text[start..end],
            &text[end..]
        ),
        None => format!("{text}{BEGIN}{shown}{ASSETS}{END}"),
    }
    .into_bytes()
}

/// A page for when there is none: no theme has held together yet.
pub(super) fn bare(state: &State) -> Vec<u8> {
    let told = report::human(&state.diagnostics, &state.inputs.sources, &state.catalogue, Colour::Never);
    let text = escape::text(&told);
    with(format!("<!doctype html>\n<meta charset=\"utf-8\"><title>Pupitre</title>\n<pre>{text}</pre>\n").into_bytes())
}
