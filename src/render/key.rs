//! What scripts grade with, in the page.

use base64::Engine;
use serde_json::{Value, json};

use crate::model::quiz::{Answer, Arity, Comparison, Fill, Item, NumberRange, ShortText};

/// The answer as base64 of JSON, on a sealed page with the HTML of the solution, to show once it is
/// handed in. Encoded so that the eye does not meet it; it hides nothing from who looks for it.
pub fn encoded(answer: &Answer, solution: Option<String>) -> String {
    let mut key = key(answer);
    if let (Some(solution), Value::Object(key)) = (solution, &mut key) {
        key.insert("solution".to_owned(), solution.into());
    }
    base64::engine::general_purpose::STANDARD.encode(key.to_string())
}

fn key(answer: &Answer) -> Value {
    match answer {
        Answer::Choice(choice) => {
            let kind = match choice.arity() {
                Arity::Single => "single",
                Arity::Multiple => "multiple",
            };
            let right = choice.options().iter().filter(|option| option.right).map(|option| option.item.key());
            json!({ "type": kind, "right": right.collect::<Vec<_>>() })
        }
        Answer::Ordering(ordering) => {
            json!({ "type": "ordering", "right": ordering.items().iter().map(Item::key).collect::<Vec<_>>() })
        }
        Answer::Matching(matching) => {
            let pairs = matching.pairs().iter().map(|(row, choice)| format!("{}={}", row.key(), choice.key()));
            json!({ "type": "matching", "right": pairs.collect::<Vec<_>>() })
        }
        Answer::Text(text) => typed(text),
        Answer::Number(number) => numeric(&number.accepted),
        Answer::Cloze(cloze) => {
            json!({ "type": "cloze", "gaps": cloze.gaps.iter().map(|gap| filled(&gap.fill)).collect::<Vec<_>>() })
        }
        Answer::Open => json!({ "type": "open" }),
    }
}

fn typed(text: &ShortText) -> Value {
    match text.comparison {
        Comparison::Lenient => json!({ "type": "text", "accepted": text.accepted }),
        Comparison::Exact => json!({ "type": "text", "accepted": text.accepted, "exact": true }),
    }
}

fn numeric(accepted: &[NumberRange]) -> Value {
    let range = |range: &NumberRange| json!([range.low, range.high, range.unit]);
    json!({ "type": "number", "accepted": accepted.iter().map(range).collect::<Vec<_>>() })
}

/// A gap with choices is a single choice by index, which is the value of its `<option>`.
fn filled(fill: &Fill) -> Value {
    match fill {
        Fill::Text(text) => typed(text),
        Fill::Number(range) => numeric(std::slice::from_ref(range)),
        Fill::DropDown { right, .. } => json!({ "type": "single", "right": [right.to_string()] }),
    }
}
