//! Disk to changes: which paths of a course are no longer as they were read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::failure::{Failure, Result};
use crate::prepare::Places;

/// Editors save in bursts: to empty, to write, to rename. A burst is over when this long nothing came.
const QUIET: Duration = Duration::from_millis(3);
/// A burst that goes on (a checkout of another branch) is told in pieces no further apart than this.
const LONGEST: Duration = Duration::from_millis(150);

/// Watches the folders that a course is made from.
pub struct Watch {
    events: Receiver<notify::Result<Event>>,
    // Watches as long as it lives.
    _watcher: RecommendedWatcher,
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
    /// Begins to watch the content and the themes at `places`.
    pub fn new(places: &Places) -> Result<Self> {
        let (sender, events) = mpsc::channel();
        // The receiver goes with the watch: then nobody is left to tell.
        let tell = move |event| drop(sender.send(event));
        let mut watcher = notify::recommended_watcher(tell).map_err(|error| failure(&places.content, error))?;
        let mut watch = |path: &Path, mode| watcher.watch(path, mode).map_err(|error| failure(path, error));
        watch(&places.content, RecursiveMode::Recursive)?;
        let themes = places.root.join("themes");
        if themes.is_dir() {
            watch(&themes, RecursiveMode::Recursive)?;
        }
        Ok(Self { events, _watcher: watcher })
    }

    /// Waits for the next burst of changes; `None` when there can be no more.
    pub fn next(&self) -> Option<Changes> {
        loop {
            let mut changes = Changes::Paths(BTreeSet::new());
            changes.add(self.events.recv().ok()?);
            let start = Instant::now();
            while start.elapsed() < LONGEST {
                match self.events.recv_timeout(QUIET) {
                    Ok(event) => changes.add(event),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
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

fn failure(path: &Path, error: notify::Error) -> Failure {
    let io = match error.kind {
        notify::ErrorKind::Io(io) => io,
        _ => std::io::Error::other(error),
    };
    Failure::io("watch", path, io)
}
