//! Lessons and the modules that hold them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::quiz::{Question, Quiz};
use super::settings::Minutes;
use super::url::{ContentPath, SitePath};
use crate::model::fragment::Fragment;
use crate::source::SourceId;

/// What a lesson is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// To learn.
    #[default]
    Lesson,
    /// To find out before the course what one knows.
    Positioning,
    /// To find out after it what one has learnt.
    Evaluation,
}

/// For whom something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Students and trainers.
    #[default]
    Everyone,
    /// The trainer alone.
    Trainer,
}

/// A folder of lessons.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its number, from 1; `None` for the lessons that stand in no folder.
    pub number: Option<usize>,
    /// Its title.
    pub title: String,
    /// In a sentence.
    pub description: Option<String>,
    /// The sum of its lessons, unless said otherwise.
    pub duration: Option<Minutes>,
    /// Indices into the course's objectives.
    pub objectives: Vec<usize>,
    /// The address of its page.
    pub url: SitePath,
    /// Its text, if it has an `index.md`.
    pub page: Option<Page>,
    /// Its lessons in order.
    pub lessons: Vec<Lesson>,
}

/// One lesson and its quiz.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Its address.
    pub url: SitePath,
    /// Its title.
    pub title: String,
    /// In a sentence.
    pub description: Option<String>,
    /// How long it takes.
    pub duration: Option<Minutes>,
    /// Indices into the course's objectives.
    pub objectives: Vec<usize>,
    /// Indices into the course's sources.
    pub sources: Vec<usize>,
    /// What it is for.
    pub kind: Kind,
    /// For whom it is.
    pub audience: Audience,
    /// Not finished: published only when asked for.
    pub draft: bool,
    /// Its text.
    pub page: Page,
    /// Its questions taken together, if it has any.
    pub quiz: Option<Quiz>,
}

/// The text of a lesson, of a module or of the home page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file it comes from.
    pub path: ContentPath,
    /// The text it comes from.
    pub source: SourceId,
    /// The byte at which its Markdown begins.
    pub body: u32,
    /// What it consists of, in order.
    pub sections: Vec<Section>,
    /// Its headings in order, the questions' included.
    pub headings: Vec<Heading>,
    /// The terms that it defines, in order.
    pub terms: Vec<Term>,
    /// The texts of the footnotes that it defines, by their labels.
    pub footnotes: BTreeMap<String, Fragment>,
}

/// A stretch of a page that is for one audience.
#[derive(Clone, Debug)]
pub struct Section {
    /// For whom.
    pub audience: Audience,
    /// What it consists of.
    pub blocks: Vec<Block>,
}

/// A stretch of a page of one nature.
#[derive(Clone, Debug)]
pub enum Block {
    /// Text.
    Prose(Fragment),
    /// A question and its number on the page.
    Question(usize, Arc<Question>),
    /// A question that cannot be answered, shown as a note when the author publishes all the same;
    /// where it stands among the pieces of the text.
    Broken(Range<u32>),
}

/// A heading within a page.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The piece of text that opens it.
    pub event: u32,
    /// Its level, 2 to 6.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Whether the table of contents lists it.
    pub listed: bool,
}

/// A term that a page defines.
#[derive(Clone, Debug)]
pub struct Term {
    /// The piece of text that opens it.
    pub event: u32,
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub text: String,
}

impl Page {
    /// Its questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Question(_, question) => Some(&**question),
            _ => None,
        })
    }
}
