//! The index of a course: its terms, headings and titles from A to Z, for who has no search.

use std::borrow::Cow;

use rayon::prelude::*;
use serde::Serialize;
use tera::Context;

use super::{Site, page, put};
use crate::model::course::Course;
use crate::model::lesson::{Audience, Block, Heading, Kind, Page};
use crate::model::url::{self, SitePath};

/// Entries beyond which each letter has a page of its own.
const MAX_TOGETHER: usize = 1500;

/// Pages beyond which a heading that they repeat is none of the index: it names a part that each of them has
/// (« À vous de jouer »), and so many entries that say the same lead nowhere.
const MAX_REPEATED: usize = 5;

/// Stands for all that begins with no letter.
const NO_LETTER: char = '0';

/// What stands in the index, and where. It holds places alone, since a preview keeps it: a lesson whose
/// headings or terms are others is assembled with the course (`model::assemble::lesson`).
pub struct Index {
    letters: Vec<Letter>,
    spread: Spread,
}

/// Whether all letters stand on one page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spread {
    Together,
    Apart,
}

struct Letter {
    letter: char,
    entries: Vec<Entry>,
}

/// Something that can be looked up: which page, counted in the order of reading behind the home page, and
/// what of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    page: usize,
    part: Part,
}

/// What a page gives to the index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Title,
    Term(usize),
    Heading(usize),
}

/// A letter as templates see it.
#[derive(Serialize)]
struct LetterView<'c> {
    /// Nothing for what begins with no letter.
    letter: Option<char>,
    id: String,
    href: String,
    current: bool,
    entries: Vec<EntryView<'c>>,
}

#[derive(Serialize)]
struct EntryView<'c> {
    text: &'c str,
    href: String,
    is_term: bool,
    /// The title of its page, where the text leaves open which it is.
    page: Option<&'c str>,
}

/// What an entry says, and where it leads.
struct Place<'c> {
    text: &'c str,
    url: Cow<'c, SitePath>,
    id: &'c str,
    /// The title of the page.
    page: &'c str,
}

/// A page of the course, as the index sees it.
struct Seen<'c> {
    url: Cow<'c, SitePath>,
    title: &'c str,
    kind: Kind,
    text: Option<&'c Page>,
}

impl Index {
    /// The index of a course, whose pages are read in the order `sequence`.
    pub(super) fn new(course: &Course, sequence: &[(usize, Option<usize>)]) -> Self {
        let keyed = |at: usize| {
            let entries = entries(course, sequence, at).into_iter();
            let keyed = entries.filter_map(|entry| {
                let text = place(course, sequence, entry)?.text;
                Some((key(text, &course.identity.lang), text, entry))
            });
            keyed.collect::<Vec<_>>()
        };
        let mut all: Vec<_> = (0..=sequence.len()).into_par_iter().flat_map_iter(keyed).collect();
        all.par_sort();
        // A page that says a thing twice says it first where it is defined.
        all.dedup_by(|(_, text, entry), (_, other, kept)| text == other && entry.page == kept.page);
        let all: Vec<_> = all.chunk_by(|(_, one, _), (_, other, _)| one == other).flat_map(sparse).collect();
        let spread = if all.len() > MAX_TOGETHER { Spread::Apart } else { Spread::Together };
        let mut letters: Vec<Letter> = Vec::new();
        for (key, _, entry) in all {
            let letter = key.chars().next().filter(char::is_ascii_alphabetic).unwrap_or(NO_LETTER);
            match letters.last_mut().filter(|last| last.letter == letter) {
                Some(last) => last.entries.push(*entry),
                None => letters.push(Letter { letter, entries: vec![*entry] }),
            }
        }
        Self { letters, spread }
    }

    /// The pages of the letters, if they have pages of their own.
    pub(super) fn pages(&self) -> impl Iterator<Item = SitePath> {
        let apart = self.letters.iter().filter(|_| self.spread == Spread::Apart);
        apart.map(|letter| SitePath::letter(letter.letter))
    }
}

impl Site<'_> {
    /// The page of one letter.
    pub(super) fn letter(&self, path: &SitePath, at: usize) -> tera::TeraResult<Vec<u8>> {
        let strings = &self.frame.theme.strings;
        let string = |key: &str| strings.get(key).cloned().unwrap_or_else(|| key.to_owned());
        let name = match self.frame.letters.letters[at].letter {
            NO_LETTER => string("index_no_letter"),
            letter => letter.to_ascii_uppercase().to_string(),
        };
        let title = string("index_letter").replace("{letter}", &name);
        let mut cx = page(&self.view("a-z", &title, path));
        self.put_letters(&mut cx, path, Some(at));
        self.rendered("a-z", &cx)
    }

    /// All letters, with their entries unless they have pages of their own.
    pub(super) fn put_index(&self, cx: &mut Context, path: &SitePath) {
        self.put_letters(cx, path, None);
    }

    fn put_letters(&self, cx: &mut Context, path: &SitePath, current: Option<usize>) {
        let Index { letters, spread } = &self.frame.letters;
        let view = |(at, Letter { letter, entries }): (usize, &Letter)| {
            let id = format!("_{letter}");
            let is_shown = *spread == Spread::Together || current == Some(at);
            LetterView {
                letter: Some(letter.to_ascii_uppercase()).filter(|_| *letter != NO_LETTER),
                href: match spread {
                    Spread::Together => format!("#{id}"),
                    Spread::Apart => path.link_to(&SitePath::letter(*letter)),
                },
                id,
                current: current == Some(at),
                entries: if is_shown { self.entries(path, entries) } else { Vec::new() },
            }
        };
        put(cx, "letters", &letters.iter().enumerate().map(view).collect::<Vec<_>>());
    }

    fn entries<'s>(&'s self, path: &SitePath, entries: &[Entry]) -> Vec<EntryView<'s>> {
        let place = |entry: &Entry| Some((place(self.course, &self.frame.sequence, *entry)?, entry.part));
        let places: Vec<_> = entries.iter().filter_map(place).collect();
        let says = |at: Option<usize>, text: &str| {
            at.and_then(|at| places.get(at)).is_some_and(|(other, _)| other.text.eq_ignore_ascii_case(text))
        };
        let view = |(at, (place, part)): (usize, &(Place<'s>, Part))| EntryView {
            text: place.text,
            href: match place.id {
                "" => path.link_to(&place.url),
                id => format!("{}#{}", path.link_to(&place.url), url::encode(id)),
            },
            is_term: matches!(part, Part::Term(_)),
            page: (says(at.checked_sub(1), place.text) || says(Some(at + 1), place.text)).then_some(place.page),
        };
        places.iter().enumerate().map(view).collect()
    }
}

