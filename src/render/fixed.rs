//! The pages that a site has whatever the course says: its plan, its sources, its results ...

use super::context::{self, Link, PageView};
use super::{Site, page, put, results};
use crate::model::course::Course;
use crate::model::url::SitePath;

/// Address, template, key of the title.
const PAGES: [(&str, &str, &str); 8] = [
    ("plan.html", "plan", "plan"),
    ("a-z.html", "a-z", "index"),
    ("sources.html", "sources", "sources"),
    ("about.html", "about", "about"),
    ("accessibility.html", "accessibility", "accessibility"),
    ("results.html", "results", "results"),
    ("attestation.html", "attestation", "attestation"),
    ("404.html", "not-found", "not_found"),
];

/// Those of the site of the course: address and template.
pub(super) fn pages(course: &Course) -> impl Iterator<Item = (SitePath, &'static str)> {
    let pages = PAGES.iter().filter(|(_, template, _)| has(course, template));
    pages.filter_map(|(path, template, _)| Some((SitePath::new(path)?, *template)))
}

/// Whether the site of the course has the page of this template.
fn has(course: &Course, template: &str) -> bool {
    match template {
        "results" => course.has_quiz(),
        "attestation" => course.has_evaluation(),
        _ => true,
    }
}

impl Site<'_> {
    /// One of them.
    pub(super) fn fixed(&self, path: &SitePath, template: &'static str) -> tera::TeraResult<Vec<u8>> {
        let key = PAGES.iter().find(|(_, name, _)| *name == template).map_or(template, |(_, _, key)| key);
        let title = self.frame.theme.strings.get(key).map_or(key, String::as_str);
        let view = self.view(template, title, path);
        let script = if matches!(template, "results" | "attestation") { "results" } else { view.script };
        let mut cx = page(&PageView { script, ..view });
        match template {
            "plan" => {
                let modules = self.course.modules.iter().map(|module| context::module(self.course, module, path));
                put(&mut cx, "modules", &modules.collect::<Vec<_>>());
            }
            "results" | "attestation" => put(&mut cx, "results", &results::results(self.course, path)),
            "sources" => put(&mut cx, "sources", &self.cited(path)),
            "a-z" => self.put_index(&mut cx, path),
            _ => {}
        }
        self.rendered(template, &cx)
    }

    fn cited(&self, path: &SitePath) -> Vec<context::SourceView<'_>> {
        let mut used_by: Vec<Vec<Link<'_>>> = self.course.references.iter().map(|_| Vec::new()).collect();
        for lesson in self.course.lessons() {
            for source in &lesson.sources {
                used_by[*source].push(Link { href: path.link_to(&lesson.url), title: &lesson.title });
            }
        }
        self.course.references.iter().zip(used_by).map(|(source, used_by)| context::source(source, used_by)).collect()
    }
}
