//! The course as a book: what is in it, and what must not be. `tests/books` has it judged by epubcheck.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use zip::{CompressionMethod, ZipArchive};

use crate::site::Site;
use crate::xml;

/// The files of a book, by name.
type Book = BTreeMap<String, String>;

const LESSON: &str = "# Leçon\n\nDu texte[^1] et [la suite](02-test.md).\n\n## Une partie\n\nTexte.\n\n## Question : Laquelle ? {#laquelle}\n\n\
    - [x] Bonne\n  > Retour juste.\n- [ ] Fausse\n\n> Explication : parce que.\n\n[^1]: La note.\n\n\
    ## Séance {.trainer}\n\nLe mot zibeline.\n";
const TEST: &str = "---\ntitle: Bilan\nkind: evaluation\n---\n\n### Question : Combien ? {#combien}\n\n- = 4242\n\n\
    > Explication : le mot wapiti.\n";

fn course() -> Site {
    Site::empty()
        .file(
            "course.yaml",
            "id: livre\ntitle: Un livre\nlang: fr\nauthor: Autrice\norganisation: Centre\nlicence: CC BY\n",
        )
        .file("01-debut/01-lecon.md", LESSON)
        .file("01-debut/02-test.md", TEST)
}

fn book(site: &Site, args: &[&str]) -> Book {
    let args: Vec<&str> = ["export", "epub", "-o", "livre.epub"].iter().chain(args).copied().collect();
    site.pupitre(&args).ended(0);
    read(&site.at("livre.epub"))
}

fn read(path: &Path) -> Book {
    let mut archive = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut book = Book::new();
    for i in 0..archive.len() {
        let mut bytes = Vec::new();
        let mut file = archive.by_index(i).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        book.insert(
            file.name().unwrap().trim_start_matches("EPUB/").to_owned(),
            String::from_utf8_lossy(&bytes).into_owned(),
        );
    }
    book
}

#[test]
fn a_reader_sees_at_once_that_it_is_a_book() {
    let site = course();
    book(&site, &[]);
    let mut archive = ZipArchive::new(File::open(site.at("livre.epub")).unwrap()).unwrap();
    let first = archive.by_index(0).unwrap();
    assert_eq!((&*first.name().unwrap(), first.compression()), ("mimetype", CompressionMethod::Stored));
    drop(first);
    let bytes = std::fs::read(site.at("livre.epub")).unwrap();
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip", "where `file` and readers look");
}

#[test]
fn it_says_what_it_is() {
    let package = book(&course(), &[]).remove("package.opf").unwrap();
    for said in [
        "<dc:title>Un livre</dc:title>",
        "<dc:language>fr</dc:language>",
        "<dc:creator>Autrice</dc:creator>",
        "<dc:publisher>Centre</dc:publisher>",
        "<dc:rights>CC BY</dc:rights>",
        "<meta property=\"schema:accessMode\">textual</meta>",
        "<meta property=\"schema:accessModeSufficient\">textual</meta>",
        "<meta property=\"schema:accessibilityHazard\">none</meta>",
    ] {
        assert!(package.contains(said), "{said} in {package}");
    }
    for untold in ["visual", "auditory", "alternativeText", "conformsTo"] {
        assert!(!package.contains(untold), "{untold} in {package}");
    }
}

#[test]
fn its_identifier_stays_and_its_date_is_the_courses() {
    let said = |site: &Site, args: &[&str], start: &str, end: &str| {
        let package = book(site, args).remove("package.opf").unwrap();
        let (_, rest) = package.split_once(start).unwrap_or_else(|| panic!("{start} in {package}"));
        rest.split_once(end).unwrap().0.to_owned()
    };
    let id = |site: &Site, args: &[&str]| said(site, args, "<dc:identifier id=\"id\">", "<");
    let renamed = course().file("course.yaml", "id: livre\ntitle: Un autre titre\nversion: 2026-02-29\n");
    assert_eq!(id(&course(), &[]), id(&renamed, &[]));
    assert_ne!(id(&course(), &[]), id(&course(), &["--edition", "trainer"]));
    let modified = |version: &str| {
        let site = course().file("course.yaml", format!("id: livre\ntitle: Un livre\nversion: \"{version}\"\n"));
        said(&site, &[], "dcterms:modified\">", "<")
    };
    assert_eq!(modified("2026-11"), "2026-11-01T00:00:00Z");
    for undated in ["1.0.0", "2026-02-29", "2026-11-23-1", ""] {
        assert_eq!(modified(undated), "1980-01-01T00:00:00Z", "{undated}");
    }
}

