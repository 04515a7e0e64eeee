//! What is shown of a place: its first line, in the line where it stands.

use std::ops::Range;

use crate::source::{Place, Sources};

/// Width of excerpts, in columns.
pub(super) const WIDTH: usize = 100;
/// Most characters of a line that are looked at on each side of a place: more than are shown, so
/// that who shows them knows to put dots.
const REACH: usize = 2 * WIDTH;
/// Most characters underlined.
const UNDERLINED: usize = WIDTH / 2;

/// A stretch of a text that is to be underlined.
pub(super) struct Stretch<'s> {
    /// The whole text.
    pub(super) text: &'s str,
    /// What of it is underlined, within one line.
    pub(super) span: Range<usize>,
}

impl<'s> Stretch<'s> {
    /// What to underline for `place`.
    pub(super) fn new(place: Place, sources: &'s Sources) -> Self {
        let text = sources.text(place.source);
        let start = text.floor_char_boundary(place.span.start as usize);
        let end = text.floor_char_boundary(place.span.end as usize).max(start);
        let underlined = first_line(first_chars(&text[start..end], UNDERLINED)).trim_end();
        Self { text, span: start..start + underlined.len() }
    }

    /// The line around it, or as much of a long one as could be shown.
    pub(super) fn line(&self) -> Range<usize> {
        let before = &self.text[..self.span.start];
        let start = before.char_indices().rev().take_while(|(_, c)| *c != '\n').take(REACH).last();
        let after = first_line(first_chars(&self.text[self.span.end..], REACH)).trim_end_matches('\r');
        start.map_or(self.span.start, |(at, _)| at)..self.span.end + after.len()
    }
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}
