//! Texts to words as they are compared. `search/fold.js` does the same, and `tests/search/fold.txt`
//! holds both to it.

use crate::model::typed;

/// Characters of a word that count.
const LENGTH: usize = 32;

/// The words of a text, as they are written: an apostrophe parts them, as a hyphen does, so that what is
/// elided is a word of its own.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty())
}

/// What hyphens make one word of, as it is written: `rendez-vous` is looked for as `rendezvous`, too.
pub fn compounds(text: &str) -> impl Iterator<Item = &str> {
    let is_one = |run: &&str| {
        run.split(is_hyphen).count() > 1
            && run.split(is_hyphen).all(|part| !part.is_empty())
            && run.contains(char::is_alphabetic)
    };
    // Most texts have none.
    let text = if text.contains(is_hyphen) { text } else { "" };
    text.split(|c: char| !is_letter(c) && !is_hyphen(c)).filter(is_one)
}

/// A word without case, accents and hyphens.
pub fn folded(word: &str) -> String {
    if word.len() <= LENGTH && word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return word.to_ascii_lowercase();
    }
    typed::lenient(word).chars().take(LENGTH).collect()
}

fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        // Most others are of these, and the tables of Unicode are slow to look through.
        '\u{c0}'..='\u{24f}' => c != '×' && c != '÷',
        '\u{2000}'..='\u{206f}' => false,
        // An accent may be a character of its own.
        _ => c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c),
    }
}

/// The hyphen of the keyboard, that of Unicode, and that which does not break.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::{folded, is_letter, words};

    #[test]
    fn what_is_quick_to_tell_is_what_unicode_says() {
        for c in ('\0'..='\u{2ff}').chain('\u{370}'..='\u{ffff}') {
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn words_are_folded_as_the_cases_say_which_scripts_run_too() {
        let cases = include_str!("../../tests/search/fold.txt");
        for line in cases.lines().filter(|line| !line.starts_with('#')) {
            let (text, expected) = line.split_once(" -> ").unwrap_or((line, ""));
            let found: Vec<String> = words(text).map(folded).filter(|word| !word.is_empty()).collect();
            assert_eq!(found.join(" "), expected, "{line}");
        }
    }
}
