//! The course on paper: a document to be printed, and a PDF of it where a browser can make one.

pub mod destinations;
mod key;
pub mod pdf;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::files::Files;
use super::inline::{bundle, inert, policy, styles};
use super::leaf::{self, Leaf};
use super::paper::{self, running};
use super::sheet::Sheet;
use super::{Export, Exported};
use crate::failure::During;
use crate::model::url::SitePath;
use crate::render::escape;

/// What is to be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The student's: lessons, and questions with room for answers.
    Handout,
    /// The trainer's: the answers.
    Key,
    /// One after the other.
    All,
}

/// A document to be printed, whose table of contents has room for page numbers.
pub struct Document {
    parts: Vec<String>,
    /// The id whose page is told behind each part but the last.
    folios: Vec<String>,
}

/// An entry of the table of contents.
#[derive(Serialize)]
struct Entry {
    title: String,
    id: String,
    module: Option<usize>,
    number: Option<String>,
    lessons: Vec<Entry>,
}

/// What stands in the shell where something else is to.
const LEAVES: &str = "<!--leaves-->";
const STYLE: &str = "<!--style-->";
const FOLIO: &str = "<!--folio:";

/// What is only of use on a screen, what tells an answer, and what scripts read.
const NOT_ON_PAPER: &str = ".breadcrumb, .margin, .pager, .start, .programme, .solution, .hint, .assess, .result, \
                            .needs-script, .clock-choice, .clock-running, .clock-status, .footnote-back, .cited > p, \
                            .player :is(video, audio, a)";
const NOT_FOR_SCRIPTS: [&str; 4] = ["data-answer", "data-fingerprint", "data-question", "data-objective"];

impl Document {
    /// Writes it, with the numbers of the pages that are known.
    pub fn write(&self, out: &mut File, pages: &BTreeMap<String, usize>) -> Exported<()> {
        for (at, part) in self.parts.iter().enumerate() {
            out.write_all(part.as_bytes()).during("write", Path::new("the document"))?;
            let page = self.folios.get(at).and_then(|id| pages.get(id));
            if let Some(page) = page {
                out.write_all(page.to_string().as_bytes()).during("write", Path::new("the document"))?;
            }
        }
        Ok(())
    }
}

/// The document of a course.
pub fn document(export: &Export<'_>, what: What) -> Exported<Document> {
    let files = Files::images(export)?;
    let pages = pages(export, what);
    let leaves = leaf::leaves(export, &pages, &files, trim)?;
    let keys = if what == What::Handout { Vec::new() } else { key::leaves(export, &pages, &files)? };

    // The key by itself has no page that asks for one.
    let own = SitePath::new("theme/site.css");
    let asked = own.iter().chain(leaves.iter().flat_map(|leaf| &leaf.styles));
    let style = inert(&(styles(export, asked, &files)? + &bundle(export, "print.css") + &running(export, &leaves)));
    let policy = policy(&[&style], &[]);

    let shell = shell(export, what, &leaves, &keys)?;
    let (before, after) = shell.split_once(LEAVES).unwrap_or((&shell, ""));
    let head = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<style>{style}</style>");
    let before = before.replacen(STYLE, &head, 1);
    let mut parts = Vec::new();
    let mut folios = Vec::new();
    for piece in before.split(FOLIO) {
        match piece.split_once("-->").filter(|_| !parts.is_empty()) {
            Some((id, rest)) => {
                folios.push(id.to_owned());
                parts.push(rest.to_owned());
            }
            None => parts.push(piece.to_owned()),
        }
    }
    let sections = leaves.iter().enumerate().map(|(at, leaf)| section(leaf, &paper::sheet(at)));
    let keyed = keys.iter().map(|leaf| section(leaf, "key"));
    if let Some(last) = parts.last_mut() {
        last.extend(sections);
        last.extend((!keys.is_empty()).then(|| key_head(export)));
        last.extend(keyed);
        last.push_str(after);
    }
    Ok(Document { parts, folios })
}

