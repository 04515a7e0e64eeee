//! Images, sounds and films of a chapter: those that the book holds, with what says the same in words.

use base64::Engine;
use dom_query::NodeRef;
use xxhash_rust::xxh3::xxh3_64;

use super::lead;
use super::xhtml::{Holds, Writer};
use super::xml;

/// An image of the book, or its description.
pub fn image(writer: &mut Writer<'_>, node: &NodeRef<'_>) {
    let alt = node.attr("alt");
    let Some((name, moves)) = file(writer, node, "src", "image/") else {
        return said(writer, &alt.unwrap_or_default());
    };
    writer.open("img", node);
    writer.attribute("src", &name);
    writer.attribute("alt", alt.as_deref().unwrap_or_default());
    writer.text.push_str("/>");
    writer.made.holds.insert(Holds::Image);
    if alt.is_none_or(|alt| alt.trim().is_empty()) {
        writer.made.holds.insert(Holds::Undescribed);
    }
    if moves {
        writer.made.holds.insert(Holds::Movement);
    }
}

/// A sound or a film of the book, or its description.
pub fn player(writer: &mut Writer<'_>, node: &NodeRef<'_>, tag: &str) {
    let start = format!("{tag}/");
    let source = |writer: &mut Writer<'_>| {
        node.children()
            .iter()
            .filter(|child| child.has_name("source"))
            .find_map(|child| file(writer, child, "src", &start))
    };
    let found = file(writer, node, "src", &start).or_else(|| source(writer));
    let label = node.attr("aria-label").map(|label| label.to_string()).unwrap_or_default();
    let Some((name, _)) = found else { return said(writer, &label) };
    writer.made.holds.insert(if tag == "audio" { Holds::Sound } else { Holds::Film });
    writer.open(tag, node);
    writer.attribute("src", &name);
    writer.text.push_str(" controls=\"controls\" preload=\"metadata\"");
    if let Some((poster, _)) = file(writer, node, "poster", "image/").filter(|_| tag == "video") {
        writer.attribute("poster", &poster);
    }
    writer.text.push('>');
    for track in node.children().iter().filter(|child| child.has_name("track")) {
        captions(writer, track);
    }
    xml::push(&mut writer.text, &label);
    writer.text.push_str(&format!("</{tag}>"));
}

/// A page of another site within the page: a link to it.
pub fn frame(writer: &mut Writer<'_>, node: &NodeRef<'_>) {
    let address = node.attr("src").and_then(|src| lead::outside(&src));
    let title = node.attr("title").map(|title| title.to_string());
    match address {
        Some(address) => {
            writer.text.push_str("<a");
            writer.attribute("href", &address);
            writer.text.push('>');
            xml::push(&mut writer.text, title.as_deref().unwrap_or(&address));
            writer.text.push_str("</a>");
        }
        None => said(writer, title.as_deref().unwrap_or_default()),
    }
}

fn said(writer: &mut Writer<'_>, words: &str) {
    if !words.trim().is_empty() {
        writer.text.push_str(&format!("<span class=\"missing\">{}</span>", xml::text(words)));
    }
}

/// The file of the book that an attribute names, if it is of this media type; whether it may move.
fn file(writer: &mut Writer<'_>, node: &NodeRef<'_>, attribute: &str, media: &str) -> Option<(String, bool)> {
    let link = node.attr(attribute)?;
    let path = lead::path_in_site(&writer.shelf.chapters()[writer.at].path, &link)?;
    let stock = writer.shelf.file(&path).filter(|stock| stock.media.starts_with(media))?;
    writer.made.files.insert(path);
    Some((stock.name.clone(), stock.moves))
}

/// Captions, which stand within a page of the site: in a book they are a file (EPUB 3.3, section 3.4).
fn captions(writer: &mut Writer<'_>, track: &NodeRef<'_>) {
    let src = track.attr_or("src", "");
    let Some(data) = src.strip_prefix("data:text/vtt;base64,") else { return };
    let Ok(text) = base64::engine::general_purpose::STANDARD.decode(data) else { return };
    let name = format!("captions-{:016x}.vtt", xxh3_64(&text));
    let lang = track.attr_or("srclang", "");
    writer.text.push_str("<track kind=\"captions\"");
    writer.attribute("src", &name);
    if super::xhtml::is_language(&lang) {
        writer.attribute("srclang", &lang);
    }
    writer.attribute("label", if lang.is_empty() { "captions" } else { &lang });
    writer.text.push_str(" default=\"default\"/>");
    writer.made.captions.insert(name, text);
    writer.made.holds.insert(Holds::Captions);
}
