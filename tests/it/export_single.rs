//! The whole course as one HTML file.

use std::fs;
use std::path::Path;

use base64::Engine;
use sha2::{Digest, Sha256};

use crate::site::{Site, program};
use crate::wellformed::{faults, read};

/// The course that the browser tests take; the one that the project ships is at its top.
const FIXTURE: &str = "tests/browser/fixture";

/// What `pupitre export single` makes of a folder of the project.
fn exported(root: &str, options: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cours.html");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let mut command = program();
    command.args(["export", "single", "--root"]).arg(root).arg("-o").arg(&file).args(options);
    assert!(command.output().unwrap().status.success());
    fs::read_to_string(file).unwrap()
}

fn single(site: &Site, options: &[&str]) -> String {
    let _ = site.pupitre(&[&["export", "single", "-o", "un.html"], options].concat()).ended(0);
    fs::read_to_string(site.at("un.html")).unwrap()
}

#[test]
fn it_is_one_document_whose_ids_are_its_own_and_whose_links_lead_somewhere() {
    for (root, edition) in [(FIXTURE, "student"), (FIXTURE, "trainer"), (".", "student")] {
        let page = exported(root, &["--edition", edition]);
        assert_eq!(faults(&read(&page), &page), [""; 0], "{root}, {edition}");
    }
}

#[test]
fn it_asks_for_nothing_else() {
    for root in [FIXTURE, "."] {
        let page = exported(root, &[]);
        for attribute in [" src=\"", " poster=\"", " srcset=\"", "<link rel=\"stylesheet"] {
            for (_, value) in page.match_indices(attribute).map(|(at, _)| page[at..].split_at(attribute.len())) {
                assert!(value.starts_with("data:"), "{root}: {attribute}{}", &value[..80]);
            }
        }
        // A link leads within it, out of the course, or to a file to save.
        for (at, link) in page.match_indices(" href=\"") {
            let value = &page[at + link.len()..];
            let known = ["#", "data:", "https://", "mailto:"].iter().any(|start| value.starts_with(start));
            assert!(known, "{root}: {}", &value[..80]);
        }
    }
}

#[test]
fn its_policy_allows_its_own_scripts_and_styles_by_their_hashes_and_nothing_else() {
    let page = exported(".", &[]);
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe") && !policy.contains("http"));
    let texts = [
        ("<style>", "</style>"),
        ("<script>", "</script>"),
        ("data-name=\"page\">", "</script>"),
        ("data-name=\"search\">", "</script>"),
        ("data-name=\"../search/index\">", "</script>"),
    ];
    for (open, close) in texts {
        let text = between(&page, open, close);
        assert!(text.len() > 200, "{open}");
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
        assert!(policy.contains(&format!("'sha256-{hash}'")), "{open}");
    }
    assert_eq!(policy.matches("sha256-").count(), 1 + page.matches("<script").count());
}

fn between<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    let (_, rest) = text.split_once(open).unwrap();
    rest.split_once(close).unwrap().0
}

#[test]
fn the_shipped_course_is_light_and_the_same_at_every_run() {
    let page = exported(".", &[]);
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
    assert!(page == exported(".", &[]), "two runs differ");
}

#[test]
fn the_students_file_holds_nothing_of_the_trainers() {
    let student = exported(FIXTURE, &[]);
    let trainer = exported(FIXTURE, &["--edition", "trainer"]);
    let says_so = ["porter (édition de la formatrice ou du formateur)</title>", "à ne pas distribuer.</p>"];
    for word in ["quetzal", "quokka", "Ce paragraphe réservé"].into_iter().chain(says_so) {
        assert!(!student.contains(word), "{word}");
        assert!(trainer.contains(word), "{word}");
    }
    // What is only read once a test is handed in.
    for word in ["Pangolin", "axolotl"] {
        assert!(!student.contains(word), "{word}");
    }
}

#[test]
fn the_page_of_a_host_and_its_worker_are_no_part_of_it() {
    let page = exported(".", &[]);
    assert!(!page.contains("data-page=\"404.html\""));
    for word in ["serviceWorker", "rel=\"manifest\""] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn a_site_has_none_of_its_scripts() {
    let site = Site::new().file("a.md", "# A\n");
    site.pupitre(&["build"]).ended(0);
    assert!(site.published().keys().all(|path| !path.contains("export")));
}

#[test]
fn links_and_images_stand_for_what_they_stand_for_in_the_site() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
    let site = Site::new()
        .file("01-un/index.md", "# Un\n")
        .file("01-un/a.md", "# A\n\n## Été\n\n[b](../02-deux/b.md#suite) [c](#ete) [d](../doc.pdf)\n\n![i](../i.svg)\n")
        .file("02-deux/index.md", "# Deux\n")
        .file("02-deux/b.md", "# B\n\n## Suite\n\nTexte.\n")
        .file("doc.pdf", "%PDF")
        .file("i.svg", svg);
    let page = single(&site, &[]);
    assert!(page.contains("<a href=\"#deux/b:suite\">b</a>"), "{page}");
    assert!(page.contains("<a href=\"#un/a:ete\">c</a>"), "{page}");
    assert!(page.contains("<a href=\"data:application/pdf;base64,JVBERg==\" download=\"doc.pdf\">d</a>"), "{page}");
    assert!(page.contains("<img src=\"data:image/svg+xml;base64,"), "{page}");
    assert!(page.contains("<section class=\"leaf page-lesson n3\" id=\"un/a\""), "{page}");
}

