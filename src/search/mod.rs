//! Course to search: what scripts need to find a passage by its words, in files that each hold a part of
//! it, so that a search loads little of a large course.
//!
//! - `index` holds the dictionary, every word of the course as [`word::folded`], and how many passages
//!   each page has. It is loaded with the first search.
//! - `w0`, `w1` … say in which passages the words of a stretch of the dictionary stand.
//! - `p0`, `p1` … hold the passages of some pages each: they are loaded for the results to be shown.
//!
//! How words are put together again from what is typed (inflections, slips) is the scripts' alone:
//! `themes/default/static/js/search/`. Both sides fold alike, and `tests/search/fold.yaml` holds them to it.

pub mod page;
pub mod passage;
pub mod postings;
pub mod word;
pub mod common;
mod code;

use serde_json::{Value, json};

use page::{Listed, Pages};
use passage::Kind;

pub use postings::Index;

/// Pages whose passages share a file.
const PAGES_TOGETHER: usize = 8;

/// Pages for which there is one file of postings.
const PAGES_A_STRETCH: usize = 24;

/// One file of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The dictionary and the numbers of passages.
    Index,
    /// Where the words of a stretch of the dictionary stand.
    Words(usize),
    /// The passages of some pages.
    Passages(usize),
}

impl Part {
    /// The files for a course of so many pages, whatever is written in them.
    pub fn all(pages: usize) -> impl Iterator<Item = Self> {
        let passages = (0..pages.div_ceil(PAGES_TOGETHER)).map(Self::Passages);
        std::iter::once(Self::Index).chain((0..stretches(pages)).map(Self::Words)).chain(passages)
    }

    /// Its name, by which scripts ask for it.
    pub fn name(self) -> String {
        match self {
            Self::Index => "index".to_owned(),
            Self::Words(number) => format!("w{number}"),
            Self::Passages(number) => format!("p{number}"),
        }
    }
}

/// How many files the postings of a course of so many pages are in.
fn stretches(pages: usize) -> usize {
    pages.div_ceil(PAGES_A_STRETCH)
}

/// A classic script that leaves `value` where `pupitre.shard` looks for it.
pub fn script(part: Part, value: &str) -> String {
    format!("(pupitre.shards||={{}}).{}={value};\n", part.name())
}

/// The passages of one file, as JSON: for each page its address, title and module, then four texts for
/// each passage.
pub fn passages(pages: Pages<'_>, number: usize) -> String {
    let first = number * PAGES_TOGETHER;
    let last = (first + PAGES_TOGETHER).min(pages.count());
    let shown: Vec<Value> =
        (first..last).map(|number| pages.listed(number).map_or(json!([]), |listed| page(pages, &listed))).collect();
    safe(&json!(shown))
}

fn page(pages: Pages<'_>, listed: &Listed<'_>) -> Value {
    let top = crate::model::url::SitePath::index();
    let href = top.link_to(listed.url.unwrap_or(&top));
    let mut texts: Vec<Value> = vec![href.into(), listed.title.into(), listed.module.into()];
    for mut passage in pages.passages(listed) {
        if passage.kind == Kind::Page && passage.text.is_empty() {
            listed.description.unwrap_or_default().clone_into(&mut passage.text);
        }
        let kind = match passage.kind {
            Kind::Page => 0,
            Kind::Section => 1,
            Kind::Term => 2,
            Kind::Question => 3,
        };
        texts.extend([kind.into(), passage.id.into(), passage.heading.into(), passage.text.trim_end().into()]);
    }
    texts.into()
}

/// JSON that may stand in a script within a page as well.
fn safe(value: &Value) -> String {
    value.to_string().replace("</", "<\\/").replace("<!--", "<\\u0021--")
}
