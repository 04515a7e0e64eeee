//! The sentences of a prompt, word by word.

use crate::model::fragment::Fragment;
use crate::parse::markdown::{self, Manner, Node, Run};
use crate::source::Span;

/// A stretch between two of `. ; : ! ?`, without what it quotes.
#[derive(Default)]
pub(super) struct Sentence {
    /// Its words.
    pub(super) words: Vec<Word>,
    /// The sign that ends it; none at the end of a block.
    pub(super) end: Option<char>,
}

/// One word.
pub(super) struct Word {
    /// As written.
    pub(super) written: String,
    /// Without case and accents; `isn't` is `isnt`.
    pub(super) folded: String,
    /// Where it stands.
    pub(super) span: Span,
    /// Whether it is bold, italic or in capitals.
    pub(super) emphasised: bool,
    /// Whether it is the first behind a comma.
    pub(super) after_comma: bool,
}

impl Word {
    /// Whether it is one of `words`.
    pub(super) fn is_in(&self, words: &[&str]) -> bool {
        words.contains(&self.folded.as_str())
    }
}

/// The sentences of `fragment`.
pub(super) fn sentences(nodes: &[Node<'_>], fragment: Fragment) -> Vec<Sentence> {
    let mut reader = Reader { done: Vec::new(), sentence: Sentence::default(), quoted: None, after_comma: false };
    for run in markdown::runs(nodes, fragment) {
        match run.manner {
            Manner::BlockEnd => reader.end(None),
            Manner::Code => {}
            Manner::Plain | Manner::Emphasised => reader.read(&run),
        }
    }
    reader.end(None);
    reader.done
}

struct Reader {
    done: Vec<Sentence>,
    sentence: Sentence,
    /// What closes the quotation that is open.
    quoted: Option<char>,
    after_comma: bool,
}

impl Reader {
    fn end(&mut self, sign: Option<char>) {
        self.sentence.end = sign;
        self.done.push(std::mem::take(&mut self.sentence));
        (self.quoted, self.after_comma) = (None, false);
    }

    fn read(&mut self, run: &Run<'_>) {
        let mut at = 0;
        while let Some(c) = run.text[at..].chars().next() {
            if self.quoted.is_some() {
                self.quoted = self.quoted.filter(|close| *close != c);
            } else if c.is_alphanumeric() {
                let end = word_end(run.text, at);
                self.push(run, at, end);
                at = end;
                continue;
            } else {
                match c {
                    '«' => self.quoted = Some('»'),
                    '“' => self.quoted = Some('”'),
                    '"' => self.quoted = Some('"'),
                    ',' => self.after_comma = true,
                    '.' | ';' | ':' | '!' | '?' | '…' => self.end(Some(c)),
                    _ => {}
                }
            }
            at += c.len_utf8();
        }
    }

    fn push(&mut self, run: &Run<'_>, start: usize, end: usize) {
        let written = &run.text[start..end];
        let is_exact = run.span.range().len() == run.text.len();
        let place = Span { start: start as u32, end: end as u32 };
        let capitals = written.chars().count() > 1 && !written.chars().any(char::is_lowercase);
        self.sentence.words.push(Word {
            written: written.to_owned(),
            folded: super::super::words::words(written).replace(' ', ""),
            span: if is_exact { place.shifted(run.span.start) } else { run.span },
            emphasised: run.manner == Manner::Emphasised || capitals,
            after_comma: std::mem::take(&mut self.after_comma),
        });
    }
}

/// Where the word that begins at `start` ends: an English contraction is one word.
fn word_end(text: &str, start: usize) -> usize {
    let length =
        |from: usize| text[from..].chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    let end = start + length(start);
    let Some(quote) = text[end..].chars().next().filter(|c| matches!(c, '\'' | '’')) else { return end };
    let after = end + quote.len_utf8();
    let contracted = text[start..end].ends_with(['n', 'N']) && matches!(&text[after..after + length(after)], "t" | "T");
    if contracted { after + 1 } else { end }
}
