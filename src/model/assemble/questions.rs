//! Checks of questions that need the whole course: progress is kept under their identities.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::course::Course;
use crate::source::Place;

/// Reports two questions of one kind under one identity.
pub(super) fn check(course: &Course, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = HashMap::new();
    for lesson in course.lessons() {
        for question in lesson.page.questions() {
            let span = question.id.as_ref().map_or(question.span, |id| id.span);
            let place = Place { source: lesson.page.source, span };
            let id = question.id.as_ref().map(|id| &id.value);
            let Some((first, of)) = seen.insert((lesson.kind as u8, &question.identity), (place, id)) else { continue };
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
