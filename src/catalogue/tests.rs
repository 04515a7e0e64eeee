//! The catalogues are complete, agree with each other and are well typed.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};

use snapbox::{assert_data_eq, str};

use super::{Catalogue, Language, fill, find_code, hole};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Sources;

const SECTIONS: [&str; 3] = ["words", "kinds", "reasons"];

fn catalogues() -> [Catalogue; 2] {
    [Catalogue::of(Language::English), Catalogue::of(Language::French)]
}

#[test]
fn every_code_is_documented_and_nothing_else() {
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).chain(SECTIONS).collect();
    for catalogue in catalogues() {
        let entries: BTreeSet<&str> = catalogue.texts.keys().map(String::as_str).collect();
        assert_eq!(entries, codes);
        for (code, entry) in catalogue.texts.iter().filter(|(code, _)| !SECTIONS.contains(&code.as_str())) {
            for key in ["message", "help", "explain"] {
                assert!(entry.get(key).is_some_and(|text| !text.trim().is_empty()), "{code}: no {key}");
            }
            let is_variant = |key: &str| key.starts_with("help-") || key.starts_with("message-");
            let unknown = |key: &&String| {
                !["message", "help", "explain", "label", "related"].contains(&key.as_str()) && !is_variant(key)
            };
            assert_eq!(entry.keys().find(unknown), None, "{code}: nothing reads this key");
        }
    }
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_holes() {
    let [english, french] = &catalogues();
    assert_eq!(holes_of_texts(english), holes_of_texts(french));
}

#[test]
fn explanations_are_short_and_show_examples() {
    for catalogue in catalogues() {
        for code in Code::ALL {
            let page = catalogue.explain(*code).unwrap();
            let lines = page.lines().count();
            assert!((6..=24).contains(&lines), "{code:?}: {lines} lines");
            assert!(page.matches("```").count() % 2 == 0, "{code:?}: a fence is open");
            assert!(page.contains('`'), "{code:?}: no example");
            assert!(page.lines().all(|line| line.chars().count() <= 100), "{code:?}: a long line");
        }
    }
}

#[test]
fn french_is_well_typed() {
    let french = Catalogue::of(Language::French);
    for (section, entry) in &french.texts {
        for (key, text) in entry {
            let prose = without_code(text);
            for wrong in [" :", " ;", " ?", " !", "'", "« ", " »", "...", "\u{a0};", "\u{202f}:", "a\u{a0}a"] {
                assert!(!prose.contains(wrong), "{section}, {key}: {wrong:?} in {prose:?}");
            }
        }
    }
}

#[test]
fn holes_are_filled_once() {
    let value = |name: &str| match name {
        "name" => Some("{other}".to_owned()),
        "other" => Some("wrong".to_owned()),
        _ => None,
    };
    assert_data_eq!(
        fill("{name} {missing} {.trainer} {#id} {} {{name}} {", value),
        str!["{other} {missing} {.trainer} {#id} {} {{other}} {"]
    );
}

#[test]
fn a_diagnostic_chooses_its_help() {
    let catalogue = Catalogue::of(Language::English);
    let source = Sources::default().add("a.md", "");
    let unknown = Diagnostic::new(Code::YamlUnknownKey, source, 0..0).with("name", "titel");
    let near = unknown.clone().nearest("titel", &["title", "order"]);
    let far = unknown.nearest("colour", &["title", "order"]);
    assert_data_eq!(catalogue.message(&near), str!["no key is called `titel` here"]);
    assert_data_eq!(catalogue.help(&near).unwrap(), str!["did you mean `title`?"]);
    assert_data_eq!(catalogue.help(&far).unwrap(), str!["remove the line; the keys known here are: title, order"]);
}

