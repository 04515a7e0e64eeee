//! Course to search: what scripts need to find a passage by its words, in files that each hold a part of
//! it, so that a search loads little of a large course.
//!
//! - `index` holds the dictionary, every word of the course as [`word::folded`], what hyphens join as one
//!   word more, and how many passages each page has. It is loaded with the first search.
//! - `w0`, `w1` … say in which passages the words of a stretch of the dictionary stand.
//! - `p0`, `p1` … hold the passages of some pages each: they are loaded for the results to be shown.
//!
//! A browser may have kept some of them while the course went on: `index` says the mark of each of the
//! others, which each has too, so that no search mixes two states of the course.
//!
//! How words are put together again from what is typed (inflections, slips) is the scripts' alone:
//! `themes/default/static/js/search/`. Both sides fold alike, and `tests/search/fold.txt` holds them to it.

pub mod page;
pub mod passage;
pub mod postings;
pub mod word;
pub mod common;
mod code;

use std::sync::OnceLock;

use page::{Pages, Texts};
use passage::Kind;
use postings::Index;
use xxhash_rust::xxh3::xxh3_64;

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

/// What the files of one course are made from. Each text is read when the first file needs it, by
/// whichever thread.
pub struct Search {
    texts: Vec<OnceLock<Vec<Texts>>>,
    index: OnceLock<Index>,
}

impl Search {
    /// That of as many pages, none of them read yet.
    pub fn new(pages: Pages<'_>) -> Self {
        let texts = (0..pages.count().div_ceil(PAGES_TOGETHER)).map(|_| OnceLock::new());
        Self { texts: texts.collect(), index: OnceLock::new() }
    }

    /// A classic script that leaves a part where `pupitre.shard` looks for it.
    pub fn script(&self, pages: Pages<'_>, part: Part) -> String {
        let mut script = format!("(pupitre.shards||={{}}).{}=", part.name());
        match part {
            Part::Index => script.push_str(self.index(pages).dictionary()),
            Part::Words(number) => push_marked(&mut script, self.index(pages).stretch(number)),
            Part::Passages(number) => push_marked(&mut script, &passages(self.texts(pages, number))),
        }
        script.push_str(";\n");
        script
    }

    fn index(&self, pages: Pages<'_>) -> &Index {
        self.index.get_or_init(|| {
            let texts = || (0..self.texts.len()).map(|number| self.texts(pages, number));
            let marks: Vec<String> = texts().map(|texts| mark(&passages(texts))).collect();
            Index::new(&pages.course.identity.lang, pages.count(), texts().flatten(), &marks)
        })
    }

    /// The texts of the pages whose passages share the file of this number.
    fn texts(&self, pages: Pages<'_>, number: usize) -> &[Texts] {
        let read = || {
            let first = number * PAGES_TOGETHER;
            (first..(first + PAGES_TOGETHER).min(pages.count())).map(|number| pages.texts(number)).collect()
        };
        self.texts.get(number).map_or(&[], |texts| texts.get_or_init(read))
    }
}

/// What a part of this content is known by: equal for equal ones.
fn mark(json: &str) -> String {
    format!("{:08x}", xxh3_64(json.as_bytes()) as u32)
}

/// Adds a part, its mark before it.
fn push_marked(out: &mut String, json: &str) {
    out.extend(["[\"", &mark(json), "\",", json, "]"]);
}

/// The passages of some pages as JSON: for each its address, title and module, then what each passage is,
/// its anchor, its heading and its text.
fn passages(pages: &[Texts]) -> String {
    let mut out = String::new();
    for (number, page) in pages.iter().enumerate() {
        out.push(if number == 0 { '[' } else { ',' });
        out.push('[');
        push(&mut out, &page.href);
        for text in [&page.title, &page.module] {
            out.push(',');
            push(&mut out, text);
        }
        for passage in &page.passages {
            out.push_str(match passage.kind {
                Kind::Page => ",0",
                Kind::Section => ",1",
                Kind::Term => ",2",
                Kind::Question => ",3",
            });
            let text =
                if passage.kind == Kind::Page && passage.text.is_empty() { &page.description } else { &passage.text };
            for text in [&passage.id, &passage.heading, text.trim_end()] {
                out.push(',');
                push(&mut out, text);
            }
        }
        out.push(']');
    }
    out.push(']');
    out
}

/// Adds a text as JSON that may stand in a script within a page as well.
fn push(out: &mut String, text: &str) {
    let json = serde_json::to_string(text).unwrap_or_default();
    if json.contains('<') {
        out.push_str(&json.replace('<', "\\u003c"));
    } else {
        out.push_str(&json);
    }
}
