//! What the course in `content/` promises: sizes, questions and durations.

use std::collections::BTreeSet;
use std::path::Path;

use pupitre::model::course::Edition;
use pupitre::model::lesson::{Audience, Block, Kind, Lesson};
use pupitre::model::quiz::{Answer, Arity, Fill, Question, Quiz};
use pupitre::model::settings::Minutes;
use pupitre::parse::markdown;
use pupitre::prepare::Prepared;

use crate::markup::unbalanced;
use crate::site::{Checked, Site, files_below};

/// The forms of answer that there are.
const FORMS: [&str; 11] = [
    "gap chosen",
    "gap typed",
    "gap with a number",
    "matching",
    "multiple choice",
    "number",
    "open",
    "ordering",
    "short text",
    "single choice",
    "true or false",
];

#[test]
fn the_course_is_sound_in_both_editions() {
    for edition in [Edition::Student, Edition::Trainer] {
        let mut checked = course(edition);
        let report = checked.report();
        assert!(report == "aucune erreur\n", "{edition:?}: {report}");
        assert_eq!(checked.prepared.course.edition, edition);
        for (path, page) in checked.pages() {
            assert_eq!(unbalanced(&page), None, "{path}");
        }
    }
}

#[test]
fn lessons_are_of_a_size_with_questions_and_notes_for_the_trainer() {
    let Prepared { course, inputs, .. } = course(Edition::Trainer).prepared;
    let mut faults = Vec::new();
    for lesson in course.lessons().filter(|lesson| is_taught(lesson)) {
        let path = &lesson.page.path;
        let count = words(lesson, inputs.sources.text(lesson.page.source));
        if !(400..=1_000).contains(&count) {
            faults.push(format!("{path}: {count} words"));
        }
        let count = questions(lesson).count();
        if count < 3 {
            faults.push(format!("{path}: {count} questions"));
        }
        if !lesson.page.sections.iter().any(|section| section.audience == Audience::Trainer) {
            faults.push(format!("{path}: nothing for the trainer"));
        }
        if lesson.duration.is_none() {
            faults.push(format!("{path}: no duration"));
        }
    }
    none(&faults);
    let lessons = course.lessons().filter(|lesson| is_taught(lesson)).count();
    assert!((14..=20).contains(&lessons), "{lessons} lessons");
}

#[test]
fn questions_are_many_of_every_form_and_tell_why() {
    let Prepared { course, .. } = course(Edition::Student).prepared;
    let all: Vec<(&Lesson, &Question)> =
        course.lessons().flat_map(|lesson| questions(lesson).map(move |question| (lesson, question))).collect();
    let mut faults = Vec::new();
    for (lesson, question) in &all {
        let place = format!("{}: {}", lesson.page.path, question.title);
        if question.explanation.is_empty() {
            faults.push(format!("{place}: no explanation"));
        }
        let Answer::Choice(choice) = &question.answer else { continue };
        let silent = choice.options().iter().filter(|option| !option.right && option.feedback.is_empty());
        faults.extend(silent.map(|option| format!("{place}: no feedback on `{}`", option.item.plain)));
    }
    none(&faults);
    assert!(all.len() >= 70, "{} questions", all.len());
    let found: BTreeSet<&str> = all.iter().flat_map(|(_, question)| forms(&question.answer)).collect();
    assert_eq!(found, FORMS.into());
}

/// Whoever guesses by length, the longest as well as the second shortest, is right little more often than by chance.
#[test]
fn no_right_answer_is_told_by_its_length() {
    let Prepared { course, .. } = course(Edition::Student).prepared;
    let mut longer = [0; 4];
    for question in course.lessons().flat_map(questions) {
        let Answer::Choice(choice) = &question.answer else { continue };
        let length = |right: bool| {
            let options = choice.options().iter().filter(move |option| option.right == right);
            options.map(|option| option.item.plain.chars().count())
        };
        if let ([right], [a, b, c]) = (&length(true).collect::<Vec<_>>()[..], &length(false).collect::<Vec<_>>()[..]) {
            longer[[a, b, c].into_iter().filter(|wrong| *wrong > right).count()] += 1;
        }
    }
    let all: usize = longer.iter().sum();
    assert!(all >= 30 && longer.iter().all(|count| count * 5 <= all * 2), "{longer:?} of {all}");
}

