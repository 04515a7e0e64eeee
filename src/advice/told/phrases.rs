//! Phrases that are looked for in texts, all at a time.

use std::collections::HashMap;

/// Words of the longest phrase that is looked for.
const MOST_WORDS: usize = 16;

/// Phrases made by [`words`](super::words), each with a number. Only hashes of them are kept.
#[derive(Default)]
pub(super) struct Phrases {
    numbers: HashMap<u64, usize>,
    /// By a first word, of how many words the phrases are that begin with it.
    lengths: HashMap<u64, Vec<usize>>,
}

impl Phrases {
    /// The number of `phrase`, unless there is too little or too much of it.
    pub(super) fn add(&mut self, phrase: &str) -> Option<usize> {
        let length = phrase.split(' ').count();
        if phrase.is_empty() || length > MOST_WORDS {
            return None;
        }
        let lengths = self.lengths.entry(hash(first(phrase))).or_default();
        if !lengths.contains(&length) {
            lengths.push(length);
        }
        let next = self.numbers.len();
        Some(*self.numbers.entry(hash(phrase)).or_insert(next))
    }

    /// The phrases that stand in `text`, in whole words.
    pub(super) fn within<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
        starts.flat_map(move |start| {
            let rest = &text[start..];
            let lengths = self.lengths.get(&hash(first(rest))).into_iter().flatten();
            lengths.filter_map(move |length| {
                let mut ends = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]);
                let end = ends.nth(length - 1)?;
                self.numbers.get(&hash(&rest[..end])).copied()
            })
        })
    }
}

fn first(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

fn hash(text: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(text.as_bytes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use super::Phrases;

    #[test]
    fn phrases_are_found_in_whole_words() {
        let mut phrases = Phrases::default();
        let [two, three, one] = ["mot de", "mot de passe", "mots"].map(|phrase| phrases.add(phrase).unwrap());
        let within = |text| phrases.within(text).collect::<Vec<_>>();
        assert_eq!(within("un mot de passe"), [two, three]);
        assert_eq!(within("mot de"), [two]);
        assert_eq!(within("des mots de passe"), [one]);
        assert_eq!(within("un motif de passe"), [0; 0]);
        assert_eq!(within(""), [0; 0]);
        assert_eq!(phrases.add(""), None);
    }
}
