//! Stretches of a lesson's text that the model carries without reading them.

use crate::source::Span;

/// A run of a lesson's text: `render` knows how to show it, the model only passes it on.
///
/// `first..last` counts the pieces that the parser cuts the text into; what lies outside `clip`
/// is left out (the label of a question, say).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// First piece.
    pub first: u32,
    /// One past the last piece.
    pub last: u32,
    /// Bytes of the source that show.
    pub clip: Span,
}

/// Text with its formatting: fragments in a row, none for no text.
pub type Rich = Vec<Fragment>;
