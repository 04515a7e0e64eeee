//! Text to HTML.

/// Adds `text` to `html` with the characters replaced that mean something there, in text and
/// between double quotes alike.
pub fn push(html: &mut String, text: &str) {
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            // HTML has no NUL (HTML Living Standard, 13.2.3.5).
            0 => "\u{fffd}",
            _ => continue,
        };
        html.push_str(&text[copied..at]);
        html.push_str(replacement);
        copied = at + 1;
    }
    html.push_str(&text[copied..]);
}

/// `text` as HTML.
pub fn text(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push(&mut html, text);
    html
}
