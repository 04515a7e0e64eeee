//! The little HTML that a lesson may hold: a few tags without attributes, and comments.

/// Tags that are passed on, if they carry no attribute.
pub const ALLOWED: [&str; 7] = ["br", "kbd", "sub", "sup", "abbr", "details", "summary"];

/// Those that hold blocks, which a line cannot: browsers would end the paragraph.
const BLOCKS: [&str; 2] = ["details", "summary"];

/// Where raw HTML stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// By itself, between blocks.
    Block,
    /// Within a paragraph, a heading or a cell.
    Line,
}

/// Bytes of the longest tag that is allowed, with a few spaces.
const LONGEST_TAG: usize = 16;

/// A piece of raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Characters, and tags that are not allowed: shown as they are written.
    Text(&'t str),
    /// An allowed tag that opens.
    Open(&'static str),
    /// An allowed tag that closes.
    Close(&'static str),
    /// A comment: dropped.
    Comment,
}

/// Whether no HTML may hold `c` (HTML Living Standard, 13.2.3.5): a control other than white space,
/// or a noncharacter. Pages show U+FFFD instead.
pub fn is_banned(c: char) -> bool {
    c.is_control() && !c.is_ascii_whitespace()
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}

/// Cuts raw HTML into pieces. A comment that is not closed lasts to the end.
pub fn pieces(html: &str, place: Place) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut text_start = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        let (piece, length) = if html[open..].starts_with("<!--") {
            let end = html[open + 4..].find("-->").map_or(html.len() - open, |i| i + 7);
            (Some(Piece::Comment), end)
        } else {
            tag(&html[open..], place)
        };
        if let Some(piece) = piece {
            if text_start < open {
                found.push(Piece::Text(&html[text_start..open]));
            }
            found.push(piece);
            text_start = open + length;
        }
        at = open + length;
    }
    if text_start < html.len() {
        found.push(Piece::Text(&html[text_start..]));
    }
    found
}

/// The first tag of `html` that is not allowed, to the end of its line at most.
pub fn raw_tag(html: &str, place: Place) -> Option<&str> {
    let tag = |piece| {
        let Piece::Text(text) = piece else { return None };
        let begins = |at: &usize| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
        let tag = &text[text.match_indices('<').map(|(at, _)| at).find(begins)?..];
        Some(&tag[..tag.find(['>', '\n']).map_or(tag.len(), |end| end + 1)])
    };
    pieces(html, place).into_iter().find_map(tag).map(str::trim_end)
}

/// Whether `html` holds a tag that would be allowed by itself, between blocks.
pub fn is_misplaced(html: &str) -> bool {
    raw_tag(html, Place::Line).is_some() && raw_tag(html, Place::Block).is_none()
}

/// The allowed tag at the start of `html` and its length; no piece for any other.
fn tag(html: &str, place: Place) -> (Option<Piece<'static>>, usize) {
    let Some(end) = html.bytes().take(LONGEST_TAG).position(|byte| byte == b'>') else { return (None, 1) };
    let inner = html[1..end].trim();
    let (name, closes) = match inner.strip_prefix('/') {
        Some(name) => (name.trim(), true),
        None => (inner.trim_end_matches('/').trim(), false),
    };
    let allowed = ALLOWED.into_iter().filter(|name| place == Place::Block || !BLOCKS.contains(name));
    let Some(name) = { allowed }.find(|allowed| allowed.eq_ignore_ascii_case(name)) else { return (None, 1) };
    (Some(if closes { Piece::Close(name) } else { Piece::Open(name) }), end + 1)
}
