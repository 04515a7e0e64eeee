//! Marks by which tabs know whether they show what stands at an address, made once for all of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::diagnostic::Diagnostic;

/// Addresses whose marks are kept: more than anybody has open.
const MOST: usize = 10_000;

/// The marks of one state by address. Who serves a page and who tells a tab of it see the same one, so
/// that no tab loads its page for ever, whatever a page is rendered to.
#[derive(Default)]
pub struct Marks(Mutex<HashMap<String, Arc<OnceLock<Mark>>>>);

/// The mark of what stands at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Another one, if something else stands there.
    pub text: String,
    /// The mistakes of the theme that keep the true page from being shown.
    pub faults: Vec<Diagnostic>,
}

impl Marks {
    /// The mark of `address`. Only the first who asks has to `make` it, the others wait for that.
    pub fn of(&self, address: &str, make: impl FnOnce() -> Mark) -> Mark {
        let mark = {
            let mut marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match marks.get(address) {
                Some(mark) => Arc::clone(mark),
                None if marks.len() < MOST => Arc::clone(marks.entry(address.to_owned()).or_default()),
                None => Arc::default(),
            }
        };
        mark.get_or_init(make).clone()
    }

    /// Forgets them: something may stand elsewhere now.
    pub(super) fn forget(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::{Mark, Marks};

    #[test]
    fn a_mark_is_made_once_until_it_is_forgotten() {
        let mut marks = Marks::default();
        for round in 1..3 {
            let made = AtomicUsize::new(0);
            let ask = || {
                marks.of("a.html", || {
                    let nth = made.fetch_add(1, Ordering::SeqCst);
                    Mark { text: format!("{round} {nth}"), faults: Vec::new() }
                })
            };
            let marks_told: Vec<Mark> = thread::scope(|scope| {
                let tabs: Vec<_> = (0..50).map(|_| scope.spawn(ask)).collect();
                tabs.into_iter().filter_map(|tab| tab.join().ok()).collect()
            });
            assert_eq!(marks_told.len(), 50);
            assert!(marks_told.iter().all(|mark| mark.text == format!("{round} 0")), "{marks_told:?}");
            marks.forget();
        }
    }
}
