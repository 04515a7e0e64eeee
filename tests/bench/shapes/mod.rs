//! Inputs that a parser, an index or a report could take more than their length in time for.

mod course;
mod markdown;
mod quiz;
mod yaml;

use std::fs;
use std::path::Path;

use super::Result;

/// A kind of course that can be made of any size.
pub(crate) struct Shape {
    /// What there is much of.
    pub(crate) name: &'static str,
    /// How much of it, at first.
    pub(crate) size: usize,
    content: Content,
}

enum Content {
    /// The text of one lesson.
    Lesson(fn(usize) -> String),
    /// The files of the course, by path.
    Files(fn(usize) -> Vec<(String, String)>),
}

impl Shape {
    const fn lesson(name: &'static str, size: usize, text: fn(usize) -> String) -> Self {
        Self { name, size, content: Content::Lesson(text) }
    }

    const fn files(name: &'static str, size: usize, files: fn(usize) -> Vec<(String, String)>) -> Self {
        Self { name, size, content: Content::Files(files) }
    }

    /// Writes the course into `content`.
    pub(crate) fn write(&self, content: &Path, n: usize) -> Result<()> {
        let files = match self.content {
            Content::Lesson(text) => vec![("01-module/01-lesson.md".to_owned(), format!("# L\n\n{}\n", text(n)))],
            Content::Files(files) => files(n),
        };
        let course = ("course.yaml".to_owned(), "id: c\ntitle: C\n".to_owned());
        for (path, text) in [course].into_iter().chain(files) {
            let path = content.join(path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, text)?;
        }
        Ok(())
    }
}

/// Every shape.
pub(crate) fn all() -> impl Iterator<Item = &'static Shape> {
    [markdown::SHAPES, quiz::SHAPES, yaml::SHAPES, course::SHAPES].into_iter().flatten()
}

/// What `text` makes of the numbers below `n`, joined.
fn each(n: usize, text: impl Fn(usize) -> String) -> String {
    (0..n).map(text).collect()
}
