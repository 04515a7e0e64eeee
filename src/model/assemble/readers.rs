//! Who reads what of a text.

use crate::model::fragment::Fragment;
use crate::model::lesson::Audience;
use crate::parse::lesson::{Document, Footnote};

/// For whom each event of a text is. A footnote, wherever it is defined, is read by who meets a
/// reference to it: authors write them at the end, often below a trainer's section.
pub(super) struct Readers<'d> {
    document: &'d Document,
    /// The events from which on the text of a footnote is that of everyone, or is not, in order.
    changes: Vec<(u32, bool)>,
}

impl<'d> Readers<'d> {
    /// The readers of a document.
    pub(super) fn of(document: &'d Document) -> Self {
        let met = |footnote: &Footnote| {
            footnote.references.iter().any(|(at, _)| document.audience_at(*at) == Audience::Everyone)
        };
        let defined = document.footnotes.iter().filter_map(|footnote| Some((footnote.definition?, met(footnote))));
        let mut defined: Vec<(Fragment, bool)> = defined.collect();
        defined.sort_by_key(|(text, _)| text.first);
        let mut changes = Vec::new();
        let mut open = Vec::new();
        for (text, everyone) in defined {
            close(&mut open, &mut changes, text.first);
            changes.push((text.first, everyone));
            open.push((text.last, everyone));
        }
        close(&mut open, &mut changes, u32::MAX);
        Self { document, changes }
    }

    /// Who reads the event at `event`.
    pub(super) fn at(&self, event: u32) -> Audience {
        if self.document.front_matter.audience == Audience::Trainer {
            return Audience::Trainer;
        }
        let before = self.changes.partition_point(|(at, _)| *at <= event);
        match self.changes[..before].last() {
            Some((_, true)) => Audience::Everyone,
            _ => self.document.audience_at(event),
        }
    }
}

/// Closes the footnotes that end before `event`: within a quote one may hold another.
fn close(open: &mut Vec<(u32, bool)>, changes: &mut Vec<(u32, bool)>, event: u32) {
    while let Some((last, _)) = open.pop_if(|(last, _)| *last <= event) {
        changes.push((last, open.last().is_some_and(|(_, everyone)| *everyone)));
    }
}
