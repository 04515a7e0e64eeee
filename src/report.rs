//! Diagnostics as people and machines read them: one value, several renderers.

mod detail;
mod github;
mod human;
mod json;
mod place;
mod round;
mod stretch;

use crate::catalogue::{self, Catalogue};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub use detail::{Detail, details};
pub use github::github;
pub use human::{Colour, human};
pub use json::json;
pub use round::{News, Told};

/// How many mistakes there are of each severity, in a few words.
pub fn summary(diagnostics: &[Diagnostic], catalogue: &Catalogue) -> String {
    let of = |severity| diagnostics.iter().filter(|d| d.severity() == severity).count();
    counted(of(Severity::Error), of(Severity::Warning), catalogue)
}

/// So many mistakes of each severity, in a few words.
pub fn counted(errors: usize, warnings: usize, catalogue: &Catalogue) -> String {
    let counts = [(Severity::Error, errors), (Severity::Warning, warnings)];
    let some = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> = some.map(|(severity, count)| catalogue.count(key(severity), count)).collect();
    if counts.is_empty() { catalogue.word("none", &[]) } else { counts.join(", ") }
}

/// The page that documents `code`, in Markdown; for an unknown code, a sentence that says so.
pub fn explain(code: &str, catalogue: &Catalogue) -> Result<String, String> {
    match catalogue::find_code(code) {
        Ok(code) => Ok(page(code, catalogue)),
        Err(Some(nearest)) => {
            let args = [("name", code), ("nearest", nearest.as_str())];
            Err(catalogue.word("unknown-code-nearest", &args))
        }
        Err(None) => {
            let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
            Err(catalogue.word("unknown-code", &[("name", code), ("known", &known.join("\n"))]))
        }
    }
}

fn page(code: Code, catalogue: &Catalogue) -> String {
    let severity = catalogue.word(key(code.severity()), &[]);
    format!("# {} ({severity})\n\n{}", code.as_str(), catalogue.explain(code).unwrap_or_default())
}

/// The name of a severity for machines, and the key of its name for people.
const fn key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Control characters as pictures of themselves, so that no text commands a terminal; line ends
/// and tabs stay. One character gives one character.
fn visible(text: &str) -> String {
    text.chars().map(picture).collect()
}

fn picture(character: char) -> char {
    match character {
        '\t' | '\n' | '\r' => character,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '␡',
        // C1 controls, line separators, direction overrides, and the mark that `human` uses itself.
        '\u{80}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | human::ORIGIN => {
            char::REPLACEMENT_CHARACTER
        }
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use snapbox::{assert_data_eq, str};

    use super::{explain, summary, visible};
    use crate::catalogue::{Catalogue, Language};
    use crate::diagnostic::{Code, Diagnostic};
    use crate::source::Sources;

    #[test]
    fn summaries_count() {
        let french = Catalogue::of(Language::French);
        let source = Sources::default().add("a.md", "");
        let error = Diagnostic::new(Code::LinkDead, source, 0..0);
        let warning = Diagnostic::new(Code::LessonEmpty, source, 0..0);
        assert_data_eq!(summary(&[], &french), str!["aucune erreur"]);
        assert_data_eq!(summary(std::slice::from_ref(&warning), &french), str!["1 avertissement"]);
        assert_data_eq!(summary(&[error.clone(), warning, error], &french), str!["2 erreurs, 1 avertissement"]);
    }

    #[test]
    fn explanations_are_found_by_code() {
        let english = Catalogue::of(Language::English);
        assert!(explain("quiz::no-answer", &english).unwrap().starts_with("# quiz::no-answer (error)\n\n"));
        assert_data_eq!(
            explain("quiz::no-anwser", &english).unwrap_err(),
            str!["no diagnostic is called `quiz::no-anwser`; did you mean `quiz::no-answer`?"]
        );
        assert!(explain("E0308", &english).unwrap_err().contains("\nquiz::no-answer\n"));
    }

    #[test]
    fn nothing_commands_the_terminal() {
        assert_eq!(visible("a\u{1b}[2J\u{9b}\u{7f}\u{202e}b\tc\n"), "a␛[2J\u{fffd}␡\u{fffd}b\tc\n");
        assert_eq!(visible("12\u{202f}%"), "12\u{202f}%");
    }
}
