//! What is written in each format is what was found.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use assert_cmd::Command;
use griot::eval::{Options, Relabelling, ScoreReport, evaluate, open_gold, open_predictions};
use griot::{Document, EncodeOptions, Encoder, Griot, OutputFormat, Reader, file_stem, standoff};
use serde_json::Value;

/// The sample corpus as the small model reads it, with its texts, once for all tests.
fn found() -> &'static [Document] {
    static FOUND: OnceLock<Vec<Document>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let griot = Griot::builder()
            .model("small")
            .build()
            .expect("the small model is part of this build");
        let records = Reader::new(["corpus/news.jsonl"]).map(|record| record.expect("a record"));
        griot
            .extract_stream(records)
            .map(|(record, document)| {
                let document = document.expect("no text is refused");
                document.with_text(record.text)
            })
            .collect()
    })
}

fn mentions() -> usize {
    found().iter().map(|document| document.mentions.len()).sum()
}

fn encoded(format: OutputFormat) -> Vec<u8> {
    let mut encoder = Encoder::new(format, EncodeOptions::default()).expect("a stream");
    let mut out = encoder.header();
    for document in found() {
        encoder.encode(document, &mut out).expect("a document");
    }
    out
}

/// Scores a file against itself and expects all of the corpus in it.
fn assert_whole(path: &Path) -> ScoreReport {
    let labels = Relabelling::default();
    let gold = open_gold(path, &labels).expect("gold");
    let predicted = open_predictions(path, &labels).expect("predictions");
    let report = evaluate(&gold, &predicted, &Options::default()).expect("a report");
    let score = &report.all.strict.micro;
    assert_eq!(report.all.documents, found().len());
    assert_eq!((score.gold, score.predicted), (mentions(), mentions()));
    assert!((score.f1 - 1.0).abs() < f64::EPSILON, "{score:?}");
    let cli = Command::new(env!("CARGO_BIN_EXE_griot"))
        .args([
            "eval".as_ref(),
            path.as_os_str(),
            path.as_os_str(),
            "--json".as_ref(),
        ])
        .assert()
        .success();
    let told: Value = serde_json::from_slice(&cli.get_output().stdout).expect("JSON");
    assert_eq!(told["strict"]["micro"]["gold"], mentions());
    assert_eq!(told["strict"]["micro"]["f1"], 1.0);
    report
}

#[test]
fn every_format_that_is_read_back_has_every_mention() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = |name: &str| dir.path().join(name);
    fs::write(path("out.jsonl"), encoded(OutputFormat::Jsonl)).expect("JSON lines");
    fs::write(path("out.conll"), encoded(OutputFormat::Conll)).expect("CoNLL");
    let brat = path("brat");
    fs::create_dir(&brat).expect("a directory");
    for document in found() {
        let written = standoff(document).expect("it has its text");
        let stem = file_stem(document.id.as_deref().expect("an id"));
        fs::write(brat.join(format!("{stem}.txt")), written.text).expect("a text");
        fs::write(brat.join(format!("{stem}.ann")), written.ann).expect("annotations");
    }

    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &encoded(OutputFormat::Conll)).expect("compresses");
    fs::write(path("out.conll.gz"), packed.finish().expect("ends")).expect("CoNLL");
    let packed = zstd::encode_all(&*encoded(OutputFormat::Jsonl), 1).expect("compresses");
    fs::write(path("out.jsonl.zst"), packed).expect("JSON lines");

    let jsonl = assert_whole(&path("out.jsonl"));
    assert_whole(&path("out.conll.gz"));
    assert_whole(&path("out.jsonl.zst"));
    let conll = assert_whole(&path("out.conll"));
    let of_brat = assert_whole(&brat);
    for other in [&conll, &of_brat] {
        assert_eq!(other.all.strict.labels.len(), jsonl.all.strict.labels.len());
        for (label, score) in &jsonl.all.strict.labels {
            assert_eq!(other.all.strict.labels[label].gold, score.gold, "{label}");
        }
    }

    // The same ids, texts and offsets: brat scores against JSON lines.
    let labels = Relabelling::default();
    let gold = open_gold(&path("out.jsonl"), &labels).expect("gold");
    let predicted = open_predictions(&brat, &labels).expect("predictions");
    let report = evaluate(&gold, &predicted, &Options::default()).expect("a report");
    assert_eq!(report.all.strict.micro.true_positives, mentions());
    assert_eq!(report.unpredicted, [""; 0]);
}

