//! One lesson of a course that is assembled already, for a preview: its author has saved it.

use super::nearest::Nearest;
use super::page::{Context, Ids};
use super::plan::Planned;
use super::references::{self, Used};
use super::{Drafts, Selection, questions};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::course::Course;
use crate::model::lesson::Lesson;
use crate::parse::lesson::Document;
use crate::parse::typography::Typography;

/// Puts what a lesson says now in the place of what it said before, and gives the mistakes in it.
///
/// `None` where the rest of the course may depend on what is new: on its head, its title, its headings and terms,
/// the files that it refers to, or its score. Then the course is to be assembled anew, and is
/// untouched.
pub fn lesson(course: &mut Course, before: &Document, after: &Document) -> Option<Vec<Diagnostic>> {
    let (m, l) = course.modules.iter().enumerate().find_map(|(m, module)| {
        Some((m, module.lessons.iter().position(|lesson| lesson.page.source == after.source)?))
    })?;
    let known = &course.modules[m].lessons[l];
    let mut diagnostics = Vec::new();
    let same = before.front_matter == after.front_matter
        && before.title == after.title
        && references::anchors(before) == references::anchors(after)
        && entries(before).eq(entries(after))
        && used(course, known, before, &mut Vec::new()) == used(course, known, after, &mut diagnostics);
    let made = same.then(|| made(course, known, after, &mut diagnostics))??;
    if made.quiz != known.quiz {
        return None;
    }
    course.modules[m].lessons[l] = made;
    Some(diagnostics)
}

/// The mistakes in questions that only the whole course shows.
pub fn of_questions(course: &Course) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    questions::check(course, &mut diagnostics);
    diagnostics
}

/// Whether [`of_questions`] tells of them.
pub fn is_of_questions(code: Code) -> bool {
    matches!(code, Code::QuizDuplicateId | Code::QuizIdentical)
}

/// What the index of the site holds of a document.
fn entries(document: &Document) -> impl Iterator<Item = (&str, &str)> {
    let headings = document.headings.iter().map(|heading| (heading.text.as_str(), heading.id.as_str()));
    headings.chain(document.terms.iter().map(|term| (term.text.as_str(), term.id.as_str())))
}

fn used(course: &Course, lesson: &Lesson, document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Used {
    let mut used = Used::default();
    let mut nearest = Nearest::new(&course.targets);
    references::page(
        &lesson.page.path,
        document,
        &course.targets,
        &mut nearest,
        course.edition,
        &mut used,
        diagnostics,
    );
    if !course.identity.raw_html {
        diagnostics.extend(document.raw_html.iter().cloned());
    }
    used
}

fn made(course: &Course, known: &Lesson, document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Option<Lesson> {
    let cx = Context {
        quiz: course.identity.quiz,
        objectives: Ids::new(course.identity.objectives.iter().map(|objective| objective.id.as_str())),
        sources: Ids::new(course.references.iter().map(|reference| reference.id.as_str())),
        // It is shown already, so that drafts are.
        selection: Selection { edition: course.edition, drafts: Drafts::Shown },
        typography: Typography::of(&course.identity.lang),
    };
    let (path, url) = (known.page.path.clone(), known.url.clone());
    let made = cx.lesson(Planned { path, document: document.clone(), url, chapter: None }, diagnostics)?;
    // A book may have named it.
    Some(Lesson { title: known.title.clone(), ..made })
}
