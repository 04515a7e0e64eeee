//! What the preview shows while files come, go, break and are mended.

use std::fs;
use std::path::Path;

use pupitre::diagnostic::{Diagnostic, Severity};
use pupitre::live::Live;
use pupitre::model::assemble::Selection;
use pupitre::model::url::SitePath;
use pupitre::prepare::Places;
use pupitre::render::Content;
use pupitre::watch::Changes;

/// A course that is followed, on disk.
pub(crate) struct Followed {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) live: Live,
}

impl Followed {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::new(Some(folder.path().to_owned()), None);
        fs::create_dir(&places.content).unwrap();
        fs::create_dir(folder.path().join("themes")).unwrap();
        for (path, text) in files {
            write(&folder.path().join(path), text);
        }
        let live = Live::open(places, Selection::default()).unwrap();
        Self { folder, live }
    }

    /// Writes a file and follows that; whether anything was different.
    pub(crate) fn save(&mut self, path: &str, text: &str) -> bool {
        write(&self.folder.path().join(path), text);
        self.follow(&[path])
    }

    pub(crate) fn follow(&mut self, paths: &[&str]) -> bool {
        let paths = paths.iter().map(|path| self.folder.path().join(path)).collect();
        let changed = self.live.follow(&Changes::Paths(paths));
        self.live.settle();
        changed
    }

    /// What is served at a path.
    pub(crate) fn served(&self, path: &str) -> Option<String> {
        let shown = self.live.shown();
        let state = shown.now();
        match state.content(&SitePath::new(path).unwrap()).unwrap()? {
            Content::Page(made) | Content::Data(made) => Some(String::from_utf8(made).unwrap()),
            Content::Bytes(bytes) => Some(String::from_utf8(bytes.to_vec()).unwrap()),
            Content::File(file) => Some(file.display().to_string()),
            Content::Whole(_) => None,
        }
    }

    fn errors(&self) -> usize {
        self.told().len()
    }

    /// The codes of the errors and where each is.
    fn told(&self) -> Vec<String> {
        let (shown, root) = (self.live.shown(), format!("{}/", self.folder.path().display()));
        let state = shown.now();
        let is_error = |found: &&Diagnostic| found.severity() == Severity::Error;
        let place = |found: &Diagnostic| found.source(&state.inputs.sources).path.replace(&root, "");
        let told = |found: &Diagnostic| format!("{} {}", found.code.as_str(), place(found));
        state.diagnostics.iter().filter(is_error).map(told).collect()
    }
}

pub(crate) const COURSE: (&str, &str) = ("content/course.yaml", "id: essai\ntitle: Un essai\n");

#[test]
fn a_search_finds_what_was_just_written() {
    // No other word begins as these, of which it would leave out what they share.
    let mut course = Followed::new(&[COURSE, ("content/a.md", "# A\n\nUn wapiti.\n"), ("content/b.md", "# B\n")]);
    let served = |course: &Followed| ["index", "p0"].map(|part| course.served(&format!("search/{part}.js")).unwrap());
    assert!(served(&course).iter().all(|part| part.contains("wapiti") && !part.contains("kiwi")));
    course.save("content/a.md", "# A\n\nUn kiwi.\n");
    assert!(served(&course).iter().all(|part| !part.contains("wapiti") && part.contains("kiwi")));
    // By what stands in no text too: the home page is found by the title of the course.
    course.save("content/course.yaml", "id: essai\ntitle: Un wombat\n");
    assert!(served(&course).iter().all(|part| !part.contains("essai") && part.contains("wombat")));
}

