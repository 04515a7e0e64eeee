//! A question as who is being assessed may see it: these types have no room for an answer, so
//! that what is made from them cannot leak one.

use super::fragment::{Fragment, Rich};
use super::quiz::{Answer, Arity, Comparison, Fill, Item, Matching, Points, Question};
use crate::source::Span;

/// A question without its answer, explanation and feedback.
#[derive(Debug)]
pub struct Sealed<'q> {
    /// Its anchor on the page.
    pub anchor: &'q str,
    /// What progress is kept under.
    pub identity: &'q str,
    /// Level of its heading, 2 to 6.
    pub level: u8,
    /// The heading without its label and its points.
    pub heading: Option<Fragment>,
    /// What stands before the answer block.
    pub prompt: &'q Rich,
    /// What stands behind it.
    pub after: &'q Rich,
    /// Shown one at a time.
    pub hints: &'q [Rich],
    /// What a right answer is worth.
    pub points: Points,
    /// The objective that it assesses.
    pub objective: Option<&'q str>,
    /// How it is answered.
    pub form: Form<'q>,
}

/// How a question is answered.
#[derive(Debug)]
pub enum Form<'q> {
    /// Among these options.
    Choice(Arity, Vec<&'q Item>),
    /// By putting these items, here in no order, in order.
    Ordering(Vec<&'q Item>),
    /// By giving each of the first one of the second, which stand in no order.
    Matching(Vec<&'q Item>, Vec<&'q Item>),
    /// By typing.
    Text(Comparison),
    /// By typing a number of this unit.
    Number(Option<&'q str>),
    /// By filling the gaps of this text.
    Cloze(&'q Rich, Vec<Gap<'q>>),
    /// By writing.
    Open,
}

/// A gap without what belongs there.
#[derive(Debug)]
pub struct Gap<'q> {
    /// Where it stands.
    pub span: Span,
    /// What can be chosen; nothing for a gap that is typed.
    pub choices: &'q [String],
}

impl Question {
    /// The question without its answer.
    pub fn sealed(&self) -> Sealed<'_> {
        Sealed {
            anchor: &self.anchor,
            identity: self.identity.as_str(),
            level: self.level.max(2),
            heading: self.heading,
            prompt: &self.prompt,
            after: &self.after,
            hints: &self.hints,
            points: self.points,
            objective: self.objective.as_ref().map(|objective| objective.value.as_str()),
            form: form(&self.answer),
        }
    }
}

fn form(answer: &Answer) -> Form<'_> {
    match answer {
        Answer::Choice(choice) => {
            Form::Choice(choice.arity(), choice.options().iter().map(|option| &option.item).collect())
        }
        Answer::Ordering(ordering) => Form::Ordering(mixed(&ordering.items().iter().collect::<Vec<_>>())),
        Answer::Matching(matching) => {
            Form::Matching(matching.pairs().iter().map(|(left, _)| left).collect(), offered(matching))
        }
        Answer::Text(text) => Form::Text(text.comparison),
        Answer::Number(number) => Form::Number(number.accepted.iter().find_map(|range| range.unit.as_deref())),
        Answer::Cloze(cloze) => Form::Cloze(&cloze.text, cloze.gaps.iter().map(gap).collect()),
        Answer::Open => Form::Open,
    }
}

fn gap(gap: &super::quiz::Gap) -> Gap<'_> {
    let choices = match &gap.fill {
        Fill::DropDown { choices, .. } => choices.as_slice(),
        Fill::Text(_) | Fill::Number(_) => &[],
    };
    Gap { span: gap.span, choices }
}

/// The choices of a matching in the order in which they are offered.
pub fn offered(matching: &Matching) -> Vec<&Item> {
    mixed(&matching.choices())
}

/// The items in an order that tells nothing and is the same at every build, but not the right one.
fn mixed<'q>(items: &[&'q Item]) -> Vec<&'q Item> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_cached_key(|&i| items[i].key());
    if order.is_sorted() {
        order.rotate_left(1);
    }
    order.into_iter().map(|i| items[i]).collect()
}
