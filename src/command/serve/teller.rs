//! What is said in the terminal: a greeting, then a block for each change. Pages follow a save at once;
//! what is said of it waits until no other comes, so that a checkout of hundreds of files is one change.

use std::net::SocketAddr;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::{Browser, Serve, network, open_browser};
use crate::catalogue::Catalogue;
use crate::command::round::{self, Changed};
use crate::live::Shown;
use crate::report::{Colour, Told};

/// A burst is over when no change has begun for this long: longer than the watch takes to tell of a
/// piece of it.
const QUIET: Duration = Duration::from_millis(200);
/// What goes on for longer is told in between.
const LONGEST: Duration = Duration::from_secs(2);

/// What becomes of a change on disk.
pub(super) enum Round {
    /// It is followed.
    Begun,
    /// Nobody is shown anything else.
    Nothing,
    /// These files have changed; pages were other ones after so many milliseconds.
    Shown(Changed, u128),
    /// It could not be followed, and why.
    Failed(String),
}

/// What is said, and where.
pub(super) struct Teller<S> {
    pub(super) shown: Shown,
    /// Where the preview shows every mistake.
    pub(super) all: String,
    pub(super) told: Told,
    pub(super) colour: Colour,
    pub(super) say: S,
}

/// The changes of a burst together.
#[derive(Default)]
struct Burst {
    changed: Option<Changed>,
    /// The longest that a page has waited, in milliseconds.
    time: u128,
    /// Why the last of them could not be followed.
    failure: Option<String>,
}

impl<S: Fn(&str)> Teller<S> {
    /// Where the preview is and how the course stands.
    pub(super) fn greeting(&mut self, serve: &Serve, address: SocketAddr, start: Instant) -> String {
        let state = self.shown.now();
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
        lines.join("\n") + "\n" + &round::body(&news, &self.all, catalogue)
    }

    fn invitation(&self, urls: &[String], catalogue: &Catalogue) -> Vec<String> {
        let Some(first) = urls.first() else { return vec![catalogue.word("no-network", &[])] };
        let mut lines = vec![catalogue.word("for-others", &[("url", &urls.join("  "))])];
        lines.extend(network::code(first, self.colour));
        lines
    }

    /// Says the greeting, then what comes of the changes that are heard of, until there are no more.
    pub(super) fn tell(mut self, greeting: &str, rounds: &Receiver<Round>) {
        (self.say)(greeting);
        let mut failed = None;
        while let Ok(first) = rounds.recv() {
            let Burst { changed, time, failure } = burst(first, rounds);
            if let Some(changed) = changed {
                let block = self.block(&changed, time);
                (self.say)(&block);
            }
            // What still fails for the same reason is told once.
            if let Some(failure) = failure.as_ref().filter(|failure| failed.as_ref() != Some(*failure)) {
                (self.say)(&format!("{failure}\n"));
            }
            failed = failure;
        }
    }

    fn block(&mut self, changed: &Changed, time: u128) -> String {
        let state = self.shown.now();
        let news = self.told.news(&state.diagnostics, &state.inputs.sources, &state.catalogue, self.colour);
        let paths = changed.told(&state.catalogue);
        let values = [("paths", paths.as_str()), ("time", &time.to_string()), ("count", &news.count)];
        state.catalogue.word("changed", &values) + "\n" + &round::body(&news, &self.all, &state.catalogue)
    }
}

/// `first` and what follows upon it.
fn burst(first: Round, rounds: &Receiver<Round>) -> Burst {
    let start = Instant::now();
    let mut burst = Burst::default();
    let mut next = Some(first);
    while let Some(round) = next {
        let begun = matches!(round, Round::Begun);
        burst.add(round);
        next = match (begun, start.elapsed() < LONGEST) {
            (true, _) => rounds.recv().ok(),
            (false, true) => rounds.recv_timeout(QUIET).ok(),
            (false, false) => None,
        };
    }
    burst
}

impl Burst {
    fn add(&mut self, round: Round) {
        match round {
            Round::Begun => {}
            // What could not be followed a moment ago can be now.
            Round::Nothing => self.failure = None,
            Round::Shown(later, time) => {
                self.failure = None;
                self.time = self.time.max(time);
                self.changed = Some(match self.changed.take() {
                    Some(changed) => changed.and(later),
                    None => later,
                });
            }
            Round::Failed(why) => self.failure = Some(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_burst_is_one_change() {
        let (rounds, heard) = mpsc::channel();
        let files = |names: &[&str]| Changed::Files(names.iter().map(|name| (*name).to_owned()).collect());
        let shown = |name, time| Round::Shown(files(&[name]), time);
        let tried = [shown("b", 7), Round::Failed("why".into()), Round::Nothing, shown("a", 9), shown("b", 8)];
        for round in tried {
            let _ = (rounds.send(Round::Begun), rounds.send(round));
        }
        drop(rounds);
        let burst = burst(Round::Begun, &heard);
        assert!(matches!(burst.changed, Some(Changed::Files(all)) if all.iter().eq(["a", "b"])));
        assert_eq!((burst.time, burst.failure), (9, None));
    }
}
