//! Disks that are full, read-only or mounted in odd places, and folders without permission. Linux
//! is needed, and its leave to mount: root's, or that of any user in a namespace of their own.
//! Where there is none, these tests say that they did not run.
#![cfg(target_os = "linux")]

use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Desk, Files, age, files, message, modified};

/// Something mounted on a folder until the end of the test.
struct Mount(PathBuf);

impl Mount {
    fn new(options: &[&str], folder: &Path) -> Self {
        fs::create_dir_all(folder).unwrap();
        let mounted = Command::new("mount").args(options).arg(folder).output().unwrap();
        assert!(mounted.status.success(), "{mounted:?}");
        Self(folder.to_owned())
    }

    fn tmpfs(limits: &str, folder: &Path) -> Self {
        Self::new(&["-t", "tmpfs", "-o", limits, "none"], folder)
    }

    fn remount(&self, how: &str) {
        let status = Command::new("mount").args(["-o", how]).arg(&self.0).status().unwrap();
        assert!(status.success(), "{status}");
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Runs the test in a process that may mount, and whose mounts nobody else sees.
fn with_mounts<T: Fn()>(test: T) {
    let launchers: [&[&str]; 2] = [&["unshare", "--mount"], &["unshare", "--user", "--map-root-user", "--mount"]];
    launched(&launchers, test);
}

/// Runs the test in a process to which the permissions of files apply, as they do not to root.
fn with_permissions<T: Fn()>(test: T) {
    launched(&[&["setpriv", "--bounding-set=-dac_override,-dac_read_search"], &["env"]], test);
}

/// Runs the test by itself, started by the first of the launchers that the system lets start
/// anything.
fn launched<T: Fn()>(launchers: &[&[&str]], test: T) {
    if std::env::var_os("PUPITRE_TEST_LAUNCHED").is_some() {
        return test();
    }
    let launch = |launcher: &[&str]| {
        let mut command = Command::new(launcher[0]);
        command.args(&launcher[1..]);
        command
    };
    let works = |launcher: &&&[&str]| launch(launcher).arg("true").output().is_ok_and(|end| end.status.success());
    // `it::write::hardship::the_test::{{closure}}`
    let name = std::any::type_name::<T>().split_once("::").unwrap().1.trim_end_matches("::{{closure}}");
    let Some(launcher) = launchers.iter().find(works) else {
        // Not eprintln!, which the test harness swallows.
        let why = format!("test {name} DID NOT RUN: the system refuses {}", launchers[0].join(" "));
        let mut console = std::io::stderr();
        return writeln!(console, "{why}").unwrap();
    };
    let mut command = launch(launcher);
    command.arg(std::env::current_exe().unwrap()).args([name, "--exact"]).env("PUPITRE_TEST_LAUNCHED", "");
    let end = command.output().unwrap();
    let said = String::from_utf8_lossy(&end.stdout);
    assert!(end.status.success() && said.contains("1 passed"), "{said}");
}

/// `count` pages in folders, every second one the same in each edition.
fn pages(count: usize, edition: &str) -> Files {
    let page = |number: usize| {
        let text = if number.is_multiple_of(2) { "same" } else { edition };
        (format!("{}/{number}.html", number % 4), text.repeat(2000))
    };
    (0..count).map(page).collect()
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    // Full for want of room, or of names: between them, every kind of write fails some time.
    with_mounts(|| {
        for limit in ["size=400k", "size=10m,nr_inodes=80"] {
            let desk = Desk::new();
            let _disk = Mount::tmpfs(limit, &desk.0);
            fs::create_dir_all(desk.at("content")).unwrap();
            desk.put("public/.keep", "dot");
            let (mut site, mut ends) = (files(&[(".keep", "dot")]), [0, 0]);
            for next in growing() {
                if built(&desk, &next) {
                    site = next;
                    site.insert(".keep".to_owned(), "dot".to_owned());
                    ends[0] += 1;
                } else {
                    ends[1] += 1;
                }
                assert_eq!(desk.files("public"), site, "{limit}");
                assert_eq!(desk.names(""), ["content", "public"], "{limit}");
            }
            assert!(ends.iter().all(|&times| times > 9), "{limit}: {ends:?}");
        }
    });
}

#[test]
fn a_full_disk_costs_no_page_where_files_go_one_by_one() {
    with_mounts(|| {
        for limit in ["size=400k", "size=10m,nr_inodes=80"] {
            let desk = Desk::new();
            let _disk = Mount::tmpfs(limit, &desk.at("public"));
            let (mut site, mut ends) = (Files::new(), [0, 0]);
            for next in growing() {
                if built(&desk, &next) {
                    site = next;
                    ends[0] += 1;
                    assert_eq!(desk.files("public"), site, "{limit}");
                } else {
                    ends[1] += 1;
                    let published = desk.files("public");
                    for (path, text) in &site {
                        let now = published.get(path);
                        assert!(now == Some(text) || now == next.get(path), "{limit}: {path}");
                    }
                    let known = |path: &String| site.contains_key(path) || next.contains_key(path);
                    assert!(published.keys().all(known), "{limit}: {published:?}");
                }
            }
            assert!(ends.iter().all(|&times| times > 9), "{limit}: {ends:?}");
        }
    });
}

#[test]
fn a_first_build_on_a_disk_with_too_little_room_leaves_nothing() {
    with_mounts(|| {
        let limits = (3..40).map(|names| format!("size=10m,nr_inodes={names}"));
        let mut ends = [0, 0];
        for limit in limits.chain((1..30).map(|pages| format!("size={}k", 4 * pages))) {
            let desk = Desk::new();
            let _disk = Mount::tmpfs(&limit, &desk.0);
            fs::create_dir(desk.at("content")).unwrap();
            let site = pages(20, "new");
            if built(&desk, &site) {
                assert_eq!(desk.files("public"), site, "{limit}");
                ends[0] += 1;
            } else {
                assert_eq!(desk.names(""), ["content"], "{limit}");
                ends[1] += 1;
            }
        }
        assert!(ends.iter().all(|&times| times > 9), "{ends:?}");
    });
}

#[test]
fn a_read_only_disk_leaves_the_old_site() {
    with_mounts(|| {
        let desk = Desk::new();
        let mount = Mount::tmpfs("size=10m", &desk.0);
        fs::create_dir(desk.at("content")).unwrap();
        let site = files(&[("index.html", "home")]);
        desk.build(&site);
        mount.remount("remount,bind,ro");
        let said = message(desk.try_build(&files(&[("index.html", "new")])));
        assert!(said.starts_with("cannot write in ") && said.contains("Read-only file system"), "{said}");
        assert_eq!(desk.files("public"), site);
    });
}

#[test]
fn a_read_only_folder_in_a_writable_one_leaves_the_old_site() {
    with_mounts(|| {
        let desk = Desk::new();
        let mount = Mount::tmpfs("size=10m", &desk.at("public"));
        let site = files(&[("index.html", "home")]);
        desk.build(&site);
        mount.remount("remount,bind,ro");
        desk.build(&site);
        let said = message(desk.try_build(&files(&[("index.html", "new")])));
        assert!(said.contains("Read-only file system"), "{said}");
        assert_eq!(desk.files("public"), site);
        assert_eq!(desk.names(""), ["content", "public"]);
    });
}

#[test]
fn a_mounted_folder_is_published_file_by_file() {
    with_mounts(|| {
        for bound in [false, true] {
            let desk = Desk::new();
            fs::create_dir(desk.at("disk")).unwrap();
            // A bound folder is on the same disk as what is beside it, yet no rename leads into it.
            let elsewhere = desk.at("disk");
            let options: &[&str] =
                if bound { &["--bind", elsewhere.to_str().unwrap()] } else { &["-t", "tmpfs", "none"] };
            let _mount = Mount::new(options, &desk.at("public"));
            publish_twice(&desk);
            assert_eq!(desk.names(""), ["content", "disk", "public"]);
        }
    });
}

#[test]
fn a_read_only_parent_does_not_matter_where_the_folder_is_writable() {
    with_mounts(|| {
        let desk = Desk::new();
        let parent = Mount::tmpfs("size=10m", &desk.0);
        fs::create_dir(desk.at("content")).unwrap();
        let _public = Mount::tmpfs("size=10m", &desk.at("public"));
        parent.remount("remount,bind,ro");
        publish_twice(&desk);
    });
}

#[test]
fn no_permission_to_write_beside_the_folder_or_in_it() {
    with_permissions(|| {
        let desk = Desk::new();
        fs::create_dir(desk.at("public")).unwrap();
        permit(&desk, "", 0o555);
        publish_twice(&desk);
        let old = desk.files("public");
        permit(&desk, "public", 0o555);
        let said = message(desk.try_build(&files(&[("index.html", "new")])));
        permit(&desk, "public", 0o755);
        permit(&desk, "", 0o755);
        assert!(said.starts_with("cannot write in ") && said.contains("Permission denied"), "{said}");
        assert_eq!(desk.files("public"), old);
    });
}

#[test]
fn what_a_build_of_someone_else_left_is_named() {
    with_permissions(|| {
        let desk = Desk::new();
        let old = files(&[("index.html", "old")]);
        desk.build(&old);
        desk.put(".public.pupitre-stage/index.html", "theirs");
        permit(&desk, ".public.pupitre-stage", 0o000);
        let said = message(desk.try_build(&files(&[("index.html", "new")])));
        permit(&desk, ".public.pupitre-stage", 0o755);
        assert!(said.contains(".public.pupitre-stage") && said.contains("Permission denied"), "{said}");
        assert_eq!(desk.files("public"), old);
    });
}

#[test]
fn published_files_that_cannot_be_read_are_replaced() {
    with_permissions(|| {
        let desk = Desk::new();
        desk.build(&files(&[("index.html", "old"), ("same.html", "same")]));
        permit(&desk, "public/index.html", 0o000);
        permit(&desk, "public/same.html", 0o444);
        let site = files(&[("index.html", "old"), ("same.html", "same")]);
        desk.build(&site);
        assert_eq!(desk.files("public"), site);
    });
}

fn permit(desk: &Desk, path: &str, mode: u32) {
    fs::set_permissions(desk.at(path), Permissions::from_mode(mode)).unwrap();
}

/// Two editions of ever more pages.
fn growing() -> impl Iterator<Item = Files> {
    (10..60).flat_map(|count| ["old", "new"].map(|edition| pages(count, edition)))
}

/// Whether the disk had room for it.
fn built(desk: &Desk, site: &Files) -> bool {
    match desk.try_build(site) {
        Ok(_) => true,
        Err(failure) => {
            assert!(failure.to_string().contains("No space left"), "{failure}");
            false
        }
    }
}

fn publish_twice(desk: &Desk) {
    let old = files(&[("a/page.html", "old"), ("stale/page.html", ""), ("same.html", "same")]);
    desk.build(&old);
    assert_eq!(desk.files("public"), old);
    let date = age(&desk.at("public/same.html"));
    fs::write(desk.at("public/.htaccess"), "deny").unwrap();
    let new = files(&[("a/page.html", "new"), ("fresh/page.html", ""), ("same.html", "same")]);
    desk.build(&new);
    let mut expected = new;
    expected.insert(".htaccess".to_owned(), "deny".to_owned());
    assert_eq!(desk.files("public"), expected);
    assert_eq!(modified(&desk.at("public/same.html")), date);
    assert_eq!(desk.names("public"), [".htaccess", ".pupitre", "a", "fresh", "same.html"]);
}
