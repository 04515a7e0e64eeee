//! The text of a fragment for who looks for words in it: no formatting, but where its anchors stand.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::{self, Node};
use crate::model::fragment::Fragment;
use crate::source::Span;

/// A piece of a text, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'n> {
    /// Text, and where it stands.
    Text(&'n str, Span),
    /// Code.
    Code(&'n str),
    /// A line ends.
    Line,
    /// A block ends.
    Block,
    /// The heading that this event opens; its own text is left out.
    Heading(u32),
    /// The term that this event opens follows, up to the end of its block.
    Term(u32),
    /// A list of terms and their definitions ends.
    TermsEnd,
}

/// The pieces of a fragment. Footnotes are left out: one that explains an answer may stand anywhere.
pub fn pieces<'n>(nodes: &'n [Node<'_>], fragment: Fragment) -> impl Iterator<Item = Piece<'n>> {
    let clip = fragment.clip;
    let mut at = fragment.first as usize;
    let last = (fragment.last as usize).min(nodes.len());
    std::iter::from_fn(move || {
        while at < last {
            let (place, node) = (at, &nodes[at]);
            at += 1;
            let inside = markdown::inside(node.span, clip);
            match &node.event {
                Event::Start(Tag::FootnoteDefinition(_) | Tag::HtmlBlock | Tag::MetadataBlock(_)) => {
                    at = markdown::end_of(nodes, place);
                }
                Event::Start(Tag::Heading { .. }) => {
                    at = markdown::end_of(nodes, place);
                    return Some(Piece::Heading(place as u32));
                }
                Event::Start(Tag::DefinitionListTitle) => return Some(Piece::Term(place as u32)),
                Event::End(TagEnd::DefinitionList) => return Some(Piece::TermsEnd),
                Event::End(
                    TagEnd::Paragraph
                    | TagEnd::Item
                    | TagEnd::TableCell
                    | TagEnd::CodeBlock
                    | TagEnd::DefinitionListTitle
                    | TagEnd::DefinitionListDefinition,
                ) => return Some(Piece::Block),
                Event::Text(literal) => {
                    if let Some(text) = markdown::clipped(literal, node.span, clip) {
                        return Some(Piece::Text(text, node.span));
                    }
                }
                Event::Code(literal) if inside => return Some(Piece::Code(literal)),
                Event::SoftBreak | Event::HardBreak if inside => return Some(Piece::Line),
                _ => {}
            }
        }
        None
    })
}
