//! Who is told what.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;

use serde_json::{Value, to_value};

use super::{Viewer, beside};
use crate::live::Live;
use crate::model::assemble::{Drafts, Selection};
use crate::model::course::Edition;
use crate::prepare::Places;
use crate::preview::Editor;
use crate::preview::files::{self, Found};

#[test]
fn other_devices_are_not_told_what_excerpts_show() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    fs::create_dir(&content).unwrap();
    fs::write(content.join("a.md"), "# A\n\n## Question : b ?\n\n- = \n- = secret\n").unwrap();
    let selection = Selection { edition: Edition::Student, drafts: Drafts::Hidden };
    let live = Live::open(Places::new(Some(folder.path().into()), None), selection).unwrap();
    let shown = live.shown();
    let told = |viewer| to_value(beside(&shown.now(), "a.html", &[], &viewer)).unwrap();
    let author = told(Viewer::Author(Editor::new("ed:{path}")));
    assert!(author["author"]["errors"].as_u64().unwrap() > 0);
    assert_eq!(author["author"]["mistakes"][0]["here"], true);
    assert!(author["author"]["text"]["link"].as_str().unwrap().ends_with("/content/a.md"));
    let guest = told(Viewer::Guest);
    assert_eq!(guest["author"], Value::Null);
    assert_eq!(guest["words"], author["words"]);
    // Nor is there a page for them that would tell nothing.
    let list = |viewer| files::find(&shown.now(), "/_pupitre/", &viewer);
    assert!(matches!(list(Viewer::Guest), Found::Moved(to) if to == "/"));
    assert!(matches!(list(Viewer::Author(None)), Found::Page(..)));
}
