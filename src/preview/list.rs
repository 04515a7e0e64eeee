//! A page of the preview's own, which lists every diagnostic. Its script fills it: it is told of
//! them as every tab is. It also stands in for pages while no theme holds together.

use crate::live::State;
use crate::render::escape;

/// Where it stands.
pub(super) const PATH: &str = "_pupitre/index.html";

/// The page. It is the same whatever there is to list.
pub(super) fn page(state: &State) -> Vec<u8> {
    let title = escape::text(&state.course.identity.title);
    let lang = escape::text(&state.course.identity.lang);
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" data-pupitre-all>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'\">\n\
         <title>{title} – Pupitre</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n</head>\n<body></body>\n</html>\n"
    )
    .into_bytes()
}
