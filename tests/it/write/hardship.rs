//! Disks that are full, read-only or mounted in odd places. Linux, and root, are needed to mount;
//! elsewhere these tests say that they did not run.
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
    fn new(options: &[&str], folder: &Path) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let mounted = Command::new("mount").args(options).arg(folder).output();
        if mounted.is_ok_and(|mounted| mounted.status.success()) {
            return Some(Self(folder.to_owned()));
        }
        say_not_run("mounting takes root");
        None
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

fn say_not_run(why: &str) {
    let test = std::thread::current().name().unwrap_or_default().to_owned();
    // Not eprintln!, which the test harness swallows.
    let mut console = std::io::stderr();
    writeln!(console, "test {test} did not run: {why}").unwrap();
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
    for limit in ["size=400k", "size=10m,nr_inodes=80"] {
        let desk = Desk::new();
        let Some(_disk) = Mount::new(&["-t", "tmpfs", "-o", limit, "none"], &desk.0) else {
            return;
        };
        fs::create_dir(desk.at("content")).unwrap();
        fs::create_dir(desk.at("public")).unwrap();
        fs::write(desk.at("public/.keep"), "dot").unwrap();
        let (mut site, mut ends) = (Files::new(), [0, 0]);
        for count in 10..60 {
            for edition in ["old", "new"] {
                let next = pages(count, edition);
                match desk.try_build(&next) {
                    Ok(_) => {
                        site = next;
                        site.insert(".keep".to_owned(), "dot".to_owned());
                        ends[0] += 1;
                    }
                    Err(failure) => {
                        assert!(failure.to_string().contains("No space left"), "{failure}");
                        ends[1] += 1;
                    }
                }
                assert_eq!(desk.files("public"), site, "{limit}, {count} pages");
                assert_eq!(desk.names(""), ["content", "public"], "{limit}, {count} pages");
            }
        }
        assert!(ends.iter().all(|&times| times > 9), "{limit}: {ends:?}");
    }
}

#[test]
fn a_read_only_disk_leaves_the_old_site() {
    let desk = Desk::new();
    let Some(mount) = Mount::new(&["-t", "tmpfs", "none"], &desk.0) else {
        return;
    };
    fs::create_dir(desk.at("content")).unwrap();
    let site = files(&[("index.html", "home")]);
    desk.build(&site);
    mount.remount("remount,ro");
    let said = message(desk.try_build(&files(&[("index.html", "new")])));
    assert!(said.starts_with("cannot write in ") && said.contains("Read-only file system"), "{said}");
    assert_eq!(desk.files("public"), site);
}

#[test]
fn a_read_only_folder_in_a_writable_one_leaves_the_old_site() {
    let desk = Desk::new();
    let Some(mount) = Mount::new(&["-t", "tmpfs", "none"], &desk.at("public")) else {
        return;
    };
    let site = files(&[("index.html", "home")]);
    desk.build(&site);
    mount.remount("remount,ro");
    desk.build(&site);
    let said = message(desk.try_build(&files(&[("index.html", "new")])));
    assert!(said.contains("Read-only file system"), "{said}");
    assert_eq!(desk.files("public"), site);
    assert_eq!(desk.names(""), ["content", "public"]);
}

#[test]
fn a_mounted_folder_is_published_file_by_file() {
    for bound in [false, true] {
        let desk = Desk::new();
        fs::create_dir(desk.at("disk")).unwrap();
        // A bound folder is on the same disk as what is beside it, yet no rename leads into it.
        let elsewhere = desk.at("disk");
        let options: &[&str] = if bound { &["--bind", elsewhere.to_str().unwrap()] } else { &["-t", "tmpfs", "none"] };
        let Some(_mount) = Mount::new(options, &desk.at("public")) else {
            return;
        };
        publish_twice(&desk);
        assert_eq!(desk.names(""), ["content", "disk", "public"]);
    }
}

#[test]
fn a_read_only_parent_does_not_matter_where_the_folder_is_writable() {
    let desk = Desk::new();
    let Some(parent) = Mount::new(&["-t", "tmpfs", "none"], &desk.0) else {
        return;
    };
    fs::create_dir(desk.at("content")).unwrap();
    let Some(_public) = Mount::new(&["-t", "tmpfs", "none"], &desk.at("public")) else {
        return;
    };
    parent.remount("remount,ro");
    publish_twice(&desk);
}

#[test]
fn no_permission_to_write_beside_the_folder_or_in_it() {
    let desk = Desk::new();
    fs::create_dir(desk.at("public")).unwrap();
    let permit = |path: &str, mode| {
        fs::set_permissions(desk.at(path), Permissions::from_mode(mode)).unwrap();
    };
    permit("", 0o555);
    if fs::create_dir(desk.at("allowed")).is_ok() {
        return say_not_run("root may write anywhere");
    }
    publish_twice(&desk);
    let old = desk.files("public");
    permit("public", 0o555);
    let said = message(desk.try_build(&files(&[("index.html", "new")])));
    permit("public", 0o755);
    permit("", 0o755);
    assert!(said.starts_with("cannot write in "), "{said}");
    assert_eq!(desk.files("public"), old);
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
