//! The texts of diagnostics, in the language of the course: `messages/` read at run time.
//!
//! Each language has one file with an entry for every [`Code`]: `message`, `help`, perhaps others of
//! both as `help-<variant>`, `label` (at the caret), `related` (at the second place), and `explain`, the
//! page of `pupitre check --explain`. `{name}` in a text is a hole that the diagnostic fills.
//! Beside the codes stand three sections: `words` of the reports, `kinds` of values, and `reasons`, what
//! libraries mean whose words begin so: they speak English alone.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};

/// Longest value put into a hole, in characters: a message is a sentence, whatever it quotes.
const LONGEST_VALUE: usize = 300;

/// The languages in which Pupitre speaks to authors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// For courses in French.
    French,
    /// For all others.
    English,
}

impl Language {
    /// The language for a course in `tag`, a BCP 47 tag such as `fr-BE`.
    pub fn of_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("fr") { Self::French } else { Self::English }
    }
}

/// Every text of one language.
#[derive(Clone, Debug)]
pub struct Catalogue {
    language: Language,
    texts: BTreeMap<String, BTreeMap<String, String>>,
}

impl Catalogue {
    /// Reads the texts of `language`, which are part of the program.
    pub fn of(language: Language) -> Self {
        let text = match language {
            Language::French => include_str!("messages/fr.yaml"),
            Language::English => include_str!("messages/en.yaml"),
        };
        // Without its texts, a diagnostic is its code; a unit test reads every language.
        Self { language, texts: serde_yaml::from_str(text).unwrap_or_default() }
    }

    /// What is wrong, in one sentence.
    pub fn message(&self, diagnostic: &Diagnostic) -> String {
        self.chosen(diagnostic, "message").unwrap_or_else(|| diagnostic.code.as_str().to_owned())
    }

    /// What to do about it.
    pub fn help(&self, diagnostic: &Diagnostic) -> Option<String> {
        self.chosen(diagnostic, "help")
    }

    /// A few words for the caret.
    pub fn label(&self, diagnostic: &Diagnostic) -> Option<String> {
        self.filled(diagnostic, "label")
    }

    /// A few words for the related place.
    pub fn related(&self, diagnostic: &Diagnostic) -> Option<String> {
        self.filled(diagnostic, "related")
    }

    /// The documentation of a code, in Markdown.
    pub fn explain(&self, code: Code) -> Option<&str> {
        self.text(code.as_str(), "explain")
    }

    /// A text of the section `words`, its holes filled.
    pub fn word(&self, key: &str, args: &[(&str, &str)]) -> String {
        let value = |name: &str| args.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        fill(self.text("words", key).unwrap_or(key), value)
    }

    /// `count` of the things that `noun` names, in words: French counts none as one.
    pub fn count(&self, noun: &str, count: usize) -> String {
        self.counted(noun, count, &[])
    }

    /// The same for a sentence with other holes.
    pub fn counted(&self, noun: &str, count: usize, args: &[(&str, &str)]) -> String {
        let singular = count == 1 || count == 0 && self.language == Language::French;
        let form = if singular { "one" } else { "many" };
        let count = count.to_string();
        self.word(&format!("{noun}-{form}"), &[&[("count", count.as_str())], args].concat())
    }

    /// The text for the variant of a diagnostic, if there is one.
    fn chosen(&self, diagnostic: &Diagnostic, key: &str) -> Option<String> {
        let of_variant = |variant| self.filled(diagnostic, &format!("{key}-{variant}"));
        diagnostic.variant.and_then(of_variant).or_else(|| self.filled(diagnostic, key))
    }

    fn filled(&self, diagnostic: &Diagnostic, key: &str) -> Option<String> {
        let template = self.text(diagnostic.code.as_str(), key)?;
        Some(fill(template, |name| self.value(diagnostic, name)))
    }

    /// What a diagnostic puts into a hole. Kinds of values and numbers differ between languages.
    fn value(&self, diagnostic: &Diagnostic, name: &str) -> Option<String> {
        let (_, value) = diagnostic.args.iter().find(|(known, _)| *known == name)?;
        Some(match name {
            "expected" => self.kind(value),
            "ratio" | "below" | "above" => value.replace('.', &self.word("decimal-point", &[])),
            "message" => self.reason(value),
            _ => shortened(value),
        })
    }

    /// What a library means by its words, which are quoted; unknown ones stand for themselves.
    fn reason(&self, words: &str) -> String {
        let is_it = |(beginning, _): &(&String, &String)| words.starts_with(beginning.as_str());
        match self.texts.get("reasons").and_then(|reasons| reasons.iter().find(is_it)) {
            Some((_, known)) => self.word("reason", &[("known", known), ("words", &shortened(words))]),
            None => shortened(words),
        }
    }

    /// The name of a kind of values; a notation without a name stands for itself.
    fn kind(&self, kind: &str) -> String {
        if let Some(name) = self.text("kinds", kind) {
            return name.to_owned();
        }
        match kind.split_once(" .. ") {
            Some((from, to)) => self.word("range", &[("from", from), ("to", to)]),
            None => format!("`{}`", shortened(kind)),
        }
    }

    fn text(&self, section: &str, key: &str) -> Option<&str> {
        self.texts.get(section)?.get(key).map(String::as_str)
    }
}

/// The code that `text` means, or else the one most like it.
pub fn find_code(text: &str) -> Result<Code, Option<Code>> {
    let wanted = text.trim().to_lowercase();
    if let Some(code) = Code::ALL.iter().find(|code| code.as_str() == wanted) {
        return Ok(*code);
    }
    let distance = |code: &Code| {
        let whole = code.as_str();
        let known = if wanted.contains("::") { whole } else { whole.rsplit("::").next().unwrap_or(whole) };
        strsim::damerau_levenshtein(&wanted, known)
    };
    let limit = wanted.chars().count() / 3;
    Err(Code::ALL.iter().copied().min_by_key(distance).filter(|code| distance(code) <= limit))
}

/// Fills the holes of `template` in one pass. A hole without value stays visible.
fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let whole = hole(rest).map_or("{", |name| &rest[..name.len() + 2]);
        match hole(rest).and_then(&value) {
            Some(value) => filled.push_str(&value),
            None => filled.push_str(whole),
        }
        rest = &rest[whole.len()..];
    }
    filled + rest
}

/// The name of the hole with which `text` begins. `{.trainer}` and `{#id}` are none.
fn hole(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(name)
}

fn shortened(value: &str) -> String {
    match value.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests;
