//! Disk to [`Inputs`]: the only module that reads.

mod ignored;

use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic};
use crate::failure::{During, Failure, Result};
use crate::model::url::ContentPath;
use crate::source::{SourceId, Sources, Span};

pub use ignored::is_ignored;

/// Bytes beyond which a text is not read.
pub const MAX_TEXT: u64 = 8 << 20;
/// Files and folders beyond which a content folder is refused.
pub const MAX_FILES: usize = 500_000;
/// Bytes of a path below the content folder.
const MAX_PATH: usize = 1_000;

/// Everything that a course is made from, as found on disk.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Every text.
    pub sources: Sources,
    /// The content folder itself, for messages.
    pub folder: SourceId,
    /// `course.yaml`
    pub course: Option<SourceId>,
    /// `sources.yaml`
    pub references: Option<SourceId>,
    /// Markdown files, in the order of their paths.
    pub documents: Vec<(ContentPath, SourceId)>,
    /// All other files.
    pub files: Vec<File>,
    /// Paths that could not be taken.
    pub lost: Vec<ContentPath>,
    /// Whether a text may stand at several paths, by a link to it or to its folder.
    pub has_links: bool,
    /// What could not be taken.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file that pages may refer to.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it stands in the content folder.
    pub path: ContentPath,
    /// Where it stands on disk.
    pub on_disk: PathBuf,
    /// Its name in messages.
    pub source: SourceId,
    /// Width and height in pixels, for an image that says so.
    pub size: Option<(u32, u32)>,
}

/// A text as it was read.
#[derive(Debug)]
pub struct Text {
    /// Without what could not be taken.
    pub text: String,
    /// What that was, and where.
    pub problem: Option<(Code, Span)>,
}

/// The path of a file of a theme and its bytes.
pub type ThemeFile = (String, Vec<u8>);

impl Inputs {
    /// Whether a file was found at `path`, or below it.
    pub fn holds(&self, path: &str) -> bool {
        let is_it = |found: &ContentPath| {
            found.as_str().strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let settings = match kind(path) {
            Kind::Course => self.course,
            Kind::References => self.references,
            Kind::Markdown | Kind::Other => None,
        };
        settings.is_some()
            || self.documents.iter().any(|(found, _)| is_it(found))
            || self.files.iter().any(|file| is_it(&file.path))
            || self.lost.iter().any(is_it)
    }
}

/// Reads the content folder, but for what [`is_ignored`].
pub fn content(folder: &Path) -> Result<Inputs> {
    content_within(folder, MAX_FILES)
}

/// Reads the content folder, and no more than the first `max_files` files and folders in it.
pub fn content_within(folder: &Path, max_files: usize) -> Result<Inputs> {
    check(folder)?;
    let Walked { found, mut problems, has_links } = walk(folder, max_files)?;
    let read: Vec<_> = found
        .into_par_iter()
        .map(|found| {
            let (text, size) = read(&found);
            (found, text, size)
        })
        .collect();
    let shown = shown_prefix(folder);
    let mut inputs = Inputs { has_links, ..Inputs::default() };
    inputs.folder = inputs.sources.add(shown.strip_suffix('/').unwrap_or("."), "");
    for (found, Text { text, problem }, size) in read {
        let source = inputs.sources.add(format!("{shown}{}", found.path), text);
        inputs.diagnostics.extend(problem.map(|problem| refusal(problem, source)));
        let Found { path, on_disk, kind } = found;
        match kind {
            Kind::Course => inputs.course = Some(source),
            Kind::References => inputs.references = Some(source),
            Kind::Markdown => inputs.documents.push((path, source)),
            Kind::Other => inputs.files.push(File { path, on_disk, source, size }),
        }
    }
    problems.sort();
    for (path, code) in problems {
        inputs.lost.extend(ContentPath::new(&path));
        let source = inputs.sources.add(format!("{shown}{path}"), "");
        inputs.diagnostics.push(Diagnostic::new(code, source, 0..0).with("limit", max_files));
    }
    Ok(inputs)
}

/// Whether there is a content folder.
pub fn check(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let why = if folder.exists() {
        "it is no folder; name the folder that holds the lessons with --content"
    } else {
        "no such folder; name it with --content, or begin with `pupitre init`"
    };
    Err(Failure::refused("read", folder, why))
}

/// The text of the file at `path`.
pub fn text(path: &Path) -> Text {
    let nothing = Text { text: String::new(), problem: None };
    let start = Span::default();
    let bytes = match read_limited(path) {
        Err(_) => return Text { problem: Some((Code::FileUnreadable, start)), ..nothing },
        Ok(None) => return Text { problem: Some((Code::FileTooLarge, start)), ..nothing },
        Ok(Some(bytes)) => bytes,
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = with_line_feeds(without_byte_order_mark(text));
            let Some(at) = text.find('\0') else { return Text { text, problem: None } };
            // Often UTF-16. No page can hold it (CommonMark 0.31.2, section 2.3).
            let span = Span::from(at..at + '\u{fffd}'.len_utf8());
            Text { text: text.replace('\0', "\u{fffd}"), problem: Some((Code::FileNotUtf8, span)) }
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let width = text[at..].chars().next().map_or(0, char::len_utf8);
            Text { text, problem: Some((Code::FileNotUtf8, Span::from(at..at + width))) }
        }
    }
}

