//! The rules of the house. They stand in `src/lib.rs`; those that a machine can check are here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use pupitre::diagnostic::Code;

use crate::case;
use crate::site::files_below;

/// Lines beyond which a file is to be cut in two.
const MAX_LINES: usize = 400;

/// Codes that no case shows, and why.
const UNSHOWN: [(Code, &str); 3] = [
    (Code::FileTooMany, "half a million files; see `files`"),
    (Code::FileTooLarge, "8 MiB; see `files`"),
    (Code::YamlTooLarge, "1 MiB; see `files`"),
];

#[test]
fn layers_keep_to_themselves() {
    for (words, allowed) in [
        (&["std::fs", "fs::"][..], &["load.rs", "write.rs", "write/", "export/", "preview.rs", "watch.rs"][..]),
        (&["pulldown_cmark"], &["parse/", "render/prose.rs", "render/prose/"]),
        (&["serde_yaml"], &["parse/yaml.rs", "catalogue.rs"]),
        (&["walkdir"], &["load.rs", "write/"]),
        (&["println!", "eprintln!", "std::env"], &["main.rs", "embedded.rs", "write/"]),
        (&["clap"], &["cli.rs", "main.rs"]),
        (&["advice::"], &["advice/", "prepare.rs", "diagnostic.rs"]),
    ] {
        for (path, text) in sources() {
            if allowed.iter().any(|layer| path.starts_with(layer)) || is_test(&path) {
                continue;
            }
            let line = code(&text).find(|line| words.iter().any(|word| has_word(line, word)));
            assert_eq!(line, None, "src/{path} is none of {allowed:?}");
        }
    }
}

#[test]
fn the_model_knows_neither_markdown_nor_html() {
    for (path, text) in sources().into_iter().filter(|(path, _)| path.starts_with("model/")) {
        let strange = ["pulldown_cmark", "tera", "\"<", "std::fs", "std::env", "std::time"];
        let line = code(&text).find(|line| strange.iter().any(|word| has_word(line, word)));
        assert_eq!(line, None, "src/{path}");
    }
}

#[test]
fn the_model_knows_neither_parser_nor_renderer() {
    // `assemble` is where syntax becomes model.
    let of_model = |path: &str| path.starts_with("model/") && !path.starts_with("model/assemble/");
    for (path, text) in sources().into_iter().filter(|(path, _)| of_model(path)) {
        let strange = ["crate::parse", "crate::render", "crate::theme", "serde_json"];
        let line = code(&text).find(|line| strange.iter().any(|word| has_word(line, word)));
        assert_eq!(line, None, "src/{path}");
    }
}

#[test]
fn files_are_short() {
    let templates = ["html", "css", "js", "mjs", "yaml"];
    let mut long = Vec::new();
    for folder in [
        "src",
        "tests/it",
        "tests/fuzz/src",
        "tests/fuzz/targets",
        "tests/js",
        "tests/browser",
        "tests/bench",
        "tests/course",
        "themes",
    ] {
        for (path, bytes) in files_below(&root().join(folder)) {
            let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
            let is_code = extension == "rs" || templates.contains(&extension);
            let exempt = path.contains("node_modules/") || path.starts_with("messages/");
            let lines = String::from_utf8_lossy(&bytes).lines().count();
            if is_code && !exempt && lines > MAX_LINES {
                long.push(format!("{folder}/{path}: {lines}"));
            }
        }
    }
    assert!(long.is_empty(), "cut these in two: {long:#?}");
}

#[test]
fn nothing_is_left_to_do() {
    let words = ["todo!", "unimplemented!", "dbg!", "FIXME", "XXX", "TODO"];
    for folder in ["src", "tests/it", "tests/js", "tests/course", "tests/browser", "themes"] {
        for (path, bytes) in files_below(&root().join(folder)) {
            if path == "tidy.rs" || path.contains("node_modules/") {
                continue;
            }
            let text = String::from_utf8_lossy(&bytes);
            for word in words {
                assert!(!text.contains(word), "{folder}/{path}: {word}");
            }
        }
    }
}

#[test]
fn every_code_is_shown_in_a_case() {
    let mut shown: BTreeSet<String> = BTreeSet::new();
    for (_, text) in documents() {
        shown
            .extend(case::parse(&text).iter().flat_map(|case| case.codes().map(ToOwned::to_owned).collect::<Vec<_>>()));
    }
    for code in Code::ALL {
        let excused = UNSHOWN.iter().any(|(known, _)| known == code);
        assert_eq!(shown.contains(code.as_str()), !excused, "{}", code.as_str());
    }
    let known: BTreeSet<String> = Code::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    assert!(shown.is_subset(&known), "{:?}", shown.difference(&known));
}

