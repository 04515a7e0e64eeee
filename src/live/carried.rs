//! From one state to the next: what it keeps of the one before, and what it knows by comparing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{State, moved};
use crate::diagnostic::Severity;
use crate::model::course::Course;
use crate::model::lesson::Module;
use crate::model::link::Target;
use crate::model::url::{ContentPath, SitePath};
use crate::source::SourceId;

/// Completes `state` by what it has in common with the one `before`.
pub(super) fn carry(before: &State, state: &mut State) {
    state.last_good = last_good(before, state);
    let (moved, left) = moved::moved(before, state);
    let gone = gone(before, &moved, &state.course);
    (state.moved, state.left, state.gone) = (moved, left, gone);
    state.kept = Arc::clone(&before.kept);
}

/// The pages of texts with errors, as they were without.
fn last_good(before: &State, state: &State) -> BTreeMap<SitePath, Vec<u8>> {
    let errors = state.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
    let faulty: BTreeSet<SourceId> = errors.map(|diagnostic| diagnostic.place.source).collect();
    if faulty.is_empty() {
        return BTreeMap::new();
    }
    let known: BTreeMap<SitePath, SourceId> = texts(&before.course).collect();
    let page = |(url, _): (SitePath, SourceId)| {
        let kept = before.last_good.get(&url).cloned();
        let page = kept.or_else(|| before.good_page(&url, *known.get(&url)?))?;
        Some((url, page))
    };
    texts(&state.course).filter(|(_, source)| faulty.contains(source)).filter_map(page).collect()
}

/// Every page that has a text of its own, and which.
pub(crate) fn texts(course: &Course) -> impl Iterator<Item = (SitePath, SourceId)> {
    let home = course.home.iter().map(|page| (SitePath::index(), page.source));
    let modules = modules(course).filter_map(|module| Some((module.url.clone(), module.page.as_ref()?.source)));
    home.chain(modules).chain(course.lessons().map(|lesson| (lesson.url.clone(), lesson.page.source)))
}

/// The texts and folders of the pages that are gone and went nowhere else.
fn gone(before: &State, moved: &BTreeMap<SitePath, SitePath>, course: &Course) -> BTreeMap<SitePath, ContentPath> {
    let mut gone = before.gone.clone();
    let (old, new) = (published(&before.course), published(course));
    if !old.is_subset(&new) {
        // A folder comes before its text, which has the same page.
        for (path, target) in before.course.targets.iter().rev() {
            if let Target::Page(page) = target
                && old.contains(&page.url)
            {
                gone.insert(page.url.clone(), path.clone());
            }
        }
    }
    gone.retain(|url, _| !new.contains(url) && !moved.contains_key(url));
    gone
}

/// The pages of lessons and modules.
pub(super) fn published(course: &Course) -> BTreeSet<&SitePath> {
    modules(course).map(|module| &module.url).chain(course.lessons().map(|lesson| &lesson.url)).collect()
}

/// The modules that have a page.
pub(super) fn modules(course: &Course) -> impl Iterator<Item = &Module> {
    course.modules.iter().filter(|module| module.number.is_some())
}
