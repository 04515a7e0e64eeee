//! The right option is always the first.

use super::{Page, habit};
use crate::diagnostic::{Code, Diagnostic};

/// Advises against it, unless options come in another order for each student.
pub(super) fn advise(page: &Page<'_>) -> Option<Diagnostic> {
    if page.quiz.settings.shuffle == Some(true) {
        return None;
    }
    let singles = page.singles();
    singles.iter().all(|(_, right)| *right == 0).then(|| habit(page, Code::AdviceAlwaysFirst, &singles))?
}
