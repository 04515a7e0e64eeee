//! The folder that a build leaves behind, seen from outside.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod folder;
mod hardship;
mod kills;
mod refusals;

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use pupitre::failure;
use pupitre::model::url::SitePath;
use pupitre::render::Content;
use pupitre::write::{self, Outcome, Output, Summary};

/// The files of a site, or of a folder, by path.
type Files = BTreeMap<String, String>;

/// A folder of its own for each test, with `content` in it; removed at the end.
struct Desk(PathBuf);

impl Desk {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("pupitre-write-{}-{number}", std::process::id());
        let desk = Self(std::env::temp_dir().join(name));
        fs::create_dir_all(desk.at("content")).unwrap();
        desk
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    fn build(&self, site: &Files) -> Summary {
        match self.try_build(site) {
            Ok(Outcome::Published(summary)) => summary,
            other => panic!("{other:?}"),
        }
    }

    fn try_build(&self, site: &Files) -> failure::Result<Outcome> {
        let output = Output::check(&self.at("public"), &self.at("content"))?;
        let page = |path: &SitePath| Ok(Content::Page(site[path.as_str()].clone().into()));
        write::folder(&paths(site), page, &output)
    }

    /// Builds in a process that stands in the output folder, so that the folders cannot change
    /// places and the files go one by one.
    fn build_file_by_file(&self, site: &Files) {
        let _ = fs::remove_dir_all(self.at("site"));
        for (path, text) in site {
            self.put(&format!("site/{path}"), text);
        }
        let mut builder = self.builder(&["site"]);
        let end = builder.current_dir(self.at("public")).output().unwrap();
        assert!(end.status.success(), "{end:?}");
    }

    /// The process of [`builder`]: publishes these folders in turn, a single one once, and writes a
    /// point to its standard error before each build.
    fn builder(&self, sites: &[&str]) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let name = format!("{}::builder", module_path!().split_once("::").unwrap().1);
        command.args([name.as_str(), "--exact", "--ignored"]);
        command.env("PUPITRE_TEST_DESK", &self.0);
        command.env("PUPITRE_TEST_SITES", sites.join(","));
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// Every file below `folder`, but for the mark.
    fn files(&self, folder: &str) -> Files {
        let entries = walkdir::WalkDir::new(self.at(folder)).min_depth(1);
        let entries = entries.into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| !entry.file_type().is_dir());
        let named = files.map(|entry| {
            let path = entry.path().strip_prefix(self.at(folder)).unwrap();
            (path.to_str().unwrap().replace('\\', "/"), fs::read_to_string(entry.path()).unwrap())
        });
        named.filter(|(path, _)| path != ".pupitre").collect()
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.at(folder)).unwrap();
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn files(named: &[(&str, &str)]) -> Files {
    named.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn paths(site: &Files) -> Vec<SitePath> {
    site.keys().map(|path| SitePath::new(path).unwrap()).collect()
}

fn message(outcome: failure::Result<Outcome>) -> String {
    outcome.unwrap_err().to_string()
}

/// Gives a file a date that no build could give it.
fn age(path: &Path) -> SystemTime {
    let date = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options().append(true).open(path).unwrap().set_modified(date).unwrap();
    date
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|found: Metadata| found.modified()).unwrap()
}

#[test]
#[ignore = "not a test: the process that others start, and kill"]
fn builder() {
    let Some(desk) = std::env::var_os("PUPITRE_TEST_DESK") else {
        return;
    };
    let desk = std::mem::ManuallyDrop::new(Desk(desk.into()));
    let sites = std::env::var("PUPITRE_TEST_SITES").unwrap();
    let sites: Vec<_> = sites.split(',').map(|folder| desk.files(folder)).collect();
    let rounds = if sites.len() == 1 { 1 } else { 1000 };
    for site in sites.iter().cycle().take(rounds) {
        std::io::stderr().write_all(b".").unwrap();
        desk.build(site);
    }
    assert!(std::env::current_dir().unwrap().is_dir(), "gone under the feet of the user");
}
