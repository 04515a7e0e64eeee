//! What a folder holds after a build, and what stays untouched.

use std::fs;
use std::thread;
use std::time::{Duration, SystemTime};

use pupitre::model::url::SitePath;
use pupitre::render::Content;
use pupitre::write::{self, Outcome, Output, Summary};
use same_file::Handle;

use super::{Desk, Files, age, files, modified, paths};

#[test]
fn a_first_build_makes_the_folder_and_its_parents() {
    let desk = Desk::new();
    let site = files(&[("index.html", "home"), ("a/b/page.html", "page")]);
    let output = Output::check(&desk.at("deep/er/public"), &desk.at("content")).unwrap();
    let page = |path: &SitePath| Ok(Content::Page(site[path.as_str()].clone().into()));
    let outcome = write::folder(&paths(&site), page, &output).unwrap();

    let expected = Summary { written: 2, unchanged: 0, removed: 0, bytes: 8 };
    assert!(matches!(outcome, Outcome::Published(summary) if summary == expected), "{outcome:?}");
    assert_eq!(desk.files("deep/er/public"), site);
    assert_eq!(desk.names("deep/er"), ["public"]);
    let mark = fs::read_to_string(desk.at("deep/er/public/.pupitre")).unwrap();
    assert!(mark.starts_with("Made by Pupitre "), "{mark}");
}

#[test]
fn files_come_from_memory_and_from_the_disk() {
    let desk = Desk::new();
    let film = "film ".repeat(100_000);
    desk.put("content/film.mp4", &film);
    let (film_path, site) = (desk.at("content/film.mp4"), files(&[("film.mp4", &film), ("logo.svg", "<svg/>")]));
    let output = Output::check(&desk.at("public"), &desk.at("content")).unwrap();
    let content = |path: &SitePath| {
        Ok(if path.as_str() == "film.mp4" { Content::File(&film_path) } else { Content::Bytes(b"<svg/>") })
    };
    for expected in [
        Summary { written: 2, unchanged: 0, removed: 0, bytes: 500_006 },
        Summary { written: 0, unchanged: 2, removed: 0, bytes: 500_006 },
    ] {
        let outcome = write::folder(&paths(&site), content, &output).unwrap();
        assert!(matches!(outcome, Outcome::Published(summary) if summary == expected), "{outcome:?}");
        assert_eq!(desk.files("public"), site);
    }
    desk.put("content/film.mp4", &film.replace('m', "n"));
    let outcome = write::folder(&paths(&site), content, &output).unwrap();
    assert!(matches!(outcome, Outcome::Published(Summary { written: 1, .. })), "{outcome:?}");
}

#[test]
fn a_second_build_of_the_same_touches_nothing() {
    let desk = Desk::new();
    let site = files(&[("index.html", "home"), ("a/page.html", "page")]);
    desk.build(&site);
    let places = ["public/.pupitre", "public/index.html", "public/a/page.html"].map(|path| desk.at(path));
    let dates = places.each_ref().map(|path| age(path));
    let folders = ["public", "public/a"].map(|path| modified(&desk.at(path)));
    thread::sleep(Duration::from_millis(20));

    assert_eq!(desk.build(&site), Summary { written: 0, unchanged: 2, removed: 0, bytes: 8 });
    assert_eq!(places.each_ref().map(|path| modified(path)), dates);
    assert_eq!(["public", "public/a"].map(|path| modified(&desk.at(path))), folders);
    assert_eq!(desk.names(""), ["content", "public"]);
}

#[test]
fn an_unchanged_file_keeps_its_date_beside_a_changed_one() {
    for by_file in [false, true] {
        let desk = Desk::new();
        desk.build(&files(&[("index.html", "home"), ("a/same.html", "same"), ("b.html", "old")]));
        let same = desk.at("public/a/same.html");
        let (date, was) = (age(&same), Handle::from_path(&same).unwrap());
        let site = files(&[("index.html", "HOME"), ("a/same.html", "same"), ("b.html", "newer")]);
        if by_file {
            desk.build_file_by_file(&site);
        } else {
            assert_eq!(desk.build(&site), Summary { written: 2, unchanged: 1, removed: 0, bytes: 13 });
        }
        assert_eq!(desk.files("public"), site);
        assert_eq!(modified(&same), date);
        // Not even a copy: who saves or sends what has changed finds nothing here.
        assert_eq!(Handle::from_path(&same).unwrap(), was);
        assert_eq!(desk.names(""), if by_file { vec!["content", "public", "site"] } else { vec!["content", "public"] });
    }
}

#[test]
fn dates_that_are_wrong_do_not_matter() {
    for seconds in [0, 1_000_000_000, 5_000_000_000] {
        let desk = Desk::new();
        desk.build(&files(&[("changed.html", "old"), ("same.html", "same")]));
        let date = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        for path in ["public/.pupitre", "public/changed.html", "public/same.html"] {
            fs::File::options().append(true).open(desk.at(path)).unwrap().set_modified(date).unwrap();
        }
        let site = files(&[("changed.html", "new"), ("same.html", "same")]);
        assert_eq!(desk.build(&site), Summary { written: 1, unchanged: 1, removed: 0, bytes: 7 });
        assert_eq!(desk.files("public"), site);
        assert_eq!(modified(&desk.at("public/same.html")), date);
    }
}

