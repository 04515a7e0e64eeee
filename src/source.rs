//! The texts that a course is made of, and places in them.

use std::ops::Range;
use std::sync::Arc;

/// Names one text of [`Sources`]. Numbers follow the order of the files, so that sorting by
/// number sorts by file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A stretch of a text, in bytes. Both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range`.
    pub const fn new(range: &Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }

    /// The same span, `offset` bytes further.
    #[must_use]
    pub const fn shifted(self, offset: u32) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }

    /// The span as a range of bytes.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(&range)
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

/// A place in one of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which text.
    pub source: SourceId,
    /// Where in it.
    pub span: Span,
}

/// One text and the path under which messages show it.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path from the folder given on the command line, with `/` between parts.
    pub path: String,
    /// The whole text; empty for a file that is not text, such as an image.
    pub text: String,
}

impl Source {
    /// Line and column of a byte, both counted from 1, the column in characters.
    pub fn line_column(&self, byte: u32) -> (usize, usize) {
        let before = &self.text[..(byte as usize).min(self.text.len())];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

/// Every text of a build, in file order. Copies share what is the same in both.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Arc<Source>>);

impl Sources {
    /// Adds a text and names it.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.0.push(Arc::new(Source { path: path.into(), text: text.into() }));
        SourceId(self.0.len() as u32 - 1)
    }

    /// Gives the source that `id` names another text.
    pub fn replace(&mut self, id: SourceId, text: impl Into<String>) {
        Arc::make_mut(&mut self.0[id.0 as usize]).text = text.into();
    }

    /// The text that `id` names.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.0[id.0 as usize]
    }

    /// The text of the source that `id` names.
    pub fn text(&self, id: SourceId) -> &str {
        &self.get(id).text
    }
}
