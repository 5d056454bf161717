//! Parquet files as inputs.
#![cfg(feature = "parquet")]

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::types::Int64Type;
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Float64Array, Int64Array, ListArray, RecordBatch,
    StringArray, StringViewArray, TimestampMillisecondArray,
};
use griot::{Fields, Reader, Record, RejectCode, Rejected};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

type Item = Result<Record, Rejected>;

fn write(path: &Path, columns: Vec<(&str, ArrayRef)>, compression: Compression) {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, array)| (name, array, true)),
    )
    .expect("a batch");
    let properties = WriterProperties::builder()
        .set_compression(compression)
        .build();
    let file = File::create(path).expect("file");
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).expect("writer");
    writer.write(&batch).expect("writes");
    writer.close().expect("ends");
}

#[test]
fn rows_are_records() {
    let dir = tempfile::tempdir().expect("directory");
    let path = dir.path().join("a.parquet");
    let texts = StringViewArray::from(vec![Some("Le Mali"), None, Some("Le Togo")]);
    let langs = StringArray::from(vec![Some("fr-FR"), None, None]);
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(Default::default()),
        Compression::GZIP(Default::default()),
        Compression::BROTLI(Default::default()),
        Compression::LZ4,
        Compression::LZ4_RAW,
    ] {
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("text", Arc::new(texts.clone())),
            ("id", Arc::new(Int64Array::from(vec![Some(7), None, None]))),
            ("other", Arc::new(Int64Array::from(vec![1, 2, 3]))),
            ("lang", Arc::new(langs.clone())),
        ];
        write(&path, columns, compression);
        let items: Vec<Item> = Reader::new([&path]).collect();
        assert_eq!(items.len(), 3);
        let first = items[0].as_ref().expect("a record");
        assert_eq!((first.id.as_str(), first.text.as_str()), ("7", "Le Mali"));
        assert!(first.lang.is_some());
        let null = items[1].as_ref().expect_err("null");
        assert_eq!((null.code, null.line), (RejectCode::BadField, Some(2)));
        let third = items[2].as_ref().expect("a record");
        assert_eq!(third.id, format!("{}:3", path.display()));
    }
}

#[test]
fn columns_of_any_type_are_carried() {
    let dir = tempfile::tempdir().expect("directory");
    let path = dir.path().join("a.parquet");
    let tags = ListArray::from_iter_primitive::<Int64Type, _, _>([Some(vec![Some(1), None]), None]);
    let times = TimestampMillisecondArray::from(vec![Some(1_751_702_400_123), None]);
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("text", Arc::new(StringArray::from(vec!["a", "b"]))),
        ("tags", Arc::new(tags)),
        ("score", Arc::new(Float64Array::from(vec![0.25, f64::NAN]))),
        ("seen", Arc::new(times)),
        ("live", Arc::new(BooleanArray::from(vec![true, false]))),
        (
            "raw",
            Arc::new(BinaryArray::from(vec![&b"\xff\0"[..], b""])),
        ),
        ("left", Arc::new(StringArray::from(vec!["x", "y"]))),
    ];
    write(&path, columns, Compression::SNAPPY);
    let fields = Fields {
        carry: ["raw", "tags", "score", "seen", "live", "none"]
            .map(String::from)
            .to_vec(),
        ..Fields::default()
    };
    let carried: Vec<String> = Reader::new([&path])
        .fields(fields)
        .map(|item| {
            let fields = item.expect("a record").carried;
            let fields = fields
                .0
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            fields.collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(
        carried,
        [
            "raw=\"ff00\" tags=[1,null] score=0.25 seen=\"2025-07-05T08:00:00.123\" live=true",
            "raw=\"\" tags=null score=null seen=null live=false",
        ]
    );
}

#[test]
fn many_batches_and_a_limit() {
    let dir = tempfile::tempdir().expect("directory");
    let path = dir.path().join("a.parquet");
    let texts: StringArray = (0..3000).map(|n| Some("x".repeat(n % 11))).collect();
    write(&path, vec![("text", Arc::new(texts))], Compression::SNAPPY);
    let items: Vec<Item> = Reader::new([&path]).max_document_bytes(9).collect();
    assert_eq!(items.len(), 3000);
    let large = items.iter().filter_map(|item| item.as_ref().err());
    assert_eq!(
        large.filter(|e| e.code == RejectCode::TooLarge).count(),
        272
    );
}

#[test]
fn what_does_not_fit_is_told() {
    let dir = tempfile::tempdir().expect("directory");
    let path = dir.path().join("a.parquet");
    let reason = || {
        let items: Vec<Item> = Reader::new([&path]).collect();
        assert_eq!(items.len(), 1);
        items
            .into_iter()
            .find_map(Result::err)
            .expect("a rejection")
            .reason
    };
    let body = || -> ArrayRef { Arc::new(StringArray::from(vec!["a"])) };
    write(&path, vec![("body", body())], Compression::SNAPPY);
    assert!(reason().contains("no column \"text\"") && reason().contains("\"body\""));
    let numbers: ArrayRef = Arc::new(Float64Array::from(vec![1.5]));
    write(&path, vec![("text", numbers)], Compression::SNAPPY);
    assert!(reason().contains("column \"text\" is Float64"));
    std::fs::write(&path, "PAR1 and no more").expect("file");
    assert!(reason().contains("expected a Parquet file"));
}

#[test]
fn a_damaged_file_is_rejected_and_nothing_worse() {
    let dir = tempfile::tempdir().expect("directory");
    let path = dir.path().join("a.parquet");
    let texts: StringArray = (0..50).map(|n| Some(format!("text {n}"))).collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("text", Arc::new(texts)),
        ("id", Arc::new(Int64Array::from_iter_values(0..50))),
    ];
    write(&path, columns, Compression::SNAPPY);
    let whole = std::fs::read(&path).expect("file");
    for at in 0..whole.len() {
        for change in [0x01, 0xff] {
            let mut damaged = whole.clone();
            damaged[at] ^= change;
            std::fs::write(&path, &damaged).expect("file");
            assert!(Reader::new([&path]).count() <= 51, "byte {at}");
        }
    }
}