#[test]
fn every_near_miss_is_corrected_as_the_help_says() {
    let mut corrected: BTreeSet<String> = BTreeSet::new();
    for (_, text) in documents() {
        let cases = case::parse(&text);
        let mended = cases.iter().filter(|case| case.is_corrected());
        corrected.extend(mended.flat_map(|case| case.codes().map(ToOwned::to_owned).collect::<Vec<_>>()));
    }
    for code in
        Code::ALL.iter().filter(|code| ["quiz::", "advice::"].iter().any(|family| code.as_str().starts_with(family)))
    {
        assert!(corrected.contains(code.as_str()), "{}", code.as_str());
    }
}

#[test]
fn cases_have_names_of_their_own() {
    for (path, text) in documents() {
        let mut names = BTreeSet::new();
        for case in case::parse(&text) {
            assert!(names.insert(case.name.clone()), "{path}: {}", case.name);
        }
    }
}

#[test]
fn the_code_map_names_every_module() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let docs: String = lib.lines().filter(|line| line.starts_with("//!")).collect();
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for module in modules {
        assert!(docs.contains(&format!("[`{module}`]")), "{module}");
    }
}

#[test]
fn the_version_is_in_the_changelog() {
    let changelog = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    let heading = format!("## {}", env!("CARGO_PKG_VERSION"));
    assert!(changelog.lines().any(|line| line.starts_with(&heading)), "no heading {heading}");
}

#[test]
fn every_dependency_says_why() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    for line in dependencies.lines().filter(|line| line.contains('=')) {
        assert!(line.contains(" # "), "{line}");
    }
}

#[test]
fn the_theme_speaks_every_language() {
    let texts = |lang: &str| strings(&root().join(format!("themes/default/i18n/{lang}.yaml")));
    let (french, english) = (texts("fr"), texts("en"));
    assert_eq!(french.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
    for (lang, texts) in [("fr", &french), ("en", &english)] {
        for (key, text) in texts {
            assert!(!text.trim().is_empty(), "{lang}: {key}");
            assert_eq!(holes(text), holes(&english[key]), "{lang}: {key}");
        }
    }
    for (key, text) in &french {
        for wrong in [" :", " ;", " ?", " !", "'", "« ", " »", "..."] {
            assert!(!text.contains(wrong), "{key}: {wrong:?} in {text:?}");
        }
    }
}

#[test]
fn every_text_of_the_theme_is_used_and_every_used_one_exists() {
    let texts = strings(&root().join("themes/default/i18n/en.yaml"));
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut whole = String::new();
    for (path, bytes) in files_below(&root().join("themes/default")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if path.starts_with("templates/") {
            used.extend(words_after(&text, "t.", &['{', ' ', '(', '=']));
        }
        if path.starts_with("static/js/") {
            whole += &text;
        }
    }
    for key in &used {
        assert!(texts.contains_key(key), "a template wants `t.{key}`");
    }
    for (_, text) in sources() {
        whole += &text;
    }
    let by_program = |key: &str| {
        let key = key.trim_start_matches("script_");
        let counted = key.trim_end_matches("_one").trim_end_matches("_other");
        let named = |name: &str| whole.contains(&format!("\"{name}\"")) || whole.contains(&format!("'{name}'"));
        let made = |start: &str| whole.contains(&format!("{start}${{")) || whole.contains(&format!("\"{start}{{"));
        named(key) || named(counted) || key.match_indices('_').any(|(at, _)| made(&key[..=at]))
    };
    let unused: Vec<&String> = texts.keys().filter(|key| !used.contains(*key) && !by_program(key)).collect();
    assert!(unused.is_empty(), "nothing uses {unused:?}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files of the crate, by path below `src/`.
fn sources() -> BTreeMap<String, String> {
    let files = files_below(&root().join("src")).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

fn documents() -> BTreeMap<String, String> {
    files_below(&case::folder()).into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("tests.rs")
}

/// The lines of `text` that are no comment, up to its unit tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// Whether `line` holds `word`, not as the end of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// The names that stand behind `prefix`, itself behind one of `before`.
fn words_after(text: &str, prefix: &str, before: &[char]) -> Vec<String> {
    let name = |at: usize| {
        let rest = &text[at + prefix.len()..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        rest[..end].to_owned()
    };
    let behind = |at: usize| before.is_empty() || text[..at].ends_with(before);
    let found = text.match_indices(prefix).filter(|(at, _)| behind(*at));
    found.map(|(at, _)| name(at)).filter(|name| !name.is_empty()).collect()
}

fn strings(path: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(path).unwrap();
    let entries = text.lines().filter_map(|line| line.split_once(": "));
    let named = entries.filter(|(key, _)| !key.starts_with(['#', ' ']));
    named.map(|(key, text)| (key.to_owned(), text.trim_matches(['"', '\'']).to_owned())).collect()
}

fn holes(text: &str) -> BTreeSet<String> {
    words_after(&format!(" {text}"), "{", &[]).into_iter().collect()
}
