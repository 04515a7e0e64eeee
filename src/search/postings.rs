//! The dictionary and where each word stands, as they are published.

use serde_json::json;

use super::page::Pages;
use super::reading::Reading;
use super::{common, mark, stretches};

/// What parts the postings of one word from those of the next.
const NEXT: char = '~';

/// The dictionary and the postings of a course.
pub struct Index {
    /// As JSON.
    dictionary: String,
    /// As JSON, in the order of the dictionary.
    stretches: Vec<String>,
}

impl Index {
    /// The index of a course, all of whose pages have been read.
    pub fn new(pages: Pages<'_>, mut reading: Reading) -> Self {
        let lang = &pages.course.identity.lang;
        let counts = std::mem::take(&mut reading.counts);
        let marks = reading.marks.join(" ");
        let words = reading.words();
        let (firsts, stretches) = cut(&words, stretches(pages.count()));
        let stretch_marks: Vec<String> = stretches.iter().map(|stretch| mark(stretch.as_bytes())).collect();
        let dictionary = json!({
            "lang": lang,
            "common": common::words(lang),
            "pages": counts,
            "own": pages.count() - pages.own.len(),
            "firsts": firsts,
            "marks": { "w": stretch_marks.join(" "), "p": marks },
            "words": front_coded(words.iter().map(|(word, _)| word)),
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

/// The postings in so many stretches of about one length, and the number of the first word of each.
fn cut(words: &[(String, String)], count: usize) -> (Vec<usize>, Vec<String>) {
    let total: usize = words.iter().map(|(_, list)| list.len() + 1).sum();
    let mut firsts = Vec::with_capacity(count);
    let mut stretches: Vec<String> = Vec::with_capacity(count);
    let mut length = 0;
    for (number, (_, list)) in words.iter().enumerate() {
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
