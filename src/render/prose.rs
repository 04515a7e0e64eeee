//! Fragments of a lesson to HTML.

mod element;
mod gap;
mod inline;

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Alignment, Event, TagEnd};

use super::escape;
use crate::model::course::Course;
use crate::model::fragment::{Fragment, Rich};
use crate::model::lesson::{Audience, Page};
use crate::model::sealed::Gap;
use crate::model::url::SitePath;
use crate::parse::html::Place;
use crate::parse::markdown::{self, Node};
use crate::parse::typography::Typography;
use crate::source::Span;
use crate::theme::Theme;

/// Renders the text of one page. Footnotes are numbered as they are met.
pub struct Prose<'p> {
    /// The course.
    pub course: &'p Course,
    /// The theme.
    pub theme: &'p Theme,
    /// The page that the text belongs to.
    pub page: &'p Page,
    /// Its address.
    pub url: &'p SitePath,
    text: &'p str,
    nodes: Vec<Node<'p>>,
    typography: Typography,
    /// The texts of the footnotes met so far, in the order of their numbers, and how often each was.
    footnotes: Vec<(Fragment, usize)>,
    /// Where in `footnotes` each is, by its label.
    numbers: HashMap<&'p str, usize>,
    /// The anchors shown so far: an option and its solution repeat one text, but not its anchor.
    named: HashSet<usize>,
    /// Whether references to footnotes are left out.
    bare: bool,
}

/// A footnote to show below the text.
#[derive(Debug, serde::Serialize)]
pub struct Footnote {
    number: usize,
    id: String,
    refs: Vec<String>,
    html: String,
}

/// What closes an element.
enum Open {
    Markdown(&'static str),
    Heading(u8),
    Html(&'static str),
}

struct Writer {
    html: String,
    open: Vec<Open>,
    clip: Span,
    audience: Audience,
    code: usize,
    bare_link: bool,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

impl Writer {
    fn in_link(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Open::Markdown("</a>")))
    }
}

impl<'p> Prose<'p> {
    /// A renderer for `page`, whose whole text is `text`.
    pub fn new(course: &'p Course, theme: &'p Theme, page: &'p Page, url: &'p SitePath, text: &'p str) -> Self {
        let nodes = markdown::nodes(text, page.body as usize);
        let typography = Typography::of(&course.identity.lang);
        Self {
            course,
            theme,
            page,
            url,
            text,
            nodes,
            typography,
            footnotes: Vec::new(),
            numbers: HashMap::new(),
            named: HashSet::new(),
            bare: false,
        }
    }

    /// The HTML of some text.
    pub fn rich(&mut self, rich: &Rich, audience: Audience) -> String {
        rich.iter().map(|fragment| self.fragment(*fragment, audience)).collect()
    }

    /// The HTML of text whose label was left out: what stood behind a colon becomes a sentence.
    pub fn sentence(&mut self, rich: &Rich, audience: Audience) -> String {
        let mut html = self.rich(rich, audience);
        let first = html.find("<p>").map_or(0, |at| at + 3);
        if let Some(letter) = html[first..].chars().next().filter(|letter| letter.is_lowercase()) {
            html.replace_range(first..first + letter.len_utf8(), &letter.to_uppercase().to_string());
        }
        html
    }

    /// The HTML of one fragment.
    pub fn fragment(&mut self, fragment: Fragment, audience: Audience) -> String {
        self.with_gaps(fragment, audience, &[])
    }

