//! The table of contents of a book, `SUMMARY.md`, in the form of `mdBook`, `GitBook` and `HonKit`: nested
//! lists of links, with headings for parts and perhaps links before and after the lists
//! (<https://rust-lang.github.io/mdBook/format/summary.html>).

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::{self, Node};
use super::reference::{self, Reference, ReferenceKind};
use crate::model::url::ContentPath;
use crate::source::SourceId;

/// The order and the titles of the pages of a book.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Which file it is.
    pub path: ContentPath,
    /// Which text.
    pub source: SourceId,
    /// Its links, in order.
    pub chapters: Vec<Chapter>,
}

/// A page that the book names.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// What the book calls it.
    pub title: String,
    /// Where it is.
    pub link: Reference,
}

/// Reads the file at `path`. `None` where it is no table of contents but a page: it stands
/// elsewhere than at the top, has another name, or no list in it links to Markdown.
pub fn parse(path: &ContentPath, source: SourceId, text: &str) -> Option<Summary> {
    if path.as_str() != "SUMMARY.md" {
        return None;
    }
    let nodes = markdown::nodes(text, 0);
    let links = reference::references(&nodes, text).into_iter().filter(|link| link.kind == ReferenceKind::Link);
    let chapters = links.map(|link| Chapter { title: title(&nodes, link.event as usize), link }).collect();
    lists_pages(&nodes).then(|| Summary { path: path.clone(), source, chapters })
}

fn title(nodes: &[Node<'_>], at: usize) -> String {
    let link = markdown::whole(nodes, at..markdown::end_of(nodes, at));
    markdown::single_spaced(&markdown::plain(nodes, link))
}

fn lists_pages(nodes: &[Node<'_>]) -> bool {
    let mut lists = 0usize;
    nodes.iter().any(|node| {
        match &node.event {
            Event::Start(Tag::List(_)) => lists += 1,
            Event::End(TagEnd::List(_)) => lists = lists.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, .. }) => return lists > 0 && is_markdown(dest_url),
            _ => {}
        }
        false
    })
}

fn is_markdown(link: &str) -> bool {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    !path.contains("://") && matches!(extension.as_deref(), Some("md" | "markdown"))
}
