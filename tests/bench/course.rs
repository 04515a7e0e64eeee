//! The builds of one course, in turn.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use super::corpus::{self, For};
use super::process::{self, Cost};
use super::{Result, floor, hugo, pupitre};

/// One kind of build: a line of the table.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// One for each round.
    pub(crate) costs: Vec<Cost>,
    /// Bytes, where the system tells.
    pub(crate) peak: Option<u64>,
    /// Files that the last of these builds wrote.
    pub(crate) written: usize,
}

/// Writes a course of so many lessons below `folder`, and builds it again and again: the floor and
/// Pupitre first, in the order of the rows.
pub(crate) fn measure(folder: &Path, lessons: usize, rounds: usize, hugo: Option<&Path>) -> Result<Vec<Row>> {
    let (course, peer) = (folder.join("course"), folder.join("hugo"));
    let content = course.join("content");
    corpus::write(&content, lessons, For::Pupitre)?;
    if hugo.is_some() {
        hugo::write(&peer, lessons)?;
    }
    let output = |name: &str, round: usize| folder.join(format!("{name}-{round}"));
    let floor = |round| floor_command(&content, &output("floor", round));
    let cold = |round| pupitre(&course, &output("cold", round));

    let (mut floors, mut colds, mut peers, mut agains) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut written = 0;
    for round in 0..rounds {
        floors.push(process::run(&mut floor(round)?)?);
        colds.push(process::run(&mut cold(round))?);
        if let Some(hugo) = hugo {
            peers.push(process::run(&mut hugo::command(hugo, &peer, &output("hugo", round)))?);
        }
        let before = dates(&output("cold", round))?;
        agains.push(process::run(&mut cold(round))?);
        written = changes(&before, &dates(&output("cold", round))?);
    }
    // Only now: it deletes the folder that it replaces.
    let (changed, touched) = one_lesson_changed(&content, lessons, rounds, || cold(0), &output("cold", 0))?;

    let row = |name, costs, peak, written| Row { name, costs, peak, written };
    let files = |name| Ok::<_, Box<dyn std::error::Error>>(dates(&output(name, rounds))?.len());
    let mut rows = vec![];
    let peak = process::peak(&mut floor(rounds)?)?;
    rows.push(row("floor", floors, peak, files("floor")?));
    let peak = process::peak(&mut cold(rounds))?;
    rows.push(row("Pupitre, cold", colds, peak, files("cold")?));
    let peak = process::peak(&mut cold(rounds))?;
    rows.push(row("Pupitre, nothing changed", agains, peak, written));
    rows.push(row("Pupitre, one lesson changed", changed, None, touched));
    if let Some(hugo) = hugo {
        let peak = process::peak(&mut hugo::command(hugo, &peer, &output("hugo", rounds)))?;
        rows.push(row(hugo::NAME, peers, peak, files("hugo")?));
    }
    Ok(rows)
}

fn one_lesson_changed(
    content: &Path,
    lessons: usize,
    rounds: usize,
    build: impl Fn() -> Command,
    output: &Path,
) -> Result<(Vec<Cost>, usize)> {
    let (mut costs, mut written) = (Vec::new(), 0);
    for round in 0..rounds {
        let mut lesson = OpenOptions::new().append(true).open(corpus::path(content, lessons / 2))?;
        writeln!(lesson, "\nUne phrase de plus, la {round}e.")?;
        let before = dates(output)?;
        costs.push(process::run(&mut build())?);
        written = changes(&before, &dates(output)?);
    }
    Ok((costs, written))
}

fn floor_command(content: &Path, output: &Path) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(floor::VERB).arg(content).arg(output);
    Ok(command)
}

/// When the files below `folder` were written.
fn dates(folder: &Path) -> Result<BTreeMap<PathBuf, SystemTime>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.append(&mut dates(&entry.path())?);
        } else if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            found.insert(entry.path(), entry.metadata()?.modified()?);
        }
    }
    Ok(found)
}

fn changes(before: &BTreeMap<PathBuf, SystemTime>, after: &BTreeMap<PathBuf, SystemTime>) -> usize {
    after.iter().filter(|(path, date)| before.get(*path) != Some(date)).count()
}
