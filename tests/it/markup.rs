//! Whether HTML is well balanced: every element that opens closes, in order, and none twice.

/// Elements without an end.
const VOID: [&str; 9] = ["area", "br", "hr", "img", "input", "link", "meta", "source", "track"];
/// Elements whose content is no markup.
const RAW: [&str; 2] = ["script", "style"];

/// What is wrong with `html`, if anything is.
pub(crate) fn unbalanced(html: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|i| at + i) {
        let rest = &html[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let Some(length) = comment.find("-->") else { return Some("an open comment".to_owned()) };
            at = start + 4 + length + 3;
            continue;
        }
        let Some(end) = end_of_tag(rest) else { return Some(format!("an open tag: …{}", around(html, start))) };
        let tag = &rest[1..end - 1];
        at = start + end;
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(opened) if opened == name.trim() => {}
                opened => return Some(format!("</{name}> closes {opened:?}: …{}", around(html, start))),
            }
            continue;
        }
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Some(format!("a bare `<`: …{}", around(html, start)));
        }
        if RAW.contains(&name) {
            let close = format!("</{name}>");
            let Some(length) = html[at..].find(&close) else { return Some(format!("<{name}> is never closed")) };
            at += length + close.len();
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.pop().map(|name| format!("<{name}> is never closed"))
}

/// The tags in order, without their attributes; `<br/>` is `br` and `<path/>` both `path` and `/path`.
pub(crate) fn tags(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        let comment = rest.strip_prefix("<!--").and_then(|comment| comment.find("-->"));
        let Some(end) = comment.map_or_else(|| end_of_tag(rest), |length| Some(length + 7)) else { break };
        let tag = &rest[1..end - 1];
        rest = &rest[end..];
        if tag.starts_with('!') {
            continue;
        }
        let name = tag.trim_end_matches('/').split_ascii_whitespace().next().unwrap_or_default();
        found.push(name.to_owned());
        if tag.ends_with('/') && !VOID.contains(&name) {
            found.push(format!("/{name}"));
        }
    }
    found
}

/// One past the `>` that ends the tag at the start of `rest`.
fn end_of_tag(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

fn around(html: &str, at: usize) -> &str {
    let start = html.floor_char_boundary(at.saturating_sub(80));
    &html[start..html.floor_char_boundary(at + 80)]
}

#[test]
fn balance_is_judged() {
    assert_eq!(unbalanced("<!doctype html><p class=\"a>b\">x<br>y</p><script>a<b</script><!-- <i> -->"), None);
    assert_eq!(unbalanced("<svg><path d=\"\"/></svg>"), None);
    assert!(unbalanced("<p><b></p></b>").is_some());
    assert!(unbalanced("<p>").is_some());
    assert!(unbalanced("</p>").is_some());
    assert!(unbalanced("a < b").is_some());
    assert!(unbalanced("<!-- a").is_some());
}
