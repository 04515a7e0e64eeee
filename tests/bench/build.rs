//! How long `pupitre build` takes, beside the least that any generator must do.
//!
//! ```text
//! cargo bench --bench build                    # 1,000 lessons, 7 runs of each
//! cargo bench --bench build -- 10000 5         # 10,000 lessons, 5 runs of each
//! ```
//!
//! It writes a course, builds it with the optimised program and prints a table in Markdown. All
//! times are those of whole processes, start to exit. Times of a busy machine vary several-fold
//! from one minute to the next, the ratios much less: each run of Pupitre is compared with the run
//! of the floor just before it. Nothing is asserted.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the table is what it is for")]
#![allow(clippy::cast_precision_loss, reason = "three digits are shown")]

mod corpus;
mod floor;
mod folder;
mod process;

use std::error::Error;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use folder::Folder;
use process::Cost;

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
    let args: Vec<OsString> = std::env::args_os().skip(1).filter(|arg| arg != "--bench").collect();
    if let [verb, source, output] = args.as_slice()
        && verb == floor::VERB
    {
        return Ok(floor::run(Path::new(source), Path::new(output))?);
    }
    let number = |at: usize, default: usize| match args.get(at).map(|arg| arg.to_str().unwrap_or_default().parse()) {
        None => Ok(default),
        Some(Ok(number)) if number > 0 => Ok(number),
        Some(_) => Err("usage: cargo bench --bench build -- [LESSONS [RUNS]]"),
    };
    let (lessons, runs) = (number(0, 1_000)?, number(1, 7)?);
    let folder = Folder::new()?;
    Bench::new(folder.path(), lessons, runs)?.run()
}

/// What is built, and how often.
struct Bench {
    folder: PathBuf,
    root: PathBuf,
    lessons: usize,
    runs: usize,
}

impl Bench {
    fn new(folder: &Path, lessons: usize, runs: usize) -> Result<Self> {
        let root = folder.join("course");
        corpus::write(&root.join("content"), lessons)?;
        Ok(Self { folder: folder.to_owned(), root, lessons, runs })
    }

    fn run(&self) -> Result<()> {
        println!("{} lessons, medians of {} runs\n", self.lessons, self.runs);
        println!("| | wall | × floor | user | pages/s | peak memory |\n|---|---:|---:|---:|---:|---:|");
        let (floors, colds) = self.cold()?;
        let walls: Vec<Duration> = floors.iter().map(|cost| cost.wall).collect();
        let peak = process::peak(&mut self.floor()?)?;
        self.row("floor", &floors, &walls, peak);
        let peak = process::peak(&mut self.pupitre(&self.fresh("peak")?))?;
        self.row("cold build", &colds, &walls, peak);

        let site = self.fresh("site")?;
        let mut build = self.pupitre(&site);
        process::run(&mut build)?;
        let again = self.repeat(&mut build, |_| Ok(()))?;
        let peak = process::peak(&mut build)?;
        self.row("nothing changed", &again, &walls, peak);
        let lesson = corpus::path(&self.root.join("content"), self.lessons / 2);
        let changed = self.repeat(&mut build, |run| {
            let mut file = OpenOptions::new().append(true).open(&lesson)?;
            Ok(writeln!(file, "\nUne phrase de plus, la {run}e.")?)
        })?;
        self.row("one lesson changed", &changed, &walls, None);
        Ok(())
    }

    /// The floor and a cold build in turn, each into a new folder.
    fn cold(&self) -> Result<(Vec<Cost>, Vec<Cost>)> {
        let mut floors = Vec::new();
        let mut colds = Vec::new();
        for _ in 0..self.runs {
            floors.push(process::run(&mut self.floor()?)?);
            colds.push(process::run(&mut self.pupitre(&self.fresh("site")?))?);
        }
        Ok((floors, colds))
    }

    fn repeat(&self, build: &mut Command, prepare: impl Fn(usize) -> Result<()>) -> Result<Vec<Cost>> {
        let mut costs = Vec::new();
        for run in 0..self.runs {
            prepare(run)?;
            costs.push(process::run(build)?);
        }
        Ok(costs)
    }

    fn floor(&self) -> Result<Command> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(floor::VERB).arg(self.root.join("content")).arg(self.fresh("floor")?);
        Ok(command)
    }

    fn pupitre(&self, output: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pupitre"));
        command.arg("build").arg("--root").arg(&self.root).arg("--output").arg(output);
        command
    }

    /// The path of a folder that does not exist.
    fn fresh(&self, name: &str) -> Result<PathBuf> {
        let path = self.folder.join(name);
        if path.exists() {
            fs::remove_dir_all(&path)?;
        }
        Ok(path)
    }

    /// One line of the table; `floors` are the runs to compare with, one for each of `costs`.
    fn row(&self, name: &str, costs: &[Cost], floors: &[Duration], peak: Option<u64>) {
        let wall = median(costs.iter().map(|cost| cost.wall.as_secs_f64()));
        let ratio = median(costs.iter().zip(floors).map(|(cost, floor)| cost.wall.as_secs_f64() / floor.as_secs_f64()));
        // The system counts the time of processes in hundredths of a second: only a mean is finer.
        let user: Option<Duration> = costs.iter().map(|cost| cost.user).sum();
        let user = user.map_or("-".to_owned(), |user| format!("{:.3} s", user.as_secs_f64() / costs.len() as f64));
        let peak = peak.map_or("-".to_owned(), |bytes| format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20)));
        let speed = self.lessons as f64 / wall;
        println!("| {name} | {:.0} ms | {ratio:.2} | {user} | {speed:.0} | {peak} |", wall * 1000.0);
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len().is_multiple_of(2) { f64::midpoint(values[middle - 1], values[middle]) } else { values[middle] }
}
