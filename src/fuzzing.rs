//! What must hold for any input, as functions that panic if it does not. The fuzzers of `fuzz/` and
//! the property tests call the same ones. Not part of the library's interface.

use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use crate::document::{Label, Lang};
use crate::griot::Griot;
use crate::labels::{LabelMap, Tagset};
use crate::model::ModelSource;
use crate::read::{Fields, Format, Reader};
use crate::resolve::date;
use crate::tokenise::Pieces;
use crate::{edges, furniture, segment};

/// All ranges of a short text are tried; of a long one, those of fewer characters than this.
const ALL_RANGES: usize = 48;

/// Normalising: any range of the normalised text maps to a slice of the source, forward.
pub fn normalise(source: &str) {
    let normalised = crate::normalise::normalise(source);
    let text = &normalised.text;
    let indices = text.char_indices().map(|(at, _)| at);
    let ends: Vec<usize> = indices.chain([text.len()]).collect();
    let mut last = 0;
    for (n, &start) in ends.iter().enumerate() {
        for &end in ends[n..].iter().take(ALL_RANGES) {
            let range = normalised.source_range(start..end);
            assert!(source.get(range.clone()).is_some(), "{range:?} is no slice");
            assert!(
                start == end || !range.is_empty(),
                "{start}..{end} came from nothing"
            );
            let whole = normalised.whole(start..end);
            assert!(whole.start <= start && end <= whole.end, "{whole:?}");
            assert_eq!(normalised.source_range(whole.clone()), range);
            // Ranges that do not overlap there do not overlap in the source.
            if let Some(next) = text[whole.end..].chars().next() {
                let next = normalised.whole(whole.end..whole.end + next.len_utf8());
                let next = normalised.source_range(next);
                assert!(
                    range.end <= next.start,
                    "{range:?} and {next:?} share a character"
                );
            }
        }
        let at = normalised.source_range(start..start).start;
        assert!(at >= last, "the map goes back at {start}");
        last = at;
    }
}

/// Segmenting: sentences and words slice the text, in order and apart; so do furniture and edges.
pub fn segment(source: &str) {
    // Segmentation takes any text; the stages after it take a normalised one.
    sentences(source);
    let text = crate::normalise::normalise(source).text;
    let sentences = sentences(&text);
    ordered(&text, &furniture::find(&text, sentences.iter().cloned()));
    for sentence in sentences {
        for lang in [Lang::Fr, Lang::En] {
            for label in Label::ALL {
                let trimmed = edges::trim(&text, sentence.clone(), label, lang);
                assert!(text.get(trimmed.clone()).is_some(), "{trimmed:?}");
                assert!(trimmed.is_empty() || within(&trimmed, &sentence));
            }
        }
    }
}

fn sentences(text: &str) -> Vec<Range<usize>> {
    let sentences = segment::sentences(text);
    ordered(text, &sentences);
    for sentence in &sentences {
        let sentence = &text[sentence.clone()];
        let words: Vec<_> = segment::words(sentence).collect();
        ordered(sentence, &words);
    }
    sentences
}

/// The whole pipeline, with a model whose mentions mean nothing and are anywhere: they slice the
/// text, in order and apart.
pub fn document(source: &str) {
    static GRIOT: LazyLock<Griot> = LazyLock::new(|| {
        let model = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/models/bert");
        let griot = Griot::builder().model(model).threads(1).build();
        griot.expect("the tiny model is there")
    });
    let document = GRIOT.extract(source).expect("no text is refused");
    let mentions = document.mentions.iter().map(|mention| mention.span);
    ordered(
        source,
        &mentions.map(|span| span.bytes()).collect::<Vec<_>>(),
    );
    let furniture = document.furniture.iter().map(crate::Span::bytes);
    ordered(source, &furniture.collect::<Vec<_>>());
}

