//! What a process costs. Time is measured in one run and memory in another, since looking at the
//! memory of a process slows it down.

#![allow(dead_code, reason = "each measurement is a program of its own")]

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::Result;

/// What one run took.
pub(crate) struct Cost {
    /// From start to exit.
    pub(crate) wall: Duration,
    /// In the program's own code, on all processors together; unknown where there is no `/proc`.
    pub(crate) user: Option<Duration>,
}

/// Runs `command`, which must succeed.
pub(crate) fn run(command: &mut Command) -> Result<Cost> {
    let before = children();
    let start = Instant::now();
    let child = quiet(command)?;
    end(child)?;
    let wall = start.elapsed();
    Ok(Cost { wall, user: user_since(before) })
}

/// Runs `command` for `limit` at most; nothing if it had to be stopped. It may find mistakes in the
/// course, of which nobody hears.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<Option<Cost>> {
    let before = children();
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(2));
    };
    let wall = start.elapsed();
    match status.code() {
        Some(0 | 1) => Ok(Some(Cost { wall, user: user_since(before) })),
        _ => Err(format!("a process ended with {status}").into()),
    }
}

/// The most memory that `command` held, in bytes; unknown where there is no `/proc`.
pub(crate) fn peak(command: &mut Command) -> Result<Option<u64>> {
    let mut child = quiet(command)?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait()?.is_none() {
        // The system keeps the highest mark: only growth in the last moment can be missed.
        let text = fs::read_to_string(&status).unwrap_or_default();
        let kilobytes =
            text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        peak = kilobytes.map(|n: u64| n * 1024).max(peak);
        thread::sleep(Duration::from_micros(200));
    }
    end(child)?;
    Ok(peak)
}

fn quiet(command: &mut Command) -> Result<Child> {
    Ok(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?)
}

fn end(child: Child) -> Result<()> {
    let output = child.wait_with_output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.lines().last().unwrap_or("a process failed and did not say why").into())
}

fn user_since(before: Option<Duration>) -> Option<Duration> {
    children().zip(before).map(|(after, before)| after.saturating_sub(before))
}

/// User time of the processes that have ended, which `/proc/self/stat` counts in hundredths.
fn children() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, may hold spaces; `cutime` is the 14th field behind it.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks: u64 = fields.split_whitespace().nth(13)?.parse().ok()?;
    Some(Duration::from_millis(10 * ticks))
}
