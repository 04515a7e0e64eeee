//! The least that any generator on pulldown-cmark must do: walk, read, render, put into a constant
//! frame, write. No settings, templates, questions, checked links or navigation: whatever Pupitre
//! takes above this is what those cost.

use std::ffi::OsStr;
use std::fs;
use std::io::Result;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

/// What makes the measuring program do this instead.
pub(crate) const VERB: &str = "floor";

const HEAD: &str = "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Formation</title>\
    <link rel=\"stylesheet\" href=\"style.css\"></head>\n<body><main>\n";
const FOOT: &str = "</main><footer>Formation</footer></body></html>\n";

/// Renders every Markdown file below `source` to the same place below `output`.
pub(crate) fn run(source: &Path, output: &Path) -> Result<()> {
    let mut found = Vec::new();
    walk(source, Path::new(""), output, &mut found)?;
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    found.par_iter().try_for_each(|path| {
        let text = fs::read_to_string(source.join(path))?;
        let mut page = String::with_capacity(HEAD.len() + text.len() * 3 / 2 + FOOT.len());
        page.push_str(HEAD);
        html::push_html(&mut page, Parser::new_ext(&text, options));
        page.push_str(FOOT);
        fs::write(output.join(path).with_extension("html"), page)
    })
}

/// Lists the Markdown files below `folder` of `root`, and makes their folders in `output`.
fn walk(root: &Path, folder: &Path, output: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    fs::create_dir_all(output.join(folder))?;
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            walk(root, &path, output, found)?;
        } else if path.extension() == Some(OsStr::new("md")) {
            found.push(path);
        }
    }
    Ok(())
}
