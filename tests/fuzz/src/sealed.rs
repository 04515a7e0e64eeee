//! What assessed pages may not depend on: the answers.

use pupitre::model::course::{Course, Edition};
use pupitre::model::lesson::{Block, Kind};
use pupitre::model::quiz::{Answer, Choice, Fill, Question};

/// The course with other answers, explanations and feedback to the questions of its assessed
/// pages, and the addresses of these; nothing for the trainer's edition, which shows answers.
pub fn with_other_answers(course: &Course) -> (Course, Vec<String>) {
    let mut course = course.clone();
    let mut pages = Vec::new();
    if course.edition == Edition::Trainer {
        return (course, pages);
    }
    let lessons = course.modules.iter_mut().flat_map(|module| &mut module.lessons);
    for lesson in lessons.filter(|lesson| lesson.kind != Kind::Lesson) {
        pages.push(lesson.url.to_string());
        for block in lesson.page.sections.iter_mut().flat_map(|section| &mut section.blocks) {
            if let Block::Question(_, question) = block {
                answer_otherwise(std::sync::Arc::make_mut(question));
            }
        }
    }
    (course, pages)
}

/// The page without the keys that scripts grade with, and what tells that they have changed.
pub fn without_keys(page: &str) -> String {
    ["data-answer=\"", "data-fingerprint=\""].iter().fold(page.to_owned(), |page, attribute| {
        let mut parts = page.split(attribute);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |page, part| page + part.split_once('"').map_or("", |(_, rest)| rest))
    })
}

fn answer_otherwise(question: &mut Question) {
    question.explanation.clear();
    match &mut question.answer {
        Answer::Choice(choice) => {
            let mut options = choice.options().to_vec();
            let right: Vec<bool> = options.iter().map(|option| option.right).collect();
            for (option, right) in options.iter_mut().zip(right.iter().cycle().skip(1)) {
                option.right = *right;
                option.feedback.clear();
            }
            *choice = Choice::new(options, choice.arity()).expect("as many are right as before");
        }
        Answer::Text(text) => text.accepted = vec!["autre".to_owned()],
        Answer::Number(number) => {
            for range in &mut number.accepted {
                (range.low, range.high) = (-1.0, -1.0);
                "autre".clone_into(&mut range.written);
            }
        }
        Answer::Cloze(cloze) => {
            for gap in &mut cloze.gaps {
                match &mut gap.fill {
                    Fill::Text(text) => text.accepted = vec!["autre".to_owned()],
                    Fill::Number(range) => "autre".clone_into(&mut range.written),
                    Fill::DropDown { choices, right } => *right = (*right + 1) % choices.len(),
                }
            }
        }
        Answer::Ordering(_) | Answer::Matching(_) | Answer::Open => {}
    }
}
