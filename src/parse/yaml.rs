//! YAML to entries with their places: the only module through which the texts of a course reach
//! the YAML library. (The catalogue reads its own, which are part of the program.)

mod fault;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde_yaml::Value as Raw;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourceId, Span, Spanned};

/// Bytes of YAML beyond which a file is refused.
pub const MAX_BYTES: usize = 1 << 20;

/// Bytes beyond which YAML may not use aliases: each stands for all that its anchor holds.
const MAX_WITH_ALIASES: usize = 4 << 10;

/// How deep brackets may stand inside each other.
const MAX_DEPTH: usize = 100;

/// A YAML value, free of the library's types.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing behind the colon.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other scalar, as text.
    Text(String),
    /// A sequence.
    List(Vec<Value>),
    /// A mapping; keys that are not text are dropped.
    Map(Vec<(String, Value)>),
}

/// One `key: value` of the top level.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: Spanned<String>,
    /// The value.
    pub value: Value,
    /// Where the value stands, with everything below it.
    pub span: Span,
}

/// One stretch of YAML in a source.
#[derive(Clone, Copy)]
pub struct Block<'t> {
    /// The source it belongs to.
    pub source: SourceId,
    /// The whole text of that source.
    pub text: &'t str,
    /// The stretch.
    pub span: Span,
}

impl Block<'_> {
    /// A diagnostic at `span` of the source.
    pub fn diagnostic(&self, code: Code, span: Span) -> Diagnostic {
        Diagnostic::new(code, self.source, span)
    }

    /// Where `word` is written within `inside`; `inside` itself where it is not found as written.
    pub fn find(&self, word: &str, inside: Span) -> Span {
        self.locate(word, inside).unwrap_or(inside)
    }

    /// Where `word` is written within `inside`, by itself rather than within another word.
    pub fn locate(&self, word: &str, inside: Span) -> Option<Span> {
        const TRIES: usize = 16; // A list of words that resemble each other must not cost its square.
        let text = &self.text[inside.range()];
        let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let is_whole = |at: &usize| !text[..*at].ends_with(joins) && !text[at + word.len()..].starts_with(joins);
        let mut found = text.match_indices(word).map(|(at, _)| at).take(TRIES).filter(|_| !word.is_empty());
        let first = found.next()?;
        let at = if is_whole(&first) { first } else { found.find(is_whole).unwrap_or(first) };
        Some(Span::from(at..at + word.len()).shifted(inside.start))
    }

    /// Where the keys of the mapping stand that the block holds, and where their values do: those
    /// that begin their lines in its first column.
    pub fn keys(&self) -> HashMap<String, (Span, Span)> {
        let mut places = HashMap::new();
        for (name, key, value) in keys(*self) {
            places.entry(name).or_insert((key, value));
        }
        places
    }

    /// Where each of the `count` items of the list at `list` stands; all of it where the items
    /// are not one to a line.
    pub fn items(&self, list: Span, count: usize) -> Vec<Span> {
        let text = &self.text[list.range()];
        let is_item = |line: &str| line.starts_with("- ") || line.trim_end() == "-";
        // The first line lies behind its indent already.
        let column = column(self.text, list);
        let starts = line_starts(text).enumerate().filter_map(|(i, (at, line))| {
            let indent = line.len() - line.trim_start().len();
            (is_item(line.trim_start()) && (i == 0 || indent == column)).then_some(at + indent)
        });
        let mut starts: Vec<usize> = starts.collect();
        if starts.len() != count {
            return vec![list; count];
        }
        starts.push(text.len());
        let item = |ends: &[usize]| {
            let end = ends[0] + text[ends[0]..ends[1]].trim_end().len();
            Span::from(ends[0]..end).shifted(list.start)
        };
        starts.windows(2).map(item).collect()
    }
}

/// Reads a mapping. A mistake gives one diagnostic and no entries.
pub fn mapping(block: Block<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let raw = match read(block, diagnostics) {
        None | Some(Raw::Null) => return Vec::new(),
        Some(Raw::Mapping(map)) => map,
        Some(_) => {
            let spaced = fault::spaced_colon(block, block.span);
            diagnostics.push(spaced.unwrap_or_else(|| wrong_type(block, block.span, "key: value")));
            return Vec::new();
        }
    };
    let places = block.keys();
    raw.into_iter()
        .filter_map(|(key, value)| {
            let Raw::String(key) = key else { return None };
            let found = || (block.find(&key, block.span), block.span);
            let (key_span, span) = places.get(&key).copied().unwrap_or_else(found);
            let value = value_at(value, &block.text[span.range()]);
            Some(Entry { key: Spanned { value: key, span: key_span }, value, span })
        })
        .collect()
}

