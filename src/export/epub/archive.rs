//! The archive that a book is: equal bytes for equal books (EPUB 3.3, section 4.2).

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::export::Exported;
use crate::export::fails_once::FailsOnce;
use crate::export::zip::HUGE;
use crate::failure::{During, Failure};

/// Files that hardly get smaller.
const PACKED: [&str; 10] = ["png", "jpg", "gif", "webp", "avif", "mp3", "m4a", "mp4", "webm", "ogg"];

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"#;

/// A book that is being written.
pub struct Archive<'f> {
    zip: ZipWriter<BufWriter<FailsOnce<&'f mut File>>>,
}

impl<'f> Archive<'f> {
    /// Begins with what tells that this is a book.
    pub fn new(out: &'f mut File) -> Exported<Self> {
        let mut archive = Self { zip: ZipWriter::new(BufWriter::new(FailsOnce::new(out))) };
        archive.start("mimetype", CompressionMethod::Stored)?;
        archive.zip.write_all(b"application/epub+zip").during("write", Path::new("mimetype"))?;
        archive.start("META-INF/container.xml", CompressionMethod::Deflated)?;
        archive.zip.write_all(CONTAINER.as_bytes()).during("write", Path::new("container.xml"))?;
        Ok(archive)
    }

    /// Adds a file.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Exported<()> {
        self.start(&format!("EPUB/{name}"), CompressionMethod::Deflated)?;
        Ok(self.zip.write_all(bytes).during("write", Path::new(name))?)
    }

    /// Adds a file of the course, whatever its size.
    pub fn copy(&mut self, name: &str, from: &Path) -> Exported<()> {
        let packed = name.rsplit_once('.').is_some_and(|(_, extension)| PACKED.contains(&extension));
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let mut file = File::open(from).during("read", from)?;
        let length = file.metadata().during("read", from)?.len();
        self.begin(&format!("EPUB/{name}"), options(method).large_file(length >= HUGE))?;
        Ok(io::copy(&mut file, &mut self.zip).map(drop).during("pack", from)?)
    }

    /// Ends the book.
    pub fn finish(self) -> Exported<()> {
        let end = self.zip.finish().map_err(io::Error::from).and_then(|mut out| out.flush());
        Ok(end.during("write", Path::new("the book"))?)
    }

    fn start(&mut self, name: &str, method: CompressionMethod) -> Exported<()> {
        self.begin(name, options(method))
    }

    fn begin(&mut self, name: &str, options: SimpleFileOptions) -> Exported<()> {
        let started = self.zip.start_file(name, options);
        Ok(started.map_err(|error| Failure::io("write", Path::new(name), error.into()))?)
    }
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    let undated = SimpleFileOptions::default().last_modified_time(DateTime::default());
    undated.compression_method(method).unix_permissions(0o644)
}
