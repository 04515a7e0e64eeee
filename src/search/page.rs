//! The pages that are looked through, each by its number.

use xxhash_rust::xxh3::Xxh3;

use super::passage::{self, Passage};
use crate::model::course::Course;
use crate::model::lesson::{Audience, Page};
use crate::model::url::SitePath;
use crate::parse::typography::Typography;
use crate::source::Sources;

/// The pages of a site: those that hold text of the author's, the home page and then the others in the order
/// of reading, and those that the site has of its own.
#[derive(Clone, Copy)]
pub struct Pages<'c> {
    /// The course.
    pub course: &'c Course,
    /// Its texts.
    pub sources: &'c Sources,
    /// The author's but the home page: the module of each, and which lesson there, or the module itself.
    pub sequence: &'c [(usize, Option<usize>)],
    /// Those that hold text of the site's own, behind them.
    pub own: &'c [Texts],
}

/// A page.
pub struct Listed<'c> {
    /// Its address; nothing for the home page.
    pub url: Option<&'c SitePath>,
    /// Its title.
    pub title: &'c str,
    /// The title of the module that it belongs to.
    pub module: &'c str,
    /// In a sentence.
    pub description: Option<&'c str>,
    /// Its text, if it has one.
    pub page: Option<&'c Page>,
}

/// What is found on a page.
#[derive(Clone, Default)]
pub struct Texts {
    /// Its address from the top of the site.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The title of its module.
    pub module: String,
    /// In a sentence.
    pub description: String,
    /// Its passages, itself first; none if it is the trainer's.
    pub passages: Vec<Passage>,
}

impl<'c> Pages<'c> {
    /// How many there are.
    pub fn count(self) -> usize {
        self.sequence.len() + 1 + self.own.len()
    }

    /// The author's page of this number, unless it is the trainer's.
    pub fn listed(self, number: usize) -> Option<Listed<'c>> {
        let identity = &self.course.identity;
        let Some(place) = number.checked_sub(1) else {
            let (title, description) = (&identity.title, identity.description.as_deref());
            return Some(Listed { url: None, title, module: "", description, page: self.course.home.as_ref() });
        };
        let (module, lesson) = *self.sequence.get(place)?;
        let module = &self.course.modules[module];
        let Some(lesson) = lesson.map(|lesson| &module.lessons[lesson]) else {
            return Some(Listed {
                url: Some(&module.url),
                title: &module.title,
                module: "",
                description: module.description.as_deref(),
                page: module.page.as_ref(),
            });
        };
        (lesson.audience == Audience::Everyone).then_some(Listed {
            url: Some(&lesson.url),
            title: &lesson.title,
            module: &module.title,
            description: lesson.description.as_deref(),
            page: Some(&lesson.page),
        })
    }

    /// What the texts are known by: equal for equal ones.
    pub fn key(self) -> u64 {
        let mut hash = Xxh3::new();
        for page in (0..self.count()).filter_map(|number| self.listed(number)?.page) {
            hash.update(self.sources.text(page.source).as_bytes());
        }
        hash.digest()
    }

    /// What is found on the page of this number: nothing if it is the trainer's.
    pub fn texts(self, number: usize) -> Texts {
        let own = number.checked_sub(self.sequence.len() + 1).and_then(|at| self.own.get(at));
        let Some(listed) = self.listed(number) else { return own.cloned().unwrap_or_default() };
        let typography = Typography::of(&self.course.identity.lang);
        let set = |text: &str| typography.apply(text).into_owned();
        let text = listed.page.map_or("", |page| self.sources.text(page.source));
        let top = SitePath::index();
        Texts {
            href: top.link_to(listed.url.unwrap_or(&top)),
            title: set(listed.title),
            module: set(listed.module),
            description: set(listed.description.unwrap_or_default()),
            passages: passage::passages(&listed, text, typography),
        }
    }
}
