//! Whether a theme renders: some of its mistakes show only then.

use std::collections::BTreeSet;

use super::State;
use crate::diagnostic::Diagnostic;
use crate::model::course::Course;
use crate::model::lesson::{Audience, Kind, Lesson, Module};
use crate::model::quiz::{Answer, Question};
use crate::model::url::SitePath;

/// Pages of one kind that are looked at.
const FEW: usize = 20;

/// The mistakes that pages of each kind show of a theme with templates of its own.
pub(super) fn faults(state: &State) -> Vec<Diagnostic> {
    let Some(site) = state.site().filter(|site| site.theme().has_own_templates()) else { return Vec::new() };
    site.faults_on(&sample(&state.course, site.paths()))
}

/// The home page, all that each site has once, and modules and lessons as different as there are.
fn sample(course: &Course, paths: &[SitePath]) -> Vec<SitePath> {
    let modules: BTreeSet<&SitePath> = course.modules.iter().map(|module| &module.url).collect();
    let lessons: BTreeSet<&SitePath> = course.lessons().map(|lesson| &lesson.url).collect();
    let is_alone = |path: &&SitePath| path.is_page() && !modules.contains(path) && !lessons.contains(path);
    let mut sample: Vec<SitePath> = paths.iter().filter(is_alone).cloned().collect();
    let numbered = course.modules.iter().filter(|module| module.number.is_some());
    sample.extend(different(numbered, of_module).iter().map(|module| module.url.clone()));
    sample.extend(different(course.lessons(), of_lesson).iter().map(|lesson| lesson.url.clone()));
    // Nothing stands behind it.
    sample.extend(course.lessons().last().map(|lesson| lesson.url.clone()));
    sample.push(SitePath::index());
    sample.sort();
    sample.dedup();
    sample
}

/// The first of all that show something which none before does.
fn different<'t, T>(all: impl Iterator<Item = &'t T>, shows: impl Fn(&T) -> Vec<&'static str>) -> Vec<&'t T> {
    let mut seen = BTreeSet::new();
    let is_new = |one: &&T| shows(one).into_iter().filter(|shown| seen.insert(*shown)).count() > 0;
    all.filter(is_new).take(FEW).collect()
}

/// What the page of a module shows.
fn of_module(module: &Module) -> Vec<&'static str> {
    let shown = [
        ("", true),
        ("text", module.page.is_some()),
        ("no lesson", module.lessons.is_empty()),
        ("description", module.description.is_some()),
        ("duration", module.duration.is_some()),
        ("objectives", !module.objectives.is_empty()),
    ];
    named(&shown)
}

/// What the page of a lesson shows.
fn of_lesson(lesson: &Lesson) -> Vec<&'static str> {
    let settings = lesson.quiz.map(|quiz| quiz.settings).unwrap_or_default();
    let shown = [
        ("", true),
        ("positioning", lesson.kind == Kind::Positioning),
        ("evaluation", lesson.kind == Kind::Evaluation),
        ("trainer", lesson.audience == Audience::Trainer),
        ("trainer's section", lesson.page.sections.iter().any(|section| section.audience == Audience::Trainer)),
        ("draft", lesson.draft),
        ("description", lesson.description.is_some()),
        ("duration", lesson.duration.is_some()),
        ("objectives", !lesson.objectives.is_empty()),
        ("sources", !lesson.sources.is_empty()),
        ("contents", lesson.page.headings.iter().any(|heading| heading.listed)),
        ("footnotes", !lesson.page.footnotes.is_empty()),
        ("time limit", settings.time_limit.is_some()),
        ("draw", settings.draw.is_some()),
        ("attempts", settings.attempts.is_some()),
    ];
    named(&shown).into_iter().chain(lesson.page.questions().flat_map(of_question)).collect()
}

fn of_question(question: &Question) -> Vec<&'static str> {
    let form = match &question.answer {
        Answer::Choice(_) => "choice",
        Answer::Ordering(_) => "ordering",
        Answer::Matching(_) => "matching",
        Answer::Text(_) => "text",
        Answer::Number(_) => "number",
        Answer::Cloze(_) => "cloze",
        Answer::Open => "open",
    };
    vec![form, if question.hints.is_empty() { form } else { "hints" }]
}

fn named(shown: &[(&'static str, bool)]) -> Vec<&'static str> {
    shown.iter().filter(|(_, is_shown)| *is_shown).map(|(name, _)| *name).collect()
}
