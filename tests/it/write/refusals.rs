//! When nothing is published, and what is said then.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use pupitre::diagnostic::{Code, Diagnostic};
use pupitre::model::url::SitePath;
use pupitre::render::Content;
use pupitre::source::Sources;
use pupitre::write::{self, Outcome, Output};

use super::{Desk, files, message, paths};

#[test]
fn a_page_takes_no_place_from_a_dot_file() {
    let desk = Desk::new();
    desk.build(&files(&[("a/page.html", "")]));
    desk.put("public/a/.htaccess", "deny");
    let said = message(desk.try_build(&files(&[("a", "now a file")])));
    assert!(said.contains("public/a: a file of the site takes the place of this folder"), "{said}");
    let said = message(desk.try_build(&files(&[("a/.htaccess", "ours")])));
    assert!(said.contains("cannot publish a/.htaccess: names that begin with a dot"), "{said}");
    assert_eq!(desk.files("public")["a/.htaccess"], "deny");
}

#[test]
fn a_page_takes_no_place_from_a_file_that_no_build_has_written() {
    let desk = Desk::new();
    desk.build(&files(&[("index.html", "home")]));
    for (theirs, page) in [("plan.html", "plan.html"), ("Plan.html", "plan.html"), ("a", "a/b.html"), ("c/d", "c")] {
        desk.put(&format!("public/{theirs}"), "mine");
        let said = message(desk.try_build(&files(&[(page, "ours")])));
        assert!(said.starts_with("cannot replace ") && said.contains("of yours"), "{said}");
        assert_eq!(desk.files("public"), files(&[("index.html", "home"), (theirs, "mine")]));
        assert_eq!(desk.names(""), ["content", "public"]);
        fs::remove_file(desk.at("public").join(theirs)).unwrap();
    }
}

