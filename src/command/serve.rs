//! `pupitre serve`: the site while it is written, in the browser.

mod network;

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use tokio::sync::watch;

use super::round::{self, Changed};
use crate::catalogue::Catalogue;
use crate::failure::{During, Result};
use crate::live::{Live, Shown};
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
    /// The address that opens a place of a file in the author's editor.
    pub editor: Option<String>,
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

/// What a round is told with.
struct Teller<S> {
    places: Places,
    /// Where the preview shows every mistake.
    all: String,
    told: Told,
    colour: Colour,
    say: S,
}

/// Serves until the process is ended, and says what happens meanwhile.
pub fn run(serve: &Serve, colour: Colour, say: impl Fn(&str) + Send + 'static) -> Result<()> {
    let start = Instant::now();
    load::check(&serve.places.content)?;
    // Whoever asks before all is ready waits.
    let listener = listen(serve)?;
    let address = listener.local_addr().during("serve on", Path::new("a port"))?;
    let watch = Watch::new(&serve.places, SOON)?;
    let author = Followed::open(serve, serve.selection)?;
    let is_more = serve.selection.edition == Edition::Trainer || serve.selection.drafts == Drafts::Shown;
    let others = (is_more && !address.ip().is_loopback()).then(|| Followed::open(serve, Selection::default()));
    let others = others.transpose()?;
    let viewer = Viewer::Author(serve.editor.as_deref().map(Editor::new));
    let others_view = others.as_ref().unwrap_or(&author).view(serve, Viewer::Guest);
    let preview = Preview { author: author.view(serve, viewer), others: others_view };
    // A terminal that is held (Ctrl-S) must not hold up the pages.
    let (words, said) = mpsc::channel::<String>();
    thread::spawn(move || said.iter().for_each(|words| say(&words)));
    let all = format!("{}_pupitre/", network::own(address));
    let say = move |text| drop(words.send(text));
    let mut teller = Teller { places: serve.places.clone(), all, told: Told::default(), colour, say };
    teller.greet(serve, address, &author.live.shown(), start);
    let followed = [Some(author), others].into_iter().flatten().collect();
    thread::spawn(move || teller.follow(followed, watch));
    answer(listener, preview).during("serve on", Path::new(&address.to_string()))
}

/// Takes the port, or the first free one after it.
fn listen(serve: &Serve) -> Result<TcpListener> {
    let mut port = serve.port;
    loop {
        let address = SocketAddr::new(serve.host, port);
        match TcpListener::bind(address) {
            Err(error) if error.kind() == ErrorKind::AddrInUse && port < serve.port.saturating_add(PORTS) => port += 1,
            bound => return bound.during("serve on", Path::new(&address.to_string())),
        }
    }
}

fn answer(listener: TcpListener, preview: Preview) -> std::io::Result<()> {
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

    fn follow(&mut self, changes: &Changes) -> Result<bool> {
        let differs = self.live.follow(changes)?;
        if differs {
            self.rounds.send_modify(|round| *round += 1);
        }
        Ok(differs)
    }

    fn settle(&mut self) {
        self.live.settle();
        self.rounds.send_modify(|round| *round += 1);
    }
}

impl<S: Fn(String)> Teller<S> {
    /// Where the preview is and how the course stands.
    fn greet(&mut self, serve: &Serve, address: SocketAddr, shown: &Shown, start: Instant) {
        let state = shown.now();
        let catalogue = &state.catalogue;
        let news = self.told.news(&state.diagnostics, &state.inputs.sources, catalogue, self.colour);
        let url = network::own(address);
        let mut lines = vec![catalogue.word("serving", &[("url", &url)])];
        if address.port() != serve.port && serve.port != 0 {
            let (taken, port) = (serve.port.to_string(), address.port().to_string());
            lines.push(catalogue.word("port-taken", &[("taken", &taken), ("port", &port)]));
        }
        if !address.ip().is_loopback() {
            lines.extend(self.invitation(&network::others(address), catalogue));
        }
        if let (Browser::Opened, Err(error)) = (serve.browser, open_browser(&url)) {
            lines.push(catalogue.word("no-browser", &[("cause", &error.to_string()), ("url", &url)]));
        }
        let time = start.elapsed().as_millis().to_string();
        lines.push(catalogue.word("ready", &[("time", &time), ("count", &news.count)]));
        (self.say)(lines.join("\n") + "\n" + &round::body(&news, &self.all, catalogue));
    }

    fn invitation(&self, urls: &[String], catalogue: &Catalogue) -> Vec<String> {
        let Some(first) = urls.first() else { return vec![catalogue.word("no-network", &[])] };
        let mut lines = vec![catalogue.word("for-others", &[("url", &urls.join("  "))])];
        lines.extend(network::code(first, self.colour));
        lines
    }

    /// Follows the disk until there is nothing to follow any more.
    fn follow(mut self, mut followed: Vec<Followed>, watch: Watch) {
        let mut failed = None;
        for changes in watch {
            let start = Instant::now();
            // After a failure nobody knows what was read of the change before.
            let seen = if failed.is_some() { Changes::Unknown } else { changes };
            let Some(shown) = followed.first().map(|one| one.live.shown()) else { return };
            let changed = Changed::new(&seen, &self.places, &shown.now().inputs);
            // A text on which the program fails must not end the preview of all the others.
            let stepped = catch_unwind(AssertUnwindSafe(|| step(&mut followed, &seen, start)));
            let words = match stepped {
                Ok(Ok(time)) => {
                    failed = None;
                    if let Some(time) = time {
                        self.tell(&changed, &shown, time);
                    }
                    continue;
                }
                Ok(Err(failure)) => failure.to_string(),
                Err(_) => shown.now().catalogue.word("defect", &[]),
            };
            if failed.as_ref() != Some(&words) {
                (self.say)(format!("{words}\n"));
            }
            failed = Some(words);
        }
    }

    fn tell(&mut self, changed: &Changed, shown: &Shown, time: u128) {
        let state = shown.now();
        let news = self.told.news(&state.diagnostics, &state.inputs.sources, &state.catalogue, self.colour);
        let paths = changed.told(&state.catalogue);
        let values = [("paths", paths.as_str()), ("time", &time.to_string()), ("count", &news.count)];
        let head = state.catalogue.word("changed", &values);
        (self.say)(head + "\n" + &round::body(&news, &self.all, &state.catalogue));
    }
}

/// Follows a change. How many milliseconds it took until pages were other ones, if any is.
fn step(followed: &mut [Followed], changes: &Changes, start: Instant) -> Result<Option<u128>> {
    let mut differs = false;
    for one in followed.iter_mut() {
        differs |= one.follow(changes)?;
    }
    let time = start.elapsed().as_millis();
    if differs {
        followed.iter_mut().for_each(Followed::settle);
    }
    Ok(differs.then_some(time))
}

/// Opens the browser, without waiting for it.
fn open_browser(url: &str) -> std::io::Result<()> {
    open::that_detached(url)
}
