//! What the preview adds to a page: its script, what that tells, and leave to connect to this
//! server. All of it stands between two markers; without these stretches the page is what `build`
//! writes.

use serde::Serialize;

use super::standing;
use super::told::Told;
use crate::live::State;

/// The script of a tab, with its style sheets. A style sheet that is constructed by a script is
/// under no policy of a page, and one in a shadow tree stays there.
pub(super) const SCRIPT: &str = concat!(
    "(() => {\n'use strict';\nconst preview = {\nstyle: `\n",
    include_str!("tab/panel.css"),
    "`,\npageStyle: `\n",
    include_str!("tab/page.css"),
    "`,\n};\n",
    include_str!("tab/keep.js"),
    include_str!("tab/panel.js"),
    include_str!("tab/author.js"),
    include_str!("tab/refresh.js"),
    include_str!("tab/follow.js"),
    "})();\n",
);

/// Opens an addition.
const BEGIN: &str = "<!--pupitre:preview-->";
/// Ends it.
const END: &str = "<!--/pupitre:preview-->";

const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// What the script finds in the page.
#[derive(Serialize)]
struct Given<'t> {
    /// The mark of the page.
    shown: String,
    /// The mark of the theme's files.
    theme: String,
    told: &'t Told,
}

/// The page with what the preview adds to it, its `mark` among that. Inside a `template`, the policy of the page is inert
/// (HTML, section 4.12.3), so that another can stand in for it.
pub(super) fn with(page: Vec<u8>, mark: String, state: &State, told: &Told) -> Vec<u8> {
    let given = Given { shown: mark, theme: standing::mark_of_theme(state), told };
    let Ok(text) = String::from_utf8(page) else { return Vec::new() };
    // No text ends the element or begins a comment.
    let given = serde_json::to_string(&given).unwrap_or_default().replace('<', "\\u003c");
    let script = format!(
        "<script type=\"application/json\" data-pupitre-given>{given}</script>\
         <script defer blocking=\"render\" src=\"/_pupitre/preview.js\"></script>"
    );
    let policy = text.find(POLICY).and_then(|start| {
        let content = start + POLICY.len();
        let quote = content + text[content..].find('"')?;
        Some((start, &text[content..quote], quote + text[quote..].find('>')? + 1))
    });
    match policy {
        Some((start, policy, end)) => format!(
            "{}{BEGIN}<template>{END}{}{BEGIN}</template>{POLICY}{}\">{script}{END}{}",
            &text[..start],
            &text[start..end],
            opened(policy),
            &text[end..]
        ),
        None => format!("{text}{BEGIN}{script}{END}"),
    }
    .into_bytes()
}

/// The policy with leave for the script of the preview and its connection. The rest of it holds, so
/// that the author sees what it keeps from working.
fn opened(policy: &str) -> String {
    let mut directives: Vec<String> = Vec::new();
    for directive in policy.split(';').map(str::trim).filter(|directive| !directive.is_empty()) {
        if !OPENED.contains(&name(directive)) {
            directives.push(directive.to_owned());
        }
    }
    for opened in OPENED {
        let given = policy.split(';').map(str::trim).find(|directive| name(directive) == opened);
        let sources = given.unwrap_or_default().split_whitespace().skip(1);
        let sources: Vec<&str> = sources.filter(|source| !["'none'", "'self'"].contains(source)).collect();
        directives.push([&[opened, "'self'"], sources.as_slice()].concat().join(" "));
    }
    directives.join("; ")
}

const OPENED: [&str; 2] = ["script-src", "connect-src"];

fn name(directive: &str) -> &str {
    directive.split_whitespace().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, opened};

    #[test]
    fn a_policy_is_opened_no_further_than_needed() {
        for (policy, expected) in [
            (
                "default-src 'none'; script-src 'self'; style-src 'self'",
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'",
            ),
            (
                "default-src 'none'; script-src 'none'; connect-src data:",
                "default-src 'none'; script-src 'self'; connect-src 'self' data:",
            ),
            ("", "script-src 'self'; connect-src 'self'"),
        ] {
            assert_eq!(opened(policy), expected);
        }
    }

    #[test]
    fn style_sheets_stand_whole_in_the_script() {
        for sheet in [include_str!("tab/panel.css"), include_str!("tab/page.css")] {
            assert!(!sheet.contains(['`', '\\']) && !sheet.contains("${"));
        }
        assert!(SCRIPT.starts_with("(() => {"));
    }
}
