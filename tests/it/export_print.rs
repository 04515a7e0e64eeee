//! The course on paper. The PDF is looked at in `tests/browser/`, where there is a browser.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pupitre::export::print::destinations;

use crate::site::{Ran, Site, program};
use crate::wellformed::{faults, read};

/// What `pupitre export print` makes of a folder of the project, on a machine without a browser.
fn printed(root: &str, options: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cours.html");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let mut command = program();
    command.args(["export", "print", "--root"]).arg(root).arg("-o").arg(&file).args(options).env("PATH", "");
    let ran = Ran::of(command.output().unwrap()).ended(0);
    assert!(ran.out.lines().last().unwrap().contains("Chromium"), "{}", ran.out);
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files, ["cours.html"], "nothing else is left");
    fs::read_to_string(file).unwrap()
}

const FIXTURE: &str = "tests/browser/fixture";

#[test]
fn it_is_one_document_whose_ids_are_its_own_and_whose_links_lead_somewhere() {
    for (root, what, edition) in [
        (FIXTURE, "handout", "student"),
        (FIXTURE, "key", "student"),
        (FIXTURE, "all", "trainer"),
        (".", "all", "student"),
    ] {
        let page = printed(root, &["--what", what, "--edition", edition]);
        assert_eq!(faults(&read(&page), &page), [""; 0], "{root}, {what}, {edition}");
        assert!(!page.contains("<!--"), "{root}, {what}, {edition}");
    }
}

#[test]
fn it_asks_for_nothing_and_runs_nothing() {
    let page = printed(FIXTURE, &["--what", "all"]);
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    assert!(!page.contains("<script"));
    for (at, source) in page.match_indices(" src=\"") {
        assert!(page[at + source.len()..].starts_with("data:image/"), "{}", &page[at..at + 80]);
    }
}

#[test]
fn a_handout_tells_no_answer() {
    let page = printed(FIXTURE, &[]);
    assert!(page.contains("Quelle lettre vient après A"));
    // Explanations, feedback and hints, readable or encoded for scripts.
    for word in ["axolotl", "Pangolin", "La Seine la traverse", "data-answer", "class=\"solution", "class=\"verdict"] {
        assert!(!page.contains(word), "{word}");
    }
    assert_eq!(page, printed(FIXTURE, &["--what", "handout"]), "what is made if nothing is said, at every run");
}

#[test]
fn what_is_the_trainers_is_in_the_trainers_edition_alone() {
    for what in ["handout", "key"] {
        let student = printed(FIXTURE, &["--what", what]);
        let trainer = printed(FIXTURE, &["--what", what, "--edition", "trainer"]);
        for word in ["quetzal", "quokka"] {
            assert!(!student.contains(word), "{what}: {word}");
            assert!(trainer.contains(word), "{what}: {word}");
        }
    }
    // The trainer's handout has no answer either: the key has them.
    let handout = printed(FIXTURE, &["--edition", "trainer"]);
    assert!(!handout.contains("axolotl") && handout.contains("Ce paragraphe réservé"));
}

#[test]
fn the_key_answers_every_form_of_question_and_nothing_else() {
    let lesson = "# Leçon\n\nDu texte qui reste au livret.\n\n\
                  ## Question : Un choix ? (2 points)\n\n- [x] Juste\n  > Bravo.\n- [ ] Faux\n  > Dommage.\n\n> Explication : parce que.\n\n\
                  ## Question : Un ordre ?\n\n1. Premier\n2. Second\n\n\
                  ## Question : Des paires ?\n\n| | |\n|-|-|\n| Chat | Miaou |\n| Chien | Ouaf |\n\n\
                  ## Question : Un mot ?\n\n- = Paris\n- = Lutèce\n\n\
                  ## Question : Un nombre ?\n\n- = 3,14 ± 0,01\n\n\
                  ## Question : Un trou ?\n\nIl est [[midi]] ou [[(minuit) / tard]].\n\n\
                  ## Question : Une phrase ? {.open}\n\n> Explication : un modèle.\n";
    let test = format!("---\nkind: evaluation\npass: 60\n---\n\n{lesson}");
    for text in [lesson, &test] {
        let site = Site::new().file("a.md", text);
        let _ = site.pupitre(&["export", "print", "--what", "key", "-o", "cle.html"]).ended(0);
        let page = fs::read_to_string(site.at("cle.html")).unwrap();
        let told = [
            "2 points",
            "Juste",
            "Bravo.",
            "Parce que.",
            "Premier",
            "Second",
            "Chat",
            "Miaou",
            "Paris",
            "Lutèce",
            "3,14",
            "midi",
            "minuit",
            "Un modèle.",
        ];
        for word in told {
            assert!(page.contains(word), "{word}: {page}");
        }
        for word in ["Faux", "Dommage", "reste au livret", "<input"] {
            assert!(!page.contains(word), "{word}");
        }
    }
}

