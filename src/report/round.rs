//! What is new since the last time, for those who watch.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Colour, counted, human, summary};
use crate::catalogue::Catalogue;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// How many are shown at once: more would push away what came before.
const FEW: usize = 4;

/// What has been told.
#[derive(Debug, Default)]
pub struct Told(HashMap<u64, (Severity, usize)>);

/// What there is to say of a round.
#[derive(Debug)]
pub struct News {
    /// How many there are of each severity and how many were mended, in a few words.
    pub count: String,
    /// The first of the new ones, with an excerpt of their text each, errors before warnings.
    pub first: String,
    /// How many new ones there are besides.
    pub rest: usize,
}

impl Told {
    /// What of `diagnostics`, all that there are, has not been told.
    pub fn news(
        &mut self,
        diagnostics: &[Diagnostic],
        sources: &Sources,
        catalogue: &Catalogue,
        colour: Colour,
    ) -> News {
        let mut before = std::mem::take(&mut self.0);
        let mut new = Vec::new();
        for diagnostic in diagnostics {
            let (key, severity) = (identity(diagnostic, sources), diagnostic.severity());
            self.0.entry(key).or_insert((severity, 0)).1 += 1;
            match before.get_mut(&key) {
                Some((_, count @ 1..)) => *count -= 1,
                _ => new.push(diagnostic),
            }
        }
        let mended = |severity| before.values().filter(|(of, _)| *of == severity).map(|(_, count)| count).sum();
        let (errors, warnings) = (mended(Severity::Error), mended(Severity::Warning));
        let mut count = summary(diagnostics, catalogue);
        if errors + warnings > 0 {
            count += &catalogue.word("mended", &[("count", &counted(errors, warnings, catalogue))]);
        }
        new.sort_by_key(|diagnostic| diagnostic.severity() == Severity::Warning);
        let first: Vec<Diagnostic> = new.iter().take(FEW).map(|diagnostic| (*diagnostic).clone()).collect();
        News { count, first: human(&first, sources, catalogue, colour), rest: new.len() - first.len() }
    }
}

/// The same for a mistake that has only moved within its file.
fn identity(diagnostic: &Diagnostic, sources: &Sources) -> u64 {
    let mut hasher = DefaultHasher::new();
    let path = &diagnostic.source(sources).path;
    (diagnostic.code.as_str(), path, diagnostic.variant, &diagnostic.args).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Language;
    use crate::diagnostic::Code;

    #[test]
    fn only_what_is_new_is_told() {
        let english = Catalogue::of(Language::English);
        let mut sources = Sources::default();
        let source = sources.add("a.md", "one\ntwo\nthree\n");
        let dead = |at: usize, path: &str| Diagnostic::new(Code::LinkDead, source, at..at + 3).with("path", path);
        let warning = Diagnostic::new(Code::LessonEmpty, source, 0..3);
        let mut told = Told::default();
        let mut round = |diagnostics: &[Diagnostic]| {
            let news = told.news(diagnostics, &sources, &english, Colour::Never);
            (news.count, news.first.matches("--> ").count(), news.rest)
        };
        let of = |count: &str, shown, rest| (count.to_owned(), shown, rest);
        assert_eq!(round(&[]), of("no error", 0, 0));
        assert_eq!(round(&[dead(0, "x"), warning.clone()]), of("1 error, 1 warning", 2, 0));
        assert_eq!(round(&[dead(4, "x"), warning.clone()]), of("1 error, 1 warning", 0, 0));
        assert_eq!(round(&[dead(0, "x"), dead(4, "x")]), of("2 errors; mended: 1 warning", 1, 0));
        assert_eq!(round(&[dead(0, "y")]), of("1 error; mended: 2 errors", 1, 0));
        assert_eq!(round(&[]), of("no error; mended: 1 error", 0, 0));
        let many: Vec<Diagnostic> = (0..10_000).map(|number| dead(0, &number.to_string())).collect();
        assert_eq!(round(&many), of("10000 errors", FEW, 10_000 - FEW));
        assert_eq!(round(&many), of("10000 errors", 0, 0));
    }

    #[test]
    fn errors_are_told_before_warnings() {
        let english = Catalogue::of(Language::English);
        let mut sources = Sources::default();
        let source = sources.add("a.md", "one\n");
        let warnings = (0..FEW).map(|number| Diagnostic::new(Code::LessonEmpty, source, 0..3).with("n", number));
        let mut diagnostics: Vec<Diagnostic> = warnings.collect();
        diagnostics.push(Diagnostic::new(Code::LinkDead, source, 0..3));
        let news = Told::default().news(&diagnostics, &sources, &english, Colour::Never);
        assert!(news.first.starts_with("error[link::dead]"), "{}", news.first);
        assert_eq!(news.rest, 1);
    }
}
