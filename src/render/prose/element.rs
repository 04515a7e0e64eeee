//! Elements of Markdown: what each opens with and what closes it.

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::{Open, Prose, Writer};
use crate::model::lesson::Audience;
use crate::model::link::{self, Destination};
use crate::model::url::ContentPath;
use crate::parse::html::Place;
use crate::parse::markdown::{self, Node};
use crate::parse::reference;
use crate::render::{escape, media};

impl<'p> Prose<'p> {
    /// Opens the element at `at`; gives the place of the next node.
    pub(super) fn start(&mut self, out: &mut Writer, nodes: &[Node<'p>], at: usize, tag: &Tag<'p>) -> usize {
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
                self.raw_html(out, &html, Place::Block);
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
            Tag::DefinitionListTitle => self.term(out, at),
            Tag::DefinitionListDefinition => open(out, "<dd>", "</dd>\n"),
            Tag::Table(alignments) => {
                out.alignments.clone_from(alignments);
                let label = escape::text(self.string("table"));
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
                match &file {
                    // A link holds no other.
                    Some(file) if out.in_link() && file.is_player() => escape::push(&mut out.html, &alt),
                    file => out.html.push_str(&media::inline(&alt, &self.set(title), file.as_ref())),
                }
                return end;
            }
        };
        out.open.push(Open::Markdown(close));
        at + 1
    }

    fn heading(&mut self, out: &mut Writer, at: usize) -> usize {
        let found = self.page.headings.binary_search_by_key(&(at as u32), |heading| heading.event);
        let (level, id) = found.map_or((2, ""), |i| (self.page.headings[i].level, self.page.headings[i].id.as_str()));
        out.html.push_str("<h");
        out.html.push(char::from(b'0' + level));
        self.anchor(out, at, id);
        out.html.push('>');
        out.open.push(Open::Heading(level));
        at + 1
    }

    fn term(&mut self, out: &mut Writer, at: usize) -> &'static str {
        let found = self.page.terms.binary_search_by_key(&(at as u32), |term| term.event);
        out.html.push_str("<dt");
        self.anchor(out, at, found.map_or("", |i| self.page.terms[i].id.as_str()));
        open(out, ">", "</dt>\n")
    }

    fn anchor(&mut self, out: &mut Writer, at: usize, id: &str) {
        if !id.is_empty() && self.named.insert(at) {
            out.html.push_str(" id=\"");
            escape::push(&mut out.html, id);
            out.html.push('"');
        }
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
        let title = escape::text(self.string(&format!("callout_{name}")));
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
        media::block(&alt, &self.set(title), &file, self.string("download"), &self.course.identity.lang)
    }

    /// The published file that an image names.
    fn file(&self, target: &str, audience: Audience) -> Option<media::File> {
        let Ok(Destination::File(path)) = link::resolve(&self.course.targets, &self.page.path, audience, target) else {
            return None;
        };
        let asset = self.course.assets.get(&path)?;
        let captions = path.as_str().rsplit_once('.').and_then(|(stem, _)| ContentPath::new(&format!("{stem}.vtt")));
        Some(media::File {
            href: self.url.link_to(asset),
            captions: captions.and_then(|captions| self.course.captions.get(&captions).cloned()),
            size: self.course.sizes.get(&path).copied(),
        })
    }
}

fn open(out: &mut Writer, start: &str, end: &'static str) -> &'static str {
    out.html.push_str(start);
    end
}

fn cell(out: &mut Writer) -> &'static str {
    let class = match out.alignments.get(out.column) {
        Some(Alignment::Left) => " class=\"left\"",
        Some(Alignment::Center) => " class=\"center\"",
        Some(Alignment::Right) => " class=\"right\"",
        _ => "",
    };
    out.column += 1;
    let (start, end) = if out.in_head { ("<th scope=\"col\"", "</th>") } else { ("<td", "</td>") };
    out.html.push_str(start);
    out.html.push_str(class);
    out.html.push('>');
    end
}
