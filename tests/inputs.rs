//! Inputs as they come: compressed, broken, huge, in other encodings.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use griot::{Fields, Format, Reader, Record, RejectCode, Rejected};

type Item = Result<Record, Rejected>;

/// A directory that is named after the test, and goes away with it.
fn directory() -> tempfile::TempDir {
    tempfile::tempdir().expect("directory")
}

fn write(directory: &Path, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = directory.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("directory");
    fs::write(&path, content).expect("file");
    path
}

fn read(path: &Path) -> Vec<Item> {
    Reader::new([path]).collect()
}

fn one(path: &Path) -> Item {
    let mut items = read(path);
    assert_eq!(items.len(), 1, "{items:?}");
    items.remove(0)
}

/// Ids and texts, or codes and lines.
fn told(items: &[Item]) -> Vec<String> {
    let told = items.iter().map(|item| match item {
        Ok(record) => format!("{}={}", record.id, record.text),
        Err(e) => format!("{} at {:?}, {}", e.code.as_str(), e.line, e.byte),
    });
    told.collect()
}

fn gzip(content: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content.as_ref()).expect("writes");
    encoder.finish().expect("ends")
}

/// Lines that do not compress well, so that a cut falls between some of them.
fn jsonl(count: u64) -> String {
    let mut state = 1u64;
    let mut noise = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        state
    };
    let lines = (0..count).map(|n| {
        format!(
            "{{\"id\": {n}, \"text\": \"{:x}{:x}\"}}\n",
            noise(),
            noise()
        )
    });
    lines.collect()
}

#[test]
fn compressed_files_are_told_by_their_content() {
    let dir = directory();
    let text = jsonl(3);
    let (first, rest) = text.split_at(text.len() / 2);
    let members = [gzip(first), gzip(rest)].concat();
    let frames: Vec<u8> = [first, rest]
        .iter()
        .flat_map(|part| zstd::encode_all(part.as_bytes(), 1).expect("compresses"))
        .collect();
    let expected = apart_from_the_file(read(&write(dir.path(), "plain.jsonl", &text)));
    assert_eq!(expected.len(), 3);
    for (name, content) in [
        ("a.jsonl.gz", members.as_slice()),
        ("a.jsonl.zst", &frames),
        ("misnamed.jsonl", &members),
        ("plain.jsonl.gz", text.as_bytes()),
    ] {
        let records = read(&write(dir.path(), name, content));
        assert_eq!(apart_from_the_file(records), expected, "{name}");
    }
}

/// The records as they are in a file of any name.
fn apart_from_the_file(records: Vec<Result<Record, Rejected>>) -> Vec<Record> {
    let records = records.into_iter().map(|record| {
        let mut record = record.expect("a record");
        let place = record.place.as_mut().expect("it stands somewhere");
        place.file = "any".into();
        record
    });
    records.collect()
}

/// Such a file gave no record, or its bytes as a text.
#[test]
fn a_file_that_begins_with_a_frame_without_data_is_read() {
    let dir = directory();
    let text = jsonl(3);
    let expected = apart_from_the_file(read(&write(dir.path(), "plain.jsonl", &text)));
    let skipped = [b"\x54\x2a\x4d\x18\x03\0\0\0", &b"any"[..]].concat();
    let frame = zstd::encode_all(text.as_bytes(), 1).expect("compresses");
    for name in ["a.jsonl.zst", "a.jsonl"] {
        let path = write(dir.path(), name, [&skipped[..], &frame, &skipped].concat());
        assert_eq!(apart_from_the_file(read(&path)), expected, "{name}");
    }
}

#[test]
fn what_follows_compressed_records_is_told() {
    let dir = directory();
    let text = jsonl(3);
    let frame = zstd::encode_all(text.as_bytes(), 1).expect("compresses");
    for (name, compressed) in [("a.jsonl.gz", gzip(&text)), ("a.jsonl.zst", frame)] {
        let path = write(dir.path(), name, [&compressed[..], b"garbage"].concat());
        let items = read(&path);
        assert!(
            items.len() == 4 && items[..3].iter().all(Result::is_ok),
            "{name}"
        );
        let rejected = items[3].as_ref().expect_err("garbage");
        assert_eq!(
            (rejected.code, rejected.line),
            (RejectCode::Unreadable, Some(4))
        );
    }
    let padded = [gzip(&text), vec![0; 10_000]].concat();
    assert_eq!(read(&write(dir.path(), "b.jsonl.gz", padded)).len(), 3);
}

