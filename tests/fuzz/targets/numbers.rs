//! Any line as a number, as accepted answers and as gaps.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pupitre::model::quiz::{Answer, Fill, NumberRange, ShortText};
use pupitre::parse::lesson::Content;
use pupitre::parse::number;
use pupitre_fuzz::text;

fuzz_target!(|input: &str| {
    if let Ok(range) = number::range(input) {
        check(&range);
        assert_eq!(number::range(&range.written).as_ref(), Ok(&range), "read again");
    }
    let accepted: String = input.lines().map(|line| format!("- = {line}\n")).collect();
    for question in [accepted, format!("Voici [[{input}]] et [[= {input}]].")] {
        let (document, _) = text::lesson(&format!("## Question : Combien ?\n\n{question}\n"));
        for part in &document.parts {
            let Content::Question(question) = &part.content else { continue };
            match &question.answer {
                Answer::Number(number) => number.accepted.iter().for_each(check),
                Answer::Text(text) => typed(text),
                Answer::Cloze(cloze) => cloze.gaps.iter().for_each(|gap| filled(&gap.fill)),
                _ => {}
            }
        }
    }
});

fn check(range: &NumberRange) {
    assert!(range.low <= range.high && range.low.is_finite() && range.high.is_finite(), "{range:?}");
    assert!(range.unit.as_ref().is_none_or(|unit| !unit.trim().is_empty()), "{range:?}");
}

fn typed(text: &ShortText) {
    assert!(!text.accepted.is_empty());
    assert!(text.accepted.iter().all(|accepted| !accepted.trim().is_empty()), "{text:?}");
}

fn filled(fill: &Fill) {
    match fill {
        Fill::Text(text) => typed(text),
        Fill::Number(range) => check(range),
        Fill::DropDown { choices, right } => {
            assert!(choices.len() >= 2 && *right < choices.len(), "{choices:?}");
            assert!(choices.iter().all(|choice| !choice.is_empty()), "{choices:?}");
        }
    }
}
