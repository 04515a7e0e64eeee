//! Texts as advice compares them.

use crate::model::typed;

/// The words of `text` with a space between two: without case and accents, letters apart from
/// figures. Signs such as `%` and `+` are words; ordinary punctuation is left out, unless it joins
/// what stands on both sides, as in `3,14` and `exemple.fr`.
pub(super) fn words(text: &str) -> String {
    let mut words = Words { text: String::with_capacity(text.len()), last: Last::Gap };
    let mut digits = 0;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let rest = chars.as_str();
        if c.is_ascii_alphabetic() {
            words.push(c.to_ascii_lowercase(), Last::Letter);
        } else if c.is_ascii_digit() {
            words.push(c, Last::Digit);
        } else if c.is_alphanumeric() {
            let end = rest.find(|c: char| !c.is_alphanumeric() && !is_mark(c)).unwrap_or(rest.len());
            words.folded(&text[text.len() - rest.len() - c.len_utf8()..text.len() - rest.len() + end]);
            chars = rest[end..].chars();
        } else if is_mark(c) || (1..=3).contains(&digits) && groups(c) && three_digits(rest) {
        } else if words.last == Last::Digit && matches!(c, '.' | ',') && rest.starts_with(|c: char| c.is_ascii_digit())
        {
            words.text.push('.');
        } else if stands_for_itself(c, words.last, rest) {
            words.last = Last::Gap;
            words.push(if c == '−' { '-' } else { c }, Last::Gap);
        } else {
            words.last = Last::Gap;
        }
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
    }
    words.text
}

/// What the word that is being written ends with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing: the next one begins.
    Gap,
    Letter,
    Digit,
}

struct Words {
    text: String,
    last: Last,
}

impl Words {
    fn push(&mut self, c: char, kind: Last) {
        if (self.last != kind || kind == Last::Gap) && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push(c);
        self.last = kind;
    }

    /// The rest of a word that has other letters than those of ASCII.
    fn folded(&mut self, word: &str) {
        for c in typed::lenient(word).chars() {
            self.push(c, if c.is_numeric() { Last::Digit } else { Last::Letter });
        }
    }
}

/// A combining accent, or a sign without width.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether `c` may part the thousands of a number.
fn groups(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\'' | '’')
}

fn three_digits(text: &str) -> bool {
    text.chars().take_while(char::is_ascii_digit).take(4).count() == 3
}

/// What parts words and makes no difference.
const PUNCTUATION: &str = ".:_-−,;!?…'’‘\"«»“”„()[]{}*~`–—‐‑\\";

/// Whether the sign `c`, which is no letter, makes a difference where it stands.
fn stands_for_itself(c: char, before: Last, rest: &str) -> bool {
    let touches = rest.starts_with(char::is_alphanumeric);
    match c {
        _ if c.is_whitespace() || c.is_control() => false,
        '-' | '−' if before == Last::Gap && rest.starts_with(|c: char| c.is_ascii_digit()) => true,
        '.' | ':' | '_' if before != Last::Gap && touches => true,
        _ => !PUNCTUATION.contains(c),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn punctuation_case_and_accents_are_set_aside() {
        for (text, expected) in [
            ("L’ÉTÉ, « enfin » !", "l ete enfin"),
            ("l'e\u{301}te\u{301}", "l ete"),
            ("Un œuf, des ŒUFS", "un oeuf des oeufs"),
            ("90 % ou 90%", "90 % ou 90 %"),
            ("10 000 km, 10\u{202f}000km", "10000 km 10000 km"),
            ("en 2024 300 clients", "en 2024 300 clients"),
            ("3,14 et 3.14, puis 314", "3.14 et 3.14 puis 314"),
            ("-5 à 10-20", "- 5 a 10 20"),
            ("C++ et C", "c + + et c"),
            ("www.exemple.fr. Fin", "www . exemple . fr fin"),
            ("", ""),
            ("« … »", ""),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