#[test]
fn a_truncated_file_gives_its_whole_records() {
    let dir = directory();
    let text = jsonl(20_000);
    for (name, content) in [
        ("a.jsonl.gz", gzip(&text)),
        (
            "a.jsonl.zst",
            zstd::encode_all(text.as_bytes(), 1).expect("compresses"),
        ),
    ] {
        let items = read(&write(dir.path(), name, &content[..content.len() / 2]));
        let (last, whole) = items.split_last().expect("items");
        assert!(whole.len() > 1000, "{name}: {}", whole.len());
        assert!(whole.iter().all(Result::is_ok));
        let rejected = last.as_ref().expect_err("the cut record");
        assert_eq!(rejected.code, RejectCode::Truncated);
        assert_eq!(rejected.line, Some(whole.len() as u64 + 1));
        let start = rejected.byte as usize;
        assert!(text.as_bytes()[start..].starts_with(&rejected.raw));
    }
}

#[test]
fn a_truncated_text_is_one_rejection() {
    let dir = directory();
    let content = gzip("Le Mali a voté. ".repeat(100));
    let rejected = one(&write(
        dir.path(),
        "a.txt.gz",
        &content[..content.len() - 9],
    ));
    assert_eq!(rejected.expect_err("cut").code, RejectCode::Truncated);
}

#[test]
fn a_decompression_bomb_is_refused_and_costs_no_memory() {
    let dir = directory();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let zeros = io::repeat(b' ').take(300 << 20);
    io::copy(&mut { zeros }, &mut encoder).expect("compresses");
    encoder
        .write_all(b"\n{\"text\": \"after\"}\n")
        .expect("writes");
    let bomb = encoder.finish().expect("ends");
    for name in ["a.jsonl.gz", "a.txt.gz", "a.csv.gz", "a.html.gz"] {
        let path = write(dir.path(), name, &bomb);
        let items: Vec<Item> = Reader::new([path]).max_document_bytes(1 << 20).collect();
        let rejected = items[0].as_ref().expect_err("a bomb");
        assert_eq!(rejected.code, RejectCode::TooLarge, "{name}");
        assert!(rejected.raw.len() <= 64 << 10);
        if name.starts_with("a.jsonl") {
            assert_eq!(rejected.length, (300 << 20) + 1);
            assert_eq!(items[1].as_ref().expect("a record").text, "after");
        }
    }
}

#[test]
fn a_long_line_is_passed_over() {
    let dir = directory();
    let mut content = b"{\"text\": \"".to_vec();
    content.resize(100 << 20, b'a');
    content.extend_from_slice(b"\"}\n{\"id\": 1, \"text\": \"b\"}\n");
    let path = write(dir.path(), "a.jsonl", &content);
    let items: Vec<Item> = Reader::new([path]).max_document_bytes(1000).collect();
    assert_eq!(told(&items), ["too_large at Some(1), 0", "1=b"]);
}

#[test]
fn utf_16_is_told_by_its_mark() {
    let dir = directory();
    let text = "\u{feff}{\"id\": 1, \"text\": \"Goïta 🎉\"}\n{\"id\": 2, \"text\": \"b\"}\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (content, encoding) in [(little, "UTF-16LE"), (big, "UTF-16BE")] {
        let items = read(&write(dir.path(), "a.jsonl", &content));
        assert_eq!(told(&items), ["1=Goïta 🎉", "2=b"]);
        assert_eq!(
            items[0].as_ref().expect("a record").encoding,
            Some(encoding)
        );
        let record = one(&write(dir.path(), "a.txt", &content)).expect("a record");
        assert_eq!(record.text, &text[3..]);
    }
    // A lone surrogate spoils its line only.
    let broken = b"\xff\xfex\0\0\xd8\n\0{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0a\0\"\0}\0";
    let items = read(&write(dir.path(), "b.jsonl", broken));
    assert_eq!(
        items[0].as_ref().expect_err("broken").code,
        RejectCode::NotUtf8
    );
    assert_eq!(items[1].as_ref().expect("a record").text, "a");
}

