//! The pages of the site as parts of one document: their ids and links made to fit together.

use std::collections::BTreeMap;

use dom_query::Node;
use rayon::prelude::*;

use super::files::Files;
use super::paper::{self, NUMBER};
use super::sheet::Sheet;
use super::{Export, Exported};
use crate::model::url::{self, SitePath};
use crate::render::Content;

/// A page of the site in a document of several.
pub struct Leaf {
    /// Where it stands in the site.
    pub path: SitePath,
    /// Its id in the document. Those within it are this, a colon and what they were: no path of a
    /// site holds a colon.
    pub id: String,
    /// The number of the lesson that it is.
    pub number: Option<String>,
    /// What its tab is called.
    pub title: String,
    /// The classes of its `body`.
    pub classes: String,
    /// The style sheets that it asks for.
    pub styles: Vec<SitePath>,
    /// What stands in its `main`.
    pub html: String,
}

/// Attributes that name ids, parted by spaces (HTML Standard; WAI-ARIA 1.2, section 6.6).
const REFERENCES: [&str; 11] = [
    "for",
    "form",
    "headers",
    "list",
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
];

/// The pages of the site in the order of reading: the home page, the plan, the course, then the
/// others. The page that a host shows for an address that leads nowhere is none of them.
pub fn order(export: &Export<'_>) -> Vec<SitePath> {
    let mut order = vec![SitePath::index(), SitePath::plan()];
    for module in &export.course.modules {
        if module.number.is_some() {
            order.push(module.url.clone());
        }
        order.extend(module.lessons.iter().map(|lesson| lesson.url.clone()));
    }
    let others = export.site.paths().iter().filter(|path| path.is_page() && path.as_str() != "404.html");
    let known: std::collections::HashSet<_> = order.iter().cloned().collect();
    order.extend(others.filter(|path| !known.contains(path)).cloned());
    order
}

/// The `pages` as leaves of one document; links to other pages than these are no longer links.
/// `trim` takes away what a page need not have there.
pub fn leaves(
    export: &Export<'_>,
    pages: &[SitePath],
    files: &Files,
    trim: impl Fn(&Sheet) + Sync,
) -> Exported<Vec<Leaf>> {
    let binder = Binder::new(export, pages, files);
    let made = pages.par_iter().filter_map(|path| match export.site.content(path) {
        Ok(Some(Content::Page(page))) => Some(Ok(binder.leaf(path, &page, &trim))),
        Ok(_) => None,
        Err(error) => Some(Err(error.into())),
    });
    made.collect()
}

/// The page that surrounds the leaves: what stands around `main` on the home page leads to them.
pub fn surround(export: &Export<'_>, pages: &[SitePath], files: &Files) -> Exported<Sheet> {
    let sheet = Sheet::of(&export.bytes(&SitePath::index())?);
    sheet.remove("main > *");
    Binder::new(export, pages, files).lead(&sheet, &SitePath::index());
    Ok(sheet)
}

/// The id of the page at `path`.
pub fn id(path: &SitePath) -> String {
    path.as_str().trim_end_matches(".html").to_owned()
}

/// What makes pages fit together.
pub struct Binder<'b> {
    ids: BTreeMap<&'b SitePath, String>,
    numbers: BTreeMap<&'b SitePath, String>,
    files: &'b Files,
}

impl<'b> Binder<'b> {
    /// For a document that holds these pages and files.
    pub fn new(export: &Export<'b>, pages: &'b [SitePath], files: &'b Files) -> Self {
        Self { ids: pages.iter().map(|path| (path, id(path))).collect(), numbers: paper::numbers(export.course), files }
    }

    /// The number of the lesson at `path`.
    pub fn number(&self, path: &SitePath) -> Option<&String> {
        self.numbers.get(path)
    }

    /// The part `html` of the page at `path`, as it is to stand below the id `own`.
    pub fn part(&self, path: &SitePath, own: &str, html: &str) -> String {
        let sheet = Sheet::of(format!("<main>{html}</main>").as_bytes());
        within(&sheet, own);
        self.lead(&sheet, path);
        sheet.html()
    }

