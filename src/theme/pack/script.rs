//! Scripts without comments, and without white space where ECMAScript gives it no meaning.

use super::string_length;

/// The script packed. Names stay as they are, and so does a line end that may stand for a semicolon
/// (ECMAScript, Automatic Semicolon Insertion).
pub(in crate::theme) fn js(text: &str) -> String {
    let mut packed = String::with_capacity(text.len());
    let mut rest = text;
    let mut gap = Gap::None;
    let mut open = vec![Statement::Other];
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
            if packed.ends_with('\n') {
                next(&mut open, Statement::Other);
            }
            let token = match c {
                '"' | '\'' => string_length(rest),
                '`' => template_length(rest),
                '/' if begins_pattern(&packed) => pattern_length(rest),
                _ if in_name(c) => rest.find(|c| !in_name(c)).unwrap_or(rest.len()),
                _ => c.len_utf8(),
            };
            if c == '}' && packed.ends_with(';') && !is_empty_body(&packed) {
                packed.pop();
            }
            if rest.starts_with("=>") {
                bare_parameter(&mut packed);
            }
            let written = &rest[..token];
            if matches!(written, "let" | "const") && declares(&packed, &rest[token..]) {
                declare(&mut packed, &mut open);
            } else {
                follow(&mut open, written);
                packed.push_str(written);
            }
            token
        };
        rest = &rest[taken..];
    }
    packed
}

/// Takes the parentheses from around the one name that an arrow stands behind (ECMAScript, Arrow
/// Function Definitions).
fn bare_parameter(packed: &mut String) {
    let Some(start) = packed.strip_suffix(')').and_then(|before| before.rfind('(')) else { return };
    let is_name = packed[start + 1..packed.len() - 1].chars().all(in_name) && !packed.ends_with("()");
    if is_name && !packed[..start].ends_with(in_name) {
        packed.pop();
        packed.remove(start);
    }
}

/// What the statement is that a token belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Statement {
    Declaration,
    /// The semicolon behind a declaration was the last token.
    Declared,
    Other,
}

/// Begins a declaration, or goes on with the one that has just ended. What is never assigned again is
/// as well served by the shorter word.
fn declare(packed: &mut String, open: &mut Vec<Statement>) {
    if open.last() == Some(&Statement::Declared) && packed.ends_with(';') {
        packed.pop();
        packed.push(',');
    } else {
        packed.push_str("let");
    }
    next(open, Statement::Declaration);
}

/// Keeps track of the statements that a token stands in, one a bracket.
fn follow(open: &mut Vec<Statement>, token: &str) {
    match (token, open.last()) {
        ("{" | "(" | "[", _) => {
            if open.last() == Some(&Statement::Declared) {
                next(open, Statement::Other);
            }
            open.push(Statement::Other);
        }
        ("}" | ")" | "]", _) => drop(open.pop()),
        (";", Some(Statement::Declaration)) => next(open, Statement::Declared),
        (";", _) | (_, Some(Statement::Declared)) => next(open, Statement::Other),
        _ => {}
    }
}

fn next(open: &mut Vec<Statement>, statement: Statement) {
    open.pop();
    open.push(statement);
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

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#') || !c.is_ascii()
}

/// Whether `const` is a declaration: it is also a legal name for a property.
fn declares(packed: &str, rest: &str) -> bool {
    let next = rest.trim_start();
    !packed.ends_with('.') && next.starts_with(|c| in_name(c) || matches!(c, '[' | '{')) && !next.starts_with("in ")
}

/// Whether the last semicolon of `packed` is a statement by itself, as behind `while (a)`.
fn is_empty_body(packed: &str) -> bool {
    let before = packed.trim_end_matches(';');
    let word = |text: &str| text.rsplit(|c| !in_name(c)).next().unwrap_or_default().to_owned();
    if !before.ends_with(')') {
        return before.len() + 1 < packed.len()
            || matches!(word(before).as_str(), "else" | "do")
            || before.ends_with('{');
    }
    let mut depth = 0_usize;
    for (at, byte) in before.bytes().enumerate().rev() {
        match byte {
            b')' => depth += 1,
            b'(' if depth == 1 => return matches!(word(&before[..at]).as_str(), "while" | "for" | "if" | "with"),
            b'(' => depth -= 1,
            _ => {}
        }
    }
    true
}

/// Whether a slash begins a regular expression: division stands behind a value.
fn begins_pattern(packed: &str) -> bool {
    let before = packed.trim_end();
    let word = before.rsplit(|c| !in_name(c)).next().unwrap_or_default();
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
        assert_eq!(js(text), "(()=>{let a=b?1:[2,3];return a})();");
    }

    #[test]
    fn line_ends_that_may_be_semicolons_stay() {
        assert_eq!(js("a = b\n(c)\nfoo()\n++d\ne\n"), "a=b\n(c)\nfoo()\n++d\ne");
        assert_eq!(js("a\n  .then(b)\n  .then(c)"), "a.then(b).then(c)");
    }

    #[test]
    fn semicolons_that_are_statements_stay() {
        assert_eq!(js("{ a(); }"), "{a()}");
        assert_eq!(
            js("{ while (a(b)); } { if (a); else; } { ; } for (;;) {}"),
            "{while(a(b));}{if(a);else;}{;}for(;;){}"
        );
    }

    #[test]
    fn only_declarations_are_shortened() {
        let text = "const a = { const: 1 }; const [b] = c; const { d } = e; f.const = constant; '`const x`'";
        assert_eq!(js(text), "let a={const:1},[b]=c,{d}=e;f.const=constant;'`const x`'");
    }

    #[test]
    fn declarations_that_follow_each_other_are_one() {
        assert_eq!(js("let a = () => { let b = 1; return b; }; const c = [2];"), "let a=()=>{let b=1;return b},c=[2];");
        assert_eq!(js("let a = 1\nb();\nlet c;\nd();\nlet e;"), "let a=1\nb();let c;d();let e;");
        assert_eq!(
            js("for (let i = 0; i < 2; i++) {} let j; { let k; } let l;"),
            "for(let i=0;i<2;i++){}let j;{let k}let l;"
        );
    }

    #[test]
    fn one_parameter_needs_no_parentheses() {
        assert_eq!(js("a((b) => (c) => d)"), "a(b=>c=>d)");
        let kept = "()=>a;(b,c)=>a;({b})=>a;([b])=>a;(...b)=>a;(b=1)=>a;async(b)=>a";
        assert_eq!(js(kept), kept);
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
