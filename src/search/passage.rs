//! What can be found: the passages of a page, each with the anchor that leads to it.

use super::page::Listed;
use crate::model::fragment::{Fragment, Rich};
use crate::model::lesson::{Audience, Block, Page};
use crate::model::sealed::{Form, Gap, Sealed};
use crate::parse::markdown::{self, Node};
use crate::parse::passage::{self, Piece};
use crate::parse::typography::Typography;
use crate::source::Span;

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The beginning of a page, under its title.
    Page,
    /// What stands below a heading.
    Section,
    /// A term and its definition.
    Term,
    /// A question, as it is asked.
    Question,
}

/// A stretch of a page that something leads to.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is.
    pub kind: Kind,
    /// Its anchor; empty for the page itself.
    pub id: String,
    /// What stands above it.
    pub heading: String,
    /// Its text; blocks are parted by line ends.
    pub text: String,
}

/// The passages of a page whose whole text is `text`, the page itself first. What is the trainer's is
/// found in neither edition.
pub fn passages(listed: &Listed<'_>, text: &str, typography: Typography) -> Vec<Passage> {
    let mut passages = vec![Passage::new(Kind::Page, "", typography.apply(listed.title).into_owned())];
    let Some(page) = listed.page else { return passages };
    let nodes = markdown::nodes(text, page.body as usize);
    let mut reader = Reader { page, text, nodes: &nodes, typography, passages: &mut passages, section: 0 };
    for section in page.sections.iter().filter(|section| section.audience == Audience::Everyone) {
        for block in &section.blocks {
            match block {
                Block::Prose(fragment) => reader.prose(*fragment),
                Block::Question(_, question) => reader.question(&question.sealed()),
                Block::Broken(_) => {}
            }
        }
    }
    passages
}

impl Passage {
    fn new(kind: Kind, id: &str, heading: String) -> Self {
        Self { kind, id: id.to_owned(), heading, text: String::new() }
    }
}

struct Reader<'r> {
    page: &'r Page,
    text: &'r str,
    nodes: &'r [Node<'r>],
    typography: Typography,
    passages: &'r mut Vec<Passage>,
    /// The passage that goes on behind a definition or a question.
    section: usize,
}

impl Reader<'_> {
    fn prose(&mut self, fragment: Fragment) {
        let mut at = self.section;
        let mut naming = false;
        for piece in passage::pieces(self.nodes, fragment) {
            match piece {
                Piece::Heading(event) => {
                    let found = self.page.headings.binary_search_by_key(&event, |heading| heading.event);
                    let Some(heading) = found.ok().map(|found| &self.page.headings[found]) else { continue };
                    let text = self.typography.apply(&heading.text).into_owned();
                    self.passages.push(Passage::new(Kind::Section, &heading.id, text));
                    self.section = self.passages.len() - 1;
                    at = self.section;
                }
                Piece::Term(event) => {
                    let found = self.page.terms.binary_search_by_key(&event, |term| term.event);
                    let Some(term) = found.ok().map(|found| &self.page.terms[found]) else { continue };
                    self.passages.push(Passage::new(Kind::Term, &term.id, String::new()));
                    at = self.passages.len() - 1;
                    naming = true;
                }
                Piece::TermsEnd => at = self.section,
                Piece::Block if naming => naming = false,
                piece => {
                    let passage = &mut self.passages[at];
                    let out = if naming { &mut passage.heading } else { &mut passage.text };
                    self.typography.push(out, piece);
                }
            }
        }
        end_block(&mut self.passages[at].text);
    }

    fn question(&mut self, question: &Sealed<'_>) {
        let mut heading = String::new();
        let mut text = String::new();
        if let Some(title) = question.heading {
            self.plain(&mut heading, title, &[]);
        }
        self.rich(&mut text, question.prompt, &[]);
        if let Form::Cloze(cloze, gaps) = &question.form {
            self.rich(&mut text, cloze, gaps);
        }
        self.rich(&mut text, question.after, &[]);
        let heading = heading.trim().to_owned();
        self.passages.push(Passage { kind: Kind::Question, id: question.anchor.to_owned(), heading, text });
    }

    fn rich(&self, out: &mut String, rich: &Rich, gaps: &[Gap<'_>]) {
        for fragment in rich {
            self.plain(out, *fragment, gaps);
            end_block(out);
        }
    }

    /// The text of a fragment, an ellipsis in each of its gaps.
    fn plain(&self, out: &mut String, fragment: Fragment, gaps: &[Gap<'_>]) {
        for piece in passage::pieces(self.nodes, fragment) {
            let Piece::Text(_, span) = piece else {
                self.typography.push(out, piece);
                continue;
            };
            let mut within =
                gaps.iter().filter(|gap| span.start <= gap.span.start && gap.span.end <= span.end).peekable();
            if within.peek().is_none() {
                self.typography.push(out, piece);
                continue;
            }
            let mut start = span.start;
            for gap in within {
                out.push_str(&self.typography.apply(&self.text[Span { start, end: gap.span.start }.range()]));
                out.push('…');
                start = gap.span.end;
            }
            out.push_str(&self.typography.apply(&self.text[Span { start, end: span.end }.range()]));
        }
    }
}

impl Typography {
    fn push(self, out: &mut String, piece: Piece<'_>) {
        match piece {
            Piece::Text(text, _) => out.push_str(&self.apply(text)),
            Piece::Code(text) => out.push_str(text),
            Piece::Line => out.push(' '),
            _ => end_block(out),
        }
    }
}

fn end_block(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}
