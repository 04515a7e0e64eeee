//! Site -> browser: a server for the author, on this machine.
//!
//! Pages are rendered when they are asked for, from whatever the course is at that moment: `files`.
//! Each open tab holds a WebSocket over which it learns when the page it shows is another: `tab`.
//! What the preview adds to a page stands between two markers: `additions`. Who may ask: `guard`.

mod additions;
mod editor;
mod files;
mod gone;
mod guard;
mod list;
mod standing;
mod tab;
mod told;

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::Router;
use axum::extract::connect_info::{ConnectInfo, Connected};
use axum::extract::{Request, State, WebSocketUpgrade};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::IncomingStream;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task;

use crate::live::Shown;
use crate::render::hosted;

pub use editor::Editor;
pub use told::Viewer;

/// Bytes of what a tab may say at once: it names its page and the files that this uses.
const MAX_WORD: usize = 1 << 20;

/// A site that was read at this address has left its worker there, which would answer in our place.
const RETIRED: &str = include_str!("preview/retired.js");

/// What is served.
#[derive(Clone)]
pub struct Preview {
    /// To the author, who sits at this machine.
    pub author: View,
    /// To other devices.
    pub others: View,
}

/// What somebody is shown.
#[derive(Clone)]
pub struct View {
    /// The course.
    pub shown: Shown,
    /// Counts its changes.
    pub rounds: watch::Receiver<u64>,
    /// The folder that its files stand in.
    pub content: PathBuf,
    /// Who is shown it.
    pub viewer: Viewer,
}

/// The two ends of a connection.
#[derive(Clone, Copy)]
struct Ends {
    here: Option<SocketAddr>,
    there: SocketAddr,
}

/// Serves until the process ends.
pub async fn serve(listener: TcpListener, preview: Preview) -> std::io::Result<()> {
    let address = listener.local_addr()?;
    let router = router(preview, address);
    axum::serve(listener, router.into_make_service_with_connect_info::<Ends>()).await
}

fn router(preview: Preview, address: SocketAddr) -> Router {
    let shown = preview.author.shown.clone();
    let check = move |request, next| guard::check(address, shown.clone(), request, next);
    Router::new()
        .route("/_pupitre/tab", get(tab_of))
        .route("/_pupitre/preview.js", get(|| async { fixed("preview.js", additions::SCRIPT) }))
        .fallback(page)
        .with_state(preview)
        .layer(middleware::from_fn(check))
        .layer(middleware::map_response(private))
}

impl Preview {
    /// What the other end of a connection is shown.
    fn view(&self, ends: Ends) -> &View {
        if ends.are_one_machine() { &self.author } else { &self.others }
    }
}

impl Ends {
    /// Whether the connection never left this machine: it may have come by its address on a network.
    fn are_one_machine(self) -> bool {
        let there = self.there.ip().to_canonical();
        there.is_loopback() || self.here.is_some_and(|here| here.ip().to_canonical() == there)
    }
}

impl Connected<IncomingStream<'_, TcpListener>> for Ends {
    fn connect_info(stream: IncomingStream<'_, TcpListener>) -> Self {
        // What a tab is told is short, and must not wait until more has come together.
        let _ = stream.io().set_nodelay(true);
        Self { here: stream.io().local_addr().ok(), there: *stream.remote_addr() }
    }
}

async fn tab_of(
    State(preview): State<Preview>,
    ConnectInfo(ends): ConnectInfo<Ends>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let View { shown, rounds, viewer, .. } = preview.view(ends).clone();
    upgrade.max_message_size(MAX_WORD).on_upgrade(move |socket| tab::follow(socket, shown, rounds, viewer))
}

async fn page(State(preview): State<Preview>, ConnectInfo(ends): ConnectInfo<Ends>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET,HEAD")]).into_response();
    }
    // Asked for by the browser alone (Service Workers, "Update"): pages link to no worker.
    if request.headers().contains_key("service-worker") && request.uri().path().ends_with("/sw.js") {
        return fixed(hosted::WORKER, RETIRED);
    }
    let View { shown, content, viewer, .. } = preview.view(ends).clone();
    let address = request.uri().path().to_owned();
    let state = shown.clone();
    let Some(found) = made(move || files::find(&state.now(), &address, &viewer)).await else {
        let words = shown.now().catalogue.word("defect-of-page", &[]) + "\n";
        return (StatusCode::INTERNAL_SERVER_ERROR, words).into_response();
    };
    files::answer(found, &content, request).await
}

