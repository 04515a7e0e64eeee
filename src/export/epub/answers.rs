//! The answers, at the end of the book: one chapter, cut where a reader would have too much at once.

use super::document::Anchors;
use super::document::titled;
use super::exercise::{self, Solution};
use super::shelf::{Chapter, Shelf};
use super::xhtml::{Made, Piece};
use super::xml;

/// Bytes of a document beyond which another begins: readers hold one in memory as a whole.
const MAX_BYTES: usize = 200_000;

/// A document of answers.
pub struct Volume {
    /// Its file in the book.
    pub name: String,
    /// What it holds.
    pub made: Made,
    /// The chapters whose questions it answers: which, and where.
    pub chapters: Vec<(usize, String)>,
}

/// The answers to the questions of all chapters, and where each of them stands.
pub fn volumes(shelf: &Shelf<'_>, solutions: Vec<Vec<Solution>>, anchors: &mut Anchors) -> Vec<Volume> {
    let mut volumes: Vec<Volume> = Vec::new();
    for (at, solutions) in solutions.into_iter().enumerate().filter(|(_, solutions)| !solutions.is_empty()) {
        if volumes.last().is_none_or(|volume| volume.bytes() > MAX_BYTES) {
            let title = xml::text(shelf.word("book_answers"));
            let name = format!("_answers-{}.xhtml", volumes.len() + 1);
            let start = Piece::Text(format!("<section epub:type=\"answers\" class=\"answers\">\n<h1>{title}</h1>\n"));
            let made = Made { pieces: vec![start], ..Made::default() };
            volumes.push(Volume { name, made, chapters: Vec::new() });
        }
        if let Some(volume) = volumes.last_mut() {
            volume.answer(shelf, at, solutions, anchors);
        }
    }
    for volume in &mut volumes {
        volume.text("</section>");
    }
    volumes
}

impl Volume {
    fn bytes(&self) -> usize {
        self.made.pieces.iter().map(|piece| if let Piece::Text(text) = piece { text.len() } else { 0 }).sum()
    }

    fn text(&mut self, text: impl Into<String>) {
        self.made.pieces.push(Piece::Text(text.into()));
    }

    fn answer(&mut self, book: &Shelf<'_>, at: usize, solutions: Vec<Solution>, anchors: &mut Anchors) {
        let Chapter { title, name, .. } = &book.chapters()[at];
        let id = format!("chapter-{at}");
        self.text(format!("<section>\n<h2 id=\"{id}\">{}</h2>\n", xml::text(&titled(title, name))));
        self.chapters.push((at, id));
        let back = xml::text(book.word("book_back"));
        for (n, Solution { question, title, made }) in solutions.into_iter().enumerate() {
            let id = format!("a{at}-{n}");
            anchors.insert((at, exercise::anchor(n)), (self.name.clone(), id.clone()));
            for (from, to) in made.anchors {
                anchors.entry((at, from)).or_insert((self.name.clone(), to));
            }
            let title = xml::text(&title);
            self.text(format!("<section id=\"{id}\" class=\"answer\" epub:type=\"answer\">\n<h3>{title}</h3>\n"));
            self.made.pieces.extend(made.pieces);
            self.text("<p class=\"to-question\"><a role=\"doc-backlink\" href=\"");
            self.made.pieces.push(Piece::Link(at, question));
            self.text(format!("\">{back}</a></p>\n</section>\n"));
            self.made.files.extend(made.files);
            self.made.captions.extend(made.captions);
            self.made.holds.extend(made.holds);
        }
        self.text("</section>\n");
    }
}
