//! Records in a temporary file, read again in the order in which they were written.

use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

use super::packed::{Pack, damaged};

/// Bytes that stay in memory before a file is made.
const IN_MEMORY: usize = 4 * 1024 * 1024;

/// Records, each of any bytes.
pub(super) struct Spool {
    file: BufWriter<SpooledTempFile>,
    records: u64,
}

impl Spool {
    pub fn new() -> Self {
        Self {
            file: BufWriter::new(SpooledTempFile::new(IN_MEMORY)),
            records: 0,
        }
    }

    /// How many records there are.
    pub fn records(&self) -> u64 {
        self.records
    }

    pub fn push(&mut self, record: &[u8]) -> io::Result<()> {
        put(&mut self.file, record)?;
        self.records += 1;
        Ok(())
    }

    /// All records, from the first. None is written after that.
    pub fn read(&mut self) -> io::Result<SpoolReader<'_>> {
        self.file.flush()?;
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(0))?;
        Ok(SpoolReader {
            file: BufReader::new(file),
            left: self.records,
            record: Vec::new(),
        })
    }
}

/// Reads the records of a [`Spool`].
pub(super) struct SpoolReader<'a> {
    file: BufReader<&'a mut SpooledTempFile>,
    left: u64,
    record: Vec<u8>,
}

impl SpoolReader<'_> {
    /// The next record; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<&[u8]>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        take(&mut self.file, &mut self.record)?;
        Ok(Some(&self.record))
    }
}

/// Writes a record behind its length.
pub(super) fn put(output: &mut impl Write, record: &[u8]) -> io::Result<()> {
    let mut length = Pack::default();
    length.number(record.len() as u64);
    output.write_all(&length.0)?;
    output.write_all(record)
}

/// Reads such a record in place of what `record` holds.
pub(super) fn take(input: &mut impl Read, record: &mut Vec<u8>) -> io::Result<()> {
    let mut length: u64 = 0;
    for shift in (0..64).step_by(7) {
        let mut byte = [0];
        input.read_exact(&mut byte)?;
        length |= u64::from(byte[0] & 0x7f) << shift;
        if byte[0] < 0x80 {
            break;
        }
    }
    record.clear();
    // The length is of a file that may be damaged: no more is taken than is there.
    match input.take(length).read_to_end(record)? as u64 == length {
        true => Ok(()),
        false => Err(damaged()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_in_order_as_often_as_asked() {
        let mut spool = Spool::new();
        let records: Vec<Vec<u8>> = (0..300_u32).map(|n| n.to_le_bytes().repeat(40)).collect();
        for record in &records {
            spool.push(record).expect("written");
        }
        for _ in 0..2 {
            let mut reader = spool.read().expect("read");
            let mut seen = Vec::new();
            while let Some(record) = reader.next().expect("a record") {
                seen.push(record.to_vec());
            }
            assert_eq!(seen, records);
        }
    }

    #[test]
    fn a_length_beyond_the_end_is_damage() {
        let mut record = Vec::new();
        assert!(take(&mut &[0xff, 0xff, 0xff, 0x7f, 1, 2][..], &mut record).is_err());
    }
}