/// Gives the source that `id` names another text.
pub fn replace(inputs: &mut Inputs, id: SourceId, text: Text) {
    inputs.diagnostics.retain(|diagnostic| diagnostic.place.source != id);
    inputs.diagnostics.extend(text.problem.map(|problem| refusal(problem, id)));
    inputs.sources.replace(id, text.text);
}

/// The files of a theme's folder, if there is such a folder.
pub fn theme_files(folder: &Path) -> Result<Option<Vec<ThemeFile>>> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| walk_failure(folder, error))?;
        let Ok(path) = entry.path().strip_prefix(folder) else { continue };
        if entry.file_type().is_file() && !is_ignored(path) {
            let bytes = read_limited(entry.path()).during("read", entry.path())?;
            let large = || Failure::refused("read", entry.path(), "it is too large for a file of a theme");
            files.push((slashed(path), bytes.ok_or_else(large)?));
        }
    }
    Ok(Some(files))
}

/// The bytes of the file at `path`, unless there are more than `most` or it cannot be read.
pub fn bytes(path: &Path, most: u64) -> Option<Vec<u8>> {
    read_within(path, most).ok().flatten()
}

/// Whether there is nothing in `folder`, or no such folder.
pub fn is_empty(folder: &Path) -> Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(Failure::io("read", folder, error)),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Course,
    References,
    Markdown,
    Other,
}

struct Found {
    path: ContentPath,
    on_disk: PathBuf,
    kind: Kind,
}

/// What the walk found.
#[derive(Default)]
struct Walked {
    found: Vec<Found>,
    /// What it could not take, by path.
    problems: Vec<(String, Code)>,
    has_links: bool,
}

fn walk(folder: &Path, max_files: usize) -> Result<Walked> {
    let root = folder.canonicalize().during("read", folder)?;
    let Walked { mut found, mut problems, mut has_links } = Walked::default();
    let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    let visible = |entry: &walkdir::DirEntry| entry.depth() == 0 || !is_ignored(Path::new(entry.file_name()));
    let mut walk = walk.filter_entry(visible);
    // Folders count, since links between folders can make more of them than a disk could hold.
    let mut seen = 0;
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let Some(path) = error.path().filter(|path| *path != folder) else {
                    return Err(walk_failure(folder, error));
                };
                if path.file_name().is_some_and(|name| is_ignored(Path::new(name))) {
                    continue; // Such as the lock of an editor, a link to nowhere.
                }
                let path = slashed(path.strip_prefix(folder).unwrap_or(path));
                let code = if error.loop_ancestor().is_some() { Code::FileLinkOutside } else { Code::FileUnreadable };
                problems.push((path, code));
                continue;
            }
        };
        let Ok(relative) = entry.path().strip_prefix(folder) else { continue };
        let path = slashed(relative);
        if entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|target| target.starts_with(&root)) {
            problems.push((path, Code::FileLinkOutside));
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.depth() == 0 {
            continue;
        }
        seen += 1;
        if seen > max_files {
            problems.push((path, Code::FileTooMany));
            break;
        }
        has_links |= entry.path_is_symlink() && (entry.file_type().is_dir() || kind(&path) == Kind::Markdown);
        if entry.file_type().is_dir() {
            continue;
        }
        // Opening a pipe would wait for whoever writes to it.
        if !entry.file_type().is_file() {
            problems.push((path, Code::FileUnreadable));
            continue;
        }
        match ContentPath::new(&path).filter(|_| path.len() <= MAX_PATH) {
            Some(content) => {
                let kind = kind(&path);
                found.push(Found { path: content, on_disk: entry.into_path(), kind });
            }
            None => problems.push((path, Code::FileUnreadable)),
        }
    }
    Ok(Walked { found, problems, has_links })
}

