//! Fragments of a lesson to HTML.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::{escape, media};
use crate::model::course::Course;
use crate::model::fragment::{Fragment, Rich};
use crate::model::lesson::{Audience, Page};
use crate::model::link::{self, Destination};
use crate::model::sealed::Gap;
use crate::model::url::SitePath;
use crate::parse::html::{self as raw, Piece};
use crate::parse::markdown::{self, Node};
use crate::parse::reference;
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
    /// Indices into the page's footnotes, in the order of their numbers, and how often each was met.
    footnotes: Vec<(usize, usize)>,
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

impl<'p> Prose<'p> {
    /// A renderer for `page`, whose whole text is `text`.
    pub fn new(course: &'p Course, theme: &'p Theme, page: &'p Page, url: &'p SitePath, text: &'p str) -> Self {
        let nodes = markdown::nodes(text, page.body as usize);
        let typography = Typography::of(&course.identity.lang);
        Self { course, theme, page, url, text, nodes, typography, footnotes: Vec::new() }
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
        self.with_gaps(fragment, audience, "", &[])
    }

    /// The HTML of a fragment whose gaps are fields named after `id`.
    pub fn with_gaps(&mut self, fragment: Fragment, audience: Audience, id: &str, gaps: &[Gap<'_>]) -> String {
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
            at = self.node(&mut out, &nodes, at, id, gaps);
        }
        while let Some(open) = out.open.pop() {
            close(&mut out.html, &open);
        }
        self.nodes = nodes;
        out.html
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
            let (index, _) = self.footnotes[next];
            next += 1;
            let html = self.fragment(self.page.footnotes[index].text, audience);
            shown.push((next, html));
        }
        let refs = |number: usize, count: usize| (1..=count).map(|k| reference_id(number, k)).collect();
        shown
            .into_iter()
            .map(|(number, html)| Footnote {
                number,
                id: format!("fn-{number}"),
                refs: refs(number, self.footnotes[number - 1].1),
                html,
            })
            .collect()
    }

    /// Renders the node at `at`; gives the place of the next.
    fn node(&mut self, out: &mut Writer, nodes: &[Node<'p>], at: usize, id: &str, gaps: &[Gap<'_>]) -> usize {
        let Node { event, span } = &nodes[at];
        let outside = span.end <= out.clip.start || span.start >= out.clip.end;
        match event {
            Event::Start(_) if outside && span.start < span.end => return markdown::end_of(nodes, at),
            Event::Start(tag) => return self.start(out, nodes, at, tag),
            Event::End(end) => Self::end(out, *end),
            Event::Text(text) => self.text(out, text, *span, id, gaps),
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
            Event::InlineHtml(text) | Event::Html(text) => self.raw_html(out, text),
            Event::FootnoteReference(label) => self.footnote(out, label),
            Event::InlineMath(text) | Event::DisplayMath(text) => escape::push(&mut out.html, text),
        }
        at + 1
    }

    fn text(&self, out: &mut Writer, literal: &str, span: Span, id: &str, gaps: &[Gap<'_>]) {
        let Some(shown) = markdown::clipped(literal, span, out.clip) else { return };
        if out.code > 0 || out.bare_link {
            return escape::push(&mut out.html, shown);
        }
        let mut from = span.start;
        for (i, gap) in
            gaps.iter().enumerate().filter(|(_, gap)| span.start <= gap.span.start && gap.span.end <= span.end)
        {
            let before = Span { start: from, end: gap.span.start };
            escape::push(&mut out.html, &self.typography.apply(&self.text[before.range()]));
            self.gap(out, id, i, gap);
            from = gap.span.end;
        }
        let rest = if from == span.start { shown } else { &self.text[from as usize..span.end as usize] };
        escape::push(&mut out.html, &self.typography.apply(rest));
    }

    fn gap(&self, out: &mut Writer, id: &str, i: usize, gap: &Gap<'_>) {
        let label = self.string("gap_label").replace("{n}", &(i + 1).to_string());
        let html = &mut out.html;
        let common = format!(
            "class=\"gap\" data-gap=\"{i}\" id=\"{id}-gap-{i}\" name=\"{id}-gap-{i}\" aria-label=\"{}\"",
            escape::text(&label)
        );
        if gap.choices.is_empty() {
            html.push_str(&format!(
                "<input type=\"text\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\" {common}>"
            ));
            return;
        }
        html.push_str(&format!("<select {common}><option value=\"\">…</option>"));
        for (value, choice) in gap.choices.iter().enumerate() {
            html.push_str(&format!(
                "<option value=\"{value}\">{}</option>",
                escape::text(&self.typography.apply(choice))
            ));
        }
        html.push_str("</select>");
    }

    fn start(&mut self, out: &mut Writer, nodes: &[Node<'p>], at: usize, tag: &Tag<'p>) -> usize {
        let close = match tag {
            Tag::Paragraph => {
                if let Some(html) = self.lone_image(nodes, at, out.audience) {
                    out.html.push_str(&html);
                    return markdown::end_of(nodes, at);
                }
                out.html.push_str("<p>");
                "</p>\n"
            }
            Tag::Heading { .. } => return self.heading(out, at),
            Tag::BlockQuote(kind) => self.quote(out, *kind),
            Tag::CodeBlock(kind) => {
                out.code += 1;
                out.html.push_str("<pre tabindex=\"0\"><code");
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                if !language.is_empty() {
                    out.html.push_str(" class=\"language-");
                    escape::push(&mut out.html, language);
                    out.html.push('"');
                }
                out.html.push('>');
                "</code></pre>\n"
            }
            Tag::HtmlBlock => {
                let (html, end) = reference::html_block(nodes, at);
                self.raw_html(out, &html);
                return end;
            }
            Tag::List(None) => open(out, "<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => open(out, "<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => {
                out.html.push_str(&format!("<ol start=\"{first}\">\n"));
                "</ol>\n"
            }
            Tag::Item => open(out, "<li>", "</li>\n"),
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => return markdown::end_of(nodes, at),
            Tag::DefinitionList => open(out, "<dl>\n", "</dl>\n"),
            Tag::DefinitionListTitle => open(out, "<dt>", "</dt>\n"),
            Tag::DefinitionListDefinition => open(out, "<dd>", "</dd>\n"),
            Tag::Table(alignments) => {
                out.alignments.clone_from(alignments);
                let label = escape::text(&self.string("table"));
                out.html.push_str(&format!(
                    "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\"><table>\n"
                ));
                "</tbody></table></div>\n"
            }
            Tag::TableHead => {
                (out.in_head, out.column) = (true, 0);
                open(out, "<thead><tr>", "</tr></thead><tbody>\n")
            }
            Tag::TableRow => {
                (out.in_head, out.column) = (false, 0);
                open(out, "<tr>", "</tr>\n")
            }
            Tag::TableCell => cell(out),
            Tag::Emphasis => open(out, "<em>", "</em>"),
            Tag::Strong => open(out, "<strong>", "</strong>"),
            Tag::Strikethrough => open(out, "<del>", "</del>"),
            Tag::Superscript => open(out, "<sup>", "</sup>"),
            Tag::Subscript => open(out, "<sub>", "</sub>"),
            Tag::Link { link_type, dest_url, .. } => {
                out.bare_link = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.link(out, &reference::target(*link_type, dest_url))
            }
            Tag::Image { dest_url, title, .. } => {
                let end = markdown::end_of(nodes, at);
                let alt = self.plain_of(nodes, at..end);
                let file = self.file(dest_url, out.audience);
                out.html.push_str(&media::inline(&alt, &self.set(title), file.as_ref()));
                return end;
            }
        };
        out.open.push(Open::Markdown(close));
        at + 1
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

    fn heading(&self, out: &mut Writer, at: usize) -> usize {
        let found = self.page.headings.binary_search_by_key(&(at as u32), |heading| heading.event);
        let (level, id) = found.map_or((2, ""), |i| (self.page.headings[i].level, self.page.headings[i].id.as_str()));
        out.html.push_str(&format!("<h{level}"));
        if !id.is_empty() {
            out.html.push_str(" id=\"");
            escape::push(&mut out.html, id);
            out.html.push('"');
        }
        out.html.push('>');
        out.open.push(Open::Heading(level));
        at + 1
    }

    fn quote(&self, out: &mut Writer, kind: Option<BlockQuoteKind>) -> &'static str {
        let Some(kind) = kind else { return open(out, "<blockquote>\n", "</blockquote>\n") };
        let name = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        let icon = self.theme.icons.get(name).map(String::as_str).unwrap_or_default();
        let title = escape::text(&self.string(&format!("callout_{name}")));
        out.html.push_str(&format!(
            "<div class=\"callout {name}\" role=\"note\"><p class=\"callout-title\">{icon} {title}</p>\n"
        ));
        "</div>\n"
    }

    fn link(&self, out: &mut Writer, target: &str) -> &'static str {
        let (href, rel) = match link::resolve(&self.course.targets, &self.page.path, out.audience, target) {
            Ok(Destination::Elsewhere(url)) if link::is_remote(&url) => (url, " rel=\"noopener noreferrer external\""),
            Ok(Destination::Elsewhere(url)) => (url, ""),
            Ok(Destination::Here(anchor)) => (format!("#{}", link::encode_anchor(&anchor)), ""),
            Ok(Destination::Page(page, anchor)) => {
                let anchor = anchor.map(|anchor| format!("#{}", link::encode_anchor(&anchor))).unwrap_or_default();
                (self.url.link_to(&page) + &anchor, "")
            }
            Ok(Destination::File(path)) => match self.course.assets.get(&path) {
                Some(file) => (self.url.link_to(file), ""),
                None => return "",
            },
            // Published all the same (--keep-going): the text without a link.
            Err(_) => return "",
        };
        out.html.push_str("<a href=\"");
        escape::push(&mut out.html, &href);
        out.html.push('"');
        out.html.push_str(rel);
        out.html.push('>');
        "</a>"
    }

    /// A film, a sound or an image with a title that has its paragraph to itself.
    fn lone_image(&self, nodes: &[Node<'p>], at: usize, audience: Audience) -> Option<String> {
        let Event::Start(Tag::Image { dest_url, title, .. }) = &nodes.get(at + 1)?.event else { return None };
        let end = markdown::end_of(nodes, at + 1);
        if !matches!(nodes.get(end)?.event, Event::End(TagEnd::Paragraph)) {
            return None;
        }
        let alt = self.plain_of(nodes, at + 1..end);
        let file = self.file(dest_url, audience)?;
        media::block(&alt, &self.set(title), &file, &self.string("download"), &self.course.identity.lang)
    }

    fn plain_of(&self, nodes: &[Node<'p>], range: std::ops::Range<usize>) -> String {
        let plain = markdown::plain(nodes, markdown::whole(nodes, range));
        self.typography.apply(&markdown::single_spaced(&plain)).into_owned()
    }

    /// The published file that an image names.
    fn file(&self, target: &str, audience: Audience) -> Option<media::File> {
        let Ok(Destination::File(path)) = link::resolve(&self.course.targets, &self.page.path, audience, target) else {
            return None;
        };
        let asset = self.course.assets.get(&path)?;
        let captions = path.as_str().rsplit_once('.').and_then(|(stem, _)| {
            crate::model::url::ContentPath::new(&format!("{stem}.vtt")).and_then(|path| self.course.assets.get(&path))
        });
        Some(media::File {
            href: self.url.link_to(asset),
            captions: captions.map(|captions| self.url.link_to(captions)),
            size: self.course.sizes.get(&path).copied(),
        })
    }

    /// Raw HTML, without its comments: they are the author's own.
    fn raw_html(&self, out: &mut Writer, html: &str) {
        let trusted = self.course.identity.raw_html;
        for piece in raw::pieces(html) {
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

    fn footnote(&mut self, out: &mut Writer, label: &str) {
        let Some(index) = self.page.footnotes.iter().position(|footnote| footnote.label == label) else { return };
        let at = self.footnotes.iter().position(|(known, _)| *known == index).unwrap_or_else(|| {
            self.footnotes.push((index, 0));
            self.footnotes.len() - 1
        });
        self.footnotes[at].1 += 1;
        let (number, id) = (at + 1, reference_id(at + 1, self.footnotes[at].1));
        let title = escape::text(&self.string("footnote_ref").replace("{n}", &number.to_string()));
        out.html.push_str(&format!(
            "<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#fn-{number}\" aria-label=\"{title}\">{number}</a></sup>"
        ));
    }

    fn string(&self, key: &str) -> String {
        self.theme.strings.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }
}

fn reference_id(number: usize, count: usize) -> String {
    if count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") }
}

fn open(out: &mut Writer, start: &str, end: &'static str) -> &'static str {
    out.html.push_str(start);
    end
}

fn close(html: &mut String, open: &Open) {
    match open {
        Open::Markdown(end) => html.push_str(end),
        Open::Heading(level) => html.push_str(&format!("</h{level}>\n")),
        Open::Html(tag) => html.push_str(&format!("</{tag}>")),
    }
}

fn cell(out: &mut Writer) -> &'static str {
    let class = match out.alignments.get(out.column) {
        Some(Alignment::Left) => " class=\"left\"",
        Some(Alignment::Center) => " class=\"center\"",
        Some(Alignment::Right) => " class=\"right\"",
        _ => "",
    };
    out.column += 1;
    if out.in_head {
        out.html.push_str(&format!("<th scope=\"col\"{class}>"));
        "</th>"
    } else {
        out.html.push_str(&format!("<td{class}>"));
        "</td>"
    }
}
