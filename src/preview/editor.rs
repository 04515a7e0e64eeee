//! Links that open the author's editor.

use std::path::Path;
use std::sync::Arc;

use crate::model::url;

/// An address in which `{path}`, `{line}` and `{column}` stand for a place in a file, such as
/// `vscode://file/{path}:{line}:{column}`.
#[derive(Clone, Debug)]
pub struct Editor(Arc<str>);

impl Editor {
    /// The editor that is reached by `template`; nothing if that is no address with room for a path.
    pub fn new(template: &str) -> Option<Self> {
        let (scheme, rest) = template.split_once(':')?;
        // A scheme as in RFC 3986, section 3.1. One of a single letter is a drive of Windows.
        let is_scheme = scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|sign| sign.is_ascii_alphanumeric() || "+-.".contains(sign));
        (is_scheme && rest.contains("{path}") && !rest.contains(char::is_whitespace)).then(|| Self(template.into()))
    }

    /// What opens `path`, as messages show it, at a place; nothing if there is no such path.
    pub(super) fn link(&self, path: &str, line: usize, column: usize) -> Option<String> {
        let path = std::path::absolute(Path::new(path)).ok()?;
        Some(self.filled(&path.to_string_lossy().replace('\\', "/"), line, column))
    }

    /// Editors part the path from the `/` before it: what begins with a slash would have two.
    fn filled(&self, path: &str, line: usize, column: usize) -> String {
        let encoded = url::encode(path);
        let path = if self.0.contains("/{path}") { encoded.trim_start_matches('/') } else { &encoded };
        let filled = self.0.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        filled.replace("{path}", path)
    }
}

#[cfg(test)]
mod tests {
    use super::Editor;

    #[test]
    fn templates_are_filled() {
        for (template, path, link) in [
            ("vscode://file/{path}:{line}:{column}", "/a/l é.md", "vscode://file/a/l%20%C3%A9.md:3:7"),
            ("vscode://file/{path}:{line}:{column}", "C:/a/b.md", "vscode://file/C%3A/a/b.md:3:7"),
            ("idea://open?file={path}&line={line}", "/a/{line}.md", "idea://open?file=/a/%7Bline%7D.md&line=3"),
        ] {
            assert_eq!(Editor::new(template).map(|editor| editor.filled(path, 3, 7)).as_deref(), Some(link));
        }
    }

    #[test]
    fn commands_are_no_addresses() {
        for template in
            ["vim", "vim {path}", "code --goto {path}:{line}", r"C:\vim.exe {path}", "vscode://file/", ":{path}", ""]
        {
            assert!(Editor::new(template).is_none(), "{template}");
        }
    }

    #[test]
    fn paths_are_made_absolute() {
        let link = Editor::new("ed:{path}").and_then(|editor| editor.link("content/a.md", 1, 1)).unwrap_or_default();
        assert!(link.starts_with("ed:/") && link.ends_with("/content/a.md"), "{link}");
    }
}
