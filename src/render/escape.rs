//! Text to HTML.

use std::convert::Infallible;
use std::io::{self, Write};

use crate::parse::html::is_banned;

/// Adds `text` to `html` with the characters replaced that mean something there, in text and
/// between double quotes alike, and those that it has no room for.
pub fn push(html: &mut String, text: &str) {
    let Ok(()) = pieces(text, |piece| {
        html.push_str(piece);
        Ok::<_, Infallible>(())
    });
}

/// The same for templates, where the quotes around it may be single ones too.
pub fn write(text: &str, html: &mut dyn Write) -> io::Result<()> {
    for (i, part) in text.split('\'').enumerate() {
        if i > 0 {
            html.write_all(b"&#39;")?;
        }
        pieces(part, |piece| html.write_all(piece.as_bytes()))?;
    }
    Ok(())
}

/// `text` as HTML.
pub fn text(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push(&mut html, text);
    html
}

/// Gives `text` to `out` piece by piece, with the replacements.
fn pieces<E>(text: &str, mut out: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let mut rest = text;
    let mut at = 0;
    while let Some(found) = rest.as_bytes()[at..].iter().position(|byte| SPECIAL[usize::from(*byte)]) {
        at += found;
        let Some(c) = rest[at..].chars().next() else { break };
        let end = at + c.len_utf8();
        let replacement = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            _ if is_banned(c) => "\u{fffd}",
            _ => {
                at = end;
                continue;
            }
        };
        out(&rest[..at])?;
        out(replacement)?;
        (rest, at) = (&rest[end..], 0);
    }
    out(rest)
}

/// The bytes with which a character begins that may be replaced; a table, since every byte of a
/// site passes here.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        special[byte] =
            byte < 0x20 && !(byte as u8).is_ascii_whitespace() || matches!(byte, 0x7f | 0xc2 | 0xef | 0xf0..);
        byte += 1;
    }
    special[b'&' as usize] = true;
    special[b'<' as usize] = true;
    special[b'>' as usize] = true;
    special[b'"' as usize] = true;
    special
};
