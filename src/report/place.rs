//! Lines and columns of many places, without reading a text from its start for each.

use std::collections::BTreeMap;

use crate::source::{SourceId, Sources};

/// Distance between two marks within a line, in bytes.
const STEP: usize = 1024;

/// Line and column, both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// Line.
    pub(super) line: usize,
    /// Column.
    pub(super) column: usize,
}

/// Finds positions; each text is read once, when first asked for.
pub(super) struct Places<'s> {
    sources: &'s Sources,
    marks: BTreeMap<SourceId, Vec<Mark>>,
}

/// A byte whose position is known: the start of a line, or a step within a long one.
struct Mark {
    byte: usize,
    position: Position,
}

impl<'s> Places<'s> {
    /// Finds positions in `sources`.
    pub(super) const fn new(sources: &'s Sources) -> Self {
        Self { sources, marks: BTreeMap::new() }
    }

    /// The position of a byte; of the end, if the text is shorter.
    pub(super) fn position(&mut self, source: SourceId, byte: u32) -> Position {
        let text = self.sources.text(source);
        let byte = text.floor_char_boundary(byte as usize);
        let marks = self.marks.entry(source).or_insert_with(|| marks(text));
        let mark = &marks[marks.partition_point(|mark| mark.byte <= byte) - 1];
        let Position { line, column } = mark.position;
        Position { line, column: column + text[mark.byte..byte].chars().count() }
    }
}

/// Marks of `text` in order; the first is its start.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut byte = 0;
    for (index, mut rest) in text.split('\n').enumerate() {
        let mut position = Position { line: index + 1, column: 1 };
        loop {
            marks.push(Mark { byte, position });
            let step = rest.floor_char_boundary(STEP);
            byte += step;
            if step == rest.len() {
                break;
            }
            position.column += rest[..step].chars().count();
            rest = &rest[step..];
        }
        byte += 1;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::{Places, STEP};
    use crate::source::Sources;

    #[test]
    fn positions_are_those_of_the_source() {
        for text in ["", "\n", "é\r\nà b\n\n", "no end", &"é€\u{1f600}a".repeat(STEP), &"\nçx".repeat(STEP)] {
            let mut sources = Sources::default();
            let id = sources.add("a.md", text);
            let mut places = Places::new(&sources);
            for byte in (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)).step_by(1 + text.len() / 300) {
                let found = places.position(id, byte as u32);
                assert_eq!((found.line, found.column), sources.get(id).line_column(byte as u32), "{byte}");
            }
        }
    }

    #[test]
    fn a_place_past_the_end_is_the_end() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "é");
        let mut places = Places::new(&sources);
        assert_eq!(places.position(id, 99), places.position(id, 2));
        assert_eq!(places.position(id, 1), places.position(id, 0));
    }
}
