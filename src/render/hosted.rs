//! What makes a site that is served over HTTP(S) an application of its own that is read without a
//! network: its manifest (W3C, Web Application Manifest), the worker that keeps its files (W3C, Service
//! Workers) and the list of these.

use std::fmt::Write;
use std::io::{self, Read};

use serde_json::{Map, Value, json};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::model::course::Course;
use crate::model::url::{self, SitePath};
use crate::theme::Theme;

/// Where the manifest stands.
pub const MANIFEST: &str = "manifest.webmanifest";
/// Where the worker stands: what it keeps is beside it or below.
pub const WORKER: &str = "sw.js";
/// Where the list of what it keeps stands.
pub const LIST: &str = "offline.txt";

/// Bytes of the longest file that is kept: films are read over the network.
pub const MAX_KEPT: u64 = 8 << 20;

/// Characters of a name below an icon.
const MAX_SHORT: usize = 12;

/// The paper of the default theme, and its ink where the course has no accent.
const COLOURS: (&str, &str) = ("#fbfaf5", "#1f3f8f");

/// The theme's icons: name, sizes, purpose.
const ICONS: [(&str, &str, &str); 4] = [
    ("favicon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable.png", "512x512", "maskable"),
];

/// A file that tells of all others, and is made once these are.
#[derive(Clone, Copy, Debug)]
pub enum Whole<'s> {
    /// The list of files to keep.
    List,
    /// The worker, and its script.
    Worker(&'s [u8]),
}

/// The list of the files that are kept: a line a file, with a mark that is another if the file is.
#[derive(Clone, Debug, Default)]
pub struct Marks(String);

impl Marks {
    /// Adds a file, in the order of paths; one without a mark is not kept.
    pub fn add(&mut self, path: &SitePath, mark: Option<u64>) {
        if let Some(mark) = mark {
            let _ = writeln!(self.0, "{mark:x} {}", url::encode(path.as_str()));
        }
    }
}

impl Whole<'_> {
    /// The file. Both name the version of the site, which comes from what all files hold.
    pub fn text(self, marks: &Marks) -> Vec<u8> {
        let Marks(lines) = marks;
        let version = format!("{:016x}", xxh3_64(lines.as_bytes()));
        match self {
            Self::List => format!("{version}\n{lines}").into_bytes(),
            Self::Worker(script) => [format!("const VERSION='{version}';\n").as_bytes(), script].concat(),
        }
    }
}

/// The mark of a file of this content.
pub fn mark(content: &[u8]) -> u64 {
    xxh3_64(content)
}

/// The mark of a file that is not in memory: the same.
pub fn mark_of(mut file: impl Read) -> io::Result<u64> {
    let mut hash = Xxh3::new();
    let mut piece = vec![0; 64 << 10];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hash.digest()),
            read => hash.update(&piece[..read]),
        }
    }
}

/// The manifest. Its addresses are relative to it, so that a course can stand in any folder of a host;
/// it has no `id`, which would be the same in all of them.
pub(super) fn manifest(course: &Course, theme: &Theme) -> Vec<u8> {
    let identity = &course.identity;
    let icon = |(name, sizes, purpose): &(&str, &str, &str)| {
        let kind = if name.ends_with("svg") { "image/svg+xml" } else { "image/png" };
        let icon = json!({ "src": format!("theme/{name}"), "sizes": sizes, "type": kind, "purpose": purpose });
        theme.files.contains_key(*name).then_some(icon)
    };
    let colour = identity.accent.as_ref().map_or(COLOURS.1.to_owned(), |accent| accent.light.clone());
    let mut manifest = Map::new();
    let mut put = |key: &str, value: Value| manifest.insert(key.to_owned(), value);
    put("name", json!(identity.title));
    put("short_name", json!(short(&identity.title)));
    if let Some(description) = &identity.description {
        put("description", json!(description));
    }
    put("lang", json!(identity.lang));
    put("start_url", json!(SitePath::index().as_str()));
    put("scope", json!("./"));
    put("display", json!("standalone"));
    put("background_color", json!(COLOURS.0));
    put("theme_color", json!(colour));
    put("icons", ICONS.iter().filter_map(icon).collect());
    format!("{}\n", Value::Object(manifest)).into_bytes()
}

/// The first words of a title, as many as have room.
fn short(title: &str) -> String {
    let mut short = String::new();
    for word in title.split_whitespace() {
        if !short.is_empty() && short.chars().count() + 1 + word.chars().count() > MAX_SHORT {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_short_name_is_whole_words() {
        for (title, expected) in [
            ("Réseaux sociaux", "Réseaux"),
            ("Au téléphone", "Au téléphone"),
            ("Anticonstitutionnellement", "Anticonstitutionnellement"),
            ("", ""),
        ] {
            assert_eq!(short(title), expected);
        }
    }
}