#[test]
fn kinds_and_numbers_are_named_in_each_language() {
    let source = Sources::default().add("a.md", "");
    let [english, french] = catalogues();
    let wrong = |expected: &str| {
        Diagnostic::new(Code::YamlWrongType, source, 0..0).with("name", "pass").with("expected", expected)
    };
    assert_data_eq!(english.message(&wrong("list")), str!["`pass` expects a list"]);
    assert_data_eq!(french.message(&wrong("list")), str!["`pass` attend une liste"]);
    assert_data_eq!(french.message(&wrong("0 .. 100")), str!["`pass` attend un nombre entier de 0 à 100"]);
    assert_data_eq!(french.message(&wrong("a, b")), str!["`pass` attend `a, b`"]);
    let low = Diagnostic::new(Code::CourseLowContrast, source, 0..0).with("found", "#ffd24d").with("ratio", "1.4");
    assert_data_eq!(
        french.message(&low),
        str![
            "la couleur `#ffd24d` se lit mal : son contraste sur le papier est de 1,4 pour 1, il en faut au moins 4,5 pour 1"
        ]
    );
}

#[test]
fn what_libraries_say_is_said_in_the_language_of_the_course() {
    let source = Sources::default().add("a.md", "");
    let broken = |words: &str| Diagnostic::new(Code::YamlSyntax, source, 0..0).with("message", words);
    let [english, french] = catalogues();
    let open = broken("did not find expected ',' or ']'");
    assert_data_eq!(
        french.message(&open),
        str![
            "ce YAML est incompréhensible\u{a0}: un crochet `[` n’est pas refermé, ou il manque une virgule («\u{202f}did not find expected ',' or ']'\u{202f}»)"
        ]
    );
    assert_data_eq!(
        english.message(&open),
        str![
            "this YAML cannot be understood: a bracket `[` is not closed, or a comma is missing (“did not find expected ',' or ']'”)"
        ]
    );
    assert_data_eq!(french.message(&broken("other words")), str!["ce YAML est incompréhensible\u{a0}: other words"]);
}

#[test]
fn what_templates_say_while_they_are_filled_is_said_in_french() {
    let source = Sources::default().add("a.html", "");
    let french = Catalogue::of(Language::French);
    let said = [
        "Missing keyword argument `name`",
        "Iteration not possible on type `i64`",
        "`+` requires both operands to be numbers, found `string` and `string`",
        "Cannot divide by 0",
    ];
    for words in said {
        let message = french.message(&Diagnostic::new(Code::ThemeTemplate, source, 0..0).with("message", words));
        assert!(message.ends_with(&format!(" («\u{202f}{words}\u{202f}»)")), "{message}");
    }
}

#[test]
fn long_values_are_cut() {
    let source = Sources::default().add("a.md", "");
    let dead = Diagnostic::new(Code::LinkDead, source, 0..0).with("target", "é".repeat(100_000));
    assert!(Catalogue::of(Language::French).message(&dead).len() < 1000);
}

#[test]
fn a_language_serves_its_regions() {
    assert_eq!(Language::of_tag("fr"), Language::French);
    assert_eq!(Language::of_tag("FR-be"), Language::French);
    assert_eq!(Language::of_tag("fry"), Language::English);
    assert_eq!(Language::of_tag(""), Language::English);
}

#[test]
fn a_code_is_found_or_guessed() {
    assert_eq!(find_code(" quiz::no-answer "), Ok(Code::QuizNoAnswer));
    assert_eq!(find_code("quizz::no-answer"), Err(Some(Code::QuizNoAnswer)));
    assert_eq!(find_code("no-anwser"), Err(Some(Code::QuizNoAnswer)));
    assert_eq!(find_code("E0308"), Err(None));
    assert_eq!(find_code(""), Err(None));
}

/// The holes of each text but the explanations, by section and key.
fn holes_of_texts(catalogue: &Catalogue) -> BTreeMap<(&str, &str), BTreeSet<&str>> {
    let mut holes = BTreeMap::new();
    for (section, entry) in &catalogue.texts {
        for (key, text) in entry {
            let found = text.match_indices('{').filter_map(|(at, _)| hole(&text[at..]));
            let found = if key == "explain" { BTreeSet::new() } else { found.collect() };
            holes.insert((section.as_str(), key.as_str()), found);
        }
    }
    holes
}

/// `text` with its fences and code spans left out, line ends as spaces.
fn without_code(text: &str) -> String {
    let prose: Vec<&str> = text.split("```").step_by(2).collect();
    let prose: Vec<&str> = prose.iter().flat_map(|part| part.split('`').step_by(2)).collect();
    prose.join("x").replace('\n', " ")
}
