//! Scripts without comments, and without white space where ECMAScript gives it no meaning.

use super::string_length;

/// The script packed. Names stay as they are, and so does a line end that may stand for a semicolon
/// (ECMAScript, Automatic Semicolon Insertion).
pub(in crate::theme) fn js(text: &str) -> String {
    let mut packed = String::with_capacity(text.len());
    let mut rest = text;
    let mut gap = Gap::None;
    while let Some(c) = rest.chars().next() {
        let taken = if let Some(comment) = rest.strip_prefix("/*") {
            let end = comment.find("*/").map_or(rest.len(), |end| end + 4);
            gap = gap.max(if rest[..end].contains(is_line_end) { Gap::Line } else { Gap::Space });
            end
        } else if rest.starts_with("//") {
            rest.find(is_line_end).unwrap_or(rest.len())
        } else if c.is_whitespace() {
            gap = gap.max(if is_line_end(c) { Gap::Line } else { Gap::Space });
            c.len_utf8()
        } else {
            fill(&mut packed, gap, rest);
            gap = Gap::None;
            let token = match c {
                '"' | '\'' => string_length(rest),
                '`' => template_length(rest),
                '/' if begins_pattern(&packed) => pattern_length(rest),
                _ => c.len_utf8(),
            };
            packed.push_str(&rest[..token]);
            token
        };
        rest = &rest[taken..];
    }
    packed
}

/// ECMAScript, Line Terminators.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// What stands between two tokens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
}

/// Writes what has to stay of a gap between what is packed and the token that `next` begins with.
fn fill(packed: &mut String, gap: Gap, next: &str) {
    let (Some(before), Some(after)) = (packed.chars().next_back(), next.chars().next()) else { return };
    // After these a statement goes on, and before these too.
    let goes_on = "{([,;:?=&|".contains(before) || packed.ends_with("=>") || ")]},.?:&|=".contains(after);
    let in_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#') || !c.is_ascii();
    // `<!--` begins a comment (ECMAScript, annex B).
    let meet =
        in_name(before) && in_name(after) || before == after && "+-/".contains(before) || (before, after) == ('<', '!');
    match gap {
        Gap::Line if !goes_on => packed.push('\n'),
        Gap::Line | Gap::Space if meet => packed.push(' '),
        // `1 .toFixed()`
        Gap::Space if before.is_ascii_digit() && after == '.' => packed.push(' '),
        _ => {}
    }
}

/// Whether a slash begins a regular expression: division stands behind a value.
fn begins_pattern(packed: &str) -> bool {
    let before = packed.trim_end();
    let word = before.rsplit(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).next().unwrap_or_default();
    before.is_empty()
        || before.ends_with(|c: char| "(,=:[!&|?{};+-*%<>~^".contains(c))
        || matches!(word, "return" | "typeof" | "case" | "in" | "of" | "void" | "delete" | "throw" | "await" | "yield")
}

/// Bytes of the regular expression that `text` begins with, up to its last slash.
fn pattern_length(text: &str) -> usize {
    let (mut escaped, mut in_class) = (false, false);
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return at + 1,
            b'\n' => return 1,
            _ => {}
        }
    }
    1
}

/// Bytes of the template literal that `text` begins with; what its holes hold is part of it.
fn template_length(text: &str) -> usize {
    let mut escaped = false;
    let mut depth = 0_usize;
    let mut at = 1;
    while let Some(&byte) = text.as_bytes().get(at) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'`' if depth == 0 => return at + 1,
            b'$' if depth == 0 && text.as_bytes().get(at + 1) == Some(&b'{') => {
                depth = 1;
                at += 1;
            }
            b'`' => at += template_length(&text[at..]) - 1,
            b'"' | b'\'' if depth > 0 => at += string_length(&text[at..]) - 1,
            b'{' if depth > 0 => depth += 1,
            b'}' if depth > 0 => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::js;

    #[test]
    fn white_space_goes_where_it_means_nothing() {
        let text = "// why\n(() => {\n  /* a\n     b */\n  const a = b ? 1 : [ 2, 3 ]; // here\n  return a\n})();\n";
        assert_eq!(js(text), "(()=>{const a=b?1:[2,3];return a})();");
    }

    #[test]
    fn line_ends_that_may_be_semicolons_stay() {
        assert_eq!(js("a = b\n(c)\nfoo()\n++d\ne\n"), "a=b\n(c)\nfoo()\n++d\ne");
        assert_eq!(js("a\n  .then(b)\n  .then(c)"), "a.then(b).then(c)");
    }

    #[test]
    fn signs_and_words_do_not_melt() {
        assert_eq!(js("a + +b - -c + d; e in f; typeof g; 1 .toFixed()"), "a+ +b- -c+d;e in f;typeof g;1 .toFixed()");
    }

    #[test]
    fn strings_templates_and_patterns_are_left_alone() {
        let kept = r"a='x  // y';b=`p  ${ {c: '}'}[`  q`] }  /* r */`;d=/[/]  \/ */.test(e)/f/g;";
        assert_eq!(js(kept), kept);
        assert_eq!(js("return /a  b/.test(c)"), "return/a  b/.test(c)");
        assert_eq!(js("x = a / b / c"), "x=a/b/c");
    }

    #[test]
    fn whatever_the_text_nothing_breaks() {
        for text in ["'", "`", "`${", "`${`", "/", "/[", "/*", "//", "\\", "a /", "'é\\"] {
            js(text);
        }
    }
}
