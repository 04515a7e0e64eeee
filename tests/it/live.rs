//! A course that is followed while it is edited is, after each edit, the course that is on disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pupitre::live::Live;
use pupitre::model::assemble::{Drafts, Selection};
use pupitre::model::course::Edition;
use pupitre::prepare::{self, Places};
use pupitre::render::{Content, Frame, Site};
use pupitre::report::{self, Colour};
use pupitre::watch::Changes;

/// Pieces that lessons are made of, sound and broken.
const PIECES: [&str; 25] = [
    "Un texte.\n",
    "Un autre texte, *plus long*.\n",
    "# Un titre\n",
    "## Une partie\n",
    "## Une partie {#ancre}\n",
    "## Nouvelle partie {#ancre}\n",
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
            let (mut told, paths) = random.edit(&content);
            follow(&mut live, &paths);
            let (mut fresh_pages, mut fresh_told) = fresh(&places, selection);
            // While a head is broken, it says what it said last; once mended, nothing of that is left.
            if ["erreur[yaml::", "error[yaml::"].iter().any(|broken| fresh_told.contains(broken)) {
                told += &random.mend(paths.last().unwrap());
                follow(&mut live, &paths);
                (fresh_pages, fresh_told) = fresh(&places, selection);
            }
            let shown = live.shown();
            let state = shown.now();
            let told_by_live =
                report::human(&state.diagnostics, &state.inputs.sources, &state.catalogue, Colour::Never);
            assert_eq!(told_by_live, fresh_told, "edit {edit}: {told}");
            let pages = pages(&state.site().unwrap());
            for (path, page) in &fresh_pages {
                assert_eq!(pages.get(path), Some(page), "edit {edit}: {told}: {path}");
            }
            assert_eq!(pages.len(), fresh_pages.len(), "edit {edit}: {told}");
        }
    }
}

fn follow(live: &mut Live, paths: &[PathBuf]) {
    live.follow(&Changes::Paths(paths.iter().cloned().collect()));
    live.settle();
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
        Content::Page(made) | Content::Data(made) => Some((path.to_string(), String::from_utf8(made).unwrap())),
        _ => None,
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

    /// Gives a text a head that can be read; gives what that was.
    fn mend(&mut self, path: &Path) -> String {
        write(path, &format!("{}{}", self.of(&HEADS), self.of(&PIECES)));
        format!(", then {} mended", path.display())
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
