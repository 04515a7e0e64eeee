//! A course that is followed while it is edited is, after each edit, the course that is on disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pupitre::diagnostic::{Diagnostic, Severity};
use pupitre::live::Live;
use pupitre::model::assemble::{Drafts, Selection};
use pupitre::model::course::Edition;
use pupitre::model::url::SitePath;
use pupitre::prepare::{self, Places};
use pupitre::render::{Content, Frame, Site};
use pupitre::report::{self, Colour};
use pupitre::watch::Changes;

/// Pieces that lessons are made of, sound and broken.
const PIECES: [&str; 24] = [
    "Un texte.\n",
    "Un autre texte, *plus long*.\n",
    "# Un titre\n",
    "## Une partie\n",
    "## Une partie {#ancre}\n",
    "## Notes {.trainer}\n",
    "[un lien](b.md) et [un autre](m/c.md#ancre)\n",
    "[mort](rien.md)\n",
    "![Une image](i.svg)\n",
    "![](i.svg)\n",
    "Une note[^1].\n\n[^1]: Son texte.\n",
    "Terme\n: Sa définition.\n",
    "### Question : Laquelle ? {objective=un}\n\n- [ ] A\n- [x] B\n",
    "### Question : Lesquelles ?\n\n- [x] A\n- [x] B\n- [ ] C\n",
    "### Question : Combien ?\n\n- = 12\n",
    "### Question : Combien ?\n\n- = 13\n",
    "### Question : Sans réponse juste ?\n\n- [ ] A\n- [ ] B\n",
    "### Question : Où ? {#ici}\n\n- = Paris\n",
    "### Question : Quoi ? {objective=inconnu}\n\n- = Rien\n",
    "<center>ancien</center>\n",
    "> [!NOTE]\n> Un encadré.\n",
    "- un\n- deux\n",
    "\u{0}",
    "```\ncode\n```\n",
];

/// Heads of lessons.
const HEADS: [&str; 8] = [
    "",
    "",
    "---\ntitle: Un\n---\n\n",
    "---\ntitle: Deux\ndraft: true\n---\n\n",
    "---\nkind: evaluation\nobjectives: [un]\n---\n\n",
    "---\naudience: trainer\n---\n\n",
    "---\nslug: ailleurs\norder: 2\n---\n\n",
    "---\ntitel: faute\n---\n\n",
];

const PATHS: [&str; 7] = ["a.md", "b.md", "index.md", "m/c.md", "m/index.md", "n/d.md", "m/p/e.md"];

/// Edits in one run.
const EDITS: usize = 500;

#[test]
fn after_any_edit_the_course_is_that_of_a_fresh_build() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::new(Some(folder.path().to_owned()), None);
    let content = places.content.clone();
    fs::create_dir(&content).unwrap();
    write(&content.join("course.yaml"), "id: essai\ntitle: Essai\nobjectives: [{id: un, text: Un}]\n");
    write(&content.join("a.md"), "# A\n");
    write(&content.join("i.svg"), "<svg/>");
    let selection = Selection { edition: Edition::Trainer, drafts: Drafts::Shown };
    for selection in [Selection::default(), selection] {
        let mut live = Live::open(places.clone(), selection).unwrap();
        let mut random = Random(0x5eed_0001);
        for edit in 0..EDITS / 2 {
            let (told, paths) = random.edit(&content);
            live.follow(&Changes::Paths(paths.into_iter().collect())).unwrap();
            live.settle();
            let shown = live.shown();
            let state = shown.now();
            let told_by_live =
                report::human(&state.diagnostics, &state.inputs.sources, &state.catalogue, Colour::Never);
            let (fresh_pages, fresh_told) = fresh(&places, selection);
            assert_eq!(told_by_live, fresh_told, "edit {edit}: {told}");
            let pages = pages(&state.site().unwrap());
            for (path, page) in &fresh_pages {
                assert_eq!(pages.get(path), Some(page), "edit {edit}: {told}: {path}");
            }
            assert_eq!(pages.len(), fresh_pages.len(), "edit {edit}: {told}");
        }
    }
}

/// A course that is followed, on disk.
struct Followed {
    folder: tempfile::TempDir,
    live: Live,
}

