//! The answer key, made from the questions themselves: on the pages of a test it is not to be read.

use rayon::prelude::*;

use crate::export::files::Files;
use crate::export::leaf::{Binder, Leaf};
use crate::export::{Export, Exported};
use crate::model::course::Edition;
use crate::model::lesson::{Block, Kind, Lesson};
use crate::model::url::SitePath;
use crate::render::context;
use crate::render::prose::Prose;
use crate::render::question::{self, Seal};

/// The answers to each lesson that asks anything; links lead to the `pages` that the document holds.
pub(super) fn leaves(export: &Export<'_>, pages: &[SitePath], files: &Files) -> Exported<Vec<Leaf>> {
    let binder = Binder::new(export, pages, files);
    let lessons: Vec<&Lesson> = export.course.quizzes().map(|(lesson, _)| lesson).collect();
    let made = lessons.par_iter().map(|lesson| {
        let number = binder.number(&lesson.url).cloned();
        let html = answers(export, lesson, number.as_ref())?;
        let id = format!("key/{}", lesson.url.as_str().trim_end_matches(".html"));
        let html = binder.part(&lesson.url, &id, &html);
        let title = lesson.title.clone();
        Ok(Leaf {
            path: lesson.url.clone(),
            id,
            number,
            title,
            classes: "page-key".to_owned(),
            styles: Vec::new(),
            html,
        })
    });
    made.collect()
}

fn answers(export: &Export<'_>, lesson: &Lesson, number: Option<&String>) -> Exported<String> {
    let theme = export.site.theme();
    let page = &lesson.page;
    let mut prose = Prose::new(export.course, theme, page, &lesson.url, export.sources.text(page.source));
    let mut keyed = Vec::new();
    for section in &page.sections {
        for block in &section.blocks {
            let Block::Question(number, asked) = block else { continue };
            keyed.push(prose.bare(|prose| question::view(prose, asked, *number, Seal::Open, section.audience)));
        }
    }
    let mut cx = tera::Context::new();
    cx.insert("number", &number);
    cx.insert("questions", &keyed);
    cx.insert("lesson", &context::lesson(export.course, lesson));
    let sealed = export.course.edition == Edition::Student;
    let seal = if sealed && lesson.kind != Kind::Lesson { Seal::Sealed } else { Seal::Open };
    cx.insert("quiz", &context::quiz(lesson, seal, export.course, theme));
    Ok(theme.tera.render("key.html", &cx)?)
}
