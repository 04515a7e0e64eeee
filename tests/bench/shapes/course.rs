//! Shapes of whole courses.

use super::{Shape, each};

type Files = Vec<(String, String)>;

pub(super) const SHAPES: &[Shape] = &[
    Shape::files("lessons of one folder", 500, |n| lessons(n, |_| String::new())),
    Shape::files("lessons of one title", 500, |n| files(n, |i| (format!("m/{i}.md"), "# L\n\nx\n".to_owned()))),
    Shape::files("lessons of one slug", 500, |n| {
        files(n, |i| (format!("m/{i}.md"), format!("---\nslug: a\n---\n# L{i}\n\nx\n")))
    }),
    Shape::files("lessons of long names", 500, |n| {
        files(n, |i| (format!("m/{}{i}.md", "a".repeat(100)), "# L\n\nx\n".to_owned()))
    }),
    Shape::files("lessons of one question", 500, |n| {
        lessons(n, |_| "## Question : x\n\n- [x] a\n- [ ] b\n".to_owned())
    }),
    Shape::files("lessons of one id", 500, |n| lessons(n, |_| "## Question : x {#a}\n\n- [x] a\n- [ ] b\n".to_owned())),
    Shape::files("lessons that are drafts", 1_000, |n| {
        files(n, |i| (format!("m/{i}.md"), format!("---\ndraft: {}\n---\n# L{i}\n\n## Question\n", i > 0)))
    }),
    Shape::files("lessons that are the trainer's", 500, |n| {
        files(n, |i| {
            (
                format!("m/{i}.md"),
                format!("---\naudience: {}\n---\n# L{i}\n\nx\n", if i > 0 { "trainer" } else { "student" }),
            )
        })
    }),
    Shape::files("lessons that are empty", 1_000, |n| files(n, |i| (format!("m/{i}.md"), String::new()))),
    Shape::files("lessons with objectives", 500, |n| {
        let mut files = files(n, |i| (format!("m/{i}.md"), format!("---\nobjectives: a{i}\n---\n# L{i}\n\nx\n")));
        files.push((
            "course.yaml".to_owned(),
            "id: c\nobjectives:\n".to_owned() + &each(n, |i| format!("- id: a{i}\n  text: b\n")),
        ));
        files
    }),
    Shape::files("lessons with sources", 500, |n| {
        let mut files = files(n, |i| (format!("m/{i}.md"), format!("---\nsources: a{i}\n---\n# L{i}\n\nx\n")));
        files.push(("sources.yaml".to_owned(), each(n, |i| format!("- id: a{i}\n  title: b\n"))));
        files
    }),
    Shape::files("modules", 250, |n| files(n, |i| (format!("{i}/a.md"), format!("# L{i}\n\nx\n")))),
    Shape::files("modules with pages", 250, |n| {
        files(2 * n, |i| (format!("{}/{}.md", i / 2, if i % 2 == 0 { "index" } else { "a" }), "# L\n\nx\n".to_owned()))
    }),
    Shape::files("modules of one address", 250, |n| {
        files(n, |i| (format!("{}-a{}/a.md", i % 1000, "-".repeat(i / 1000)), "# L\n\nx\n".to_owned()))
    }),
    Shape::files("links between lessons", 500, |n| {
        lessons(n, move |i| each(20, |k| format!("[a]({}.md)\n", (i + k) % n)))
    }),
    Shape::files("links that are dead", 250, |n| lessons(n, |i| each(20, |k| format!("[a](z{i}-{k}.md)\n")))),
    Shape::files("links that are dead alike", 250, |n| lessons(n, |_| each(20, |_| "[a](zz.md)\n".to_owned()))),
    Shape::files("links to no anchor of one page", 250, |n| {
        let mut files = lessons(n, |i| each(20, |k| format!("[a](../h.md#z{i}-{k})\n")));
        files.push(("h.md".to_owned(), "# H\n\n".to_owned() + &each(n, |i| format!("## h{i}\n\nx\n\n"))));
        files
    }),
    Shape::files("images", 500, |n| {
        let mut files = files(n, |i| (format!("m/{i}.svg"), "<svg viewBox=\"0 0 1 1\"/>".to_owned()));
        files.push(("m/a.md".to_owned(), "# L\n\n".to_owned() + &each(n, |i| format!("![a]({i}.svg)\n\n"))));
        files
    }),
    Shape::files("images unused", 1_000, |n| {
        let mut files = files(n, |i| (format!("m/{i}.svg"), String::new()));
        files.push(("m/a.md".to_owned(), "# L\n\nx\n".to_owned()));
        files
    }),
    Shape::files("films with captions", 250, |n| {
        let mut files = files(2 * n, |i| {
            (format!("m/{}.{}", i / 2, if i % 2 == 0 { "mp4" } else { "vtt" }), "WEBVTT\n".to_owned())
        });
        files.push(("m/a.md".to_owned(), "# L\n\n".to_owned() + &each(n, |i| format!("![a]({i}.mp4)\n\n"))));
        files
    }),
    Shape::files("one film shown often", 500, |n| {
        let film = ("m/a.mp4".to_owned(), String::new());
        let captions = ("m/a.vtt".to_owned(), "WEBVTT\n".to_owned());
        vec![film, captions, ("m/a.md".to_owned(), "# L\n\n".to_owned() + &"![a](a.mp4)\n\n".repeat(n))]
    }),
];

fn files(n: usize, file: impl Fn(usize) -> (String, String)) -> Files {
    (0..n).map(file).collect()
}

fn lessons(n: usize, text: impl Fn(usize) -> String) -> Files {
    files(n, |i| (format!("m/{i}.md"), format!("# L{i}\n\nx\n\n{}", text(i))))
}
