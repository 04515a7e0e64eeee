//! Checks of questions that need the whole course: progress is kept under their identities.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::course::Course;
use crate::model::lesson::Kind;
use crate::source::Place;

/// Reports two questions of one kind under one identity.
pub(super) fn check(course: &Course, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = HashMap::new();
    let lessons = course.lessons().map(|lesson| (lesson.kind, &lesson.page));
    let others = course.home.iter().chain(course.modules.iter().filter_map(|module| module.page.as_ref()));
    for (kind, page) in others.map(|page| (Kind::Lesson, page)).chain(lessons) {
        for question in page.questions() {
            let span = question.id.as_ref().map_or(question.span, |id| id.span);
            let place = Place { source: page.source, span };
            let id = question.id.as_ref().map(|id| &id.value);
            let Some((first, of)) = seen.insert((kind as u8, &question.identity), (place, id)) else { continue };
            if first.source == place.source && id.is_some() && of == id {
                continue; // Reported as two headings of one anchor.
            }
            let code = if question.id.is_some() { Code::QuizDuplicateId } else { Code::QuizIdentical };
            let twice = Diagnostic::new(code, place.source, place.span).related(first);
            diagnostics.push(match &question.id {
                Some(id) => twice.with("id", &id.value),
                None => twice,
            });
        }
    }
}
