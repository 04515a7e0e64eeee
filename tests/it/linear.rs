//! Inputs for which time must grow as their length does. Nothing measures it here: each is so large
//! that the square of it would take minutes, so that a test "fails" by not ending. How much time is
//! taken is what `cargo bench --bench linear` shows.

use std::collections::BTreeMap;

use crate::site::Site;

/// The codes and the pages of a course of one lesson.
fn lesson(text: &str) -> (Vec<&'static str>, BTreeMap<String, String>) {
    let mut checked = Site::new().file("lesson.md", format!("# L\n\n{text}")).check();
    (checked.codes(), checked.pages())
}

fn each(n: usize, text: impl Fn(usize) -> String) -> String {
    (0..n).map(text).collect()
}

#[test]
fn marks_that_nest_and_never_close() {
    let marks = ["*a **b ", "_*", "[a](b", "[", "a](", "![", "<b ", "<!-- ", "&a", "[[ ", "`a ``b ", "\\[[", "{.a "];
    for mark in marks {
        let (_, pages) = lesson(&mark.repeat(20_000));
        assert!(pages.contains_key("lesson.html"), "{mark}");
    }
}

#[test]
fn footnotes_and_links_in_them() {
    let calls = each(20_000, |i| format!("[^a{i}] "));
    let (codes, pages) = lesson(&(calls + "\n\n" + &each(20_000, |i| format!("[^a{i}]: [x](#)\n\n"))));
    assert!(codes.is_empty(), "{codes:?}");
    assert!(pages["lesson.html"].contains("_fn-20000"));
}

#[test]
fn anchors_that_are_not_there() {
    let (codes, _) = lesson(&each(10_000, |i| format!("## h{i}\n\n[a](#z{i})\n\n")));
    assert_eq!(codes, vec!["link::dead-anchor"; 10_000]);
}

#[test]
fn attributes_of_one_heading() {
    let (codes, _) = lesson(&format!("## a {{{}}}\n\nx\n", each(10_000, |i| format!(".b{i} "))));
    assert_eq!(codes, vec!["heading::unknown-attribute"; 10_000]);
}

#[test]
fn gaps_of_one_question() {
    let (codes, pages) = lesson(&("## Question : x\n\n".to_owned() + &"[[a]]\n\n".repeat(10_000)));
    assert!(codes.is_empty(), "{codes:?}");
    assert!(pages["lesson.html"].matches("class=\"gap\"").count() == 10_000);
}

#[test]
fn names_of_files() {
    let mut site = Site::new();
    for i in 0..3_000 {
        // One address for all, and links to what is not there from each.
        site = site.file(&format!("{i}.md"), format!("---\nslug: a\n---\n# L{i}\n\n[a](a-long-name-{i}-b.md)\n"));
    }
    let codes = site.check().codes();
    assert_eq!(codes.iter().filter(|code| **code == "link::dead").count(), 3_000);
    assert_eq!(codes.iter().filter(|code| **code == "lesson::duplicate-slug").count(), 2_999);
}

#[test]
fn ids_of_the_course() {
    let objectives = each(5_000, |i| format!("{{id: a{i}, text: b}}, "));
    let site = Site::new().file("course.yaml", format!("id: c\ntitle: C\nobjectives: [{objectives}]\n"));
    let named = each(5_000, |i| format!("a{i}, z{i}, "));
    let codes = site.file("lesson.md", format!("---\nobjectives: [{named}]\n---\n# L\n\nx\n")).check().codes();
    assert_eq!(codes, vec!["objective::unknown"; 5_000]);
}

#[test]
fn signs_of_aliases() {
    for sign in ["*", "&", "&*", "*a", " *", "[*", "!*"] {
        let text = sign.repeat(900_000 / sign.len());
        let site = Site::new().file("course.yaml", format!("id: c\ntitle: C\ndescription: \"{text}\"\n"));
        assert!(site.file("lesson.md", "# L\n\nx\n").check().codes().is_empty(), "{sign}");
    }
}
