//! Texts to where each word stands in them.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::page::Texts;
use super::passage::Kind;
use super::{code, common, word};

/// How much a word says of a passage, by where it stands there: once in the text, several times or in a
/// question, in the heading, in the title of the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Once,
    Several,
    Heading,
    Title,
}

type Words = BuildHasherDefault<WordHasher>;

/// What has been read of consecutive pages.
pub struct Reading {
    common: HashSet<&'static str>,
    /// The place in `lists` of each word as it is written; nothing for what has no letter left.
    known: HashMap<String, Option<usize>, Words>,
    places: HashMap<String, usize, Words>,
    lists: Vec<List>,
    /// How many passages there are, the number of the next.
    passages: u32,
    /// How many each page has.
    pub(super) counts: String,
    /// The mark of each part.
    pub(super) marks: Vec<String>,
}

/// The passages of a word. The first of them is not written yet, since others may come before, nor the last,
/// since the word may come again.
struct List {
    is_common: bool,
    first: Option<Posting>,
    written: String,
    /// The first passage whose number was not passed yet.
    next: u32,
    last: Option<Posting>,
}

#[derive(Clone, Copy)]
struct Posting {
    passage: u32,
    weight: Weight,
}

impl Reading {
    /// Nothing yet, of a course in this language.
    pub fn new(lang: &str) -> Self {
        Self {
            common: common::words(lang).split(' ').collect(),
            known: HashMap::default(),
            places: HashMap::default(),
            lists: Vec::new(),
            passages: 0,
            counts: String::new(),
            marks: Vec::new(),
        }
    }

    /// Reads on: the pages whose texts are in a part of this mark.
    pub fn add(&mut self, pages: &[Texts], mark: String) {
        self.marks.push(mark);
        for page in pages {
            code::push(&mut self.counts, page.passages.len() as u32);
            for passage in &page.passages {
                // A question is a sentence, and says little of what it asks.
                let weight = match passage.kind {
                    Kind::Page => Weight::Title,
                    Kind::Section | Kind::Term => Weight::Heading,
                    Kind::Question => Weight::Several,
                };
                self.text(&passage.heading, weight);
                self.text(&passage.text, Weight::Once);
                self.passages += 1;
            }
        }
    }

    /// This, and what has been read of the pages that follow.
    #[must_use]
    pub fn and(mut self, later: Self) -> Self {
        if self.marks.is_empty() {
            return later;
        }
        let mut lists: Vec<Option<List>> = later.lists.into_iter().map(Some).collect();
        for (word, place) in later.places {
            let Some(list) = lists[place].take() else { continue };
            let place = self.place(word);
            self.lists[place].append(list, self.passages);
        }
        self.passages += later.passages;
        self.counts.push_str(&later.counts);
        self.marks.extend(later.marks);
        self
    }

    fn text(&mut self, text: &str, weight: Weight) {
        for word in word::words(text).chain(word::compounds(text)) {
            let place = match self.known.get(word) {
                Some(place) => *place,
                None => self.learn(word),
            };
            let Some(place) = place else { continue };
            let list = &mut self.lists[place];
            // Of the most common words, those of headings and questions are found, and no others.
            if !list.is_common || weight > Weight::Once {
                list.add(Posting { passage: self.passages, weight });
            }
        }
    }

    fn learn(&mut self, word: &str) -> Option<usize> {
        let folded = word::folded(word);
        let place = (!folded.is_empty() && self.tells(word)).then(|| self.place(folded));
        self.known.insert(word.to_owned(), place);
        place
    }

    /// A compound of common words tells nothing: est-ce, peut-être.
    fn tells(&self, word: &str) -> bool {
        let mut parts = word::words(word).peekable();
        let is_common = |part: &str| self.common.contains(word::folded(part).as_str());
        parts.peek() == Some(&word) || !parts.all(is_common)
    }

