//! Whole courses, built by the program: `tests/sites/` and what is told in a few lines here.

use std::collections::BTreeSet;
use std::fs;
use std::time::SystemTime;

use snapbox::{assert_data_eq, file, str};

use crate::site::Site;

#[test]
fn twenty_mistakes_give_twenty_diagnostics() {
    let checked = Site::named("vingt-erreurs").check();
    assert_data_eq!(checked.report(), file!["../sites/vingt-erreurs/expected.txt"]);
    let codes = checked.codes();
    assert_eq!((codes.len(), codes.iter().collect::<BTreeSet<_>>().len()), (20, 20));
    for told in checked.report().split_terminator("\n\n").take(20) {
        let lines = |what: &str| told.lines().filter(|line| line.contains(what)).count();
        assert_eq!((lines("--> "), lines("= aide")), (1, 1), "a place and a help: {told}");
        let carets = told.lines().filter(|line| line.trim_start_matches([' ', '|']).starts_with('^'));
        assert_eq!(carets.count(), 1, "a caret: {told}");
    }
}

#[test]
fn twenty_mistakes_mended_as_the_help_says_leave_none() {
    assert_eq!(Site::named("vingt-erreurs-corrigees").check().compact(), "");
}

#[test]
fn a_folder_of_somebody_elses_markdown_builds() {
    let site = Site::named("dossier-etranger");
    let ran = site.pupitre(&["build", "--keep-going"]);
    assert!(ran.code < 2, "{}", ran.err);
    let pages: Vec<String> = site.published().into_keys().filter(|path| path.ends_with(".html")).collect();
    assert_data_eq!(
        pages.join("\n") + "\n",
        str![[r#"
404.html
a-z.html
about.html
accessibility.html
changelog.html
docs/getting-started/index.html
docs/getting-started/install.html
docs/index.html
docs/reference.html
index.html
plan.html
sources.html

"#]]
    );
    assert!(site.page("docs/reference.html").contains("<h1>The reference</h1>"));
    assert!(site.page("docs/getting-started/index.html").contains("href=\"install.html\""));
    assert!(site.page("docs/getting-started/index.html").contains("<h1>Getting started</h1>"));
}

#[test]
fn the_same_course_gives_the_same_bytes() {
    let [one, other] = [(), ()].map(|()| {
        let site = Site::named("dossier-etranger");
        site.pupitre(&["build", "--keep-going"]);
        site.published()
    });
    assert!(!one.is_empty());
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(bytes == &other[path], "{path} differs");
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let site = lesson("Texte.");
    site.pupitre(&["build"]).ended(0);
    age(&site);
    let ran = site.pupitre(&["build"]).ended(0);
    assert_eq!(fresh(&site), [""; 0]);
    assert!(ran.out.contains(" 0 fichier"), "{}", ran.out);
    let site = site.file("lesson.md", "# Leçon\n\nUn autre texte.\n");
    site.pupitre(&["build"]).ended(0);
    // The search shows the text and marks where, the list of files says that one is another, and the worker which
    // list it is of.
    assert_eq!(fresh(&site), ["lesson.html", "offline.txt", "search/index.js", "search/p0.js", "sw.js"]);
}

#[test]
fn an_error_leaves_the_site_as_it_was() {
    let site = lesson("Texte.");
    site.pupitre(&["build"]).ended(0);
    age(&site);
    let before = site.published();
    let site = site.file("lesson.md", "# Leçon\n\n[perdu](rien.md)\n").file("autre.md", "Une autre.\n");
    let ran = site.pupitre(&["build"]).ended(1);
    assert!(ran.err.contains("1 erreur"), "{}", ran.err);
    assert_eq!(fresh(&site), [""; 0]);
    assert!(site.published() == before);
    site.pupitre(&["build", "--keep-going"]).ended(1);
    assert!(site.page("lesson.html").contains("perdu"));
    assert!(site.published().contains_key("autre.html"));
}

#[test]
fn a_theme_replaces_what_it_holds() {
    let site = Site::named("theme");
    site.pupitre(&["build"]).ended(0);
    let lesson = site.page("lecon.html");
    assert!(lesson.contains("<p class=\"cci\">Formation de la CCI</p>"), "{lesson}");
    assert!(lesson.contains("<h1>La leçon</h1>"), "the default template is extended: {lesson}");
    assert!(lesson.contains("Leçon suivante"), "a text of its own: {lesson}");
    assert!(lesson.contains("Accessibilité"), "the others stay: {lesson}");
    assert_eq!(site.published()["theme/plus.txt"], b"un fichier de plus\n");
    assert!(!site.page("index.html").contains("class=\"cci\""));
}

#[test]
fn a_theme_that_names_one_bundle_keeps_the_others() {
    let site =
        lesson("## Question : Vrai ?\n\n- [x] Oui\n- [ ] Non").file("course.yaml", "id: cas\ntitle: Cas\ntheme: cci\n");
    let site = site
        .beside("themes/cci/theme.yaml", "bundles:\n  site.css: [css/tokens.css, mine.css]\n  all.css: [site.css]\n");
    let site = site.beside("themes/cci/static/mine.css", ".cci { color: red }");
    site.pupitre(&["build"]).ended(0);
    let published = site.published();
    let css = String::from_utf8_lossy(&published["theme/site.css"]).into_owned();
    assert!(css.contains("--paper") && css.ends_with(".cci{color:red}"), "{css}");
    assert_eq!(published["theme/all.css"], published["theme/site.css"], "a bundle can be a part of another");
    let page = site.page("lesson.html");
    let scripts = page.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next());
    for script in scripts {
        assert!(published.contains_key(script), "{script}");
    }
    assert!(!published.contains_key("theme/mine.css"), "it is in the bundle");
}

#[test]
fn in_a_course_of_many_lessons_the_results_page_stays_one_that_can_be_read() {
    let question = "## Question : Un ?\n\n- [x] Un\n- [ ] Deux\n";
    let identity = "id: cas\ntitle: Cas\nobjectives:\n  - { id: lire, text: Lire }\n";
    let mut site = lesson(&format!("{question}\nLeçon 0.")).file("course.yaml", identity);
    site = site.file("bilan.md", format!("---\nkind: evaluation\n---\n\n{question}"));
    for number in 1..200 {
        let text = format!("---\nobjectives: lire\n---\n\n# {number}\n\n{question}\nLeçon {number}.");
        site = site.file(&format!("{number}.md"), &text);
    }
    site.pupitre(&["build", "--keep-going"]);
    let results = site.page("results.html");
    let of = |kind: &str| results.matches(&format!("data-kind=\"{kind}\"")).count();
    assert_eq!((of("evaluation"), of("lesson")), (1, 0));
    assert!(results.contains("et d’autres, dans le plan du cours"));
    assert!(results.matches("<a ").count() < 40, "{results}");
}

#[test]
fn an_index_of_many_entries_has_a_page_for_each_letter() {
    let titles = |count: usize| (0..count).map(|n| format!("## Zone {n}\n\n")).collect::<String>();
    let site = lesson(&titles(1496)).file("ecole.md", "# École\n").file("a-z/a.md", "# Annexe\n");
    site.pupitre(&["build", "--keep-going"]);
    let together = site.page("a-z.html");
    assert!(together.contains("<a href=\"lesson.html#zone-1495\">") && together.contains("<a href=\"#_z\">Z</a>"));
    assert!(!site.published().contains_key("a-z/z.html"));
    let site = site.file("lesson.md", format!("# Leçon\n\n{}", titles(1497)));
    site.pupitre(&["build", "--keep-going"]);
    let all = site.page("a-z.html");
    for letter in ["a", "e", "l", "z"] {
        assert!(
            all.contains(&format!("<li><a href=\"a-z/{letter}.html\">{}</a></li>", letter.to_uppercase())),
            "{all}"
        );
    }
    assert!(!all.contains("zone-0"), "{all}");
    let zones = site.page("a-z/z.html");
    assert!(
        zones.contains("<h1>Index\u{a0}: Z</h1>") && zones.contains("<a href=\"z.html\" aria-current=\"page\">Z</a>")
    );
    assert_eq!(zones.matches("<a href=\"../lesson.html#zone-").count(), 1497);
    assert!(site.page("a-z/e.html").contains("<a href=\"../ecole.html\">École</a>"));
    // The course's own page of that name gives way.
    assert!(site.page("a-z/a.html").contains("<a href=\"a-2.html\">Annexe</a>"), "{}", site.page("a-z/a.html"));
}

#[test]
fn a_heading_that_many_pages_repeat_is_not_in_the_index() {
    let text = |n: usize| format!("# Leçon {n}\n\n## À vous de jouer\n\n### À retenir\n\nTexte.\n");
    let site = Site::new().file("defini.md", "# Défini\n\nÀ vous de jouer\n: Un terme.\n");
    let mut site = site.file("6.md", "# Leçon 6\n\n## À vous de jouer\n\n## À retenir !\n");
    for n in 1..6 {
        site = site.file(&format!("{n}.md"), text(n));
    }
    site.pupitre(&["build", "--keep-going"]);
    let index = site.page("a-z.html");
    assert_eq!(index.matches(">À retenir</a>").count(), 5, "{index}");
    assert!(index.contains(">À retenir\u{202f}!</a>"), "another heading, of one page: {index}");
    assert_eq!(index.matches(">À vous de jouer</a>").count(), 1, "the term alone: {index}");
    assert!(index.contains(">À vous de jouer</a> <span class=\"index-note\">"), "{index}");
}

#[test]
fn tests_are_counted_apart_from_lessons() {
    let question = "## Question: One?\n\n- [x] One\n- [ ] Two\n";
    let test = |kind: &str| format!("---\nkind: {kind}\n---\n\n{question}");
    for (lang, one, two) in [("fr", "1 leçon", "2 tests"), ("en", "1 lesson", "2 tests")] {
        let site = Site::new()
            .file("course.yaml", format!("id: cas\ntitle: Cas\nlang: {lang}\n"))
            .file("module/1.md", "# Lesson")
            .file("module/2.md", test("positioning"))
            .file("module/3.md", test("evaluation"));
        site.pupitre(&["build"]).ended(0);
        for page in ["index.html", "module/index.html"] {
            let page = site.page(page);
            let facts = page.split("class=\"facts\">").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap();
            assert!(facts.contains(&format!("<span>{one}</span><span>{two}</span>")), "{facts}");
        }
    }
}

#[test]
fn a_broken_template_is_told_by_file_line_and_caret() {
    let site = lesson("Texte.").file("course.yaml", "id: cas\ntitle: Cas\ntheme: cci\n");
    let template = "{% extends \"default/lesson.html\" %}\n{% block content %}\n<h1>{{ lesson.titre.perdu }}</h1>\n{% endblock content %}\n";
    let site = site.beside("themes/cci/templates/lesson.html", template);
    let ran = site.pupitre(&["build"]).ended(1);
    assert!(ran.err.contains("[theme::template]"), "{}", ran.err);
    assert!(ran.err.contains(" --> themes/cci/templates/lesson.html:3:"), "{}", ran.err);
    assert!(ran.err.contains("\n3 | <h1>{{ lesson.titre.perdu }}</h1>\n"), "{}", ran.err);
    assert!(!site.at("public").exists() || site.published().is_empty());
}

#[test]
fn no_page_needs_another_origin_or_a_server() {
    let site = Site::named("theme");
    site.pupitre(&["build"]).ended(0);
    for (path, bytes) in site.published().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes).unwrap();
        for (at, _) in page.match_indices("src=\"").chain(page.match_indices("<link")) {
            let tag = page[at..].split('>').next().unwrap();
            assert!(!tag.contains("http") && !tag.contains("=\"/"), "{path}: {tag}");
        }
        for (at, _) in page.match_indices("href=\"") {
            let target = page[at + 6..].split('"').next().unwrap();
            let file = target.split(['#', '?']).next().unwrap();
            let outside =
                target.starts_with("https://") || target.starts_with("mailto:") || target.starts_with("data:");
            assert!(outside || file.is_empty() || file.rsplit('/').next().unwrap().contains('.'), "{path}: {target}");
        }
    }
}

#[test]
fn every_page_of_every_edition_has_its_security_policy() {
    for site in [Site::named("theme"), Site::named("theme").trainer(), Site::named("dossier-etranger")] {
        for (path, page) in site.check().pages().into_iter().filter(|(path, _)| path.ends_with(".html")) {
            let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ";
            assert!(page[..page.find("</head>").unwrap()].contains(policy), "{path}");
        }
    }
}

fn lesson(text: &str) -> Site {
    Site::new().file("lesson.md", format!("# Leçon\n\n{text}\n"))
}

const LONG_AGO: SystemTime = SystemTime::UNIX_EPOCH;

/// Gives every file of the site a date that no build could give it.
fn age(site: &Site) {
    for path in site.published().keys() {
        let file = fs::File::options().append(true).open(site.at("public").join(path)).unwrap();
        file.set_modified(LONG_AGO).unwrap();
    }
}

/// The files written since.
fn fresh(site: &Site) -> Vec<String> {
    let date = |path: &String| fs::metadata(site.at("public").join(path)).unwrap().modified().unwrap();
    site.published().into_keys().filter(|path| date(path) != LONG_AGO).collect()
}