fn kind(path: &str) -> Kind {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match (path, extension.as_deref()) {
        ("course.yaml" | "course.yml", _) => Kind::Course,
        ("sources.yaml" | "sources.yml", _) => Kind::References,
        (_, Some("md" | "markdown")) => Kind::Markdown,
        _ => Kind::Other,
    }
}

fn read(found: &Found) -> (Text, Option<(u32, u32)>) {
    // Captions are the one text among the other files: pages carry them.
    if found.kind == Kind::Other && !is_captions(&found.path) {
        return (Text { text: String::new(), problem: None }, image_size(found));
    }
    (text(&found.on_disk), None)
}

fn refusal((code, span): (Code, Span), source: SourceId) -> Diagnostic {
    Diagnostic::new(code, source, span).with("limit", MAX_TEXT >> 20)
}

fn without_byte_order_mark(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    text
}

/// A carriage return that stands alone ends a line too (`CommonMark` 0.31.2, section 2.1): as a line
/// feed it does so in YAML and in messages as well, and every byte keeps its place.
fn with_line_feeds(text: String) -> String {
    let alone = |at: usize| !text[at + 1..].starts_with('\n');
    let alone: Vec<usize> = text.match_indices('\r').map(|(at, _)| at).filter(|at| alone(*at)).collect();
    if alone.is_empty() {
        return text;
    }
    let mut bytes = text.into_bytes();
    for at in alone {
        bytes[at] = b'\n';
    }
    // One ASCII character for another: the text stays sound.
    String::from_utf8(bytes).unwrap_or_default()
}

/// The bytes of a file, or `None` if there are more than a text may have.
fn read_limited(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    read_within(path, MAX_TEXT)
}

fn read_within(path: &Path, most: u64) -> std::io::Result<Option<Vec<u8>>> {
    let file = fs::File::open(path)?;
    let length = file.metadata()?.len();
    if length > most {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(length as usize + 1);
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

fn is_captions(path: &ContentPath) -> bool {
    path.file_name().rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("vtt"))
}

fn image_size(found: &Found) -> Option<(u32, u32)> {
    let extension = found.path.file_name().rsplit_once('.')?.1.to_ascii_lowercase();
    match extension.as_str() {
        "svg" => svg_size(&read_limited(&found.on_disk).ok()??),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" => {
            let size = imagesize::size(&found.on_disk).ok()?;
            Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
        }
        _ => None,
    }
}

/// The size that the `viewBox` of an SVG gives.
fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let (_, rest) = head.split_once("viewBox=")?;
    let values = rest.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    let numbers: Vec<f64> =
        values.split(|c: char| c == ',' || c.is_whitespace()).filter_map(|number| number.parse().ok()).collect();
    let [_, _, width, height] = numbers.as_slice() else { return None };
    #[expect(clippy::cast_sign_loss, reason = "the range begins at 1")]
    let whole = |length: f64| (1.0..=20_000.0).contains(&length).then(|| length.round() as u32);
    Some((whole(*width)?, whole(*height)?))
}

fn slashed(path: &Path) -> String {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn shown_prefix(folder: &Path) -> String {
    let shown = slashed(folder);
    if shown.is_empty() { String::new() } else { format!("{}/", shown.replace("//", "/")) }
}

fn walk_failure(folder: &Path, error: walkdir::Error) -> Failure {
    let path = error.path().unwrap_or(folder).to_owned();
    let io = error.into_io_error().unwrap_or_else(|| std::io::Error::other("a loop of symbolic links"));
    Failure::io("read", &path, io)
}
