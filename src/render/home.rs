//! The home page.

use std::collections::BTreeMap;

use super::context::{self, PageView};
use super::question::Seal;
use super::{MAX_LISTED, Site, page, put};
use crate::model::lesson::Kind;
use crate::model::url::SitePath;

impl Site<'_> {
    pub(super) fn home(&self, path: &SitePath) -> tera::TeraResult<Vec<u8>> {
        let identity = &self.course.identity;
        let mut cx = page(&PageView {
            description: identity.description.as_deref(),
            ..self.view("home", &identity.title, path)
        });
        let lessons = self.course.lessons().count();
        let modules: Vec<_> = self
            .course
            .modules
            .iter()
            .map(|module| {
                if lessons <= MAX_LISTED {
                    context::module(self.course, module, path)
                } else {
                    context::module_alone(self.course, module, path)
                }
            })
            .collect();
        put(&mut cx, "modules", &modules);
        let questions: usize = self.course.lessons().filter_map(|lesson| lesson.quiz).map(|quiz| quiz.count).sum();
        let tests = self.course.lessons().filter(|lesson| lesson.kind != Kind::Lesson).count();
        let numbered = self.course.modules.iter().filter(|module| module.number.is_some()).count();
        put(
            &mut cx,
            "totals",
            &[("modules", numbered), ("lessons", lessons - tests), ("tests", tests), ("questions", questions)]
                .into_iter()
                .collect::<BTreeMap<_, _>>(),
        );
        self.put_body(&mut cx, self.course.home.as_ref(), path, Seal::Open);
        self.rendered("home", &cx)
    }
}