#[test]
fn a_lesson_with_errors_stays_as_it_was_until_they_are_mended() {
    let mut course = Followed::new(&[COURSE, ("content/a.md", "# A\n\nAvant.\n"), ("content/b.md", "# B\n")]);
    for broken in ["# A\n\nPendant.\n\n## Question 3\n", "# A\n\nPendant, [perdu](rien.md).\n", "---\ntitle: [\n---\n"]
    {
        assert!(course.save("content/a.md", broken));
        assert!(course.errors() > 0);
        assert!(course.served("a.html").unwrap().contains("Avant."), "{broken}");
        // The others go on.
        assert!(course.save("content/b.md", &format!("# B\n\nPendant : {}.\n", broken.len())));
        assert!(course.served("b.html").unwrap().contains(&format!("{}.", broken.len())));
        assert!(course.save("content/a.md", "# A\n\nAprès.\n"));
        assert_eq!(course.errors(), 0);
        assert!(course.served("a.html").unwrap().contains("Après."), "{broken}");
        assert!(course.save("content/a.md", "# A\n\nAvant.\n"));
    }
}

#[cfg(unix)]
#[test]
fn a_text_that_is_reached_by_a_link_too_is_new_on_every_page_of_it() {
    for (leads, link, text, page) in [
        ("01-un/c.md", "content/b.md", "content/b.md", "b.html"),
        ("01-un", "content/03-lien", "content/03-lien/c.md", "lien/c.html"),
    ] {
        let mut course = Followed::new(&[COURSE, ("content/01-un/c.md", "# C\n\nAvant.\n")]);
        std::os::unix::fs::symlink(leads, course.folder.path().join(link)).unwrap();
        assert!(course.follow(&[link]));
        assert!(course.served(page).unwrap().contains("Avant."));
        // The system names a file by either of the ways to it.
        for (path, text) in [("content/01-un/c.md", "Pendant."), (text, "Après.")] {
            assert!(course.save(path, &format!("# C\n\n{text}\n")));
            for page in ["un/c.html", page] {
                assert!(course.served(page).unwrap().contains(text), "{path}: {page}");
            }
        }
    }
}

#[test]
fn the_pages_of_folders_stay_as_well() {
    let files = [
        COURSE,
        ("content/index.md", "Avant.\n"),
        ("content/m/index.md", "# M\n\nAvant.\n"),
        ("content/m/a.md", "# A\n"),
    ];
    let mut course = Followed::new(&files);
    for (path, page) in [("content/index.md", "index.html"), ("content/m/index.md", "m/index.html")] {
        assert!(course.save(path, "Pendant, [perdu](rien.md).\n"));
        assert!(course.served(page).unwrap().contains("Avant."), "{path}");
        assert!(course.save(path, "Après.\n"));
        assert!(course.served(page).unwrap().contains("Après."), "{path}");
    }
}

#[test]
fn a_head_that_breaks_shows_nobody_what_it_kept_back() {
    let mut course = Followed::new(&[COURSE, ("content/a.md", "# A\n")]);
    for kept in ["audience: trainer", "draft: true", "audience: \"trainer\""] {
        for broken in [format!("---\n{kept}\nfoo: \"x\n---\n\n# B\n"), format!("---\n{kept}\n\n# B\n")] {
            assert!(course.save("content/b.md", &broken));
            // The mistakes of a draft do not count.
            assert_eq!(course.errors() > 0, kept.starts_with("audience"), "{broken}");
            assert_eq!(course.served("b.html"), None, "{broken}");
        }
    }
    assert!(course.save("content/b.md", "---\nfoo: \"x\n---\n\n# B\n\ndraft: true\n"));
    assert!(course.served("b.html").is_some());
}

