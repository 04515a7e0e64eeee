//! What a book holds of a site, and under which names.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use imagesize::ImageType;

use super::svg;
use crate::export::{Export, Exported};
use crate::failure::{During, Result};
use crate::model::course::Course;
use crate::model::lesson::{Heading, Kind};
use crate::model::url::{self, SitePath};
use crate::render::Content;

/// The files that every book has, besides chapters and files of the course.
pub const CONTENTS: &str = "nav.xhtml";
/// The same for readers of EPUB 2.
pub const NCX: &str = "toc.ncx";
/// The page of the cover.
pub const COVER: &str = "cover.xhtml";
/// The image of the cover.
pub const COVER_IMAGE: &str = "cover.svg";
/// The style sheet.
pub const STYLE: &str = "book.css";
/// What is said of the book.
pub const ABOUT: &str = "about.xhtml";
/// What is shown in the place of a file that a reader cannot show.
pub const INSTEAD: &str = "instead.xhtml";

/// Bytes of a file's name, without its ending.
const NAME: usize = 80;
/// Bytes that tell what kind of image a file is.
const HEAD: u64 = 64;

/// Chapters and files of a book.
pub struct Shelf<'e> {
    export: &'e Export<'e>,
    chapters: Vec<Chapter<'e>>,
    places: HashMap<SitePath, usize>,
    files: BTreeMap<SitePath, Stock>,
}

/// A page that becomes a chapter.
pub struct Chapter<'e> {
    /// Its address in the site.
    pub path: SitePath,
    /// Its file in the book.
    pub name: String,
    /// Its title.
    pub title: &'e str,
    /// What it is.
    pub part: Part,
    /// Its headings.
    pub headings: &'e [Heading],
}

/// What a chapter is in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The home page.
    Introduction,
    /// The page of a module, before its lessons.
    Module,
    /// A lesson of a module.
    Lesson(Kind),
    /// A lesson that stands in none.
    Single(Kind),
    /// What the course draws on.
    Sources,
}

/// A file of the course that a book can show.
pub struct Stock {
    /// Its file in the book.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// Whether it may move or flash.
    pub moves: bool,
    /// Where it is.
    pub on_disk: PathBuf,
}

impl<'e> Shelf<'e> {
    /// The chapters of a course in the order of reading, and the files that they may show.
    pub fn new(export: &'e Export<'e>) -> Exported<Self> {
        let mut taken: HashSet<String> =
            [CONTENTS, COVER, COVER_IMAGE, STYLE, ABOUT, INSTEAD].map(ToOwned::to_owned).into();
        let chapters = chapters(export.course, &mut taken);
        let places = chapters.iter().enumerate().map(|(i, chapter)| (chapter.path.clone(), i)).collect();
        let mut files = BTreeMap::new();
        for path in export.course.assets.values() {
            let Some(Content::File(on_disk)) = export.site.content(path)? else { continue };
            let Some(Shown { media, extension, moves }) = shown(path, on_disk)? else { continue };
            let stem = path.as_str().rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
            let name = take(&mut taken, stem, extension);
            files.insert(path.clone(), Stock { name, media, moves, on_disk: on_disk.to_owned() });
        }
        Ok(Self { export, chapters, places, files })
    }

    /// The course.
    pub fn course(&self) -> &'e Course {
        self.export.course
    }

    /// The page as the site shows it.
    pub fn page(&self, chapter: usize) -> Exported<Vec<u8>> {
        self.export.bytes(&self.chapters[chapter].path)
    }

    /// A text of the theme.
    pub fn word(&self, key: &'static str) -> &'e str {
        self.export.site.theme().strings.get(key).map_or(key, String::as_str)
    }

    /// The chapters, in the order of reading.
    pub fn chapters(&self) -> &[Chapter<'e>] {
        &self.chapters
    }

    /// Which chapter the page at `path` is.
    pub fn chapter(&self, path: &SitePath) -> Option<usize> {
        self.places.get(path).copied()
    }

    /// The file at `path`, if a book can show it.
    pub fn file(&self, path: &SitePath) -> Option<&Stock> {
        self.files.get(path)
    }
}

impl Stock {
    /// Whether every reader of books shows it (EPUB 3.3, section 3.2; films are exempt, section 3.4).
    pub fn is_core(&self) -> bool {
        !matches!(self.media, "audio/wav" | "audio/ogg" | "audio/flac" | "image/avif" | "image/bmp" | "image/tiff")
    }
}

