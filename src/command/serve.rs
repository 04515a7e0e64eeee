//! `pupitre serve`: the site while it is written, in the browser.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::time::Instant;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::failure::{During, Failure, Result};
use crate::live::Live;
use crate::model::assemble::Selection;
use crate::prepare::Places;
use crate::preview;
use crate::report::{self, Colour};
use crate::watch::Watch;

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Serve {
    /// Where the course is.
    pub places: Places,
    /// Which parts of the course.
    pub selection: Selection,
    /// On which address of this machine.
    pub host: IpAddr,
    /// On which port, or the first free one after it.
    pub port: u16,
}

/// Ports that are tried, from the one asked for.
const PORTS: u16 = 100;

/// Serves until the process is ended, and says what happens meanwhile.
pub fn run(serve: &Serve, colour: Colour, say: impl Fn(&str) + Send + 'static) -> Result<()> {
    let start = Instant::now();
    let watch = Watch::new(&serve.places)?;
    let live = Live::open(serve.places.clone(), serve.selection)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.during("serve", Path::new("the preview"))?;
    runtime.block_on(async {
        let listener = listen(serve).await?;
        let address = listener.local_addr().during("serve", Path::new("the preview"))?;
        let (tell, rounds) = watch::channel(0);
        let shown = live.shown();
        say(&format!("http://{address}/ ({} ms)\n", start.elapsed().as_millis()));
        say(&told(&live, colour));
        std::thread::spawn(move || follow(live, &watch, &tell, colour, &say));
        preview::serve(listener, shown, rounds).await.during("serve", Path::new("the preview"))
    })
}

async fn listen(serve: &Serve) -> Result<TcpListener> {
    let mut refused = None;
    for port in serve.port..serve.port.saturating_add(PORTS) {
        match TcpListener::bind(SocketAddr::new(serve.host, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => refused = Some(error),
        }
    }
    let error = refused.unwrap_or_else(|| std::io::Error::other("no port"));
    Err(Failure::io("serve", Path::new(&format!("{}:{}", serve.host, serve.port)), error))
}

/// Keeps what is shown true to the disk.
fn follow(mut live: Live, watch: &Watch, tell: &watch::Sender<u64>, colour: Colour, say: &impl Fn(&str)) {
    while let Some(changes) = watch.next() {
        let start = Instant::now();
        match live.follow(&changes) {
            Ok(false) => {}
            Ok(true) => {
                tell.send_modify(|round| *round += 1);
                live.settle();
                tell.send_modify(|round| *round += 1);
                say(&format!("{}({} ms)\n", told(&live, colour), start.elapsed().as_millis()));
            }
            Err(failure) => say(&format!("{failure}\n")),
        }
    }
}

fn told(live: &Live, colour: Colour) -> String {
    let shown = live.shown();
    let state = shown.now();
    report::human(&state.diagnostics, &state.inputs.sources, &state.catalogue, colour)
}