#[test]
fn what_a_head_said_holds_on_other_pages_while_it_is_broken() {
    let course = "id: essai\ntitle: Un essai\nobjectives: [{id: un, text: Savoir lire}]\n";
    let head = "---\ntitle: Lire\nduration: 25 min\nobjectives: [un]\nslug: lecture\nkind: evaluation\n";
    let body = "---\n\n## Question : Quoi ?\n\n- = Rien\n\n---\n\nFin.\n";
    let sound = format!("{head}{body}");
    let files = [("content/course.yaml", course), ("content/m/a.md", &sound), ("content/m/b.md", "# B\n")];
    let mut course = Followed::new(&files);
    let others = ["index.html", "plan.html", "m/b.html", "m/index.html", "results.html", "attestation.html"];
    let all = |course: &Followed| others.map(|page| course.served(page));
    let before = all(&course);
    for broken in
        [format!("{head}pass: [\n{body}"), format!("{head}pass: beaucoup\n{body}"), format!("{head}duration:\n{body}")]
    {
        assert!(course.save("content/m/a.md", &broken));
        assert_eq!(course.errors(), 1, "{broken}");
        assert!(all(&course) == before, "{broken}");
        // Twice, and however it is read.
        assert!(course.save("content/m/a.md", &(broken.clone() + "\nPlus.\n")));
        assert!(all(&course) == before, "{broken}");
        assert!(course.save("content/i.svg", &broken));
        assert!(all(&course) == before, "{broken}");
        fs::remove_file(course.folder.path().join("content/i.svg")).unwrap();
        assert!(course.follow(&["content/i.svg"]));
        assert!(course.save("content/m/a.md", &sound));
        assert_eq!(course.errors(), 0, "{broken}");
        assert!(all(&course) == before, "{broken}");
    }
    // Not closed, it takes the question with it, and no more.
    assert!(course.save("content/m/a.md", &sound.replacen("\n---\n\n##", "\n\n##", 1)));
    assert!(course.errors() > 0);
    for page in ["index.html", "plan.html", "m/index.html"] {
        assert!(course.served(page).unwrap().contains("lecture.html\">Lire"), "{page}");
    }
    assert!(course.save("content/m/a.md", "---\nduration: 5 min\n---\n\n# Autre\n"));
    assert!(course.served("index.html").unwrap().contains("a.html\">Autre"));
}

#[test]
fn what_a_head_kept_back_stays_so_while_it_is_broken() {
    let mut course = Followed::new(&[COURSE, ("content/a.md", "# A\n")]);
    for kept in ["audience: trainer", "draft: true"] {
        assert!(course.save("content/b.md", &format!("---\n{kept}\n---\n\n# B\n")));
        assert!(course.save("content/b.md", "---\nfoo: \"x\n---\n\n# B\n"));
        assert_eq!(course.served("b.html"), None, "{kept}");
        assert!(course.save("content/b.md", "# B\n"));
        assert!(course.served("b.html").is_some(), "{kept}");
        // What it says no more is forgotten.
        assert!(course.save("content/b.md", "---\nfoo: \"x\n---\n\n# B\n"));
        assert!(course.served("b.html").is_some(), "{kept}");
        assert!(course.save("content/b.md", &format!("---\n{kept}\nfoo: \"x\n---\n\n# B\n")));
        assert_eq!(course.served("b.html"), None, "{kept}");
        fs::remove_file(course.folder.path().join("content/b.md")).unwrap();
        assert!(course.follow(&["content/b.md"]));
    }
}

#[test]
fn what_is_no_page_is_followed_too() {
    let files = [COURSE, ("content/a.md", "# A\n\n![Une image](i.svg)\n"), ("content/i.svg", "<svg/>")];
    let mut course = Followed::new(&files);
    assert!(course.save("content/i.svg", "<svg viewBox='0 0 1 1'/>"));
    assert!(course.served("i.svg").is_some());
    assert!(course.save("content/course.yaml", "id: essai\ntitle: Un essai\ntheme: propre\n"));
    assert!(course.save("themes/propre/static/css/print.css", "@media print { a { color: teal } }\n"));
    assert!(course.served("theme/site.css").unwrap().contains("teal"));
    assert!(course.save("content/a.md", "# A\n"));
}

#[test]
fn a_broken_course_file_or_theme_takes_nothing_away() {
    let mut course = Followed::new(&[COURSE, ("content/a.md", "# A\n")]);
    assert!(course.save("content/course.yaml", "id: essai\ntitle: [\n"));
    assert!(course.errors() > 0);
    assert!(course.served("index.html").unwrap().contains("Un essai"));
    assert!(course.save("content/course.yaml", "id: essai\ntitle: Un essai\ntheme: propre\n"));
    assert!(course.save("themes/propre/templates/lesson.html", "{% if %}"));
    assert!(course.errors() > 0);
    assert!(course.served("a.html").unwrap().contains("<h1"));
}

