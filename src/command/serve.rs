//! `pupitre serve`: the site while it is written, in the browser.

mod network;
mod teller;

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Instant;

use tokio::sync::watch;

use teller::{Round, Teller};

use super::round::Changed;
use super::{Ended, Verdict, catalogue};
use crate::failure::{During, Result};
use crate::live::Live;
use crate::load;
use crate::model::assemble::{Drafts, Selection};
use crate::model::course::Edition;
use crate::prepare::Places;
use crate::preview::{self, Editor, Preview, View, Viewer};
use crate::report::{Colour, Told};
use crate::watch::{Changes, SOON, Watch};

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Serve {
    /// Where the course is.
    pub places: Places,
    /// Which parts of the course. Other devices get the student's edition in any case.
    pub selection: Selection,
    /// On which address of this machine.
    pub host: IpAddr,
    /// On which port, or the first free one after it.
    pub port: u16,
    /// What opens a place of a file in the author's editor.
    pub editor: Option<Editor>,
    /// What becomes of the browser.
    pub browser: Browser,
}

/// Who opens the browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Browser {
    /// The author.
    #[default]
    ByHand,
    /// The program, once it is ready.
    Opened,
}

/// Ports that are tried, from the one asked for.
const PORTS: u16 = 100;

/// A course that is kept true to the disk, and a count of its changes for those who look at it.
struct Followed {
    live: Live,
    rounds: watch::Sender<u64>,
}

/// Serves until the process is ended, and says what happens meanwhile.
pub fn run(serve: &Serve, colour: Colour, say: impl Fn(&str) + Send + 'static) -> Result<Ended> {
    let start = Instant::now();
    load::check(&serve.places.content)?;
    // Whoever asks before all is ready waits.
    let listener = match listen(serve) {
        Ok(listener) => listener,
        Err(error) => return Ok(refused(serve, &error)),
    };
    let address = listener.local_addr().during("serve on", Path::new("a port"))?;
    let watch = Watch::new(&serve.places, SOON)?;
    let (followed, preview) = opened(serve, address)?;
    let all = format!("{}_pupitre/", network::own(address));
    let mut teller = Teller { shown: preview.author.shown.clone(), all, told: Told::default(), colour, say };
    let (rounds, heard) = mpsc::channel();
    // A terminal that is held (Ctrl-S) must not hold up the pages.
    let greeting = teller.greeting(serve, address, start);
    thread::spawn(move || teller.tell(&greeting, &heard));
    let places = serve.places.clone();
    thread::spawn(move || follow(&places, followed, watch, &rounds));
    answer(listener, preview).during("serve on", Path::new(&address.to_string()))?;
    Ok(Ended::default())
}

/// Takes the port, or the first free one after it.
fn listen(serve: &Serve) -> io::Result<TcpListener> {
    let mut port = serve.port;
    loop {
        let address = SocketAddr::new(serve.host, port);
        match TcpListener::bind(address) {
            Err(error) if error.kind() == ErrorKind::AddrInUse && port < serve.port.saturating_add(PORTS) => port += 1,
            bound => return bound,
        }
    }
}

/// That there is no such place to serve on, in the language of the course.
fn refused(serve: &Serve, error: &io::Error) -> Ended {
    let catalogue = catalogue(&serve.places);
    let cause = match error.kind() {
        ErrorKind::AddrInUse => catalogue.word("address-taken", &[("count", &PORTS.to_string())]),
        ErrorKind::AddrNotAvailable => catalogue.word("address-of-another", &[]),
        ErrorKind::PermissionDenied => catalogue.word("port-reserved", &[]),
        _ => error.to_string(),
    };
    let address = SocketAddr::new(serve.host, serve.port).to_string();
    let words = catalogue.word("cannot-serve", &[("address", &address), ("cause", &cause)]);
    Ended { err: format!("pupitre: {words}\n"), verdict: Verdict::Failed, ..Ended::default() }
}

/// The course for the author, first, and for others if they must be shown less, and who is served which.
fn opened(serve: &Serve, address: SocketAddr) -> Result<(Vec<Followed>, Preview)> {
    let author = Followed::open(serve, serve.selection)?;
    let is_more = serve.selection.edition == Edition::Trainer || serve.selection.drafts == Drafts::Shown;
    let others = (is_more && !address.ip().is_loopback()).then(|| Followed::open(serve, Selection::default()));
    let others = others.transpose()?;
    let preview = Preview {
        author: author.view(serve, Viewer::Author(serve.editor.clone())),
        others: others.as_ref().unwrap_or(&author).view(serve, Viewer::Guest),
    };
    Ok(([Some(author), others].into_iter().flatten().collect(), preview))
}

fn answer(listener: TcpListener, preview: Preview) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        preview::serve(tokio::net::TcpListener::from_std(listener)?, preview).await
    })
}

impl Followed {
    fn open(serve: &Serve, selection: Selection) -> Result<Self> {
        Ok(Self { live: Live::open(serve.places.clone(), selection)?, rounds: watch::Sender::new(0) })
    }

