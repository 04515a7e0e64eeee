//! What holds for every text.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use pupitre::diagnostic::Diagnostic;
use pupitre::model::quiz::{Answer, Arity, Fill, Question};
use pupitre::parse::lesson::{self, Content, Document};
use pupitre::source::{SourceId, Sources};

use crate::markup::unbalanced;
use crate::site::Site;
use crate::spans::spans;
use crate::wellformed;

/// What lessons are made of, and what is nearly that.
const PIECES: [&str; 84] = [
    "# ",
    "## ",
    "### Question : ",
    "## Question 3",
    "Question",
    " {.trainer}",
    " {#id .multiple objective=a}",
    "{",
    "}",
    "- [x] ",
    "- [ ] ",
    "- [] ",
    "- [x ]",
    "- = ",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "> ",
    "> Indice : ",
    "> [!NOTE]\n",
    "> Explication : ",
    "[[",
    "]]",
    " / ",
    "(",
    ")",
    "= 3,14 ± 0,01",
    "10..12",
    "| a | b |\n| --- | --- |\n",
    "|",
    "---\n",
    "***\n",
    "```\n",
    "~~~",
    "`",
    "``",
    "`é",
    "(1..2 points)",
    " points)",
    "Question :",
    "**",
    "_",
    "~~",
    "[a](b.md)",
    "[a]: b.md\n",
    "![](i.png)",
    "![a](b.mp4)",
    "[^1]",
    "[^1]: ",
    "<b>",
    "</b>",
    "<br>",
    "<details>",
    "</details>",
    "<summary>",
    "</summary>",
    "<sub>",
    "</sub>",
    "<kbd>",
    "<p>",
    "<table>",
    "<![CDATA[",
    "<?",
    "## Strings",
    "[a[^1]](b.md)",
    "[![a](b.mp4)](b.md)",
    "[![a](i.png)][a]",
    "[a]",
    "<!--",
    "-->",
    "<a href=\"",
    "&amp;",
    "&#0;",
    "\\",
    "\t",
    "    ",
    "\n",
    "\n\n",
    "\r\n",
    "é",
    "👍🏽",
    "\u{a0}",
    "l'un ? « a » 12 000 %",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(&PIECES[..]).prop_map(ToOwned::to_owned), 1 => "\\PC{0,6}", 1 => "[a-z]{1,5}"];
    vec(piece, 0..50).prop_map(|pieces| pieces.concat())
}

fn front_matter() -> impl Strategy<Value = String> {
    let key =
        prop::sample::select(vec!["title", "duration", "objectives", "kind", "draft", "order", "slug", "pass", "x"]);
    let value = prop_oneof![
        "\\PC{0,12}",
        "[0-9]{1,20}",
        Just("[a, b]".to_owned()),
        Just("evaluation".to_owned()),
        Just("- a\n  - b".to_owned())
    ];
    let lines = vec((key, value), 0..5);
    (lines, soup()).prop_map(|(lines, text)| {
        let lines: String = lines.into_iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        format!("---\n{lines}---\n{text}")
    })
}

fn lesson() -> impl Strategy<Value = String> {
    prop_oneof![4 => soup(), 1 => front_matter(), 1 => "(?s).{0,60}"]
}

fn parse(text: &str) -> (Document, Vec<Diagnostic>) {
    let source = Sources::default().add("lesson.md", text);
    let mut diagnostics = Vec::new();
    let document = lesson::parse(source, text, &mut diagnostics);
    (document, diagnostics)
}

fn question(text: &str) -> Result<Question, TestCaseError> {
    let (document, diagnostics) = parse(text);
    prop_assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let found = document.parts.into_iter().find_map(|part| match part.content {
        Content::Question(question) => Some(std::sync::Arc::unwrap_or_clone(question)),
        _ => None,
    });
    found.ok_or_else(|| TestCaseError::fail("no question"))
}

/// Two texts or more, no two alike, that Markdown takes as they are.
fn texts() -> impl Strategy<Value = BTreeSet<String>> {
    btree_set("[A-Za-zé]{2,9}( [a-z0-9é]{1,8}){0,3}", 2..7)
}

