//! What the pages of the results see: the quizzes of the course, and what trains each objective. Scores
//! are the student's own, and only scripts know them.

use std::collections::HashMap;
use std::fmt::Write;

use serde::Serialize;

use super::MAX_LISTED;
use super::context::{self, Link};
use super::question::{self, Seal};
use crate::model::course::{Course, Edition};
use crate::model::lesson::{Kind, Lesson};
use crate::model::quiz::Quiz;
use crate::model::url::SitePath;

/// Lessons beyond which an objective names no more: the plan has them all.
const MAX_TRAINING: usize = 20;

/// For the results page and the attestation.
#[derive(Serialize)]
pub struct ResultsView<'c> {
    quizzes: Vec<QuizRow<'c>>,
    objectives: Vec<ObjectiveRow<'c>>,
    positioning: bool,
    evaluation: bool,
}

/// A quiz, and what scripts need to count its points.
#[derive(Serialize)]
struct QuizRow<'c> {
    title: &'c str,
    href: String,
    kind: &'static str,
    pass: u8,
    /// How many questions one student gets.
    asked: usize,
    /// Whether all of it is judged at once, when it is handed in.
    sealed: bool,
    /// `IDENTITY:FINGERPRINT:POINTS:OBJECTIVE` for each question, parted by spaces; the objective by its
    /// place, or nothing.
    questions: String,
}

/// An objective, and the lessons that train it.
#[derive(Serialize)]
struct ObjectiveRow<'c> {
    text: &'c str,
    lessons: Vec<Link<'c>>,
    /// Whether there are others.
    more: bool,
}

/// What can have results. In a course with many lessons, only what is taken before and after it: the
/// page shall be one that can be read.
pub fn results<'c>(course: &'c Course, from: &SitePath) -> ResultsView<'c> {
    let few = course.lessons().count() <= MAX_LISTED;
    let places = places(course);
    let listed = course.quizzes().filter(|(lesson, _)| few || lesson.kind != Kind::Lesson).take(MAX_LISTED);
    let has = |kind: Kind| course.quizzes().any(|(lesson, _)| lesson.kind == kind);
    ResultsView {
        quizzes: listed.map(|(lesson, quiz)| row(course, lesson, quiz, &places, from)).collect(),
        objectives: objectives(course, &places, from),
        positioning: has(Kind::Positioning),
        evaluation: has(Kind::Evaluation),
    }
}

/// The place of each objective; of two alike, the first counts.
fn places(course: &Course) -> HashMap<&str, usize> {
    let objectives = course.identity.objectives.iter().enumerate().rev();
    objectives.map(|(place, objective)| (objective.id.as_str(), place)).collect()
}

fn row<'c>(
    course: &Course,
    lesson: &'c Lesson,
    quiz: Quiz,
    places: &HashMap<&str, usize>,
    from: &SitePath,
) -> QuizRow<'c> {
    let sealed = lesson.kind != Kind::Lesson && course.edition == Edition::Student;
    let seal = if sealed { Seal::Sealed } else { Seal::Open };
    let mut questions = String::new();
    for asked in lesson.page.questions() {
        let objective = asked.objective.as_ref().and_then(|objective| places.get(objective.value.as_str()));
        let objective = objective.map(ToString::to_string).unwrap_or_default();
        let (identity, fingerprint) = (asked.identity.as_str(), asked.fingerprint());
        let parting = if questions.is_empty() { "" } else { " " };
        let points = question::json_points(question::worth(asked, seal));
        let _ = write!(questions, "{parting}{identity}:{fingerprint}:{points}:{objective}");
    }
    QuizRow {
        title: &lesson.title,
        href: from.link_to(&lesson.url),
        kind: context::kind(lesson.kind),
        pass: context::pass(quiz),
        asked: quiz.asked(),
        sealed,
        questions,
    }
}

/// The lessons that name the objective; where none does, those with a question on it.
fn objectives<'c>(course: &'c Course, places: &HashMap<&str, usize>, from: &SitePath) -> Vec<ObjectiveRow<'c>> {
    let objectives = &course.identity.objectives;
    let mut naming: Vec<Vec<&Lesson>> = vec![Vec::new(); objectives.len()];
    let mut asking = naming.clone();
    for lesson in course.lessons().filter(|lesson| lesson.kind == Kind::Lesson) {
        for place in &lesson.objectives {
            add(&mut naming[*place], lesson);
        }
        for asked in lesson.page.questions().filter_map(|asked| asked.objective.as_ref()) {
            if let Some(place) = places.get(asked.value.as_str()) {
                add(&mut asking[*place], lesson);
            }
        }
    }
    let training = naming.into_iter().zip(asking).map(|(named, asked)| if named.is_empty() { asked } else { named });
    let link = |lesson: &&'c Lesson| Link { href: from.link_to(&lesson.url), title: &lesson.title };
    objectives
        .iter()
        .zip(training)
        .map(|(objective, lessons)| ObjectiveRow {
            text: &objective.text,
            more: lessons.len() > MAX_TRAINING,
            lessons: lessons.iter().take(MAX_TRAINING).map(link).collect(),
        })
        .collect()
}

/// Adds a lesson that may have been the last to be added.
fn add<'c>(lessons: &mut Vec<&'c Lesson>, lesson: &'c Lesson) {
    if lessons.last().is_none_or(|last| !std::ptr::eq(*last, lesson)) {
        lessons.push(lesson);
    }
}
