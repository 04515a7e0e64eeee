//! French typography: no-break spaces, apostrophes, ellipses.
//!
//! Follows the *Lexique des règles typographiques en usage à l'Imprimerie nationale*: U+00A0
//! before a colon, a per cent sign and a currency; U+202F before `; ? !`, inside « » and between
//! thousands. A space is never added before `: ; ? !`: names such as `Yahoo!` keep their form.

use std::borrow::Cow;

const NO_BREAK: char = '\u{a0}';
const NARROW: char = '\u{202f}';

/// Which typography a text gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typography {
    /// French rules.
    French,
    /// As written.
    AsWritten,
}

impl Typography {
    /// The typography of a language, by its BCP 47 tag.
    pub fn of(lang: &str) -> Self {
        let primary = lang.split('-').next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("fr") { Self::French } else { Self::AsWritten }
    }

    /// `text` with this typography.
    pub fn apply(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::French => french(text),
            Self::AsWritten => Cow::Borrowed(text),
        }
    }
}

fn french(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(skipped) = bytes[at..].iter().position(|byte| MARKS[usize::from(*byte)]) {
        at += skipped;
        let Some(change) = change(text, at) else {
            at += 1;
            continue;
        };
        if copied == 0 {
            out.reserve(text.len() + text.len() / 16);
        }
        out.push_str(&text[copied..(at - change.before).max(copied)]);
        out.push_str(change.text);
        copied = at + change.length;
        at = copied;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// The bytes that a change may begin at.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let bytes = b":;?!%'. \xe2\xc2";
    let mut i = 0;
    while i < bytes.len() {
        marks[bytes[i] as usize] = true;
        i += 1;
    }
    marks
};

/// Replaces the `before` bytes before a place and the `length` bytes from it on.
struct Change {
    before: usize,
    length: usize,
    text: &'static str,
}

fn change(text: &str, at: usize) -> Option<Change> {
    match text.as_bytes()[at] {
        b':' => spaced(text, at, "\u{a0}:"),
        b';' => spaced(text, at, "\u{202f};"),
        b'?' => spaced(text, at, "\u{202f}?"),
        b'!' => spaced(text, at, "\u{202f}!"),
        b'%' => measure(text, at, 1, "\u{a0}%"),
        0xe2 if text[at..].starts_with('€') => measure(text, at, '€'.len_utf8(), "\u{a0}€"),
        0xc2 if text[at..].starts_with('«') => opening(text, at),
        0xc2 if text[at..].starts_with('»') => Some(closing(text, at)),
        b'\'' => apostrophe(text, at),
        b'.' => ellipsis(text, at),
        b' ' => thousands(text, at),
        _ => None,
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | NO_BREAK | NARROW | '\u{2009}')
}

/// Bytes of white space that end `text`.
fn trailing_space(text: &str) -> usize {
    text.len() - text.trim_end_matches(is_space).len()
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_space).len()
}

fn spaced(text: &str, at: usize, spaced: &'static str) -> Option<Change> {
    let before = trailing_space(&text[..at]);
    let stands_alone = text[at + 1..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    (before > 0 && stands_alone).then_some(Change { before, length: 1, text: spaced })
}

fn measure(text: &str, at: usize, length: usize, spaced: &'static str) -> Option<Change> {
    let before = trailing_space(&text[..at]);
    let counted = text[..at - before].ends_with(|c: char| c.is_ascii_digit());
    (before > 0 && counted).then_some(Change { before, length, text: spaced })
}

fn opening(text: &str, at: usize) -> Option<Change> {
    let mark = '«'.len_utf8();
    let rest = &text[at + mark..];
    let length = mark + leading_space(rest);
    (!rest.is_empty()).then_some(Change { before: 0, length, text: "«\u{202f}" })
}

fn closing(text: &str, at: usize) -> Change {
    let before = trailing_space(&text[..at]);
    Change { before, length: '»'.len_utf8(), text: "\u{202f}»" }
}

fn apostrophe(text: &str, at: usize) -> Option<Change> {
    let before = text[..at].chars().next_back().is_some_and(char::is_alphabetic);
    let after = text[at + 1..].chars().next().is_none_or(|c| c.is_alphanumeric() || c == '«');
    (before && after).then_some(Change { before: 0, length: 1, text: "’" })
}

fn ellipsis(text: &str, at: usize) -> Option<Change> {
    let dots = text[at..].bytes().take(4).take_while(|&byte| byte == b'.').count();
    let alone = dots == 3 && !text[..at].ends_with('.');
    alone.then_some(Change { before: 0, length: 3, text: "…" })
}

/// `680 000`: one to three digits, then a group of exactly three.
fn thousands(text: &str, at: usize) -> Option<Change> {
    // Most spaces stand before a letter.
    if !text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let head = text[..at].chars().rev().take_while(char::is_ascii_digit).count();
    let group = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
    let before = text[..at - head].chars().next_back();
    let starts = before.is_none_or(|c| is_space(c) || matches!(c, '(' | '«'));
    ((1..=3).contains(&head) && group == 3 && starts || group == 3 && head == 3 && before == Some(NARROW))
        .then_some(Change { before: 0, length: 1, text: "\u{202f}" })
}
