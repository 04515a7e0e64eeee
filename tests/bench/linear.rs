//! Whether time grows with the size of the input and no faster, whatever the input looks like.
//!
//! ```text
//! cargo bench --bench linear                  # every shape
//! cargo bench --bench linear -- nested tables # those whose names hold one of these words
//! ```
//!
//! Each shape is written at three sizes, each twice the one before, and given to `pupitre build
//! --keep-going` and to `pupitre check`. The table shows the user time of whole processes and, for
//! each doubling, how many times longer it took: about 2, less where the start of the program still
//! counts. Clearly over 2.5 is a mistake of ours. Nothing is asserted; `tests/it/linear.rs` hangs
//! where a shape takes the square of the time.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the table is what it is for")]
#![allow(clippy::format_collect, reason = "texts are made before time is taken")]

mod folder;
mod process;
mod shapes;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use folder::Folder;
use shapes::Shape;

/// After how long a run is stopped.
const LIMIT: Duration = Duration::from_mins(1);

type Result<T> = std::result::Result<T, Box<dyn Error>>;

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
    let words: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let chosen = |shape: &&Shape| words.is_empty() || words.iter().any(|word| shape.name.contains(word.as_str()));
    let folder = Folder::new()?;
    println!("| shape | n | build: n, 2n, 4n | growth | check: n, 2n, 4n | growth |\n|---|---:|---|---|---|---|");
    for shape in shapes::all().filter(chosen) {
        measure(shape, folder.path())?;
    }
    Ok(())
}

fn measure(shape: &Shape, folder: &Path) -> Result<()> {
    let mut built = Vec::new();
    let mut checked = Vec::new();
    for n in [shape.size, 2 * shape.size, 4 * shape.size] {
        let root = folder.join("course");
        if root.exists() {
            fs::remove_dir_all(&root)?;
        }
        shape.write(&root.join("content"), n)?;
        built.push(seconds(&["build", "--keep-going"], &root)?);
        checked.push(seconds(&["check"], &root)?);
    }
    let (built, checked) = (columns(&built), columns(&checked));
    println!("| {} | {} | {built} | {checked} |", shape.name, shape.size);
    Ok(())
}

/// User time where the system tells it, since it depends less on what else the machine does.
fn seconds(verb: &[&str], root: &Path) -> Result<Option<f64>> {
    let mut pupitre = Command::new(env!("CARGO_BIN_EXE_pupitre"));
    let cost = process::run_within(pupitre.args(verb).arg("--root").arg(root), LIMIT)?;
    Ok(cost.map(|cost| cost.user.unwrap_or(cost.wall).as_secs_f64()))
}

fn columns(seconds: &[Option<f64>]) -> String {
    let time = |seconds: &Option<f64>| seconds.map_or("stopped".to_owned(), |seconds| format!("{seconds:.2}"));
    let growth = |pair: &[Option<f64>]| match pair {
        [Some(one), Some(two)] if *one > 0.0 => format!("{:.1}", two / one),
        _ => "-".to_owned(),
    };
    let times: Vec<String> = seconds.iter().map(time).collect();
    let growth: Vec<String> = seconds.windows(2).map(growth).collect();
    format!("{} s | {}", times.join(", "), growth.join(", "))
}
