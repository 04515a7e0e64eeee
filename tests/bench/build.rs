//! What `pupitre build` costs, beside the least that any generator must do and beside Hugo.
//!
//! ```text
//! cargo bench --bench build                       # 100, 1,000 and 10,000 lessons, 5 rounds of each
//! cargo bench --bench build -- 1000,100000 3      # 1,000 and 100,000 lessons, 3 rounds of each
//! HUGO=/opt/hugo cargo bench --bench build        # another Hugo than the one on the PATH
//! ```
//!
//! It writes courses, builds them with the optimised program and prints tables in Markdown. All
//! times are those of whole processes, start to exit. Times of a busy machine vary several-fold
//! from one minute to the next, the ratios much less: the programs take turns, and each ratio is
//! the median of those of the rounds. Nothing is asserted.
//!
//! Nothing is deleted before the end, which takes some 50 kB of disk for each lesson and round. On
//! an ext4 file system without a journal, as virtual machines often have, every program creates
//! files several times more slowly for half a minute after many have been deleted, since the
//! kernel passes over the inodes that were freed last, one by one.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the table is what it is for")]
#![allow(clippy::cast_precision_loss, reason = "three digits are shown")]

mod corpus;
mod course;
mod floor;
mod folder;
mod hugo;
mod process;
mod table;

use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use folder::Folder;
use table::Total;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const USAGE: &str = "usage: cargo bench --bench build -- [LESSONS[,LESSONS...] [ROUNDS]]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    // `cargo bench` says `--bench`, which means nothing here.
    let args: Vec<OsString> = std::env::args_os().skip(1).filter(|arg| arg != "--bench").collect();
    if let [verb, source, output] = args.as_slice()
        && verb == floor::VERB
    {
        return Ok(floor::run(Path::new(source), Path::new(output))?);
    }
    if args.len() > 2 {
        return Err(USAGE.into());
    }
    let text = |at: usize, default: &str| args.get(at).map_or(default.to_owned(), |arg| arg.to_string_lossy().into());
    let sizes: Vec<usize> = text(0, "100,1000,10000").split(',').map(number).collect::<Result<_>>()?;
    let rounds = number(&text(1, "5"))?;

    let scratch = Folder::new()?;
    let hugo = hugo::find();
    println!("Medians of {rounds} rounds; floor {}.", hugo.as_ref().map_or("alone, no Hugo found", |_| "and Hugo"));
    let mut totals = Vec::new();
    for lessons in sizes {
        let folder = scratch.path().join(lessons.to_string());
        let rows = course::measure(&folder, lessons, rounds, hugo.as_deref())?;
        table::print(lessons, &rows);
        totals.push(Total::of(lessons, &rows));
    }
    table::print_totals(&totals);
    shipped(scratch.path(), rounds)
}

/// The course in `content/`, and the program itself.
fn shipped(scratch: &Path, rounds: usize) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let build = |round| process::run(&mut pupitre(root, &scratch.join(format!("shipped-{round}"))));
    let walls: Vec<f64> = (0..rounds).map(|round| Ok(build(round)?.wall.as_secs_f64())).collect::<Result<_>>()?;
    let size = fs::metadata(env!("CARGO_BIN_EXE_pupitre"))?.len();
    println!("\nThe shipped course: {:.0} ms. The program: {:.1} MB.", 1e3 * table::median(walls), size as f64 / 1e6);
    Ok(())
}

fn number(text: &str) -> Result<usize> {
    text.parse().ok().filter(|&number| number > 0).ok_or_else(|| USAGE.into())
}

fn pupitre(root: &Path, output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pupitre"));
    command.arg("build").arg("--root").arg(root).arg("--output").arg(output);
    command
}
