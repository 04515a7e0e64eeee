//! What the program does, one verb a file. A command prints nothing: it tells what is to be said.

pub mod build;
pub mod check;
pub mod export;
pub mod init;
mod round;
pub mod serve;

use crate::catalogue::{Catalogue, Language};
use crate::load;
use crate::parse;
use crate::prepare::{self, Places};

/// How a command ended and what it has to say.
#[derive(Debug, Default)]
pub struct Ended {
    /// For the standard output.
    pub out: String,
    /// For the standard error.
    pub err: String,
    /// What the exit code tells.
    pub verdict: Verdict,
}

/// The exit code (design, section 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// 0: all is sound.
    #[default]
    Sound,
    /// 1: the course has errors.
    Faulty,
    /// 2: the tool could not work.
    Failed,
}

/// The messages in the language of the course at `places`, if there is one.
fn catalogue(places: &Places) -> Catalogue {
    load::content(&places.content).map_or_else(
        |_| Catalogue::of(Language::English),
        |inputs| prepare::messages(&parse::course(&inputs).config.identity),
    )
}
