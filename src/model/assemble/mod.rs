//! Syntax to [`Course`]: order, addresses, editions, and every check that needs more than one file.

mod address;
mod again;
mod nearest;
mod order;
mod page;
mod plan;
mod questions;
mod readers;
mod references;
mod summary;

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::course::{Course, Edition, Identity, Reference};
use super::lesson::{Kind, Module};
use super::settings::Minutes;
use super::url;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::load::Inputs;
use crate::parse::Syntax;
use crate::parse::lesson::Content;
use crate::parse::typography::Typography;
use crate::source::{Place, SourceId, Span};
pub use again::{is_of_questions, lesson, of_questions};
use nearest::Nearest;
use page::{Context, Ids};
use plan::{Folder, Plan};
use summary::Book;

/// Which parts of a course are published.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection {
    /// For whom.
    pub edition: Edition,
    /// What becomes of lessons that are not finished.
    pub drafts: Drafts,
}

/// Whether lessons that are not finished are published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drafts {
    /// They are not, and their mistakes do not count.
    #[default]
    Hidden,
    /// They are, marked as such.
    Shown,
}

/// Puts the course together. Mistakes of parsing are among the diagnostics.
pub fn assemble(inputs: &Inputs, syntax: Syntax, selection: Selection) -> (Course, Vec<Diagnostic>) {
    let Syntax { config, course, summary, documents, mut diagnostics } = syntax;
    diagnostics.extend(inputs.diagnostics.iter().cloned());
    let book = Book::new(summary.as_ref());
    let plan = plan::plan(documents, &book, selection.drafts, &mut diagnostics);
    let hidden: BTreeSet<SourceId> = plan.hidden.iter().map(|(_, document)| document.source).collect();
    diagnostics.retain(|diagnostic| !hidden.contains(&diagnostic.place.source));
    let indexes = plan.folders.iter().filter_map(|folder| folder.index.as_ref());
    let indexes: BTreeSet<SourceId> = indexes.map(|index| index.document.source).collect();
    // The page of a folder presents what follows, and needs no text of its own.
    diagnostics.retain(|d| d.code != Code::LessonEmpty || !indexes.contains(&d.place.source));
    let targets = plan.targets(inputs, summary.as_ref());
    let Config { identity, logo, mut references } = config;
    let mut identity = complete(identity, &plan, inputs, &mut diagnostics);
    let mut nearest = Nearest::new(&targets);
    let used = references::check(&plan, &targets, &mut nearest, selection.edition, &identity, &mut diagnostics);
    if let Some(summary) = &summary {
        summary::check(summary, &targets, &mut nearest, &mut diagnostics);
    }
    let logo = logo.and_then(|logo| references::logo(&mut nearest, inputs, course, &logo, &mut diagnostics));
    let Plan { folders, mut addresses, .. } = plan;
    let assets = references::publish(used, logo.as_ref(), inputs, &mut addresses, &mut diagnostics);
    identity.logo = logo;

    let typography = Typography::of(&identity.lang);
    let objectives = Ids::new(identity.objectives.iter().map(|objective| objective.id.as_str()));
    let sources = Ids::new(references.iter().map(|reference| reference.id.as_str()));
    let cx = Context { quiz: identity.quiz, objectives, sources, selection, typography };
    let made: Vec<_> = folders.into_par_iter().map(|folder| module(&cx, folder)).collect();
    let mut home = None;
    let mut modules = Vec::new();
    let mut number = 1;
    for (mut module, is_home, found) in made {
        diagnostics.extend(found);
        if is_home {
            home.clone_from(&module.page);
        }
        let shows = !module.lessons.is_empty() || !is_home && module.page.is_some();
        if shows {
            if !is_home {
                module.number = Some(number);
                number += 1;
            }
            modules.push(module);
        }
    }
    identity.apply(typography);
    for reference in &mut references {
        reference.apply(typography);
    }
    let sizes = inputs.files.iter().filter_map(|file| Some((file.path.clone(), file.size?))).collect();
    let captions = references::captions(&assets, inputs);
    let course =
        Course { identity, references, edition: selection.edition, home, modules, assets, sizes, captions, targets };
    questions::check(&course, &mut diagnostics);
    if course.lessons().next().is_none() {
        let place = inputs.course.or_else(|| inputs.documents.first().map(|(_, source)| *source));
        diagnostics.push(Diagnostic::new(Code::CourseNoLesson, place.unwrap_or(inputs.folder), 0..0));
    }
    drop_echoes(inputs, &mut diagnostics);
    drop_unreadable(inputs, &course, &mut diagnostics);
    crate::diagnostic::sort(&mut diagnostics);
    (course, diagnostics)
}

/// Where the objectives or the sources could not be read, no lesson is at fault for naming them.
fn drop_unreadable(inputs: &Inputs, course: &Course, diagnostics: &mut Vec<Diagnostic>) {
    let unreadable = |file: Option<SourceId>, is_empty: bool, code: Code| {
        let is_it = |found: &Diagnostic| Some(found.place.source) == file && found.code == Code::YamlSyntax;
        (is_empty && diagnostics.iter().any(is_it)).then_some(code)
    };
    let echoes = [
        unreadable(inputs.course, course.identity.objectives.is_empty(), Code::ObjectiveUnknown),
        unreadable(inputs.references, course.references.is_empty(), Code::SourceUnknown),
    ];
    diagnostics.retain(|found| !echoes.contains(&Some(found.code)));
}

