//! The whole course as one HTML file. With scripts off it is one long document; scripts show one page
//! of it at a time, and each page runs as it does in the site.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use super::files::{Files, LeftOut};
use super::inline::{bundle, inert, policy, styles};
use super::leaf::{self, Leaf};
use super::paper::{self, running};
use super::sheet::Sheet;
use super::{Export, Exported};
use crate::failure::{During, Failure};
use crate::model::url::SitePath;
use crate::render::escape;

/// The bundles that only this file has: what turns the pages, and what each page runs.
const TURN: &str = "turn.js";
const PAGE: &str = "page.js";
const STYLE: &str = "single.css";

/// Pages beyond which no browser reads the file in good time: a thousand lessons make some twenty megabytes.
const MOST_PAGES: usize = 3_000;

/// What stands where the leaves are to.
const HERE: &str = "<!--leaves-->";

/// Writes it to `out`; returns the files that it has no room for.
pub fn write(export: &Export<'_>, out: &mut File) -> Exported<Vec<LeftOut>> {
    let pages = leaf::order(export);
    if pages.len() > MOST_PAGES {
        let why = format!("{} pages are too many for one file; `pupitre export zip` has room for them", pages.len());
        return Err(Failure::refused("export", Path::new("the course"), why).into());
    }
    let files = Files::all(export)?;
    let leaves = leaf::leaves(export, &pages, &files, trim)?;
    let lazy = SitePath::new("theme/search.css");
    let asked = leaves.iter().flat_map(|leaf| &leaf.styles).chain(&lazy);
    let style = inert(&(styles(export, asked, &files)? + &bundle(export, STYLE) + &running(export, &leaves)));
    let turn = inert(&bundle(export, TURN));
    let held = held(export)?;
    let scripts: Vec<&str> = std::iter::once(&turn).chain(held.values()).map(String::as_str).collect();
    let policy = policy(&[&style], &scripts);

    let sheet = leaf::surround(export, &pages, &files)?;
    sheet.remove("meta[charset], meta[http-equiv], link[rel~=stylesheet], script");
    sheet.select("head").prepend_html(format!(
        "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"
    ));
    sheet.rewrite("aria-current", |_, _| None);
    sheet.select("body").remove_class("page-home");
    sheet.select("body").add_class("page-booklet");
    sheet.select("body").remove_attr("data-page");
    sheet.select("main").set_html(HERE);
    let whole = sheet.whole();
    let (before, after) = whole.split_once(HERE).unwrap_or((&whole, ""));

    let code = format!("<style>{style}</style>\n<script>{turn}</script>\n</head>");
    let mut parts = vec![before.replacen("</head>", &code, 1), "\n".to_owned()];
    parts.extend(leaves.iter().enumerate().map(|(at, leaf)| section(leaf, &paper::sheet(at))));
    let (after, end) = after.split_once("</body>").unwrap_or((after, ""));
    parts.push(after.to_owned());
    let script = |(name, text)| format!("<script type=\"text/plain\" data-name=\"{name}\">{text}</script>\n");
    parts.extend(held.iter().map(script));
    parts.push(format!("</body>{end}"));
    for part in parts {
        out.write_all(part.as_bytes()).during("write", Path::new("the export"))?;
    }
    Ok(files.left_out())
}

/// The scripts that wait in the file until they are asked for, by the names that `pupitre.load` knows:
/// what each page runs, and the search with its data.
fn held(export: &Export<'_>) -> Exported<BTreeMap<String, String>> {
    let mut held = BTreeMap::from([("page".to_owned(), inert(&bundle(export, PAGE)))]);
    let is_of_search = |path: &&SitePath| path.as_str() == "theme/search.js" || path.as_str().starts_with("search/");
    for path in export.site.paths().iter().filter(is_of_search) {
        let name = path.as_str().trim_end_matches(".js");
        let name = name.strip_prefix("theme/").map_or_else(|| format!("../{name}"), ToOwned::to_owned);
        held.insert(name, inert(&String::from_utf8_lossy(&export.bytes(path)?)));
    }
    Ok(held)
}

/// A player holds its file: a link to save it would hold it again. And a field that takes the focus as
/// its page is shown waits for the script that shows it.
fn trim(sheet: &Sheet) {
    sheet.remove(".player a[download]");
    for field in sheet.select("[autofocus]").nodes() {
        field.remove_attr("autofocus");
        field.set_attr("data-autofocus", "");
    }
}

fn section(leaf: &Leaf, sheet: &str) -> String {
    let Leaf { path, id, title, classes, html, .. } = leaf;
    let [id, title, classes] = [id, title, classes].map(|text| escape::text(text));
    // On the screen, the classes of the body are those of the page that is shown.
    let kind = classes.split(' ').next().unwrap_or_default();
    format!(
        "<section class=\"leaf {kind} {sheet}\" id=\"{id}\" data-title=\"{title}\" data-classes=\"{classes}\" data-page=\"{path}\">{html}</section>\n"
    )
}
