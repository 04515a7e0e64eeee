//! A rendered page as a tree, so that it can be put together with others in one document.

use dom_query::{Document, Node, Selection};

/// A page of the site.
pub struct Sheet {
    document: Document,
}

impl Sheet {
    /// The page, parsed as a browser would (HTML Standard, section 13.2).
    pub fn of(page: &[u8]) -> Self {
        Self { document: Document::from(String::from_utf8_lossy(page).as_ref()) }
    }

    /// Takes away what `selector` (Selectors Level 4) finds.
    pub fn remove(&self, selector: &str) {
        self.document.select(selector).remove();
    }

    /// The elements that `selector` finds.
    pub fn select(&self, selector: &str) -> Selection<'_> {
        self.document.select(selector)
    }

    /// Gives each element that has it another `attribute`, made from what it is; `None` takes it away.
    pub fn rewrite(&self, attribute: &str, with: impl Fn(&Node<'_>, &str) -> Option<String>) {
        for node in self.document.select(&format!("[{attribute}]")).nodes() {
            let before = node.attr(attribute).unwrap_or_default();
            match with(node, &before) {
                Some(after) => node.set_attr(attribute, &after),
                None => node.remove_attr(attribute),
            }
        }
    }

    /// The whole page, as HTML.
    pub fn whole(&self) -> String {
        self.document.html().to_string()
    }

    /// What stands in the `main` element, as HTML.
    pub fn html(&self) -> String {
        self.document.select("main").inner_html().to_string()
    }
}
