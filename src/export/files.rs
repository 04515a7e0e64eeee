//! The files of the site inside one document, as `data:` URIs (RFC 2397).

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;

use super::{Export, Exported};
use crate::failure::During;
use crate::model::url::SitePath;
use crate::render::Content;

/// Bytes of films, sounds and files to save that one document holds: what is sent by e-mail may have
/// some twenty megabytes, and base64 adds a third.
const MOST: u64 = 12_000_000;

/// A file that is no part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it stands in the site.
    pub path: SitePath,
    /// Its bytes.
    pub bytes: u64,
}

/// The files of a site that a document holds.
pub struct Files {
    data: BTreeMap<SitePath, String>,
    left_out: Vec<LeftOut>,
    note: String,
}

/// The images as data, and the sizes of the other files.
type Gathered = (BTreeMap<SitePath, String>, Vec<(SitePath, u64)>);

impl Files {
    /// All images, and what else there is room for, the smallest first. What the pages of a site load
    /// to look and to work is not among them.
    pub fn all(export: &Export<'_>) -> Exported<Self> {
        let (mut data, mut others) = gathered(export)?;
        others.sort_by(|(a, _), (b, _)| a.cmp(b));
        others.sort_by_key(|(_, bytes)| *bytes);
        let mut room = MOST;
        let mut left_out = Vec::new();
        for (path, bytes) in others {
            if bytes <= room {
                room -= bytes;
                data.insert(path.clone(), uri(&path, &export.bytes(&path)?));
            } else {
                left_out.push(LeftOut { path, bytes });
            }
        }
        left_out.sort_by(|a, b| a.path.cmp(&b.path));
        let note = export.site.theme().strings.get("left_out").cloned().unwrap_or_default();
        Ok(Self { data, left_out, note })
    }

    /// The images alone, for paper.
    pub fn images(export: &Export<'_>) -> Exported<Self> {
        let (data, _) = gathered(export)?;
        Ok(Self { data, left_out: Vec::new(), note: String::new() })
    }

    /// The file at `path`, if the document holds it.
    pub fn data(&self, path: &SitePath) -> Option<&str> {
        self.data.get(path).map(String::as_str)
    }

    /// Whether it was too large.
    pub fn is_left_out(&self, path: &SitePath) -> bool {
        self.left_out.iter().any(|file| file.path == *path)
    }

    /// What is said in the place of a file that is left out.
    pub fn note(&self) -> &str {
        &self.note
    }

    /// Those that were too large.
    pub fn left_out(self) -> Vec<LeftOut> {
        self.left_out
    }

    /// A style sheet that stands at `path`, with the files that it names inside it.
    pub fn style(&self, path: &SitePath, css: &str) -> String {
        let mut whole = String::with_capacity(css.len());
        let mut rest = css;
        while let Some(at) = rest.find("url(") {
            let (before, after) = rest.split_at(at + 4);
            whole.push_str(before);
            let end = after.find(')').unwrap_or(after.len());
            let link = after[..end].trim().trim_matches(['"', '\'']);
            match path.resolve(link).and_then(|file| self.data(&file)) {
                Some(data) => whole.push_str(data),
                None => whole.push_str(&after[..end]),
            }
            rest = &after[end..];
        }
        whole + rest
    }
}

fn gathered(export: &Export<'_>) -> Exported<Gathered> {
    let (mut data, mut others) = Gathered::default();
    let of_course: BTreeSet<_> = export.course.assets.values().collect();
    let is_file = |path: &&SitePath| of_course.contains(path) || is_of_theme(path);
    for path in export.site.paths().iter().filter(is_file) {
        if is_shown(path) {
            data.insert(path.clone(), uri(path, &export.bytes(path)?));
        } else {
            others.push((path.clone(), length(export, path)?));
        }
    }
    Ok((data, others))
}

/// How long the file at `path` is; one of the course is not read for that.
fn length(export: &Export<'_>, path: &SitePath) -> Exported<u64> {
    Ok(match export.site.content(path)? {
        Some(Content::File(file)) => file.metadata().during("read", file)?.len(),
        _ => export.bytes(path)?.len() as u64,
    })
}

/// Whether it is a file of the theme that a page shows; its scripts and styles are no such.
fn is_of_theme(path: &SitePath) -> bool {
    let name = path.as_str();
    let is_code = [".js", ".css"].iter().any(|end| name.ends_with(end));
    name.starts_with("theme/") && !is_code
}

/// Images and fonts, which are seen without being asked for.
fn is_shown(path: &SitePath) -> bool {
    let kind = mime_guess::from_path(path.as_str()).first_or_octet_stream();
    matches!(kind.type_(), mime_guess::mime::IMAGE | mime_guess::mime::FONT)
}

fn uri(path: &SitePath, bytes: &[u8]) -> String {
    let kind = mime_guess::from_path(path.as_str()).first_or_octet_stream();
    format!("data:{kind};base64,{}", base64::engine::general_purpose::STANDARD.encode(bytes))
}
