//! What is said of the book itself.

use super::shelf::Shelf;
use super::xml;

/// Who made the course and under which terms.
pub fn body(shelf: &Shelf<'_>) -> String {
    let identity = &shelf.course().identity;
    let mut html = format!(
        "<section epub:type=\"colophon\" role=\"doc-colophon\">\n<h1>{}</h1>\n<dl>\n",
        said(shelf, "book_about")
    );
    let version = identity.version.as_ref().map(|version| shelf.word("version").replace("{version}", version));
    let title = [Some(identity.title.clone()), version].into_iter().flatten().collect::<Vec<_>>().join(", ");
    for (key, value) in [
        ("book_title", Some(&title)),
        ("legal_publisher", identity.organisation.as_ref()),
        ("legal_author", identity.author.as_ref()),
        ("legal_contact", identity.contact.as_ref()),
        ("licence", identity.licence.as_ref()),
    ] {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            html.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", said(shelf, key), xml::text(value)));
        }
    }
    html.push_str("</dl>\n");
    for text in [
        shelf.word("book_access").to_owned(),
        shelf.word("made_with").replace("{generator}", concat!("Pupitre ", env!("CARGO_PKG_VERSION"))),
    ] {
        html.push_str(&format!("<p>{}</p>\n", xml::text(&text)));
    }
    html + "</section>"
}

/// What stands in for a file that a reader cannot show.
pub fn instead(shelf: &Shelf<'_>) -> String {
    format!("<p>{}</p>", said(shelf, "book_instead"))
}

fn said(shelf: &Shelf<'_>, key: &'static str) -> String {
    xml::text(shelf.word(key))
}
