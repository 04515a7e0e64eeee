//! One open tab: what it shows, and when that is another.
//!
//! A tab says hello with its address and those of the files that its page uses. It is sent the
//! marks of what stands there now and what to tell the author, at once and whenever one of these is
//! another; what to do about it, it decides by itself, since it alone knows what it shows.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tokio::time::sleep;

use super::made;
use super::standing;
use super::told::{self, Told, Viewer};
use crate::live::{Shown, State};

/// So long a tab that nobody sees leaves the machine to the others.
const PATIENCE: Duration = Duration::from_millis(100);
/// Files of a page that are followed: enough for any, and little work for each tab.
const MOST_FILES: usize = 1000;

/// What a tab says of itself when it connects, and again to ask whether it is still heard.
#[derive(Clone, Deserialize)]
struct Hello {
    /// The path of its page.
    path: String,
    /// The paths of the files that this uses.
    files: Vec<String>,
    /// Whether nobody sees it.
    hidden: bool,
}

/// What a tab is sent.
#[derive(Serialize)]
struct News<'h> {
    /// Where it is now, if it has moved.
    to: Option<String>,
    /// The mark of its page.
    page: String,
    /// The mark of all files of the theme.
    theme: String,
    /// The marks of those files that it uses.
    files: BTreeMap<&'h str, String>,
    told: Told,
}

/// Follows a tab until it is closed.
pub(super) async fn follow(mut socket: WebSocket, shown: Shown, mut rounds: watch::Receiver<u64>, viewer: Viewer) {
    let Some(mut hello) = heard(&mut socket).await else { return };
    let mut last = String::new();
    loop {
        let look = (shown.clone(), hello.clone(), viewer.clone());
        // On a page on which the program fails, the tab waits for the next change as on any other.
        let news = made(move || told(&look.0, &look.1, &look.2)).await.unwrap_or_default();
        if news != last && !news.is_empty() {
            last.clone_from(&news);
            if socket.send(Message::Text(news.into())).await.is_err() {
                return;
            }
        }
        tokio::select! {
            changed = rounds.changed() => match changed {
                Ok(()) if hello.hidden => sleep(PATIENCE).await,
                Ok(()) => {}
                Err(_) => return,
            },
            again = heard(&mut socket) => match again {
                Some(again) => (hello, last) = (again, String::new()),
                None => return,
            },
        }
    }
}

/// What the tab says next; nothing if it is closed or speaks another language.
async fn heard(socket: &mut WebSocket) -> Option<Hello> {
    loop {
        match socket.recv().await?.ok()? {
            Message::Text(hello) => return serde_json::from_str(&hello).ok(),
            Message::Close(_) => return None,
            _ => {}
        }
    }
}

fn told(shown: &Shown, hello: &Hello, viewer: &Viewer) -> String {
    serde_json::to_string(&news(&shown.now(), hello, viewer)).unwrap_or_default()
}

fn news<'h>(state: &State, hello: &'h Hello, viewer: &Viewer) -> News<'h> {
    let page = standing::mark(state, &hello.path);
    let files = hello.files.iter().take(MOST_FILES).map(|file| (file.as_str(), standing::mark(state, file).text));
    News {
        to: standing::moved(state, &hello.path),
        page: page.text,
        theme: standing::mark_of_theme(state),
        files: files.collect(),
        told: told::beside(state, &hello.path, &page.faults, viewer),
    }
}
