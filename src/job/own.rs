//! What griot wrote, recognised by its content: nothing else is ever replaced.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, ErrorKind, Result, io_error};
use crate::job::summary::Summary;
use crate::read;
use crate::write::{EncodeOptions, Encoder, OutputFormat};

/// How many bytes at the start, decompressed, are looked at.
const START: u64 = 4096;
/// The most that is read of a footer, or of a line: ours are shorter.
const MOST: u64 = 1 << 20;

/// What a file is to a job that would write there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occupant {
    /// Nothing, or an empty file.
    Free,
    /// Written by griot.
    Own,
    /// Anything else.
    Foreign,
}

/// What is where output will go.
pub(super) fn output(path: &Path) -> Result<Occupant> {
    look(path, |path| Ok(is_stream(path)? || is_parquet(path)?))
}

/// What is where rejected records will go.
pub(super) fn rejects(path: &Path) -> Result<Occupant> {
    look(path, is_rejects)
}

/// What is where a summary will go.
pub(super) fn summary(path: &Path) -> Result<Occupant> {
    look(path, |path| {
        let mut text = Vec::new();
        File::open(path)?.take(MOST).read_to_end(&mut text)?;
        Ok(serde_json::from_slice::<Summary>(&text).is_ok())
    })
}

fn look(path: &Path, is_own: impl Fn(&Path) -> io::Result<bool>) -> Result<Occupant> {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => Ok(Occupant::Foreign),
        Ok(found) if found.len() == 0 => Ok(Occupant::Free),
        Ok(_) => match is_own(path).map_err(|e| io_error("cannot read", path, e))? {
            true => Ok(Occupant::Own),
            false => Ok(Occupant::Foreign),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Occupant::Free),
        Err(error) => Err(io_error("cannot look at", path, error)),
    }
}

/// Refuses to replace what griot did not write.
pub(super) fn expect_output(path: &Path) -> Result<()> {
    match output(path)? {
        Occupant::Foreign => Err(foreign(path)),
        Occupant::Free | Occupant::Own => Ok(()),
    }
}

/// The same for a file of rejected records.
pub(super) fn expect_rejects(path: &Path) -> Result<()> {
    match rejects(path)? {
        Occupant::Free | Occupant::Own => Ok(()),
        Occupant::Foreign => Err(Error::new(
            ErrorKind::Option,
            format!(
                "{} is not a file of rejected records and is not replaced: choose another name for \
                 --rejects, or move it away",
                path.display()
            ),
        )),
    }
}

/// Refuses a place that is not free, unless it has a file of griot's that may be replaced.
pub(super) fn expect_room(path: &Path, found: Occupant, replace: bool) -> Result<()> {
    match found {
        Occupant::Free => Ok(()),
        Occupant::Own if replace => Ok(()),
        Occupant::Own => Err(Error::new(
            ErrorKind::Option,
            format!(
                "{} is from an earlier run: choose another name, or replace it with --overwrite",
                path.display()
            ),
        )),
        Occupant::Foreign => Err(foreign(path)),
    }
}

fn foreign(path: &Path) -> Error {
    Error::new(
        ErrorKind::Option,
        format!(
            "{} was not written by griot and is not replaced: choose another name, or move it away",
            path.display()
        ),
    )
}

/// JSON lines, CSV or CoNLL, compressed or not.
fn is_stream(path: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    // A file that cannot be decompressed is not ours, or was cut within its first bytes.
    let read = read::plain(path)?.take(START).read_to_end(&mut start);
    if read.is_err() && start.is_empty() {
        return Ok(false);
    }
    Ok(is_json_line(&start) || is_csv(&start) || is_conll(&start))
}

/// `{"schema":"griot/`, with the white space of indented JSON or without.
fn is_json_line(start: &[u8]) -> bool {
    let mut rest = start;
    ["{", "\"schema\"", ":", "\"griot/"].iter().all(|part| {
        rest = rest.trim_ascii_start();
        match rest.strip_prefix(part.as_bytes()) {
            Some(after) => {
                rest = after;
                true
            }
            None => false,
        }
    })
}

fn is_csv(start: &[u8]) -> bool {
    Encoder::new(OutputFormat::Csv, EncodeOptions::default())
        .is_ok_and(|encoder| start.starts_with(&encoder.header()))
}

/// The first line is as in CoNLL-2003; only in ours do tokens have neither part of speech nor
/// chunk.
fn is_conll(start: &[u8]) -> bool {
    let mut lines = start.split(|&byte| byte == b'\n');
    let begins = lines.next() == Some(b"-DOCSTART- -X- -X- O") && lines.next() == Some(b"");
    let ours = |line: &[u8]| {
        let mut cells = line.split(|&byte| byte == b' ').skip(1);
        cells.next() == Some(b"-X-") && cells.next() == Some(b"-X-")
    };
    // The last line may be cut.
    let whole = start.iter().rposition(|&byte| byte == b'\n').unwrap_or(0);
    let whole = start[..whole].split(|&byte| byte == b'\n');
    begins && whole.filter(|line| !line.is_empty()).all(ours)
}

