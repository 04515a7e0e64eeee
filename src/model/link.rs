//! Where a link leads: to a page, a file of the course, another site, or nowhere.

use std::collections::BTreeMap;

use super::lesson::Audience;
use super::url::{self, ContentPath, SitePath};

/// What a path of the content folder is in the site.
#[derive(Clone, Debug)]
pub enum Target {
    /// A page.
    Page(PageTarget),
    /// A page that is not published, since it is a draft.
    Draft,
    /// A file that could not be taken, which has been said.
    Lost,
    /// A file; it has a place in the site once a published page refers to it.
    File,
}

/// A page that links can lead to.
#[derive(Clone, Debug)]
pub struct PageTarget {
    /// Its address.
    pub url: SitePath,
    /// For whom it is.
    pub audience: Audience,
    /// Its anchors and for whom each is.
    pub anchors: BTreeMap<String, Audience>,
}

/// Where a sound link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Out of the course.
    Elsewhere(String),
    /// To an anchor of the same page.
    Here(String),
    /// To a page and perhaps an anchor of it.
    Page(SitePath, Option<String>),
    /// To a file of the course.
    File(ContentPath),
}

/// Why a link leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dead {
    /// No such file.
    Missing,
    /// The page has no such anchor.
    Anchor,
    /// It leads to what is the trainer's.
    Trainer,
    /// It leads to a page that is not finished.
    Draft,
    /// It leads to a file that could not be taken.
    Lost,
    /// It leads out of the content folder.
    Outside,
    /// It would run something, or depends on the machine.
    Unsafe,
}

/// Every path of the content folder and what it is in the site; folders are pages too.
pub type Targets = BTreeMap<ContentPath, Target>;

/// Where `link`, written in the file `from` for `reader`, leads.
pub fn resolve(targets: &Targets, from: &ContentPath, reader: Audience, link: &str) -> Result<Destination, Dead> {
    if let Some(scheme) = scheme(link) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" | "tel" => Ok(Destination::Elsewhere(link.to_owned())),
            _ => Err(Dead::Unsafe),
        };
    }
    if link.starts_with(['/', '\\']) {
        return Err(Dead::Unsafe);
    }
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(url::decode(anchor))));
    let path = path.split('?').next().unwrap_or_default();
    let own = path.is_empty();
    let wanted = if own { from.clone() } else { from.resolve(&url::decode(path)).ok_or(Dead::Outside)? };
    let page = match targets.get(&wanted) {
        None => return Err(Dead::Missing),
        Some(Target::Draft) => return Err(Dead::Draft),
        Some(Target::Lost) => return Err(Dead::Lost),
        Some(Target::File) => return Ok(Destination::File(wanted)),
        Some(Target::Page(page)) => page,
    };
    let may_read = |audience: Audience| audience == Audience::Everyone || reader == Audience::Trainer;
    if !may_read(page.audience) {
        return Err(Dead::Trainer);
    }
    let anchor = anchor.filter(|anchor| !anchor.is_empty());
    if let Some(anchor) = &anchor {
        match page.anchors.get(anchor) {
            None => return Err(Dead::Anchor),
            Some(audience) if !may_read(*audience) => return Err(Dead::Trainer),
            Some(_) => {}
        }
    }
    Ok(match anchor {
        Some(anchor) if own => Destination::Here(anchor),
        anchor => Destination::Page(page.url.clone(), anchor),
    })
}

/// An anchor as it stands behind `#` in a link.
pub fn encode_anchor(anchor: &str) -> String {
    url::encode(anchor)
}

/// Whether `link` leaves the course for another origin.
pub fn is_remote(link: &str) -> bool {
    scheme(link).is_some_and(|scheme| matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https"))
        || link.starts_with("//")
}

/// The scheme of a URI (RFC 3986, section 3.1). White space and control characters, which
/// browsers drop, do not hide one.
fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    let scheme = scheme.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let sound =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.') || c.is_whitespace() || c.is_control();
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(sound)).then_some(scheme)
}
