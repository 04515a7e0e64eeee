//! The package document: what the book is, what it holds and in which order (EPUB 3.3, section 5).

use std::collections::BTreeSet;

use xxhash_rust::xxh3::xxh3_128;

use super::document::{direction, language};
use super::shelf::{COVER_IMAGE, NCX, Shelf};
use super::xhtml::Holds;
use super::xml;
use crate::model::course::Edition;

/// When a book was last changed whose course does not say when: never the time at which it was made,
/// for equal courses give equal books. That of all files in the archive.
const UNDATED: &str = "1980-01-01T00:00:00Z";

/// A file of the book.
pub struct Item {
    /// Its name.
    pub href: String,
    /// Its media type.
    pub media: &'static str,
    /// What it is besides, and what it holds that readers are to know of.
    pub properties: String,
    /// Whether it has a place in the order of reading.
    pub place: Place,
}

/// Whether a file has a place in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is read.
    Read,
    /// It is shown by what is read.
    Shown,
    /// As that, but readers need not know how: this file stands in for it.
    Replaced(&'static str),
}

/// The package document.
pub fn package(shelf: &Shelf<'_>, items: &[Item], holds: &BTreeSet<Holds>) -> String {
    let lang = language(&shelf.course().identity.lang);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"id\" xml:lang=\"{lang}\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
    );
    metadata(&mut xml, shelf, &lang);
    accessibility(&mut xml, shelf, holds);
    let id_of = |href: &str| items.iter().position(|item| item.href == href).map(|at| format!("i{at}"));
    if let Some(cover) = id_of(COVER_IMAGE) {
        // By which readers of EPUB 2 find it.
        xml.push_str(&format!("<meta name=\"cover\" content=\"{cover}\"/>\n"));
    }
    xml.push_str("</metadata>\n<manifest>\n");
    for (at, item) in items.iter().enumerate() {
        let properties = attribute("properties", Some(&item.properties).filter(|list| !list.is_empty()));
        let fallback = if let Place::Replaced(href) = item.place { id_of(href) } else { None };
        let fallback = attribute("fallback", fallback.as_ref());
        let (href, media) = (xml::text(&item.href), item.media);
        xml.push_str(&format!("<item id=\"i{at}\" href=\"{href}\" media-type=\"{media}\"{properties}{fallback}/>\n"));
    }
    let (toc, direction) = (attribute("toc", id_of(NCX).as_ref()), direction(&lang));
    xml.push_str(&format!("</manifest>\n<spine{toc} page-progression-direction=\"{direction}\">\n"));
    for (at, _) in items.iter().enumerate().filter(|(_, item)| item.place == Place::Read) {
        xml.push_str(&format!("<itemref idref=\"i{at}\"/>\n"));
    }
    xml + "</spine>\n</package>\n"
}

fn attribute(name: &str, value: Option<&String>) -> String {
    value.map(|value| format!(" {name}=\"{value}\"")).unwrap_or_default()
}

fn metadata(xml: &mut String, shelf: &Shelf<'_>, lang: &str) {
    let identity = &shelf.course().identity;
    let mut say = |name: &str, attributes: &str, text: &str| {
        if !text.trim().is_empty() {
            xml.push_str(&format!("<dc:{name}{attributes}>{}</dc:{name}>\n", xml::text(text)));
        }
    };
    say("identifier", " id=\"id\"", &identifier(shelf));
    say("title", "", &title(shelf));
    say("language", "", lang);
    let creator = identity.author.as_ref().or(identity.organisation.as_ref());
    say("creator", "", creator.map_or("", String::as_str));
    say("publisher", "", identity.organisation.as_deref().unwrap_or_default());
    say("rights", "", identity.licence.as_deref().unwrap_or_default());
    say("description", "", identity.description.as_deref().unwrap_or_default());
    let modified = identity.version.as_deref().and_then(dated).unwrap_or_else(|| UNDATED.to_owned());
    xml.push_str(&format!("<meta property=\"dcterms:modified\">{modified}</meta>\n"));
}

/// What the book is called.
pub fn title(shelf: &Shelf<'_>) -> String {
    let title = &shelf.course().identity.title;
    match shelf.course().edition {
        Edition::Student => title.clone(),
        Edition::Trainer => format!("{title} ({})", shelf.word("book_trainer")),
    }
}

/// What is true of every book that is made here, and of what this one holds (EPUB Accessibility 1.1;
/// terms of schema.org). None of it says that a book conforms: that takes a person to look at it.
fn accessibility(xml: &mut String, shelf: &Shelf<'_>, holds: &BTreeSet<Holds>) {
    let has = |what: Holds| holds.contains(&what);
    let seen = has(Holds::Image) || has(Holds::Svg) || has(Holds::Film);
    let heard = has(Holds::Sound) || has(Holds::Film);
    let modes: Vec<&str> = [("textual", true), ("visual", seen), ("auditory", heard)]
        .into_iter()
        .filter_map(|(mode, there)| there.then_some(mode))
        .collect();
    let mut say = |property: &str, text: &str| {
        xml.push_str(&format!("<meta property=\"schema:{property}\">{}</meta>\n", xml::text(text)));
    };
    for mode in &modes {
        say("accessMode", mode);
    }
    say("accessModeSufficient", &modes.join(","));
    if modes.len() > 1 && !heard && !has(Holds::Undescribed) {
        say("accessModeSufficient", "textual");
    }
    for (feature, there) in [
        ("displayTransformability", true),
        ("readingOrder", true),
        ("structuralNavigation", true),
        ("tableOfContents", true),
        ("alternativeText", (has(Holds::Image) || has(Holds::Svg)) && !has(Holds::Undescribed)),
        ("closedCaptions", has(Holds::Captions)),
        ("MathML", has(Holds::MathMl)),
    ] {
        if there {
            say("accessibilityFeature", feature);
        }
    }
    let calm = !heard && !has(Holds::Movement);
    say("accessibilityHazard", if calm { "none" } else { "unknown" });
    say("accessibilitySummary", shelf.word("book_access"));
}

/// A name of the course and its edition that stays from one version to the next (RFC 9562, section 5.8).
pub fn identifier(shelf: &Shelf<'_>) -> String {
    let edition = match shelf.course().edition {
        Edition::Student => "student",
        Edition::Trainer => "trainer",
    };
    let hash = xxh3_128(format!("pupitre\n{}\n{edition}", shelf.course().identity.id).as_bytes());
    let (version, variant) = (0x8_u128 << 76, 0x2_u128 << 62);
    let bits = hash & !(0xf_u128 << 76) & !(0x3_u128 << 62) | version | variant;
    let hex = format!("{bits:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// A version that is a date, `2026`, `2026-11` or `2026-11-23`, as the first instant of it.
fn dated(version: &str) -> Option<String> {
    let mut parts = version.trim().split('-');
    let mut part = |digits: usize, low: u32, high: u32| match parts.next() {
        None => Some(low),
        Some(text) if text.len() == digits => text.parse::<u32>().ok().filter(|n| (low..=high).contains(n)),
        Some(_) => None,
    };
    let (year, month) = (part(4, 1000, 9999)?, part(2, 1, 12)?);
    let last = match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let day = part(2, 1, last)?;
    parts.next().is_none().then(|| format!("{year:04}-{month:02}-{day:02}T00:00:00Z"))
}
