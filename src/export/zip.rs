//! The site in a ZIP archive (PKWARE, APPNOTE 6.3.10): one folder, and beside it a page that says how
//! to unpack it.
//!
//! Equal sites give equal archives: paths are sorted, dates and permissions are fixed. Pages and small
//! files are made and packed in parallel, some at a time; large ones go from disk to disk.

mod name;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use rayon::prelude::*;
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::fails_once::FailsOnce;
use super::{Export, Exported};
use crate::failure::During;
use crate::model::url::SitePath;
use crate::render::Content;
use crate::render::hosted::{self, Marks, Whole};

/// Paths whose contents are made and packed together.
const BATCH: usize = 256;

/// Bytes from which a file of the course is not taken into memory.
const LARGE: u64 = 256 << 10;

/// Bytes from which the sizes of a file take the fields of ZIP64, should packing make it longer.
pub const HUGE: u64 = u32::MAX as u64 - (16 << 20);

/// Extensions of files that are packed by themselves.
const PACKED: [&str; 22] = [
    "7z", "aac", "avif", "docx", "epub", "flac", "gif", "gz", "jpeg", "jpg", "m4a", "m4v", "mov", "mp3", "mp4", "odt",
    "ogg", "opus", "png", "webm", "webp", "zip",
];

/// What goes into the archive next, with its mark if browsers keep it.
enum Entry<'s> {
    /// Packed already.
    Ready(PreparedZipFile, Option<u64>),
    /// A file that is too large to be held.
    Large(&'s Path, SimpleFileOptions, Option<u64>),
    /// It is made once all others are.
    Waits(Whole<'s>),
}

/// Writes it to `out`.
pub fn write(export: &Export<'_>, out: &mut File) -> Exported<()> {
    let folder = super::name(export.course);
    let read_me = format!("{}.html", export.site.theme().strings.get("read_me_file").map_or("READ-ME", String::as_str));
    let names: Vec<String> = export.site.paths().iter().map(|path| format!("{folder}/{path}")).collect();
    name::check(names.iter().map(String::as_str).chain([read_me.as_str()]))?;
    let mut archive = ZipWriter::new(BufWriter::new(FailsOnce::new(out)));
    add(&mut archive, &read_me, ready(&read_me, &export.site.read_me(&folder)?)?)?;
    let entries: Vec<(&SitePath, &String)> = export.site.paths().iter().zip(&names).collect();
    export.site.read_all();
    let (mut marks, mut waiting) = (Marks::default(), Vec::new());
    for batch in entries.chunks(BATCH) {
        let made: Vec<_> = batch.par_iter().map(|(path, name)| entry(export, path, name)).collect();
        for (made, (path, name)) in made.into_iter().zip(batch) {
            let made = made?;
            match made {
                Entry::Waits(whole) => waiting.push((name, whole)),
                Entry::Ready(_, mark) | Entry::Large(_, _, mark) => marks.add(path, mark),
            }
            add(&mut archive, name, made)?;
        }
    }
    for (name, whole) in waiting {
        add(&mut archive, name, ready(name, &whole.text(&marks))?)?;
    }
    let finished = archive.finish().map_err(io::Error::from).and_then(|mut out| out.flush());
    Ok(finished.during("write", Path::new(&folder))?)
}

fn entry<'e>(export: &Export<'e>, path: &SitePath, name: &str) -> Exported<Entry<'e>> {
    match export.site.content(path)? {
        Some(Content::Page(made) | Content::Data(made)) => ready(name, &made),
        Some(Content::Bytes(bytes)) => ready(name, bytes),
        Some(Content::File(file)) => {
            let length = file.metadata().during("read", file)?.len();
            if length < LARGE {
                return ready(name, &fs::read(file).during("read", file)?);
            }
            let mark = || File::open(file).and_then(hosted::mark_of).during("read", file);
            let mark = (length <= hosted::MAX_KEPT).then(mark).transpose()?;
            Ok(Entry::Large(file, options(name).large_file(length >= HUGE), mark))
        }
        Some(Content::Whole(whole)) => Ok(Entry::Waits(whole)),
        None => ready(name, &[]),
    }
}

fn ready<'s>(name: &str, bytes: &[u8]) -> Exported<Entry<'s>> {
    let packed = PreparedZipFile::from_data(name, options(name), bytes).map_err(io::Error::from);
    Ok(Entry::Ready(packed.during("pack", Path::new(name))?, Some(hosted::mark(bytes))))
}

fn add(archive: &mut ZipWriter<BufWriter<FailsOnce<&mut File>>>, name: &str, entry: Entry<'_>) -> Exported<()> {
    let added = match entry {
        Entry::Waits(_) => return Ok(()),
        Entry::Ready(packed, _) => archive.add_prepared_file(packed),
        Entry::Large(file, options, _) => {
            let mut from = File::open(file).during("read", file)?;
            archive.start_file(name, options).and_then(|()| Ok(io::copy(&mut from, archive).map(drop)?))
        }
    };
    Ok(added.map_err(io::Error::from).during("write", Path::new(name))?)
}

/// The same on every machine, at any time.
fn options(name: &str) -> SimpleFileOptions {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_packed = PACKED.iter().any(|known| extension.eq_ignore_ascii_case(known));
    SimpleFileOptions::default()
        .compression_method(if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated })
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644)
}
