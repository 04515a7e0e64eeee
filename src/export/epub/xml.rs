//! Text to XML.

use crate::render::escape;

/// Adds `text` with the characters replaced that mean something in XML, and those that it has no room
/// for (XML 1.0, production 2): those of HTML and one kind of white space.
pub fn push(xml: &mut String, text: &str) {
    for (i, part) in text.split('\u{c}').enumerate() {
        if i > 0 {
            xml.push(' ');
        }
        escape::push(xml, part);
    }
}

/// `text` as XML.
pub fn text(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    push(&mut xml, text);
    xml
}