/// A Parquet file says in its footer who made it. One that was not finished has no footer.
fn is_parquet(path: &Path) -> io::Result<bool> {
    const MAGIC: &[u8] = b"PAR1";
    const MAKER: &[u8] = b"griot version ";

    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut end = [0; 8];
    if length < 12 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-8))?;
    file.read_exact(&mut end)?;
    let (footer, magic) = end.split_at(4);
    if magic != MAGIC {
        return Ok(false);
    }
    let footer = u64::from(u32::from_le_bytes([
        footer[0], footer[1], footer[2], footer[3],
    ]));
    // The maker's name comes after the row groups.
    let footer = footer.min(length - 8).min(MOST);
    file.seek(SeekFrom::Start(length - 8 - footer))?;
    let mut bytes = Vec::new();
    file.take(footer).read_to_end(&mut bytes)?;
    Ok(bytes.windows(MAKER.len()).any(|window| window == MAKER))
}

/// Whether a line, or the beginning of one, may be that of a rejected record.
pub(super) fn begins_as_reject(line: &[u8]) -> bool {
    const BEGINNING: &[u8] = b"{\"file\":\"";

    let length = line.len().min(BEGINNING.len());
    line[..length] == BEGINNING[..length]
}

fn is_rejects(path: &Path) -> io::Result<bool> {
    #[derive(Deserialize)]
    struct FirstLine {
        #[serde(rename = "code")]
        _code: String,
        #[serde(rename = "reason")]
        _reason: String,
    }

    let mut line = Vec::new();
    BufReader::new(File::open(path)?.take(MOST)).read_until(b'\n', &mut line)?;
    if !begins_as_reject(&line) || line.len() as u64 == MOST {
        return Ok(false);
    }
    Ok(match serde_json::from_slice::<FirstLine>(&line) {
        Ok(_) => line.ends_with(b"\n"),
        // A power cut may have left no more than the beginning of a line.
        Err(error) => !line.ends_with(b"\n") && error.is_eof(),
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn found(content: &[u8]) -> Occupant {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(content).expect("written");
        output(file.path()).expect("looked at")
    }

    fn gzip(content: &[u8]) -> Vec<u8> {
        let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        member.write_all(content).expect("compresses");
        member.finish().expect("ends")
    }

    #[test]
    fn what_griot_wrote_is_known_by_its_content() {
        let json = b"{\"schema\":\"griot/1\",\"id\":\"a\"}\n";
        let conll = b"-DOCSTART- -X- -X- O\n\nMali -X- -X- B-COUNTRY\n. -X- -X- O\n\n";
        let csv = Encoder::new(OutputFormat::Csv, EncodeOptions::default());
        let csv = csv.expect("a stream").header();
        for content in [
            &json[..],
            b"{\n  \"schema\": \"griot/1\",\n",
            conll,
            &csv,
            &gzip(json),
            &zstd::encode_all(&csv[..], 1).expect("compresses"),
        ] {
            assert_eq!(found(content), Occupant::Own);
        }
        assert_eq!(found(b""), Occupant::Free);
        assert_eq!(
            output(Path::new("no/such")).expect("looked"),
            Occupant::Free
        );
    }

    #[test]
    fn what_others_wrote_is_not_taken_for_ours() {
        for content in [
            &b"{\"id\":\"a\",\"text\":\"Le Mali.\"}\n"[..],
            b"{\"text\":\"{\\\"schema\\\":\\\"griot/1\\\"}\"}\n",
            b"id,text\n1,Mali\n",
            b"my notes",
            b"\n",
            b"-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\n",
            b"PAR1PAR1PAR1",
            b"\x28\xb5\x2f\xfd",
            &gzip(b"notes"),
        ] {
            let shown = String::from_utf8_lossy(content).into_owned();
            assert_eq!(found(content), Occupant::Foreign, "{shown}");
        }
    }

    #[test]
    fn a_json_file_without_a_line_end_is_no_rejects_file() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let found = |content: &[u8]| {
            std::fs::write(file.path(), content).expect("written");
            rejects(file.path()).expect("looked at")
        };
        let line = b"{\"file\":\"a\",\"byte\":0,\"code\":\"not_json\",\"reason\":\"r\"}\n";
        for cut in 1..line.len() - 1 {
            assert_eq!(found(&line[..cut]), Occupant::Own, "cut at {cut}");
        }
        assert_eq!(found(line), Occupant::Own);
        assert_eq!(found(&[&line[..], b"{\"file\":"].concat()), Occupant::Own);
        let long = [b"{\"file\":\"", &[b'a'; 2 << 20][..]].concat();
        for content in [
            &b"{\"file\": \"a.txt\", \"notes\": \"mine\"}"[..],
            b"{\"file\":\"a.txt\",\"notes\":\"mine\"}",
            b"{\"file\":\"a.txt\",\"notes\":\"mine\"}\n",
            b"{\"file\": \"a.txt\",",
            b"{\"file\":\"a.txt\",]",
            b"{\"file\":7",
            &long,
        ] {
            let shown = String::from_utf8_lossy(&content[..content.len().min(60)]);
            assert_eq!(found(content), Occupant::Foreign, "{shown}");
        }
    }

    #[cfg(feature = "parquet")]
    #[test]
    fn a_parquet_file_is_known_by_its_maker() {
        let writer = crate::write::ParquetWriter::new(Vec::new());
        let bytes = writer.expect("a writer").finish().expect("the end");
        assert_eq!(found(&bytes), Occupant::Own);
        let other = String::from_utf8_lossy(&bytes).replace("griot version", "other version");
        assert_eq!(found(other.as_bytes()), Occupant::Foreign);
    }
}
