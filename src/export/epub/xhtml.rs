//! A page as a tree to XHTML: sound XML that holds what a book may hold (EPUB 3.3, section 6.1).

use std::collections::{BTreeMap, BTreeSet, HashSet};

use dom_query::NodeRef;

use super::ids::Ids;
use super::lead::{self, Lead};
use super::shelf::{CONTENTS, Shelf};
use super::vocabulary::{self, Room, Rule};
use super::xml;
use super::{player, svg};
use crate::model::url::SitePath;

/// Elements nested beyond this show their text alone: readers of books have their limits too.
const DEPTH: usize = 120;

/// A stretch of a document.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// XHTML.
    Text(String),
    /// The address of a chapter and perhaps of an element of it, which is known once all are made.
    Link(usize, Option<String>),
}

/// XHTML, and what is to be known of it.
#[derive(Default)]
pub struct Made {
    /// The document, or a part of one.
    pub pieces: Vec<Piece>,
    /// The ids that the page of the site has, each with its name in the document.
    pub anchors: Vec<(String, String)>,
    /// The files that it shows.
    pub files: BTreeSet<SitePath>,
    /// Captions that stood within the page.
    pub captions: BTreeMap<String, Vec<u8>>,
    /// What else it holds.
    pub holds: BTreeSet<Holds>,
}

/// What a document can hold that is told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// A drawing among its elements.
    Svg,
    /// A formula.
    MathMl,
    /// An image.
    Image,
    /// An image without a description.
    Undescribed,
    /// A sound.
    Sound,
    /// A film.
    Film,
    /// A film or a sound with captions.
    Captions,
    /// A drawing or an image that moves.
    Movement,
}

/// Writes a part of the chapter number `at`.
pub struct Writer<'w> {
    pub(super) shelf: &'w Shelf<'w>,
    pub(super) at: usize,
    pub(super) text: String,
    pub(super) made: Made,
    ids: Ids,
    /// The ids that can be referred to.
    there: HashSet<String>,
}

/// The XHTML of what stands in `root`, all its ids with this prefix.
pub fn inner(shelf: &Shelf<'_>, at: usize, prefix: &str, root: &NodeRef<'_>) -> Made {
    let there = root.descendants_it().filter_map(|node| node.id_attr()).map(|id| id.to_string()).collect();
    let ids = Ids::new(prefix);
    let mut writer = Writer { shelf, at, text: String::new(), made: Made::default(), ids, there };
    writer.children(root, Room::Flow, 0);
    writer.flush();
    writer.made
}

