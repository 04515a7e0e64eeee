//! Shapes of front matter, `course.yaml` and `sources.yaml`, which may have 1 MiB.

use super::{Shape, each};

pub(super) const SHAPES: &[Shape] = &[
    Shape::files("keys of a lesson", 10_000, |n| lesson(&each(n, |i| format!("a{i}: b\n")))),
    Shape::files("keys that are twice", 10_000, |n| lesson(&(each(n, |i| format!("a{i}: b\n")) + "a0: c\n"))),
    Shape::files("objectives of a lesson", 10_000, |n| {
        lesson(&("objectives:\n".to_owned() + &each(n, |i| format!("- a{i}\n"))))
    }),
    Shape::files("objectives on one line", 10_000, |n| {
        lesson(&format!("objectives: [{}]\n", each(n, |i| format!("a{i}, "))))
    }),
    Shape::files("objectives that resemble", 10_000, |n| {
        lesson(&format!("objectives: [{}a]\n", each(n, |_| "aa, ".to_owned())))
    }),
    Shape::files("sources of a lesson", 10_000, |n| {
        let mut files = lesson(&("sources:\n".to_owned() + &each(n, |i| format!("- a{i}\n"))));
        files.push(("sources.yaml".to_owned(), each(n, |i| format!("- id: a{i}\n  title: b\n"))));
        files
    }),
    Shape::files("sources unknown", 2_000, |n| {
        let mut files = lesson(&("sources:\n".to_owned() + &each(n, |i| format!("- b{i}\n"))));
        files.push(("sources.yaml".to_owned(), each(n, |i| format!("- id: a{i}\n  title: b\n"))));
        files
    }),
    Shape::files("sources of one id", 10_000, |n| course("sources.yaml", "- id: a\n  title: b\n".repeat(n))),
    Shape::files("sources with other keys", 5_000, |n| {
        course("sources.yaml", each(n, |i| format!("- id: a{i}\n  title: b\n  c{i}: d\n")))
    }),
    Shape::files("sources in one mapping", 10_000, |n| {
        course("sources.yaml", "- id: a\n  title: b\n".to_owned() + &each(n, |i| format!("  c{i}: d\n")))
    }),
    Shape::files("keys of the course", 10_000, |n| {
        course("course.yaml", "id: t\n".to_owned() + &each(n, |i| format!("a{i}:\n")))
    }),
    Shape::files("prerequisites", 20_000, |n| {
        course("course.yaml", "id: t\nprerequisites:\n".to_owned() + &each(n, |i| format!("- a{i}\n")))
    }),
    Shape::files("objectives of the course", 5_000, |n| {
        course("course.yaml", "id: t\nobjectives:\n".to_owned() + &each(n, |i| format!("- id: a{i}\n  text: b\n")))
    }),
    Shape::files("objectives of one id", 5_000, |n| {
        course("course.yaml", "id: t\nobjectives:\n".to_owned() + &"- id: a\n  text: b\n".repeat(n))
    }),
    Shape::files("objectives in braces", 5_000, |n| {
        course("course.yaml", format!("id: t\nobjectives: [{}]\n", each(n, |i| format!("{{id: a{i}, text: b}}, "))))
    }),
    Shape::files("failures of the audit", 10_000, |n| {
        let head = "id: t\naudit:\n  date: 1\n  auditor: a\n  rate: 50\n  failures:\n";
        course("course.yaml", head.to_owned() + &each(n, |i| format!("    - a{i}\n")))
    }),
    Shape::files("keys of the audit", 10_000, |n| {
        course("course.yaml", format!("id: t\naudit: {{ {} }}\n", each(n, |i| format!("a{i}: 1, "))))
    }),
    Shape::files("yaml brackets", 50_000, |n| course("course.yaml", format!("id: {}", "[".repeat(n)))),
    Shape::files("yaml brackets in text", 50_000, |n| course("course.yaml", format!("id: a{}", "[".repeat(n)))),
    Shape::files("yaml blocks", 400, |n| course("course.yaml", each(n, |i| " ".repeat(i) + "a:\n"))),
    Shape::files("yaml dashes", 20_000, |n| course("course.yaml", "id: t\na:\n ".to_owned() + &"- ".repeat(n))),
    Shape::files("yaml question marks", 20_000, |n| course("course.yaml", "? ".repeat(n))),
    Shape::files("yaml anchors", 10_000, |n| course("course.yaml", each(n, |i| format!("a{i}: &b{i} c\n")))),
    Shape::files("yaml aliases", 20_000, |n| {
        course("course.yaml", "a: &b c\nd: [".to_owned() + &"*b, ".repeat(n) + "]\n")
    }),
    Shape::files("yaml tags", 20_000, |n| course("course.yaml", each(n, |i| format!("a{i}: !b c\n")))),
    Shape::files("yaml quotes", 100_000, |n| course("course.yaml", "a: \"".to_owned() + &"\\n".repeat(n) + "\"\n")),
    Shape::files("yaml text", 20_000, |n| course("course.yaml", "title: |\n".to_owned() + &"  a\n".repeat(n))),
    Shape::files("yaml text folded", 20_000, |n| course("course.yaml", "title: a\n".to_owned() + &"  a\n".repeat(n))),
    Shape::files("yaml comments", 50_000, |n| course("course.yaml", "# a\n".repeat(n) + "id: t\n")),
    Shape::files("yaml documents", 20_000, |n| course("course.yaml", "---\na: b\n".repeat(n))),
    Shape::files("yaml spaces", 200_000, |n| course("course.yaml", "id:".to_owned() + &" ".repeat(n) + "a\n")),
    Shape::files("yaml colons", 50_000, |n| course("course.yaml", "id: ".to_owned() + &"a:".repeat(n))),
    Shape::files("front matter never closed", 200_000, |n| {
        lesson_text("---\ntitle: a\n".to_owned() + &"b: c\n".repeat(n))
    }),
];

fn lesson(head: &str) -> Vec<(String, String)> {
    lesson_text(format!("---\ntitle: a\n{head}---\n\nx\n"))
}

fn lesson_text(text: String) -> Vec<(String, String)> {
    vec![("lesson.md".to_owned(), text)]
}

fn course(path: &str, text: String) -> Vec<(String, String)> {
    vec![("lesson.md".to_owned(), "# L\n\nx\n".to_owned()), (path.to_owned(), text)]
}
