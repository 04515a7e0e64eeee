//! Where pages went whose texts or folders were renamed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{State, carried};
use crate::model::lesson::Module;
use crate::model::url::SitePath;
use crate::source::SourceId;

/// A page that may move.
struct Page<'s> {
    url: &'s SitePath,
    title: &'s str,
    /// What it is known by, wherever it stands.
    text: &'s str,
}

/// The texts of the lessons that are gone, and of the modules: by these they are found again.
pub(super) type Left = [BTreeMap<SitePath, String>; 2];

/// The pages that are gone since `before`, or were already then, each with the one in its place; and the
/// texts of all that are gone.
pub(super) fn moved(before: &State, state: &State) -> (BTreeMap<SitePath, SitePath>, Left) {
    let (mut moved, mut left) = (before.moved.clone(), before.left.clone());
    for (pages, left) in [lessons, modules].into_iter().zip(&mut left) {
        let (old, new) = (pages(before), pages(state));
        let mut fresh = successors(&old, &new);
        // What was cut is found again where it is pasted.
        let come = by_text(without(&new, &old).into_iter().rev());
        let lost = left.iter().filter(|(url, _)| !moved.contains_key(url));
        let found = |(url, text): (&SitePath, &String)| Some((url.clone(), come.get(text.as_str())?.url.clone()));
        fresh.extend(lost.filter_map(found));
        left.extend(without(&old, &new).into_iter().map(|page| (page.url.clone(), page.text.to_owned())));
        // What had moved there goes on from there.
        for to in moved.values_mut() {
            if let Some(further) = fresh.get(to) {
                to.clone_from(further);
            }
        }
        moved.extend(fresh);
    }
    let new: BTreeSet<&SitePath> = carried::published(&state.course);
    moved.retain(|from, to| !new.contains(from) && new.contains(to));
    for left in &mut left {
        left.retain(|url, _| !new.contains(url));
    }
    (moved, left)
}

/// Of each page that is gone, the new one of the same text, else an old one of it, which was copied, else
/// the new one of the same title, or the only new one if only one is gone.
fn successors(old: &[Page<'_>], new: &[Page<'_>]) -> BTreeMap<SitePath, SitePath> {
    let (gone, come) = (without(old, new), without(new, old));
    if gone.is_empty() {
        return BTreeMap::new();
    }
    // Of equal ones, the first.
    let by_text = by_text(new.iter().rev().chain(come.iter().rev().copied()));
    let by_title: HashMap<&str, &Page<'_>> = come.iter().rev().map(|page| (page.title, *page)).collect();
    let only = if gone.len() == 1 && come.len() == 1 { come.first() } else { None };
    let successor = |page: &&Page<'_>| {
        let to = by_text.get(page.text).or_else(|| by_title.get(page.title)).or(only)?;
        Some((page.url.clone(), to.url.clone()))
    };
    gone.iter().filter_map(successor).collect()
}

/// Pages by their texts, the last of equal ones. What is empty tells nothing.
fn by_text<'p, 's>(pages: impl Iterator<Item = &'p Page<'s>>) -> HashMap<&'s str, &'p Page<'s>>
where
    's: 'p,
{
    pages.filter(|page| !page.text.trim().is_empty()).map(|page| (page.text, page)).collect()
}

/// Those of `pages` whose addresses none of the `others` has.
fn without<'p, 's>(pages: &'p [Page<'s>], others: &[Page<'_>]) -> Vec<&'p Page<'s>> {
    let known: BTreeSet<&SitePath> = others.iter().map(|page| page.url).collect();
    pages.iter().filter(|page| !known.contains(page.url)).collect()
}

fn lessons(state: &State) -> Vec<Page<'_>> {
    state.course.lessons().map(|lesson| page(state, &lesson.url, &lesson.title, lesson.page.source)).collect()
}

/// A folder without a text of its own is known by that of its first lesson.
fn modules(state: &State) -> Vec<Page<'_>> {
    let text = |module: &Module| {
        let own = module.page.as_ref().or(module.lessons.first().map(|lesson| &lesson.page));
        own.map(|page| page.source)
    };
    let modules = carried::modules(&state.course).filter_map(|module| Some((module, text(module)?)));
    modules.map(|(module, source)| page(state, &module.url, &module.title, source)).collect()
}

fn page<'s>(state: &'s State, url: &'s SitePath, title: &'s str, source: SourceId) -> Page<'s> {
    Page { url, title, text: state.inputs.sources.text(source) }
}
