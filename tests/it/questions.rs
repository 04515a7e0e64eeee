//! Questions as they were understood, in a few lines each.

use std::fmt::Write;

use pupitre::model::fragment::{Fragment, Rich};
use pupitre::model::lesson::{Block, Page};
use pupitre::model::quiz::{Answer, Arity, Comparison, Fill, NumberRange, Question, ShortText};
use pupitre::parse::markdown::{self, Node};
use pupitre::prepare::Prepared;

/// The questions of every lesson.
pub(crate) fn shown(prepared: &Prepared) -> String {
    let mut out = String::new();
    for lesson in prepared.course.lessons() {
        let text = prepared.inputs.sources.text(lesson.page.source);
        let nodes = markdown::nodes(text, lesson.page.body as usize);
        for (number, question) in numbered(&lesson.page) {
            let mut printer = Printer { out: &mut out, nodes: &nodes };
            printer.question(number, question);
        }
    }
    out
}

fn numbered(page: &Page) -> impl Iterator<Item = (usize, &Question)> {
    page.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Question(number, question) => Some((*number, &**question)),
        Block::Prose(_) | Block::Broken(_) => None,
    })
}

struct Printer<'p> {
    out: &'p mut String,
    nodes: &'p [Node<'p>],
}

impl Printer<'_> {
    fn question(&mut self, number: usize, question: &Question) {
        let title = &question.title;
        writeln!(self.out, "{number}. {title} [{}, {}]", kind(&question.answer), question.points.as_f64()).unwrap();
        self.rich("prompt", &question.prompt);
        self.answer(&question.answer);
        self.rich("after", &question.after);
        question.hints.iter().for_each(|hint| self.rich("hint", hint));
        self.rich("explanation", &question.explanation);
        if let Some(id) = &question.id {
            self.line("id", &id.value);
        }
        if let Some(objective) = &question.objective {
            self.line("objective", &objective.value);
        }
    }

    fn answer(&mut self, answer: &Answer) {
        match answer {
            Answer::Choice(choice) => {
                for option in choice.options() {
                    self.line(if option.right { "[x]" } else { "[ ]" }, &option.item.plain);
                    self.rich("    feedback", &option.feedback);
                }
            }
            Answer::Ordering(ordering) => ordering.items().iter().for_each(|item| self.line("-", &item.plain)),
            Answer::Matching(matching) => {
                for (left, right) in matching.pairs() {
                    self.line("-", &format!("{} = {}", left.plain, right.plain));
                }
                let choices: Vec<_> = matching.choices().iter().map(|item| item.plain.as_str()).collect();
                self.line("choices:", &choices.join(", "));
            }
            Answer::Text(text) => self.line("=", &accepted(text)),
            Answer::Number(number) => number.accepted.iter().for_each(|range| self.line("=", &numbers(range))),
            Answer::Cloze(cloze) => {
                self.rich("text", &cloze.text);
                cloze.gaps.iter().for_each(|gap| self.line("gap", &filled(&gap.fill)));
            }
            Answer::Open => {}
        }
    }

    fn rich(&mut self, name: &str, rich: &Rich) {
        if !rich.is_empty() {
            let texts: Vec<_> = rich.iter().map(|fragment| self.plain(*fragment)).collect();
            self.line(name, &texts.join(" | "));
        }
    }

    fn plain(&self, fragment: Fragment) -> String {
        markdown::single_spaced(&markdown::plain(self.nodes, fragment))
    }

    fn line(&mut self, name: &str, value: &str) {
        writeln!(self.out, "   {name} {value}").unwrap();
    }
}

fn kind(answer: &Answer) -> &'static str {
    match answer {
        Answer::Choice(choice) if choice.arity() == Arity::Single => "single",
        Answer::Choice(_) => "multiple",
        Answer::Ordering(_) => "ordering",
        Answer::Matching(_) => "matching",
        Answer::Text(text) if text.comparison == Comparison::Exact => "exact text",
        Answer::Text(_) => "text",
        Answer::Number(_) => "number",
        Answer::Cloze(_) => "cloze",
        Answer::Open => "open",
    }
}

fn accepted(text: &ShortText) -> String {
    text.accepted.join(" / ")
}

fn numbers(range: &NumberRange) -> String {
    let NumberRange { low, high, unit, .. } = range;
    format!("{low} to {high} {}", unit.as_deref().unwrap_or_default()).trim_end().to_owned()
}

fn filled(fill: &Fill) -> String {
    match fill {
        Fill::Text(text) => accepted(text),
        Fill::Number(range) => numbers(range),
        Fill::DropDown { choices, right } => {
            let marked = choices
                .iter()
                .enumerate()
                .map(|(i, choice)| if i == *right { format!("({choice})") } else { choice.clone() });
            marked.collect::<Vec<_>>().join(" / ")
        }
    }
}