/// It was read as UTF-16 with a NUL after each character.
#[test]
fn utf_32_is_told_by_its_mark() {
    let dir = directory();
    let units = |text: &str, big: bool| -> Vec<u8> {
        let units = text.chars().map(u32::from);
        let bytes = |unit: u32| match big {
            true => unit.to_be_bytes(),
            false => unit.to_le_bytes(),
        };
        units.flat_map(bytes).collect()
    };
    for (big, encoding) in [(false, "UTF-32LE"), (true, "UTF-32BE")] {
        let lines = "\u{feff}{\"id\": 1, \"text\": \"Goïta 🎉\"}\n{\"id\": 2, \"text\": \"b\"}\n";
        let items = read(&write(dir.path(), "a.jsonl", units(lines, big)));
        assert_eq!(told(&items), ["1=Goïta 🎉", "2=b"]);
        let first = items[0].as_ref().expect("a record");
        assert_eq!(first.encoding, Some(encoding));
        let path = write(dir.path(), "a.txt.gz", gzip(units(lines, big)));
        assert_eq!(one(&path).expect("a record").text, &lines[3..]);
        let table = units("\u{feff}id,text\n1,Goïta 🎉\n", big);
        assert_eq!(
            told(&read(&write(dir.path(), "a.csv", table))),
            ["1=Goïta 🎉"]
        );
        let broken = [
            units("\u{feff}x", big),
            vec![0xff; 4],
            units("\n{\"text\": \"a\"}", big),
        ];
        let items = read(&write(dir.path(), "b.jsonl", broken.concat()));
        let rejected = items[0].as_ref().expect_err("broken");
        assert_eq!(rejected.code, RejectCode::NotUtf8);
        assert_eq!(items[1].as_ref().expect("a record").text, "a");
        if cfg!(feature = "html") {
            let page = format!(
                "\u{feff}<html><body>{}</body></html>",
                "<p>Goïta a voté à Bamako lundi.</p>".repeat(20)
            );
            let record = one(&write(dir.path(), "a.html", units(&page, big))).expect("a record");
            assert!(record.text.starts_with("Goïta a voté"));
            assert_eq!(record.encoding, Some(encoding));
        }
    }
}