#[test]
fn ten_questions_come_before_the_course_and_fifteen_of_thirty_after_it() {
    let Prepared { course, .. } = course(Edition::Student).prepared;
    for (kind, expected) in [(Kind::Positioning, (10, 10)), (Kind::Evaluation, (15, 30))] {
        let quizzes: Vec<(&Lesson, Quiz)> = course.quizzes().filter(|(lesson, _)| lesson.kind == kind).collect();
        assert_eq!(quizzes.len(), 1, "{kind:?}");
        for (lesson, quiz) in quizzes {
            assert_eq!((quiz.asked(), quiz.count), expected, "{}", lesson.page.path);
        }
    }
}

#[test]
fn a_module_lasts_as_long_as_its_pages() {
    let Prepared { course, .. } = course(Edition::Student).prepared;
    for module in course.modules.iter().filter(|module| module.number.is_some()) {
        let pages = module.lessons.iter().filter_map(|lesson| lesson.duration).map(Minutes::get).sum();
        let path = module.page.as_ref().map(|page| page.path.as_str());
        assert_eq!(module.duration, Minutes::new(pages), "{path:?}");
    }
}

fn course(edition: Edition) -> Checked {
    let content = files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    let site = content.iter().fold(Site::empty(), |site, (path, bytes)| site.file(path, bytes));
    match edition {
        Edition::Student => site.check(),
        Edition::Trainer => site.trainer().check(),
    }
}

/// Whether students learn from it: the glossary is there to be looked up.
fn is_taught(lesson: &Lesson) -> bool {
    let is_glossary = lesson.page.path.file_name() == "glossaire.md";
    lesson.kind == Kind::Lesson && lesson.audience == Audience::Everyone && !is_glossary
}

/// The questions that students get.
fn questions(lesson: &Lesson) -> impl Iterator<Item = &Question> {
    blocks(lesson).filter_map(|block| match block {
        Block::Question(_, question) => Some(&**question),
        Block::Prose(_) | Block::Broken(_) => None,
    })
}

/// The words that students read outside questions.
fn words(lesson: &Lesson, text: &str) -> usize {
    let nodes = markdown::nodes(text, lesson.page.body as usize);
    let prose = blocks(lesson).filter_map(|block| match block {
        Block::Prose(fragment) => Some(markdown::plain(&nodes, *fragment)),
        Block::Question(..) | Block::Broken(_) => None,
    });
    prose.map(|prose| prose.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()).sum()
}

fn blocks(lesson: &Lesson) -> impl Iterator<Item = &Block> {
    let everyone = lesson.page.sections.iter().filter(|section| section.audience == Audience::Everyone);
    everyone.flat_map(|section| &section.blocks)
}

/// Those of [`FORMS`] that an answer takes.
fn forms(answer: &Answer) -> Vec<&'static str> {
    match answer {
        Answer::Choice(choice) if choice.arity() == Arity::Multiple => vec!["multiple choice"],
        Answer::Choice(choice) => {
            let is_true_or_false =
                choice.options().iter().all(|option| ["Vrai", "Faux"].contains(&&*option.item.plain));
            vec![if is_true_or_false { "true or false" } else { "single choice" }]
        }
        Answer::Ordering(_) => vec!["ordering"],
        Answer::Matching(_) => vec!["matching"],
        Answer::Text(_) => vec!["short text"],
        Answer::Number(_) => vec!["number"],
        Answer::Open => vec!["open"],
        Answer::Cloze(cloze) => {
            let form = |fill: &Fill| match fill {
                Fill::Text(_) => "gap typed",
                Fill::Number(_) => "gap with a number",
                Fill::DropDown { .. } => "gap chosen",
            };
            cloze.gaps.iter().map(|gap| form(&gap.fill)).collect()
        }
    }
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
