//! One open tab: what it shows, and when that is another.

use axum::extract::ws::{Message, WebSocket};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::live::Shown;
use crate::model::url::SitePath;
use crate::render::Content;

/// What a tab says of itself when it connects.
#[derive(Deserialize)]
struct Hello {
    /// The path of its page.
    path: String,
    /// The mark of the page that it shows.
    shown: String,
}

/// What a tab is told.
#[derive(Serialize)]
#[serde(tag = "do", rename_all = "lowercase")]
enum Order {
    /// Its page is another.
    Reload,
}

/// Follows a tab until it is closed.
pub(super) async fn follow(mut socket: WebSocket, shown: Shown, mut rounds: watch::Receiver<u64>) {
    let Some(Ok(Message::Text(hello))) = socket.recv().await else { return };
    let Ok(hello) = serde_json::from_str::<Hello>(&hello) else { return };
    let mut last = hello.shown.clone();
    loop {
        let now = mark(&shown, &hello.path);
        if now != last {
            last = now;
            let order = serde_json::to_string(&Order::Reload).unwrap_or_default();
            if socket.send(Message::Text(order.into())).await.is_err() {
                return;
            }
        }
        tokio::select! {
            changed = rounds.changed() => if changed.is_err() { return },
            message = socket.recv() => if !matches!(message, Some(Ok(_))) { return },
        }
    }
}

/// The mark of the page at `path`; empty where there is none.
fn mark(shown: &Shown, path: &str) -> String {
    let state = shown.now();
    let page = SitePath::new(path).zip(state.site()).and_then(|(path, site)| site.content(&path).ok().flatten());
    match page {
        Some(Content::Page(page)) => format!("{:016x}", xxhash_rust::xxh3::xxh3_64(&page)),
        _ => String::new(),
    }
}
