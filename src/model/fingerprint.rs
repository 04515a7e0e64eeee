//! What tells that the answers of a question have changed, so that a response kept from before is not
//! taken for one to the new.

use super::quiz::{Answer, Comparison, Fill, Item, NumberRange, Question, ShortText};

impl Question {
    /// Eight hexadecimal digits that stand for what can be answered and what is right. Neither the
    /// wording around it, nor feedback, hints or the order of the options change them.
    pub fn fingerprint(&self) -> String {
        format!("{:08x}", xxhash_rust::xxh3::xxh3_64(content(&self.answer).as_bytes()) as u32)
    }
}

fn content(answer: &Answer) -> String {
    match answer {
        Answer::Choice(choice) => {
            let option = |option: &super::quiz::ChoiceOption| format!("{}{}", option.item.key(), option.right);
            format!("{:?}{}", choice.arity(), sorted(choice.options().iter().map(option)))
        }
        Answer::Ordering(ordering) => ordering.items().iter().fold("order".to_owned(), |text, item| text + &item.key()),
        Answer::Matching(matching) => {
            let pairs = matching.pairs().iter().map(|(left, right)| format!("{}={}", left.key(), right.key()));
            format!("{}/{}", sorted(pairs), sorted(matching.choices().into_iter().map(Item::key)))
        }
        Answer::Text(text) => typed(text),
        Answer::Number(number) => number.accepted.iter().map(range).collect(),
        Answer::Cloze(cloze) => cloze.gaps.iter().fold(String::new(), |mut text, gap| {
            match &gap.fill {
                Fill::Text(accepted) => text.push_str(&typed(accepted)),
                Fill::Number(number) => text.push_str(&range(number)),
                Fill::DropDown { choices, right } => text.push_str(&format!("{right}{}", joined(choices))),
            }
            text
        }),
        Answer::Open => String::new(),
    }
}

fn sorted(parts: impl Iterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.collect();
    parts.sort();
    parts.join(",")
}

fn typed(text: &ShortText) -> String {
    let sign = if text.comparison == Comparison::Exact { "==" } else { "=" };
    sign.to_owned() + &joined(&text.accepted)
}

fn joined(texts: &[String]) -> String {
    texts.join("\u{1}")
}

fn range(range: &NumberRange) -> String {
    format!("{}..{}{}", range.low, range.high, range.unit.as_deref().unwrap_or_default())
}