#[test]
fn stale_pages_go_with_their_folders_and_make_way_for_others() {
    let old = files(&[("index.html", "1"), ("a/b/old.html", "2"), ("c", "3"), ("d/e.html", "4"), ("f/g.html", "5")]);
    // What was a file is a folder now, what was a folder a file.
    let new = files(&[("index.html", "1"), ("c/page.html", "6"), ("d", "7"), ("F/G.html", "8")]);
    for by_file in [false, true] {
        let desk = Desk::new();
        desk.build(&old);
        fs::create_dir(desk.at("public/empty")).unwrap();
        if by_file {
            desk.build_file_by_file(&new);
        } else {
            assert_eq!(desk.build(&new), Summary { written: 3, unchanged: 1, removed: 4, bytes: 4 });
        }
        assert_eq!(desk.files("public"), new);
        assert_eq!(desk.names("public"), [".pupitre", "F", "c", "d", "index.html"]);
    }
}

#[test]
fn an_empty_folder_left_by_a_killed_build_goes() {
    let desk = Desk::new();
    let site = files(&[("index.html", "home")]);
    desk.build(&site);
    fs::create_dir_all(desk.at("public/left/over")).unwrap();
    desk.build(&site);
    assert_eq!(desk.names("public"), [".pupitre", "index.html"]);
}

#[test]
fn names_that_begin_with_a_dot_stay() {
    for by_file in [false, true] {
        let desk = Desk::new();
        desk.put("public/.gitkeep", "");
        desk.put("public/.git/HEAD", "ref");
        desk.build(&files(&[("a/page.html", "old"), ("b.html", "old")]));
        desk.put("public/a/.htaccess", "deny");
        let site = files(&[("b.html", "new")]);
        if by_file {
            desk.build_file_by_file(&site);
        } else {
            desk.build(&site);
        }
        let kept = [("b.html", "new"), (".git/HEAD", "ref"), (".gitkeep", ""), ("a/.htaccess", "deny")];
        assert_eq!(desk.files("public"), files(&kept));
    }
}

#[test]
fn a_file_that_no_build_has_written_stays() {
    for by_file in [false, true] {
        let desk = Desk::new();
        desk.build(&files(&[("a/page.html", "old"), ("b.html", "old"), ("c/d.html", "old")]));
        desk.put("public/CNAME", "cours.example");
        desk.put("public/a/notes.txt", "mine");
        let build = |site: &Files| {
            if by_file {
                desk.build_file_by_file(site);
            } else {
                desk.build(site);
            }
        };
        let mut site = files(&[("b.html", "new"), ("e.html", "new")]);
        build(&site);
        site.extend(files(&[("CNAME", "cours.example"), ("a/notes.txt", "mine")]));
        assert_eq!(desk.files("public"), site);
        // Nor does it later, and what is the site's still goes.
        build(&files(&[("b.html", "newer")]));
        assert_eq!(desk.names("public"), [".pupitre", "CNAME", "a", "b.html"]);
        assert_eq!(desk.files("public")["a/notes.txt"], "mine");
    }
}

#[test]
fn a_mark_that_was_changed_costs_no_file_of_the_users() {
    // As a version control system, an editor or a hand leave it.
    let changes: [fn(&str) -> String; 3] =
        [|mark| mark.replace('\n', "\r\n"), |mark| mark.replace("\n\n", "\n"), |mark| format!("\u{feff}{mark}")];
    for change in changes {
        let desk = Desk::new();
        desk.build(&files(&[("b.html", "old"), ("old.html", "old")]));
        desk.put("public/CNAME", "cours.example");
        let mark = change(&fs::read_to_string(desk.at("public/.pupitre")).unwrap());
        desk.put("public/.pupitre", &mark);
        desk.build(&files(&[("b.html", "new")]));
        assert_eq!(desk.files("public"), files(&[("b.html", "new"), ("CNAME", "cours.example")]), "{mark}");
    }
}

#[test]
fn an_empty_mark_lists_no_file() {
    let desk = Desk::new();
    desk.put("public/.pupitre", "");
    desk.put("public/CNAME", "cours.example");
    desk.build(&files(&[("b.html", "new")]));
    assert_eq!(desk.files("public"), files(&[("b.html", "new"), ("CNAME", "cours.example")]));
}

#[test]
fn a_folder_of_a_version_that_listed_nothing_is_all_the_sites() {
    let desk = Desk::new();
    desk.put("public/.pupitre", "Made by Pupitre 0.1.0.\nEach build replaces all that this folder holds\n");
    desk.put("public/old.html", "old");
    let site = files(&[("index.html", "home")]);
    desk.build(&site);
    assert_eq!(desk.files("public"), site);
}

#[cfg(unix)]
#[test]
fn the_folder_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;

    let desk = Desk::new();
    desk.build(&files(&[("index.html", "old")]));
    let shared = fs::Permissions::from_mode(0o2770);
    fs::set_permissions(desk.at("public"), shared).unwrap();
    desk.build(&files(&[("index.html", "new")]));
    let mode = fs::metadata(desk.at("public")).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o2770);
}

#[cfg(unix)]
#[test]
fn a_reader_finds_a_whole_page_at_any_moment() {
    let desk = Desk::new();
    let sites = ["old ", "new "].map(|edition| files(&[("index.html", &edition.repeat(5000))]));
    desk.build(&sites[1]);
    thread::scope(|scope| {
        let builds = scope.spawn(|| {
            for site in sites.iter().cycle().take(500) {
                desk.build(site);
            }
        });
        while !builds.is_finished() {
            let page = fs::read_to_string(desk.at("public/index.html")).unwrap();
            assert!(sites.iter().any(|site| site["index.html"] == page));
        }
    });
}