/// What a text that could not be taken seems to say is the echo of that.
fn drop_echoes(inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) {
    let lost: BTreeSet<SourceId> = inputs.diagnostics.iter().map(|diagnostic| diagnostic.place.source).collect();
    if inputs.diagnostics.iter().any(|diagnostic| diagnostic.code == Code::FileTooMany) {
        // What was not read may be what they refer to.
        let about_lost = |code: Code| {
            matches!(
                code,
                Code::LinkDead
                    | Code::ImageMissing
                    | Code::FileUnused
                    | Code::CourseNoId
                    | Code::CourseNoLesson
                    | Code::ObjectiveUnknown
                    | Code::SourceUnknown
            )
        };
        diagnostics.retain(|diagnostic| !about_lost(diagnostic.code));
    }
    let of_load: BTreeSet<(Place, Code)> = inputs.diagnostics.iter().map(|d| (d.place, d.code)).collect();
    diagnostics.retain(|d| !lost.contains(&d.place.source) || of_load.contains(&(d.place, d.code)));
}

/// The page of a folder presents what follows: it is no quiz.
fn check_index(folder: &Folder, diagnostics: &mut Vec<Diagnostic>) {
    let Some(plan::Planned { document, .. }) = &folder.index else { return };
    let question = document.parts.iter().find_map(|part| match &part.content {
        Content::Question(question) => Some(question.span),
        _ => None,
    });
    let kind = (document.front_matter.kind != Kind::Lesson).then(Span::default);
    if let Some(span) = question.or(kind) {
        diagnostics.push(Diagnostic::new(Code::QuizInIndex, document.source, span));
    }
}

/// The module of a folder, not numbered yet, whether it is the top, and its mistakes.
fn module(cx: &Context<'_>, mut folder: Folder) -> (Module, bool, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let diagnostics = &mut found;
    check_index(&folder, diagnostics);
    if let Some(hidden) = folder.index.take_if(|index| !cx.shows(index.document.front_matter.audience)) {
        cx.page(hidden, diagnostics);
    }
    let is_home = folder.path.is_empty();
    let title = folder.title();
    let lessons: Vec<_> = folder.lessons.into_iter().filter_map(|planned| cx.lesson(planned, diagnostics)).collect();
    let spent = Minutes::new(lessons.iter().filter_map(|lesson| lesson.duration).map(Minutes::get).sum());
    let front_matter = folder.index.as_ref().map(|index| index.document.front_matter.clone()).unwrap_or_default();
    let (source, objectives) = match &folder.index {
        Some(index) => (Some(index.document.source), front_matter.objectives),
        None => (None, Vec::new()),
    };
    let module = Module {
        number: None,
        title: cx.typography.apply(&title).into_owned(),
        description: front_matter.description.map(|text| cx.typography.apply(&text.value).into_owned()),
        duration: front_matter.duration.or(spent),
        objectives: source.map_or_else(Vec::new, |source| cx.objectives(source, &objectives, diagnostics)),
        url: folder.url,
        page: folder.index.map(|index| cx.page(index, diagnostics)),
        lessons,
    };
    (module, is_home, found)
}

/// The id and the title that `course.yaml` does not give.
fn complete(mut identity: Identity, plan: &Plan, inputs: &Inputs, diagnostics: &mut Vec<Diagnostic>) -> Identity {
    if identity.title.is_empty() {
        let home = plan.folders.iter().find(|folder| folder.path.is_empty()).and_then(|folder| folder.index.as_ref());
        identity.title = home.and_then(plan::Planned::own_title).unwrap_or_else(|| untitled(&identity.lang).to_owned());
    }
    if identity.id.is_empty() {
        identity.id = address::segment(&identity.title);
        let place = inputs.course.or_else(|| inputs.documents.first().map(|(_, source)| *source));
        // Where `course.yaml` has an error, the id may be what was lost to it.
        let lost = |source: &SourceId| {
            diagnostics.iter().any(|d| d.place.source == *source && d.severity() == Severity::Error)
        };
        let place = place.filter(|source| inputs.course.is_none() || !lost(source));
        let missing = place.map(|source| Diagnostic::new(Code::CourseNoId, source, 0..0));
        diagnostics.extend(missing.map(|diagnostic| diagnostic.with("fix", url::slug(&identity.id))));
    }
    identity
}

fn untitled(lang: &str) -> &'static str {
    if Typography::of(lang) == Typography::French { "Formation" } else { "Course" }
}

impl Identity {
    fn apply(&mut self, typography: Typography) {
        let texts =
            [&mut self.description, &mut self.audience, &mut self.author, &mut self.organisation, &mut self.hosting];
        let texts = texts.into_iter().flatten().chain([&mut self.title]).chain(&mut self.prerequisites);
        for text in texts.chain(self.objectives.iter_mut().map(|objective| &mut objective.text)) {
            *text = typography.apply(text).into_owned();
        }
    }
}

impl Reference {
    fn apply(&mut self, typography: Typography) {
        let optional = [&mut self.author, &mut self.publisher, &mut self.date, &mut self.note];
        for text in optional.into_iter().flatten().chain([&mut self.title]) {
            *text = typography.apply(text).into_owned();
        }
    }
}
