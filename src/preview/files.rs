//! What stands at an address: a page made at that moment, a file of the theme, a file of the course.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use tower_http::services::ServeFile;

use super::standing::{self, Standing};
use super::told::{self, Viewer};
use super::{additions, list, made};
use crate::live::{Kept, LARGEST, State};
use crate::load;
use crate::model::url::{self, SitePath};

/// What a request is answered with.
pub(super) enum Found {
    Page(StatusCode, Vec<u8>),
    Bytes(&'static str, Vec<u8>),
    /// A file of the course and its type.
    File(&'static str, Asset),
    Moved(String),
}

/// A file of the course.
pub(super) struct Asset {
    on_disk: PathBuf,
    /// Its path in the site.
    path: String,
    kept: Arc<Kept>,
}

/// What stands at `address`, the path of a request. Only paths of the site are ever found.
pub(super) fn find(state: &State, address: &str, viewer: &Viewer) -> Found {
    let asked = url::decode(address.strip_prefix('/').unwrap_or(address));
    let name = if asked.is_empty() || asked.ends_with('/') { format!("{asked}index.html") } else { asked.clone() };
    if name == list::PATH && matches!(viewer, Viewer::Guest) {
        return Found::Moved("/".into());
    }
    let page = match standing::at(state, &name) {
        Standing::Page(page) => page,
        Standing::Bytes(bytes) => return Found::Bytes(kind_of(&name), bytes.into_owned()),
        Standing::File(file) => {
            let asset = Asset { on_disk: file.to_owned(), kept: Arc::clone(&state.kept), path: name };
            return Found::File(kind_of(&asset.path), asset);
        }
    };
    if page.status == StatusCode::NOT_FOUND {
        // A page that is as it was may show a file that is gone.
        if let Some(bytes) = state.kept.get(&name).filter(|_| !state.last_good.is_empty()) {
            return Found::Bytes(kind_of(&name), bytes);
        }
        // A static host sends on to the folder too, so that its links lead where they should.
        if is_folder(state, &asked) {
            return Found::Moved(format!("/{}/", url::encode(&asked)));
        }
        if let Some(to) = standing::moved(state, &name) {
            return Found::Moved(to);
        }
    }
    let told = told::beside(state, &name, &page.faults, viewer);
    let mark = standing::mark_of(state, &name, &page);
    Found::Page(page.status, additions::with(page.html, mark.text, state, &told))
}

fn is_folder(state: &State, asked: &str) -> bool {
    let index = format!("{asked}/index.html");
    if index == list::PATH {
        return true;
    }
    SitePath::new(&index).zip(state.site()).is_some_and(|(index, site)| site.paths().binary_search(&index).is_ok())
}

/// The answer to `request`; files of the course are read below `content`.
pub(super) async fn answer(found: Found, content: &Path, request: Request) -> Response {
    match found {
        Found::Page(status, page) => (status, [(header::CONTENT_TYPE, kind_of(".html"))], page).into_response(),
        Found::Bytes(kind, bytes) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        Found::File(kind, asset) => file_of(kind, asset, content, request).await,
        Found::Moved(mut to) => {
            if let Some(query) = request.uri().query() {
                to = format!("{to}?{query}");
            }
            Redirect::temporary(&to).into_response()
        }
    }
}

/// A file, or the part that a browser asks for: films are wound that way (RFC 9110, section 14).
async fn file_of(kind: &'static str, asset: Asset, content: &Path, mut request: Request) -> Response {
    // Since it was found, a link may have taken its place that leads out of the course.
    let Some(file) = inside(&asset.on_disk, content) else {
        let kept = asset.kept.get(&asset.path);
        let served = |bytes| ([(header::CONTENT_TYPE, kind)], bytes).into_response();
        return kept.map_or_else(|| StatusCode::NOT_FOUND.into_response(), served);
    };
    if !request.headers().contains_key(header::RANGE) {
        keep(asset, file.clone()).await;
    }
    // Dates of files are in seconds, and a file may be saved twice in one: none is compared.
    for condition in [header::IF_MODIFIED_SINCE, header::IF_UNMODIFIED_SINCE] {
        request.headers_mut().remove(condition);
    }
    let Ok(response) = ServeFile::new(file).try_call(request).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = response.map(Body::new);
    response.headers_mut().remove(header::LAST_MODIFIED);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// Keeps what is served of small files.
async fn keep(asset: Asset, file: PathBuf) {
    made(move || load::bytes(&file, LARGEST).into_iter().for_each(|bytes| asset.kept.keep(&asset.path, bytes))).await;
}

fn inside(file: &Path, content: &Path) -> Option<PathBuf> {
    let (file, content) = (file.canonicalize().ok()?, content.canonicalize().ok()?);
    file.starts_with(content).then_some(file)
}

/// The media type of a file by its name: those that a browser or a reader of its downloads knows
/// (<https://www.iana.org/assignments/media-types>; WHATWG HTML, section 2.4, for scripts).
pub(super) fn kind_of(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref().unwrap_or_default() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "ogv" => "video/ogg",
        "mov" => "video/quicktime",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "aac" => "audio/aac",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "weba" => "audio/webm",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "epub" => "application/epub+zip",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/octet-stream",
    }
}
