//! The program as a shell sees it: arguments, output, exit codes.

use std::io::Read;
use std::process::Stdio;

use clap::CommandFactory;
use pupitre::cli::Cli;
use pupitre::diagnostic::Code;
use snapbox::{assert_data_eq, file, str};

use crate::site::{Ran, Site, program};

/// A course with one error, one warning and a path that GitHub would misread.
fn faulty() -> Site {
    Site::new().file("a, 100%.md", "# Leçon\n\n[perdu](rien.md)\n\n![](i.svg)\n").file("i.svg", "<svg/>")
}

fn sound() -> Site {
    Site::new().file("lesson.md", "# Leçon\n\nTexte.\n")
}

fn warned() -> Site {
    Site::new().file("lesson.md", "# Leçon\n\n<center>Texte</center>\n")
}

#[test]
fn the_definition_of_the_arguments_holds_together() {
    Cli::command().debug_assert();
}

#[test]
fn help_is_worth_reading() {
    for (args, expected) in [
        (&["--help"][..], file!["help/pupitre.txt"]),
        (&["build", "--help"], file!["help/build.txt"]),
        (&["serve", "--help"], file!["help/serve.txt"]),
        (&["check", "--help"], file!["help/check.txt"]),
        (&["export", "--help"], file!["help/export.txt"]),
        (&["init", "--help"], file!["help/init.txt"]),
        (&["completions", "--help"], file!["help/completions.txt"]),
    ] {
        let ran = Site::empty().pupitre(args).ended(0);
        assert_data_eq!(ran.out, expected);
        assert_eq!(ran.err, "");
    }
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(
        Site::empty().pupitre(&["--version"]).ended(0).out,
        concat!("pupitre ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn what_cannot_be_typed_ends_with_2() {
    for args in [&[][..], &["construire"], &["build", "--edition", "all"], &["init"], &["check", "--format", "xml"]] {
        let ran = sound().pupitre(args).ended(2);
        assert_eq!(ran.out, "", "{args:?}");
        assert!(!ran.err.is_empty(), "{args:?}");
    }
}

#[test]
fn check_ends_with_0_or_1() {
    let ran = sound().pupitre(&["check"]).ended(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", "aucune erreur\n"));
    let ran = warned().pupitre(&["check"]).ended(0);
    assert!(ran.out.starts_with("avertissement[html::raw]"), "{}", ran.out);
    assert_eq!(ran.err, "1 avertissement\n");
    warned().pupitre(&["check", "--deny-warnings"]).ended(1);
    let ran = faulty().pupitre(&["check"]).ended(1);
    assert_eq!(ran.err, "1 erreur, 1 avertissement\n");
}

#[test]
fn check_finds_what_only_rendering_shows() {
    let site = sound().beside("themes/default/templates/plan.html", "<p>{{ absent.titre }}</p>\n");
    let ran = site.pupitre(&["check"]).ended(1);
    assert!(ran.out.contains("themes/default/templates/plan.html:1:7"), "{}", ran.out);
}

#[test]
fn check_writes_nothing() {
    let site = faulty();
    site.pupitre(&["check"]).ended(1);
    assert!(!site.at("public").exists());
}

#[test]
fn check_tells_programs() {
    let ran = faulty().pupitre(&["check", "--format", "json"]).ended(1);
    assert_eq!(ran.err, "");
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let told = told.as_array().unwrap();
    let codes: Vec<&str> = told.iter().map(|diagnostic| diagnostic["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["link::dead", "image::no-alt"]);
    assert_eq!(told[0]["path"], "content/a, 100%.md");
    assert_eq!((&told[0]["line"], &told[0]["column"]), (&3.into(), &9.into()));
    let ran = sound().pupitre(&["check", "--format", "json"]).ended(0);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&ran.out).unwrap(), serde_json::json!([]));
}

#[test]
fn check_tells_github() {
    let ran = faulty().pupitre(&["check", "--format", "github"]).ended(1);
    assert_data_eq!(
        ran.out,
        str![[r#"
::error file=content/a%2C 100%25.md,line=3,col=9,title=link%3A%3Adead::il n’y a pas de fichier `rien.md`%0Aaide : corrigez le chemin, qui part du dossier de cette page, ou créez le fichier
::warning file=content/a%2C 100%25.md,line=5,col=5,title=image%3A%3Ano-alt::cette image n’a pas de description%0Aaide : dites entre les crochets ce qu’elle montre : `![Schéma des trois étapes](i.svg)`

"#]]
    );
}

#[test]
fn every_code_is_explained_in_both_languages() {
    let french = sound();
    let english = sound().file("course.yaml", "id: cas\ntitle: Cas\nlang: en\n");
    for code in Code::ALL {
        let [french, english] = [&french, &english].map(|site| {
            let ran = site.pupitre(&["check", "--explain", code.as_str()]).ended(0);
            assert_eq!(ran.err, "");
            assert!(ran.out.starts_with(&format!("# {} (", code.as_str())), "{}", ran.out);
            ran.out
        });
        assert_ne!(french, english);
    }
}

#[test]
fn an_unknown_code_is_guessed() {
    let ran = Site::empty().pupitre(&["check", "--explain", "no-anwser"]).ended(2);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("quiz::no-answer"), "{}", ran.err);
    let ran = Site::empty().pupitre(&["check", "--explain", "E0308"]).ended(2);
    assert!(Code::ALL.iter().all(|code| ran.err.contains(code.as_str())), "{}", ran.err);
}

#[test]
fn build_ends_with_0_or_1() {
    let site = sound();
    let ran = site.pupitre(&["build"]).ended(0);
    assert_eq!(ran.err, "");
    assert!(ran.out.contains("public/index.html") && ran.out.lines().count() == 1, "{}", ran.out);
    let site = faulty();
    let ran = site.pupitre(&["build"]).ended(1);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("link::dead") && ran.err.contains("--keep-going"), "{}", ran.err);
    assert!(!site.at("public").exists());
    let ran = site.pupitre(&["build", "--keep-going"]).ended(1);
    assert!(ran.out.contains("public/index.html"), "{}", ran.out);
    assert!(ran.err.contains("link::dead"), "{}", ran.err);
}

#[test]
fn folders_can_be_chosen() {
    let site = sound().beside("cours/lecon.md", "# Ailleurs\n\nTexte.\n");
    site.pupitre(&["build", "--content", "cours", "--output", "site/ici"]).ended(0);
    assert!(site.at("site/ici/lecon.html").exists());
    let root = site.at("").display().to_string();
    Ran::of(program().args(["build", "--root", &root]).output().unwrap()).ended(0);
    assert!(site.at("public/lesson.html").exists());
}

#[test]
fn a_missing_content_folder_is_a_failure() {
    let ran = Site::empty().pupitre(&["build", "--content", "perdu"]).ended(2);
    assert_eq!(
        ran.err,
        "pupitre: cannot read perdu: no such folder; name it with --content, or begin with `pupitre init`\n"
    );
    Site::empty().pupitre(&["check", "--root", "perdu"]).ended(2);
}

#[test]
fn an_output_folder_that_is_not_ours_is_refused() {
    for (output, why) in [
        ("content", "it is the content folder"),
        (".", "it holds the content folder"),
        ("content/public", "it is inside the content folder"),
        ("photos", "it holds chat.jpg and was not made by Pupitre"),
        ("/", "it is the root of the disk"),
    ] {
        let site = sound().beside("photos/chat.jpg", "");
        let ran = site.pupitre(&["build", "--output", output]).ended(2);
        assert!(ran.err.starts_with("pupitre: cannot publish in ") && ran.err.contains(why), "{}", ran.err);
    }
}

#[test]
fn init_writes_a_course_that_builds_without_a_word() {
    for (lang, language) in [("fr", "fr"), ("en", "en")] {
        let site = Site::empty();
        let ran = site.pupitre(&["init", "mon-cours", "--lang", lang]).ended(0);
        assert!(ran.out.contains("pupitre build --root mon-cours"), "{}", ran.out);
        let ran = site.pupitre(&["build", "--root", "mon-cours"]).ended(0);
        assert_eq!(ran.err, "");
        let home = std::fs::read_to_string(site.at("mon-cours/public/index.html")).unwrap();
        assert!(home.contains(&format!("<html lang=\"{language}\"")), "{home}");
    }
}

#[test]
fn init_refuses_a_folder_that_is_not_empty() {
    let site = sound();
    let ran = site.pupitre(&["init", "."]).ended(2);
    assert_eq!(ran.err, "pupitre: cannot write a course into .: it is not empty; choose a new folder\n");
    assert_eq!(crate::site::files_below(&site.at("")).len(), 2);
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = Site::empty().pupitre(&["completions", shell]).ended(0);
        for word in ["build", "check", "init", "keep-going", "deny-warnings"] {
            assert!(ran.out.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let lesson = "[perdu](rien.md)\n\n".repeat(5000);
    let site = Site::new().file("lesson.md", format!("# Leçon\n\n{lesson}"));
    let mut check = program();
    check.current_dir(site.at("")).arg("check").stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = check.spawn().unwrap();
    let mut start = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(err, "5000 erreurs\n");
}

#[test]
fn pipes_get_no_colours() {
    let ran = faulty().pupitre(&["check"]).ended(1);
    assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);
}
