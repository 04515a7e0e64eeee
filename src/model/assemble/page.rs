//! A document to a page: what this edition shows of it, in the typography of the course.

use super::Selection;
use super::plan::Planned;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::course::{Edition, Identity, Reference};
use crate::model::fragment::Fragment;
use crate::model::lesson::{Audience, Block, Footnote, Heading, Lesson, Page, Section};
use crate::model::quiz::Quiz;
use crate::parse::lesson::{Content, Document, Part};
use crate::parse::typography::Typography;
use crate::source::{SourceId, Span, Spanned};

/// What every page of a course shares.
pub(super) struct Context<'c> {
    /// What is said of the course as a whole.
    pub(super) identity: &'c Identity,
    /// What it draws on.
    pub(super) references: &'c [Reference],
    /// Which parts are published.
    pub(super) selection: Selection,
    /// How texts are set.
    pub(super) typography: Typography,
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
        let settings = front_matter.quiz.or(self.identity.quiz);
        let count = page.questions().count();
        if let Some(draw) = front_matter.quiz.draw.filter(|draw| *draw as usize > count) {
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
            quiz: (count > 0).then_some(Quiz { count, settings }),
            page,
        })
    }

    /// What this edition shows of a document.
    pub(super) fn page(&self, planned: Planned, diagnostics: &mut Vec<Diagnostic>) -> Page {
        let Planned { path, document, .. } = planned;
        self.question_objectives(&document, diagnostics);
        let headings = self.headings(&document);
        let footnotes = footnotes(&document);
        let sections = self.sections(document.parts);
        Page { path, source: document.source, body: document.body, sections, headings, footnotes }
    }

    /// The indices of the objectives named, and a diagnostic for each that the course has not.
    pub(super) fn objectives(
        &self,
        source: SourceId,
        named: &[Spanned<String>],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<usize> {
        let known: Vec<&str> = self.identity.objectives.iter().map(|objective| objective.id.as_str()).collect();
        indices(Code::ObjectiveUnknown, source, named, &known, diagnostics)
    }

    fn sources(&self, source: SourceId, named: &[Spanned<String>], diagnostics: &mut Vec<Diagnostic>) -> Vec<usize> {
        let known: Vec<&str> = self.references.iter().map(|reference| reference.id.as_str()).collect();
        indices(Code::SourceUnknown, source, named, &known, diagnostics)
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
                Content::Broken(span) => Block::Broken(span),
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
fn footnotes(document: &Document) -> Vec<Footnote> {
    let clip = Span { start: 0, end: u32::MAX };
    let defined = document.footnotes.iter().filter_map(|footnote| {
        let (first, last) = footnote.definition?;
        Some(Footnote { label: footnote.label.clone(), text: Fragment { first: first + 1, last: last - 1, clip } })
    });
    defined.collect()
}

fn indices(
    code: Code,
    source: SourceId,
    named: &[Spanned<String>],
    known: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    let mut found = Vec::with_capacity(named.len());
    for name in named {
        match known.iter().position(|id| *id == name.value) {
            Some(at) => found.push(at),
            None => diagnostics
                .push(Diagnostic::new(code, source, name.span).with("id", &name.value).nearest(&name.value, known)),
        }
    }
    found
}
