//! The files that a theme publishes: each by itself, or joined into bundles.

use std::collections::{BTreeMap, HashSet};

use super::{Files, built_in, pack};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::url::SitePath;
use crate::parse::fields::Fields;
use crate::parse::yaml::{self, Block, Value};
use crate::source::{SourceId, Sources, Span};

/// The script that the texts of a bundle's scripts are put in front of: there, they cost each page
/// nothing.
const SPEAKING_SCRIPT: &str = "static/js/strings.js";

/// The files to publish, bundles joined, and the icons.
pub(super) fn statics(
    merged: &Files,
    strings: &BTreeMap<String, String>,
    names: &BTreeMap<String, SourceId>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, String>) {
    let bundles = bundles(merged, names, diagnostics);
    let mut files = BTreeMap::new();
    let mut icons = BTreeMap::new();
    for (path, bytes) in merged {
        let Some(name) = path.strip_prefix("static/") else { continue };
        if let Some(icon) = name.strip_prefix("icons/").and_then(|icon| icon.strip_suffix(".svg")) {
            icons.insert(icon.to_owned(), String::from_utf8_lossy(bytes).trim().to_owned());
        } else if !bundles.iter().any(|(_, parts)| parts.iter().any(|part| part == name)) {
            files.insert(name.to_owned(), bytes.clone());
        }
    }
    for (bundle, parts) in bundles {
        let bytes = joined(merged, &parts, strings);
        files.insert(bundle.clone(), packed(&bundle, bytes));
    }
    (files, icons)
}

/// The parts of a bundle, with the texts that its scripts say in front of the one that says them.
fn joined(merged: &Files, parts: &[String], strings: &BTreeMap<String, String>) -> Vec<u8> {
    let paths = parts.iter().map(|part| format!("static/{part}"));
    let parts: Vec<_> = paths.filter_map(|path| merged.get_key_value(&path)).collect();
    let whole = parts.iter().map(|(_, bytes)| bytes.as_slice()).collect::<Vec<_>>().concat();
    let Some(at) = parts.iter().position(|(path, _)| *path == SPEAKING_SCRIPT) else { return whole };
    let mut scripts: Vec<_> = parts.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    let is_strict = scripts.iter().all(|script| is_strict(script));
    if is_strict {
        scripts = scripts.iter().map(|script| block(script).into()).collect();
    }
    scripts.insert(at, script_texts(strings, &String::from_utf8_lossy(&whole)).into());
    if is_strict {
        scripts.insert(0, STRICT.into());
    }
    scripts.concat().into_bytes()
}

const STRICT: &str = "'use strict';\n";

/// Whether a script is one function, strict all through: a comment, then its first two lines.
fn is_strict(script: &str) -> bool {
    let mut code = script.lines().skip_while(|line| line.starts_with("//"));
    code.next().is_some_and(|line| line.starts_with("(function")) && code.next() == Some(STRICT.trim_end())
}

/// A strict script as a part of strict code: without the directive and, unless something is returned
/// from it, as a block in place of the function. Both keep names to themselves, and `pupitre` is global.
fn block(script: &str) -> String {
    let script = script.replacen(STRICT, "", 1);
    let returns = script.lines().any(|line| !line.starts_with([' ', '/']) && line.contains("return"));
    if returns || !script.contains(OPENED) || !script.ends_with(CLOSED) {
        return script;
    }
    script.replacen(OPENED, "{\n", 1).replace(CLOSED, "\n}\n")
}

const OPENED: &str = "(function (pupitre) {\n";
const CLOSED: &str = "\n})(pupitre);\n";

fn packed(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    match (std::str::from_utf8(&bytes), name.rsplit_once('.')) {
        (Ok(text), Some((_, "css"))) => pack::css(text).into_bytes(),
        (Ok(text), Some((_, "js"))) => pack::js(text).into_bytes(),
        _ => bytes,
    }
}

