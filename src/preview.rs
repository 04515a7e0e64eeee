//! Site -> browser: a server for the author, on this machine.
//!
//! Pages are rendered when they are asked for, from whatever the course is at that moment. Each open
//! tab holds a WebSocket over which it learns when the page it shows is another: `tab`. What the
//! preview adds to a page stands between two markers: `additions`. Who may ask: `guard`.

mod additions;
mod guard;
mod tab;

use std::net::SocketAddr;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State, WebSocketUpgrade};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::services::ServeFile;

use crate::live::{self, Shown};
use crate::model::url::{self, SitePath};
use crate::render::Content;

/// What all requests share.
#[derive(Clone)]
struct Preview {
    shown: Shown,
    /// Counts what has changed.
    rounds: watch::Receiver<u64>,
}

/// Serves what is `shown` until the process ends. Each new value of `rounds` says that it is another.
pub async fn serve(listener: TcpListener, shown: Shown, rounds: watch::Receiver<u64>) -> std::io::Result<()> {
    let address = listener.local_addr()?;
    axum::serve(listener, router(Preview { shown, rounds }, address)).await
}

fn router(preview: Preview, address: SocketAddr) -> Router {
    Router::new()
        .route("/_pupitre/tab", get(tab_of))
        .route("/_pupitre/preview.js", get(|| async { fixed("text/javascript", additions::SCRIPT) }))
        .route("/_pupitre/preview.css", get(|| async { fixed("text/css", additions::STYLE) }))
        .fallback(page)
        .with_state(preview)
        .layer(middleware::from_fn(move |request, next| guard::check(address, request, next)))
}

async fn tab_of(State(preview): State<Preview>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(move |socket| tab::follow(socket, preview.shown, preview.rounds))
}

async fn page(State(preview): State<Preview>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let asked = url::decode(request.uri().path().trim_start_matches('/'));
    // The guard of the lock does not cross a wait.
    let found = {
        let state = preview.shown.now();
        found(&state, &asked)
    };
    match found {
        Found::Page(status, page) => fixed_with(status, "text/html; charset=utf-8", page),
        Found::Bytes(kind, bytes) => fixed_with(StatusCode::OK, kind, bytes),
        Found::Moved(to) => Redirect::temporary(&to).into_response(),
        Found::File(file) => file_of(&file, request).await,
    }
}

enum Found {
    Page(StatusCode, Vec<u8>),
    Bytes(&'static str, Vec<u8>),
    File(std::path::PathBuf),
    Moved(String),
}

fn found(state: &live::State, asked: &str) -> Found {
    let name = if asked.is_empty() || asked.ends_with('/') { format!("{asked}index.html") } else { asked.to_owned() };
    let Some(site) = state.site() else {
        return Found::Page(StatusCode::OK, additions::bare(state));
    };
    let path = SitePath::new(&name);
    let has = |path: &SitePath| site.paths().binary_search(path).is_ok();
    if let Some(path) = path.filter(has) {
        return match site.content(&path) {
            Ok(Some(Content::Bytes(bytes))) => Found::Bytes(kind_of(&name), bytes.to_vec()),
            Ok(Some(Content::File(file))) => Found::File(file.to_owned()),
            Ok(Some(Content::Page(page))) => Found::Page(StatusCode::OK, additions::with(page)),
            Ok(None) | Err(_) => Found::Page(StatusCode::OK, additions::bare(state)),
        };
    }
    let folder = SitePath::new(&format!("{asked}/index.html")).filter(has);
    if folder.is_some() {
        return Found::Moved(format!("/{}/", url::encode(asked)));
    }
    let missing = SitePath::new("404.html").and_then(|path| site.content(&path).ok().flatten());
    match missing {
        Some(Content::Page(page)) => Found::Page(StatusCode::NOT_FOUND, additions::with(page)),
        _ => Found::Page(StatusCode::NOT_FOUND, additions::bare(state)),
    }
}

/// Part of a file, where a browser asks for a part: films are wound that way (RFC 9110, section 14).
async fn file_of(file: &Path, request: Request) -> Response {
    match ServeFile::new(file).try_call(request).await {
        Ok(response) => uncached(response.map(Body::new)),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

fn fixed(kind: &'static str, text: &'static str) -> Response {
    fixed_with(StatusCode::OK, kind, text)
}

fn fixed_with(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    uncached((status, [(header::CONTENT_TYPE, kind)], body.into()).into_response())
}

fn uncached(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// The type of a file of the theme.
fn kind_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        Some("html") => "text/html; charset=utf-8",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
