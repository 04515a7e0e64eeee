//! Gaps of a cloze: fields within the text.

use super::{Prose, Writer};
use crate::model::sealed::Gap;
use crate::render::escape;

/// How much text on either side of a gap, in bytes, keeps to its line: `jusqu’`, ` ».`
const STUCK: usize = 8;

/// How many words before a gap are part of its name.
const CONTEXT: usize = 5;

impl Prose<'_> {
    /// The field of the gap that stands at `i` in its question; [`Self::behind_gap`] closes what it opens.
    pub(super) fn gap(&self, out: &mut Writer, i: usize, gap: &Gap<'_>) {
        let html = &mut out.html;
        let before = words_before(html);
        let key = if before.is_empty() { "gap_label" } else { "gap_label_after" };
        let label = escape::text(self.string(key)).replace("{n}", &(i + 1).to_string()).replace("{words}", &before);
        // A line may break beside any field (CSS Text Module Level 3, Line Breaking Details).
        let word = html.rfind([' ', '\n', '>']).map_or(0, |at| at + 1);
        let stuck = if html.len() - word > STUCK { html.len() } else { word };
        html.insert_str(stuck, "<span class=\"blank\">");
        if gap.choices.is_empty() {
            html.push_str(&format!(
                "<input type=\"text\" class=\"gap\" autocapitalize=\"off\" spellcheck=\"false\" aria-label=\"{label}\">"
            ));
            return;
        }
        let choices: Vec<String> =
            gap.choices.iter().map(|choice| escape::text(&self.typography.apply(choice))).collect();
        html.push_str(&format!("<select class=\"gap\" aria-label=\"{label}\"><option value=\"\">…</option>"));
        for (value, choice) in choices.iter().enumerate() {
            html.push_str(&format!("<option value=\"{value}\">{choice}</option>"));
        }
        // Paper shows no list.
        html.push_str(&format!("</select><span class=\"paper\"> ({})</span>", choices.join(" / ")));
    }

    /// The text behind a gap.
    pub(super) fn behind_gap(&self, out: &mut Writer, text: &str) {
        let text = self.typography.apply(text);
        let word = text.find([' ', '\n']).unwrap_or(text.len());
        let (stuck, rest) = text.split_at(if word > STUCK { 0 } else { word });
        escape::push(&mut out.html, stuck);
        out.html.push_str("</span>");
        escape::push(&mut out.html, rest);
    }
}

/// The last words of `html`, as HTML: those of its paragraph, item or row, behind the gap before.
fn words_before(html: &str) -> String {
    let mut rest = html;
    let mut pieces = Vec::new();
    let mut words = 0;
    while words <= CONTEXT {
        let (before, text) = rest.rsplit_once('>').unwrap_or(("", rest));
        words += text.split_whitespace().count();
        pieces.push(text);
        let Some((before, tag)) = before.rsplit_once('<') else { break };
        let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap_or_default();
        match name {
            "td" | "th" => pieces.push(" "),
            "em" | "strong" | "del" | "code" | "a" | "sub" | "sup" | "kbd" | "abbr" | "br" => {}
            _ => break,
        }
        rest = before;
    }
    pieces.reverse();
    let text = pieces.concat();
    let words: Vec<&str> = text.split([' ', '\n']).filter(|word| word.contains(char::is_alphanumeric)).collect();
    words[words.len().saturating_sub(CONTEXT)..].join(" ").replace('"', "&quot;")
}