/// The bundles of a theme and their parts; those that it says nothing of are the default theme's.
fn bundles(
    merged: &Files,
    names: &BTreeMap<String, SourceId>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Vec<String>> {
    let built_in = built_in().remove("theme.yaml").unwrap_or_default();
    // The default theme's own has no mistakes to tell.
    let nowhere = Sources::default().add("", "");
    let mut bundles = read_bundles(merged, &built_in, nowhere, &mut Vec::new());
    if let (Some(own), Some(source)) = (merged.get("theme.yaml"), names.get("theme.yaml")) {
        bundles.extend(read_bundles(merged, own, *source, diagnostics));
    }
    let whole = bundles.iter().map(|(name, parts)| (name.clone(), flat(&bundles, parts, name)));
    whole.collect()
}

/// The files of a bundle, where parts may be bundles.
fn flat(bundles: &BTreeMap<String, Vec<String>>, parts: &[String], name: &str) -> Vec<String> {
    let files = parts.iter().map(|part| match bundles.get(part).filter(|_| part != name) {
        // A bundle of bundles of bundles holds files alone.
        Some(inner) => inner.iter().filter(|file| !bundles.contains_key(*file)).cloned().collect(),
        None => vec![part.clone()],
    });
    files.collect::<Vec<_>>().concat()
}

fn read_bundles(
    merged: &Files,
    yaml: &[u8],
    source: SourceId,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Vec<String>> {
    let text = String::from_utf8_lossy(yaml);
    let block = Block { source, text: &text, span: Span::from(0..text.len()) };
    let entries = yaml::mapping(block, diagnostics);
    let mut fields = Fields::new(block, entries, diagnostics);
    let _name = fields.text("name");
    let bundles = fields.map("bundles");
    let entries = bundles.as_ref().map(|(map, _)| map.as_slice()).unwrap_or_default();
    let mut found = BTreeMap::new();
    for (bundle, parts) in entries {
        let Value::List(parts) = parts else { continue };
        if SitePath::new(bundle).is_none() {
            let outside = block.diagnostic(Code::ThemeBundle, block.find(bundle, block.span));
            fields.report(outside.with("target", bundle).variant("outside"));
            continue;
        }
        let mut names = Vec::new();
        for part in parts {
            let Value::Text(part) = part else { continue };
            if !merged.contains_key(&format!("static/{part}")) && !entries.iter().any(|(name, _)| name == part) {
                let place = block.find(part, block.span);
                let missing = block.diagnostic(Code::ThemeBundle, place).with("target", format!("static/{part}"));
                fields.report(missing);
            }
            names.push(part.clone());
        }
        found.insert(bundle.clone(), names);
    }
    fields.finish();
    found
}

/// The texts that `scripts` say, whose keys begin with `script_`, as a line of a script.
fn script_texts(strings: &BTreeMap<String, String>, scripts: &str) -> String {
    // Named in quotes, or by their first words, as in `outcome_${state}`.
    let quoted = scripts.split(['\'', '"', '`']).map(|piece| piece.split_once("${").map_or(piece, |(first, _)| first));
    let quoted: HashSet<&str> = quoted.collect();
    let is_said = |key: &str| {
        let name = key.strip_suffix("_one").or_else(|| key.strip_suffix("_other")).unwrap_or(key);
        quoted.contains(name) || name.match_indices('_').any(|(at, _)| quoted.contains(&name[..=at]))
    };
    let texts = strings.iter().filter_map(|(key, text)| Some((key.strip_prefix("script_")?, text)));
    // Keys of most themes are names, which need no quotes. What another bundle says stays.
    let named = |key: &str| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let said = texts.filter(|(key, _)| is_said(key)).map(|(key, text)| {
        let key = if named(key) { key.to_owned() } else { quoted(key) };
        format!(",{key}:{}", quoted(text))
    });
    format!("pupitre.texts={{...pupitre.texts{}}};\n", said.collect::<String>())
}