/// What is well known and no text is named, with what to do; it was read as text, or each of its lines
/// rejected.
#[test]
fn documents_archives_and_images_are_refused_with_what_to_do() {
    let dir = directory();
    let zip = |name: &str| [&b"PK\x03\x04"[..], &[0; 26], name.as_bytes(), b"\xff\0"].concat();
    let mut tar = vec![b'a'; 257];
    tar.extend_from_slice(b"ustar\0");
    let cases: [(&[u8], &str); 14] = [
        (b"%PDF-1.7\n%\xe2\xe3", "pdftotext"),
        (&zip("[Content_Types].xml"), "pandoc"),
        (&zip("mimetypeapplication/epub+zip"), "EPUB"),
        (
            &zip("mimetypeapplication/vnd.oasis.opendocument.text"),
            "OpenDocument",
        ),
        (&zip("a.txt"), "unzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "soffice"),
        (br"{\rtf1\ansi", "RTF"),
        (b"BZh91AY&SY\xff", "bunzip2"),
        (b"\xfd7zXZ\0\0", "unxz"),
        (b"7z\xbc\xaf\x27\x1c\0", "7z x"),
        (&tar, "tar -xf"),
        (b"\x89PNG\r\n\x1a\n\0\0\xff", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"GIF89a\x01", "an image"),
    ];
    for (content, expected) in cases {
        for name in ["a", "a.pdf", "a.txt", "a.jsonl", "a.csv", "a.html"] {
            for content in [content.to_vec(), gzip(content)] {
                let path = write(dir.path(), name, content);
                for lossy in [false, true] {
                    let items: Vec<Item> = Reader::new([&path]).lossy(lossy).collect();
                    assert_eq!(items.len(), 1, "{expected} {name}");
                    let rejected = items[0].as_ref().expect_err("no text");
                    assert_eq!(rejected.code, RejectCode::Unsupported, "{expected} {name}");
                    assert!(rejected.reason.contains(expected), "{}", rejected.reason);
                    assert!(rejected.reason.contains("expected"), "{}", rejected.reason);
                }
            }
        }
    }
}

#[test]
fn latin_1_is_read_in_texts_and_refused_in_lines() {
    let dir = directory();
    let latin = b"Le pr\xe9sident malien a \xe9t\xe9 re\xe7u \xe0 Paris.";
    let record = one(&write(dir.path(), "a.txt", latin)).expect("a record");
    assert_eq!(record.text, "Le président malien a été reçu à Paris.");
    assert_eq!(record.encoding, Some("windows-1252"));

    let line = [b"{\"text\": \"", latin.as_slice(), b"\"}\n"].concat();
    let path = write(dir.path(), "a.jsonl", line);
    let rejected = one(&path).expect_err("Latin-1");
    assert_eq!(rejected.code, RejectCode::NotUtf8);
    let line = serde_json::to_value(&rejected).expect("JSON");
    assert!(line["raw_base64"].is_string() && line.get("raw").is_none());
    let record = Reader::new([path]).lossy(true).next();
    let record = record.expect("an item").expect("a record");
    assert!(record.text.starts_with("Le pr\u{fffd}sident"));
}

#[test]
fn what_is_no_text_is_refused_unless_lossy() {
    let dir = directory();
    let path = write(dir.path(), "a.txt", b"\x89any\r\n\x1a\n\0\0\xff");
    assert_eq!(one(&path).expect_err("no text").code, RejectCode::NotUtf8);
    let record = Reader::new([path]).lossy(true).next().expect("an item");
    assert!(record.expect("a record").text.contains('\u{fffd}'));
}

#[test]
fn nul_characters_stay_and_marks_go() {
    let dir = directory();
    let record = one(&write(dir.path(), "a.txt", "\u{feff}Le\0 Mali\0")).expect("a record");
    assert_eq!(record.text, "Le\0 Mali\0");
    assert_eq!(record.encoding, None);
    let line = one(&write(dir.path(), "a.jsonl", "{\"text\": \"a\\u0000b\"}")).expect("a record");
    assert_eq!(line.text, "a\0b");
}

#[test]
fn tables_have_named_columns() {
    let dir = directory();
    let csv = "\u{feff}title,text,lang,id,date\r\n\
               T,\"Le Mali,\n\"\"voté\"\"\",fr-FR,a,2025-07-05\r\n\
               \r\n,b,,,\r\nonly,two\r\n,c,en,7,\r\n";
    let path = write(dir.path(), "a.csv", csv);
    let items = read(&path);
    let expected = [
        "a=Le Mali,\n\"voté\"".to_owned(),
        format!("{}:5=b", path.display()),
        "bad_csv at Some(6), 80".to_owned(),
        "7=c".to_owned(),
    ];
    assert_eq!(told(&items), expected);
    assert_eq!(&csv.as_bytes()[80..88], b"only,two");
    let first = items[0].as_ref().expect("a record");
    assert_eq!(first.title.as_deref(), Some("T"));
    assert_eq!(first.date.as_deref(), Some("2025-07-05"));
    assert!(first.lang.is_some());
    let rejected = items[2].as_ref().expect_err("a short row");
    assert_eq!(
        (rejected.raw.as_slice(), rejected.length),
        (b"only,two".as_slice(), 8)
    );
    assert!(rejected.reason.contains("2 fields: expected 5"));

    let tsv = write(dir.path(), "a.tsv", "id\ttext\n1\ta, b\n");
    assert_eq!(told(&read(&tsv)), ["1=a, b"]);
}

#[test]
fn other_fields_are_carried_on_request() {
    let dir = directory();
    let jsonl = "{\"text\": \"a\", \"tags\": [1, {\"x\": null}], \"url\": \"u\\u00e9\", \"n\": 123456789012345678901}\n\
                 {\"text\": \"b\"}\n";
    let csv = "n,text,url\n1,a,\"say \"\"u\"\"\"\n,b,\n";
    let carried = |name: &str, content: &str| -> Vec<Vec<(String, String)>> {
        let fields = Fields {
            carry: ["url", "n", "tags", "url", "none"]
                .map(String::from)
                .to_vec(),
            ..Fields::default()
        };
        let path = write(dir.path(), name, content);
        let records = Reader::new([path]).fields(fields);
        records
            .map(|record| record.expect("a record").carried.0)
            .collect()
    };
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        let owned = pairs
            .iter()
            .map(|&(name, value)| (name.into(), value.into()));
        owned.collect()
    };
    assert_eq!(
        carried("a.jsonl", jsonl),
        [
            pairs(&[
                ("url", "\"u\\u00e9\""),
                ("n", "123456789012345678901"),
                ("tags", "[1, {\"x\": null}]")
            ]),
            pairs(&[])
        ]
    );
    assert_eq!(
        carried("a.csv", csv),
        [
            pairs(&[("url", "\"say \\\"u\\\"\""), ("n", "\"1\"")]),
            pairs(&[])
        ]
    );
    assert_eq!(carried("a.txt", "Le Mali"), [pairs(&[])]);
}

