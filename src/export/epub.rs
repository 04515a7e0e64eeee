//! The course as a book, in EPUB 3.3: the site's own pages, so that an author's templates count, made
//! XML, with fields to fill in with a pen and the answers at the end.

pub mod about;
pub mod answers;
pub mod archive;
pub mod cover;
pub mod document;
pub mod exercise;
pub mod ids;
pub mod lead;
pub mod nav;
pub mod ncx;
pub mod package;
pub mod player;
pub mod shelf;
pub mod svg;
pub mod vocabulary;
pub mod xhtml;
pub mod xml;

use std::collections::BTreeSet;
use std::fs::{self, File};

use rayon::prelude::*;

use super::sheet::Sheet;
use super::{Export, Exported};
use crate::failure::During;
use crate::model::lesson::Kind;
use crate::model::url::SitePath;
use answers::Volume;
use archive::Archive;
use document::{Anchors, document, joined};
use exercise::Solution;
use package::{Item, Place};
use shelf::{ABOUT, CONTENTS, COVER, COVER_IMAGE, INSTEAD, NCX, Part, STYLE, Shelf};
use xhtml::{Holds, Made};

const XHTML: &str = "application/xhtml+xml";

/// A style sheet that leaves colours to the reader.
const SHEET: &str = include_str!("epub/book.css");

/// Writes it to `out`.
pub fn write(export: &Export<'_>, out: &mut File) -> Exported<()> {
    let shelf = Shelf::new(export)?;
    let bound: Vec<(Made, Vec<Solution>)> =
        (0..shelf.chapters().len()).into_par_iter().map(|at| chapter(&shelf, at)).collect::<Exported<_>>()?;
    let (chapters, solutions): (Vec<Made>, Vec<Vec<Solution>>) = bound.into_iter().unzip();
    let mut anchors = Anchors::new();
    for (at, (made, chapter)) in chapters.iter().zip(shelf.chapters()).enumerate() {
        let named = made.anchors.iter().map(|(from, to)| ((at, from.clone()), (chapter.name.clone(), to.clone())));
        anchors.extend(named);
    }
    let volumes = answers::volumes(&shelf, solutions, &mut anchors);
    let mut archive = Archive::new(out)?;
    let mut items = Vec::new();
    front(&shelf, &anchors, &volumes, &mut archive, &mut items)?;
    for (chapter, made) in shelf.chapters().iter().zip(&chapters) {
        let body = format!("{}\n{}</section>", opening(chapter.part), joined(&shelf, &anchors, &made.pieces));
        archive.add(&chapter.name, document(&shelf, &nav::title(&shelf, chapter), &body).as_bytes())?;
        items.push(item(&chapter.name, XHTML, &properties(&made.holds), Place::Read));
    }
    for Volume { name, made, .. } in &volumes {
        let body = joined(&shelf, &anchors, &made.pieces);
        archive.add(name, document(&shelf, shelf.word("book_answers"), &body).as_bytes())?;
        items.push(item(name, XHTML, &properties(&made.holds), Place::Read));
    }
    archive.add(ABOUT, document(&shelf, shelf.word("book_about"), &about::body(&shelf)).as_bytes())?;
    items.push(item(ABOUT, XHTML, "", Place::Read));
    let parts: Vec<&Made> = chapters.iter().chain(volumes.iter().map(|volume| &volume.made)).collect();
    files(&shelf, &parts, &mut archive, &mut items)?;
    let holds = parts.iter().flat_map(|made| &made.holds).copied().collect();
    archive.add("package.opf", package::package(&shelf, &items, &holds).as_bytes())?;
    archive.finish()
}

/// A page of the site as a chapter, and the solutions of its questions.
fn chapter(shelf: &Shelf<'_>, at: usize) -> Exported<(Made, Vec<Solution>)> {
    let sheet = Sheet::of(&shelf.page(at)?);
    let solutions = exercise::prepare(&sheet, shelf, at);
    let found = [sheet.select("main"), sheet.select("body")].into_iter().find(|found| found.length() > 0);
    let made = found.and_then(|found| found.nodes().first().map(|root| xhtml::inner(shelf, at, "", root)));
    Ok((made.unwrap_or_default(), solutions))
}

