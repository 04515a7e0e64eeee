//! What stands within lines besides Markdown's own elements: raw HTML, footnote references.

use super::{Open, Prose, Writer};
use crate::parse::html::{self as raw, Piece, Place};
use crate::render::escape;

impl Prose<'_> {
    /// Raw HTML, without its comments: they are the author's own.
    pub(super) fn raw_html(&self, out: &mut Writer, html: &str, place: Place) {
        let trusted = self.course.identity.raw_html;
        for piece in raw::pieces(html, place) {
            match piece {
                Piece::Comment => {}
                Piece::Text(text) if trusted => out.html.push_str(text),
                Piece::Text(text) => escape::push(&mut out.html, text),
                Piece::Open(tag) => {
                    out.html.push_str(&format!("<{tag}>"));
                    if tag != "br" && !trusted {
                        out.open.push(Open::Html(tag));
                    }
                }
                Piece::Close(tag) if trusted => out.html.push_str(&format!("</{tag}>")),
                Piece::Close(tag) => {
                    if matches!(out.open.last(), Some(Open::Html(open)) if *open == tag) {
                        out.open.pop();
                        out.html.push_str(&format!("</{tag}>"));
                    }
                }
            }
        }
    }

    pub(super) fn footnote(&mut self, out: &mut Writer, label: &str) {
        let Some((label, text)) = self.page.footnotes.get_key_value(label).filter(|_| !self.bare) else { return };
        let at = *self.numbers.entry(label).or_insert_with(|| {
            self.footnotes.push((*text, 0));
            self.footnotes.len() - 1
        });
        self.footnotes[at].1 += 1;
        let (number, id) = (at + 1, reference_id(at + 1, self.footnotes[at].1));
        let title = escape::text(&self.string("footnote_ref").replace("{n}", &number.to_string()));
        out.html.push_str(&format!(
            "<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#_fn-{number}\" aria-label=\"{title}\">{number}</a></sup>"
        ));
    }
}

/// The id of the `count`th reference to a footnote.
pub(super) fn reference_id(number: usize, count: usize) -> String {
    if count == 1 { format!("_fnref-{number}") } else { format!("_fnref-{number}-{count}") }
}
