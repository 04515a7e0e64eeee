//! Disk to changes: which paths of a course are no longer as they were read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::failure::{Failure, Result};
use crate::prepare::Places;

/// Editors save in bursts: to empty, to write, to rename. A burst is over when this long nothing came,
/// for eyes that wait.
pub const SOON: Duration = Duration::from_millis(3);
/// The same, for a folder that must not hold what was half saved.
pub const SURE: Duration = Duration::from_millis(50);
/// A burst that goes on (a checkout of another branch) is told in pieces no further apart than this.
const LONGEST: Duration = Duration::from_millis(150);

/// Watches the folders that a course is made from, and those in which they stand: they may go, and
/// others come in their place.
pub struct Watch {
    events: Receiver<notify::Result<Event>>,
    watcher: RecommendedWatcher,
    folders: [Folder; 2],
    quiet: Duration,
}

/// A folder, by the names under which the system may tell of what is in it.
pub struct Folder {
    /// As the author calls it.
    path: PathBuf,
    /// From the top of the disk: as it is called, without links on the way to it, and without any.
    names: [PathBuf; 3],
}

/// What has changed on disk.
#[derive(Debug, PartialEq, Eq)]
pub enum Changes {
    /// These paths, as the system names them.
    Paths(BTreeSet<PathBuf>),
    /// More than the system could tell: anything.
    Unknown,
}

impl Watch {
    /// Begins to watch the content and the themes at `places`. Changes are told once nothing has come
    /// for as long as `quiet`.
    pub fn new(places: &Places, quiet: Duration) -> Result<Self> {
        let (sender, events) = mpsc::channel();
        // The receiver goes with the watch: then nobody is left to tell.
        let tell = move |event| drop(sender.send(event));
        let mut watcher = notify::recommended_watcher(tell).map_err(|error| failure(&places.content, error))?;
        let folders = [places.content.clone(), places.root.join("themes")];
        for folder in folders.iter().filter(|folder| **folder == places.content || folder.is_dir()) {
            watcher.watch(folder, RecursiveMode::Recursive).map_err(|error| failure(folder, error))?;
        }
        for parent in folders.iter().filter_map(|folder| parent(folder)).filter(|parent| !folders.contains(parent)) {
            watcher.watch(&parent, RecursiveMode::NonRecursive).map_err(|error| failure(&parent, error))?;
        }
        Ok(Self { events, watcher, folders: folders.map(|folder| Folder::new(&folder)), quiet })
    }

    /// Watches a folder anew that went or came. Whether any did.
    fn renew(&mut self, changes: &Changes) -> bool {
        let Changes::Paths(paths) = changes else { return false };
        let is_among = |folder: &&Folder| folder.names.iter().any(|name| paths.contains(name));
        let renewed = self.folders.iter().filter(is_among).map(|folder| {
            // Neither is an error: there may have been none, or there is none now.
            let _ = self.watcher.unwatch(&folder.path);
            let _ = self.watcher.watch(&folder.path, RecursiveMode::Recursive);
        });
        renewed.count() > 0
    }
}

impl Folder {
    /// The folder at `path`, which need not be there.
    pub fn new(path: &Path) -> Self {
        let called = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let real = parent(path).and_then(|parent| Some(parent.canonicalize().ok()?.join(path.file_name()?)));
        let real = real.unwrap_or_else(|| called.clone());
        let target = path.canonicalize().unwrap_or_else(|_| called.clone());
        Self { path: path.to_owned(), names: [called, real, target] }
    }

    /// The path from this folder of what stands at `path`, as the system names it, if that is in it.
    pub fn below<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        self.names.iter().find_map(|name| path.strip_prefix(name).ok())
    }
}

impl Iterator for Watch {
    type Item = Changes;

    /// Waits for the next burst of changes; `None` when there can be no more.
    fn next(&mut self) -> Option<Changes> {
        loop {
            let mut changes = Changes::Paths(BTreeSet::new());
            changes.add(self.events.recv().ok()?);
            let start = Instant::now();
            while start.elapsed() < LONGEST {
                match self.events.recv_timeout(self.quiet) {
                    Ok(event) => changes.add(event),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            if self.renew(&changes) {
                return Some(Changes::Unknown);
            }
            if changes != Changes::Paths(BTreeSet::new()) {
                return Some(changes);
            }
        }
    }
}

impl Changes {
    fn add(&mut self, event: notify::Result<Event>) {
        let Self::Paths(paths) = self else { return };
        match event {
            Ok(event) if event.need_rescan() => *self = Self::Unknown,
            // Reading is no change.
            Ok(Event { kind: EventKind::Access(_), .. }) => {}
            Ok(event) => paths.extend(event.paths),
            Err(_) => *self = Self::Unknown,
        }
    }
}

/// The folder in which a folder stands, where its name says so.
fn parent(folder: &Path) -> Option<PathBuf> {
    folder.file_name()?;
    let parent = folder.parent()?;
    Some(if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_owned() })
}

fn failure(path: &Path, error: notify::Error) -> Failure {
    let io = match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            let why = "the system watches no more folders for you; raise fs.inotify.max_user_watches";
            return Failure::refused("watch", path, why);
        }
        notify::ErrorKind::Io(io) => io,
        _ => std::io::Error::other(error),
    };
    Failure::io("watch", path, io)
}
