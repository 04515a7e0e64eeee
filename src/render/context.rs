//! What templates see of the course, its modules and its pages.

use serde::Serialize;

use super::question::{self, Seal};
use crate::model::course::{Audit, Course, Identity, Objective, Reference};
use crate::model::lesson::{Heading, Kind, Lesson, Module};
use crate::model::quiz::{Answer, Points, Question, Quiz};
use crate::model::settings::{Feedback, Minutes, Percent};
use crate::model::url::SitePath;
use crate::theme::Theme;

/// The course.
#[derive(Serialize)]
pub struct CourseView<'c> {
    id: &'c str,
    title: &'c str,
    lang: &'c str,
    version: Option<&'c str>,
    description: Option<&'c str>,
    audience: Option<&'c str>,
    prerequisites: &'c [String],
    objectives: Vec<ObjectiveView<'c>>,
    author: Option<&'c str>,
    organisation: Option<&'c str>,
    contact: Option<&'c str>,
    hosting: Option<&'c str>,
    licence: Option<&'c str>,
    url: Option<&'c str>,
    logo: Option<String>,
    duration: Option<String>,
    accessibility: Statement<'c>,
    /// Whether there is a page of results.
    results: bool,
    /// Whether there is an attestation.
    attestation: bool,
}

/// What the course states of its accessibility; without an audit the only lawful state is
/// "non-compliant" (RGAA 4.1.2, `déclaration d'accessibilité`).
#[derive(Serialize)]
struct Statement<'c> {
    status: &'static str,
    status_text: String,
    date: Option<&'c str>,
    updated: Option<&'c str>,
    scheme_url: Option<&'c str>,
    plan_url: Option<&'c str>,
    audit_date: Option<&'c str>,
    auditor: Option<&'c str>,
    rate: Option<u8>,
    average_rate: Option<u8>,
    report_url: Option<&'c str>,
    failures: &'c [String],
    burden: &'c [String],
    exempt: &'c [String],
    environments: &'c [String],
    tools: &'c [String],
    pages: &'c [String],
}

/// An objective.
#[derive(Serialize)]
pub struct ObjectiveView<'c> {
    id: &'c str,
    text: &'c str,
}

/// The page itself.
#[derive(Serialize)]
pub struct PageView<'c> {
    /// Which template it uses.
    pub kind: &'static str,
    /// Its title.
    pub title: &'c str,
    /// In a sentence.
    pub description: Option<&'c str>,
    /// What leads to the top of the site.
    pub root: String,
    /// Its address.
    pub path: &'c str,
    /// The last part of it.
    pub file: &'c str,
    /// Which of the theme's bundles of scripts it needs.
    pub script: &'static str,
    /// Whether it is unfinished.
    pub draft: bool,
    /// Whether it is the trainer's.
    pub trainer: bool,
}

/// A module as lists and its own page show it.
#[derive(Serialize)]
pub struct ModuleView<'c> {
    title: Option<&'c str>,
    href: Option<String>,
    description: Option<&'c str>,
    duration: Option<String>,
    number: Option<usize>,
    objectives: Vec<ObjectiveView<'c>>,
    lessons: Vec<LessonItem<'c>>,
    /// How many of these are positioning tests and evaluations.
    tests: usize,
}

/// A lesson as lists show it.
#[derive(Serialize)]
pub struct LessonItem<'c> {
    title: &'c str,
    href: String,
    duration: Option<String>,
    kind: &'static str,
    questions: usize,
    draft: bool,
}

/// A lesson on its own page.
#[derive(Serialize)]
pub struct LessonView<'c> {
    title: &'c str,
    kind: &'static str,
    duration: Option<String>,
    objectives: Vec<ObjectiveView<'c>>,
    toc: Vec<Entry<'c>>,
    sources: Vec<SourceView<'c>>,
    questions: usize,
}

/// The quiz of a page.
#[derive(Serialize)]
pub struct QuizView {
    key: String,
    pass: u8,
    points: serde_json::Number,
    points_text: String,
    count: usize,
    sealed: bool,
    feedback: &'static str,
    attempts: Option<u32>,
    draw: Option<u32>,
    of: usize,
    shuffle: bool,
    time_limit: Option<u32>,
}

/// An entry of a table of contents.
#[derive(Serialize)]
pub struct Entry<'c> {
    id: &'c str,
    text: &'c str,
    children: Vec<Entry<'c>>,
}

/// A work that the course draws on.
#[derive(Serialize)]
pub struct SourceView<'c> {
    author: Option<&'c str>,
    title: &'c str,
    publisher: Option<&'c str>,
    date: Option<&'c str>,
    note: Option<&'c str>,
    used_by: Vec<Link<'c>>,
}

