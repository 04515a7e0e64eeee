//! Everything but the browser, from outside the crate: what an author, a student or a shell sees.
//!
//! - `cases` are Markdown documents that hold courses and what is said of them: adding a case is
//!   adding text to `tests/cases/`;
//! - `files` are courses that text cannot tell: bytes, links between files, sizes;
//! - `sites` are whole courses, built; `course` is the one that the project ships;
//! - `cli` runs the program itself, `surroundings` runs it where it is hard; `write` is about the
//!   folder that it leaves, `export_zip` about the archive, `serve` about the preview, `watching` about what it and `build --watch`
//!   do besides; `server` is how these two are asked;
//! - `export_single` is about the course as one page, `export_print` about the course on paper;
//! - `live`, `followed` and `moved` are the course behind the preview, without a process: after any edit,
//!   after those that break something, and after renaming;
//! - `search` is what scripts find passages by;
//! - `export_epub` is about the book that a course becomes, `xml` reads it;
//! - `properties` hold for every text, `linear` are those that once took the square of the time;
//! - `tidy` are the rules of the house, `dependencies` those for what others wrote.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "the names are ours")]
#![allow(clippy::format_collect, reason = "courses are a few lines long")]

mod server;
mod site;
mod xml;

mod case;
mod cases;
mod questions;
mod grading;

mod files;
mod sites;
mod course;

mod cli;
mod surroundings;
mod export_single;
mod export_print;
mod serve;
mod watching;
mod write;
mod export_zip;
mod export_epub;

mod search;

mod linear;
mod live;
mod followed;
mod moved;
mod markup;
mod wellformed;
mod spans;
mod properties;

mod dependencies;
mod tidy;
