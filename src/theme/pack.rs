//! Style sheets and scripts without what only their authors need.
//!
//! Minifiers were tried: the light ones break today's CSS (`clamp(1rem, 1rem + 1vw, 2rem)` loses
//! the spaces that it needs), the sound ones weigh more than the rest of Pupitre. These rules are
//! few enough to be safe for the files of any theme.

mod script;

pub(super) use script::js;

/// A style sheet without comments, and without white space and zeros where CSS gives them no meaning.
/// Strings and addresses are left alone.
pub(super) fn css(text: &str) -> String {
    let mut packed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = if let Some(comment) = rest.strip_prefix("/*") {
            comment.find("*/").map_or(rest.len(), |end| end + 4)
        } else if c == '"' || c == '\'' {
            let string = string_length(rest);
            packed.push_str(&rest[..string]);
            string
        } else if rest.starts_with("url(") {
            let address = rest.find(')').map_or(rest.len(), |end| end + 1);
            packed.push_str(&rest[..address]);
            address
        } else if c.is_whitespace() {
            if !packed.is_empty() && !packed.ends_with([' ', '{', '}', ';', ',', ':', '>']) {
                packed.push(' ');
            }
            c.len_utf8()
        } else if is_leading_zero(&packed, rest) {
            1
        } else {
            if matches!(c, '{' | '}' | ';' | ',' | '>') && packed.ends_with(' ') {
                packed.pop();
            }
            if c == '}' && packed.ends_with(';') {
                packed.pop();
            }
            packed.push(c);
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    packed
}

/// Whether `rest` begins with the zero of a number such as `0.5`, which CSS also reads as `.5`.
fn is_leading_zero(packed: &str, rest: &str) -> bool {
    let mut next = rest.bytes().skip(1);
    rest.starts_with("0.")
        && next.nth(1).is_some_and(|digit| digit.is_ascii_digit())
        && packed.ends_with([' ', ':', ',', '(', '-', '+', '/', '*'])
}

/// Bytes of the string that `text` begins with, quotes included.
fn string_length(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        if byte == quote && !escaped {
            return at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::css;

    #[test]
    fn css_keeps_the_spaces_that_mean_something() {
        let text =
            "/* paper */\n.a :hover > b {\n  width: clamp(1rem, 1rem + 2vw, 2rem);\n  content: \"a  ;  b\";\n}\n";
        assert_eq!(css(text), ".a :hover>b{width:clamp(1rem,1rem + 2vw,2rem);content:\"a  ;  b\"}");
    }

    #[test]
    fn css_drops_zeros_that_mean_nothing() {
        let text = ".a { margin: 0 0.5em -0.25em 10.5px; order: 0; src: url(a-0.5.png) }";
        assert_eq!(css(text), ".a{margin:0 .5em -.25em 10.5px;order:0;src:url(a-0.5.png)}");
    }
}