/// What `make` gives, which takes its time; nothing if the program fails there. That is a defect, and
/// takes no other page away.
async fn made<T: Send + 'static>(make: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    task::spawn_blocking(make).await.ok()
}

fn fixed(name: &str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, files::kind_of(name))], text).into_response()
}

/// Nothing is kept by a browser, taken for another type, or shown within pages of other sites.
async fn private(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use std::io::{Read, Write};

    use axum::extract::connect_info::MockConnectInfo;

    use super::*;
    use crate::live::Live;
    use crate::model::assemble::Selection;
    use crate::model::course::Edition;
    use crate::prepare::Places;

    #[test]
    fn only_this_machine_is_the_author_s() {
        for (here, there, is_author) in [
            ("127.0.0.1:4000", "127.0.0.1:5000", true),
            ("[::1]:4000", "[::1]:5000", true),
            ("[::ffff:127.0.0.1]:4000", "[::ffff:127.0.0.1]:5000", true),
            ("192.168.1.7:4000", "192.168.1.7:5000", true),
            ("192.168.1.7:4000", "192.168.1.8:5000", false),
            ("[::ffff:192.168.1.7]:4000", "[::ffff:192.168.1.8]:5000", false),
            ("127.0.0.1:4000", "192.168.1.7:5000", false),
            ("[fd00::7]:4000", "[fd00::8]:5000", false),
        ] {
            let ends = Ends { here: here.parse().ok(), there: there.parse().unwrap() };
            assert_eq!(ends.are_one_machine(), is_author, "{there} at {here}");
        }
    }

    /// What is answered to a request for `path` between these two ends.
    fn answered(preview: &Preview, ends: Ends, path: &str) -> String {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let router = router(preview.clone(), address).layer(MockConnectInfo(ends));
        runtime.spawn(async { axum::serve(listener, router).await });
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn another_device_is_shown_no_more_than_a_student() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::new(Some(folder.path().to_owned()), None);
        std::fs::create_dir(&places.content).unwrap();
        let text = "# A\n\nPour tous. [Perdu](rien.md)\n\n## Notes {.trainer}\n\nPour moi.\n";
        std::fs::write(places.content.join("a.md"), text).unwrap();
        let (count, rounds) = watch::channel(0);
        let view = |edition, viewer| {
            let live = Live::open(places.clone(), Selection { edition, ..Selection::default() }).unwrap();
            View { shown: live.shown(), rounds: rounds.clone(), content: places.content.clone(), viewer }
        };
        let author = view(Edition::Trainer, Viewer::Author(None));
        let preview = Preview { author, others: view(Edition::Student, Viewer::Guest) };
        let ends = |there: &str| Ends { here: "192.168.1.7:4000".parse().ok(), there: there.parse().unwrap() };
        let (here, away) = (ends("192.168.1.7:5000"), ends("192.168.1.8:5000"));
        let mine = answered(&preview, here, "/a.html");
        assert!(mine.contains("Pour tous.") && mine.contains("Pour moi.") && mine.contains("link::dead"), "{mine}");
        assert!(answered(&preview, here, "/_pupitre/").starts_with("HTTP/1.1 200"));
        let theirs = answered(&preview, away, "/a.html");
        assert!(theirs.contains("Pour tous.") && theirs.contains("<!--pupitre:preview-->"), "{theirs}");
        for kept_back in ["Pour moi.", "link::dead", "content/a.md", "rien.md"] {
            assert!(!theirs.contains(kept_back), "{kept_back} in {theirs}");
        }
        for path in ["/_pupitre/", "/_pupitre"] {
            let sent_on = answered(&preview, away, path);
            assert!(sent_on.starts_with("HTTP/1.1 307") && !sent_on.contains("link::dead"), "{sent_on}");
        }
        drop(count);
    }

    #[test]
    fn a_page_on_which_the_program_fails_takes_no_other_away() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            assert_eq!(made(|| -> u8 { std::panic::resume_unwind(Box::new("")) }).await, None);
            assert_eq!(made(|| 1).await, Some(1));
        });
    }
}