/// Dates: matches slice the text, in order and apart, and each can be read and resolved.
pub fn dates(source: &str) {
    let text = crate::normalise::normalise(source).text;
    let anchor = jiff::civil::Date::constant(2025, 7, 5);
    for lang in [Lang::Fr, Lang::En] {
        let matches = date::find(&text, lang);
        let ranges: Vec<_> = matches.iter().map(|found| found.range.clone()).collect();
        ordered(&text, &ranges);
        if let Some(found) = date::find_document_date(&text, lang) {
            assert!(text.get(found.range).is_some());
        }
        let whole = date::parse(&text, lang).map(|expr| (0..text.len(), expr));
        let each = matches.into_iter().map(|found| (found.range, found.expr));
        for (span, expr) in each.chain(whole) {
            for (anchor, day_order) in [
                (None, None),
                (Some(anchor), Some(date::DayOrder::DayFirst)),
                (Some(jiff::civil::Date::MAX), None),
                (Some(jiff::civil::Date::MIN), None),
            ] {
                let context = date::DateContext {
                    lang,
                    sentence: &text,
                    span: span.clone(),
                    reference: None,
                    day_order,
                };
                let value = date::resolve(&expr, anchor, &context);
                if let (Some(first), Some(last)) = (value.earliest, value.latest) {
                    assert!(
                        first <= last,
                        "{first} to {last}: {:?}",
                        &text[span.clone()]
                    );
                }
            }
        }
    }
}

/// Reading: every rejection gives its place, inside the file and after the one before; what a
/// record carries is JSON.
pub fn reader(path: &Path, format: Format) {
    let bytes = std::fs::read(path).unwrap_or_default();
    // Places count bytes of the decompressed file in UTF-8, which may take more bytes than UTF-16.
    let compressed = [&[0x1f, 0x8b][..], &[0x28, 0xb5, 0x2f, 0xfd]];
    let is_skipped = bytes.get(1..4) == Some(&[0x2a, 0x4d, 0x18]);
    let is_compressed = compressed.iter().any(|magic| bytes.starts_with(magic));
    let size = match is_compressed || is_skipped {
        true => u64::MAX,
        false => 2 * bytes.len() as u64,
    };
    let mut last = None;
    let fields = Fields {
        carry: ["id", "x", "text"].map(str::to_owned).to_vec(),
        ..Fields::default()
    };
    for item in Reader::new([path]).format(Some(format)).fields(fields) {
        let rejected = match item {
            Ok(record) => {
                for (name, value) in &record.carried.0 {
                    let json = serde_json::from_str::<serde::de::IgnoredAny>(value);
                    assert!(json.is_ok(), "{name} is no JSON: {value}");
                }
                continue;
            }
            Err(rejected) => rejected,
        };
        assert!(
            rejected.byte <= size,
            "{rejected} is past the end of the file"
        );
        // Rows of a table may share a line: a carriage return ends them too. What concerns a whole
        // file comes last.
        let place = (rejected.line.unwrap_or(u64::MAX), rejected.byte);
        assert!(
            Some(place) > last,
            "{rejected} does not come after {last:?}"
        );
        last = Some(place);
    }
}

/// Compressed inputs: bytes that are cut into pieces, each a member or frame, come back as they
/// were, even with frames without data between them.
pub fn compressed(bytes: &[u8]) {
    use std::io::Write;

    let Some((&kind, bytes)) = bytes.split_first() else {
        return;
    };
    let length = usize::from(kind >> 4) * 7 + 1;
    let mut file = Vec::new();
    for piece in bytes.chunks(length) {
        if kind % 2 == 0 {
            let level = flate2::Compression::fast();
            let mut member = flate2::write::GzEncoder::new(&mut file, level);
            member.write_all(piece).expect("memory is written to");
            member.finish().expect("memory is written to");
            continue;
        }
        if kind % 4 == 3 {
            file.extend_from_slice(&[0x50 | (kind >> 4), 0x2a, 0x4d, 0x18]);
            file.extend_from_slice(&(piece.len() as u32).to_le_bytes());
            file.extend_from_slice(piece);
        }
        file.extend(zstd::encode_all(piece, 1).expect("memory is written to"));
    }
    assert_eq!(crate::read::whole(&file).expect("it is whole"), bytes);
    // Cut or changed anywhere, it gives an error or something: it does not panic.
    if let Some(at) = file.len().checked_sub(usize::from(kind) + 1) {
        let _ = crate::read::whole(&file[..at]);
        file[at] ^= kind | 1;
        let _ = crate::read::whole(&file);
    }
}