    fn leaf(&self, path: &SitePath, page: &[u8], trim: &impl Fn(&Sheet)) -> Leaf {
        let sheet = Sheet::of(page);
        let text = |selector: &str| sheet.select(selector).text().trim().to_owned();
        let own = id(path);
        let title = text("title");
        let classes = sheet.select("body").attr_or("class", "").to_string();
        let links = sheet.select("link[rel=stylesheet]");
        let styles = links.iter().filter_map(|link| path.resolve(&url::decode(&link.attr("href")?))).collect();
        trim(&sheet);
        self.number_all(&sheet, path);
        paper::mark_long_words(&sheet);
        within(&sheet, &own);
        self.lead(&sheet, path);
        let number = self.number(path).cloned();
        Leaf { path: path.clone(), id: own, number, title, classes, styles, html: sheet.html() }
    }

    /// Puts the numbers of lessons where paper shows them.
    fn number_all(&self, sheet: &Sheet, path: &SitePath) {
        if let Some(number) = self.number(path) {
            sheet.select("h1").set_attr(NUMBER, number);
        }
        for link in sheet.select(".lesson-item > a").nodes() {
            let lesson = link.attr("href").and_then(|href| path.resolve(&url::decode(&href)));
            if let Some(number) = lesson.and_then(|lesson| self.number(&lesson)) {
                link.set_attr(NUMBER, number);
            }
        }
    }

    /// Makes links lead within the document, and puts files in their place.
    fn lead(&self, sheet: &Sheet, path: &SitePath) {
        sheet.rewrite("srcset", |_, _| None);
        for attribute in ["src", "poster"] {
            sheet.rewrite(attribute, |node, link| self.source(node, path, link));
        }
        sheet.rewrite("href", |node, link| self.target(node, path, link));
        for node in sheet.select("[data-left-out]").nodes() {
            node.remove_attr("data-left-out");
            let note = self.files.note();
            match node.node_name().as_deref() {
                Some("video" | "audio") => node.replace_with_html(format!("<p class=\"left-out\">{note}</p>")),
                _ => node.append_html(format!(" <span class=\"left-out\">({note})</span>")),
            }
        }
    }

    fn source(&self, node: &Node<'_>, path: &SitePath, link: &str) -> Option<String> {
        if is_elsewhere(link) {
            return Some(link.to_owned());
        }
        let data = self.files.data(&path.resolve(&url::decode(link))?);
        if data.is_none() {
            node.set_attr("data-left-out", "");
        }
        data.map(ToOwned::to_owned)
    }

    fn target(&self, node: &Node<'_>, path: &SitePath, link: &str) -> Option<String> {
        if is_elsewhere(link) {
            return Some(link.to_owned());
        }
        let (place, part) = link.split_once('#').unwrap_or((link, ""));
        let page = if place.is_empty() { path.clone() } else { path.resolve(&url::decode(place))? };
        if let Some(id) = self.ids.get(&page) {
            let inner = part == "_content" || part.is_empty();
            // To skip what surrounds the leaves is to go to all of them.
            let is_skip = place.is_empty() && part == "_content";
            return Some(match (is_skip, inner) {
                (true, _) => link.to_owned(),
                (_, true) => format!("#{}", url::encode(id)),
                _ => format!("#{}:{part}", url::encode(id)),
            });
        }
        if let Some(data) = self.files.data(&page) {
            // A browser follows a link to data only if it is to be saved.
            if node.has_name("a") {
                node.set_attr("download", page.file_name());
            }
            return Some(data.to_owned());
        }
        node.remove_attr("download");
        if self.files.is_left_out(&page) {
            node.set_attr("data-left-out", "");
        }
        None
    }
}

/// Puts the id of its leaf in front of each id, of what refers to it, and of the names by which fields
/// belong together.
fn within(sheet: &Sheet, leaf: &str) {
    sheet.rewrite("id", |_, id| Some(format!("{leaf}:{id}")));
    sheet.rewrite("name", |node, name| {
        let is_of_page = node.node_name().is_some_and(|element| matches!(&*element, "input" | "select" | "map"));
        Some(if is_of_page { format!("{leaf}:{name}") } else { name.to_owned() })
    });
    sheet.rewrite("usemap", |_, name| Some(format!("#{leaf}:{}", name.trim_start_matches('#'))));
    for attribute in REFERENCES {
        sheet.rewrite(attribute, |_, ids| {
            let ids: Vec<_> = ids.split_whitespace().map(|id| format!("{leaf}:{id}")).collect();
            Some(ids.join(" "))
        });
    }
}

/// Whether a link leads out of the site by itself: to another origin, to an address of another kind.
fn is_elsewhere(link: &str) -> bool {
    let scheme = link.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.contains(':') || link.starts_with("//")
}