#[test]
fn settings_that_are_emptied_or_taken_away_hold_until_they_are_back() {
    let settings = "id: essai\ntitle: Un essai\nobjectives: [{id: un, text: Savoir lire}]\n";
    let sources = "- id: livre\n  title: Un livre\n";
    let lesson = "---\nobjectives: [un]\nsources: [livre]\n---\n\n# A\n\n## Question : Quoi ?\n\n- = Rien\n";
    let files = [("content/course.yaml", settings), ("content/sources.yaml", sources), ("content/a.md", lesson)];
    let mut course = Followed::new(&files);
    let pages = ["index.html", "a.html", "sources.html"];
    let all = |course: &Followed| pages.map(|page| course.served(page));
    let before = all(&course);
    for (path, text) in [("content/course.yaml", settings), ("content/sources.yaml", sources)] {
        let at = course.folder.path().join(path);
        for blank in ["", "\n", "# À écrire\n", "---\n"] {
            assert!(course.save(path, blank));
            assert_eq!(course.told(), [format!("file::unreadable {path}")], "{blank:?}");
            assert!(all(&course) == before, "{path} {blank:?}");
        }
        // What becomes of it meanwhile.
        for broken in ["[", "- id: [", ""] {
            assert!(course.save(path, broken));
            assert_eq!(course.errors(), 1, "{broken}");
            fs::remove_file(&at).unwrap();
            assert!(course.follow(&[path]));
            assert_eq!(course.told(), [format!("file::unreadable {path}")]);
            assert!(all(&course) == before, "without {path}");
        }
        assert!(course.save("content/b.md", "# B\n"));
        assert_eq!(course.errors(), 1);
        fs::remove_file(course.folder.path().join("content/b.md")).unwrap();
        assert!(course.follow(&["content/b.md"]));
        assert!(course.save(path, text));
        assert_eq!(course.errors(), 0);
        assert!(all(&course) == before, "{path} mended");
    }
    // What never said anything may say nothing.
    let mut course = Followed::new(&[("content/course.yaml", "# À écrire\n"), ("content/a.md", "# A\n")]);
    assert!(course.save("content/course.yaml", ""));
    assert_eq!(course.errors(), 0);
}

#[test]
fn what_was_in_a_folder_is_shown_until_it_is_back() {
    let mut course = Followed::new(&[COURSE, ("content/a.md", "# A\n"), ("content/b.md", "# B\n\nAvant.\n")]);
    let (content, away) = (course.folder.path().join("content"), course.folder.path().join("ailleurs"));
    for round in 0..2 {
        fs::rename(&content, &away).unwrap();
        assert!(course.live.follow(&Changes::Unknown));
        assert_eq!(course.told(), ["file::unreadable content"]);
        assert!(!course.live.follow(&Changes::Unknown), "it is told once");
        assert!(course.served("b.html").is_some(), "{round}");
        fs::rename(&away, &content).unwrap();
        // Whatever is told of then.
        write(&content.join("b.md"), &format!("# B\n\nAprès {round}.\n"));
        assert!(course.follow(&["content/.cache"]));
        assert_eq!(course.errors(), 0);
        assert!(course.served("b.html").unwrap().contains(&format!("Après {round}.")));
    }
    let sheet = "themes/default/static/css/print.css";
    write(&course.folder.path().join(sheet), "a { color: teal }\n");
    let file = fs::File::options().write(true).open(course.folder.path().join(sheet)).unwrap();
    file.set_len(9 << 20).unwrap();
    assert!(course.follow(&[sheet]));
    assert_eq!(course.told(), [format!("file::unreadable {sheet}")]);
    assert!(!course.follow(&[sheet]), "it is told once");
    assert!(course.save(sheet, "a { color: teal }\n"));
    assert_eq!(course.errors(), 0);
    assert!(course.served("theme/site.css").unwrap().contains("teal"));
}