fn chapters<'e>(course: &'e Course, taken: &mut HashSet<String>) -> Vec<Chapter<'e>> {
    let mut chapters = Vec::new();
    let mut add = |path: SitePath, title: &'e str, part: Part, headings: &'e [Heading]| {
        let stem = path.as_str().trim_end_matches(".html");
        chapters.push(Chapter { name: take(taken, stem, "xhtml"), path, title, part, headings });
    };
    let home = course.home.as_ref().map(|page| page.headings.as_slice()).unwrap_or_default();
    add(SitePath::index(), &course.identity.title, Part::Introduction, home);
    for module in &course.modules {
        if module.number.is_some() {
            let headings = module.page.as_ref().map(|page| page.headings.as_slice()).unwrap_or_default();
            add(module.url.clone(), &module.title, Part::Module, headings);
        }
        for lesson in &module.lessons {
            let part = if module.number.is_some() { Part::Lesson(lesson.kind) } else { Part::Single(lesson.kind) };
            add(lesson.url.clone(), &lesson.title, part, &lesson.page.headings);
        }
    }
    if let Some(path) = SitePath::new("sources.html").filter(|_| !course.references.is_empty()) {
        add(path, "", Part::Sources, &[]);
    }
    chapters
}

/// A file name of letters, digits and hyphens that no other file has.
fn take(taken: &mut HashSet<String>, path: &str, extension: &str) -> String {
    let slug: String = url::slug(path).chars().take(NAME).collect();
    let stem = if slug.is_empty() { "page" } else { slug.trim_end_matches('-') };
    let mut name = format!("{stem}.{extension}");
    let mut count = 1;
    while !taken.insert(name.clone()) {
        count += 1;
        name = format!("{stem}-{count}.{extension}");
    }
    name
}

/// How a file is shown.
struct Shown {
    media: &'static str,
    extension: &'static str,
    moves: bool,
}

/// Nothing for a file that is none to show. An image is what it holds, whatever its name says.
fn shown(path: &SitePath, on_disk: &Path) -> Result<Option<Shown>> {
    let extension = path.as_str().rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let sound = |media, extension| Shown { media, extension, moves: false };
    let film = |media, extension| Shown { media, extension, moves: true };
    Ok(Some(match extension.as_deref() {
        Some("mp3") => sound("audio/mpeg", "mp3"),
        Some("m4a") => sound("audio/mp4", "m4a"),
        Some("opus") => sound("audio/ogg; codecs=opus", "opus"),
        Some("ogg" | "oga") => sound("audio/ogg", "ogg"),
        Some("wav") => sound("audio/wav", "wav"),
        Some("flac") => sound("audio/flac", "flac"),
        Some("mp4" | "m4v") => film("video/mp4", "mp4"),
        Some("webm") => film("video/webm", "webm"),
        Some("ogv") => film("video/ogg", "ogv"),
        Some("mov") => film("video/quicktime", "mov"),
        Some("svg") => {
            let drawing = fs::read(on_disk).during("read", on_disk)?;
            let moves = svg::may_move(&drawing);
            return Ok(svg::is_drawing(&drawing).then_some(Shown { media: "image/svg+xml", extension: "svg", moves }));
        }
        Some("png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "tif" | "tiff") => return image(on_disk),
        _ => return Ok(None),
    }))
}

fn image(on_disk: &Path) -> Result<Option<Shown>> {
    let mut head = Vec::new();
    File::open(on_disk).and_then(|file| file.take(HEAD).read_to_end(&mut head)).during("read", on_disk)?;
    let image = |media, extension, moves| Some(Shown { media, extension, moves });
    Ok(match imagesize::image_type(&head) {
        Ok(ImageType::Png) => image("image/png", "png", false),
        Ok(ImageType::Jpeg) => image("image/jpeg", "jpg", false),
        Ok(ImageType::Gif) => image("image/gif", "gif", true),
        Ok(ImageType::Webp) => image("image/webp", "webp", true),
        Ok(ImageType::Heif(_)) => image("image/avif", "avif", true),
        Ok(ImageType::Bmp) => image("image/bmp", "bmp", false),
        Ok(ImageType::Tiff) => image("image/tiff", "tif", false),
        _ => None,
    })
}