#[test]
fn on_paper_lessons_are_found_by_their_numbers() {
    let page = exported(FIXTURE, &[]);
    for told in [
        "<a href=\"#repondre/quiz\" data-number=\"2.1\">",
        "<h1 data-number=\"2.1\">Un quiz complet</h1>",
        "@top-right{content:\"2.1 Un quiz complet\"}",
    ] {
        assert!(page.contains(told), "{told}");
    }
}

#[test]
fn what_is_too_large_for_a_letter_is_left_out_with_a_word() {
    let site = Site::new()
        .file(
            "a.md",
            "# A\n\n![Un film](film.mp4)\n\n![Un son](son.mp3)\n\n[Le dossier](dossier.zip) et [la fiche](fiche.pdf)\n",
        )
        .file("film.mp4", vec![0; 9_000_000])
        .file("son.mp3", vec![1; 1_000])
        .file("dossier.zip", vec![0; 7_000_000])
        .file("fiche.pdf", "%PDF");
    let ran = site.pupitre(&["export", "single", "-o", "un.html"]).ended(0);
    // The smallest have room first.
    assert!(ran.err.contains("film.mp4 (9,0"), "{}", ran.err);
    assert!(!ran.err.contains("dossier.zip"), "{}", ran.err);
    let page = fs::read_to_string(site.at("un.html")).unwrap();
    assert!(!page.contains("<video"), "a player of nothing");
    assert_eq!(page.matches("class=\"left-out\"").count(), 1, "said once");
    assert!(!page.contains("Télécharger le fichier"), "a link to nothing, or to a second copy");
    assert_eq!(page.matches("data:audio/mpeg").count(), 1, "a sound stands in its player alone");
    assert!(page.contains("download=\"dossier.zip\"") && page.contains("download=\"fiche.pdf\""));
}

#[test]
fn more_pages_than_a_browser_reads_are_refused_with_a_word() {
    let site =
        (0..3_000).fold(Site::new(), |site, n| site.file(&format!("lecon-{n}.md"), format!("# Leçon {n}\n\nTexte.\n")));
    let ran = site.pupitre(&["export", "single", "-o", "un.html"]).ended(2);
    assert!(ran.err.contains("too many for one file") && ran.err.contains("export zip"), "{}", ran.err);
    assert!(!site.at("un.html").exists());
}

#[test]
fn a_theme_of_the_courses_own_is_respected() {
    let site = Site::new()
        .file("course.yaml", "id: cas\ntitle: Cas\ntheme: mien\n")
        .file("a.md", "# A\n")
        .beside("themes/mien/theme.yaml", "name: mien\nbundles:\n  own.css:\n    - css/own.css\n")
        .beside("themes/mien/static/css/own.css", ".own { background: url(fond.png) }\r\n")
        .beside("themes/mien/static/fond.png", "png")
        .beside(
            "themes/mien/templates/base.html",
            "{% extends \"default/base.html\" %}{% block assets %}{{ super() }}<link rel=\"stylesheet\" href=\"{{ page.root }}theme/own.css\">{% endblock assets %}{% block footer %}<footer class=\"own\">Chez nous</footer>{% endblock footer %}",
        );
    let page = single(&site, &[]);
    assert!(page.contains(".own{background:url(data:image/png;base64,cG5n)}"), "{page}");
    assert_eq!(page.matches("Chez nous").count(), 1);
}

#[test]
fn what_would_end_a_script_or_a_style_does_not() {
    let site = Site::new()
        .file("course.yaml", "id: cas\ntitle: \"</script><b>Cas</b>\"\ntheme: mien\n")
        .file("a.md", "# A </style>\n")
        .beside("themes/mien/static/js/run.js", "window.told = '</script><!--';\n");
    let page = single(&site, &[]);
    assert_eq!(faults(&read(&page), &page), [""; 0]);
    assert!(page.contains("window.told"));
}

#[test]
fn nothing_is_written_where_the_course_or_the_theme_has_an_error() {
    let site = Site::new().file("a.md", "# A\n\n[b](b.md)\n").file("c.md", "# C\n");
    let ran = site.pupitre(&["export", "single", "-o", "un.html"]).ended(1);
    assert!(ran.err.contains("link::"), "{}", ran.err);
    assert!(!site.at("un.html").exists());
    let site = Site::new()
        .file("course.yaml", "id: cas\ntitle: Cas\ntheme: mien\n")
        .file("a.md", "# A\n")
        .beside("themes/mien/templates/lesson.html", "{{ nobody.knows }}");
    let ran = site.pupitre(&["export", "single", "-o", "un.html"]).ended(1);
    assert!(ran.err.contains("lesson.html:1:"), "{}", ran.err);
    assert!(!site.at("un.html").exists());
}
