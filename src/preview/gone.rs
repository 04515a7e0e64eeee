//! Why a page that was shown a moment ago is not there now.

use crate::live::State;
use crate::model::lesson::Audience;
use crate::model::link::Target;
use crate::model::url::{ContentPath, SitePath};

/// In words for the author, what became of the page at `path` and how to see it; nothing if there was
/// none, or there is again.
pub(super) fn why(state: &State, path: &SitePath) -> Option<String> {
    let text = state.gone.get(path)?;
    let text = draft_below(state, text).unwrap_or(text);
    let why = match state.course.targets.get(text) {
        Some(Target::Draft) => "draft",
        Some(Target::Page(page)) if page.audience == Audience::Trainer => "trainer",
        None => "deleted",
        Some(Target::Page(_) | Target::Lost | Target::File) => return None,
    };
    let folder = &state.inputs.sources.get(state.inputs.folder).path;
    let shown = if folder == "." { text.as_str().to_owned() } else { format!("{folder}/{}", text.as_str()) };
    Some(state.catalogue.word(&format!("preview-gone-{why}"), &[("path", &shown)]))
}

/// The first draft of a folder that has no page since it holds nothing else.
fn draft_below<'s>(state: &'s State, folder: &ContentPath) -> Option<&'s ContentPath> {
    let targets = &state.course.targets;
    let is_draft =
        |(path, target): &(&ContentPath, &Target)| matches!(target, Target::Draft) && path.folder() == folder.as_str();
    if targets.contains_key(folder) { None } else { targets.iter().find(is_draft).map(|(path, _)| path) }
}