/// The page at this place: the home page, or the one before it in the order of reading.
fn seen<'c>(course: &'c Course, sequence: &[(usize, Option<usize>)], at: usize) -> Option<Seen<'c>> {
    let Some(before) = at.checked_sub(1) else {
        let (url, title) = (Cow::Owned(SitePath::index()), &course.identity.title);
        return Some(Seen { url, title, kind: Kind::Lesson, text: course.home.as_ref() });
    };
    let (module, lesson) = *sequence.get(before)?;
    let module = course.modules.get(module)?;
    let Some(lesson) = lesson else {
        let (url, title) = (Cow::Borrowed(&module.url), &module.title);
        return Some(Seen { url, title, kind: Kind::Lesson, text: module.page.as_ref() });
    };
    let lesson = module.lessons.get(lesson)?;
    let (url, title) = (Cow::Borrowed(&lesson.url), &lesson.title);
    Some(Seen { url, title, kind: lesson.kind, text: Some(&lesson.page) })
}

/// What a page gives to the index: a test, its title alone.
fn entries(course: &Course, sequence: &[(usize, Option<usize>)], at: usize) -> Vec<Entry> {
    let Some(page) = seen(course, sequence, at) else { return Vec::new() };
    // The home page has the title of the course, which is on every page.
    let mut parts: Vec<Part> = (at > 0).then_some(Part::Title).into_iter().collect();
    if let Some(text) = page.text.filter(|_| page.kind == Kind::Lesson) {
        parts.extend((0..text.terms.len()).map(Part::Term));
        let headings = text.headings.iter().enumerate().filter(|(_, heading)| is_entry(text, heading));
        parts.extend(headings.map(|(at, _)| Part::Heading(at)));
    }
    parts.into_iter().map(|part| Entry { page: at, part }).collect()
}

/// Entries that say the same, one of each page, without the headings if there are too many of them.
fn sparse<'e, 't>(same: &'e [(String, &'t str, Entry)]) -> impl Iterator<Item = &'e (String, &'t str, Entry)> {
    let is_heading = |(.., entry): &(String, &str, Entry)| matches!(entry.part, Part::Heading(_));
    let is_dense = same.iter().filter(|one| is_heading(one)).count() > MAX_REPEATED;
    same.iter().filter(move |one| !is_dense || !is_heading(one))
}

/// Whether a heading is one of the text: a question is no entry. The trainer's are not in the contents
/// of the page, but here.
fn is_entry(page: &Page, heading: &Heading) -> bool {
    let trainers = || page.sections.iter().filter(|section| section.audience == Audience::Trainer);
    let holds = |block: &Block| matches!(block, Block::Prose(text) if (text.first..text.last).contains(&heading.event));
    heading.listed || trainers().flat_map(|section| &section.blocks).any(holds)
}

fn place<'c>(course: &'c Course, sequence: &[(usize, Option<usize>)], entry: Entry) -> Option<Place<'c>> {
    let Seen { url, title, text: page, .. } = seen(course, sequence, entry.page)?;
    let (text, id) = match entry.part {
        Part::Title => (title, ""),
        Part::Term(at) => page?.terms.get(at).map(|term| (term.text.as_str(), term.id.as_str()))?,
        Part::Heading(at) => page?.headings.get(at).map(|heading| (heading.text.as_str(), heading.id.as_str()))?,
    };
    Some(Place { text, url, id, page: title })
}

/// What an entry is sorted by: letters without accents, word by word, without the signs and the article in
/// front, numbers by what they are worth.
fn key(text: &str, lang: &str) -> String {
    let slug = url::slug(text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let articles: &[&str] = match lang.get(..2) {
        Some("fr") => &["l-", "le-", "la-", "les-", "un-", "une-", "des-"],
        Some("en") => &["the-", "a-", "an-"],
        _ => &[],
    };
    let bare = articles.iter().find_map(|article| slug.strip_prefix(article)).unwrap_or(&slug);
    let words = bare.split('-').map(|word| match word.parse::<u32>() {
        Ok(number) => format!("{number:010}"),
        Err(_) => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}