impl Followed {
    fn new(files: &[(&str, &str)]) -> Self {
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
    fn save(&mut self, path: &str, text: &str) -> bool {
        write(&self.folder.path().join(path), text);
        self.follow(&[path])
    }

    fn follow(&mut self, paths: &[&str]) -> bool {
        let paths = paths.iter().map(|path| self.folder.path().join(path)).collect();
        let changed = self.live.follow(&Changes::Paths(paths)).unwrap();
        self.live.settle();
        changed
    }

    /// What is served at a path.
    fn served(&self, path: &str) -> Option<String> {
        let shown = self.live.shown();
        let state = shown.now();
        match state.content(&SitePath::new(path).unwrap()).unwrap()? {
            Content::Page(page) => Some(String::from_utf8(page).unwrap()),
            Content::Bytes(bytes) => Some(String::from_utf8(bytes.to_vec()).unwrap()),
            Content::File(file) => Some(file.display().to_string()),
        }
    }

    fn errors(&self) -> usize {
        let is_error = |found: &&Diagnostic| found.severity() == Severity::Error;
        self.live.shown().now().diagnostics.iter().filter(is_error).count()
    }
}

const COURSE: (&str, &str) = ("content/course.yaml", "id: essai\ntitle: Un essai\n");

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
fn a_page_is_known_to_have_moved() {
    let mut course = Followed::new(&[COURSE, ("content/a.md", "# A\n\nTexte.\n"), ("content/b.md", "# B\n")]);
    let at = |course: &Followed, path: &str| course.folder.path().join(path);
    fs::rename(at(&course, "content/a.md"), at(&course, "content/c.md")).unwrap();
    assert!(course.follow(&["content/a.md", "content/c.md"]));
    let moved = |course: &Followed, path: &str| {
        course.live.shown().now().moved.get(&SitePath::new(path).unwrap()).map(ToString::to_string)
    };
    assert_eq!(moved(&course, "a.html").as_deref(), Some("c.html"));
    assert!(course.save("content/c.md", "---\nslug: d\n---\n\n# A\n\nTexte.\n"));
    assert_eq!(moved(&course, "a.html").as_deref(), Some("d.html"));
    assert_eq!(moved(&course, "c.html").as_deref(), Some("d.html"));
    fs::remove_file(at(&course, "content/b.md")).unwrap();
    assert!(course.follow(&["content/b.md"]));
    assert_eq!(moved(&course, "b.html"), None);
    assert_eq!(course.served("b.html"), None);
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
fn what_editors_write_beside_a_lesson_is_no_change() {
    let mut course = Followed::new(&[COURSE, ("content/a.md", "# A\n")]);
    assert!(!course.follow(&["content/.a.md.swp", "content/sedAbCd", "content/4913"]));
    assert!(!course.save("content/a.md", "# A\n"));
    assert!(course.save("content/a.md", "# A\n\nPlus.\n"));
}

/// The pages and the diagnostics of a course that is read for the first time.
fn fresh(places: &Places, selection: Selection) -> (BTreeMap<String, String>, String) {
    let prepared = prepare::prepare(places, selection).unwrap();
    let told = report::human(&prepared.diagnostics, &prepared.inputs.sources, &prepared.catalogue, Colour::Never);
    let frame = Frame::new(&prepared.course, prepared.theme.unwrap(), &prepared.inputs);
    (pages(&frame.site(&prepared.course, &prepared.inputs.sources)), told)
}

fn pages(site: &Site<'_>) -> BTreeMap<String, String> {
    let page = |path| match site.content(path).unwrap()? {
        Content::Page(page) => Some((path.to_string(), String::from_utf8(page).unwrap())),
        Content::Bytes(_) | Content::File(_) => None,
    };
    site.paths().iter().filter_map(page).collect()
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Numbers that are the same at each run (Knuth's linear congruence, MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    /// Makes an edit; gives what it was and the paths that it touched.
    fn edit(&mut self, content: &Path) -> (String, Vec<PathBuf>) {
        let path = content.join(self.of(&PATHS));
        let text = fs::read_to_string(&path).unwrap_or_default();
        match self.below(12) {
            0 if path.exists() && !path.ends_with("a.md") => {
                fs::remove_file(&path).unwrap();
                (format!("without {}", path.display()), vec![path])
            }
            1 if path.exists() && !path.ends_with("a.md") => {
                let to = content.join(self.of(&PATHS));
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::rename(&path, &to).unwrap();
                (format!("{} to {}", path.display(), to.display()), vec![path, to])
            }
            2 => {
                let objectives = self.of(&["", "objectives: [{id: un, text: Un}]\n", "lang: en\n", "html: true\n"]);
                let course = content.join("course.yaml");
                write(&course, &format!("id: essai\ntitle: Essai\n{objectives}"));
                (format!("course.yaml with {objectives:?}"), vec![course])
            }
            3..6 => {
                let pieces: String = (0..self.below(6)).map(|_| format!("{}\n", self.of(&PIECES))).collect();
                write(&path, &format!("{}{pieces}", self.of(&HEADS)));
                (format!("{} anew", path.display()), vec![path])
            }
            // Most edits are of this kind: a little more, or a little less.
            6..9 => {
                write(&path, &format!("{text}\n{}", self.of(&PIECES)));
                (format!("{} longer", path.display()), vec![path])
            }
            _ => {
                let cut = text.floor_char_boundary(self.below(text.len() + 1));
                write(&path, &text[..cut]);
                (format!("{} cut at {cut}", path.display()), vec![path])
            }
        }
    }
}