/// One in `share` of the usual number of cases; `PROPTEST_CASES=10000` asks for more.
fn config(share: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { failure_persistence: None, cases: usual.cases / share, ..usual }
}

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn places_lie_within_the_text(text in lesson()) {
        let (document, diagnostics) = parse(&text);
        for span in spans(&document, &diagnostics) {
            prop_assert!(span.start <= span.end, "{span:?}");
            prop_assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
        }
    }

    #[test]
    fn choices_are_read_as_they_are_written(texts in texts(), right in vec(any::<bool>(), 7), upper in any::<bool>()) {
        let right: Vec<bool> = (0..texts.len()).map(|i| right[i] || i == 0).collect();
        let mut text = "## Question : Laquelle ?\n\n".to_owned();
        for (option, right) in texts.iter().zip(&right) {
            let mark = if !right { " " } else if upper { "X" } else { "x" };
            writeln!(text, "- [{mark}] {option}\n  > Sur {option}").unwrap();
        }
        let question = question(&text)?;
        let Answer::Choice(choice) = &question.answer else { return Err(TestCaseError::fail("no choice")) };
        prop_assert!(choice.options().iter().map(|option| &option.item.plain).eq(&texts));
        prop_assert!(choice.options().iter().map(|option| option.right).eq(right.iter().copied()));
        prop_assert!(choice.options().iter().all(|option| option.feedback.len() == 1));
        let several = right.iter().filter(|right| **right).count() > 1;
        prop_assert_eq!(choice.arity() == Arity::Multiple, several);
    }

    #[test]
    fn orders_and_pairs_are_read_as_they_are_written(texts in texts()) {
        let items: String = texts.iter().map(|item| format!("1. {item}\n")).collect();
        let ordering = question(&format!("## Question : Dans quel ordre ?\n\n{items}"))?;
        let Answer::Ordering(ordering) = &ordering.answer else { return Err(TestCaseError::fail("no order")) };
        prop_assert!(ordering.items().iter().map(|item| &item.plain).eq(&texts));
        let rows: String = texts.iter().map(|item| format!("| {item} | de {item} |\n")).collect();
        let matching = question(&format!("## Question : Pour qui ?\n\n| a | b |\n|---|---|\n{rows}"))?;
        let Answer::Matching(matching) = &matching.answer else { return Err(TestCaseError::fail("no pairs")) };
        prop_assert!(matching.pairs().iter().map(|(left, _)| &left.plain).eq(&texts));
    }

    #[test]
    fn gaps_are_read_as_they_are_written(texts in texts(), right in 0usize..2) {
        let typed: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut chosen: Vec<String> = texts.iter().cloned().collect();
        chosen[right] = format!("({})", chosen[right]);
        let question = question(&format!("## Question : Complétez.\n\nC’est [[{}]] et [[{}]].\n", typed.join(" / "), chosen.join(" / ")))?;
        let Answer::Cloze(cloze) = &question.answer else { return Err(TestCaseError::fail("no gap")) };
        let [first, second] = cloze.gaps.as_slice() else { return Err(TestCaseError::fail("not two gaps")) };
        let Fill::Text(text) = &first.fill else { return Err(TestCaseError::fail("not typed")) };
        prop_assert!(text.accepted.iter().eq(&texts));
        let Fill::DropDown { choices, right: found } = &second.fill else { return Err(TestCaseError::fail("not chosen")) };
        prop_assert!(choices.iter().eq(&texts) && *found == right);
    }

    #[test]
    fn numbers_are_read_as_they_are_written(cents in -99_999i32..99_999, tolerance in 0i32..999, comma in any::<bool>()) {
        let shown = |cents: i32| {
            let sign = if cents < 0 { "-" } else { "" };
            let point = if comma { ',' } else { '.' };
            format!("{sign}{}{point}{:02}", cents.abs() / 100, cents.abs() % 100)
        };
        let question = question(&format!("## Question : Combien ?\n\n- = {} ± {}\n", shown(cents), shown(tolerance)))?;
        let Answer::Number(number) = &question.answer else { return Err(TestCaseError::fail("no number")) };
        let bound = |cents: i32| shown(cents).replace(',', ".").parse::<f64>().unwrap();
        prop_assert_eq!(number.accepted[0].low.to_bits(), (bound(cents - tolerance) + 0.0).to_bits());
        prop_assert_eq!(number.accepted[0].high.to_bits(), (bound(cents + tolerance) + 0.0).to_bits());
    }
}

proptest! {
    #![proptest_config(config(10))]

    #[test]
    fn pages_are_well_formed(texts in vec(lesson(), 8), kind in prop::sample::select(vec!["lesson", "evaluation"])) {
        let target = "# B\n\n## a\n\nb\n\n## Strings\n\nc\n";
        let mut site = Site::new().file("b.md", target).file("b.mp4", "").file("b.vtt", "WEBVTT\n").file("i.png", "");
        for (i, text) in texts.iter().enumerate() {
            site = site.file(&format!("0{i}-lesson-{i}.md"), text);
        }
        site = site.file("kind.md", format!("---\nkind: {kind}\n---\n{}", texts[0]));
        for site in [site, Site::new().file("lesson.md", &texts[1]).trainer().drafts()] {
            let mut checked = site.check();
            for (path, page) in checked.pages() {
                let said: Vec<String> = unbalanced(&page).into_iter().chain(wellformed::faults(&wellformed::read(&page), &page)).collect();
                prop_assert!(said.is_empty(), "{path}: {said:?} of {texts:?}");
            }
        }
    }

    #[test]
    fn bytes_give_a_site_or_diagnostics(files in vec((name(), bytes()), 1..8)) {
        let mut site = Site::empty();
        for (path, bytes) in &files {
            if !site.at("content").join(path).exists() {
                site = site.file(path, bytes);
            }
        }
        let mut checked = site.check();
        checked.report();
        let sources = &checked.prepared.inputs.sources;
        for place in checked.prepared.diagnostics.iter().flat_map(|d| [Some(d.place), d.related]).flatten() {
            prop_assert!(sources.text(place.source).get(place.span.range()).is_some(), "{place:?} of {files:?}");
        }
        let themed = checked.prepared.theme.is_some();
        prop_assert!(themed || checked.is_faulty());
        if themed {
            checked.pages();
        }
    }
}

fn name() -> impl Strategy<Value = String> {
    const KNOWN: [&str; 8] =
        ["course.yaml", "sources.yaml", "index.md", "lesson.md", "01-a/lesson.md", "01-a/README.md", "i.svg", "b.mp4"];
    prop_oneof![4 => prop::sample::select(&KNOWN[..]).prop_map(ToOwned::to_owned), 1 => "[a-zA-Z0-9éÀ ._-]{1,12}x\\.md"]
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let yaml =
        "((id|title|lang|theme|objectives|- id|accent|url|é): [ -~é«]{0,20}\n){1,4}".prop_map(String::into_bytes);
    prop_oneof![3 => lesson().prop_map(String::into_bytes), 1 => vec(any::<u8>(), 0..80), 1 => yaml]
}

/// `SourceId` is what the rest of the crate names texts by; the first text has the first number.
#[test]
fn sources_are_numbered_in_order() {
    let mut sources = Sources::default();
    assert_eq!(sources.add("a", ""), SourceId::default());
    assert!(sources.add("b", "") > SourceId::default());
}
