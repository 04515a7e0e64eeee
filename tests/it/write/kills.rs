//! A build killed at any moment: the old site or the new one, whole, and the next build recovers.

use std::fs;
use std::io::Read;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, SystemTime};

use super::{Desk, Files, files};

/// States that a kill leaves, each with what it leaves where, and the published site after it.
#[test]
fn the_next_build_clears_what_a_killed_one_left() {
    let (stage, inside) = (".public.pupitre-stage", "public/.pupitre-stage");
    let states: &[(&str, &[&str])] = &[
        ("locked", &[".public.pupitre-lock"]),
        ("locked in the folder", &["public/.pupitre-lock"]),
        ("trying to exchange", &[".public.pupitre-stage/", "public/.pupitre-stage/"]),
        ("trying to rename", &[".public.pupitre-stage/.pupitre-trial/"]),
        ("staging", &[".public.pupitre-lock", ".public.pupitre-stage/.pupitre", ".public.pupitre-stage/a/page.html"]),
        ("staging in the folder", &["public/.pupitre-lock", "public/.pupitre-stage/a/page.html"]),
    ];
    let site = files(&[("a/page.html", "new"), ("index.html", "new")]);
    for (state, left) in states {
        for published in [true, false] {
            if !published && left.iter().any(|path| path.starts_with("public/")) {
                continue;
            }
            let desk = Desk::new();
            if published {
                desk.build(&files(&[("a/page.html", "old")]));
            }
            for path in *left {
                match path.strip_suffix('/') {
                    Some(folder) => fs::create_dir_all(desk.at(folder)).unwrap(),
                    // The mark of a stage lists what it will hold.
                    None if path.ends_with("/.pupitre") => desk.put(path, "a/page.html\nindex.html\n"),
                    None => desk.put(path, "ha"),
                }
            }
            desk.build(&site);
            assert_eq!(desk.files("public"), site, "{state}");
            assert_eq!(desk.names(""), ["content", "public"], "{state}");
            assert_eq!(desk.names("public"), [".pupitre", "a", "index.html"], "{state}");
        }
    }
    for stranded in [stage, inside] {
        for published in [true, false] {
            if !published && stranded == inside {
                continue;
            }
            let desk = Desk::new();
            if published {
                desk.build(&site);
            }
            desk.put(&format!("{stranded}/.pupitre"), "These are ours:\n\nold/page.html\n");
            desk.put(&format!("{stranded}/.git/HEAD"), "ref");
            desk.put(&format!("{stranded}/old/.htaccess"), "deny");
            desk.put(&format!("{stranded}/old/page.html"), "old");
            desk.put(&format!("{stranded}/CNAME"), "cours.example");
            desk.build(&site);
            let mut expected = site.clone();
            expected.extend(files(&[(".git/HEAD", "ref"), ("old/.htaccess", "deny"), ("CNAME", "cours.example")]));
            assert_eq!(desk.files("public"), expected, "after the exchange");
            assert_eq!(desk.names(""), ["content", "public"]);
        }
    }
}

#[test]
fn a_stranded_dot_file_is_never_lost() {
    let desk = Desk::new();
    let site = files(&[("index.html", "home")]);
    desk.build(&site);
    desk.put(".public.pupitre-stage/.htaccess", "old");
    desk.put("public/.htaccess", "new");
    let said = desk.try_build(&site).unwrap_err().to_string();
    assert!(said.contains(".htaccess: another one stands at "), "{said}");
    assert_eq!(desk.files(".public.pupitre-stage"), files(&[(".htaccess", "old")]));

    fs::remove_file(desk.at("public/.htaccess")).unwrap();
    desk.build(&site);
    assert_eq!(desk.files("public")[".htaccess"], "old");
}

#[cfg(unix)]
#[test]
fn what_stands_in_the_place_of_a_stage_is_not_followed() {
    let desk = Desk::new();
    let site = files(&[("index.html", "home")]);
    desk.put("home/.profile", "secret");
    std::os::unix::fs::symlink(desk.at("home"), desk.at(".public.pupitre-stage")).unwrap();
    desk.build(&site);
    desk.put(".public.pupitre-stage", "a file");
    desk.build(&site);
    assert_eq!(desk.files("public"), site);
    assert_eq!(desk.files("home"), files(&[(".profile", "secret")]));
    assert_eq!(desk.names(""), ["content", "home", "public"]);
}

#[test]
fn a_build_stopped_between_two_files_is_finished_by_the_next() {
    let desk = Desk::new();
    desk.put("public/.gitkeep", "");
    // The mark that lists both sites stands before the first page.
    desk.put("public/.pupitre", "changed.html\nnew.html\nstale.html\n");
    desk.put("public/new.html", "new");
    desk.put("public/changed.html", "old");
    desk.put("public/stale.html", "old");
    desk.put(".public.pupitre-stage/changed.html", "new");
    let site = files(&[("changed.html", "new"), ("new.html", "new")]);
    let summary = desk.build(&site);
    assert_eq!((summary.written, summary.unchanged, summary.removed), (1, 1, 1));
    assert_eq!(desk.names("public"), [".gitkeep", ".pupitre", "changed.html", "new.html"]);
    assert_eq!(desk.names(""), ["content", "public"]);
}

#[test]
fn killed_a_hundred_times_the_site_is_the_old_one_or_the_new_one() {
    let desk = desk_of_two_sites();
    let (old, new) = (desk.files("old"), desk.files("new"));
    let mut found = [0, 0];
    let mut killer = Killer::new();
    for _ in 0..100 {
        let moment = killer.kill(&desk, "content");
        let published = pages(&desk);
        assert!(published == old || published == new, "{moment}: half a site: {published:?}");
        found[usize::from(published == new)] += 1;
        finish(&desk, &USERS, &moment);
    }
    assert!(found.iter().all(|&times| times > 0), "{killer:?}: {found:?}, always the same site");
}

