//! Markdown documents that hold courses and what is said of them; [`crate::cases`] lists them.
//!
//! Headings name the cases. A fenced block within a case is a file of a course, named behind the
//! language (`lesson.md` where nothing is), or something expected:
//!
//! | fence | holds |
//! |---|---|
//! | `link PATH` | the target of a symbolic link |
//! | `without PATH` | nothing: a case has a `course.yaml` unless it says this |
//! | `diagnostics` | each diagnostic, its place underlined |
//! | `report` | what `pupitre check` prints |
//! | `questions` | how questions were understood |
//! | `html PAGE` | lines that stand in a page, in this order; those that begin with `! ` nowhere |
//! | `corrected PATH` | the file as the help asks for it: with it nothing is left to say |
//!
//! Behind the path of a file, `crlf`, `cr`, `bom` and `latin1` change its bytes, and behind that of a page
//! `trainer` and `drafts` choose what is built. In `html`, `⍽` is U+00A0 and `⎵` is U+202F. A case without `diagnostics` and `report` has no
//! mistake. `SNAPSHOTS=overwrite` fills the first three of what is expected. Advice is told in `advice.md` alone.

use std::fmt::Write;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use snapbox::report::Palette;

use crate::questions;
use crate::site::Site;

/// Runs every case of `tests/cases/<name>`.
pub(crate) fn document(name: &str) {
    let path = folder().join(name);
    let text = fs::read_to_string(&path).unwrap();
    let cases = parse(&text);
    assert!(!cases.is_empty(), "{name} holds no case");
    let mut failures = String::new();
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for case in &cases {
        let place = format!("{name}:{} {}", case.line, case.name);
        let advice = if name == "advice.md" { Advice::Told } else { Advice::LeftOut };
        if let Err(failure) = case.run(&place, advice, &mut found) {
            failures += &failure;
        }
    }
    if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        let mut lines: Vec<&str> = text.lines().collect();
        for (range, text) in found.iter().rev() {
            lines.splice(range.clone(), text.lines());
        }
        fs::write(&path, lines.join("\n") + "\n").unwrap();
    }
    assert!(failures.is_empty(), "{failures}\nSNAPSHOTS=overwrite accepts what was found");
}

/// Where the documents are.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// A course and what is expected of it.
pub(crate) struct Case<'t> {
    /// Its headings.
    pub(crate) name: String,
    line: usize,
    blocks: Vec<Block<'t>>,
}

/// Whether advice counts: the shortest question that shows something is seldom a good one.
#[derive(Clone, Copy)]
enum Advice {
    Told,
    LeftOut,
}

/// A fenced block.
struct Block<'t> {
    kind: &'t str,
    path: &'t str,
    flags: Vec<&'t str>,
    lines: Range<usize>,
    text: String,
}

/// What may stand behind a path.
const FLAGS: [&str; 6] = ["crlf", "cr", "bom", "latin1", "trainer", "drafts"];

/// The cases of a document.
pub(crate) fn parse(text: &str) -> Vec<Case<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let mut headings: Vec<&str> = Vec::new();
    let mut cases: Vec<Case<'_>> = Vec::new();
    let mut at = 0;
    let mut fresh = true;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        let level = line.len() - line.trim_start_matches('#').len();
        let ticks = line.len() - line.trim_start_matches('`').len();
        if level > 0 {
            headings.truncate(level - 1);
            headings.push(line[level..].trim());
            fresh = true;
        } else if ticks > 2 {
            if std::mem::take(&mut fresh) {
                let name = headings.get(1..).unwrap_or_default().join(", ");
                cases.push(Case { name, line: at, blocks: Vec::new() });
            }
            let fence = &line[..ticks];
            let length = lines[at..].iter().position(|line| *line == fence);
            let end = at + length.unwrap_or_else(|| panic!("the fence of line {at} is open"));
            let text: String = lines[at..end].iter().flat_map(|line| [*line, "\n"]).collect();
            cases.last_mut().unwrap().blocks.push(Block::new(&line[ticks..], at..end, text));
            at = end + 1;
        }
    }
    cases
}

