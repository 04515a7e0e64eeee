//! A file that fails once. An archive that is given up is still ended as it goes, and would print that
//! this fails too.

use std::io::{Error, ErrorKind, Result, Seek, SeekFrom, Write};

/// What is written to it after a failure is lost: that one was told.
pub struct FailsOnce<W> {
    out: W,
    /// Where it is written to.
    at: u64,
    failed: bool,
}

impl<W> FailsOnce<W> {
    /// Writes to `out`, from its start.
    pub fn new(out: W) -> Self {
        Self { out, at: 0, failed: false }
    }

    fn note(&mut self, error: &Error) {
        // One that is interrupted is tried again.
        self.failed = error.kind() != ErrorKind::Interrupted;
    }
}

impl<W: Write> Write for FailsOnce<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let written = if self.failed { Ok(bytes.len()) } else { self.out.write(bytes) };
        match &written {
            Ok(count) => self.at += *count as u64,
            Err(error) => self.note(error),
        }
        written
    }

    fn flush(&mut self) -> Result<()> {
        if self.failed {
            return Ok(());
        }
        self.out.flush().inspect_err(|error| self.note(error))
    }
}

impl<W: Seek> Seek for FailsOnce<W> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.at = match to {
            _ if !self.failed => self.out.seek(to).inspect_err(|error| self.note(error))?,
            SeekFrom::Start(at) => at,
            SeekFrom::Current(by) | SeekFrom::End(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufWriter, Cursor, ErrorKind, Result, Seek, SeekFrom, Write};

    use zip::ZipWriter;
    use zip::result::ZipResult;
    use zip::write::SimpleFileOptions;

    use super::FailsOnce;

    /// A disk that is full after so many bytes.
    struct Disk(u64, Cursor<Vec<u8>>);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> Result<usize> {
            let fits = self.1.position() + bytes.len() as u64 <= self.0;
            if fits { self.1.write(bytes) } else { Err(ErrorKind::StorageFull.into()) }
        }

        fn flush(&mut self) -> Result<()> {
            Ok(())
        }
    }

    impl Seek for Disk {
        fn seek(&mut self, to: SeekFrom) -> Result<u64> {
            self.1.seek(to)
        }
    }

    #[test]
    fn an_archive_fails_once_wherever_the_disk_is_full() {
        let packed = |room| -> ZipResult<()> {
            let out = FailsOnce::new(Disk(room, Cursor::default()));
            let mut archive = ZipWriter::new(BufWriter::with_capacity(16, out));
            for name in ["a", "b"] {
                archive.start_file(name, SimpleFileOptions::default())?;
                archive.write_all(&[b'x'; 100])?;
            }
            Ok(archive.finish()?.flush()?)
        };
        let sound: Vec<bool> = (0..600).map(|room| packed(room).is_ok()).collect();
        assert!(sound.is_sorted() && !sound[0] && sound[599], "{sound:?}");
    }
}