/// A title and where it leads.
#[derive(Serialize)]
pub struct Link<'c> {
    /// Relative to the page.
    pub href: String,
    /// The title of what it leads to.
    pub title: &'c str,
}

/// The mark from which a quiz is passed where nobody says one (design, section 3).
const PASS: u8 = 70;
/// Siblings shown on each side of a lesson whose module is larger than what can be surveyed.
const SIBLINGS: usize = 15;
/// Lessons of a module that each of them shows whole.
pub const SURVEYED: usize = 2 * SIBLINGS + 1;

/// The course, as every page sees it.
pub fn course(course: &Course, status_text: impl Fn(&str) -> String) -> CourseView<'_> {
    let Identity { audit, .. } = &course.identity;
    let identity = &course.identity;
    let status = match audit.as_ref().map(|audit| audit.rate) {
        Some(100) => "compliant",
        Some(50..) => "partial",
        _ => "non-compliant",
    };
    CourseView {
        id: &identity.id,
        title: &identity.title,
        lang: &identity.lang,
        version: identity.version.as_deref(),
        description: identity.description.as_deref(),
        audience: identity.audience.as_deref(),
        prerequisites: &identity.prerequisites,
        objectives: identity.objectives.iter().map(objective).collect(),
        author: identity.author.as_deref(),
        organisation: identity.organisation.as_deref(),
        contact: identity.contact.as_deref(),
        hosting: identity.hosting.as_deref(),
        licence: identity.licence.as_deref(),
        url: identity.url.as_deref(),
        logo: identity
            .logo
            .as_ref()
            .and_then(|logo| course.assets.get(logo))
            .map(|path| SitePath::index().link_to(path)),
        duration: course.duration().map(duration),
        accessibility: statement(identity, status, status_text(status)),
        results: course.has_quiz(),
        attestation: course.has_evaluation(),
    }
}

fn statement<'c>(identity: &'c Identity, status: &'static str, status_text: String) -> Statement<'c> {
    let audit = identity.audit.as_ref();
    let list = |part: fn(&Audit) -> &Vec<String>| audit.map(|audit| part(audit).as_slice()).unwrap_or_default();
    Statement {
        status,
        status_text,
        date: identity.accessibility_date.as_deref(),
        updated: identity.accessibility_updated.as_deref(),
        scheme_url: identity.accessibility_scheme.as_deref(),
        plan_url: identity.accessibility_plan.as_deref(),
        audit_date: audit.map(|audit| audit.date.as_str()),
        auditor: audit.map(|audit| audit.auditor.as_str()),
        rate: audit.map(|audit| audit.rate),
        average_rate: audit.and_then(|audit| audit.average_rate),
        report_url: audit.and_then(|audit| audit.report.as_deref()),
        failures: list(|audit| &audit.failures),
        burden: list(|audit| &audit.burden),
        exempt: list(|audit| &audit.exempt),
        environments: list(|audit| &audit.environments),
        tools: list(|audit| &audit.tools),
        pages: list(|audit| &audit.pages),
    }
}

/// A module, as the page `from` sees it.
pub fn module<'c>(course: &'c Course, module: &'c Module, from: &SitePath) -> ModuleView<'c> {
    let lessons = module.lessons.iter().map(|lesson| item(lesson, from)).collect();
    view(course, module, from, lessons)
}

/// A module without its lessons.
pub fn module_alone<'c>(course: &'c Course, module: &'c Module, from: &SitePath) -> ModuleView<'c> {
    view(course, module, from, Vec::new())
}

/// A module, as its lesson number `at` sees it: with the lessons around it.
pub fn module_around<'c>(course: &'c Course, module: &'c Module, at: usize) -> ModuleView<'c> {
    let from = &module.lessons[at].url;
    let near = if module.lessons.len() <= SURVEYED {
        0..module.lessons.len()
    } else {
        at.saturating_sub(SIBLINGS)..(at + SIBLINGS + 1).min(module.lessons.len())
    };
    let lessons = module.lessons[near].iter().map(|lesson| item(lesson, from)).collect();
    view(course, module, from, lessons)
}

fn view<'c>(course: &'c Course, module: &'c Module, from: &SitePath, lessons: Vec<LessonItem<'c>>) -> ModuleView<'c> {
    ModuleView {
        title: module.number.map(|_| module.title.as_str()),
        href: module.number.map(|_| from.link_to(&module.url)),
        description: module.description.as_deref(),
        duration: module.duration.map(duration),
        number: module.number,
        objectives: objectives(course, &module.objectives),
        tests: lessons.iter().filter(|item| item.kind != kind(Kind::Lesson)).count(),
        lessons,
    }
}