    /// The HTML of a fragment whose gaps are fields.
    pub fn with_gaps(&mut self, fragment: Fragment, audience: Audience, gaps: &[Gap<'_>]) -> String {
        let nodes = std::mem::take(&mut self.nodes);
        let mut out = Writer {
            html: String::with_capacity(fragment.clip.range().len().min(1 << 20) * 3 / 2),
            open: Vec::new(),
            clip: fragment.clip,
            audience,
            code: 0,
            bare_link: false,
            alignments: Vec::new(),
            column: 0,
            in_head: false,
        };
        let last = fragment.last as usize;
        let mut at = fragment.first as usize;
        while at < last {
            at = self.node(&mut out, &nodes, at, gaps);
        }
        while let Some(open) = out.open.pop() {
            close(&mut out.html, &open);
        }
        self.nodes = nodes;
        out.html
    }

    /// What `show` makes, without references to footnotes: those of a text that is not to be read yet
    /// would stand below the page.
    pub fn bare<R>(&mut self, show: impl FnOnce(&mut Self) -> R) -> R {
        self.bare = true;
        let shown = show(self);
        self.bare = false;
        shown
    }

    /// The text of a fragment without formatting.
    pub fn plain(&self, rich: &Rich) -> String {
        let texts: Vec<String> = rich.iter().map(|fragment| markdown::plain(&self.nodes, *fragment)).collect();
        self.typography.apply(&markdown::single_spaced(&texts.join(" "))).into_owned()
    }

    /// `text` in the typography of the course.
    pub fn set(&self, text: &str) -> String {
        self.typography.apply(text).into_owned()
    }

    /// The footnotes met so far, and those that they refer to in turn.
    pub fn footnotes(&mut self, audience: Audience) -> Vec<Footnote> {
        let mut shown = Vec::new();
        let mut next = 0;
        while next < self.footnotes.len() {
            let (text, _) = self.footnotes[next];
            next += 1;
            let html = self.fragment(text, audience);
            shown.push((next, html));
        }
        let refs = |number: usize, count: usize| (1..=count).map(|k| inline::reference_id(number, k)).collect();
        shown
            .into_iter()
            .map(|(number, html)| Footnote {
                number,
                id: format!("_fn-{number}"),
                refs: refs(number, self.footnotes[number - 1].1),
                html,
            })
            .collect()
    }

    /// Renders the node at `at`; gives the place of the next.
    fn node(&mut self, out: &mut Writer, nodes: &[Node<'p>], at: usize, gaps: &[Gap<'_>]) -> usize {
        let Node { event, span } = &nodes[at];
        let outside = span.end <= out.clip.start || span.start >= out.clip.end;
        match event {
            Event::Start(_) if outside && span.start < span.end => return markdown::end_of(nodes, at),
            Event::Start(tag) => return self.start(out, nodes, at, tag),
            Event::End(end) => Self::end(out, *end),
            Event::Text(text) => self.text(out, text, *span, gaps),
            _ if outside => {}
            Event::Code(text) => {
                out.html.push_str("<code>");
                escape::push(&mut out.html, text);
                out.html.push_str("</code>");
            }
            Event::SoftBreak => out.html.push('\n'),
            Event::HardBreak => out.html.push_str("<br>\n"),
            Event::Rule => out.html.push_str("<hr>\n"),
            Event::TaskListMarker(checked) => out.html.push_str(if *checked { "☑ " } else { "☐ " }),
            Event::InlineHtml(text) => self.raw_html(out, text, Place::Line),
            Event::Html(text) => self.raw_html(out, text, Place::Block),
            Event::FootnoteReference(label) => self.footnote(out, label),
            Event::InlineMath(text) | Event::DisplayMath(text) => escape::push(&mut out.html, text),
        }
        at + 1
    }

    fn text(&self, out: &mut Writer, literal: &str, span: Span, gaps: &[Gap<'_>]) {
        let Some(shown) = markdown::clipped(literal, span, out.clip) else { return };
        if out.code > 0 || out.bare_link {
            return escape::push(&mut out.html, shown);
        }
        let first = gaps.partition_point(|gap| gap.span.start < span.start);
        let inside = || gaps.iter().enumerate().skip(first).take_while(|(_, gap)| gap.span.end <= span.end);
        let Some((_, gap)) = inside().next() else {
            return escape::push(&mut out.html, &self.typography.apply(shown));
        };
        let before = Span { start: span.start, end: gap.span.start };
        escape::push(&mut out.html, &self.typography.apply(&self.text[before.range()]));
        for (i, gap) in inside() {
            let end = gaps.get(i + 1).map_or(span.end, |next| next.span.start.min(span.end));
            self.gap(out, i, gap);
            self.behind_gap(out, &self.text[Span { start: gap.span.end, end }.range()]);
        }
    }

    fn end(out: &mut Writer, end: TagEnd) {
        match end {
            TagEnd::CodeBlock => out.code -= usize::from(out.code > 0),
            TagEnd::Link => out.bare_link = false,
            _ => {}
        }
        // Raw HTML that was left open closes with the element around it.
        while let Some(open) = out.open.pop() {
            close(&mut out.html, &open);
            if !matches!(open, Open::Html(_)) {
                return;
            }
        }
    }

    fn plain_of(&self, nodes: &[Node<'p>], range: std::ops::Range<usize>) -> String {
        let plain = markdown::plain(nodes, markdown::whole(nodes, range));
        self.typography.apply(&markdown::single_spaced(&plain)).into_owned()
    }

    fn string<'s>(&'s self, key: &'s str) -> &'s str {
        self.theme.strings.get(key).map_or(key, String::as_str)
    }
}

fn close(html: &mut String, open: &Open) {
    match open {
        Open::Markdown(end) => html.push_str(end),
        Open::Heading(level) => {
            html.push_str("</h");
            html.push(char::from(b'0' + level));
            html.push_str(">\n");
        }
        Open::Html(tag) => html.push_str(&format!("</{tag}>")),
    }
}
