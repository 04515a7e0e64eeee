//! Where the preview finds pages again whose texts or folders were renamed.

use std::fs;
use std::path::PathBuf;

use pupitre::model::url::SitePath;

use crate::followed::{COURSE, Followed};

#[test]
fn a_page_is_known_to_have_moved() {
    let mut course = Followed::new(&[COURSE, ("content/a.md", "# A\n\nTexte.\n"), ("content/b.md", "# B\n")]);
    fs::rename(at(&course, "a.md"), at(&course, "c.md")).unwrap();
    assert!(course.follow(&["content/a.md", "content/c.md"]));
    assert_eq!(moved(&course, "a.html").as_deref(), Some("c.html"));
    assert!(course.save("content/c.md", "---\nslug: d\n---\n\n# A\n\nTexte.\n"));
    assert_eq!(moved(&course, "a.html").as_deref(), Some("d.html"));
    assert_eq!(moved(&course, "c.html").as_deref(), Some("d.html"));
    fs::remove_file(at(&course, "b.md")).unwrap();
    assert!(course.follow(&["content/b.md"]));
    assert_eq!(moved(&course, "b.html"), None);
    assert_eq!(course.served("b.html"), None);
}

#[test]
fn the_pages_of_folders_are_known_to_have_moved() {
    let files = [
        COURSE,
        ("content/1-un/index.md", "# Un\n\nPremier.\n"),
        ("content/2-deux/a.md", "# A\n\nTexte.\n"),
        ("content/3-trois/b.md", "# B\n\nTexte.\n"),
    ];
    let mut course = Followed::new(&files);
    // With a text of its own or without, and several at once.
    for (from, to) in [("1-un", "1-une"), ("2-deux", "2-paire"), ("3-trois", "3-terne")] {
        fs::rename(at(&course, from), at(&course, to)).unwrap();
    }
    assert!(course.follow(&["content/1-un", "content/1-une"]));
    for (from, to) in [("un", "une"), ("deux", "paire"), ("trois", "terne")] {
        assert_eq!(moved(&course, &format!("{from}/index.html")), Some(format!("{to}/index.html")));
    }
    // Again, and edited meanwhile.
    fs::rename(at(&course, "1-une"), at(&course, "1-seule")).unwrap();
    assert!(course.save("content/1-seule/index.md", "# Une seule\n\nAutre.\n"));
    assert_eq!(moved(&course, "un/index.html").as_deref(), Some("seule/index.html"));
    fs::remove_dir_all(at(&course, "2-paire")).unwrap();
    assert!(course.follow(&["content/2-paire"]));
    assert_eq!(moved(&course, "deux/index.html"), None);
}

#[test]
fn what_is_copied_and_then_deleted_or_cut_and_then_pasted_is_found_again() {
    let files = [
        COURSE,
        ("content/1-un/a.md", "# A\n\nPremier.\n"),
        ("content/1-un/b.md", "# B\n\nDeuxième.\n"),
        ("content/vide.md", ""),
    ];
    let mut course = Followed::new(&files);
    let leads = |course: &Followed, from: &str, to: &str| {
        for page in ["index.html", "a.html", "b.html"] {
            assert_eq!(moved(course, &format!("{from}/{page}")), Some(format!("{to}/{page}")));
        }
    };
    for (path, text) in &files[1..3] {
        assert!(course.save(&path.replace("1-un", "2-vie"), text));
    }
    assert_eq!(moved(&course, "un/a.html"), None);
    fs::remove_dir_all(at(&course, "1-un")).unwrap();
    assert!(course.follow(&["content/1-un"]));
    leads(&course, "un", "vie");
    // Away for a while, and elsewhere then.
    let away = course.folder.path().join("ailleurs");
    fs::rename(at(&course, "2-vie"), &away).unwrap();
    assert!(course.follow(&["content/2-vie"]));
    assert_eq!(moved(&course, "vie/a.html"), None);
    assert!(course.save("content/autre.md", "# Autre\n"));
    fs::rename(&away, at(&course, "3-animer")).unwrap();
    assert!(course.follow(&["content/3-animer"]));
    leads(&course, "vie", "animer");
    leads(&course, "un", "animer");
    // Empty texts are equal for no reason.
    assert!(course.save("content/vide-aussi.md", ""));
    fs::remove_file(at(&course, "vide.md")).unwrap();
    assert!(course.follow(&["content/vide.md"]));
    assert_eq!(moved(&course, "vide.html"), None);
}

fn at(course: &Followed, path: &str) -> PathBuf {
    course.folder.path().join("content").join(path)
}

/// Where the page went that stood there.
fn moved(course: &Followed, path: &str) -> Option<String> {
    course.live.shown().now().moved.get(&SitePath::new(path).unwrap()).map(ToString::to_string)
}
