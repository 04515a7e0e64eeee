//! A question that tells another's answer, word for word.

mod phrases;
mod texts;

use std::collections::{HashMap, HashSet};

use super::Page;
use super::words::words;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::quiz::{Answer, Fill, NumberRange, Question, ShortText};
use crate::source::Span;
use phrases::Phrases;
use texts::{Text, texts};

/// Reports the first place of the page that tells an answer, once for each answer. Explanations and
/// feedback do not count: what one has learnt by answering is one's own.
pub(super) fn advise(page: &Page<'_>) -> Vec<Diagnostic> {
    if page.questions.len() < 2 {
        return Vec::new();
    }
    let mut answers = Answers::default();
    for (owner, question) in page.questions.iter().enumerate() {
        answers.add(page, owner, question);
    }
    if answers.list.is_empty() {
        return Vec::new();
    }
    let questions = page.questions.iter().enumerate();
    questions.flat_map(|(asked, question)| told(page, &mut answers, asked, &texts(page, asked, question))).collect()
}

/// The answers that `texts`, those of the question `asked`, are the first to tell.
fn told(page: &Page<'_>, answers: &mut Answers, asked: usize, texts: &[Text]) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let mut found: Vec<(usize, &Text)> = Vec::new();
    for text in texts {
        let fresh = answers.phrases.within(&text.words).filter(|phrase| seen.insert(*phrase));
        found.extend(fresh.map(|phrase| (phrase, text)));
    }
    let mut diagnostics = Vec::new();
    for (phrase, text) in found {
        let Some(answer) = answers.list.get(&phrase).filter(|answer| answer.owner != asked) else { continue };
        let is_right_here = answers.right.contains(&(asked, phrase));
        // A text that holds a wrong option as well speaks of the options.
        if answer.kind == Kind::Chosen && is_right_here || answer.wrong.iter().any(|wrong| seen.contains(wrong)) {
            continue;
        }
        if text.plain(page).is_some_and(|plain| answers.phrases.within(&plain).all(|other| other != phrase)) {
            continue;
        }
        let told = page.diagnostic(Code::AdviceTold, text.span).related(page.place(answer.span));
        diagnostics.push(told.with("found", &answer.written));
        answers.list.remove(&phrase);
    }
    diagnostics
}

/// The answers of a page that are long enough not to be met by chance.
#[derive(Default)]
struct Answers {
    phrases: Phrases,
    /// By phrase, those that have not been told yet.
    list: HashMap<usize, Told>,
    /// In which questions which phrase is a right option.
    right: HashSet<(usize, usize)>,
}

/// An answer that is looked for in the other questions.
struct Told {
    owner: usize,
    kind: Kind,
    written: String,
    span: Span,
    /// The wrong options beside it.
    wrong: Vec<usize>,
}

/// An option as it is looked for.
struct Seen<'p> {
    written: &'p str,
    essence: &'p str,
    right: bool,
    span: Span,
}

/// How an answer is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It stands among others for all to read.
    Chosen,
    Typed,
}

/// Options beyond which a question is not looked at: each right one is kept with each wrong one.
const MOST_OPTIONS: usize = 50;

impl Answers {
    fn add(&mut self, page: &Page<'_>, owner: usize, question: &Question) {
        let whole = page.heading(question);
        match &question.answer {
            Answer::Choice(choice) => {
                let mut options = Vec::new();
                for (option, words) in choice.options().iter().zip(&page.options[owner]) {
                    let (written, essence) = (&*option.item.plain, essence(words));
                    options.push(Seen { written, essence, right: option.right, span: option.item.span });
                }
                self.chosen(owner, &options);
            }
            Answer::Text(text) => self.typed(owner, text, whole),
            Answer::Number(number) => number.accepted.iter().for_each(|range| self.number(owner, range, whole)),
            Answer::Cloze(cloze) => cloze.gaps.iter().for_each(|gap| match &gap.fill {
                Fill::Text(text) => self.typed(owner, text, gap.span),
                Fill::Number(range) => self.number(owner, range, gap.span),
                Fill::DropDown { choices, right } => {
                    let folded: Vec<String> = choices.iter().map(|choice| words(choice)).collect();
                    let mut options = Vec::new();
                    for (at, words) in folded.iter().enumerate() {
                        let (written, essence) = (&*choices[at], essence(words));
                        options.push(Seen { written, essence, right: at == *right, span: gap.span });
                    }
                    self.chosen(owner, &options);
                }
            }),
            Answer::Ordering(_) | Answer::Matching(_) | Answer::Open => {}
        }
    }

    /// One of several that all can read counts if it is a phrase.
    fn chosen(&mut self, owner: usize, options: &[Seen<'_>]) {
        let is_phrase = |option: &&Seen<'_>| option.essence.split(' ').count() >= 3 && letters(option.essence) >= 12;
        let right: Vec<&Seen<'_>> = options.iter().filter(|option| option.right).filter(is_phrase).collect();
        if right.is_empty() || options.len() > MOST_OPTIONS {
            return;
        }
        let wrong = options.iter().filter(|option| !option.right);
        let wrong: Vec<usize> = wrong.filter_map(|option| self.phrases.add(option.essence)).collect();
        for Seen { written, essence, span, .. } in right {
            let Some(phrase) = self.phrases.add(essence) else { continue };
            self.right.insert((owner, phrase));
            self.list.entry(phrase).or_insert_with(|| Told {
                owner,
                kind: Kind::Chosen,
                written: (*written).to_owned(),
                span: *span,
                wrong: wrong.clone(),
            });
        }
    }

    /// A word will do, if it is not an answer to anything.
    fn typed(&mut self, owner: usize, text: &ShortText, span: Span) {
        for written in &text.accepted {
            let words = words(written);
            let word = essence(&words);
            if letters(word) >= 5 && !COMMON.contains(&word) {
                self.insert(owner, word, written, span);
            }
        }
    }

    /// A number of two figures or more with its unit, not a range.
    fn number(&mut self, owner: usize, range: &NumberRange, span: Span) {
        let Some(unit) = &range.unit else { return };
        let written = range.written.split('±').next().unwrap_or_default().trim();
        let written = if written.ends_with(unit) { written.to_owned() } else { format!("{written} {unit}") };
        let figures = written.chars().filter(char::is_ascii_digit).count();
        if figures >= 2 && !written.contains("..") {
            self.insert(owner, &words(&written), &written, span);
        }
    }

    fn insert(&mut self, owner: usize, phrase: &str, written: &str, span: Span) {
        let Some(phrase) = self.phrases.add(phrase) else { return };
        let answer = Told { owner, kind: Kind::Typed, written: written.to_owned(), span, wrong: Vec::new() };
        // What must be typed is told even where it is a right option.
        if self.list.get(&phrase).is_none_or(|known| known.kind == Kind::Chosen) {
            self.list.insert(phrase, answer);
        }
    }
}

const COMMON: &[&str] = &["false", "aucun", "aucune", "toujours", "jamais", "always", "never", "parfois", "sometimes"];
/// What an answer may begin with where it is told.
const ARTICLES: &[&str] = &["le", "la", "l", "les", "un", "une", "des", "du", "de", "d", "the", "a", "an"];

/// The words of an answer without the article that it begins with.
fn essence(words: &str) -> &str {
    match words.split_once(' ') {
        Some((first, rest)) if ARTICLES.contains(&first) => rest,
        _ => words,
    }
}

fn letters(words: &str) -> usize {
    words.chars().filter(|c| c.is_alphabetic()).count()
}
