//! The body of a page: text, questions, and what is the trainer's.

use serde::Serialize;

use super::prose::Prose;
use super::question::{self, Seal, View};
use crate::model::lesson::{Audience, Block, Page, Section};

/// A stretch of a page.
#[derive(Serialize)]
#[serde(untagged)]
pub enum BlockView {
    /// Text.
    Html {
        /// Its HTML.
        html: String,
    },
    /// A question.
    Question {
        /// For the component.
        question: Box<View>,
    },
    /// What is the trainer's.
    Trainer {
        /// Its text and questions.
        trainer: Vec<BlockView>,
    },
}

/// The body of a page.
pub fn body(prose: &mut Prose<'_>, page: &Page, seal: Seal) -> Vec<BlockView> {
    let mut body = Vec::new();
    for section in &page.sections {
        let blocks = blocks(prose, section, seal);
        match section.audience {
            Audience::Everyone => body.extend(blocks),
            Audience::Trainer => body.push(BlockView::Trainer { trainer: blocks }),
        }
    }
    body
}

fn blocks(prose: &mut Prose<'_>, section: &Section, seal: Seal) -> Vec<BlockView> {
    let view = |block: &Block| match block {
        Block::Prose(fragment) => BlockView::Html { html: prose.fragment(*fragment, section.audience) },
        Block::Broken(events) => BlockView::Html { html: question::broken(prose, events) },
        Block::Question(number, asked) => {
            let question = question::view(prose, asked, *number, seal, section.audience);
            BlockView::Question { question: Box::new(question) }
        }
    };
    section.blocks.iter().map(view).collect()
}
