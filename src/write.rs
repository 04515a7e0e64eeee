//! Site -> folder: the only module that writes.
//!
//! Whoever looks at the published folder, at any moment, sees the old site or the new one, whole:
//!
//! 1. `lock` keeps a second build out, and `exchange::recover` clears what a killed one left.
//! 2. Pages are rendered in parallel and forgotten at once; what tells of all of them comes last. One that equals the `published` file
//!    is left alone; any other is written to a `stage` beside the folder.
//! 3. Where nothing differs, nothing is touched. Where a page was refused, the stage goes.
//! 4. Otherwise the equal files are linked into the stage, and it takes the place of the folder
//!    in one step (`exchange`), or file by file where the system knows no such step
//!    (`file_by_file`).
//!
//! Names that begin with a dot (`.git`, `.htaccess`) belong to the user, at any depth, and so does
//! any file that no build has written (`CNAME`): the `mark` lists those that one has. They follow
//! from the old folder to the new one. Names that begin with `.pupitre`, at the top, are ours.
//!
//! Nothing is synced to the disk. It would keep a site whole through a power cut, at the price of
//! making each build wait for the disk: even one sync of the folder makes a journalling file
//! system flush every new page. A killed process or a full disk does no harm without it, and after
//! a power cut the next build rewrites what was lost, since it compares contents, not dates; where
//! the mark was lost, it takes the files for the user's, and asks to move them.

mod exchange;
mod file_by_file;
mod lock;
mod mark;
mod output;
mod published;
mod stage;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{self, Diagnostic};
use crate::failure::{During, Failure, Result};
use crate::model::url::SitePath;
use crate::render::Content;
use crate::render::hosted::{Marks, Whole};

use lock::Lock;
pub use output::Output;
use published::Published;
use stage::Stage;

/// How a build ended that the machine let end.
#[derive(Debug)]
pub enum Outcome {
    /// The folder holds the site.
    Published(Summary),
    /// Some page could not be rendered: the folder is as it was.
    Refused(Vec<Diagnostic>),
}

/// What a build did to the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that are new or have another content.
    pub written: usize,
    /// Files left as they were, with their modification time.
    pub unchanged: usize,
    /// Files of an earlier build that are no longer part of the site.
    pub removed: usize,
    /// Size of the whole site.
    pub bytes: u64,
}

/// Makes the output folder hold exactly the files of `paths`, sorted and unique, and the user's.
pub fn folder<'s, F>(paths: &[SitePath], render: F, output: &Output) -> Result<Outcome>
where
    F: Fn(&SitePath) -> std::result::Result<Content<'s>, Diagnostic> + Sync,
{
    let wanted = Wanted::new(paths)?;
    let _lock = Lock::take(output)?;
    exchange::recover(output)?;
    let published = Published::read(output, &wanted)?;
    let stage = Stage::new(output, &wanted);
    let outcome = render_all(render, &stage, &published).and_then(|rendered| publish(rendered, &stage, &published));
    if !matches!(outcome, Ok(Outcome::Published(_))) {
        // What went wrong first is the news. What cannot be cleared now is by the next build.
        let _ = exchange::recover(output);
    }
    outcome
}

/// Writes files that are not there yet, and their folders.
pub fn new_files(folder: &Path, files: &[(&Path, Vec<u8>)]) -> Result<()> {
    for (path, bytes) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).during("make", parent)?;
        }
        let mut file = fs::File::create_new(&path).during("write", &path)?;
        file.write_all(bytes).during("write", &path)?;
    }
    Ok(())
}

/// The files of the site, and the folders that they stand in.
struct Wanted<'a> {
    paths: &'a [SitePath],
    /// Parents come before their children.
    folders: BTreeSet<&'a str>,
}

impl<'a> Wanted<'a> {
    fn new(paths: &'a [SitePath]) -> Result<Self> {
        let mut folders = BTreeSet::new();
        for path in paths {
            if path.as_str().split('/').any(|part| part.starts_with('.')) {
                let why = "names that begin with a dot are kept for your own files";
                return Err(Failure::refused("publish", Path::new(path.as_str()), why));
            }
            let mut rest = path.as_str();
            while let Some((folder, _)) = rest.rsplit_once('/') {
                if !folders.insert(folder) {
                    break;
                }
                rest = folder;
            }
        }
        Ok(Self { paths, folders })
    }

    /// What the folder's mark says once it holds them.
    fn mark(&self) -> String {
        mark::text(self.paths.iter().map(SitePath::as_str))
    }