/// What stands before the chapters.
fn front(
    shelf: &Shelf<'_>,
    anchors: &Anchors,
    volumes: &[Volume],
    archive: &mut Archive<'_>,
    items: &mut Vec<Item>,
) -> Exported<()> {
    archive.add(STYLE, styled(shelf).as_bytes())?;
    items.push(item(STYLE, "text/css", "", Place::Shown));
    archive.add(COVER_IMAGE, cover::image(shelf).as_bytes())?;
    items.push(item(COVER_IMAGE, "image/svg+xml", "cover-image", Place::Shown));
    archive.add(COVER, document(shelf, shelf.word("book_cover"), &cover::page(shelf)).as_bytes())?;
    items.push(item(COVER, XHTML, "", Place::Read));
    let entries = nav::entries(shelf, anchors, volumes);
    let contents = document(shelf, shelf.word("contents"), &nav::body(shelf, &entries));
    archive.add(CONTENTS, contents.as_bytes())?;
    items.push(item(CONTENTS, XHTML, "nav", Place::Read));
    archive.add(NCX, ncx::ncx(shelf, &entries).as_bytes())?;
    items.push(item(NCX, "application/x-dtbncx+xml", "", Place::Shown));
    Ok(())
}

/// The files that chapters and answers show, each once.
fn files(shelf: &Shelf<'_>, parts: &[&Made], archive: &mut Archive<'_>, items: &mut Vec<Item>) -> Exported<()> {
    let shown: BTreeSet<&SitePath> = parts.iter().flat_map(|made| &made.files).collect();
    let stocks = || shown.iter().filter_map(|path| shelf.file(path));
    if stocks().any(|stock| !stock.is_core()) {
        archive.add(INSTEAD, document(shelf, shelf.word("book_about"), &about::instead(shelf)).as_bytes())?;
        items.push(item(INSTEAD, XHTML, "", Place::Shown));
    }
    for stock in stocks() {
        if stock.media == "image/svg+xml" {
            let drawing = fs::read(&stock.on_disk).during("read", &stock.on_disk)?;
            archive.add(&stock.name, svg::drawing(&drawing).as_bytes())?;
        } else {
            archive.copy(&stock.name, &stock.on_disk)?;
        }
        let place = if stock.is_core() { Place::Shown } else { Place::Replaced(INSTEAD) };
        items.push(item(&stock.name, stock.media, "", place));
    }
    let captions = parts.iter().flat_map(|made| &made.captions).collect::<std::collections::BTreeMap<_, _>>();
    for (name, text) in captions {
        archive.add(name, text)?;
        items.push(item(name, "text/vtt", "", Place::Shown));
    }
    Ok(())
}

/// The element around a chapter (EPUB 3 Structural Semantics Vocabulary 1.1; DPUB-ARIA 1.1).
fn opening(part: Part) -> String {
    let (kind, role) = match part {
        Part::Introduction => ("introduction", "doc-introduction"),
        Part::Module => ("part", "doc-part"),
        Part::Lesson(Kind::Lesson) | Part::Single(Kind::Lesson) => ("chapter", "doc-chapter"),
        Part::Lesson(_) | Part::Single(_) => ("assessment", "doc-chapter"),
        Part::Sources => ("bibliography", "doc-bibliography"),
    };
    format!("<section epub:type=\"{kind}\" role=\"{role}\" class=\"{kind}\">")
}

fn properties(holds: &BTreeSet<Holds>) -> String {
    let known = [(Holds::MathMl, "mathml"), (Holds::Svg, "svg")];
    known.into_iter().filter(|(what, _)| holds.contains(what)).map(|(_, name)| name).collect::<Vec<_>>().join(" ")
}

fn item(href: &str, media: &'static str, properties: &str, place: Place) -> Item {
    Item { href: href.to_owned(), media, properties: properties.to_owned(), place }
}

/// The style sheet, with the colour of the course where it is no text.
fn styled(shelf: &Shelf<'_>) -> String {
    match &shelf.course().identity.accent {
        Some(accent) => SHEET.replace("/*accent*/ currentColor", &accent.light),
        None => SHEET.to_owned(),
    }
}