fn item<'c>(lesson: &'c Lesson, from: &SitePath) -> LessonItem<'c> {
    LessonItem {
        title: &lesson.title,
        href: from.link_to(&lesson.url),
        duration: lesson.duration.map(duration),
        kind: kind(lesson.kind),
        questions: lesson.quiz.map_or(0, |quiz| quiz.asked()),
        draft: lesson.draft,
    }
}

/// A lesson on its own page.
pub fn lesson<'c>(course: &'c Course, lesson: &'c Lesson) -> LessonView<'c> {
    LessonView {
        title: &lesson.title,
        kind: kind(lesson.kind),
        duration: lesson.duration.map(duration),
        objectives: objectives(course, &lesson.objectives),
        toc: toc(&lesson.page.headings),
        sources: lesson.sources.iter().map(|i| source(&course.references[*i], Vec::new())).collect(),
        questions: lesson.quiz.map_or(0, |quiz| quiz.asked()),
    }
}

/// The bundle of scripts that a lesson needs: each page loads one, and little that it has no use for.
pub fn script(lesson: &Lesson) -> &'static str {
    let Some(Quiz { settings, .. }) = lesson.quiz else { return "site" };
    let dealt = settings.draw.is_some() || settings.shuffle == Some(true);
    let is_choice = |question: &Question| matches!(question.answer, Answer::Choice(_));
    let choices = lesson.page.questions().all(is_choice);
    match (settings.time_limit, dealt, choices) {
        (None, false, true) => "choice",
        (None, false, false) => "quiz",
        (None, true, true) => "dealt",
        _ => "timed",
    }
}

/// The quiz of a lesson.
pub fn quiz(lesson: &Lesson, seal: Seal, course: &Course, theme: &Theme) -> Option<QuizView> {
    let quiz = lesson.quiz?;
    let settings = quiz.settings;
    let worth: Vec<Points> = lesson.page.questions().map(|asked| question::worth(asked, seal)).collect();
    let points = match settings.draw {
        // What a draw is worth is known beforehand only where all questions are worth the same.
        Some(_) if worth.windows(2).any(|pair| pair[0] != pair[1]) => Points::NONE,
        _ => worth.into_iter().take(quiz.asked()).sum(),
    };
    let feedback = settings.feedback.unwrap_or(Feedback::Immediate);
    Some(QuizView {
        key: lesson.url.as_str().trim_end_matches(".html").replace('/', "-"),
        pass: pass(quiz),
        points: question::json_points(points),
        points_text: question::points_text(points, course, theme),
        count: quiz.asked(),
        sealed: seal == Seal::Sealed,
        feedback: match (seal, feedback) {
            (Seal::Open, Feedback::Immediate) => "immediate",
            _ => "end",
        },
        attempts: settings.attempts,
        draw: settings.draw.filter(|draw| (*draw as usize) < quiz.count),
        of: quiz.count,
        shuffle: settings.shuffle == Some(true),
        time_limit: settings.time_limit.map(Minutes::get),
    })
}

/// The mark from which a quiz is passed.
pub fn pass(quiz: Quiz) -> u8 {
    quiz.settings.pass.map_or(PASS, Percent::get)
}

/// A source and the pages that cite it.
pub fn source<'c>(reference: &'c Reference, used_by: Vec<Link<'c>>) -> SourceView<'c> {
    SourceView {
        author: reference.author.as_deref(),
        title: &reference.title,
        publisher: reference.publisher.as_deref(),
        date: reference.date.as_deref(),
        note: reference.note.as_deref(),
        used_by,
    }
}

fn objectives<'c>(course: &'c Course, indices: &[usize]) -> Vec<ObjectiveView<'c>> {
    indices.iter().map(|i| objective(&course.identity.objectives[*i])).collect()
}

fn objective(objective: &Objective) -> ObjectiveView<'_> {
    ObjectiveView { id: &objective.id, text: &objective.text }
}

/// The headings of levels 2 and 3.
fn toc(headings: &[Heading]) -> Vec<Entry<'_>> {
    let mut toc: Vec<Entry<'_>> = Vec::new();
    for heading in headings.iter().filter(|heading| heading.listed && heading.level <= 3) {
        let entry = Entry { id: &heading.id, text: &heading.text, children: Vec::new() };
        match toc.last_mut().filter(|_| heading.level == 3) {
            Some(parent) => parent.children.push(entry),
            None => toc.push(entry),
        }
    }
    toc
}

/// A kind of lesson, as templates and scripts name it.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Lesson => "lesson",
        Kind::Positioning => "positioning",
        Kind::Evaluation => "evaluation",
    }
}

/// `20 min`, `1 h`, `1 h 30`, with no-break spaces.
fn duration(minutes: Minutes) -> String {
    let (hours, minutes) = (minutes.get() / 60, minutes.get() % 60);
    match (hours, minutes) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, 0) => format!("{hours}\u{a0}h"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}"),
    }
}
