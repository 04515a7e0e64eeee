//! The whole course as one HTML file. With scripts off it is one long document; scripts show one page
//! of it at a time, and each page runs as it does in the site.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use base64::Engine;
use sha2::{Digest, Sha256};

use super::files::{Files, LeftOut};
use super::leaf::{self, Leaf};
use super::sheet::Sheet;
use super::{Export, Exported};
use crate::failure::During;
use crate::model::url::SitePath;
use crate::render::{FOR_EXPORTS, escape};

/// The bundles that only this file has: what turns the pages, and what each page runs.
const TURN: &str = "turn.js";
const PAGE: &str = "page.js";
const STYLE: &str = "single.css";

/// What stands where the leaves are to.
const HERE: &str = "<!--leaves-->";

/// Writes it to `out`; returns the files that it has no room for.
pub fn write(export: &Export<'_>, out: &mut File) -> Exported<Vec<LeftOut>> {
    let files = Files::all(export)?;
    let pages = leaf::order(export);
    let leaves = leaf::leaves(export, &pages, &files, wait)?;
    let style = inert(&style(export, &leaves, &files)?);
    let [turn, page] = [TURN, PAGE].map(|name| inert(&bundle(export, name)));
    let policy = policy(&[&style], &[&turn, &page]);

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
    parts.extend(leaves.iter().map(section));
    let scripts = format!("<script type=\"text/plain\" data-name=\"page\">{page}</script>\n</body>");
    parts.push(after.replacen("</body>", &scripts, 1));
    for part in parts {
        out.write_all(part.as_bytes()).during("write", Path::new("the export"))?;
    }
    Ok(files.left_out())
}

/// A field that takes the focus as its page is shown waits for the script that shows it.
fn wait(sheet: &Sheet) {
    for field in sheet.select("[autofocus]").nodes() {
        field.remove_attr("autofocus");
        field.set_attr("data-autofocus", "");
    }
}

fn section(leaf: &Leaf) -> String {
    let Leaf { path, id, title, classes, html, .. } = leaf;
    let [id, title, classes] = [id, title, classes].map(|text| escape::text(text));
    // On the screen, the classes of the body are those of the page that is shown.
    let kind = classes.split(' ').next().unwrap_or_default();
    format!(
        "<section class=\"leaf {kind}\" id=\"{id}\" data-title=\"{title}\" data-classes=\"{classes}\" data-page=\"{path}\">{html}</section>\n"
    )
}

/// Every style sheet that a page asks for, each once, and what this file has besides.
fn style(export: &Export<'_>, leaves: &[Leaf], files: &Files) -> Exported<String> {
    let mut paths: Vec<&SitePath> = Vec::new();
    for path in leaves.iter().flat_map(|leaf| &leaf.styles) {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let mut style = String::new();
    for path in paths {
        style.push_str(&files.style(path, &String::from_utf8_lossy(&export.bytes(path)?)));
        style.push('\n');
    }
    Ok(style + &bundle(export, STYLE))
}

fn bundle(export: &Export<'_>, name: &str) -> String {
    let bytes = export.site.theme().files.get(&format!("{FOR_EXPORTS}{name}"));
    bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
}

/// A script or a style sheet as it may stand within its element, where the parser of HTML reads it as
/// it is (HTML Standard, section 4.12.1.3): what would end the element is written otherwise.
fn inert(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
    text.replace("</s", "<\\/s").replace("</S", "<\\/S").replace("<!--", "<\\!--")
}

/// Nothing but what stands in the file: scripts and styles by their hashes (Content Security Policy
/// Level 3, section 6.7.3.3).
fn policy(styles: &[&str], scripts: &[&str]) -> String {
    let hash = |text: &&str| {
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
        format!(" 'sha256-{hash}'")
    };
    let [styles, scripts] = [styles, scripts].map(|texts| texts.iter().map(hash).collect::<String>());
    format!(
        "default-src 'none'; style-src{styles}; script-src{scripts}; img-src data:; media-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
}
