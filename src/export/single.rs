//! The whole course as one HTML file.

use std::fs::File;

use super::{Export, Exported};

/// Writes it to `out`.
pub fn write(_export: &Export<'_>, _out: &mut File) -> Exported<()> {
    Ok(())
}