#[test]
fn csv_has_a_row_a_mention() {
    let bytes = encoded(OutputFormat::Csv);
    let mut table = csv::Reader::from_reader(&*bytes);
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    let expected: Vec<(&str, &str, String)> = found()
        .iter()
        .flat_map(|document| {
            document.mentions.iter().map(|mention| {
                (
                    document.id.as_deref().expect("an id"),
                    &*mention.text,
                    mention.span.start_byte.to_string(),
                )
            })
        })
        .collect();
    let read: Vec<(&str, &str, String)> = rows
        .iter()
        .map(|row| (&row[0], &row[4], row[7].to_owned()))
        .collect();
    assert_eq!(read, expected);
    let mali = rows.iter().find(|row| &row[4] == "Mali").expect("Mali");
    assert_eq!(
        (&mali[3], &mali[10], &mali[12], &mali[14]),
        ("COUNTRY", "ML", "Mali", "ML")
    );
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_says_what_the_json_lines_say() {
    use griot::ParquetWriter;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    for include_text in [false, true] {
        let mut documents = found().to_vec();
        for document in &mut documents {
            document.text = document.text.take().filter(|_| include_text);
        }
        let file = tempfile::tempfile().expect("a file");
        let mut writer = ParquetWriter::new(file).expect("a writer");
        for document in documents.clone() {
            writer.write(document).expect("a row");
        }
        let file = writer.finish().expect("the end");

        let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet");
        let mut read = arrow_json::LineDelimitedWriter::new(Vec::new());
        for batch in reader.build().expect("a reader") {
            read.write(&batch.expect("a batch")).expect("JSON");
        }
        read.finish().expect("the end");
        let read = String::from_utf8(read.into_inner()).expect("UTF-8");
        assert_eq!(read.lines().count(), documents.len());
        for (line, document) in read.lines().zip(&documents) {
            let read: Value = serde_json::from_str(line).expect("JSON");
            assert_eq!(read, serde_json::to_value(document).expect("JSON"));
        }
    }
}

#[test]
fn what_a_record_carries_is_written_as_it_stands() {
    let mut document = found()[0].clone();
    document.carried.0 = [("n", "1.10"), ("tags", "[ 1, {\"x\": null}]")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
    let mut encoder =
        Encoder::new(OutputFormat::Jsonl, EncodeOptions::default()).expect("a stream");
    let mut out = Vec::new();
    encoder.encode(&document, &mut out).expect("a line");
    let line = String::from_utf8(out).expect("UTF-8");
    assert!(
        line.contains("\"carried\":{\"n\":1.10,\"tags\":[ 1, {\"x\": null}]},\"entities\":["),
        "{line}"
    );
    document.carried.0[0].1 = "1,".to_owned();
    let error = encoder.encode(&document, &mut Vec::new());
    assert!(error.is_err_and(|e| e.to_string().contains("cannot write JSON")));
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_has_what_a_record_carries_as_json() {
    use arrow_array::cast::AsArray;
    use griot::ParquetWriter;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    let mut document = found()[0].clone();
    let file = tempfile::tempfile().expect("a file");
    let mut writer = ParquetWriter::new(file).expect("a writer");
    writer.write(document.clone()).expect("a row");
    document.carried.0 = vec![("n".to_owned(), "1.10".to_owned())];
    writer.write(document).expect("a row");
    let file = writer.finish().expect("the end");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet");
    let mut batches = reader.build().expect("a reader");
    let batch = batches.next().expect("a batch").expect("a batch");
    let column = batch.column_by_name("carried").expect("a column");
    let read: Vec<Option<&str>> = column.as_string::<i32>().iter().collect();
    assert_eq!(read, [None, Some("{\"n\":1.10}")]);
}

#[test]
fn a_job_takes_no_memory_out_of_bounds() {
    use griot::ErrorKind;
    use griot::job::{Job, Target};

    let griot = Griot::builder().model("tiny").build().expect("a model");
    for bytes in [0, 64, u64::MAX] {
        let job = Job::new(Target::Stdout).max_memory(bytes);
        let ended = job.run(&griot, Reader::new(["corpus/news.jsonl"]), |_| ());
        let error = ended.expect_err("out of bounds");
        assert_eq!(error.kind(), ErrorKind::Option, "{error}");
        assert!(error.to_string().contains("expected 1024 to"), "{error}");
    }
}