#[test]
fn killed_between_two_files_each_is_whole_and_no_link_is_dead() {
    let desk = desk_of_two_sites();
    let (old, new) = (desk.files("old"), desk.files("new"));
    let mut killer = Killer::new();
    for _ in 0..50 {
        let moment = killer.kill(&desk, "public");
        let published = pages(&desk);
        let holds = |site: &Files| site.keys().all(|path| published.contains_key(path));
        assert!(holds(&old) || holds(&new), "{moment}: a stale page went before a new one came");
        let is_from = |site: &Files| {
            let mut changed = published.iter().filter(|(path, _)| old.get(*path) != new.get(*path));
            changed.any(|(path, text)| old.contains_key(path) && new.contains_key(path) && site.get(path) == Some(text))
        };
        if is_from(&old) && is_from(&new) {
            assert!(holds(&old) && holds(&new), "{moment}: a page changed before a new one came");
        }
        for (path, text) in &published {
            let whole = [old.get(path), new.get(path)].contains(&Some(text));
            assert!(whole, "{moment}: {path} is neither old nor new");
        }
        finish(&desk, &USERS, &moment);
    }
}

#[test]
fn killed_in_a_first_build_there_is_a_whole_site_or_none() {
    let desk = desk_of_two_sites();
    let (old, new) = (desk.files("old"), desk.files("new"));
    let mut killer = Killer::new();
    for _ in 0..30 {
        fs::remove_dir_all(desk.at("public")).unwrap();
        let moment = killer.kill(&desk, "content");
        if desk.at("public").exists() {
            let published = pages(&desk);
            assert!(published == old || published == new, "{moment}: half a site: {published:?}");
        }
        finish(&desk, &[], &moment);
    }
}

#[test]
fn killed_in_a_first_build_file_by_file_the_folder_is_ours() {
    let desk = desk_of_two_sites();
    let mut killer = Killer::new();
    for _ in 0..30 {
        fs::remove_dir_all(desk.at("public")).unwrap();
        desk.put("public/.git/HEAD", "ref");
        let moment = killer.kill(&desk, "public");
        // Without its mark, the folder would be refused now.
        finish(&desk, &USERS[..1], &moment);
    }
}

/// Two sites that share some files, and a published folder with two files of the user's.
fn desk_of_two_sites() -> Desk {
    let desk = Desk::new();
    for number in 0..20 {
        for edition in ["old", "new"] {
            let text = format!("{edition} {number} ").repeat(500);
            desk.put(&format!("{edition}/{}/{number}.html", number % 3), &text);
            desk.put(&format!("{edition}/same-{}/{number}.html", number % 2), "equal");
            desk.put(&format!("{edition}/{edition}/{number}.html"), "only here");
        }
    }
    desk.build(&desk.files("old"));
    for (path, text) in USERS {
        desk.put(&format!("public/{path}"), text);
    }
    desk
}

/// Files that no build has written.
const USERS: [(&str, &str); 2] = [(".git/HEAD", "ref"), ("CNAME", "cours.example")];

/// What is published, the user's files left out.
fn pages(desk: &Desk) -> Files {
    let mut pages = desk.files("public");
    pages.retain(|path, _| !path.starts_with('.') && path != "CNAME");
    pages
}

/// The next build makes the folder sound, keeps the user's files, and leaves nothing beside.
fn finish(desk: &Desk, users: &[(&str, &str)], moment: &str) {
    let mut site = desk.files("old");
    desk.build(&site);
    site.extend(files(users));
    assert_eq!(desk.files("public"), site, "{moment}");
    assert_eq!(desk.names(""), ["content", "new", "old", "public"], "{moment}");
}

/// Kills at other moments in each run.
#[derive(Debug)]
struct Killer {
    random: u64,
    kills: usize,
    /// About how long a build takes here and now.
    pace: Duration,
}

impl Killer {
    fn new() -> Self {
        let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        Self { random: u64::from(clock.subsec_nanos()) | 1, kills: 0, pace: Duration::from_millis(5) }
    }

    /// Starts a process that publishes the two sites in turn, and kills it in the first build or
    /// soon after. Says when.
    fn kill(&mut self, desk: &Desk, current: &str) -> String {
        let mut builder = desk.builder(&["new", "old"]);
        let mut child = builder.current_dir(desk.at(current)).spawn().unwrap();
        let mut said = child.stderr.take().unwrap();
        said.read_exact(&mut [0]).unwrap();
        let delay = self.pace.mul_f64(3.0 * self.next());
        thread::sleep(delay);
        self.stop(&mut child);
        child.wait().unwrap();

        let mut builds = String::new();
        said.read_to_string(&mut builds).unwrap();
        assert!(builds.bytes().all(|byte| byte == b'.'), "{builds}");
        self.pace = self.pace.mul_f64(if builds.is_empty() { 1.2 } else { 0.9 });
        format!("killed after {delay:?}, in build {}", builds.len() + 1)
    }

    /// As the system, a service manager, Ctrl-C or a closed terminal would.
    fn stop(&mut self, child: &mut Child) {
        let signals = ["KILL", "TERM", "INT", "HUP"];
        self.kills += 1;
        let signal = signals[self.kills % signals.len()];
        let sent = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
        if cfg!(not(unix)) || !sent.is_ok_and(|sent| sent.success()) {
            child.kill().unwrap();
        }
    }

    /// A number between 0 and 1 (xorshift).
    fn next(&mut self) -> f64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        f64::from((self.random >> 32) as u32) / f64::from(u32::MAX)
    }
}
