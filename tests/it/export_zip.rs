//! `pupitre export zip`: what is in the archive, what is not, and what becomes of the file.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use zip::{CompressionMethod, ZipArchive};

use crate::site::{Ran, Site, files_below, program};

/// Words that stand in every place where a trainer may write.
const SECRET: &str = "krakèn";

fn sound() -> Site {
    Site::new()
        .file("01-module/lecon.md", "# Leçon\n\nTexte, et ![une figure](figure.svg).\n")
        .file("01-module/figure.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
}

/// The entries of an archive by name, in its own order.
fn entries(archive: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(File::open(archive).unwrap()).unwrap();
    let length = archive.len();
    let entry = |at| {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.name().unwrap().into_owned(), bytes)
    };
    (0..length).map(entry).collect()
}

#[test]
fn the_archive_is_the_site_in_a_folder_and_a_start_page() {
    let site = sound();
    let ran = site.pupitre(&["export", "zip"]).ended(0);
    assert_eq!(ran.err, "");
    assert!(ran.out.contains("cas.zip") && ran.out.lines().count() == 1, "{}", ran.out);
    site.pupitre(&["build"]).ended(0);
    let entries = entries(&site.at("cas.zip"));
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[0], "LISEZ-MOI.html");
    // The two that tell of all others are made last.
    let (last, sorted) = (&names[names.len() - 2..], &names[..names.len() - 2]);
    assert!(sorted.is_sorted() && last == ["cas/offline.txt", "cas/sw.js"], "{names:?}");
    let start = String::from_utf8(entries[0].1.clone()).unwrap();
    assert!(start.contains("href=\"cas/index.html\""), "{start}");
    let inside = entries.into_iter().skip(1);
    let inside: BTreeMap<_, _> =
        inside.map(|(name, bytes)| (name.strip_prefix("cas/").unwrap().to_owned(), bytes)).collect();
    assert_eq!(inside, site.published());
}

#[test]
fn the_start_page_speaks_the_language_of_the_course() {
    let site = sound().file("course.yaml", "id: course\ntitle: Course\nlang: en\n");
    site.pupitre(&["export", "zip"]).ended(0);
    let (name, start) = entries(&site.at("course.zip")).remove(0);
    assert_eq!(name, "READ-ME.html");
    assert!(String::from_utf8(start).unwrap().contains("Open the course"));
}

#[test]
fn each_export_has_the_same_bytes() {
    let (one, other) = (sound(), sound());
    for site in [&one, &other] {
        site.pupitre(&["export", "zip", "-o", "un.zip"]).ended(0);
    }
    one.pupitre(&["export", "zip", "-o", "deux.zip"]).ended(0);
    let bytes = fs::read(one.at("un.zip")).unwrap();
    assert!(bytes == fs::read(one.at("deux.zip")).unwrap());
    assert!(bytes == fs::read(other.at("un.zip")).unwrap());
}

#[test]
fn films_are_stored_as_they_are_and_large_texts_are_packed() {
    let site = Site::new()
        .file("lecon.md", "# Leçon\n\n![Un film](film.mp4) et [des mesures](mesures.csv).\n")
        .file("film.mp4", vec![7; 400_000])
        .file("mesures.csv", "1;2\n".repeat(100_000));
    site.pupitre(&["export", "zip"]).ended(0);
    let mut archive = ZipArchive::new(File::open(site.at("cas.zip")).unwrap()).unwrap();
    let film = archive.by_name("cas/film.mp4").unwrap();
    assert_eq!((film.compression(), film.compressed_size()), (CompressionMethod::Stored, 400_000));
    drop(film);
    let table = archive.by_name("cas/mesures.csv").unwrap();
    assert!(table.size() == 400_000 && table.compressed_size() < 10_000);
    drop(table);
    let read: BTreeMap<_, _> = entries(&site.at("cas.zip")).into_iter().collect();
    assert!(read["cas/film.mp4"] == vec![7; 400_000]);
    assert!(read["cas/mesures.csv"] == "1;2\n".repeat(100_000).into_bytes());
}