impl Writer<'_> {
    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.made.pieces.push(Piece::Text(std::mem::take(&mut self.text)));
        }
    }

    pub(super) fn children(&mut self, node: &NodeRef<'_>, room: Room, depth: usize) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.words(&child.text(), room);
            } else if child.is_element() {
                self.element(&child, room, depth + 1);
            }
        }
    }

    fn words(&mut self, words: &str, room: Room) {
        if matches!(room, Room::Flow | Room::Phrasing) || words.trim().is_empty() {
            return xml::push(&mut self.text, words);
        }
        let tag = item_of(room);
        if !tag.is_empty() {
            self.text.push_str(&format!("<{tag}>{}</{tag}>", xml::text(words)));
        }
    }

    fn element(&mut self, node: &NodeRef<'_>, room: Room, depth: usize) {
        let Some(name) = node.node_name() else { return };
        if depth > DEPTH {
            return self.words(&node.text(), room);
        }
        if let Some(holds) = foreign(node) {
            return self.drawing(node, room, holds);
        }
        match vocabulary::rule(&name) {
            Rule::Left => {}
            Rule::Part(tag, place, inner) if place == room => self.wrapped(tag, node, inner, depth),
            _ if !matches!(room, Room::Flow | Room::Phrasing) => self.misplaced(node, room, depth),
            Rule::Transparent(tag) => self.wrapped(tag, node, room, depth),
            Rule::Empty(tag) => self.text.push_str(&format!("<{tag}/>")),
            Rule::Own => self.own(&name, node, room, depth),
            Rule::Lines(_) | Rule::Block(..) | Rule::Part(..) if room == Room::Phrasing => {
                self.wrapped("span", node, Room::Phrasing, depth);
                self.text.push(' ');
            }
            Rule::Inline(tag) | Rule::Lines(tag) => self.wrapped(tag, node, Room::Phrasing, depth),
            Rule::Block(tag, inner) => self.wrapped(tag, node, inner, depth),
            Rule::Part(..) => self.wrapped("div", node, Room::Flow, depth),
        }
    }

    /// What stands in a list, say, and is no item of it.
    fn misplaced(&mut self, node: &NodeRef<'_>, room: Room, depth: usize) {
        let tag = item_of(room);
        if tag.is_empty() {
            return self.children(node, room, depth);
        }
        self.text.push_str(&format!("<{tag}>"));
        self.element(node, Room::Flow, depth + 1);
        self.text.push_str(&format!("</{tag}>"));
    }

    fn own(&mut self, name: &str, node: &NodeRef<'_>, room: Room, depth: usize) {
        match name {
            "a" => self.link(node, room, depth),
            "img" => player::image(self, node),
            "picture" => {
                if let Some(image) = node.descendants_it().find(|node| node.has_name("img")) {
                    player::image(self, &image);
                }
            }
            "audio" | "video" => player::player(self, node, name),
            "iframe" => player::frame(self, node),
            "input" | "select" | "textarea" => self.field(name, node, room),
            "hr" if room == Room::Phrasing => self.text.push_str("<br/>"),
            "hr" => self.text.push_str("<hr/>"),
            _ if room == Room::Phrasing => self.wrapped("span", node, Room::Phrasing, depth),
            "details" if starts_with(node, "summary") => self.wrapped("details", node, Room::Flow, depth),
            "summary" if is_first(node, "details") => self.wrapped("summary", node, Room::Phrasing, depth),
            "summary" => self.wrapped("p", node, Room::Phrasing, depth),
            "figcaption" if is_caption(node) => self.wrapped("figcaption", node, Room::Flow, depth),
            "dl" if is_sound_list(node) => self.wrapped("dl", node, Room::Terms, depth),
            _ => self.wrapped("div", node, Room::Flow, depth),
        }
    }

    fn wrapped(&mut self, tag: &str, node: &NodeRef<'_>, inner: Room, depth: usize) {
        self.open(tag, node);
        self.text.push('>');
        if !matches!(tag, "col" | "br") {
            self.children(node, inner, depth);
        }
        self.text.push_str(&format!("</{tag}>"));
    }

    /// `<tag` and its attributes.
    pub(super) fn open(&mut self, tag: &str, node: &NodeRef<'_>) {
        self.text.push('<');
        self.text.push_str(tag);
        let mut named = HashSet::new();
        for attribute in node.attrs() {
            let (name, value) = (&*attribute.name.local, &*attribute.value);
            if attribute.name.prefix.is_some() || !named.insert(name.to_owned()) {
                continue;
            }
            match name {
                "id" => {
                    if let Some(id) = self.ids.define(value) {
                        self.made.anchors.push((value.to_owned(), id.clone()));
                        self.attribute("id", &id);
                    }
                }
                "lang" if is_language(value) => {
                    self.attribute("lang", value);
                    self.attribute("xml:lang", value);
                }
                "aria-labelledby" | "aria-describedby" if is_named(tag, node) => {
                    let ids: Vec<String> = value
                        .split_ascii_whitespace()
                        .filter(|id| self.there.contains(*id))
                        .map(|id| self.ids.refer(id))
                        .collect();
                    if !ids.is_empty() {
                        self.attribute(name, &ids.join(" "));
                    }
                }
                "aria-label" if is_named(tag, node) && !value.trim().is_empty() => self.attribute(name, value),
                _ => {
                    if let Some((name, value)) = vocabulary::attribute(tag, name, value) {
                        self.attribute(name, &value);
                    }
                }
            }
        }
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        xml::push(&mut self.text, value);
        self.text.push('"');
    }

    fn link(&mut self, node: &NodeRef<'_>, room: Room, depth: usize) {
        let lead = node.attr("href").map_or(Lead::Nowhere, |href| lead::lead(self.shelf, self.at, &href));
        if lead == Lead::Nowhere {
            let rule = |child: &NodeRef<'_>| child.node_name().map(|name| vocabulary::rule(&name));
            let is_block = |child: &NodeRef<'_>| matches!(rule(child), Some(Rule::Lines(_) | Rule::Block(..)));
            let blocks = room == Room::Flow && node.element_children().iter().any(is_block);
            let (tag, inner) = if blocks { ("div", Room::Flow) } else { ("span", Room::Phrasing) };
            return self.wrapped(tag, node, inner, depth);
        }
        self.open("a", node);
        self.text.push_str(" href=\"");
        match lead {
            Lead::Chapter(chapter, id) => {
                self.flush();
                self.made.pieces.push(Piece::Link(chapter, id));
            }
            Lead::Outside(address) => xml::push(&mut self.text, &address),
            Lead::Contents | Lead::Nowhere => self.text.push_str(CONTENTS),
        }
        self.text.push_str("\">");
        self.children(node, room, depth);
        self.text.push_str("</a>");
    }

    /// A field, to be filled in with a pen.
    fn field(&mut self, name: &str, node: &NodeRef<'_>, room: Room) {
        let kind = node.attr_or("type", "text");
        match (name, &*kind) {
            ("input", "checkbox") => self.text.push_str("<span class=\"box\"></span> "),
            ("input", "radio") => self.text.push_str("<span class=\"box round\"></span> "),
            ("input", "hidden" | "submit" | "button" | "reset" | "image" | "file") => {}
            ("textarea", _) if room == Room::Flow => {
                self.text.push_str("<div class=\"lines\"><div></div><div></div><div></div><div></div></div>");
            }
            _ => {
                let own = node.attr("aria-label").filter(|label| !label.trim().is_empty());
                let label = own.map_or_else(|| self.shelf.word("legend_text").to_owned(), |label| label.to_string());
                self.text.push_str("<span class=\"to-fill\" role=\"img\"");
                self.attribute("aria-label", &label);
                self.text.push_str("></span>");
            }
        }
    }

    fn drawing(&mut self, node: &NodeRef<'_>, room: Room, holds: Holds) {
        let tag = item_of(room);
        if !matches!(room, Room::Flow | Room::Phrasing) && tag.is_empty() {
            return;
        }
        if !tag.is_empty() {
            self.text.push_str(&format!("<{tag}>"));
        }
        svg::push(&mut self.text, node, &mut self.ids);
        if !tag.is_empty() {
            self.text.push_str(&format!("</{tag}>"));
        }
        self.made.holds.insert(holds);
        let named = node.has_attr("aria-label") || node.has_attr("aria-labelledby") || starts_with(node, "title");
        if holds == Holds::Svg && !named && node.attr_or("aria-hidden", "") != *"true" {
            self.made.holds.insert(Holds::Undescribed);
        }
    }
}

