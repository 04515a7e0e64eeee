//! What was measured, in Markdown.

use super::course::Row;
use super::hugo;
use super::process::Cost;

/// What a course of one size says.
pub(crate) struct Total {
    lessons: usize,
    /// Seconds a lesson.
    wall: f64,
    cells: String,
}

/// The builds of one course; the floor is the first of them, Hugo the last if it is there.
pub(crate) fn print(lessons: usize, rows: &[Row]) {
    println!("\n## {lessons} lessons\n");
    println!("| | wall | × floor | × Hugo | user | × floor | × Hugo | peak memory | files written |");
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    let (floor, hugo) = peers(rows);
    for row in rows {
        println!(
            "| {} | {:.0} ms | {} | {} | {} | {} | {} | {} | {} |",
            row.name,
            1e3 * median(walls(row).collect()),
            shown(wall_ratio(row, floor)),
            shown(wall_ratio(row, hugo)),
            user(row).map_or(none(), |seconds| format!("{seconds:.3} s")),
            shown(user_ratio(row, floor)),
            shown(user_ratio(row, hugo)),
            row.peak.map_or(none(), |bytes| format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))),
            row.written,
        );
    }
}

impl Total {
    pub(crate) fn of(lessons: usize, rows: &[Row]) -> Self {
        let (floor, hugo) = peers(rows);
        let cold = &rows[1];
        let ratios = [wall_ratio(cold, floor), wall_ratio(cold, hugo), user_ratio(cold, floor), user_ratio(cold, hugo)];
        let wall = median(walls(cold).collect()) / lessons as f64;
        Self { lessons, wall, cells: ratios.map(shown).join(" | ") }
    }
}

/// A cold build of each size.
pub(crate) fn print_totals(totals: &[Total]) {
    println!("\n## Pupitre, cold\n");
    println!("| lessons | wall × floor | wall × Hugo | user × floor | user × Hugo | wall a lesson | × that at 1000 |");
    println!("|---:|---:|---:|---:|---:|---:|---:|");
    let thousand = totals.iter().find(|total| total.lessons == 1000);
    for Total { lessons, wall, cells } in totals {
        let relative = thousand.map(|thousand| wall / thousand.wall);
        println!("| {lessons} | {cells} | {:.3} ms | {} |", 1e3 * wall, shown(relative));
    }
}

pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len().is_multiple_of(2) { f64::midpoint(values[middle - 1], values[middle]) } else { values[middle] }
}

fn peers(rows: &[Row]) -> (Option<&Row>, Option<&Row>) {
    (rows.first(), rows.last().filter(|row| row.name == hugo::NAME))
}

fn walls(row: &Row) -> impl Iterator<Item = f64> {
    row.costs.iter().map(|cost| cost.wall.as_secs_f64())
}

/// The median of the rounds' ratios.
fn wall_ratio(row: &Row, peer: Option<&Row>) -> Option<f64> {
    peer.map(|peer| median(walls(row).zip(walls(peer)).map(|(wall, other)| wall / other).collect()))
}

/// The system counts the time of processes in hundredths of a second: only a mean is finer.
fn user(row: &Row) -> Option<f64> {
    let sum: Option<f64> = row.costs.iter().map(|Cost { user, .. }| user.map(|user| user.as_secs_f64())).sum();
    sum.map(|sum| sum / row.costs.len() as f64)
}

fn user_ratio(row: &Row, peer: Option<&Row>) -> Option<f64> {
    Some(user(row)? / peer.and_then(user)?).filter(|ratio| ratio.is_finite())
}

fn shown(ratio: Option<f64>) -> String {
    ratio.map_or(none(), |ratio| format!("{ratio:.2}"))
}

fn none() -> String {
    "-".to_owned()
}
