//! Whole documents of a book: the frame that all have, and the addresses that are known at last.

use std::collections::HashMap;

use super::shelf::{STYLE, Shelf};
use super::xhtml::{self, Piece};
use super::xml;

/// Where elements of the site's pages stand in the book: chapter and id there, file and id here.
pub type Anchors = HashMap<(usize, String), (String, String)>;

/// A document around what stands in its body.
pub fn document(shelf: &Shelf<'_>, title: &str, body: &str) -> String {
    let lang = language(&shelf.course().identity.lang);
    let (title, direction) = (xml::text(title), direction(&lang));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{lang}\" xml:lang=\"{lang}\" dir=\"{direction}\">\n\
         <head>\n<title>{title}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"{STYLE}\"/>\n</head>\n\
         <body>\n{body}\n</body>\n</html>\n"
    )
}

/// The text of pieces, with links to where things stand.
pub fn joined(shelf: &Shelf<'_>, anchors: &Anchors, pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Link(chapter, id) => text.push_str(&address(shelf, anchors, *chapter, id.as_deref())),
        }
    }
    text
}

/// Where a chapter stands, or an element of it if the book has it.
pub fn address(shelf: &Shelf<'_>, anchors: &Anchors, chapter: usize, id: Option<&str>) -> String {
    let found = id.and_then(|id| anchors.get(&(chapter, id.to_owned())));
    found.map_or_else(|| shelf.chapters()[chapter].name.clone(), |(file, id)| format!("{file}#{id}"))
}

/// A title as a document needs one: never empty.
pub fn titled(title: &str, otherwise: &str) -> String {
    let title = title.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() { otherwise.to_owned() } else { title }
}

/// The language, as far as it is a language tag: `und` stands for one that is not known (BCP 47).
pub fn language(lang: &str) -> String {
    let parts: Vec<&str> = lang.split('-').collect();
    let known = (1..=parts.len()).rev().map(|n| parts[..n].join("-")).find(|tag| xhtml::is_language(tag));
    known.unwrap_or_else(|| "und".to_owned())
}

/// Which way lines run in a language: that of the scripts it is mostly written in.
pub fn direction(lang: &str) -> &'static str {
    let lower = lang.to_ascii_lowercase();
    let mut parts = lower.split('-');
    let primary = parts.next().unwrap_or_default();
    let rtl = match parts.next().filter(|part| part.len() == 4) {
        Some(script) => ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm"].contains(&script),
        None => ["ar", "dv", "fa", "he", "iw", "ks", "ku", "ps", "sd", "ug", "ur", "yi"].contains(&primary),
    };
    if rtl { "rtl" } else { "ltr" }
}