/// A course whose trainer has written everywhere.
fn told() -> Site {
    let lesson = format!(
        "---\ntitle: Leçon\n---\n\n# Leçon\n\nTexte.\n\n## Notes {SECRET}s {{.trainer}}\n\nCe qui est {SECRET}[^a], \
         [un corrigé](corrige-{SECRET}.txt) et ![une figure {SECRET}e](figure-{SECRET}e.svg).\n\n[^a]: Note {SECRET}e.\n\n\
         ### Question : que {SECRET}-t-on ?\n\n- [x] Rien de {SECRET}\n- [ ] Tout\n"
    );
    Site::new()
        .file("01-module/lecon.md", lesson)
        .file("01-module/corrige-krakèn.txt", format!("Corrigé {SECRET}."))
        .file("01-module/figure-krakène.svg", format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- {SECRET} --></svg>"))
        .file(
            "01-module/animation.md",
            format!("---\ntitle: Animer, page {SECRET}e\naudience: trainer\ndescription: Tout est {SECRET}\n---\n\nTexte {SECRET}.\n"),
        )
}

#[test]
fn the_student_s_pack_holds_nothing_of_the_trainer_s() {
    let site = told();
    site.pupitre(&["export", "zip"]).ended(0);
    site.pupitre(&["export", "zip", "--edition", "trainer"]).ended(0);
    // As text, as an address, or within what is encoded for the scripts.
    let shows = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        let words = [SECRET, "kraken", "krak%c3%a8n", "a3jha8oo", "tyywvdqg", "rcmfrw6h", "krak\\u00e8n"];
        words.iter().any(|word| text.contains(word))
    };
    let leaks = |archive: &str| {
        let entries = entries(&site.at(archive)).into_iter();
        let leaks = entries.filter(|(name, bytes)| shows(name.as_bytes()) || shows(bytes));
        leaks.map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert_eq!(leaks("cas.zip"), [""; 0]);
    for name in ["lecon.html", "animation.html", "corrige-kraken.txt", "figure-krakene.svg"] {
        let name = format!("cas-trainer/module/{name}");
        assert!(leaks("cas-trainer.zip").contains(&name), "{name} in {:?}", leaks("cas-trainer.zip"));
    }
    let (_, start) = entries(&site.at("cas-trainer.zip")).remove(0);
    assert!(String::from_utf8(start).unwrap().contains("Ne le donnez pas aux stagiaires"));
}

#[test]
fn the_shipped_course_gives_students_no_line_of_the_trainer_s() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("cours.zip");
    let root_text = root.display().to_string();
    let args = ["export", "zip", "--root", &root_text, "-o", archive.to_str().unwrap()];
    Ran::of(program().args(args).output().unwrap()).ended(0);
    let pages: String =
        entries(&archive).iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    let mut lines = 0;
    for (path, bytes) in files_below(&root.join("content")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for line in trainer_lines(&text) {
            lines += 1;
            assert!(!pages.contains(line), "{path}: {line}");
        }
    }
    assert!(lines > 50, "{lines} lines of the trainer's");
}

/// Runs of plain words in the sections that are the trainer's.
fn trainer_lines(text: &str) -> Vec<&str> {
    let mut level = None;
    let mut lines = Vec::new();
    for line in text.lines() {
        let depth = line.len() - line.trim_start_matches('#').len();
        if depth > 0 && level.is_none_or(|level| depth <= level) {
            level = line.contains("{.trainer}").then_some(depth);
        } else if level.is_some() {
            // Typography and markup would hide a line that is there: words between them are looked for.
            let runs = line.split(|c: char| !c.is_alphabetic() && c != ' ').map(str::trim);
            lines.extend(runs.filter(|run| run.len() > 35));
        }
    }
    lines
}

#[test]
fn an_export_that_fails_leaves_the_last_one_whole() {
    let site = sound();
    site.pupitre(&["export", "zip"]).ended(0);
    let before = fs::read(site.at("cas.zip")).unwrap();
    // Over itself.
    site.pupitre(&["export", "zip"]).ended(0);
    assert!(before == fs::read(site.at("cas.zip")).unwrap());
    let site = site.file("01-module/perdu.md", "# Perdu\n\n[mort](rien.md)\n");
    let ran = site.pupitre(&["export", "zip"]).ended(1);
    assert!(ran.err.contains("link::dead") && ran.out.is_empty(), "{}", ran.err);
    assert!(before == fs::read(site.at("cas.zip")).unwrap());
    let site = site.without("01-module/perdu.md").beside("themes/default/static/aux.svg", "<svg/>");
    let ran = site.pupitre(&["export", "zip"]).ended(2);
    assert!(ran.err.contains("theme/aux.svg: Windows takes this name for a device"), "{}", ran.err);
    assert!(before == fs::read(site.at("cas.zip")).unwrap());
    let left =
        fs::read_dir(site.at("")).unwrap().map(|entry| entry.unwrap().file_name()).filter(|name| name != "cas.zip");
    assert_eq!(left.filter(|name| name.to_string_lossy().contains("pupitre")).count(), 0);
}

#[test]
fn a_place_where_no_file_can_be_is_refused() {
    let site = sound().beside("plein.zip/là", "").beside("fichier", "").beside("themes/mien/là", "");
    let lesson = fs::read(site.at("content/01-module/lecon.md")).unwrap();
    for (kind, output, why) in [
        ("zip", "plein.zip", "it is no file but a folder"),
        ("zip", "fichier/cours.zip", "cannot make fichier"),
        ("zip", "content/01-module/lecon.md", "its name must end in .zip"),
        ("print", "livret.pdf", "its name must end in .html"),
        ("epub", "-", "its name must end in .epub"),
        ("single", "content/cours.html", "what the course is made from"),
        ("single", "content/nouveau/cours.html", "what the course is made from"),
        ("epub", "themes/mien/cours.epub", "what the course is made from"),
    ] {
        let ran = site.pupitre(&["export", kind, "-o", output]).ended(2);
        assert!(ran.err.contains(why) && ran.out.is_empty(), "{output}: {}", ran.err);
    }
    assert!(lesson == fs::read(site.at("content/01-module/lecon.md")).unwrap());
    assert!(!site.at("content/nouveau").exists());
    site.pupitre(&["export", "zip", "-o", "nouveau/dossier/cours.zip"]).ended(0);
    let protected = site.at("nouveau/dossier/cours.zip");
    let before = fs::read(&protected).unwrap();
    let mut permissions = fs::metadata(&protected).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&protected, permissions).unwrap();
    let site = site.file("autre.md", "# Autre\n\nTexte.\n");
    let ran = site.pupitre(&["export", "zip", "-o", "nouveau/dossier/cours.zip"]).ended(2);
    assert!(ran.err.contains("it is read-only"), "{}", ran.err);
    assert!(before == fs::read(&protected).unwrap());
    assert!(site.at("nouveau/dossier/cours.zip").is_file());
}
