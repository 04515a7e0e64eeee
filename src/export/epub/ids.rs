//! Names of elements: the ids of a site are any text without white space, those of a book names of XML.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

/// The ids of one document, or of a part of it that is known by a prefix.
pub struct Ids {
    prefix: String,
    defined: HashSet<String>,
}

impl Ids {
    /// Ids that all begin with `prefix`.
    pub fn new(prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), defined: HashSet::new() }
    }

    /// What an element with this id is called; nothing if another is called so already.
    pub fn define(&mut self, id: &str) -> Option<String> {
        let name = self.refer(id);
        (!id.is_empty() && self.defined.insert(name.clone())).then_some(name)
    }

    /// What refers to the element with this id.
    pub fn refer(&self, id: &str) -> String {
        self.prefix.clone() + &name(id)
    }
}

/// `id` as a name (XML 1.0, production 5) in plain ASCII; the same for the same id, wherever it stands.
fn name(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && id.chars().all(plain) {
        return id.to_owned();
    }
    format!("_x{:016x}", xxh3_64(id.as_bytes()))
}
