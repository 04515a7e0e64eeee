//! What holds for every page of a site.

use std::collections::{BTreeMap, BTreeSet};

use markup5ever_rcdom::{Handle, NodeData};
use pupitre::model::url::{self, SitePath};
use pupitre::render::{Content, Site};

use crate::markup::unbalanced;
use crate::wellformed;

/// The rendered pages, by path.
pub type Pages = BTreeMap<String, String>;

/// Every page; a fault of the theme's is one of ours here.
pub fn rendered(site: &Site<'_>) -> Pages {
    let text = |path: &SitePath| match site.content(path) {
        Ok(Some(Content::Page(page))) => Some((path.to_string(), String::from_utf8(page).unwrap())),
        Ok(_) => None,
        Err(error) => panic!("{path}: {error}"),
    };
    site.paths().iter().filter_map(text).collect()
}

/// The pages are sound HTML, safe, and their links lead somewhere.
pub fn check(site: &Site<'_>, pages: &Pages) {
    let read: BTreeMap<&str, Page> = pages.iter().map(|(path, text)| (path.as_str(), Page::read(path, text))).collect();
    for (path, page) in &read {
        for link in page.links.iter().filter(|link| !has_scheme(link)) {
            let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
            let wanted = if target.is_empty() { (*path).to_owned() } else { resolved(path, &url::decode(target)) };
            let known = site.paths().iter().any(|known| known.as_str() == wanted);
            assert!(known, "{path}: {link} leads to no file");
            let anchor = url::decode(anchor);
            let ids = read.get(wanted.as_str()).map(|page| &page.ids);
            assert!(anchor.is_empty() || ids.is_some_and(|ids| ids.contains(&anchor)), "{path}: {link} has no anchor");
        }
    }
}

/// What matters of a page.
#[derive(Default)]
struct Page {
    ids: BTreeSet<String>,
    links: Vec<String>,
    has_policy: bool,
}

impl Page {
    fn read(path: &str, text: &str) -> Self {
        assert_eq!(unbalanced(text), None, "{path}: {text}");
        let dom = wellformed::read(text);
        assert_eq!(wellformed::faults(&dom, text), [""; 0], "{path}: {text}");
        let mut page = Self::default();
        page.visit(path, &dom.document);
        assert!(page.has_policy, "{path}: no content security policy");
        page
    }

    fn visit(&mut self, path: &str, node: &Handle) {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            for attribute in attrs.borrow().iter() {
                self.attribute(path, &name.local, &attribute.name.local, &attribute.value);
            }
        }
        for child in node.children.borrow().iter() {
            self.visit(path, child);
        }
    }

    fn attribute(&mut self, path: &str, element: &str, name: &str, value: &str) {
        match name {
            "id" => {
                assert!(!value.is_empty() && !value.contains(char::is_whitespace), "{path}: the id {value:?}");
                self.ids.insert(value.to_owned());
            }
            "src" if element == "track" && value.starts_with("data:text/vtt;base64,") => {}
            // Keeps browsers from asking a server for an icon.
            "href" if element == "link" && value == "data:," => {}
            "href" | "src" => {
                assert!(!is_unsafe(value), "{path}: {value}");
                self.links.push(value.to_owned());
            }
            "http-equiv" => self.has_policy |= value.eq_ignore_ascii_case("content-security-policy"),
            _ => assert!(!name.starts_with("on") && name != "style", "{path}: {name}"),
        }
    }
}

/// Whether a browser would not take `link` for a path (URL Standard, 4.4: it trims controls and
/// spaces and drops tabs and line ends).
fn has_scheme(link: &str) -> bool {
    let link = seen(link);
    link.starts_with("//")
        || link.split_once(':').is_some_and(|(scheme, _)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        })
}

fn is_unsafe(link: &str) -> bool {
    const KNOWN: [&str; 4] = ["http:", "https:", "mailto:", "tel:"];
    let link = seen(link).to_ascii_lowercase();
    has_scheme(&link) && !link.starts_with("//") && !KNOWN.iter().any(|scheme| link.starts_with(scheme))
}

fn seen(link: &str) -> String {
    link.trim_matches(|c: char| c <= ' ').replace(['\t', '\n', '\r'], "")
}

/// Where a relative link on the page `from` leads.
fn resolved(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => assert!(parts.pop().is_some(), "{from}: {link} leads out of the site"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
