//! A course: what `course.yaml` and `sources.yaml` say of it, and its modules.

use std::collections::BTreeMap;

use super::lesson::{Kind, Lesson, Module, Page};
use super::link::Target;
use super::quiz::Quiz;
use super::settings::{Minutes, QuizSettings};
use super::url::{ContentPath, SitePath};
use crate::source::Place;

/// For whom a site is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// Without a trace of what is the trainer's.
    #[default]
    Student,
    /// With the trainer's sections and every answer.
    Trainer,
}

/// What is said of the course as a whole.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// Keys the students' progress.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its language, as a BCP 47 tag.
    pub lang: String,
    /// Its version, as the author writes it.
    pub version: Option<String>,
    /// In a sentence.
    pub description: Option<String>,
    /// Whom it is for.
    pub audience: Option<String>,
    /// What one should know before.
    pub prerequisites: Vec<String>,
    /// What one can do afterwards.
    pub objectives: Vec<Objective>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who gives it.
    pub organisation: Option<String>,
    /// Where to write to.
    pub contact: Option<String>,
    /// Who hosts the site: French law wants it named (loi 2004-575, article 1-1).
    pub hosting: Option<String>,
    /// Under which terms it may be used.
    pub licence: Option<String>,
    /// Where it is published.
    pub url: Option<String>,
    /// The image of who gives it.
    pub logo: Option<ContentPath>,
    /// The colour of who gives it.
    pub accent: Option<super::colour::Accent>,
    /// Which theme shows it.
    pub theme: String,
    /// Whether raw HTML is passed on.
    pub raw_html: bool,
    /// When the accessibility statement was made, as the author writes it.
    pub accessibility_date: Option<String>,
    /// When it was last brought up to date.
    pub accessibility_updated: Option<String>,
    /// Where the multiannual accessibility scheme of who gives it can be read.
    pub accessibility_scheme: Option<String>,
    /// Where the action plan of the year can be read.
    pub accessibility_plan: Option<String>,
    /// What an accessibility audit found, if one was held.
    pub audit: Option<Audit>,
    /// What quizzes do where lessons say nothing.
    pub quiz: QuizSettings,
}

/// What the student can do at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objective {
    /// Its id.
    pub id: String,
    /// What can be done.
    pub text: String,
    /// Where `course.yaml` names it.
    pub place: Place,
}

/// The result of an accessibility audit (RGAA 4.1.2), as its author declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// When it was held.
    pub date: String,
    /// Who held it.
    pub auditor: String,
    /// The share of criteria that are met, in per cent.
    pub rate: u8,
    /// The mean rate over the pages, in per cent.
    pub average_rate: Option<u8>,
    /// Where its report can be read.
    pub report: Option<String>,
    /// What is not accessible.
    pub failures: Vec<String>,
    /// What would be a disproportionate burden to make accessible.
    pub burden: Vec<String>,
    /// What the duty does not cover.
    pub exempt: Vec<String>,
    /// The browsers and assistive technologies that it was held with.
    pub environments: Vec<String>,
    /// The tools that it was held with.
    pub tools: Vec<String>,
    /// The pages that it looked at.
    pub pages: Vec<String>,
}

/// A work that the course draws on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// Its id.
    pub id: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub date: Option<String>,
    /// What else is to be said.
    pub note: Option<String>,
}

/// Everything that a site is made from.
#[derive(Clone, Debug)]
pub struct Course {
    /// What is said of it as a whole.
    pub identity: Identity,
    /// What it draws on.
    pub references: Vec<Reference>,
    /// For whom the site is made.
    pub edition: Edition,
    /// The text of the home page, if there is one.
    pub home: Option<Page>,
    /// Its modules in order; the first holds the lessons that stand in no folder, if any do.
    pub modules: Vec<Module>,
    /// The files that its pages refer to, and where they are published.
    pub assets: BTreeMap<ContentPath, SitePath>,
    /// Width and height of the images among them, in pixels.
    pub sizes: BTreeMap<ContentPath, (u32, u32)>,
    /// The captions among them, in `WebVTT`.
    pub captions: BTreeMap<ContentPath, String>,
    /// What each file and folder is in the site.
    pub targets: BTreeMap<ContentPath, Target>,
}

impl Course {
    /// Every lesson in order.
    pub fn lessons(&self) -> impl Iterator<Item = &Lesson> {
        self.modules.iter().flat_map(|module| &module.lessons)
    }

    /// Its quizzes in order, each with its lesson.
    pub fn quizzes(&self) -> impl Iterator<Item = (&Lesson, Quiz)> {
        self.lessons().filter_map(|lesson| Some((lesson, lesson.quiz?)))
    }

    /// Whether students can have results.
    pub fn has_quiz(&self) -> bool {
        self.quizzes().next().is_some()
    }

    /// Whether it finds out what was learnt.
    pub fn has_evaluation(&self) -> bool {
        self.quizzes().any(|(lesson, _)| lesson.kind == Kind::Evaluation)
    }

    /// How long it takes, as far as its modules say.
    pub fn duration(&self) -> Option<Minutes> {
        Minutes::new(self.modules.iter().filter_map(|module| module.duration).map(Minutes::get).sum())
    }
}
