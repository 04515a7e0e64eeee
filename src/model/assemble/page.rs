//! A document to a page: what this edition shows of it, in the typography of the course.

use std::collections::{BTreeMap, HashMap};

use super::Selection;
use super::plan::Planned;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::course::Edition;
use crate::model::fragment::Fragment;
use crate::model::lesson::{Audience, Block, Heading, Lesson, Page, Section, Term};
use crate::model::quiz::Quiz;
use crate::model::settings::QuizSettings;
use crate::parse::lesson::{Content, Document, Part};
use crate::parse::typography::Typography;
use crate::source::{SourceId, Spanned};

/// What every page of a course shares.
pub(super) struct Context<'c> {
    /// How quizzes are given that do not say it themselves.
    pub(super) quiz: QuizSettings,
    /// The course's objectives.
    pub(super) objectives: Ids<'c>,
    /// What it draws on.
    pub(super) sources: Ids<'c>,
    /// Which parts are published.
    pub(super) selection: Selection,
    /// How texts are set.
    pub(super) typography: Typography,
}

/// The ids that pages may name.
pub(super) struct Ids<'c> {
    list: Vec<&'c str>,
    places: HashMap<&'c str, usize>,
}

impl<'c> Ids<'c> {
    /// The ids in the order of the course; of two alike, the first counts.
    pub(super) fn new(ids: impl Iterator<Item = &'c str>) -> Self {
        let list: Vec<&str> = ids.collect();
        let mut places = HashMap::new();
        for (at, id) in list.iter().enumerate() {
            places.entry(*id).or_insert(at);
        }
        Self { list, places }
    }

    fn indices(
        &self,
        code: Code,
        source: SourceId,
        named: &[Spanned<String>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<usize> {
        let index = |name: &Spanned<String>| {
            let found = self.places.get(name.value.as_str()).copied();
            if found.is_none() {
                let unknown = Diagnostic::new(code, source, name.span).with("id", &name.value);
                diagnostics.push(match &self.list[..] {
                    [] => unknown.variant("none"),
                    known => unknown.nearest(&name.value, known),
                });
            }
            found
        };
        named.iter().filter_map(index).collect()
    }
}

impl Context<'_> {
    /// The lesson, or `None` if this edition does not show it.
    pub(super) fn lesson(&self, planned: Planned, diagnostics: &mut Vec<Diagnostic>) -> Option<Lesson> {
        let front_matter = planned.document.front_matter.clone();
        let source = planned.document.source;
        let objectives = self.objectives(source, &front_matter.objectives, diagnostics);
        let sources = self.sources(source, &front_matter.sources, diagnostics);
        let title = self.typography.apply(&planned.title()).into_owned();
        let url = planned.url.clone();
        let page = self.page(planned, diagnostics);
        let settings = front_matter.quiz.or(self.quiz);
        let count = page.questions().count();
        let pass = front_matter.pass.filter(|_| front_matter.quiz.pass.is_some());
        // Questions that are broken, or the trainer's alone, may be those that it counts.
        let is_broken = |section: &Section| section.blocks.iter().any(|block| matches!(block, Block::Broken(_)));
        let counts = count > 0 && !page.sections.iter().any(is_broken);
        if let Some(draw) = front_matter.quiz.draw.filter(|draw| counts && *draw as usize > count) {
            let span = front_matter.draw.unwrap_or_default();
            diagnostics.push(Diagnostic::new(Code::QuizDraw, source, span).with("found", draw).with("limit", count));
        }
        if !self.shows(front_matter.audience) {
            return None;
        }
        Some(Lesson {
            url,
            title,
            description: front_matter.description.map(|text| self.typography.apply(&text.value).into_owned()),
            duration: front_matter.duration,
            objectives,
            sources,
            kind: front_matter.kind,
            audience: front_matter.audience,
            draft: front_matter.draft,
            quiz: (count > 0).then_some(Quiz { count, settings, pass }),
            page,
        })
    }

    /// What this edition shows of a document.
    pub(super) fn page(&self, planned: Planned, diagnostics: &mut Vec<Diagnostic>) -> Page {
        let Planned { path, document, .. } = planned;
        self.question_objectives(&document, diagnostics);
        let headings = self.headings(&document);
        let terms = self.terms(&document);
        let footnotes = footnotes(&document);
        let sections = self.sections(document.parts);
        Page { path, source: document.source, body: document.body, sections, headings, terms, footnotes }
    }

    /// The indices of the objectives named, and a diagnostic for each that the course has not.
    pub(super) fn objectives(
        &self,
        source: SourceId,
        named: &[Spanned<String>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<usize> {
        self.objectives.indices(Code::ObjectiveUnknown, source, named, diagnostics)
    }

    fn sources(&self, source: SourceId, named: &[Spanned<String>], diagnostics: &mut Vec<Diagnostic>) -> Vec<usize> {
        self.sources.indices(Code::SourceUnknown, source, named, diagnostics)
    }

    fn question_objectives(&self, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
        for part in &document.parts {
            let Content::Question(question) = &part.content else { continue };
            if let Some(objective) = &question.objective {
                self.objectives(document.source, std::slice::from_ref(objective), diagnostics);
            }
        }
    }

    /// Whether this edition shows what is for `audience`.
    pub(super) fn shows(&self, audience: Audience) -> bool {
        audience == Audience::Everyone || self.selection.edition == Edition::Trainer
    }

    fn headings(&self, document: &Document) -> Vec<Heading> {
        let shown = document.headings.iter().filter(|heading| self.shows(heading.audience));
        shown
            .map(|heading| Heading {
                event: heading.event,
                level: heading.level.max(2),
                id: heading.id.clone(),
                text: self.typography.apply(&heading.text).into_owned(),
                listed: heading.top_level && heading.question.is_none() && heading.audience == Audience::Everyone,
            })
            .collect()
    }

    fn terms(&self, document: &Document) -> Vec<Term> {
        let shown = document.terms.iter().filter(|term| self.shows(term.audience));
        shown
            .map(|term| Term {
                event: term.event,
                id: term.id.clone(),
                text: self.typography.apply(&term.text).into_owned(),
            })
            .collect()
    }

    /// Questions are numbered by their order in the student's text; the trainer's own come after
    /// them, so that both editions number alike.
    fn sections(&self, parts: Vec<Part>) -> Vec<Section> {
        let is_question = |part: &&Part| matches!(part.content, Content::Question(_));
        let students = parts.iter().filter(is_question).filter(|part| part.audience == Audience::Everyone).count();
        let mut numbers = [0, students];
        let mut sections: Vec<Section> = Vec::new();
        for part in parts.into_iter().filter(|part| self.shows(part.audience)) {
            let block = match part.content {
                Content::Prose(fragment) => Block::Prose(fragment),
                Content::Broken(_) => Block::Broken(part.events),
                Content::Question(question) => {
                    let number = &mut numbers[usize::from(part.audience == Audience::Trainer)];
                    *number += 1;
                    Block::Question(*number, question)
                }
            };
            match sections.last_mut().filter(|section| section.audience == part.audience) {
                Some(section) => section.blocks.push(block),
                None => sections.push(Section { audience: part.audience, blocks: vec![block] }),
            }
        }
        sections
    }
}

/// What the text defines. Which of them show depends on the references that do.
fn footnotes(document: &Document) -> BTreeMap<String, Fragment> {
    document.footnotes.iter().filter_map(|footnote| Some((footnote.label.clone(), footnote.definition?))).collect()
}