#[test]
fn a_folder_without_files_is_a_theme() {
    let own = ("content/course.yaml", "id: essai\ntitle: Un essai\ntheme: mine\n");
    let mut course = Followed::new(&[own, ("content/a.md", "# A\n")]);
    assert_eq!(course.told(), ["theme::missing content/course.yaml"]);
    fs::create_dir(course.folder.path().join("themes/mine")).unwrap();
    assert!(course.follow(&["themes/mine"]));
    assert_eq!(course.errors(), 0);
}

#[test]
fn the_words_of_an_author_stay_while_their_file_is_broken() {
    let (words, button) = ("themes/default/i18n/fr.yaml", |course: &Followed| course.served("index.html").unwrap());
    let mut course = Followed::new(&[COURSE, (words, "start: Allons-y\n"), ("content/a.md", "# A\n")]);
    for broken in ["start: [\n", "- Allons-y\n", "start: \"Allons-y\n"] {
        assert!(course.save(words, broken));
        assert_eq!(course.errors(), 1, "{broken}");
        assert!(button(&course).contains("Allons-y"), "{broken}");
        // Nothing else of the theme changes before that is mended.
        assert!(course.save("themes/default/static/css/print.css", "a { color: teal }\n"));
        assert!(button(&course).contains("Allons-y"), "{broken}");
        assert!(course.save(words, "start: En route\n"));
        assert_eq!(course.errors(), 0, "{broken}");
        assert!(button(&course).contains("En route"), "{broken}");
        assert!(course.save(words, "start: Allons-y\n"));
    }
    // A theme that never was sound is shown as far as it can be.
    let mut course = Followed::new(&[COURSE, (words, "start: [\n"), ("content/a.md", "# A\n")]);
    assert!(course.save("themes/default/static/css/print.css", "a { color: teal }\n"));
    assert!(course.served("theme/site.css").unwrap().contains("teal"));
    assert!(course.save(words, "start: Allons-y\n"));
    assert!(button(&course).contains("Allons-y"));
}

#[test]
fn a_template_that_fails_on_some_pages_takes_none_away() {
    let own = ("content/course.yaml", "id: essai\ntitle: Un essai\ntheme: mine\n");
    let lesson = "{% extends \"default/lesson.html\" %}";
    let template = "themes/mine/templates/lesson.html";
    let quiz = "# B\n\n## Question : Laquelle ?\n\n- [x] A\n- [ ] B\n";
    let mut course = Followed::new(&[own, (template, lesson), ("content/a.md", "# A\n"), ("content/m/b.md", quiz)]);
    for broken in ["{{ nulle.part }}", "{% if quiz %}{{ nulle.part }}{% endif %}"] {
        assert!(course.save(template, &format!("{lesson}{{% block content %}}{broken}{{% endblock %}}")));
        assert_eq!(course.told(), ["theme::template themes/mine/templates/lesson.html"], "{broken}");
        // A lesson that is saved meanwhile is shown, and mends nothing.
        assert!(course.save("content/a.md", "# A\n\nPendant.\n\n## Partie\n"));
        assert!(course.served("a.html").unwrap().contains("Pendant."), "{broken}");
        assert!(course.served("m/b.html").unwrap().contains("Laquelle"), "{broken}");
        assert_eq!(course.errors(), 1, "{broken}");
        assert!(course.save(&format!("content/c{}.md", broken.len()), "# C\n"));
        assert_eq!(course.errors(), 1, "{broken}");
        assert!(course.served("m/b.html").unwrap().contains("Laquelle"), "{broken}");
        assert!(course.save(template, &format!("{lesson}{{# {} #}}", broken.len())));
        assert_eq!(course.errors(), 0, "{broken}");
        assert!(course.save("content/a.md", "# A\n"));
    }
}

#[test]
fn what_editors_write_beside_a_lesson_is_no_change() {
    let mut course = Followed::new(&[COURSE, ("content/a.md", "# A\n")]);
    assert!(!course.follow(&["content/.a.md.swp", "content/sedAbCd", "content/4913"]));
    // Nor is what stands beside the course, whatever it is called.
    assert!(!course.follow(&["brouillons/themes/a.css", "themes.zip"]));
    assert!(!course.save("content/a.md", "# A\n"));
    assert!(course.save("content/a.md", "# A\n\nPlus.\n"));
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