/// Reads a sequence of mappings, each with its place. A mistake gives one diagnostic.
pub fn sequence(block: Block<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Spanned<Vec<(String, Value)>>> {
    let items = match read(block, diagnostics) {
        None | Some(Raw::Null) => return Vec::new(),
        Some(Raw::Sequence(items)) => items,
        Some(_) => {
            diagnostics.push(wrong_type(block, block.span, "- id: ..."));
            return Vec::new();
        }
    };
    let mut starts: Vec<usize> = line_starts(&block.text[block.span.range()])
        .filter(|(_, line)| line.starts_with("- ") || line.trim_end() == "-")
        .map(|(at, _)| at)
        .collect();
    starts.push(block.span.range().len());
    let mut found = Vec::with_capacity(items.len());
    for (i, item) in items.into_iter().enumerate() {
        let span = match (starts.get(i), starts.get(i + 1)) {
            (Some(&start), Some(&end)) => Span::from(start..end).shifted(block.span.start),
            _ => block.span,
        };
        match Value::from(item) {
            Value::Map(value) => found.push(Spanned { value, span }),
            _ => diagnostics.push(wrong_type(block, span, "- id: ...")),
        }
    }
    found
}

fn wrong_type(block: Block<'_>, span: Span, expected: &str) -> Diagnostic {
    block.diagnostic(Code::YamlWrongType, span).with("expected", expected).variant("whole")
}

fn read(block: Block<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Raw> {
    let text = &block.text[block.span.range()];
    if text.len() > MAX_BYTES {
        let head = Span { start: block.span.start, end: block.span.start };
        diagnostics.push(block.diagnostic(Code::YamlTooLarge, head).with("limit", MAX_BYTES >> 10));
        return None;
    }
    if let Some(alias) = alias(text).filter(|_| text.len() > MAX_WITH_ALIASES) {
        let large = block.diagnostic(Code::YamlTooLarge, Span::from(alias.clone()).shifted(block.span.start));
        let large = large.with("limit", MAX_WITH_ALIASES >> 10).with("name", &text[alias]);
        diagnostics.push(large.variant("alias"));
        return None;
    }
    if let Some(at) = too_deep(text) {
        let deep = block.diagnostic(Code::FileTooNested, Span::from(at..at + 1).shifted(block.span.start));
        diagnostics.push(deep.with("limit", MAX_DEPTH));
        return None;
    }
    match serde_yaml::from_str::<Raw>(text) {
        Ok(raw) => match key_with_space(&raw) {
            Some(key) => {
                diagnostics.push(fault::spaced_key(block, key));
                None
            }
            None => Some(raw),
        },
        Err(error) => {
            let index = error.location().map(|at| at.index());
            diagnostics.push(fault::diagnostic(block, &error.to_string(), index));
            None
        }
    }
}

/// A key that ends with a no-break space, at whatever depth.
fn key_with_space(raw: &Raw) -> Option<&str> {
    match raw {
        Raw::Mapping(map) => map.iter().find_map(|(key, value)| {
            key.as_str().filter(|key| key.ends_with(fault::NO_BREAK)).or_else(|| key_with_space(value))
        }),
        Raw::Sequence(items) => items.iter().find_map(key_with_space),
        _ => None,
    }
}

/// Where an alias stands (YAML 1.2.2, section 7.1).
fn alias(text: &str) -> Option<Range<usize>> {
    let names = |sign: char| {
        // First the place: the names of a row of signs would overlap.
        text.match_indices(sign).filter(|(at, _)| begins_value(&text[..*at])).filter_map(|(at, _)| {
            let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}');
            Some((at, text[at + 1..].split(ends).next().filter(|name| !name.is_empty())?))
        })
    };
    let anchors: HashSet<&str> = names('&').map(|(_, name)| name).collect();
    let (at, name) = names('*').find(|(_, name)| anchors.contains(name))?;
    Some(at..at + 1 + name.len())
}

/// Whether a value begins after `before`, and not a word of a text: `a: &x`, but not `&x and *x`.
fn begins_value(before: &str) -> bool {
    let sign = before.trim_end_matches([' ', '\t']);
    let apart = sign.len() < before.len();
    match sign.chars().next_back() {
        None | Some('\n' | ',' | '[' | '{') => true,
        Some(':' | '-' | '?') => apart,
        // A tag may stand before an anchor.
        _ => apart && sign.rsplit(char::is_whitespace).next().is_some_and(|word| word.starts_with('!')),
    }
}

/// Where brackets stand too deep inside each other, for which the library takes the square of the
/// time.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut quote = None;
    let mut before = b'\n';
    for (at, byte) in text.bytes().enumerate() {
        let begins_flow = matches!(before, b'\n' | b':' | b'-' | b'?');
        let begins_item = begins_flow || matches!(before, b',' | b'[' | b'{');
        match byte {
            b'\n' => quote = None,
            _ if quote == Some(byte) && before != b'\\' => quote = None,
            _ if quote.is_some() => {}
            b'"' | b'\'' if depth > 0 && begins_item => quote = Some(byte),
            b'[' | b'{' if depth > 0 || begins_flow => depth += 1,
            b']' | b'}' => depth = usize::saturating_sub(depth, 1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(at);
        }
        if byte != b' ' {
            before = byte;
        }
    }
    None
}

/// The keys that begin in the first column, in order, where they stand and where their values do.
fn keys(block: Block<'_>) -> Vec<(String, Span, Span)> {
    let text = &block.text[block.span.range()];
    let column = column(block.text, block.span);
    let mut found: Vec<(String, Span, Span)> = Vec::new();
    for (start, line) in line_starts(text) {
        // The first line lies behind its indent already.
        let indent = if start == 0 { 0 } else { column };
        let is_indented = line.len() > indent && line.as_bytes()[..indent].iter().all(|byte| *byte == b' ');
        let Some(line) = line.get(indent..).filter(|_| is_indented) else { continue };
        // `? key` stands for `key:`, which may follow on a line of its own (YAML 1.2.2, section 8.2.2).
        let mark = if line.starts_with("? ") { 2 } else { 0 };
        let line = &line[mark..];
        let end = line.find(':').or_else(|| (mark > 0).then(|| line.trim_end_matches([' ', '\t', '\r', '\n']).len()));
        let Some(colon) = end.filter(|_| !line.starts_with([' ', '\t', '#', '-', ':'])) else { continue };
        let start = start + indent + mark;
        if let Some((.., value)) = found.last_mut() {
            value.end = block.span.start + start as u32;
        }
        let key = line[..colon].trim_end_matches([' ', '\t']);
        let name = key.trim_matches(['"', '\'']).to_owned();
        let span = Span::from(start..start + key.len()).shifted(block.span.start);
        let value = Span::from((start + colon + 1).min(text.len())..text.len()).shifted(block.span.start);
        found.push((name, span, value));
    }
    for (.., value) in &mut found {
        *value = trimmed(block.text, *value);
    }
    found
}

/// How far behind the start of its line `span` begins.
fn column(text: &str, span: Span) -> usize {
    let start = span.start as usize;
    start - text[..start].rfind('\n').map_or(0, |at| at + 1)
}

fn line_starts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

fn trimmed(text: &str, span: Span) -> Span {
    let slice = &text[span.range()];
    let start = slice.len() - slice.trim_start().len();
    Span::from(start..start + slice.trim().len()).shifted(span.start)
}

/// A scalar that YAML reads as a decimal number is kept as it was written: `1.10` is a version too.
fn value_at(raw: Raw, written: &str) -> Value {
    match raw {
        Raw::Number(number) if number.as_i64().is_none() => {
            Value::Text(written.split(" #").next().unwrap_or_default().trim().to_owned())
        }
        raw => raw.into(),
    }
}

impl From<Raw> for Value {
    fn from(raw: Raw) -> Self {
        match raw {
            Raw::Null => Self::Null,
            Raw::Bool(value) => Self::Bool(value),
            Raw::Number(number) => number.as_i64().map_or_else(|| Self::Text(number.to_string()), Self::Int),
            Raw::String(text) => Self::Text(text),
            Raw::Sequence(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Raw::Mapping(map) => Self::Map(
                map.into_iter()
                    .filter_map(|(key, value)| match key {
                        Raw::String(key) => Some((key, value.into())),
                        _ => None,
                    })
                    .collect(),
            ),
            Raw::Tagged(tagged) => tagged.value.into(),
        }
    }
}
