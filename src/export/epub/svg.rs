//! Drawings and formulas: what is neither HTML, nor can run anything, nor asks another file.

use dom_query::NodeRef;

use super::ids::Ids;
use super::xml;
use crate::export::sheet::Sheet;

/// The namespace of SVG.
pub const SVG: &str = "http://www.w3.org/2000/svg";
/// The namespace of `MathML`.
pub const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// Elements nested beyond this are left out.
const DEPTH: usize = 200;

/// Elements of SVG that are left out: what runs, leads away or asks another file, and HTML.
const LEFT: [&str; 12] = [
    "script",
    "foreignObject",
    "iframe",
    "audio",
    "video",
    "canvas",
    "handler",
    "listener",
    "metadata",
    "image",
    "feImage",
    "cursor",
];

/// Elements whose children stand in their place.
const OPEN: [&str; 1] = ["a"];

/// Whether a file holds a drawing.
pub fn is_drawing(file: &[u8]) -> bool {
    file.windows(4).any(|bytes| bytes.eq_ignore_ascii_case(b"<svg"))
}

/// Whether a drawing moves.
pub fn may_move(file: &[u8]) -> bool {
    ["<animate", "<set", "animation"].iter().any(|word| file.windows(word.len()).any(|bytes| bytes == word.as_bytes()))
}

/// The drawing of a file, read as browsers read one within a page: sound XML, whatever the file is.
pub fn drawing(file: &[u8]) -> String {
    let sheet = Sheet::of(file);
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    match sheet.select("svg").nodes().first() {
        Some(root) => push(&mut xml, root, &mut Ids::new("")),
        None => xml.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    }
    xml.push('\n');
    xml
}

/// Adds the drawing or formula `root` to a document.
pub fn push(xml: &mut String, root: &NodeRef<'_>, ids: &mut Ids) {
    let mathml = root.qual_name_ref().is_some_and(|name| &*name.ns == MATHML);
    let namespaces = if mathml {
        format!(" xmlns=\"{MATHML}\"")
    } else {
        format!(" xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"")
    };
    element(xml, root, &namespaces, ids, 0);
}

fn element(xml: &mut String, node: &NodeRef<'_>, namespaces: &str, ids: &mut Ids, depth: usize) {
    let Some(name) = node.node_name() else { return };
    let drawn = node.qual_name_ref().is_some_and(|name| matches!(&*name.ns, SVG | MATHML));
    let sound = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if depth > DEPTH || LEFT.contains(&&*name) || !sound(&name) {
        return;
    }
    // HTML within a title or a description is text.
    if !drawn || OPEN.contains(&&*name) {
        return children(xml, node, ids, depth);
    }
    xml.push('<');
    xml.push_str(&name);
    xml.push_str(namespaces);
    for attribute in node.attrs() {
        let prefix = attribute.name.prefix.as_ref().map(ToString::to_string);
        let value = &attribute.value;
        let Some((name, value)) = value_of(prefix.as_deref(), &attribute.name.local, value, ids) else { continue };
        xml.push_str(&format!(" {name}=\"{}\"", xml::text(&value)));
    }
    if node.first_child().is_none() {
        return xml.push_str("/>");
    }
    xml.push('>');
    children(xml, node, ids, depth);
    xml.push_str(&format!("</{name}>"));
}

fn children(xml: &mut String, node: &NodeRef<'_>, ids: &mut Ids, depth: usize) {
    for child in node.children_it(false) {
        if child.is_text() {
            xml::push(xml, &child.text());
        } else if child.is_element() {
            element(xml, &child, "", ids, depth + 1);
        }
    }
}

/// An attribute as a book has it: no handler, no address but of the drawing itself.
fn value_of(prefix: Option<&str>, name: &str, value: &str, ids: &mut Ids) -> Option<(String, String)> {
    match (prefix, name) {
        (None, "id") => ids.define(value).map(|id| ("id".to_owned(), id)),
        (None | Some("xlink"), "href") => {
            value.strip_prefix('#').map(|id| ("xlink:href".to_owned(), format!("#{}", ids.refer(id))))
        }
        (Some("xml"), "space") => (value == "preserve").then(|| ("xml:space".to_owned(), value.to_owned())),
        (None, "style") if value.contains(['{', '}', '<', '\\', '@', '!']) => None,
        (None, "tabindex" | "focusable" | "version" | "baseProfile" | "enable-background") => None,
        (None, "aria-labelledby" | "aria-describedby") => {
            let names = value.split_ascii_whitespace().map(|id| ids.refer(id)).collect::<Vec<_>>();
            Some((name.to_owned(), names.join(" ")))
        }
        (None, _) if name.starts_with("on") || name.starts_with("data-") || name.starts_with("xmlns") => None,
        (None, _) if name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => {
            referring(value, ids).map(|value| (name.to_owned(), value))
        }
        _ => None,
    }
}

/// `url(#id)` with the name of what it refers to; nothing if it refers to another file.
fn referring(value: &str, ids: &Ids) -> Option<String> {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find("url(") {
        let (before, behind) = rest.split_at(at + 4);
        let (inner, after) = behind.split_once(')')?;
        let id = inner.trim().trim_matches(['"', '\'']).strip_prefix('#')?;
        text.push_str(&format!("{before}#{})", ids.refer(id)));
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}
