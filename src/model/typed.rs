//! Typed texts as they are compared. `grade/typed.js` folds them in the same way, and `tests/grading/`
//! holds both to it.

use unicode_normalization::UnicodeNormalization;

/// The text where every character counts: but a telephone types the apostrophe that it wants, and
/// nobody sees which space it is, or whether an accent is a character of its own.
pub fn exact(text: &str) -> String {
    let plain: String = text.nfc().map(|c| if c == '’' { '\'' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text where case, accents, spaces and punctuation do not count, nor how letters are joined.
pub fn lenient(text: &str) -> String {
    let lower = text.nfkd().collect::<String>().to_lowercase();
    let mut folded = String::with_capacity(lower.len());
    // Marks of scripts that cannot do without them join their letters again.
    for c in lower.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).nfc() {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            c if c.is_alphanumeric() => folded.push(c),
            _ => {}
        }
    }
    folded
}

/// A unit where case and spaces do not count: `m²` is `m2`.
pub fn unit(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase().split_whitespace().collect()
}
