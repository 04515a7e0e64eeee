//! Parses the arguments, runs, prints, chooses the exit code.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use pupitre::cli::Cli;
use pupitre::command::{Ended, Verdict};
use pupitre::report::Colour;

/// Lessons are parsed and rendered in many small pieces, by several threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Whoever no longer listens misses it: the next word decides how the program ends.
    let at_once = |text: &str| drop(say(io::stderr(), text));
    let ended = Cli::parse().run(colour(&io::stdout()), colour(&io::stderr()), at_once);
    let Ended { out, err, verdict } = ended.unwrap_or_else(|failure| Ended {
        err: format!("pupitre: {failure}\n"),
        verdict: Verdict::Failed,
        ..Ended::default()
    });
    if let Err(error) = say(io::stderr(), &err).and_then(|()| say(io::stdout(), &out)) {
        let _ = say(io::stderr(), &format!("pupitre: cannot write what there is to say: {error}\n"));
        return ExitCode::from(2);
    }
    match verdict {
        Verdict::Sound => ExitCode::SUCCESS,
        Verdict::Faulty => ExitCode::from(1),
        Verdict::Failed => ExitCode::from(2),
    }
}

fn say(mut stream: impl Write, text: &str) -> io::Result<()> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        // A reader that has left (`pupitre check | head`) is no reason to complain.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        said => said,
    }
}

/// Colours where a terminal shows them, unless <https://no-color.org> is followed.
fn colour(stream: &impl IsTerminal) -> Colour {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if stream.is_terminal() && !refused { Colour::Always } else { Colour::Never }
}
