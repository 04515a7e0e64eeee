//! No option is commented.

use super::Page;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::lesson::Kind;
use crate::model::quiz::Choice;

/// Asks for comments, once a page. A positioning test finds out what one knows and teaches nothing.
pub(super) fn advise(page: &Page<'_>) -> Option<Diagnostic> {
    if page.lesson.kind == Kind::Positioning {
        return None;
    }
    let mut bare = page.choices().filter(|(_, choice)| is_bare(choice)).map(|(question, _)| question);
    let first = bare.next()?;
    let found = page.diagnostic(Code::AdviceNoFeedback, page.heading(first));
    Some(match bare.count() {
        0 => found,
        others => found.with("others", others).variant("several"),
    })
}

fn is_bare(choice: &Choice) -> bool {
    choice.options().iter().all(|option| option.feedback.is_empty())
}