    /// All the names that it takes, folded.
    fn folded(&self) -> HashSet<String> {
        self.paths.iter().map(SitePath::as_str).chain(self.folders.iter().copied()).map(fold).collect()
    }

    fn position(&self, path: &str) -> Option<usize> {
        self.paths.binary_search_by(|wanted| wanted.as_str().cmp(path)).ok()
    }
}

/// The name without what some file systems take no notice of.
fn fold(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// How a file of the site compares with the published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Unchanged,
    New,
    Changed,
}

/// What became of one page.
enum Rendered<'s> {
    File(Written),
    Refused(Box<Diagnostic>),
    /// It is made once all others are.
    Waits(Whole<'s>),
}

/// A file of the site: how it compares, its length, and its mark unless it is too long to be kept by
/// browsers.
#[derive(Clone, Copy)]
struct Written {
    status: Status,
    bytes: u64,
    mark: Option<u64>,
}

/// What a build changes.
struct Change<'a> {
    output: &'a Output,
    wanted: &'a Wanted<'a>,
    published: &'a Published,
    /// One for each of the wanted paths.
    statuses: Vec<Status>,
}

impl Change<'_> {
    /// The wanted paths that compare so.
    fn paths(&self, status: Status) -> impl Iterator<Item = &SitePath> {
        let pairs = self.wanted.paths.iter().zip(&self.statuses);
        pairs.filter_map(move |(path, &found)| (found == status).then_some(path))
    }

    fn is_empty(&self) -> bool {
        self.published.is_current() && self.statuses.iter().all(|&s| s == Status::Unchanged)
    }
}

fn render_all<'s, F>(render: F, stage: &Stage, published: &Published) -> Result<Vec<Rendered<'s>>>
where
    F: Fn(&SitePath) -> std::result::Result<Content<'s>, Diagnostic> + Sync,
{
    // Once a page is refused, the others are rendered for their diagnostics alone.
    let refused = AtomicBool::new(false);
    let put = |path: &SitePath, stands: bool, content: Content| {
        let bytes = stage::size(&content)?;
        let mark = stage::mark(&content, bytes)?;
        let status = if !stands {
            Status::New
        } else if stage::equal(&content, bytes, &stage.published(path)) {
            Status::Unchanged
        } else {
            Status::Changed
        };
        if status != Status::Unchanged && !refused.load(Ordering::Relaxed) {
            stage.write(path, content)?;
        }
        Ok(Rendered::File(Written { status, bytes, mark }))
    };
    let one = |(path, &stands): (&SitePath, &bool)| match render(path) {
        Err(diagnostic) => {
            refused.store(true, Ordering::Relaxed);
            Ok(Rendered::Refused(Box::new(diagnostic)))
        }
        Ok(Content::Whole(whole)) => Ok(Rendered::Waits(whole)),
        Ok(content) => put(path, stands, content),
    };
    let paths = stage.wanted.paths;
    let mut rendered = paths.par_iter().zip(&published.stands).map(one).collect::<Result<Vec<_>>>()?;
    let mut marks = Marks::default();
    for (path, rendered) in paths.iter().zip(&rendered) {
        if let Rendered::File(Written { mark, .. }) = rendered {
            marks.add(path, *mark);
        }
    }
    for (at, rendered) in rendered.iter_mut().enumerate() {
        if let Rendered::Waits(whole) = rendered {
            *rendered = put(&paths[at], published.stands[at], Content::Page(whole.text(&marks)))?;
        }
    }
    Ok(rendered)
}

fn publish(rendered: Vec<Rendered<'_>>, stage: &Stage, published: &Published) -> Result<Outcome> {
    let mut diagnostics = Vec::new();
    let mut statuses = Vec::with_capacity(rendered.len());
    let mut bytes = 0;
    for page in rendered {
        match page {
            Rendered::Refused(diagnostic) => diagnostics.push(*diagnostic),
            Rendered::File(file) => {
                statuses.push(file.status);
                bytes += file.bytes;
            }
            Rendered::Waits(_) => {}
        }
    }
    if !diagnostics.is_empty() {
        diagnostic::sort(&mut diagnostics);
        return Ok(Outcome::Refused(diagnostics));
    }
    let change = Change { output: stage.output, wanted: stage.wanted, published, statuses };
    if !change.is_empty() {
        exchange::put_in_place(&change, stage.place()?)?;
    }
    let unchanged = change.paths(Status::Unchanged).count();
    Ok(Outcome::Published(Summary {
        written: change.statuses.len() - unchanged,
        unchanged,
        removed: published.stale.len(),
        bytes,
    }))
}
