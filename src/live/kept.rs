//! Files of the course as they were served, for pages that are shown when these are gone.

use std::sync::{Mutex, PoisonError};

/// Bytes of a file beyond which it is not kept.
pub const LARGEST: u64 = 4 << 20;
/// Bytes of all that are kept.
const ALL: usize = 32 << 20;

/// The files that were served last, by their paths in the site.
#[derive(Default)]
pub struct Kept(Mutex<Vec<(String, Vec<u8>)>>);

impl Kept {
    /// Keeps a file; others go that were served longer ago, if there is no room for all.
    pub fn keep(&self, path: &str, bytes: Vec<u8>) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.retain(|(known, _)| known != path);
        files.push((path.to_owned(), bytes));
        let mut room = ALL;
        let held = files.iter().rev().take_while(|(_, bytes)| match room.checked_sub(bytes.len()) {
            Some(left) => {
                room = left;
                true
            }
            None => false,
        });
        let old = files.len() - held.count();
        files.drain(..old);
    }

    /// The file that was served at `path`.
    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.iter().find(|(known, _)| known == path).map(|(_, bytes)| bytes.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, Kept};

    #[test]
    fn what_was_served_last_is_kept() {
        let kept = Kept::default();
        for (path, byte) in [("a", 1), ("b", 2), ("c", 3), ("a", 4), ("d", 5)] {
            kept.keep(path, vec![byte; ALL / 3]);
        }
        let first = |path| kept.get(path).and_then(|bytes| bytes.first().copied());
        assert_eq!(["a", "b", "c", "d"].map(first), [Some(4), None, Some(3), Some(5)]);
    }
}
