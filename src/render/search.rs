//! The parts of the search, among the files of a site.

use std::sync::{Arc, PoisonError};

use super::{Frame, Site};
use crate::search::page::Pages;
use crate::search::{Part, Search};

impl Site<'_> {
    /// A part of the search, as a script.
    pub(super) fn search(&self, part: Part) -> String {
        let pages = Pages { course: self.course, sources: self.sources, sequence: &self.frame.sequence };
        self.search.get_or_init(|| self.frame.search(pages)).script(pages, part)
    }
}

impl Frame {
    /// The search of these pages: that of the site before, if they say what they said then.
    fn search(&self, pages: Pages<'_>) -> Arc<Search> {
        let key = pages.key();
        let mut kept = self.search.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((known, search)) if *known == key => Arc::clone(search),
            _ => Arc::clone(&kept.insert((key, Arc::new(Search::new(pages)))).1),
        }
    }
}