#[test]
fn the_table_of_contents_names_every_lesson_in_order() {
    let page = printed(".", &["--what", "all"]);
    let (_, toc) = page.split_once("class=\"folios\"").unwrap();
    let (toc, rest) = toc.split_once("</nav>").unwrap();
    let of = |text: &str, before: &str| -> Vec<String> {
        text.split(before).skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect()
    };
    let named = of(toc, "<a href=\"#");
    let there = of(rest, "<section class=\"leaf ");
    assert!(named.len() > 20 && there.len() > named.len());
    let mut last = 0;
    for id in named {
        let at = rest.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("nothing is called {id}"));
        assert!(at > last, "{id}");
        last = at;
    }
}

#[test]
fn a_lesson_has_the_same_number_wherever_paper_names_it_and_in_both_editions() {
    let site = Site::new()
        .file("01-lire/index.md", "# Lire\n")
        .file("01-lire/01-un.md", "# Un\n\nTexte.\n")
        .file("01-lire/02-eux.md", "---\ntitle: Eux\naudience: trainer\n---\n\nTexte.\n")
        .file("01-lire/03-deux.md", "# Deux\n\n## Question : Laquelle ?\n\n- [x] A\n- [ ] B\n");
    for edition in ["student", "trainer"] {
        let page = on_paper(&site, &["--what", "all", "--edition", edition]);
        for told in [
            "<span class=\"folios-number\">1.2</span> <a href=\"#lire/deux\">",
            "<h1 data-number=\"1.2\">Deux</h1>",
            "@top-right{content:\"1.2 Deux\"}",
            "<h2 class=\"keyed-title\" data-number=\"1.2\">Deux</h2>",
        ] {
            assert!(page.contains(told), "{edition}: {told} in {page}");
        }
        assert_eq!(page.contains("<h1>Eux</h1>"), edition == "trainer", "no number");
    }
    let flat = Site::new().file("a.md", "# A\n\nTexte.\n").file("b.md", "# B\n\nTexte.\n");
    assert!(on_paper(&flat, &[]).contains("<h1 data-number=\"2\">B</h1>"));
}

/// The same, of a course of one's own.
fn on_paper(site: &Site, options: &[&str]) -> String {
    printed(site.at("").to_str().unwrap(), options)
}

#[test]
fn what_a_reader_of_paper_cannot_unfold_is_unfolded() {
    let site = Site::new().file("a.md", "# A\n\n<details><summary>Plus</summary>\n\nLe détail.\n\n</details>\n");
    assert!(on_paper(&site, &[]).contains("<details open=\"\"><summary>Plus"));
}

