//! Whether an HTML parser, and so a browser, reads a page as it is written.

use std::collections::BTreeSet;

use html5ever::driver::ParseOpts;
use html5ever::serialize::{SerializeOpts, TraversalScope, serialize};
use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};

use crate::markup::tags;

/// What a browser whose scripts are off makes of `page`.
pub(crate) fn read(page: &str) -> RcDom {
    let tokenizer = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
    let tree_builder = TreeBuilderOpts { exact_errors: true, scripting_enabled: false, ..TreeBuilderOpts::default() };
    html5ever::parse_document(RcDom::default(), ParseOpts { tokenizer, tree_builder }).one(page)
}

/// What is wrong with `page`, read as `dom`, if anything is: what the parser says, elements that it closes earlier
/// or later than they are written, ids that are there twice, references to ids that are not.
pub(crate) fn faults(dom: &RcDom, page: &str) -> Vec<String> {
    let mut faults: Vec<String> = dom.errors.borrow().iter().map(ToString::to_string).collect();
    faults.extend(moved(page, dom));
    let mut names = Names::default();
    names.visit(&dom.document);
    faults.extend(names.twice.iter().map(|id| format!("the id {id:?} is there twice")));
    let dangling = names.references.difference(&names.ids);
    faults.extend(dangling.map(|id| format!("nothing has the id {id:?}")));
    faults
}

/// The first tag that stands elsewhere in what the parser has understood.
fn moved(page: &str, dom: &RcDom) -> Option<String> {
    let document: SerializableHandle = dom.document.clone().into();
    let options = SerializeOpts {
        scripting_enabled: false,
        traversal_scope: TraversalScope::ChildrenOnly(None),
        create_missing_parent: false,
    };
    let mut read = Vec::new();
    serialize(&mut read, &document, options).unwrap();
    let read = String::from_utf8(read).unwrap();
    let (written, read) = (tags(page), tags(&read));
    let at = (0..written.len().max(read.len())).find(|&i| written.get(i) != read.get(i))?;
    let around = |tags: &[String]| tags[at.saturating_sub(6).min(tags.len())..(at + 3).min(tags.len())].join(" ");
    Some(format!("written: {}, read: {}", around(&written), around(&read)))
}

#[derive(Default)]
struct Names {
    ids: BTreeSet<String>,
    twice: BTreeSet<String>,
    references: BTreeSet<String>,
}

impl Names {
    fn visit(&mut self, node: &Handle) {
        if let NodeData::Element { attrs, .. } = &node.data {
            for attribute in attrs.borrow().iter() {
                self.attribute(&attribute.name.local, &attribute.value);
            }
        }
        for child in node.children.borrow().iter() {
            self.visit(child);
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        match name {
            "id" if !self.ids.insert(value.to_owned()) => {
                self.twice.insert(value.to_owned());
            }
            "for" | "aria-labelledby" | "aria-describedby" => {
                self.references.extend(value.split_ascii_whitespace().map(ToOwned::to_owned));
            }
            "href" => self.references.extend(value.strip_prefix('#').map(pupitre::model::url::decode)),
            _ => {}
        }
    }
}

#[test]
fn pages_are_judged() {
    let page = |body: &str| {
        let page = format!("<!doctype html><html><head><title>T</title></head><body>{body}</body></html>");
        faults(&read(&page), &page)
    };
    assert_eq!(page("<p id=\"a\">1 &lt; 2<br></p><a href=\"#a\">b</a>"), [""; 0]);
    assert_eq!(page("<p>a<details>b</details>c</p>").len(), 2);
    assert_eq!(page("<ul><li>a<li>b</li></ul>").len(), 1);
    assert_eq!(page("<p id=\"a\"></p><p id=\"a\"></p>").len(), 1);
    assert_eq!(page("<a href=\"#a\">a</a><label for=\"b\">b</label>").len(), 2);
    assert!(!page("<a href=\"b\"><sup><a href=\"c\">c</a></sup></a>").is_empty());
    assert!(!page("<table><p>a</p></table>").is_empty());
}
