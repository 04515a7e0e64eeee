//! What a shell, a user's settings and other programs do to a build. `sh` sets the scene.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Output, Stdio};

use crate::site::{Ran, Site, files_below, program};

/// A course of `count` lessons.
fn course(count: usize, word: &str) -> Site {
    let lesson = |site: Site, number| {
        let text = format!("# Leçon {number} : İstanbul\n\n{}\n", format!("{word} ").repeat(1000 * number));
        site.file(&format!("module/{word}-{number}.md"), text)
    };
    (1..=count).fold(Site::new(), lesson)
}

/// Runs a script in the folder that holds `content`; `"$@"` in it is the program.
fn sh(site: &Site, script: &str) -> Output {
    let program = program();
    let mut shell = Command::new("sh");
    shell.current_dir(site.at("")).args(["-c", script, "sh"]).arg(program.get_program()).output().unwrap()
}

/// All that is in the folder that holds `content`, but for that.
fn beside(site: &Site) -> Vec<String> {
    let entries = fs::read_dir(site.at("")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != "content");
    names.sort();
    names
}

#[test]
fn a_site_has_the_same_bytes_whoever_builds_it() {
    let site = course(2, "mot");
    site.pupitre(&["build"]).ended(0);
    let expected = site.published();
    for setting in [
        "TZ=Pacific/Kiritimati",
        "LANG=tr_TR.UTF-8",
        "LC_ALL=C",
        "LC_ALL=tr_TR.ISO-8859-9",
        "-i",
        "-u HOME",
        "HOME=/nowhere",
        "RAYON_NUM_THREADS=1",
        "SOURCE_DATE_EPOCH=0",
    ] {
        Ran::of(sh(&site, &format!("exec env {setting} \"$@\" build --output again"))).ended(0);
        let mut again = files_below(&site.at("again"));
        again.remove(".pupitre");
        assert!(again == expected, "{setting}");
        fs::remove_dir_all(site.at("again")).unwrap();
    }
}

#[test]
fn files_may_be_read_by_whom_the_user_says() {
    for (umask, file, folder) in [("077", 0o600, 0o700), ("000", 0o666, 0o777), ("022", 0o644, 0o755)] {
        let site = course(2, "mot");
        Ran::of(sh(&site, &format!("umask {umask}; exec \"$@\" build"))).ended(0);
        for entry in walkdir::WalkDir::new(site.at("public")) {
            let entry = entry.unwrap();
            let expected = if entry.file_type().is_dir() { folder } else { file };
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, expected, "{umask}: {}", entry.path().display());
        }
    }
}

#[test]
fn closed_streams_do_not_matter() {
    let site = course(2, "mot");
    Ran::of(sh(&site, "exec \"$@\" build <&- >&- 2>&-")).ended(0);
    assert!(site.page("module/mot-1.html").starts_with("<!doctype html>"));
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_said_is_a_failure() {
    let site = Site::new().file("lesson.md", "# Leçon\n\n[perdu](rien.md)\n");
    for command in ["check", "check --format json", "check --format github", "check --explain link::dead"] {
        let ran = Ran::of(sh(&site, &format!("exec \"$@\" {command} > /dev/full"))).ended(2);
        let last = ran.err.lines().last().unwrap_or_default();
        assert!(last.starts_with("pupitre: cannot write ") && last.contains("No space left"), "{command}: {}", ran.err);
    }
    Ran::of(sh(&site, "exec \"$@\" check 2> /dev/full")).ended(2);
}

#[test]
fn few_files_may_be_open_at_once() {
    let site = course(30, "mot");
    Ran::of(sh(&site, "ulimit -n 16; exec \"$@\" build")).ended(0);
    assert!(site.page("module/mot-30.html").starts_with("<!doctype html>"));
}

/// The limit strikes at another file each time. A process that does not ask to be told of it is
/// killed by it.
#[test]
fn a_limit_on_the_size_of_files_leaves_the_old_site() {
    let site = course(6, "mot");
    site.pupitre(&["build"]).ended(0);
    let old = site.published();
    let site = (1..=6).fold(site, |site, number| site.file(&format!("module/mot-{number}.md"), "# Autre\n\nTexte.\n"));
    let site = site.file("module/mot-7.md", format!("# Neuf\n\n{}\n", "neuf ".repeat(8000)));
    for told in ["trap '' XFSZ;", ""] {
        for kilobytes in [0, 1, 4, 9, 12, 20, 30, 35] {
            let end = sh(&site, &format!("{told} ulimit -f {}; exec \"$@\" build", 2 * kilobytes));
            if told.is_empty() {
                assert!(!end.status.success());
            } else {
                let ran = Ran::of(end).ended(2);
                assert!(ran.err.contains("cannot write") && ran.err.contains("File too large"), "{}", ran.err);
                assert_eq!(beside(&site), ["public"]);
            }
            assert!(site.published() == old, "{told} {kilobytes} kB");
        }
    }
    site.pupitre(&["build"]).ended(0);
    assert!(site.page("module/mot-1.html").contains("Autre"));
    assert_eq!(beside(&site), ["public"]);
}

#[test]
fn programs_that_race_publish_one_course_or_the_other() {
    let place = Site::empty();
    let courses = [course(3, "un"), course(5, "deux")];
    let sites = courses.each_ref().map(|course| {
        course.pupitre(&["build"]).ended(0);
        course.published()
    });
    let start = |course: &Site| -> Child {
        let mut build = program();
        build.args(["build", "--root"]).arg(course.at("")).arg("--output").arg(place.at("public"));
        build.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    for _ in 0..8 {
        let builds = [0, 1, 0, 1].map(|which| (which, start(&courses[which])));
        let mut now: BTreeMap<usize, usize> = BTreeMap::new();
        for (which, build) in builds {
            let ran = Ran::of(build.wait_with_output().unwrap());
            if ran.code == 0 {
                *now.entry(which).or_default() += 1;
            } else {
                assert!(ran.ended(2).err.ends_with("another build is writing to it; try again when it has ended\n"));
            }
        }
        let published = place.published();
        let which = sites.iter().position(|site| *site == published).expect("one of the two, whole");
        assert!(now.contains_key(&which), "{now:?}");
        assert_eq!(beside(&place), ["public"]);
    }
}