impl Case<'_> {
    /// Whether what the help asks for is tried.
    pub(crate) fn is_corrected(&self) -> bool {
        self.blocks("corrected").next().is_some()
    }

    /// The codes that it expects.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        let expected = self.blocks("diagnostics").chain(self.blocks("report"));
        expected.flat_map(|block| block.text.split([' ', '[', ']', ',', '\n'])).filter(|word| is_code(word))
    }

    fn blocks(&self, kind: &str) -> impl Iterator<Item = &Block<'_>> {
        self.blocks.iter().filter(move |block| block.kind == kind)
    }

    /// Compares with what is expected; notes what was found.
    fn run(&self, place: &str, advice: Advice, found: &mut Vec<(Range<usize>, String)>) -> Result<(), String> {
        let mut failures = String::new();
        let check = |site: Site| match advice {
            Advice::Told => site.check(),
            Advice::LeftOut => site.check().without_advice(),
        };
        let checked = check(self.site());
        for block in &self.blocks {
            let actual = match block.kind {
                "diagnostics" => checked.compact(),
                "report" => checked.report(),
                "questions" => questions::shown(&checked.prepared),
                _ => continue,
            };
            compare(place, &block.text, &actual, &mut failures);
            if block.kind == "diagnostics" && actual.is_empty() {
                writeln!(failures, "{place}: there is nothing to tell, leave `diagnostics` out").unwrap();
            }
            found.push((block.lines.clone(), actual));
        }
        if self.blocks("diagnostics").chain(self.blocks("report")).next().is_none() {
            compare(place, "", &checked.compact(), &mut failures);
        }
        for block in self.blocks("html") {
            self.html(place, block, &mut failures);
        }
        if self.is_corrected() {
            let mended = self.blocks("corrected").fold(self.site(), |site, block| site.file(block.path, &block.text));
            compare(&format!("{place}, corrected"), "", &check(mended).compact(), &mut failures);
        }
        if failures.is_empty() { Ok(()) } else { Err(failures) }
    }

    fn site(&self) -> Site {
        self.blocks.iter().fold(Site::new(), |site, block| match block.kind {
            "link" => site.link(block.path, block.text.trim()),
            "without" => site.without(block.path),
            "diagnostics" | "report" | "questions" | "html" | "corrected" => site,
            _ if block.path.starts_with("themes/") => site.beside(block.path, &block.text),
            _ => site.file(block.path, block.bytes()),
        })
    }

    fn html(&self, place: &str, block: &Block<'_>, failures: &mut String) {
        let site = block.flags.iter().fold(self.site(), |site, flag| match *flag {
            "trainer" => site.trainer(),
            "drafts" => site.drafts(),
            other => panic!("{place}: what is {other}?"),
        });
        let pages = site.check().pages();
        let path = block.path;
        let Some(page) = pages.get(path) else {
            return writeln!(failures, "{place}: there is no page {path} among {:?}", pages.keys()).unwrap();
        };
        let mut from = 0;
        let expected = block.text.replace('⍽', "\u{a0}").replace('⎵', "\u{202f}");
        for line in expected.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if let Some(absent) = line.strip_prefix("! ") {
                if page.contains(absent) {
                    writeln!(failures, "{place}: {path} holds {absent}").unwrap();
                }
            } else if let Some(at) = page[from..].find(line) {
                from += at + line.len();
            } else {
                let body = &page[page.find("<h1").unwrap_or_default()..];
                writeln!(failures, "{place}: {path} lacks {line}\n{body}").unwrap();
                return;
            }
        }
    }
}

impl<'t> Block<'t> {
    fn new(info: &'t str, lines: Range<usize>, text: String) -> Self {
        let (kind, mut path) = info.trim().split_once(' ').unwrap_or((info.trim(), ""));
        let mut flags = Vec::new();
        while let Some((rest, flag)) = path.rsplit_once(' ').filter(|(_, flag)| FLAGS.contains(flag)) {
            path = rest;
            flags.push(flag);
        }
        assert!(!kind.is_empty(), "the fence of line {} does not say what it is", lines.start);
        Self { kind, path: if path.is_empty() { "lesson.md" } else { path }, flags, lines, text }
    }

    fn bytes(&self) -> Vec<u8> {
        let flags = &self.flags;
        let text = if flags.contains(&"crlf") { self.text.replace('\n', "\r\n") } else { self.text.clone() };
        let text = if flags.contains(&"cr") { text.replace('\n', "\r") } else { text };
        let text = if flags.contains(&"bom") { format!("\u{feff}{text}") } else { text };
        if flags.contains(&"latin1") {
            return text.chars().map(|c| u8::try_from(c).unwrap()).collect();
        }
        text.into_bytes()
    }
}

fn is_code(word: &str) -> bool {
    let named = |part: &str| part.starts_with(|c: char| c.is_ascii_lowercase());
    word.split_once("::").is_some_and(|(family, name)| named(family) && named(name))
}

fn compare(place: &str, expected: &str, actual: &str, failures: &mut String) {
    if expected == actual {
        return;
    }
    let (expected, actual) = (expected.to_owned().into(), actual.to_owned().into());
    let name: &dyn std::fmt::Display = &place;
    snapbox::report::write_diff(failures, &expected, &actual, Some(name), Some(name), Palette::plain()).unwrap();
}