/// Loading: the configuration and the tokenizer of a model directory are used or refused. The ONNX
/// graph is left to rten, which does not limit the cost of evaluating its constants.
pub fn model_directory(directory: &Path) {
    let Ok(model) = ModelSource::named(directory) else {
        return;
    };
    if let Ok(config) = model.config() {
        let tags = config.tags();
        let _ = tags.and_then(|tags| Tagset::new(&tags, &LabelMap::default()));
        assert!(config.window(2) > 0);
    }
    if let Ok(json) = model.tokenizer() {
        let _ = Pieces::from_bytes(&json);
    }
}

#[track_caller]
fn ordered(text: &str, ranges: &[Range<usize>]) {
    let mut last = 0;
    for range in ranges {
        assert!(text.get(range.clone()).is_some(), "{range:?} is no slice");
        assert!(
            range.start >= last && !range.is_empty(),
            "{range:?} after {last}"
        );
        last = range.end;
    }
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    /// Pieces of news, with what goes wrong in news, or any characters at all.
    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-é𝐌ﬁ\u{ad}\u{301}’` \r\n]{0,12}",
            // What NFKC expands.
            "[½¾⅒℅㍿ﷺ…㏂ﬃ①⒈㋿㏠㍘‼\u{2028}\u{85}]{1,3}",
            "[0-9]{1,5}",
            prop::sample::select(vec![
                "le ",
                "du ",
                "au ",
                "entre ",
                " et ",
                "from ",
                " to ",
                "lundi ",
                "Monday ",
                "mars ",
                "July ",
                "janv. ",
                "siècle ",
                "century ",
                "années ",
                "-",
                "/",
                ".",
                ", ",
                ": ",
                "« ",
                " »",
                "\"",
                "(",
                ")",
                "© ",
                "Lire aussi",
                "cookies ",
                "nos partenaires ",
                "votre ",
                "Accueil > ",
                "\n- ",
                "M. ",
                "XIX",
                "e ",
                "last ",
                "il y a ",
                " ans",
                "fin ",
                "mi-",
                "next ",
                "week",
                "trimestre ",
                "av. J.-C.",
                "BC",
            ])
            .prop_map(str::to_owned),
        ];
        prop_oneof![
            4 => prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat()),
            1 => "\\PC{0,40}",
            1 => any::<String>(),
        ]
    }

    /// Model files with a hole or a change in them.
    fn models() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
        let file = prop::sample::select(vec!["config.json", "tokenizer.json"]);
        (
            file,
            any::<prop::sample::Index>(),
            any::<prop::sample::Index>(),
            any::<u8>(),
        )
            .prop_map(|(name, at, end, byte)| {
                let path = std::path::Path::new("tests/models/bert").join(name);
                let mut bytes = std::fs::read(path).expect("the tiny model is there");
                let at = at.index(bytes.len());
                bytes[at] = byte;
                if byte.is_multiple_of(4) {
                    bytes.truncate(end.index(bytes.len()));
                }
                (name, bytes)
            })
    }

    proptest! {
        #[test]
        fn normalise(text in texts()) {
            super::normalise(&text);
        }

        #[test]
        fn segment(text in texts()) {
            super::segment(&text);
        }

        #[test]
        fn dates(text in texts()) {
            super::dates(&text);
        }

        #[test]
        fn document(text in texts()) {
            super::document(&text);
        }

        #[test]
        fn reader(bytes in prop_oneof![
            any::<Vec<u8>>(),
            "(\\{\"text\": ?(\"[a-z\\\\]{0,4}\"|3|null)(, \"id\": [0-9\\[]{1,3})?\\}?\r?\n{0,2}){0,6}".prop_map(String::into_bytes),
        ]) {
            let directory = tempfile::tempdir().expect("a temporary directory");
            let path = directory.path().join("input");
            std::fs::write(&path, &bytes).expect("the input is written");
            for format in [crate::Format::Text, crate::Format::Jsonl, crate::Format::Csv] {
                super::reader(&path, format);
            }
        }

        #[test]
        fn compressed(bytes in any::<Vec<u8>>()) {
            super::compressed(&bytes);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn model_directory((name, bytes) in models()) {
            let directory = tempfile::tempdir().expect("a temporary directory");
            std::fs::write(directory.path().join(name), bytes).expect("the file is written");
            super::model_directory(directory.path());
        }
    }
}
