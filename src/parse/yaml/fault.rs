//! A mistake of YAML as a diagnostic: where it stands and what mends it.

use std::collections::HashSet;

use super::{Block, keys, line_starts};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// The help for a mistake, by the beginning of the library's words.
const FIXES: [(&str, &str); 19] = [
    ("block sequence entries", "sequence"),
    ("control characters", "control"),
    ("could not find expected ':'", "colon"),
    ("deserializing from YAML containing more", "document"),
    ("did not find expected ',' or ']'", "bracket"),
    ("did not find expected ',' or '}'", "bracket"),
    ("did not find expected alphabetic", "sign"),
    ("did not find expected comment", "below"),
    ("did not find expected hexadecimal", "backslash"),
    ("did not find expected key", "key"),
    ("did not find expected tag", "sign"),
    ("did not find the expected '>'", "sign"),
    ("duplicate entry", "twice"),
    ("found a tab character", "tab"),
    ("found character that cannot start", "sign"),
    ("found undefined tag handle", "sign"),
    ("found unexpected", "unclosed"),
    ("found unknown escape character", "backslash"),
    ("unknown anchor", "sign"),
];

/// The spaces that French typography puts before a colon. For YAML they are letters.
pub(super) const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

/// The mistake of which the library has `told`, at `index` as far as it knows.
pub(super) fn diagnostic(block: Block<'_>, told: &str, index: Option<usize>) -> Diagnostic {
    // A path may stand before the words, and behind them where the mistake is.
    let words = told.find("duplicate entry").map_or(told, |at| &told[at..]);
    let end = [" at line ", " at position ", ", while "].iter().filter_map(|mark| words.find(mark)).min();
    let words = &words[..end.unwrap_or(words.len())];
    let position = told.split_once(" at position ").and_then(|(_, index)| index.parse().ok());
    let index = position.or(index);
    let place = index.map_or(block.span, |index| character_at(block, index));
    let opening = opening(block, told);
    let fix = fix(block, words, place);
    let span = match fix {
        Some("twice") => second_key(Block { span: Span { start: place.start, ..block.span }, ..block }),
        Some("document") => line_starting(block, "---"),
        Some("colon" | "unclosed") => opening,
        Some("bracket") => opening.filter(|opening| is_open(block, *opening, place)),
        _ => None,
    };
    let begun = if words.starts_with("mapping values") { line_before(block, place) } else { opening };
    if let Some(spaced) = begun.and_then(|begun| spaced_colon(block, begun)) {
        return spaced;
    }
    let span = span.unwrap_or(place);
    let diagnostic = block.diagnostic(Code::YamlSyntax, span).with("message", words);
    fix.map_or(diagnostic.clone(), |fix| diagnostic.variant(fix))
}

/// The mistake in a `key` that ends with a no-break space.
pub(super) fn spaced_key(block: Block<'_>, key: &str) -> Diagnostic {
    let written = block.locate(&format!("{key}:"), block.span);
    let span = written.map_or_else(|| block.find(key, block.span), |found| Span { end: found.end - 1, ..found });
    no_break_space(block, span, key)
}

/// The mistake in a text from `from` on whose first colon a no-break space follows.
pub(super) fn spaced_colon(block: Block<'_>, from: Span) -> Option<Diagnostic> {
    let line = block.text[from.start as usize..block.span.end as usize].lines().next()?;
    let (key, value) = line.split_once(':').filter(|(_, value)| value.starts_with(NO_BREAK))?;
    let width = value.chars().next().map_or(0, char::len_utf8);
    let span = Span::from(key.len()..key.len() + 1 + width).shifted(from.start);
    Some(no_break_space(block, span, key))
}

fn no_break_space(block: Block<'_>, span: Span, key: &str) -> Diagnostic {
    block.diagnostic(Code::YamlSyntax, span).with("name", key.trim()).variant("space")
}

fn fix(block: Block<'_>, words: &str, place: Span) -> Option<&'static str> {
    let (_, fix) = FIXES.iter().find(|(beginning, _)| words.starts_with(beginning))?;
    let before = &block.text[block.span.start as usize..place.start as usize];
    match *fix {
        "sign" if block.text[place.range()].starts_with('\t') => Some("tab"),
        "key" | "bracket" if before.ends_with(['\'', '"']) => Some("quoted"),
        "key" => None,
        fix => Some(fix),
    }
}

/// Where what is mistaken begins, which the library may say behind its words.
fn opening(block: Block<'_>, told: &str) -> Option<Span> {
    let (_, context) = told.split_once(", while ")?;
    let (_, place) = context.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let (start, line) = line_starts(&block.text[block.span.range()]).nth(line.checked_sub(1)?)?;
    let (at, _) = line.char_indices().nth(column.checked_sub(1)?)?;
    Some(character_at(block, start + at))
}

/// The line above that of `place`, which goes on in it where its colon is none.
fn line_before(block: Block<'_>, place: Span) -> Option<Span> {
    let text = &block.text[block.span.start as usize..place.start as usize];
    let end = text.rfind('\n')?;
    let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
    Some(Span::from(start..end).shifted(block.span.start))
}

/// The last line that begins so.
fn line_starting(block: Block<'_>, beginning: &str) -> Option<Span> {
    let lines = line_starts(&block.text[block.span.range()]);
    let (at, _) = lines.filter(|(_, line)| line.starts_with(beginning)).last()?;
    Some(Span::from(at..at + beginning.len()).shifted(block.span.start))
}

/// Whether a bracket was left open, as far as the line tells; else a comma is missing at `place`.
fn is_open(block: Block<'_>, bracket: Span, place: Span) -> bool {
    let between = &block.text[bracket.start as usize..place.start as usize];
    between.contains('\n') || block.text[place.range()].trim().is_empty()
}

/// The first key that stands there for the second time: the library places it at the first.
fn second_key(block: Block<'_>) -> Option<Span> {
    let mut seen = HashSet::new();
    keys(block).into_iter().find(|(name, ..)| !seen.insert(name.clone())).map(|(_, key, _)| key)
}

/// The character at `index` of the block; the end of the block's last line where there is none.
fn character_at(block: Block<'_>, index: usize) -> Span {
    let text = &block.text[block.span.range()];
    let end = text.trim_end().len();
    let at = (0..=index.min(end)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let width = text[at..].chars().next().map_or(0, char::len_utf8);
    Span::from(at..at + width).shifted(block.span.start)
}