    fn place(&mut self, folded: String) -> usize {
        if let Some(place) = self.places.get(&folded) {
            return *place;
        }
        let is_common = self.common.contains(folded.as_str());
        self.lists.push(List { is_common, first: None, written: String::new(), next: 0, last: None });
        self.places.insert(folded, self.lists.len() - 1);
        self.lists.len() - 1
    }

    /// The postings of each word that has any, in the order of the dictionary.
    pub fn words(mut self) -> Vec<(String, String)> {
        let mut words: Vec<(String, String)> = Vec::with_capacity(self.lists.len());
        for (word, place) in self.places {
            let written = self.lists[place].finish();
            if !written.is_empty() {
                words.push((word, written));
            }
        }
        words.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        words
    }
}

impl List {
    fn add(&mut self, posting: Posting) {
        let Some(before) = self.last.as_mut().or(self.first.as_mut()) else {
            self.first = Some(posting);
            self.next = posting.passage + 1;
            return;
        };
        if before.passage == posting.passage {
            before.weight = posting.weight.max(before.weight).max(Weight::Several);
        } else {
            self.write_last();
            self.last = Some(posting);
        }
    }

    /// Adds the passages of the word behind so many others.
    fn append(&mut self, later: Self, behind: u32) {
        let shifted = |posting: Posting| Posting { passage: posting.passage + behind, ..posting };
        let Some(first) = later.first else { return };
        self.add(shifted(first));
        let Some(last) = later.last else { return };
        self.write_last();
        if self.written.is_empty() {
            self.written = later.written;
        } else {
            self.written.push_str(&later.written);
        }
        self.next = later.next + behind;
        self.last = Some(shifted(last));
    }

    fn write_last(&mut self) {
        let Some(posting) = self.last.take() else { return };
        posting.push(&mut self.written, self.next);
        self.next = posting.passage + 1;
    }

    fn finish(&mut self) -> String {
        self.write_last();
        let mut written = String::new();
        if let Some(first) = self.first {
            first.push(&mut written, 0);
        }
        written.push_str(&std::mem::take(&mut self.written));
        written
    }
}

impl Posting {
    /// Adds it, counted from the first passage that may follow.
    fn push(self, out: &mut String, next: u32) {
        code::push(out, (self.passage - next) * 4 + self.weight as u32);
    }
}

/// FNV-1a: words are short, and every word of a course passes here.
struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Reading, Texts};
    use crate::search::passage::Passage;

    fn page(texts: &[(&str, &str)]) -> Texts {
        let passages = texts.iter().enumerate().map(|(number, (heading, text))| Passage {
            kind: if number == 0 { Kind::Page } else { Kind::Section },
            id: String::new(),
            heading: (*heading).to_owned(),
            text: (*text).to_owned(),
        });
        Texts { passages: passages.collect(), ..Texts::default() }
    }

    fn read(parts: &[Texts]) -> Reading {
        let mut reading = Reading::new("fr");
        for part in parts {
            reading.add(std::slice::from_ref(part), part.passages.len().to_string());
        }
        reading
    }

    #[test]
    fn runs_of_pages_put_together_are_as_if_read_in_one() {
        let pages = [
            page(&[("Accueil", "Écoute, accueil"), ("Le rappel", "rappel du rappel")]),
            page(&[]),
            page(&[("Réseau", "l'accueil")]),
            page(&[("Suite", "rappel"), ("Réseau", "accueil accueil"), ("", "neuf"), ("", "accueil rappel")]),
            page(&[("Accueil", "réseau"), ("", "rappel")]),
        ];
        let told =
            |reading: Reading| (reading.passages, reading.counts.clone(), reading.marks.clone(), reading.words());
        let whole = told(read(&pages));
        assert_eq!(whole.0, 9);
        for second in 0..=pages.len() {
            for third in second..=pages.len() {
                let runs = || [read(&pages[..second]), read(&pages[second..third]), read(&pages[third..])];
                let [one, two, three] = runs();
                assert_eq!(told(one.and(two).and(three)), whole, "{second} {third}");
                let [one, two, three] = runs();
                assert_eq!(told(one.and(two.and(three))), whole, "{second} {third}");
            }
        }
    }
}
