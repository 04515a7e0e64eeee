//! The parts of the search, among the files of a site.

use std::sync::{Arc, PoisonError};

use super::{Frame, Site, fixed};
use crate::model::course::Course;
use crate::model::url::SitePath;
use crate::search::page::{Pages, Texts};
use crate::search::passage::{Kind, Passage};
use crate::search::{Part, Search};
use crate::theme::Theme;

/// What is found of the pages that every site has, passage by passage: the template of the page, the anchor,
/// the keys of the heading and the text.
const OWN: [(&str, &str, &str, &str); 15] = [
    ("plan", "", "plan", ""),
    ("a-z", "", "index", "index_lead"),
    ("sources", "", "sources", "sources_lead"),
    ("about", "", "about", ""),
    ("about", "legal", "legal", ""),
    ("about", "licence", "licence", ""),
    ("about", "privacy", "privacy", "privacy_nothing_leaves"),
    ("about", "made", "made", ""),
    ("accessibility", "", "a11y_title", ""),
    ("accessibility", "state", "a11y_state", ""),
    ("accessibility", "content-not-accessible", "a11y_content", ""),
    ("accessibility", "contact", "a11y_contact", "a11y_contact_text"),
    ("accessibility", "remedies", "a11y_remedies", "a11y_remedies_case"),
    ("results", "", "results", "results_lead"),
    ("attestation", "", "attestation", "attestation_lead"),
];

/// The pages of the site's own, for the search.
pub(super) fn own(course: &Course, theme: &Theme) -> Vec<Texts> {
    let string = |key: &str| theme.strings.get(key).cloned().unwrap_or_default();
    let page = |(path, template): (SitePath, &str)| {
        let said = OWN.iter().filter(|(page, ..)| *page == template);
        let passages = said.map(|(_, id, heading, text)| Passage {
            kind: if id.is_empty() { Kind::Page } else { Kind::Section },
            id: (*id).to_owned(),
            heading: string(heading),
            text: string(text),
        });
        let passages: Vec<Passage> = passages.collect();
        let title = passages.first()?.heading.clone();
        Some(Texts { href: path.as_str().to_owned(), title, passages, ..Texts::default() })
    };
    fixed::pages(course).filter_map(page).collect()
}

impl Site<'_> {
    /// Reads all pages for the search, in parallel: before threads share the making of all files.
    pub fn read_all(&self) {
        let pages = self.pages();
        self.search.get_or_init(|| self.frame.search(pages)).read(pages);
    }

    /// A part of the search, as a script.
    pub(super) fn search(&self, part: Part) -> Vec<u8> {
        let pages = self.pages();
        self.search.get_or_init(|| self.frame.search(pages)).script(pages, part)
    }

    fn pages(&self) -> Pages<'_> {
        Pages { course: self.course, sources: self.sources, sequence: &self.frame.sequence, own: &self.frame.own }
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
