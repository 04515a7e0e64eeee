//! The same lessons for Hugo, with templates that show what any course needs: the lessons of the
//! module, the ones before and after, the parts of the page.

use std::fs;
use std::io::Result;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::corpus::{self, For};

/// What its line of the table is called.
pub(crate) const NAME: &str = "Hugo, cold";

/// Links to lessons are written as paths of their files, as in Pupitre: Hugo follows them.
const SETTINGS: &str = r#"
title = "Un cours à mesurer"
locale = "fr"
baseURL = "https://cours.example/"
disableKinds = ["taxonomy", "term", "rss", "sitemap"]
markup.goldmark.renderHooks.link.useEmbedded = "always"
markup.highlight.codeFences = false
"#;

const LAYOUTS: [(&str, &str); 4] = [
    (
        "baseof.html",
        r#"<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>
<header><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"#,
    ),
    (
        "home.html",
        r#"{{ define "main" }}
<h1>{{ .Title }}</h1>
<ul>{{ range .Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ end }}"#,
    ),
    (
        "section.html",
        r#"{{ define "main" }}
<h1>{{ .Title }}</h1>
<ul>{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ end }}"#,
    ),
    (
        "page.html",
        r#"{{ define "main" }}
{{ $here := . }}
<nav>
<a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a>
<ul>{{ range .CurrentSection.RegularPages }}
<li><a href="{{ .RelPermalink }}"{{ if eq . $here }} aria-current="page"{{ end }}>{{ .Title }}</a></li>{{ end }}
</ul>
</nav>
<h1>{{ .Title }}</h1>
{{ .TableOfContents }}
{{ .Content }}
{{ with .NextInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .PrevInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ end }}"#,
    ),
];

/// The program that `HUGO` names, or the one on the PATH, if it starts.
pub(crate) fn find() -> Option<PathBuf> {
    let program = PathBuf::from(std::env::var_os("HUGO").unwrap_or_else(|| "hugo".into()));
    let mut version = Command::new(&program);
    let status = version.arg("version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success()).then_some(program)
}

/// Writes the course to `root`.
pub(crate) fn write(root: &Path, lessons: usize) -> Result<()> {
    corpus::write(&root.join("content"), lessons, For::Hugo)?;
    fs::write(root.join("hugo.toml"), SETTINGS)?;
    fs::create_dir(root.join("layouts"))?;
    for (name, text) in LAYOUTS {
        fs::write(root.join("layouts").join(name), text)?;
    }
    Ok(())
}

/// Builds the course in `root`.
pub(crate) fn command(program: &Path, root: &Path, output: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["build", "--quiet", "--noBuildLock", "--source"]).arg(root);
    command.arg("--destination").arg(output).arg("--cacheDir").arg(root.join("cache"));
    command
}
