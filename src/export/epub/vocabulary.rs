//! What a book may hold of HTML: the elements that are taken over, those that become others and those
//! that are left out (EPUB 3.3, section 6.1; HTML Standard, section 4).

/// What an element may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Blocks and text.
    Flow,
    /// Text and what stands in lines.
    Phrasing,
    /// The items of a list.
    Items,
    /// Terms and definitions.
    Terms,
    /// Captions, columns and groups of rows.
    Table,
    /// Rows.
    Rows,
    /// Cells.
    Cells,
}

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// It stands in lines, under this name.
    Inline(&'static str),
    /// As that, but it may hold blocks where the element around it may.
    Transparent(&'static str),
    /// It is a block that holds lines.
    Lines(&'static str),
    /// It is a block that holds this, where there is room for blocks.
    Block(&'static str, Room),
    /// It belongs to an element with this room, and holds that.
    Part(&'static str, Room, Room),
    /// It holds nothing.
    Empty(&'static str),
    /// It and what it holds are left out.
    Left,
    /// It has rules of its own.
    Own,
}

/// The rule for an element of HTML.
pub fn rule(name: &str) -> Rule {
    if let Some(name) = find(&INLINE, name) {
        return Rule::Inline(name);
    }
    if let Some(name) = find(&LINES, name) {
        return Rule::Lines(name);
    }
    match name {
        "strike" => Rule::Inline("s"),
        "tt" => Rule::Inline("code"),
        "acronym" => Rule::Inline("abbr"),
        "bdo" | "big" | "font" | "nobr" | "label" | "output" | "meter" | "progress" | "time" | "data" | "rt" | "rp"
        | "ruby" | "rb" => Rule::Inline("span"),
        "ins" => Rule::Transparent("ins"),
        "del" => Rule::Transparent("del"),
        "legend" => Rule::Lines("p"),
        "section" => Rule::Block("section", Room::Flow),
        "article" => Rule::Block("article", Room::Flow),
        "aside" => Rule::Block("aside", Room::Flow),
        "blockquote" => Rule::Block("blockquote", Room::Flow),
        "figure" => Rule::Block("figure", Room::Flow),
        "ul" | "menu" | "dir" => Rule::Block("ul", Room::Items),
        "ol" => Rule::Block("ol", Room::Items),
        "table" => Rule::Block("table", Room::Table),
        "li" => Rule::Part("li", Room::Items, Room::Flow),
        "dt" => Rule::Part("dt", Room::Terms, Room::Phrasing),
        "dd" => Rule::Part("dd", Room::Terms, Room::Flow),
        "caption" => Rule::Part("caption", Room::Table, Room::Phrasing),
        "colgroup" => Rule::Part("colgroup", Room::Table, Room::Table),
        "col" => Rule::Part("col", Room::Table, Room::Table),
        "thead" => Rule::Part("thead", Room::Table, Room::Rows),
        "tbody" => Rule::Part("tbody", Room::Table, Room::Rows),
        "tfoot" => Rule::Part("tfoot", Room::Table, Room::Rows),
        "tr" => Rule::Part("tr", Room::Rows, Room::Cells),
        "th" => Rule::Part("th", Room::Cells, Room::Phrasing),
        "td" => Rule::Part("td", Room::Cells, Room::Flow),
        "br" => Rule::Empty("br"),
        "wbr" => Rule::Empty("wbr"),
        "a" | "img" | "picture" | "audio" | "video" | "input" | "select" | "textarea" | "iframe" | "details"
        | "summary" | "figcaption" | "dl" | "hr" => Rule::Own,
        _ if LEFT.contains(&name) => Rule::Left,
        _ => Rule::Block("div", Room::Flow),
    }
}

const INLINE: [&str; 20] = [
    "em", "strong", "b", "i", "u", "s", "small", "sub", "sup", "kbd", "samp", "var", "code", "abbr", "cite", "q",
    "dfn", "mark", "bdi", "span",
];

const LINES: [&str; 8] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"];

const LEFT: [&str; 21] = [
    "script", "style", "template", "noscript", "object", "embed", "canvas", "map", "area", "param", "frame",
    "frameset", "noframes", "head", "link", "meta", "title", "base", "button", "datalist", "dialog",
];

/// Types that `data-book` gives an element (EPUB 3 Structural Semantics Vocabulary 1.1).
const TYPES: [&str; 7] = [
    "footnotes",
    "footnote",
    "noteref",
    "multiple-choice-problem",
    "fill-in-the-blank-problem",
    "match-problem",
    "general-problem",
];

/// Roles that an element may have (WAI-ARIA 1.2, DPUB-ARIA 1.1).
const ROLES: [&str; 5] = ["note", "group", "img", "doc-noteref", "doc-backlink"];

/// The value that an attribute of `tag` has in a book; nothing if it is left out. Those that name other
/// elements or files are not looked at here.
pub fn attribute(tag: &str, name: &str, value: &str) -> Option<(&'static str, String)> {
    let between = |low: u32, high: u32| value.trim().parse::<u32>().ok().filter(|n| (low..=high).contains(n));
    let number = || value.trim().parse::<i32>().ok().map(|n| n.to_string());
    let known = |values: &[&str]| values.contains(&value).then(|| value.to_owned());
    match (tag, name) {
        (_, "class") => words(value).map(|value| ("class", value)),
        (_, "title") => Some(("title", value.to_owned())),
        (_, "dir") => known(&["ltr", "rtl"]).map(|value| ("dir", value)),
        (_, "role") => known(&ROLES).map(|value| ("role", value)),
        (_, "aria-hidden") => known(&["true"]).map(|value| ("aria-hidden", value)),
        (_, "data-book") => known(&TYPES).map(|value| ("epub:type", value)),
        ("ol", "start") => number().map(|value| ("start", value)),
        ("ol", "reversed") => Some(("reversed", "reversed".to_owned())),
        ("ol", "type") => known(&["1", "a", "A", "i", "I"]).map(|value| ("type", value)),
        ("li", "value") => number().map(|value| ("value", value)),
        ("th" | "td", "colspan") => between(1, 1000).map(|n| ("colspan", n.to_string())),
        ("th" | "td", "rowspan") => between(1, 65_534).map(|n| ("rowspan", n.to_string())),
        ("col" | "colgroup", "span") => between(1, 1000).map(|n| ("span", n.to_string())),
        ("th", "scope") => known(&["row", "col", "rowgroup", "colgroup"]).map(|value| ("scope", value)),
        ("img" | "video", "width") => between(1, 65_535).map(|n| ("width", n.to_string())),
        ("img" | "video", "height") => between(1, 65_535).map(|n| ("height", n.to_string())),
        _ => None,
    }
}

fn words(value: &str) -> Option<String> {
    let words = value.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

fn find(names: &[&'static str], name: &str) -> Option<&'static str> {
    names.iter().copied().find(|known| *known == name)
}
