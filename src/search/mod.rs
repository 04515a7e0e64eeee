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
pub mod reading;
pub mod postings;
pub mod word;
pub mod common;
mod code;

use std::sync::{Mutex, OnceLock, PoisonError};

use page::{Pages, Texts};
use passage::Kind;
use postings::Index;
use rayon::prelude::*;
use reading::Reading;
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

/// What the files of one course are made from. The index is made when the first file needs it, by whichever
/// thread. The passages are read again for a file that is asked for a second time.
pub struct Search {
    /// Those of some pages each as JSON, from when the index was made to when they are asked for.
    passages: Vec<Mutex<Option<Box<[u8]>>>>,
    index: OnceLock<Index>,
}

impl Search {
    /// That of as many pages, none of them read yet.
    pub fn new(pages: Pages<'_>) -> Self {
        let passages = (0..pages.count().div_ceil(PAGES_TOGETHER)).map(|_| Mutex::default());
        Self { passages: passages.collect(), index: OnceLock::new() }
    }

    /// Reads all pages, in parallel, for who asks for every file. Whoever shares the threads with others that
    /// ask for files must have them read before: a thread that waits takes up such work, and would wait for
    /// itself.
    pub fn read(&self, pages: Pages<'_>) {
        let files = self.passages.len();
        let lang = &pages.course.identity.lang;
        let reading = (0..files)
            .into_par_iter()
            // Each run of pages has a dictionary of its own, to be put together with the others.
            .with_min_len(files.div_ceil(rayon::current_num_threads()))
            .fold(|| Reading::new(lang), |reading, number| self.read_on(reading, pages, number))
            .reduce(|| Reading::new(lang), Reading::and);
        // Another may have come first, with the same.
        let _ = self.index.set(Index::new(pages, reading));
    }

    /// A classic script that leaves a part where `pupitre.shard` looks for it.
    pub fn script(&self, pages: Pages<'_>, part: Part) -> Vec<u8> {
        let content = match part {
            Part::Index => self.index(pages).dictionary().as_bytes().to_vec(),
            Part::Words(number) => marked(self.index(pages).stretch(number).as_bytes()),
            Part::Passages(number) => {
                marked(&self.taken(number).unwrap_or_else(|| passages(&texts(pages, number)).into()))
            }
        };
        [format!("(pupitre.shards||={{}}).{}=", part.name()).as_bytes(), &content, b";\n"].concat()
    }

    fn index(&self, pages: Pages<'_>) -> &Index {
        self.index.get_or_init(|| {
            let lang = &pages.course.identity.lang;
            let read_on = |reading, number| self.read_on(reading, pages, number);
            let reading = (0..self.passages.len()).fold(Reading::new(lang), read_on);
            Index::new(pages, reading)
        })
    }

    /// Reads the pages whose passages share the file of this number.
    fn read_on(&self, mut reading: Reading, pages: Pages<'_>, number: usize) -> Reading {
        let texts = texts(pages, number);
        let json = passages(&texts);
        reading.add(&texts, mark(&json));
        *self.passages[number].lock().unwrap_or_else(PoisonError::into_inner) = Some(json.into());
        reading
    }

    fn taken(&self, number: usize) -> Option<Box<[u8]>> {
        self.passages.get(number)?.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The texts of the pages whose passages share the file of this number.
fn texts(pages: Pages<'_>, number: usize) -> Vec<Texts> {
    let first = number * PAGES_TOGETHER;
    (first..(first + PAGES_TOGETHER).min(pages.count())).map(|number| pages.texts(number)).collect()
}

/// What a part of this content is known by: equal for equal ones.
fn mark(json: &[u8]) -> String {
    format!("{:08x}", xxh3_64(json) as u32)
}

/// A part, its mark before it.
fn marked(json: &[u8]) -> Vec<u8> {
    [b"[\"", mark(json).as_bytes(), b"\",", json, b"]"].concat()
}

/// The passages of some pages as JSON: for each its address, title and module, then what each passage is,
/// its anchor, its heading and its text.
fn passages(pages: &[Texts]) -> Vec<u8> {
    let mut out = Vec::with_capacity(room(pages));
    for (number, page) in pages.iter().enumerate() {
        out.push(if number == 0 { b'[' } else { b',' });
        out.push(b'[');
        push(&mut out, &page.href);
        for text in [&page.title, &page.module] {
            out.push(b',');
            push(&mut out, text);
        }
        for passage in &page.passages {
            out.extend_from_slice(match passage.kind {
                Kind::Page => b",0",
                Kind::Section => b",1",
                Kind::Term => b",2",
                Kind::Question => b",3",
            });
            let text =
                if passage.kind == Kind::Page && passage.text.is_empty() { &page.description } else { &passage.text };
            for text in [&passage.id, &passage.heading, text.trim_end()] {
                out.push(b',');
                push(&mut out, text);
            }
        }
        out.push(b']');
    }
    out.push(b']');
    out
}

/// Bytes that these passages take, or a few more: they are kept for a while, and would be so with the room that
/// a growing vector takes.
fn room(pages: &[Texts]) -> usize {
    let passages = || pages.iter().flat_map(|page| &page.passages);
    let texts: usize = passages().map(|passage| passage.id.len() + passage.heading.len() + passage.text.len()).sum();
    texts + texts / 32 + 16 * passages().count() + 256 * pages.len()
}

/// Adds a text as JSON that may stand in a script within a page as well.
fn push(out: &mut Vec<u8>, text: &str) {
    if text.contains('<') {
        let json = serde_json::to_string(text).unwrap_or_default();
        return out.extend_from_slice(json.replace('<', "\\u003c").as_bytes());
    }
    // Neither a text nor memory fails.
    let _ = serde_json::to_writer(out, text);
}
