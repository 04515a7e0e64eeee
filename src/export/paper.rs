//! What a reader of paper finds a page of the course by, where no link leads: the numbers of lessons,
//! and running titles that hold them.

use std::collections::BTreeMap;

use super::Export;
use super::leaf::Leaf;
use super::sheet::Sheet;
use crate::model::course::Course;
use crate::model::lesson::{Audience, Lesson};
use crate::model::url::SitePath;

/// The attribute that holds the number of a lesson, at its title and at each link of a list to it.
pub const NUMBER: &str = "data-number";

/// Characters of a word that has no room in a column.
const LONG: usize = 24;

/// Characters of a running title that have room beside the title of the course.
const RUNNING: usize = 60;

/// `2.3`, the third lesson of module 2; `3` where a course has no modules. What is the trainer's has no
/// number, so that both editions have the same.
pub fn numbers(course: &Course) -> BTreeMap<&SitePath, String> {
    let is_flat = course.modules.iter().all(|module| module.number.is_none());
    let numbered = course.modules.iter().flat_map(|module| {
        let number = module.number.map(|number| format!("{number}.")).or_else(|| is_flat.then(String::new));
        let is_students = |lesson: &&Lesson| lesson.audience == Audience::Everyone;
        let lessons = number.map(|number| {
            let lessons = module.lessons.iter().filter(is_students).zip(1..);
            lessons.map(move |(lesson, n): (_, usize)| (&lesson.url, format!("{number}{n}")))
        });
        lessons.into_iter().flatten()
    });
    numbered.collect()
}

/// What the page is called on paper, without the title of the course.
pub fn title(export: &Export<'_>, leaf: &Leaf) -> String {
    let end = format!(" – {}", export.course.identity.title);
    leaf.title.rsplit_once(&end).map_or(&*leaf.title, |(title, _)| title).to_owned()
}

/// The running titles: the course on the left, on the right the page of it, each its own kind of sheet
/// (CSS Paged Media Level 3, sections 5 and 8). The home page has none: it follows what stands around it.
pub fn running(export: &Export<'_>, leaves: &[Leaf]) -> String {
    let strings = &export.site.theme().strings;
    let key = strings.get("print_key").map_or("", String::as_str);
    let titles = leaves.iter().enumerate().filter(|(_, leaf)| leaf.path != SitePath::index()).map(|(at, leaf)| {
        let number = leaf.number.as_ref().map(|number| format!("{number} "));
        (sheet(at), number.unwrap_or_default() + &title(export, leaf))
    });
    let mut css = format!("@page{{@top-left{{content:{}}}}}\n", quoted(&export.course.identity.title));
    for (name, title) in titles.chain([("key".to_owned(), key.to_owned())]) {
        css.push_str(&format!("@page {name}{{@top-right{{content:{}}}}}.{name}{{page:{name}}}\n", quoted(&title)));
    }
    // In the theme's own layer, whose cover has none.
    format!("@layer print{{{css}}}")
}

/// The kind of sheet that the leaf number `at` is printed on, and its class.
pub fn sheet(at: usize) -> String {
    format!("n{at}")
}

/// Marks the cells of tables whose words must be parted on paper. Those of the others stay whole.
pub fn mark_long_words(sheet: &Sheet) {
    for cell in sheet.select("th, td").nodes() {
        if cell.text().split_whitespace().any(|word| word.chars().count() > LONG) {
            cell.set_attr("data-long", "");
        }
    }
}

/// A string of CSS (CSS Syntax Level 3, section 4.3.5), cut where it would not fit.
fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(RUNNING).collect();
    if shown.len() < text.len() {
        shown = shown.trim_end().to_owned() + "…";
    }
    let escaped = shown.replace('\\', "\\\\").replace('"', "\\\"").replace(char::is_control, " ").replace('<', "\\3c ");
    format!("\"{escaped}\"")
}
