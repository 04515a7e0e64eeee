//! A reader of XML that takes nothing but what is sound, as readers of books do.

use std::collections::BTreeSet;

/// What a document names.
#[derive(Default)]
pub(crate) struct Document {
    /// Its ids, each of which stands once.
    pub(crate) ids: BTreeSet<String>,
    /// What its attributes `href` and `src` lead to.
    pub(crate) links: Vec<String>,
}

/// Reads a document, or says what is wrong with it (XML 1.0, well-formedness).
pub(crate) fn read(text: &str) -> Result<Document, String> {
    let mut document = Document::default();
    let banned = |c: &char| c.is_control() && !matches!(c, '\n' | '\t' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}');
    if let Some(c) = text.chars().find(banned) {
        return Err(format!("{c:?}"));
    }
    let mut open: Vec<&str> = Vec::new();
    let mut pieces = text.split('<');
    references(pieces.next().unwrap_or_default())?;
    for piece in pieces.filter(|piece| !piece.starts_with(['?', '!'])) {
        let (tag, words) = end_of_tag(piece).ok_or(format!("<{piece} has no end"))?;
        references(words)?;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || "-_:.".contains(c)) {
            return Err(format!("<{tag}> has no name"));
        }
        attributes(&mut document, name, &tag[name.len()..])?;
        if !empty {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(document) } else { Err(format!("{open:?} stay open")) }
}

/// What stands before the `>` that ends the tag, and behind it.
fn end_of_tag(piece: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let at = piece.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })?;
    Some((&piece[..at], &piece[at + 1..]))
}

fn attributes(document: &mut Document, tag: &str, text: &str) -> Result<(), String> {
    let mut names = BTreeSet::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, behind) = rest.split_once("=\"").ok_or(format!("<{tag} {rest}"))?;
        let (value, behind) = behind.split_once('"').ok_or(format!("<{tag} {rest}"))?;
        if name.contains(char::is_whitespace) || !names.insert(name) {
            return Err(format!("<{tag} {rest}"));
        }
        references(value)?;
        match name {
            "id" if !document.ids.insert(value.to_owned()) => return Err(format!("two elements are {value}")),
            "href" | "src" | "xlink:href" => document.links.push(value.replace("&amp;", "&")),
            _ => {}
        }
        rest = behind.trim_start();
    }
    Ok(())
}

/// Ampersands begin one of the five names that XML has, or a number.
fn references(text: &str) -> Result<(), String> {
    for piece in text.split('&').skip(1) {
        let name = piece.split_once(';').map_or("", |(name, _)| name);
        if !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") && !name.starts_with('#') {
            return Err(format!("&{}", piece.chars().take(9).collect::<String>()));
        }
    }
    Ok(())
}

#[test]
fn documents_are_judged() {
    for sound in ["<a/>", "<?xml?>\n<!DOCTYPE a>\n<a b=\"&lt;&#1;\">é &amp; <c></c></a>\n", "<a id=\"x\" href=\"#x\"/>"]
    {
        assert_eq!(read(sound).err(), None, "{sound}");
    }
    for faulty in [
        "<a>",
        "<a></b>",
        "<a b=c/>",
        "<a b=\"1\" b=\"2\"/>",
        "<a>&nbsp;</a>",
        "<a>&</a>",
        "<a>\u{c}</a>",
        "</a>",
        "<a",
        "< a/>",
    ] {
        assert!(read(faulty).is_err(), "{faulty}");
    }
    assert!(read("<a id=\"x\"><b id=\"x\"/></a>").is_err());
}