    fn view(&self, serve: &Serve, viewer: Viewer) -> View {
        let (shown, rounds) = (self.live.shown(), self.rounds.subscribe());
        View { shown, rounds, content: serve.places.content.clone(), viewer }
    }

    fn follow(&mut self, changes: &Changes) -> bool {
        let differs = self.live.follow(changes);
        if differs {
            self.rounds.send_modify(|round| *round += 1);
        }
        differs
    }

    fn settle(&mut self) {
        self.live.settle();
        self.rounds.send_modify(|round| *round += 1);
    }
}

/// Follows the disk until there is nothing to follow any more.
fn follow(places: &Places, mut followed: Vec<Followed>, watch: Watch, rounds: &Sender<Round>) {
    let Some(shown) = followed.first().map(|one| one.live.shown()) else { return };
    let mut failed = false;
    for changes in watch {
        let start = Instant::now();
        // After a failure nobody knows what was read of the change before.
        let seen = if failed { Changes::Unknown } else { changes };
        let changed = Changed::new(&seen, places, &shown.now().inputs);
        let _ = rounds.send(Round::Begun);
        // A text on which the program fails must not end the preview of all the others.
        let stepped = catch_unwind(AssertUnwindSafe(|| step(&mut followed, &seen, start)));
        let round = match stepped {
            Ok(Some(time)) => Round::Shown(changed, time),
            Ok(None) => Round::Nothing,
            Err(_) => Round::Failed(shown.now().catalogue.word("defect", &[])),
        };
        failed = matches!(round, Round::Failed(_));
        let _ = rounds.send(round);
    }
}

/// Follows a change. How many milliseconds it took until pages were other ones, if any is.
fn step(followed: &mut [Followed], changes: &Changes, start: Instant) -> Option<u128> {
    let mut differs = false;
    for one in followed.iter_mut() {
        differs |= one.follow(changes);
    }
    let time = start.elapsed().as_millis();
    if differs {
        followed.iter_mut().for_each(Followed::settle);
    }
    differs.then_some(time)
}

/// Opens the browser, without waiting for it.
fn open_browser(url: &str) -> io::Result<()> {
    open::that_detached(url)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use std::fs;

    use super::*;
    use crate::live::Shown;
    use crate::model::url::SitePath;
    use crate::render::Content;

    const LESSON: &str = "# A\n\nPour tous.\n\n## Notes {.trainer}\n\nPour moi.\n";

    fn page(shown: &Shown, path: &str) -> Option<String> {
        match shown.now().content(&SitePath::new(path).unwrap()).unwrap()? {
            Content::Page(page) => Some(String::from_utf8(page).unwrap()),
            _ => None,
        }
    }

    #[test]
    fn other_devices_are_shown_the_student_s_edition_alone() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::new(Some(folder.path().to_owned()), None);
        fs::create_dir(&places.content).unwrap();
        let write = |name: &str, text: &str| fs::write(places.content.join(name), text).unwrap();
        write("a.md", LESSON);
        write("b.md", "---\ndraft: true\n---\n\n# B\n");
        let places = &places;
        let serve = |host: &str, selection| Serve {
            places: places.clone(),
            selection,
            host: host.parse().unwrap(),
            port: 0,
            editor: None,
            browser: Browser::ByHand,
        };
        let all = Selection { edition: Edition::Trainer, drafts: Drafts::Shown };
        for (host, selection, followed) in [
            ("127.0.0.1", Selection::default(), 1),
            ("127.0.0.1", all, 1),
            ("0.0.0.0", Selection::default(), 1),
            ("0.0.0.0", Selection { drafts: Drafts::Shown, ..Selection::default() }, 2),
            ("0.0.0.0", Selection { edition: Edition::Trainer, ..Selection::default() }, 2),
            ("192.168.1.7", all, 2),
        ] {
            let address = SocketAddr::new(host.parse().unwrap(), 4000);
            let (courses, preview) = opened(&serve(host, selection), address).unwrap();
            assert_eq!(courses.len(), followed, "{host} {selection:?}");
            assert!(matches!(preview.others.viewer, Viewer::Guest), "{host}");
            let is_trainer = selection.edition == Edition::Trainer;
            assert_eq!(page(&preview.author.shown, "a.html").unwrap().contains("Pour moi."), is_trainer, "{host}");
            assert_eq!(page(&preview.author.shown, "b.html").is_some(), selection.drafts == Drafts::Shown, "{host}");
        }
        let address = SocketAddr::new([0, 0, 0, 0].into(), 4000);
        let (mut courses, preview) = opened(&serve("0.0.0.0", all), address).unwrap();
        for word in ["Pour tous.", "Pour vous tous."] {
            write("a.md", &LESSON.replace("Pour tous.", word));
            step(&mut courses, &Changes::Unknown, Instant::now());
            let theirs = page(&preview.others.shown, "a.html").unwrap();
            assert!(theirs.contains(word) && !theirs.contains("Pour moi."), "{theirs}");
            assert_eq!(page(&preview.others.shown, "b.html"), None);
            assert!(page(&preview.author.shown, "a.html").unwrap().contains(word));
        }
    }
}
