//! Where a link of a page leads in the book.

use super::shelf::Shelf;
use crate::model::course::Edition;
use crate::model::url::{self, ContentPath, SitePath};

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Lead {
    /// To a chapter, counted in the order of reading, and perhaps to an element of it.
    Chapter(usize, Option<String>),
    /// To the table of contents.
    Contents,
    /// Out of the book.
    Outside(String),
    /// Nowhere: what it leads to is no part of a book.
    Nowhere,
}

/// Where `href` leads that stands in the chapter number `from`.
pub fn lead(shelf: &Shelf<'_>, from: usize, href: &str) -> Lead {
    let href = href.trim();
    if href.split([':', '/', '?', '#']).next().is_some_and(|start| href[start.len()..].starts_with(':')) {
        return outside(href).map_or(Lead::Nowhere, Lead::Outside);
    }
    let (path, id) = href.split_once('#').map_or((href, None), |(path, id)| (path, Some(url::decode(id))));
    let id = id.filter(|id| !id.is_empty());
    if path.is_empty() {
        return if id.is_some() { Lead::Chapter(from, id) } else { Lead::Nowhere };
    }
    let Some(path) = path_in_site(&shelf.chapters()[from].path, path) else { return Lead::Nowhere };
    if path == SitePath::plan() {
        return Lead::Contents;
    }
    if let Some(chapter) = shelf.chapter(&path) {
        return Lead::Chapter(chapter, id);
    }
    // A file stands in no order of reading, so that a link of a book may not lead to it.
    match &shelf.course().identity.url {
        Some(url) if shelf.course().edition == Edition::Student && !path.is_page() => {
            let url = format!("{}/{}", url.trim_end_matches('/'), url::encode(path.as_str()));
            outside(&url).map_or(Lead::Nowhere, Lead::Outside)
        }
        _ => Lead::Nowhere,
    }
}

/// The path in the site that a relative link, written in the page `from`, means.
pub fn path_in_site(from: &SitePath, link: &str) -> Option<SitePath> {
    let path = link.split(['?', '#']).next().filter(|path| !path.is_empty())?;
    let path = ContentPath::new(from.as_str())?.resolve(&url::decode(path))?;
    SitePath::new(path.as_str())
}

/// An address of the web, or one to write or to speak to, with all encoded that a URI may not hold
/// (RFC 3986, appendix A); nothing if it is no such address.
pub fn outside(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let rest = match scheme.as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let (authority, _) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
            let (host, port) = authority.rsplit_once(':').unwrap_or((authority, ""));
            let sound = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
            let labels = host.split('.').all(|label| (1..64).contains(&label.len()));
            if !host.chars().all(sound) || !labels || !port.chars().all(|c| c.is_ascii_digit()) || port.len() > 4 {
                return None;
            }
            format!("//{rest}")
        }
        "mailto" | "tel" if !rest.trim().is_empty() => rest.trim().to_owned(),
        _ => return None,
    };
    Some(format!("{scheme}:{}", encoded(&rest)))
}

fn encoded(rest: &str) -> String {
    let mut text = String::with_capacity(rest.len());
    let mut hashes = 0;
    for (at, c) in rest.char_indices() {
        let hex = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let kept = match c {
            '%' => rest.get(at + 1..at + 3).is_some_and(hex),
            '#' => {
                hashes += 1;
                hashes == 1
            }
            _ => c.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=".contains(c),
        };
        if kept || c.is_alphanumeric() {
            text.push(c);
        } else {
            let mut bytes = [0; 4];
            text.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        }
    }
    text
}
