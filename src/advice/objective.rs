//! An objective that no question assesses.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::course::Course;

/// Names each of them, once a course has questions; where questions name none at all, only the first.
pub(super) fn advise(course: &Course) -> Vec<Diagnostic> {
    if course.lessons().all(|lesson| lesson.quiz.is_none()) {
        return Vec::new();
    }
    let questions = course.lessons().flat_map(|lesson| lesson.page.questions());
    let assessed: HashSet<&str> = questions.filter_map(|question| Some(&*question.objective.as_ref()?.value)).collect();
    let objectives = &course.identity.objectives;
    let left = objectives.iter().filter(|objective| !assessed.contains(&*objective.id));
    let told = left.map(|objective| {
        let place = objective.place;
        Diagnostic::new(Code::AdviceUnassessed, place.source, place.span).with("id", &objective.id)
    });
    if !assessed.is_empty() || objectives.len() < 2 {
        return told.collect();
    }
    told.take(1).map(|diagnostic| diagnostic.with("others", objectives.len() - 1).variant("all")).collect()
}