#[test]
fn a_table_without_the_text_is_told_once() {
    let dir = directory();
    let rejected = one(&write(dir.path(), "a.csv", "id;text\n1;a\n2;b\n")).expect_err("no column");
    assert_eq!(rejected.code, RejectCode::BadCsv);
    assert!(
        rejected.reason.contains("no column \"text\"") && rejected.reason.contains("\"id;text\"")
    );
    let open = write(dir.path(), "b.csv", "id,text\n1,a\n2,\"b\n3,c\n");
    assert_eq!(told(&read(&open)), ["1=a", "bad_csv at Some(3), 12"]);
    let bad = write(dir.path(), "c.csv", b"id,text\n1,\xff\n2,b\n");
    assert_eq!(told(&read(&bad)), ["not_utf8 at Some(2), 8", "2=b"]);
}

#[test]
fn empty_files_of_each_format() {
    let dir = directory();
    let count = |name: &str| {
        let items = read(&write(dir.path(), name, ""));
        let codes = items
            .iter()
            .map(|item| item.as_ref().map_or_else(|e| e.code.as_str(), |_| "ok"));
        codes.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(count("a.txt"), ["ok"]);
    assert!(count("a.jsonl").is_empty());
    assert_eq!(count("a.csv"), ["bad_csv"]);
    assert_eq!(count("a.tsv.gz"), ["bad_csv"]);
    assert_eq!(count("a.html"), ["bad_html"]);
    assert_eq!(count("a.parquet"), ["bad_parquet"]);
}

#[cfg(feature = "html")]
#[test]
fn pages_give_their_main_text() {
    let dir = directory();
    let paragraph = "<p>The Malian government said on Monday that it would host a summit in Bamako, \
                     with guests from Niger, Ghana and Togo, the ministry said.</p>";
    let page = format!(
        "<html lang=en-GB><head><title>Summit</title></head><body><nav>Home</nav><main>{}</main></body></html>",
        paragraph.repeat(8)
    );
    let record = one(&write(dir.path(), "a.htm", page)).expect("a record");
    assert!(record.derived_text && record.text.starts_with("The Malian"));
    assert_eq!(
        (record.title.as_deref(), record.day_first),
        (Some("Summit"), Some(true))
    );
}

#[cfg(feature = "html")]
#[test]
fn pages_are_read_in_the_encoding_that_they_declare() {
    let dir = directory();
    let text = "Le président tchèque Petr Němec a reçu le Premier ministre à Brno, où l’œuvre de Dvořák \
                était jouée lundi.";
    let page = |meta: &str, text: &str| {
        let body = format!("<p>{text}</p>").repeat(8);
        format!("<html lang=fr><head>{meta}</head><body><main>{body}</main></body></html>")
    };
    let latin =
        "Le président a reçu le cœur de l’équipe à Paris, pour 3 €, avant l’été, selon lui.";
    for (meta, encoding, text) in [
        (
            "<meta http-equiv='Content-Type' content='text/html; charset=windows-1250'>",
            encoding_rs::WINDOWS_1250,
            &text.replace(['à', 'ù', 'œ', 'è'], "a"),
        ),
        (
            "<meta charset='iso-8859-15'>",
            encoding_rs::ISO_8859_15,
            &latin.replace('’', "'"),
        ),
        (
            "<meta charset=latin1>",
            encoding_rs::WINDOWS_1252,
            &latin.to_owned(),
        ),
        // It says UTF-8 and is not: its looks count.
        (
            "<meta charset=utf-8>",
            encoding_rs::WINDOWS_1252,
            &latin.to_owned(),
        ),
    ] {
        let page = page(meta, text);
        let (bytes, _, lost) = encoding.encode(&page);
        assert!(!lost, "{meta}");
        let record = one(&write(dir.path(), "a.html", &bytes)).expect("a record");
        assert!(record.text.starts_with(text.as_str()), "{}", record.text);
        assert_eq!(record.encoding, Some(encoding.name()), "{meta}");
    }
    // Re-encoded since, and the declaration left.
    let utf_8 = page("<meta charset=windows-1250>", text);
    let record = one(&write(dir.path(), "a.html", utf_8)).expect("a record");
    assert!(record.text.starts_with(text));
    assert_eq!(record.encoding, None);
    // Bytes that the encoding does not have.
    let broken = [
        page("<meta charset=iso-8859-7>", "Mali").into_bytes(),
        b"\xff\x81\xff".to_vec(),
    ]
    .concat();
    let path = write(dir.path(), "b.html", broken);
    assert_eq!(one(&path).expect_err("broken").code, RejectCode::NotUtf8);
    let lossy = Reader::new([path])
        .lossy(true)
        .next()
        .expect("an item")
        .expect("a record");
    assert_eq!(lossy.encoding, Some("ISO-8859-7"));
}

#[cfg(feature = "html")]
#[test]
fn deep_pages_are_refused_and_pages_at_the_limit_are_read() {
    let dir = directory();
    let nested = |depth: usize| {
        let text = "<p>The Malian government said on Monday that it would host a summit.</p>";
        format!("{}{}", "<div>".repeat(depth), text.repeat(20))
    };
    let rejected = one(&write(dir.path(), "a.html", nested(100_000))).expect_err("deep");
    assert_eq!(rejected.code, RejectCode::BadHtml);
    assert!(one(&write(dir.path(), "b.html", nested(500))).is_ok());
}

/// Each aborted the run, or kept it busy for a minute and more.
#[cfg(feature = "html")]
#[test]
fn a_page_that_is_built_to_overflow_the_stack_is_rejected_and_its_neighbours_are_saved() {
    let dir = directory();
    let plain =
        "<p>The Malian government said on Monday that it would host a summit.</p>".repeat(6);
    write(dir.path(), "a.html", &plain);
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=''")).collect();
    let hostile = [
        "<div><table><tr><td></div>".repeat(6000),
        "<div><object></div>".repeat(20_000),
        "<b><marquee></b>".repeat(20_000),
        "<b>".repeat(5000) + &"<p>".repeat(5000),
        format!("<p{attributes}>"),
        "<div>x</div>".repeat(500).replace("</div>", ""),
    ];
    for (n, shape) in hostile.iter().enumerate() {
        write(dir.path(), &format!("b{n}.html"), format!("{plain}{shape}"));
    }
    write(dir.path(), "c.html", &plain);
    let items = read(dir.path());
    assert_eq!(items.len(), hostile.len() + 2);
    let (last, rest) = items.split_last().expect("items");
    assert!(rest[0].is_ok() && last.is_ok());
    for (n, item) in rest[1..].iter().enumerate() {
        match item {
            // At the limit, and read.
            Ok(_) => assert_eq!(n, 5),
            Err(rejected) => {
                assert_eq!(rejected.code, RejectCode::BadHtml, "{n}");
                let reason = &rejected.reason;
                assert!(
                    reason.contains(" than 512") && reason.contains("at byte"),
                    "{reason}"
                );
            }
        }
    }
}

#[test]
fn files_that_no_format_claims_are_counted_by_ending() {
    let dir = directory();
    for name in [
        "a.txt",
        "b.pdf",
        "c/d.PDF",
        "c/e.tar.gz",
        "README",
        "out/f.partial",
    ] {
        write(dir.path(), name, "x");
    }
    let reader = Reader::new([dir.path()]);
    let mut reader = reader
        .leave_out([dir.path().join("out")])
        .expect("no input is one");
    let passed_over = reader.passed_over();
    assert!(passed_over.by_ending().is_empty());
    assert_eq!(reader.by_ref().count(), 1);
    drop(reader);
    let counts: Vec<(String, u64)> = passed_over.by_ending().into_iter().collect();
    let expected = [("", 1), ("pdf", 2), ("tar.gz", 1)].map(|(e, n)| (e.to_owned(), n));
    assert_eq!(counts, expected);
}

#[test]
fn directories_are_read_at_any_depth_in_order() {
    let dir = directory();
    for name in [
        "b/z.txt",
        "b/a.txt.gz",
        "c.ndjson",
        "a.csv",
        "d.pdf",
        "e.htm.bak",
    ] {
        write(dir.path(), name, "text\nx\n");
    }
    let items = read(dir.path());
    let files: Vec<String> = items
        .iter()
        .map(|item| match item {
            Ok(record) => record.id.clone(),
            Err(rejected) => rejected.file.display().to_string(),
        })
        .map(|file| file[dir.path().display().to_string().len() + 1..].to_owned())
        .collect();
    assert_eq!(
        files,
        ["a.csv:2", "b/a.txt.gz", "b/z.txt", "c.ndjson", "c.ndjson"]
    );
}

#[cfg(unix)]
#[test]
fn links_to_directories_are_not_followed_and_dead_links_are_told() {
    use std::os::unix::fs::symlink;

    let dir = directory();
    write(dir.path(), "a/one.txt", "x");
    symlink(dir.path(), dir.path().join("a/loop")).expect("link");
    symlink("nowhere", dir.path().join("b.txt")).expect("link");
    symlink(dir.path().join("a/one.txt"), dir.path().join("c.txt")).expect("link");
    let items = read(dir.path());
    assert_eq!(items.len(), 3);
    assert_eq!(
        items[1].as_ref().expect_err("dead").code,
        RejectCode::Unreadable
    );
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf_8_are_shown_as_well_as_can_be() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let dir = directory();
    let odd = dir.path().join(OsStr::from_bytes(b"caf\xe9"));
    fs::create_dir(&odd).expect("directory");
    fs::write(odd.join("a.txt"), "x").expect("file");
    fs::write(odd.join("b.jsonl"), "{").expect("file");
    let items = read(dir.path());
    assert!(
        items[0]
            .as_ref()
            .expect("a record")
            .id
            .contains("caf\u{fffd}/a.txt")
    );
    let rejected = items[1].as_ref().expect_err("no JSON");
    let line = serde_json::to_value(rejected).expect("JSON");
    assert!(
        line["file"]
            .as_str()
            .is_some_and(|f| f.contains("caf\u{fffd}/b.jsonl"))
    );
    assert_eq!(line["code"], "not_json");
}

#[test]
fn patterns_are_expanded_where_no_file_has_the_name() {
    let dir = directory();
    for name in ["b.txt", "a.txt", "[1].txt", "c.jsonl"] {
        write(dir.path(), name, "{\"id\": \"c\", \"text\": \"\"}");
    }
    let count = |pattern: &str| read(&dir.path().join(pattern)).len();
    assert_eq!(count("*.txt"), 3);
    assert_eq!(count("?.*"), 3);
    assert_eq!(count("[1].txt"), 1);
    let rejected = one(&dir.path().join("*.csv")).expect_err("no match");
    assert_eq!(rejected.code, RejectCode::Unreadable);
    assert!(rejected.reason.starts_with("matches no file"));
}

#[test]
fn a_file_that_goes_away_is_told_and_the_rest_goes_on() {
    let dir = directory();
    for name in ["a.txt", "b.txt", "c.txt"] {
        write(dir.path(), name, "x");
    }
    let mut reader = Reader::new([dir.path()]);
    assert!(reader.next().expect("a").is_ok());
    fs::remove_file(dir.path().join("b.txt")).expect("removes");
    let rest: Vec<Item> = reader.collect();
    assert_eq!(
        rest[0].as_ref().expect_err("gone").code,
        RejectCode::Unreadable
    );
    assert!(rest[1].is_ok() && rest.len() == 2);
}

#[test]
fn ten_thousand_small_files() {
    let dir = directory();
    for n in 0..10_000 {
        fs::write(dir.path().join(format!("{n:05}.txt")), "Le Mali.").expect("file");
    }
    let mut reader = Reader::new([dir.path()]);
    assert_eq!(reader.by_ref().filter(Result::is_ok).count(), 10_000);
    assert_eq!(reader.bytes_read(), 80_000);
}

#[test]
fn the_format_can_be_given() {
    let dir = directory();
    let path = write(dir.path(), "a.txt", "text\nLe Mali\n");
    let items: Vec<Item> = Reader::new([path]).format(Some(Format::Csv)).collect();
    assert_eq!(items[0].as_ref().expect("a record").text, "Le Mali");
}