#[test]
fn folders_that_are_not_ours_are_refused() {
    let desk = Desk::new();
    desk.put("content/deep/lesson.md", "");
    desk.put("photos/cat.jpg", "");
    desk.put("photos/.hidden", "");
    let home = std::env::home_dir().unwrap();
    for (output, why) in [
        (PathBuf::from("/"), "it is the root of the disk; choose another folder"),
        (home.clone(), "it is your home folder, or holds it; choose another folder"),
        (desk.at("content"), "it is the content folder; choose another folder"),
        (desk.at("absent/../content"), "it is the content folder; choose another folder"),
        (desk.0.clone(), "it holds the content folder; choose another folder"),
        (desk.at("content/deep/public"), "it is inside the content folder; choose another folder"),
        (desk.at("photos/cat.jpg"), "it is a file; choose a folder"),
        (
            desk.at("photos"),
            "it holds cat.jpg and was not made by Pupitre (there is no .pupitre in it); choose another folder, or empty this one",
        ),
    ] {
        let said = Output::check(&output, &desk.at("content")).unwrap_err().to_string();
        assert_eq!(said, format!("cannot publish in {}: {why}", output.display()));
    }
    assert_eq!(desk.names("photos"), [".hidden", "cat.jpg"]);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_judged_by_where_it_leads() {
    use std::os::unix::fs::symlink;

    let desk = Desk::new();
    symlink(desk.at("content"), desk.at("public")).unwrap();
    assert!(message(desk.try_build(&files(&[]))).contains("it is the content folder"));
    fs::remove_file(desk.at("public")).unwrap();

    symlink(desk.at("nowhere"), desk.at("public")).unwrap();
    assert!(message(desk.try_build(&files(&[]))).contains("leads nowhere"));

    fs::create_dir_all(desk.at("nowhere")).unwrap();
    let site = files(&[("index.html", "home")]);
    desk.build(&site);
    assert!(desk.at("public").is_symlink());
    assert_eq!(desk.files("nowhere"), site);
}

#[test]
fn one_refused_page_and_nothing_is_published() {
    let desk = Desk::new();
    let source = Sources::default().add("lesson.md", "");
    let site = files(&[("a.html", "new"), ("bad.html", ""), ("c/d.html", "new"), ("worse.html", "")]);
    let render = |path: &SitePath| match path.as_str() {
        "bad.html" => Err(Diagnostic::new(Code::ThemeTemplate, source, 7..8)),
        "worse.html" => Err(Diagnostic::new(Code::ThemeTemplate, source, 1..2)),
        _ => Ok(Content::Page(b"new".to_vec())),
    };
    let refused = || {
        let output = Output::check(&desk.at("out/public"), &desk.at("content")).unwrap();
        match write::folder(&paths(&site), render, &output).unwrap() {
            Outcome::Refused(found) => found.iter().map(|d| d.place.span.start).collect::<Vec<_>>(),
            published @ Outcome::Published(_) => panic!("{published:?}"),
        }
    };
    assert_eq!(refused(), [1, 7]);
    assert_eq!(desk.names(""), ["content"], "not even the parent of the folder");

    desk.put("out/public/.pupitre", "a.html\n");
    desk.put("out/public/a.html", "old");
    assert_eq!(refused(), [1, 7]);
    assert_eq!(desk.files("out/public"), files(&[("a.html", "old")]));
    assert_eq!(desk.names("out"), ["public"]);
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_old_site() {
    let desk = Desk::new();
    let old = files(&[("a.html", "old")]);
    desk.build(&old);
    let (site, gone) = (files(&[("a.html", ""), ("b.png", "")]), desk.at("content/gone.png"));
    let output = Output::check(&desk.at("public"), &desk.at("content")).unwrap();
    let content =
        |path: &SitePath| Ok(if path.as_str() == "b.png" { Content::File(&gone) } else { Content::Bytes(b"new") });
    let said = message(write::folder(&paths(&site), content, &output));
    assert!(said.starts_with("cannot read ") && said.contains("gone.png: "), "{said}");
    assert_eq!(desk.files("public"), old);
    assert_eq!(desk.names(""), ["content", "public"]);
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let desk = Desk::new();
    let site = files(&[("index.html", "first")]);
    let ((started, starts), (go, goes)) = (mpsc::channel(), mpsc::channel::<()>());
    let goes = std::sync::Mutex::new(goes);
    thread::scope(|scope| {
        scope.spawn(|| {
            let output = Output::check(&desk.at("public"), &desk.at("content")).unwrap();
            let slow = |_: &SitePath| {
                started.send(()).unwrap();
                let _ = goes.lock().unwrap().recv();
                Ok(Content::Bytes(b"first"))
            };
            write::folder(&paths(&site), slow, &output).unwrap();
        });
        starts.recv().unwrap();
        let said = message(desk.try_build(&files(&[("index.html", "second")])));
        assert!(said.ends_with("public: another build is writing to it; try again when it has ended"), "{said}");
        drop(go);
    });
    assert_eq!(desk.files("public"), site);
    assert_eq!(desk.names(""), ["content", "public"]);
    desk.build(&files(&[("index.html", "second")]));
}

#[test]
fn builds_that_race_take_turns() {
    let desk = Desk::new();
    let (inside, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let site = files(&[("index.html", "")]);
    let render = |_: &SitePath| {
        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "two at once");
        thread::sleep(Duration::from_micros(50));
        inside.fetch_sub(1, Ordering::SeqCst);
        Ok(Content::Bytes(b""))
    };
    let output = Output::check(&desk.at("public"), &desk.at("content")).unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while done.load(Ordering::SeqCst) < 200 {
                    match write::folder(&paths(&site), render, &output) {
                        Ok(_) => {
                            done.fetch_add(1, Ordering::SeqCst);
                        }
                        Err(failure) => {
                            let said = failure.to_string();
                            assert!(said.contains("another build is writing to it"), "{said}");
                        }
                    }
                }
            });
        }
    });
    assert_eq!(desk.names(""), ["content", "public"]);
}
