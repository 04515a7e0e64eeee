//! The table of contents and the landmarks (EPUB 3.3, section 7).

use super::answers::Volume;
use super::document::{Anchors, address, titled};
use super::shelf::{ABOUT, CONTENTS, COVER, Chapter, Part, Shelf};
use super::xml;
use crate::model::lesson::Heading;

/// An entry and those below it.
pub struct Entry {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub text: String,
    /// Those below it.
    pub below: Vec<Entry>,
}

/// The body of the navigation document.
pub fn body(shelf: &Shelf<'_>, entries: &[Entry]) -> String {
    let title = xml::text(shelf.word("contents"));
    let mut html = format!(
        "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">\n<h1 id=\"toc-title\">{title}</h1>\n"
    );
    push(&mut html, entries);
    html.push_str("</nav>\n<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<ol>\n");
    let first = shelf.chapters().iter().find(|chapter| chapter.part != Part::Introduction);
    let start = first.or(shelf.chapters().first()).map(|chapter| chapter.name.clone());
    let mut landmark = |kind: &str, href: &str, text: &str| {
        html.push_str(&format!("<li><a epub:type=\"{kind}\" href=\"{href}\">{}</a></li>\n", xml::text(text)));
    };
    landmark("cover", COVER, shelf.word("book_cover"));
    landmark("toc", &format!("{CONTENTS}#toc"), shelf.word("contents"));
    if let Some(start) = start {
        landmark("bodymatter", &start, shelf.word("start"));
    }
    html + "</ol>\n</nav>"
}

/// The table of contents: chapters, their headings, the answers.
pub fn entries(shelf: &Shelf<'_>, anchors: &Anchors, volumes: &[Volume]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (at, chapter) in shelf.chapters().iter().enumerate() {
        let entry = Entry {
            href: chapter.name.clone(),
            text: title(shelf, chapter),
            below: sections(shelf, anchors, at, chapter.headings),
        };
        match entries.last_mut().filter(|_| matches!(chapter.part, Part::Lesson(_))) {
            Some(module) => module.below.push(entry),
            None => entries.push(entry),
        }
    }
    if let Some(first) = volumes.first() {
        let below = volumes.iter().flat_map(|volume| {
            volume.chapters.iter().map(|(at, id)| Entry {
                href: format!("{}#{id}", volume.name),
                text: title(shelf, &shelf.chapters()[*at]),
                below: Vec::new(),
            })
        });
        let text = shelf.word("book_answers").to_owned();
        entries.push(Entry { href: first.name.clone(), text, below: below.collect() });
    }
    entries.push(Entry { href: ABOUT.to_owned(), text: shelf.word("book_about").to_owned(), below: Vec::new() });
    entries
}

/// The title of a chapter.
pub fn title(shelf: &Shelf<'_>, chapter: &Chapter<'_>) -> String {
    match chapter.part {
        Part::Sources => shelf.word("sources").to_owned(),
        _ => titled(chapter.title, &chapter.name),
    }
}

/// The headings of levels 2 and 3 that stand in the book.
fn sections(shelf: &Shelf<'_>, anchors: &Anchors, at: usize, headings: &[Heading]) -> Vec<Entry> {
    let mut sections: Vec<Entry> = Vec::new();
    for heading in headings.iter().filter(|heading| heading.listed && heading.level <= 3) {
        if heading.text.trim().is_empty() || !anchors.contains_key(&(at, heading.id.clone())) {
            continue;
        }
        let href = address(shelf, anchors, at, Some(&heading.id));
        let entry = Entry { href, text: heading.text.clone(), below: Vec::new() };
        match sections.last_mut().filter(|_| heading.level == 3) {
            Some(section) => section.below.push(entry),
            None => sections.push(entry),
        }
    }
    sections
}

fn push(html: &mut String, entries: &[Entry]) {
    html.push_str("<ol>\n");
    for Entry { href, text, below } in entries {
        html.push_str(&format!("<li><a href=\"{href}\">{}</a>", xml::text(text)));
        if !below.is_empty() {
            html.push('\n');
            push(html, below);
        }
        html.push_str("</li>\n");
    }
    html.push_str("</ol>\n");
}
