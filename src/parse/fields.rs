//! Takes typed fields out of a YAML mapping, with a diagnostic for each that has the wrong form.

use super::yaml::{Block, Entry, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::settings::{Feedback, Minutes, Percent, QuizSettings};
use crate::source::{Span, Spanned};

/// The entries of one mapping, taken one by one; what is left at the end is unknown.
pub struct Fields<'t, 'd> {
    block: Block<'t>,
    entries: Vec<Entry>,
    known: Vec<&'static str>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'t, 'd> Fields<'t, 'd> {
    /// The fields of `entries`, which stand in `block`.
    pub fn new(block: Block<'t>, entries: Vec<Entry>, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        Self { block, entries, known: Vec::new(), diagnostics }
    }

    /// Reports every key that no call has asked for.
    pub fn finish(self) {
        for entry in self.entries {
            let unknown = self.block.diagnostic(Code::YamlUnknownKey, entry.key.span);
            let key = &entry.key.value;
            self.diagnostics.push(unknown.with("name", key).nearest(key, &self.known));
        }
    }

    /// Where the value of `key` stands, if it is there.
    pub fn place(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|entry| entry.key.value == key).map(|entry| entry.span)
    }

    /// Whether the mapping holds all of these keys.
    pub fn has_all(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.entries.iter().any(|entry| entry.key.value == *key))
    }

    /// A text. Numbers are taken as they were written.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let entry = self.take(key)?;
        match entry.value {
            Value::Null => None,
            Value::Text(value) => Some(Spanned { value, span: entry.span }),
            Value::Int(value) => Some(Spanned { value: value.to_string(), span: entry.span }),
            _ => self.wrong_type(key, entry.span, "text"),
        }
    }

    /// Texts: a list, or one text alone.
    pub fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let Some(entry) = self.take(key) else { return Vec::new() };
        let items = match entry.value {
            Value::Null => return Vec::new(),
            Value::List(items) => items,
            one => vec![one],
        };
        let places = self.block.items(entry.span, items.len());
        let mut texts = Vec::with_capacity(items.len());
        let mut from = entry.span.start;
        for (item, place) in items.into_iter().zip(places) {
            let value = match item {
                Value::Text(value) => value,
                Value::Int(value) => value.to_string(),
                _ => {
                    self.wrong_type::<()>(key, entry.span, "list");
                    continue;
                }
            };
            // In `[a, b]` an item stands behind the one before it.
            let found = self.block.locate(&value, Span { start: place.start.max(from), end: place.end });
            from = found.unwrap_or(place).end;
            let span = found.unwrap_or(place);
            texts.push(Spanned { value, span });
        }
        texts
    }

    /// A list of mappings, each with the place of its own lines.
    pub fn maps(&mut self, key: &'static str) -> Vec<(Vec<(String, Value)>, Span)> {
        let Some(entry) = self.take(key) else { return Vec::new() };
        let Value::List(items) = entry.value else {
            self.wrong_type::<()>(key, entry.span, "list");
            return Vec::new();
        };
        let mut maps = Vec::with_capacity(items.len());
        let places = self.block.items(entry.span, items.len());
        for (item, span) in items.into_iter().zip(places) {
            match item {
                Value::Map(map) => maps.push((map, span)),
                _ => {
                    self.wrong_type::<()>(key, span, "list");
                }
            }
        }
        maps
    }

    /// A mapping.
    pub fn map(&mut self, key: &'static str) -> Option<(Vec<(String, Value)>, Span)> {
        let entry = self.take(key)?;
        match entry.value {
            Value::Map(map) => Some((map, entry.span)),
            Value::Null => None,
            _ => self.wrong_type(key, entry.span, "map"),
        }
    }

    /// The fields of a mapping below `key`, and where it stands.
    pub fn nested(&mut self, key: &'static str) -> Option<(Fields<'t, '_>, Span)> {
        let (map, span) = self.map(key)?;
        let block = self.block;
        let places = Block { span, ..block }.keys();
        let mut from = span.start;
        let entry = |(key, value): (String, Value)| {
            let (name, span) = places.get(&key).copied().unwrap_or_else(|| {
                // In `{ a: 1, b: 2 }` a key stands behind the one before it.
                let found = block.locate(&format!("{key}:"), Span { start: from, end: span.end });
                from = found.unwrap_or(span).end;
                found.map_or((span, span), |found| {
                    let name = Span { end: found.end - 1, ..found };
                    (name, Span { start: found.start, end: span.end })
                })
            });
            Entry { key: Spanned { value: key, span: name }, value, span }
        };
        let entries = map.into_iter().map(entry).collect();
        Some((Fields::new(block, entries, self.diagnostics), span))
    }

    /// `true` or `false`.
    pub fn bool(&mut self, key: &'static str) -> Option<bool> {
        let entry = self.take(key)?;
        match entry.value {
            Value::Bool(value) => Some(value),
            _ => self.wrong_type(key, entry.span, "true / false"),
        }
    }

    /// A whole number within `range`.
    pub fn int(&mut self, key: &'static str, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let entry = self.take(key)?;
        match entry.value {
            Value::Int(value) if range.contains(&value) => Some(value),
            _ => self.wrong_type(key, entry.span, &format!("{} .. {}", range.start(), range.end())),
        }
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let written = self.text(key)?;
        if let Some((_, choice)) = choices.iter().find(|(word, _)| *word == written.value) {
            return Some(*choice);
        }
        let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
        let bad = self.block.diagnostic(Code::YamlBadValue, written.span);
        self.diagnostics.push(bad.with("name", key).with("found", &written.value).nearest(&written.value, &words));
        None
    }

    /// A duration such as `20 min`, `1 h`, `1 h 30`.
    pub fn minutes(&mut self, key: &'static str) -> Option<Minutes> {
        let written = self.text(key)?;
        match Minutes::parse(&written.value) {
            Some(minutes) => Some(minutes),
            None => self.wrong_type(key, written.span, "20 min, 1 h, 1 h 30"),
        }
    }

    /// The settings of a quiz; those that are absent are `None`.
    pub fn quiz_settings(&mut self) -> QuizSettings {
        QuizSettings {
            pass: self.int("pass", 0..=100).and_then(|value| Percent::new(u8::try_from(value).ok()?)),
            attempts: self.int("attempts", 1..=100).and_then(|value| u32::try_from(value).ok()),
            shuffle: self.bool("shuffle"),
            draw: self.int("draw", 1..=10_000).and_then(|value| u32::try_from(value).ok()),
            feedback: self.choice("feedback", &[("immediate", Feedback::Immediate), ("end", Feedback::End)]),
            time_limit: self.minutes("time_limit"),
        }
    }

    /// Reports a value of the wrong form; gives `None` so that callers can return it.
    pub fn wrong_type<T>(&mut self, key: &str, span: Span, expected: &str) -> Option<T> {
        let wrong = self.block.diagnostic(Code::YamlWrongType, span);
        self.diagnostics.push(wrong.with("name", key).with("expected", expected));
        None
    }

    /// Reports any other mistake in the mapping.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The stretch of YAML that the fields come from.
    pub fn block(&self) -> Block<'t> {
        self.block
    }

    fn take(&mut self, key: &'static str) -> Option<Entry> {
        self.known.push(key);
        let at = self.entries.iter().position(|entry| entry.key.value == key)?;
        Some(self.entries.swap_remove(at))
    }
}
