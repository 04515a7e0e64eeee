//! What responses earn. The cases of `tests/grading/` are run here by the library, and by the scripts
//! of a built site in `tests/browser/grading.test.js`: adding a case is adding text.

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use pupitre::model::grade::{Share, grade, readable};
use pupitre::model::quiz::{Answer, Cloze, Fill, Item, NumberRange, Question};
use pupitre::parse::lesson::{self, Content};
use pupitre::source::Sources;
use serde_yaml::Value;

use crate::site::files_below;

/// A question and the answers to it, each with what it earns.
struct Asked {
    place: String,
    question: Question,
    answers: Vec<(Earns, Value)>,
}

/// What an answer earns.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Earns {
    /// This part of the points.
    Share(usize, usize),
    /// Nothing, and it is asked again.
    Unreadable,
    /// It is not graded.
    Ungraded,
}

#[test]
fn every_answer_earns_what_its_case_says() {
    let mut wrong = String::new();
    let mut count = 0;
    for Asked { place, question, answers } in asked() {
        for (earns, answer) in answers {
            count += 1;
            let response =
                response(&question.answer, &answer).unwrap_or_else(|| panic!("{place}: what is {answer:?}?"));
            let earned = grade(&question.answer, &response);
            let is_readable = readable(&question.answer, &response);
            let agrees = match (earns, earned) {
                (Earns::Share(num, den), Some(share)) => is_readable && num * share.den() == share.num() * den,
                (Earns::Unreadable, Some(share)) => !is_readable && !is_right(share),
                (Earns::Ungraded, None) => is_readable,
                _ => false,
            };
            if !agrees {
                wrong += &format!("{place}: {answer:?} is {earns:?}, but earned {earned:?}, readable: {is_readable}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 150, "only {count} answers");
}

#[test]
fn the_model_answer_of_every_case_earns_everything() {
    for Asked { place, question, .. } in asked() {
        if let Some(share) = grade(&question.answer, &model_answer(&question.answer)) {
            assert!(is_right(share), "{place}: {share:?}");
        }
    }
}

#[test]
fn what_no_page_sends_earns_nothing() {
    let cases = [
        ("- [x] Une\n- [ ] Deux", &["0"][..]),
        ("- [x] Une\n- [x] Deux", &["0", "1", ""]),
        ("1. Une\n2. Deux\n3. Trois", &["0", "1", "2"]),
        ("| a | b |\n|---|---|\n| Une | Un |\n| Deux | Un |", &["0=1", "=", "", "Une=Un"]),
        ("[[Une]] [[(Un) / Deux]] [[= 1]]", &["0", "Un", "I", "Une"]),
    ];
    for (block, response) in cases {
        let question = ask(&format!("## Question : Laquelle ?\n\n{block}\n")).unwrap();
        assert_eq!(grade(&question.answer, response).map(Share::num), Some(0), "{block}");
    }
}

#[test]
fn of_two_answers_to_a_row_the_last_one_counts() {
    let question = ask("## Question : Laquelle ?\n\n| a | b |\n|---|---|\n| Une | Un |\n| Deux | Deux |\n").unwrap();
    let model = model_answer(&question.answer);
    let other = format!("{}={}", model[0].split('=').next().unwrap(), model[1].split('=').nth(1).unwrap());
    let earned = |response: &[&String]| grade(&question.answer, response).map(Share::num);
    assert_eq!((earned(&[&other, &model[0]]), earned(&[&model[0], &other])), (Some(1), Some(0)));
}

#[test]
fn a_fingerprint_changes_with_the_answers_alone() {
    let of = |text: &str| ask(text).unwrap_or_else(|said| panic!("{text}: {said}")).fingerprint();
    let choice = "## Question : Laquelle ? {#q}\n\n- [x] Une\n- [ ] Deux\n";
    assert!(of(choice).len() == 8 && of(choice).chars().all(|c| c.is_ascii_hexdigit()));
    for same in [
        "## Question : Quelle est la bonne ? (3 points) {#q}\n\nVoyons.\n\n- [x] Une\n- [ ] Deux\n\n> Explication : une.\n",
        "## Question : Laquelle ? {#q}\n\n- [ ] **Deux**\n  > Non.\n- [x] Une\n",
    ] {
        assert_eq!(of(choice), of(same), "{same}");
    }
    let different = [
        choice,
        "## Question : Laquelle ? {#q}\n\n- [ ] Une\n- [x] Deux\n",
        "## Question : Laquelle ? {#q}\n\n- [x] Une\n- [ ] Trois\n",
        "## Question : Laquelle ? {#q .multiple}\n\n- [x] Une\n- [ ] Deux\n",
        "## Question : Laquelle ? {#q}\n\n1. Une\n2. Deux\n",
        "## Question : Laquelle ? {#q}\n\n1. Deux\n2. Une\n",
        "## Question : Laquelle ? {#q}\n\n| a | b |\n|---|---|\n| Une | Deux |\n| Deux | Une |\n",
        "## Question : Laquelle ? {#q}\n\n| a | b |\n|---|---|\n| Une | Deux |\n| Deux | Une |\n| | Trois |\n",
        "## Question : Laquelle ? {#q}\n\n- = Une\n",
        "## Question : Laquelle ? {#q}\n\n- = une\n",
        "## Question : Laquelle ? {#q .exact}\n\n- = Une\n",
        "## Question : Laquelle ? {#q}\n\n- = Une\n- = Deux\n",
        "## Question : Laquelle ? {#q}\n\n- = 12\n",
        "## Question : Laquelle ? {#q}\n\n- = 12 km\n",
        "## Question : Laquelle ? {#q .text}\n\n- = 12\n",
        "## Question : Laquelle ? {#q}\n\n- = 12 ± 1\n",
        "## Question : Laquelle ? {#q}\n\n[[(Une) / Deux]]\n",
        "## Question : Laquelle ? {#q}\n\n[[Une / (Deux)]]\n",
        "## Question : Laquelle ? {#q}\n\n[[(Deux) / Une]]\n",
        "## Question : Laquelle ? {#q}\n\n[[Une / Deux]] [[= 12]]\n",
        "## Question : Laquelle ? {#q}\n\n[[= 12]] [[Une / Deux]]\n",
    ];
    let prints: std::collections::BTreeSet<String> = different.iter().map(|text| of(text)).collect();
    assert_eq!(prints.len(), different.len());
}

/// What authors write in answers.
const PIECES: [&str; 16] =
    ["12", "3,14", " ± ", "..", " km", " m²", "1 234", "06 12", "-", "é", "Œ", "'", "’", "@", "%", "\u{a0}"];

/// Answer blocks; `{}` stands for an answer.
const FORMS: [&str; 6] =
    ["- = {}\n", "{} [[{}]] [[= {}]]\n", "[[({}) / {}]]\n", "- [x] {}\n", "1. {}\n", "| {} | {} |\n"];

fn block() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(&PIECES[..]).prop_map(ToOwned::to_owned),
        1 => "\\PC{0,4}",
        1 => "[a-zà-ÿ]{1,5}",
    ];
    let text = vec(word, 1..5).prop_map(|words| words.concat());
    (prop::sample::select(&FORMS[..]), vec(text, 6)).prop_map(|(form, texts)| {
        let head = if form.starts_with('|') { "| a | b |\n|---|---|\n" } else { "" };
        texts
            .iter()
            .fold(head.to_owned() + &form.repeat(3), |block, text| block.replacen("{}", text, 1))
            .replace("{}", "fin")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_response_earns_between_nothing_and_everything(block in block(), typed in vec("\\PC{0,8}", 0..6), taken in vec(0usize..9, 0..9)) {
        let Ok(question) = ask(&format!("## Question : Quoi ?\n\n{block}\n")) else { return Ok(()) };
        let model = model_answer(&question.answer);
        let mixed: Vec<String> = taken.iter().filter_map(|i| model.get(*i).or_else(|| typed.get(*i % 3)).cloned()).collect();
        for response in [&typed, &mixed] {
            readable(&question.answer, response);
            if let Some(share) = grade(&question.answer, response) {
                prop_assert!(share.num() <= share.den() && share.den() > 0, "{share:?}");
            }
        }
        prop_assert!(readable(&question.answer, &model), "{model:?}");
        let share = grade(&question.answer, &model);
        prop_assert!(share.is_none_or(is_right), "{model:?} earns {share:?}");
    }
}

fn is_right(share: Share) -> bool {
    share.num() == share.den()
}

fn asked() -> Vec<Asked> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/grading");
    let mut all = Vec::new();
    for path in files_below(&folder).into_keys() {
        let text = fs::read_to_string(folder.join(&path)).unwrap();
        let questions: Vec<Value> = serde_yaml::from_str(&text).unwrap_or_else(|said| panic!("{path}: {said}"));
        for entry in questions {
            let text = entry["question"].as_str().unwrap_or_else(|| panic!("{path}: no question"));
            let place = format!("{path}, {}", text.lines().next().unwrap());
            let question = ask(text).unwrap_or_else(|said| panic!("{place}: {said}"));
            let mut answers = Vec::new();
            for (share, list) in entry["earns"].as_mapping().unwrap_or_else(|| panic!("{place}: earns nothing")) {
                answers.extend(list.as_sequence().unwrap().iter().map(|answer| (earns(share), answer.clone())));
            }
            let unreadable = entry.get("unreadable").and_then(Value::as_sequence).into_iter().flatten();
            answers.extend(unreadable.map(|answer| (Earns::Unreadable, answer.clone())));
            all.push(Asked { place, question, answers });
        }
    }
    all
}

fn earns(key: &Value) -> Earns {
    let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("what is {key:?}?"));
    match key.as_str() {
        Some("none") => Earns::Ungraded,
        Some(text) => {
            text.split_once('/').map_or(Earns::Share(0, 0), |(num, den)| Earns::Share(number(num), number(den)))
        }
        None => Earns::Share(usize::try_from(key.as_u64().unwrap()).unwrap(), 1),
    }
}

/// The question of a text, or what is said of it.
fn ask(text: &str) -> Result<Question, String> {
    let source = Sources::default().add("lesson.md", text);
    let mut diagnostics = Vec::new();
    let document = lesson::parse(source, text, &mut diagnostics);
    let found = document.parts.into_iter().find_map(|part| match part.content {
        Content::Question(question) => Some(std::sync::Arc::unwrap_or_clone(question)),
        _ => None,
    });
    found.filter(|_| diagnostics.is_empty()).ok_or_else(|| format!("{diagnostics:?}"))
}

/// The response of a page on which this answer is given, by the texts of options, items and choices.
fn response(answer: &Answer, given: &Value) -> Option<Vec<String>> {
    let texts: Vec<&str> = match given {
        Value::String(text) => vec![text],
        Value::Sequence(texts) => texts.iter().map(Value::as_str).collect::<Option<_>>()?,
        _ => Vec::new(),
    };
    let keys = |items: &[&Item]| texts.iter().map(|text| key(items, text)).collect();
    match answer {
        Answer::Choice(choice) => keys(&choice.options().iter().map(|option| &option.item).collect::<Vec<_>>()),
        Answer::Ordering(ordering) => keys(&ordering.items().iter().collect::<Vec<_>>()),
        Answer::Matching(matching) => {
            let rows: Vec<&Item> = matching.pairs().iter().map(|(row, _)| row).collect();
            let filled = given.as_mapping()?.iter();
            let pair = |(row, choice): (&Value, &Value)| {
                Some(format!("{}={}", key(&rows, row.as_str()?)?, key(&matching.choices(), choice.as_str()?)?))
            };
            filled.map(pair).collect()
        }
        Answer::Cloze(cloze) => fill(cloze, &texts),
        Answer::Text(_) | Answer::Number(_) | Answer::Open => Some(texts.into_iter().map(ToOwned::to_owned).collect()),
    }
}

fn key(items: &[&Item], text: &str) -> Option<String> {
    items.iter().find(|item| item.plain == text).map(|item| item.key())
}

fn fill(cloze: &Cloze, texts: &[&str]) -> Option<Vec<String>> {
    let filled = cloze.gaps.iter().zip(texts).map(|(gap, text)| match &gap.fill {
        Fill::DropDown { choices, .. } if !text.is_empty() => {
            choices.iter().position(|choice| choice == text).map(|index| index.to_string())
        }
        _ => Some((*text).to_owned()),
    });
    filled.collect()
}

/// What who knows everything answers.
fn model_answer(answer: &Answer) -> Vec<String> {
    let number = |range: &NumberRange| format!("{}{}", range.low, range.unit.as_deref().unwrap_or_default());
    match answer {
        Answer::Choice(choice) => {
            choice.options().iter().filter(|option| option.right).map(|option| option.item.key()).collect()
        }
        Answer::Ordering(ordering) => ordering.items().iter().map(Item::key).collect(),
        Answer::Matching(matching) => {
            matching.pairs().iter().map(|(row, choice)| format!("{}={}", row.key(), choice.key())).collect()
        }
        Answer::Text(text) => vec![text.accepted[0].clone()],
        Answer::Number(accepted) => vec![number(&accepted.accepted[0])],
        Answer::Cloze(cloze) => {
            let gap = |fill: &Fill| match fill {
                Fill::Text(text) => text.accepted[0].clone(),
                Fill::Number(range) => number(range),
                Fill::DropDown { right, .. } => right.to_string(),
            };
            cloze.gaps.iter().map(|found| gap(&found.fill)).collect()
        }
        Answer::Open => Vec::new(),
    }
}