#[test]
fn chapters_stand_in_the_order_of_the_course() {
    let book = book(&course(), &[]);
    let package = &book["package.opf"];
    let name_of = |id: &str| {
        let (_, rest) = package.split_once(&format!("<item id=\"{id}\" href=\"")).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let spine = package.split("<itemref idref=\"").skip(1).map(|rest| name_of(rest.split_once('"').unwrap().0));
    assert_eq!(
        spine.collect::<Vec<_>>(),
        [
            "cover.xhtml",
            "nav.xhtml",
            "index.xhtml",
            "debut-index.xhtml",
            "debut-lecon.xhtml",
            "debut-test.xhtml",
            "_answers-1.xhtml",
            "about.xhtml"
        ]
    );
    let places = ["debut-lecon.xhtml\"", "debut-lecon.xhtml#une-partie\"", "debut-test.xhtml\"", "_answers-1.xhtml\""];
    let found: Vec<Option<usize>> = places.iter().map(|place| book["nav.xhtml"].find(place)).collect();
    assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{found:?} in {}", book["nav.xhtml"]);
}

#[test]
fn readers_that_know_no_other_table_of_contents_find_the_same_one() {
    let book = book(&course(), &[]);
    let package = &book["package.opf"];
    let id =
        package.split_once("href=\"toc.ncx\"").unwrap().0.rsplit_once("id=\"").unwrap().1.split_once('"').unwrap().0;
    assert!(package.contains(&format!("<spine toc=\"{id}\"")), "{package}");
    let ncx = xml::read(&book["toc.ncx"]).unwrap_or_else(|error| panic!("{error}"));
    let nav = book["nav.xhtml"].split_once("</nav>").unwrap().0;
    let places = |text: &str, before: &str| -> Vec<String> {
        text.split(before).skip(1).map(|rest| rest.split_once('"').unwrap().0.to_owned()).collect()
    };
    let there = places(&book["toc.ncx"], "<content src=\"");
    assert!(there.len() > 5 && ncx.ids.len() == there.len());
    assert_eq!(there, places(nav, "<a href=\""));
    let uid = package.split_once("<dc:identifier id=\"id\">").unwrap().1.split_once('<').unwrap().0;
    assert!(book["toc.ncx"].contains(&format!("<meta name=\"dtb:uid\" content=\"{uid}\"/>")));
}

#[test]
fn facts_are_words_apart_without_styles_too() {
    let site =
        Site::new().file("a.md", "---\ntitle: A\nduration: 5 min\n---\n\n## Question : Une ?\n\n- [x] A\n- [ ] B\n");
    let book = book(&site, &[]);
    assert!(book["a.xhtml"].contains("5\u{a0}min</span> <span>1 question</span>"), "{}", book["a.xhtml"]);
}

#[test]
fn questions_are_exercises_and_lead_to_their_answers_and_back() {
    let book = book(&course(), &[]);
    let (lesson, answers) = (&book["debut-lecon.xhtml"], &book["_answers-1.xhtml"]);
    assert!(lesson.contains("<ul class=\"options\"><li class=\"option\"><span class=\"box round\">"), "{lesson}");
    assert!(lesson.contains("<a href=\"_answers-1.xhtml#a2-0\">"), "{lesson}");
    assert!(answers.contains("id=\"a2-0\""), "{answers}");
    assert!(answers.contains("href=\"debut-lecon.xhtml#laquelle\""), "{answers}");
    assert!(answers.contains("Question 1. Laquelle\u{202f}?"), "{answers}");
    for told in ["Retour juste", "Parce que"] {
        assert!(answers.contains(told) && !lesson.contains(told), "{told}");
    }
    assert!(lesson.contains("epub:type=\"noteref\" role=\"doc-noteref\" href=\"debut-lecon.xhtml#_fn-1\""), "{lesson}");
    assert!(lesson.contains("href=\"debut-test.xhtml\">la suite</a>"), "{lesson}");
    for (name, part) in &book {
        for tag in ["<form", "<input", "<select", "<textarea", "<button", "<script", "data-answer", "javascript:"] {
            assert!(!part.contains(tag), "{name}: {tag}");
        }
    }
}

#[test]
fn the_students_book_keeps_what_is_sealed_and_what_is_the_trainers() {
    let [student, trainer] = ["student", "trainer"].map(|edition| book(&course(), &["--edition", edition]));
    // `eyJ` is where an encoded key begins.
    for secret in ["4242", "apiti", "zibeline", "eyJ"] {
        let holders: Vec<&String> =
            student.iter().filter(|(_, part)| part.contains(secret)).map(|(name, _)| name).collect();
        assert!(holders.is_empty(), "{secret} in {holders:?}");
    }
    assert!(student["debut-test.xhtml"].contains("Combien"));
    for told in ["4242", "apiti"] {
        assert!(trainer["_answers-1.xhtml"].contains(told) && !trainer["debut-test.xhtml"].contains(told), "{told}");
    }
    assert!(trainer["debut-lecon.xhtml"].contains("zibeline"));
}

#[test]
fn the_same_course_gives_the_same_book() {
    let [one, other] = [(), ()].map(|()| {
        let site = Site::named("livre");
        book(&site, &[]);
        std::fs::read(site.at("livre.epub")).unwrap()
    });
    assert!(one == other, "two exports differ");
}

#[test]
fn every_part_is_sound_xml_and_every_link_leads_somewhere() {
    for (site, args) in
        [(course(), &[][..]), (course(), &["--edition", "trainer"]), (Site::named("livre"), &["--drafts"])]
    {
        let book = book(&site, args);
        let parts: BTreeMap<&String, xml::Document> = book
            .iter()
            .filter(|(name, _)| name.ends_with("xhtml") || name.ends_with("opf") || name.ends_with("svg"))
            .map(|(name, text)| (name, xml::read(text).unwrap_or_else(|error| panic!("{name}: {error}"))))
            .collect();
        let mut linked = BTreeSet::new();
        for (name, part) in &parts {
            for href in part.links.iter().filter(|href| !href.contains(':')) {
                let (file, id) = href.split_once('#').map_or((href.as_str(), None), |(file, id)| (file, Some(id)));
                let file = if file.is_empty() { name.as_str() } else { file };
                assert!(book.contains_key(file), "{name}: {href}");
                let known = |id: &str| parts.iter().any(|(name, part)| *name == file && part.ids.contains(id));
                assert!(id.is_none_or(known), "{name}: {href}");
                linked.insert(file.to_owned());
            }
        }
        for name in book.keys().filter(|name| name.ends_with(".xhtml")) {
            assert!(linked.contains(name), "nothing leads to {name}");
        }
    }
}

#[test]
fn a_course_with_a_mistake_gives_no_book() {
    let site = course().file("01-debut/03-faux.md", "# Faux\n\n[perdu](rien.md)\n");
    site.pupitre(&["export", "epub", "-o", "livre.epub"]).ended(1);
    assert!(!site.at("livre.epub").exists());
}
