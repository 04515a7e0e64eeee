//! Text to syntax. Parsing never fails: it returns a value and diagnostics.

pub mod yaml;
pub mod fields;
pub mod front_matter;
pub mod markdown;
pub mod html;
pub mod typography;
pub mod label;
pub mod braces;
pub mod heading;
pub mod anchor;
pub mod list;
pub mod gap;
pub mod number;
pub mod passage;
pub mod answer;
pub mod question;
pub mod reference;
pub mod lesson;
pub mod summary;

use rayon::prelude::*;

use crate::config::{self, Config};
use crate::diagnostic::Diagnostic;
use crate::load::Inputs;
use crate::model::url::ContentPath;
use crate::source::SourceId;
use lesson::Document;
use summary::Summary;

/// What the files of a course say, each taken by itself.
#[derive(Clone, Debug, Default)]
pub struct Syntax {
    /// `course.yaml` and `sources.yaml`.
    pub config: Config,
    /// Where `course.yaml` is.
    pub course: Option<SourceId>,
    /// The table of contents of a book, where the course is one.
    pub summary: Option<Summary>,
    /// The other Markdown files, in the order of their paths.
    pub documents: Vec<(ContentPath, Document)>,
    /// The mistakes in them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses every text of `inputs`.
pub fn course(inputs: &Inputs) -> Syntax {
    let mut diagnostics = Vec::new();
    let file = inputs.course.map(|id| (id, inputs.sources.text(id)));
    let mut config = config::course(file, &mut diagnostics);
    if let Some(id) = inputs.references {
        config.references = config::references(id, inputs.sources.text(id), &mut diagnostics);
    }
    let summary = inputs.documents.iter().find_map(|(path, id)| summary::parse(path, *id, inputs.sources.text(*id)));
    let is_page = |source: SourceId| summary.as_ref().is_none_or(|summary| summary.source != source);
    let parsed: Vec<_> = inputs
        .documents
        .par_iter()
        .filter(|(_, id)| is_page(*id))
        .map(|(path, id)| {
            let mut diagnostics = Vec::new();
            let document = lesson::parse(*id, inputs.sources.text(*id), &mut diagnostics);
            ((path.clone(), document), diagnostics)
        })
        .collect();
    let mut documents = Vec::with_capacity(parsed.len());
    for (document, mistakes) in parsed {
        documents.push(document);
        diagnostics.extend(mistakes);
    }
    Syntax { config, course: inputs.course, summary, documents, diagnostics }
}

/// Parses again the text `source`, a page of the course.
pub fn again(syntax: &mut Syntax, inputs: &Inputs, source: SourceId) {
    let Some((_, document)) = syntax.documents.iter_mut().find(|(_, document)| document.source == source) else {
        return;
    };
    syntax.diagnostics.retain(|diagnostic| diagnostic.place.source != source);
    *document = lesson::parse(source, inputs.sources.text(source), &mut syntax.diagnostics);
}