/// The pages that a handout holds: not the plan, for which there is the table of contents, nor what is
/// of the site.
fn pages(export: &Export<'_>, what: What) -> Vec<SitePath> {
    let sources = (!export.course.references.is_empty()).then(|| SitePath::new("sources.html")).flatten();
    let of_course = export.course.modules.iter().flat_map(|module| {
        let own = module.number.map(|_| module.url.clone());
        own.into_iter().chain(module.lessons.iter().map(|lesson| lesson.url.clone()))
    });
    match what {
        What::Key => Vec::new(),
        What::Handout | What::All => std::iter::once(SitePath::index()).chain(of_course).chain(sources).collect(),
    }
}

fn trim(sheet: &Sheet) {
    sheet.remove(NOT_ON_PAPER);
    // The cover says what the top of the home page does.
    sheet.remove("body.page-home .hero");
    // Chromium keeps a heading with what follows only where both stand in the same element.
    for heading in sheet.select(".prose:has(+ .question) > :is(h2, h3, h4):last-child:not(:first-child)").nodes() {
        if let Some(prose) = heading.parent() {
            let html = heading.html();
            heading.remove_from_parent();
            prose.after_html(format!("<div class=\"prose leading\">{html}</div>"));
        }
    }
    for details in sheet.select("details").nodes() {
        details.set_attr("open", "");
    }
    for attribute in NOT_FOR_SCRIPTS {
        sheet.rewrite(attribute, |_, _| None);
    }
}

fn section(leaf: &Leaf, page: &str) -> String {
    let Leaf { id, classes, html, .. } = leaf;
    let kind = classes.split(' ').next().unwrap_or_default();
    format!("<section class=\"leaf {kind} {page}\" id=\"{}\">{html}</section>\n", escape::text(id))
}

fn key_head(export: &Export<'_>) -> String {
    let text = |key: &str| escape::text(export.site.theme().strings.get(key).map_or("", String::as_str));
    let (title, note) = (text("print_key"), text("print_key_note"));
    format!("<section class=\"leaf key\" id=\"_key\"><h1>{title}</h1><p class=\"lead\">{note}</p></section>\n")
}

/// The cover and the table of contents, from the theme.
fn shell(export: &Export<'_>, what: What, leaves: &[Leaf], keys: &[Leaf]) -> Exported<String> {
    let name = match what {
        What::Handout => "handout",
        What::Key => "key",
        What::All => "all",
    };
    let mut cx = tera::Context::new();
    cx.insert("what", name);
    cx.insert("toc", &toc(export, leaves));
    let keyed: Vec<_> =
        keys.iter().map(|leaf| entry(leaf.title.clone(), leaf.id.clone(), leaf.number.clone())).collect();
    cx.insert("keys", &keyed);
    Ok(export.site.theme().tera.render("print.html", &cx)?)
}

fn toc(export: &Export<'_>, leaves: &[Leaf]) -> Vec<Entry> {
    let mut toc = Vec::new();
    if leaves.is_empty() {
        return toc;
    }
    let numbers = paper::numbers(export.course);
    for module in &export.course.modules {
        let lessons = module
            .lessons
            .iter()
            .map(|lesson| entry(lesson.title.clone(), leaf::id(&lesson.url), numbers.get(&lesson.url).cloned()));
        match module.number {
            Some(number) => {
                let lessons = lessons.collect();
                let module_entry = entry(module.title.clone(), leaf::id(&module.url), None);
                toc.push(Entry { module: Some(number), lessons, ..module_entry });
            }
            None => toc.extend(lessons),
        }
    }
    let others = leaves.iter().filter(|leaf| leaf.path.as_str() == "sources.html");
    toc.extend(others.map(|leaf| entry(paper::title(export, leaf), leaf.id.clone(), None)));
    toc
}

fn entry(title: String, id: String, number: Option<String>) -> Entry {
    Entry { title, id, module: None, number, lessons: Vec::new() }
}
