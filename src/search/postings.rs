//! Where each word stands.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use serde_json::json;

use super::page::Texts;
use super::passage::{Kind, Passage};
use super::{code, common, mark, stretches, word};

/// What parts the postings of one word from those of the next.
const NEXT: char = '~';

/// How much a word says of a passage, by where it stands there: once in the text, several times or in a
/// question, in the heading, in the title of the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Once,
    Several,
    Heading,
    Title,
}

/// The dictionary and the postings of a course.
pub struct Index {
    /// As JSON.
    dictionary: String,
    /// As JSON, in the order of the dictionary.
    stretches: Vec<String>,
}

impl Index {
    /// The index of so many pages of this language, whose texts are in parts of these marks.
    pub fn new<'t>(lang: &str, pages: usize, texts: impl Iterator<Item = &'t Texts>, marks: &[String]) -> Self {
        let common = common::words(lang);
        let mut writer = Writer { common: common.split(' ').collect(), ..Writer::default() };
        let mut counts = String::new();
        for page in texts {
            code::push(&mut counts, page.passages.len() as u32);
            for passage in &page.passages {
                writer.add(passage);
            }
        }
        let words = writer.finish();
        let (firsts, stretches) = cut(&words, stretches(pages));
        let stretch_marks: Vec<String> = stretches.iter().map(|stretch| mark(stretch)).collect();
        let dictionary = json!({
            "lang": lang,
            "common": common,
            "pages": counts,
            "firsts": firsts,
            "marks": { "w": stretch_marks.join(" "), "p": marks.join(" ") },
            "words": front_coded(words.keys()),
        });
        Self { dictionary: dictionary.to_string(), stretches }
    }

    /// The dictionary as JSON.
    pub fn dictionary(&self) -> &str {
        &self.dictionary
    }

    /// The postings of one stretch of the dictionary as JSON.
    pub fn stretch(&self, number: usize) -> &str {
        self.stretches.get(number).map_or("\"\"", String::as_str)
    }
}

type Words = BuildHasherDefault<WordHasher>;

#[derive(Default)]
struct Writer<'c> {
    common: HashSet<&'c str>,
    /// The place in `lists` of each word as it is written; nothing for what has no letter left.
    known: HashMap<String, Option<usize>, Words>,
    places: HashMap<String, usize>,
    lists: Vec<List>,
    /// The number of the next passage.
    passage: u32,
}

/// The passages of a word: the last of them is not written yet, since the word may come again.
struct List {
    is_common: bool,
    written: String,
    /// The first passage whose number was not passed yet.
    next: u32,
    last: Option<(u32, Weight)>,
}

impl Writer<'_> {
    fn add(&mut self, passage: &Passage) {
        // A question is a sentence, and says little of what it asks.
        let weight = match passage.kind {
            Kind::Page => Weight::Title,
            Kind::Section | Kind::Term => Weight::Heading,
            Kind::Question => Weight::Several,
        };
        self.text(&passage.heading, weight);
        self.text(&passage.text, Weight::Once);
        self.passage += 1;
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
                list.add(self.passage, weight);
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
        self.lists.push(List { is_common, written: String::new(), next: 0, last: None });
        self.places.insert(folded, self.lists.len() - 1);
        self.lists.len() - 1
    }

    /// The postings of each word that has any, in the order of the dictionary.
    fn finish(mut self) -> BTreeMap<String, String> {
        let mut words = BTreeMap::new();
        for (word, place) in self.places {
            let list = &mut self.lists[place];
            list.write_last();
            if !list.written.is_empty() {
                words.insert(word, std::mem::take(&mut list.written));
            }
        }
        words
    }
}

impl List {
    fn add(&mut self, passage: u32, weight: Weight) {
        match &mut self.last {
            Some((last, before)) if *last == passage => *before = weight.max(*before).max(Weight::Several),
            _ => {
                self.write_last();
                self.last = Some((passage, weight));
            }
        }
    }

    fn write_last(&mut self) {
        let Some((passage, weight)) = self.last else { return };
        code::push(&mut self.written, (passage - self.next) * 4 + weight as u32);
        self.next = passage + 1;
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

/// The postings in so many stretches of about one length, and the number of the first word of each.
fn cut(words: &BTreeMap<String, String>, count: usize) -> (Vec<usize>, Vec<String>) {
    let total: usize = words.values().map(|list| list.len() + 1).sum();
    let mut firsts = Vec::with_capacity(count);
    let mut stretches: Vec<String> = Vec::with_capacity(count);
    let mut length = 0;
    for (number, list) in words.values().enumerate() {
        if length * count >= total * stretches.len() && stretches.len() < count {
            firsts.push(number);
            stretches.push(String::new());
        }
        length += list.len() + 1;
        if let Some(stretch) = stretches.last_mut() {
            stretch.push_str(list);
            stretch.push(NEXT);
        }
    }
    let quoted = |stretch: String| format!("\"{}\"", stretch.trim_end_matches(NEXT));
    (firsts, stretches.into_iter().map(quoted).collect())
}

/// The words in their order, each as a capital letter, which says how many characters it shares with the
/// one before, and the rest of it. No folded word holds such a letter.
fn front_coded<'w>(words: impl Iterator<Item = &'w String>) -> String {
    const MOST: usize = 25;
    let mut coded = String::new();
    let mut before = "";
    for word in words {
        let pairs = word.chars().zip(before.chars()).take(MOST);
        let shared = pairs.take_while(|(one, other)| one == other).count();
        coded.push(char::from(b'A' + shared as u8));
        coded.extend(word.chars().skip(shared));
        before = word;
    }
    coded
}