#[test]
fn a_title_cannot_end_the_style_sheet_that_says_it() {
    let site = Site::new()
        .file("course.yaml", "id: cas\ntitle: 'A \"b\" </style> \\ c'\n")
        .file("a.md", "---\ntitle: 'D \"} e'\n---\n\nTexte.\n");
    let _ = site.pupitre(&["export", "print", "-o", "l.html"]).ended(0);
    let page = fs::read_to_string(site.at("l.html")).unwrap();
    assert_eq!(faults(&read(&page), &page), [""; 0]);
    assert_eq!(page.matches("</style").count(), 1);
    assert!(page.contains(r#"@top-right{content:"1 D \"} e"}"#), "{page}");
}

#[test]
fn what_goes_with_print_alone_is_refused_elsewhere() {
    let site = Site::new().file("a.md", "# A\n\nTexte.\n");
    let ran = site.pupitre(&["export", "zip", "--what", "key"]).ended(2);
    assert!(ran.err.contains("--what"), "{}", ran.err);
}

const KIDS: &str = "3 0 R 5 0 R";

/// A PDF as Chromium writes them, with two pages in a tree.
fn pdf(kids: &str) -> Vec<u8> {
    let top = format!("<</Type /Pages\n/Count 2\n/Kids [{kids}]>>");
    let objects = [
        "<</Type /Catalog\n/Pages 2 0 R\n/Dests 6 0 R>>",
        &top,
        "<</Type /Pages\n/Count 1\n/Kids [4 0 R]\n/Parent 2 0 R>>",
        "<</Type /Page\n/Parent 3 0 R>>",
        "<</Type /Page\n/Parent 2 0 R>>",
        "<</plan [4 0 R /XYZ 0 805.38 0]\n/lire#2F#C3#A9t#C3#A9:un [5 0 R /XYZ 0 12 0]>>",
    ];
    let mut pdf = b"%PDF-1.4\n%\xd3\xeb\xe9\xe1\n".to_vec();
    let mut table = "xref\n0 7\n0000000000 65535 f \n".to_owned();
    for (object, number) in objects.iter().zip(1..) {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = pdf.len();
    pdf.extend(format!("{table}trailer\n<</Size 7\n/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    pdf
}

#[test]
fn the_pages_of_headings_are_read_from_a_pdf() {
    let found = destinations::pages(&pdf(KIDS)).unwrap();
    assert_eq!(found, BTreeMap::from([("plan".to_owned(), 1), ("lire/été:un".to_owned(), 2)]));
    assert_eq!(destinations::count(&pdf(KIDS)), Some(2));
}

#[test]
fn no_other_bytes_are_taken_for_one() {
    let whole = pdf(KIDS);
    for cut in 0..whole.len() {
        let _ = destinations::pages(&whole[..cut]);
        let mut changed = whole.clone();
        changed[cut] = b'9';
        let _ = destinations::pages(&changed);
        changed[cut] = 0xff;
        let _ = destinations::pages(&changed);
    }
    assert_eq!(destinations::pages(b""), None);
    assert_eq!(destinations::pages(b"%PDF-1.7\nstartxref\n0\n%%EOF"), None);
    assert_eq!(destinations::pages(&pdf("2 0 R 2 0 R")), None, "a loop");
}

#[test]
fn a_pair_of_the_key_has_the_letter_of_the_handout() {
    let site = Site::new().file(
        "a.md",
        "# L\n\n## Question : Des paires ?\n\n| | |\n|-|-|\n| Chat | Miaou |\n| Chien | Ouaf |\n| Coq | Cocorico |\n",
    );
    let _ = site.pupitre(&["export", "print", "--what", "all", "-o", "p.html"]).ended(0);
    let page = fs::read_to_string(site.at("p.html")).unwrap();
    let (_, keyed) = page.split_once("class=\"keyed-answer").unwrap();
    for (left, right) in [("Chat", "Miaou"), ("Chien", "Ouaf"), ("Coq", "Cocorico")] {
        let letter = page.split_once(&format!(" – {right}</option>")).unwrap().0.rsplit('>').next().unwrap();
        assert!(keyed.contains(&format!("{left}&nbsp;→ {letter}&nbsp;– {right}")), "{keyed}");
    }
}

#[test]
fn the_cover_says_whose_booklet_it_is() {
    let cover = |what, edition| {
        let page = printed(FIXTURE, &["--what", what, "--edition", edition]);
        page.split_once("class=\"cover-kind\">").unwrap().1.split_once("</header>").unwrap().0.to_owned()
    };
    let student = cover("handout", "student");
    assert!(student.starts_with("Livret du stagiaire</p>") && student.contains("cover-name"), "{student}");
    for (what, kind) in [("handout", "Livret annoté"), ("key", "Corrigé"), ("all", "Livret et corrigé")] {
        let trainer = cover(what, "trainer");
        assert!(trainer.starts_with(&format!("{kind}</p>")), "{trainer}");
        assert!(trainer.contains("à ne pas distribuer") && !trainer.contains("cover-name"), "{trainer}");
    }
}

#[test]
fn a_course_that_asks_nothing_says_that_it_has_no_key() {
    let site = Site::new().file("a.md", "# Leçon\n\nTexte.\n");
    for (what, kind) in [("key", "Corrigé"), ("all", "Livret du stagiaire")] {
        let _ = site.pupitre(&["export", "print", "--what", what, "-o", "p.html"]).ended(0);
        let page = fs::read_to_string(site.at("p.html")).unwrap();
        assert_eq!(faults(&read(&page), &page), [""; 0]);
        assert!(page.contains(&format!("cover-kind\">{kind}</p>")), "{page}");
        assert!(page.contains("il n’a pas de corrigé"), "{page}");
        assert_eq!(page.contains("class=\"folios\""), what == "all");
        assert_eq!(page.contains("class=\"cover-name\""), what == "all");
    }
}

#[test]
fn a_heading_can_go_overleaf_with_the_question_that_it_stands_over() {
    let site = Site::new()
        .file("a.md", "# L\n\nTexte.\n\n## Vos acquis\n\n### Question : Un choix ?\n\n- [x] Juste\n- [ ] Faux\n");
    let _ = site.pupitre(&["export", "print", "-o", "p.html"]).ended(0);
    let page = fs::read_to_string(site.at("p.html")).unwrap();
    assert_eq!(faults(&read(&page), &page), [""; 0]);
    let (before, _) = page.split_once("Vos acquis</h2></div>").unwrap();
    assert!(before.rsplit_once("</div>").unwrap().0.trim_end().ends_with("<p>Texte.</p>"), "{page}");
}