/// The element that holds what is no item where only items stand.
fn item_of(room: Room) -> &'static str {
    match room {
        Room::Items => "li",
        Room::Terms => "dd",
        Room::Cells => "td",
        Room::Flow | Room::Phrasing | Room::Table | Room::Rows => "",
    }
}

fn foreign(node: &NodeRef<'_>) -> Option<Holds> {
    let name = node.qual_name_ref()?;
    match &*name.ns {
        svg::SVG => Some(Holds::Svg),
        svg::MATHML => Some(Holds::MathMl),
        _ => None,
    }
}

fn is_first(node: &NodeRef<'_>, parent: &str) -> bool {
    node.prev_element_sibling().is_none() && node.parent().is_some_and(|node| node.has_name(parent))
}

/// A figure has one caption, at its start or its end (HTML Standard, section 4.4.12).
fn is_caption(node: &NodeRef<'_>) -> bool {
    let ends = |parent: &NodeRef<'_>| node.next_element_sibling().is_none() && !starts_with(parent, "figcaption");
    is_first(node, "figure") || node.parent().is_some_and(|parent| parent.has_name("figure") && ends(&parent))
}

fn starts_with(node: &NodeRef<'_>, name: &str) -> bool {
    node.first_element_child().is_some_and(|child| child.has_name(name))
}

/// Whether terms and definitions take turns, as the HTML Standard has it (section 4.4.9).
fn is_sound_list(list: &NodeRef<'_>) -> bool {
    let children = list.element_children();
    let names: Vec<bool> = children.iter().map(|child| child.has_name("dd")).collect();
    let only = children.iter().all(|child| child.has_name("dt") || child.has_name("dd"));
    only && names.first() == Some(&false) && names.last() == Some(&true)
}

/// Whether the element can have a name of its own (ARIA 1.2, section 6.6).
fn is_named(tag: &str, node: &NodeRef<'_>) -> bool {
    let role = node.attr("role").is_some_and(|role| vocabulary::attribute(tag, "role", &role).is_some());
    role || matches!(tag, "section" | "article" | "aside" | "a" | "table" | "figure" | "audio" | "video")
}

/// Whether this is a language tag, as far as one is met in pages (BCP 47).
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let alphabetic = |part: &str| part.chars().all(|c| c.is_ascii_alphabetic());
    let script = |part: &str| part.len() == 4 && alphabetic(part);
    let region = |part: &str| part.len() == 2 && alphabetic(part) || part.len() == 3 && part.parse::<u16>().is_ok();
    let mut parts = parts.peekable();
    parts.next_if(|part| script(part));
    parts.next_if(|part| region(part));
    (2..=3).contains(&primary.len()) && alphabetic(primary) && parts.next().is_none()
}
