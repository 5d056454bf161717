//! Bytes on their way to a file: buffered, compressed, counted.

use std::fs::File;
use std::io::{self, Write};

use flate2::write::GzEncoder;

use crate::job::tally::{Stamp, Tally};
use crate::write::Compression;

const ZSTD_LEVEL: i32 = 3;

/// The most that waits before it goes to the file: the line of a long document is not held whole.
const WAITING: usize = 1024 * 1024;

/// A file or standard output. What is written between two flushes is one member of a compressed
/// file.
pub(super) struct Packed {
    /// `None` for standard output.
    file: Option<File>,
    compression: Compression,
    waiting: Vec<u8>,
    member: Option<Member>,
    /// What is in the file.
    written: Tally,
    failure: Option<io::Error>,
}

enum Member {
    Gzip(GzEncoder<Vec<u8>>),
    Zstd(zstd::stream::write::Encoder<'static, Vec<u8>>),
}

impl Member {
    /// `None` if nothing is compressed.
    fn begin(compression: Compression) -> io::Result<Option<Self>> {
        Ok(match compression {
            Compression::None => None,
            // No time and no name in the header: the same documents give the same bytes.
            Compression::Gzip => {
                let level = flate2::Compression::default();
                Some(Self::Gzip(GzEncoder::new(Vec::new(), level)))
            }
            Compression::Zstd => {
                let member = zstd::stream::write::Encoder::new(Vec::new(), ZSTD_LEVEL)?;
                Some(Self::Zstd(member))
            }
        })
    }

    /// Takes `bytes` in and gives what is ready.
    fn pack(&mut self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Gzip(member) => {
                member.write_all(bytes)?;
                Ok(std::mem::take(member.get_mut()))
            }
            Self::Zstd(member) => {
                member.write_all(bytes)?;
                Ok(std::mem::take(member.get_mut()))
            }
        }
    }

    fn finish(self) -> io::Result<Vec<u8>> {
        match self {
            Self::Gzip(member) => member.finish(),
            Self::Zstd(member) => member.finish(),
        }
    }
}

impl Packed {
    /// Goes on with a file that has `written` in it.
    pub fn new(file: Option<File>, compression: Compression, written: Tally) -> Self {
        Self {
            file,
            compression,
            waiting: Vec::new(),
            member: None,
            written,
            failure: None,
        }
    }

    /// Puts these bytes before all that is written.
    pub fn start_with(&mut self, bytes: Vec<u8>) {
        self.waiting = bytes;
    }

    /// What is in the file, once it is flushed.
    pub fn written(&self) -> Stamp {
        self.written.stamp()
    }

    /// Why a write failed: the error that went through other code may say less.
    pub fn failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }

    /// Flushes all that was written, to the disk if it is a file.
    pub fn sync(&mut self) -> io::Result<()> {
        if !self.waiting.is_empty() {
            self.pass_on()?;
        }
        if let Some(member) = self.member.take() {
            self.append(&member.finish()?)?;
        }
        match &self.file {
            Some(file) => file.sync_data(),
            None => io::stdout().flush(),
        }
    }

    /// Compresses what waits, and gives the file what is ready.
    fn pass_on(&mut self) -> io::Result<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        if self.member.is_none() {
            self.member = Member::begin(self.compression)?;
        }
        match &mut self.member {
            Some(member) => {
                let ready = member.pack(&waiting)?;
                self.append(&ready)?;
            }
            None => self.append(&waiting)?,
        }
        waiting.clear();
        self.waiting = waiting;
        Ok(())
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.file {
            Some(file) => file.write_all(bytes)?,
            None => io::stdout().lock().write_all(bytes)?,
        }
        self.written.add(bytes);
        Ok(())
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bytes = &bytes[..bytes.len().min(WAITING)];
        if self.waiting.len() + bytes.len() > WAITING
            && let Err(error) = self.pass_on()
        {
            let told = io::Error::from(error.kind());
            self.failure = Some(error);
            return Err(told);
        }
        self.waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Seek, SeekFrom};

    use super::*;

    fn written(compression: Compression, groups: &[Vec<u8>]) -> Vec<u8> {
        let mut file = tempfile::tempfile().expect("a file");
        let again = file.try_clone().expect("a handle");
        let mut packed = Packed::new(Some(again), compression, Tally::default());
        for group in groups {
            for piece in group.chunks(700) {
                packed.write_all(piece).expect("written");
            }
            assert!(packed.waiting.len() <= WAITING);
            packed.sync().expect("on the disk");
        }
        file.seek(SeekFrom::Start(0)).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("read");
        let mut tally = Tally::default();
        tally.add(&bytes);
        assert_eq!(packed.written(), tally.stamp());
        bytes
    }

    #[test]
    fn a_group_is_a_member_however_long_it_is() {
        let long: Vec<u8> = (0..3_000_000_u32)
            .map(|n| (n.wrapping_mul(n) >> 7) as u8)
            .collect();
        let groups = [b"short".to_vec(), long, Vec::new(), b"last".to_vec()];
        let plain = groups.concat();
        assert!(written(Compression::None, &groups) == plain);
        let members = groups.iter().filter(|group| !group.is_empty());
        let gzip = members.clone().flat_map(|group| {
            let mut member = GzEncoder::new(Vec::new(), flate2::Compression::default());
            member.write_all(group).expect("compresses");
            member.finish().expect("ends")
        });
        assert!(written(Compression::Gzip, &groups) == gzip.collect::<Vec<u8>>());
        // Where a frame is cut into blocks depends on how its bytes came, so frames are compared by
        // what they hold.
        let bytes = written(Compression::Zstd, &groups);
        let mut rest = bytes.as_slice();
        for group in members {
            let frame = zstd::stream::read::Decoder::with_buffer(&mut rest).expect("a frame");
            let mut held = Vec::new();
            frame.single_frame().read_to_end(&mut held).expect("whole");
            assert!(held == *group);
        }
        assert!(rest.is_empty());
    }
}
