//! What is better avoided in a course that is sound: one rule a file.
//!
//! A rule is a function of the course and its texts. It would rather miss a case than blame a good
//! question, and gives one diagnostic for a habit of a page, not one for each question.

mod catch_all;
mod feedback;
mod first;
mod longest;
mod negation;
mod objective;
mod overlap;
mod pass;
mod repeat;
mod told;
mod words;

use std::cell::OnceCell;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::course::Course;
use crate::model::lesson::{Block, Lesson};
use crate::model::quiz::{Answer, Arity, Choice, ChoiceOption, Question, Quiz};
use crate::parse::markdown::{self, Node};
use crate::source::{Place, SourceId, Sources, Span};
use words::words;

/// Advice on each page by itself.
pub fn on_pages(course: &Course, sources: &Sources) -> Vec<Diagnostic> {
    let quizzes: Vec<(&Lesson, Quiz)> = course.lessons().filter_map(|lesson| Some((lesson, lesson.quiz?))).collect();
    quizzes.into_par_iter().flat_map_iter(|(lesson, quiz)| Page::new(lesson, quiz, sources).advice()).collect()
}

/// Advice on the page that comes from the text `source`.
pub fn on_page(course: &Course, sources: &Sources, source: SourceId) -> Vec<Diagnostic> {
    let lesson = course.lessons().find(|lesson| lesson.page.source == source);
    let page = lesson.and_then(|lesson| Some(Page::new(lesson, lesson.quiz?, sources)));
    page.map_or_else(Vec::new, |page| page.advice())
}

/// Whether a diagnostic is advice on the course as a whole.
pub fn is_on_course(code: Code) -> bool {
    code == Code::AdviceUnassessed
}

/// Advice on the course as a whole; in one with errors it would be about what they have hidden.
pub fn on_course(course: &Course) -> Vec<Diagnostic> {
    objective::advise(course)
}

/// A page with questions, and its text for the rules that look closer.
struct Page<'c> {
    lesson: &'c Lesson,
    quiz: Quiz,
    questions: Vec<&'c Question>,
    /// The words of the options of each question; none where nothing is chosen.
    options: Vec<Vec<String>>,
    text: &'c str,
    nodes: OnceCell<Vec<Node<'c>>>,
}

impl<'c> Page<'c> {
    fn new(lesson: &'c Lesson, quiz: Quiz, sources: &'c Sources) -> Self {
        let text = sources.text(lesson.page.source);
        let questions: Vec<&Question> = lesson.page.questions().collect();
        let options = questions.iter().map(|question| match &question.answer {
            Answer::Choice(choice) => choice.options().iter().map(|option| words(&option.item.plain)).collect(),
            _ => Vec::new(),
        });
        Self { lesson, quiz, options: options.collect(), questions, text, nodes: OnceCell::new() }
    }

    fn advice(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        found.extend(first::advise(self));
        found.extend(longest::advise(self));
        found.extend(feedback::advise(self));
        found.extend(pass::advise(self));
        found.extend(told::advise(self));
        for (question, words) in self.questions.iter().zip(&self.options) {
            let Answer::Choice(choice) = &question.answer else { continue };
            found.extend(catch_all::advise(self, choice, words));
            found.extend(negation::advise(self, question));
            found.extend(repeat::advise(self, choice).or_else(|| overlap::advise(self, choice)));
        }
        found
    }

    /// The questions where one chooses.
    fn choices(&self) -> impl Iterator<Item = (&'c Question, &'c Choice)> {
        self.questions.iter().filter_map(|question| match &question.answer {
            Answer::Choice(choice) => Some((*question, choice)),
            _ => None,
        })
    }

    /// Those with one right option, and which it is.
    fn singles(&self) -> Vec<(&'c [ChoiceOption], usize)> {
        let single = self.choices().filter(|(_, choice)| choice.arity() == Arity::Single);
        single
            .filter_map(|(_, choice)| Some((choice.options(), choice.options().iter().position(|o| o.right)?)))
            .collect()
    }

    /// Whether a question of the page was left out for its mistakes.
    fn is_broken(&self) -> bool {
        let mut blocks = self.lesson.page.sections.iter().flat_map(|section| &section.blocks);
        blocks.any(|block| matches!(block, Block::Broken(_)))
    }

    /// The pieces of its text, read when they are first asked for.
    fn nodes(&self) -> &[Node<'c>] {
        self.nodes.get_or_init(|| markdown::nodes(self.text, self.lesson.page.body as usize))
    }

    fn diagnostic(&self, code: Code, span: Span) -> Diagnostic {
        Diagnostic::new(code, self.lesson.page.source, span)
    }

    fn place(&self, span: Span) -> Place {
        Place { source: self.lesson.page.source, span }
    }

    /// What the heading of a question says, or else its first line.
    fn heading(&self, question: &Question) -> Span {
        let span = question.heading.map_or(question.span, |heading| heading.clip);
        let line = self.text[span.range()].lines().next().unwrap_or_default().trim_end();
        let attributes = line.strip_suffix('}').and_then(|line| line.rfind('{')).unwrap_or(line.len());
        Span { start: span.start, end: span.start + line[..attributes].trim_end().len() as u32 }
    }
}

/// Questions from which on it is a habit that their answers have something in common.
const HABIT: usize = 3;

/// What `found` says of the right options of a page, unless it is said of too few.
fn habit(page: &Page<'_>, code: Code, singles: &[(&[ChoiceOption], usize)]) -> Option<Diagnostic> {
    let places: Vec<Span> = singles.iter().map(|(options, right)| options[*right].item.span).collect();
    let [first, second, ..] = places.as_slice() else { return None };
    let found = page.diagnostic(code, *first).related(page.place(*second)).with("found", places.len());
    (places.len() >= HABIT).then_some(found)
}
