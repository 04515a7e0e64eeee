//! `pupitre serve` and `build --watch` as processes, and whoever asks them.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::process::{Child, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

use crate::site::{Site, program};

/// What is awaited comes in milliseconds; a test fails only when it does not come at all.
const PATIENCE: Duration = Duration::from_mins(2);

/// A process that watches a course, and what it has said. It ends with the test.
pub(crate) struct Watcher {
    pub(crate) site: Site,
    child: Child,
    said: Arc<Mutex<String>>,
}

/// A preview and its address.
pub(crate) struct Server {
    pub(crate) watcher: Watcher,
    pub(crate) port: u16,
}

/// An open tab.
pub(crate) struct Tab {
    pub(crate) socket: WebSocket<MaybeTlsStream<TcpStream>>,
    /// The mark of its page.
    page: String,
}

/// An answer of the preview.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Watcher {
    /// Starts the program in the folder that holds `content`.
    pub(crate) fn start(site: Site, args: &[&str]) -> Self {
        Self::with(site, args, &[])
    }

    /// The same, with these settings of the surroundings.
    pub(crate) fn with(site: Site, args: &[&str], settings: &[(&str, &str)]) -> Self {
        let mut command = program();
        command.current_dir(site.at("")).args(args).envs(settings.iter().copied());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (heard, stream) = (Arc::clone(&said), child.stderr.take().unwrap());
        thread::spawn(move || {
            for line in BufReader::new(stream).lines() {
                *heard.lock().unwrap() += &(line.unwrap() + "\n");
            }
        });
        Self { site, child, said }
    }

    /// All that it has said.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Waits until it has said this, and gives what it said so far. That is then forgotten.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> String {
        eventually(|| self.said().contains(words), || format!("{words:?} in:\n{}", self.said()));
        let mut said = self.said.lock().unwrap();
        let end = said.find(words).unwrap() + words.len();
        said.drain(..end).collect()
    }

    /// Writes a file of the content folder.
    pub(crate) fn save(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.site.at("content").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The same as many editors do it: beside the file, and then in its place.
    pub(crate) fn replace(&self, path: &str, text: impl AsRef<[u8]>) {
        let beside = self.site.at("content/.swp");
        std::fs::write(&beside, text).unwrap();
        std::fs::rename(&beside, self.site.at("content").join(path)).unwrap();
    }

    /// Gives it a signal, by its name, and waits for its end.
    #[cfg(unix)]
    pub(crate) fn ended_by(&mut self, signal: &str) -> ExitStatus {
        let kill = format!("kill -{signal} {}", self.child.id());
        assert!(std::process::Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        let mut status = None;
        eventually(
            || {
                status = self.child.try_wait().unwrap();
                status.is_some()
            },
            || format!("an end after {signal}"),
        );
        status.unwrap()
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts the preview at a free port.
    #[track_caller]
    pub(crate) fn start(site: Site, args: &[&str]) -> Self {
        Self::of(Watcher::start(site, &[&["serve", "--port", "0"], args].concat()))
    }

    /// Waits until the preview says that it is ready.
    #[track_caller]
    pub(crate) fn of(watcher: Watcher) -> Self {
        let greeting = watcher.says(" ms\u{a0}: ");
        let (_, rest) = greeting.split_once("http://127.0.0.1:").unwrap_or_else(|| panic!("{greeting}"));
        let port = rest.split('/').next().unwrap().parse().unwrap();
        Self { watcher, port }
    }

    /// What is answered to a request of these lines, and no other.
    pub(crate) fn asked(&self, lines: &[&str]) -> Answer {
        let mut stream = TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all((lines.join("\r\n") + "\r\nconnection: close\r\n\r\n").as_bytes()).unwrap();
        let mut bytes = Vec::new();
        // A server that refuses may close before it has read everything.
        let _ = stream.read_to_end(&mut bytes);
        Answer::of(&bytes)
    }

    /// What stands at a path.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.with(path, &[])
    }

    /// The same, asked with these fields.
    pub(crate) fn with(&self, path: &str, fields: &[&str]) -> Answer {
        let (line, host) = (format!("GET {path} HTTP/1.1"), self.host());
        self.asked(&[&[line.as_str(), &host], fields].concat())
    }

    /// The field that names the preview.
    pub(crate) fn host(&self) -> String {
        format!("host: 127.0.0.1:{}", self.port)
    }

    /// Waits until the page at a path answers so.
    #[track_caller]
    pub(crate) fn shows(&self, path: &str, status: u16, words: &str) {
        let mut last = self.get(path);
        eventually(
            || {
                last = self.get(path);
                last.status == status && last.text().contains(words)
            },
            || format!("{path}: {status} with {words:?}; the terminal said:\n{}", self.watcher.said()),
        );
    }

    /// Opens a tab on the page at a path of the site.
    pub(crate) fn tab(&self, path: &str) -> Tab {
        let (mut socket, _) = tungstenite::connect(format!("ws://127.0.0.1:{}/_pupitre/tab", self.port)).unwrap();
        if let MaybeTlsStream::Plain(stream) = socket.get_ref() {
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
        }
        let hello = serde_json::json!({ "path": path, "files": [], "hidden": false });
        socket.send(Message::text(hello.to_string())).unwrap();
        let mut tab = Tab { socket, page: String::new() };
        tab.turns();
        tab
    }
}

impl Tab {
    /// Waits until the page is another, and gives its mark.
    pub(crate) fn turns(&mut self) -> String {
        loop {
            let news: serde_json::Value = serde_json::from_str(self.socket.read().unwrap().to_text().unwrap()).unwrap();
            let page = news["page"].as_str().unwrap();
            if page != self.page {
                page.clone_into(&mut self.page);
                return self.page.clone();
            }
        }
    }
}

impl Answer {
    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        let fields = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let fields = fields.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Self { status, fields, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    /// The value of a field; empty if there is none.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Waits until it is so; says what was awaited if it never is.
#[track_caller]
pub(crate) fn eventually(mut is_so: impl FnMut() -> bool, awaited: impl Fn() -> String) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "still waiting for {}", awaited());
        thread::sleep(Duration::from_millis(10));
    }
}
