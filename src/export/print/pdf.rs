//! A PDF of a document, made by a browser that is on this machine, which asks the network for nothing.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{Document, destinations};
use crate::export::{Exported, save};
use crate::failure::During;

/// What became of the PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stands beside the document.
    Made {
        /// Where.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// How many pages it has.
        pages: usize,
    },
    /// No browser was found that could make one.
    NoBrowser,
    /// This one made none.
    Refused(String),
}

/// Chromium and what is made of it, as they are called on the `PATH`, then where other systems keep them.
const BROWSERS: [&str; 14] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
];

/// A browser that starts.
struct Browser {
    name: &'static str,
    flag: Option<&'static str>,
}

/// After which a browser is taken to do nothing.
const PATIENCE: Duration = Duration::from_mins(10);

/// Makes the PDF beside `html`, twice: where its headings fell is known only once it is made, and then
/// stands in its table of contents. `begun` is called once there is a browser to do it, which takes seconds.
pub fn beside(document: &Document, html: &Path, begun: impl FnOnce()) -> Exported<Outcome> {
    let folder = html.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Not in the system's own folder for such: a browser in a sandbox of its own may not read that.
    let work = tempfile::Builder::new().prefix("pupitre-").tempdir_in(folder).during("make a folder in", folder)?;
    let Some(name) = BROWSERS.into_iter().find(|name| ended(quiet(Command::new(name).arg("--version")))) else {
        return Ok(Outcome::NoBrowser);
    };
    // As the system's administrator, and in containers, it does not start in its own sandbox. What it
    // opens has no script, and its policy lets nothing in.
    let mut browsers = [None, Some("--no-sandbox")].map(|flag| Browser { name, flag }).into_iter();
    let Some(browser) = browsers.find(|browser| ended(quiet(browser.command(work.path()).arg("--dump-dom")))) else {
        return Ok(Outcome::Refused(name.to_owned()));
    };
    begun();
    let mut pages = BTreeMap::new();
    for _ in 0..2 {
        let Some(pdf) = printed(document, &pages, &browser, work.path())? else {
            return Ok(Outcome::Refused(name.to_owned()));
        };
        // Made another way, it has no numbers in its table of contents.
        let found = destinations::pages(&pdf).unwrap_or_default();
        if found == pages {
            return kept(&pdf, html);
        }
        pages = found;
    }
    let Some(pdf) = printed(document, &pages, &browser, work.path())? else {
        return Ok(Outcome::Refused(name.to_owned()));
    };
    kept(&pdf, html)
}

fn kept(pdf: &[u8], html: &Path) -> Exported<Outcome> {
    let path = html.with_extension("pdf");
    let pdf = undated(pdf);
    let bytes = save(&path, |out| Ok(std::io::Write::write_all(out, &pdf).during("write", &path)?))?;
    let pages = destinations::count(&pdf).unwrap_or_default();
    Ok(Outcome::Made { path, bytes, pages })
}

/// The PDF that `browser` makes of the document, if it makes one.
fn printed(
    document: &Document,
    pages: &BTreeMap<String, usize>,
    browser: &Browser,
    work: &Path,
) -> Exported<Option<Vec<u8>>> {
    let (html, pdf) = (work.join("document.html"), work.join("document.pdf"));
    document.write(&mut File::create(&html).during("write", &html)?, pages)?;
    let to = format!("--print-to-pdf={}", pdf.display());
    let made = ended(quiet(
        browser.command(work).args(["--no-pdf-header-footer", "--generate-pdf-document-outline", &to]).arg(&html),
    ));
    if !made || !pdf.is_file() {
        return Ok(None);
    }
    Ok(Some(fs::read(&pdf).during("read", &pdf)?))
}

impl Browser {
    /// What starts it without a window, a profile of the user's, or the network.
    fn command(&self, work: &Path) -> Command {
        let mut command = Command::new(self.name);
        command.args(["--headless", "--disable-gpu", "--no-first-run", "--disable-extensions"]);
        command.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
        command.arg("--host-resolver-rules=MAP * ~NOTFOUND").args(self.flag);
        command.arg(format!("--user-data-dir={}", work.join("profile").display()));
        command
    }
}

fn quiet(command: &mut Command) -> Option<Child> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()
}

/// Waits for the end of a process, and says whether it was a good one.
fn ended(child: Option<Child>) -> bool {
    let Some(mut child) = child else { return false };
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => sleep(Duration::from_millis(20)),
            Err(_) => break,
        }
    }
    // It may have ended by itself meanwhile.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// The PDF without the time at which it was made, so that equal courses give equal bytes.
fn undated(pdf: &[u8]) -> Vec<u8> {
    let mut pdf = pdf.to_vec();
    for key in [&b"/CreationDate (D:"[..], b"/ModDate (D:"] {
        let Some(at) = pdf.windows(key.len()).position(|word| word == key) else { continue };
        // The first day that a date of PDF can name.
        let date = b"00000101";
        let digits = pdf[at + key.len()..].iter_mut().take_while(|byte| **byte != b')');
        for (at, byte) in digits.enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
            *byte = date.get(at).copied().unwrap_or(b'0');
        }
    }
    pdf
}
