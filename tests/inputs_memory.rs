//! What is too large is passed over, not held. Alone in its file: it measures the process.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use griot::{Reader, RejectCode};

/// The most memory that this process has held, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("status");
    let line = status.lines().find(|l| l.starts_with("VmHWM:"));
    let figure = line.and_then(|l| l.split_whitespace().nth(1));
    figure.and_then(|f| f.parse().ok()).expect("a number")
}

#[test]
fn bombs_of_each_format_cost_no_memory() {
    let dir = tempfile::tempdir().expect("directory");
    let before = peak();
    // A quote that is never closed, a row of commas, a line, a text.
    let bombs = [
        ("a.csv.gz", "text\n\"", b'x'),
        ("b.csv.gz", "text\n", b','),
        ("c.jsonl.gz", "{\"text\": \"", b'x'),
        ("d.txt.gz", "", b'x'),
        ("e.html.gz", "<p>", b'x'),
    ];
    for (name, start, filling) in bombs {
        let path = dir.path().join(name);
        let file = BufWriter::new(File::create(&path).expect("file"));
        let mut encoder = GzEncoder::new(file, Compression::fast());
        encoder.write_all(start.as_bytes()).expect("writes");
        io::copy(&mut io::repeat(filling).take(200 << 20), &mut encoder).expect("writes");
        encoder.finish().expect("ends").flush().expect("ends");
        let items: Vec<_> = Reader::new([&path]).max_document_bytes(1 << 20).collect();
        assert_eq!(items.len(), 1, "{name}");
        let rejected = items[0].as_ref().expect_err("a bomb");
        assert_eq!(rejected.code, RejectCode::TooLarge, "{name}");
    }
    let grown = peak() - before;
    assert!(grown < 32 * 1024, "{grown} KiB");

    // A bomb costs what a document of the greatest size does, and not twice as much while the memory
    // for it grows.
    let limit = 64 << 20;
    for (name, _, _) in bombs {
        let path = dir.path().join(name);
        let items: Vec<_> = Reader::new([&path]).max_document_bytes(limit).collect();
        assert_eq!(items.len(), 1, "{name}");
        let rejected = items[0].as_ref().expect_err("a bomb");
        assert!(
            matches!(rejected.code, RejectCode::TooLarge | RejectCode::BadCsv),
            "{name}"
        );
    }
    let grown = peak() - before;
    assert!(grown < 96 * 1024, "{grown} KiB");
}
