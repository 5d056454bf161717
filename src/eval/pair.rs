//! Finds the prediction for each gold document.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::code_points::CodePoints;
use super::document::{GoldDocument, LabelledSpan, Prediction};
use crate::error::{Error, ErrorKind, Result};

/// A gold document and its prediction, whose spans fit the gold text.
pub(super) struct DocumentPair<'a> {
    pub(super) gold: &'a GoldDocument,
    pub(super) predicted: Option<&'a Prediction>,
    pub(super) text: CodePoints<'a>,
}

impl<'a> DocumentPair<'a> {
    /// The predicted spans; none where there is no prediction.
    pub(super) fn spans(&self) -> &'a [LabelledSpan] {
        self.predicted
            .map_or(&[], |prediction| &prediction.entities)
    }

    /// The language of the gold document, else the one that the system took it for.
    pub(super) fn lang(&self) -> Option<&str> {
        self.gold.lang().or_else(|| self.predicted?.lang.as_deref())
    }
}

/// One pair for each gold document, in their order.
pub(super) fn pair<'a>(
    gold: &'a [GoldDocument],
    predicted: &'a [Prediction],
) -> Result<Vec<DocumentPair<'a>>> {
    let mut places = HashMap::new();
    for (place, document) in gold.iter().enumerate() {
        if places.insert(document.id(), place).is_some() {
            let message = format!(
                "expected each gold id once, and {:?} comes again",
                document.id()
            );
            return Err(Error::new(ErrorKind::Input, message));
        }
    }
    let mut found: HashMap<usize, &Prediction> = HashMap::new();
    for prediction in predicted {
        let id = &prediction.id;
        let wrong = |message: String| prediction.placed(Error::new(ErrorKind::Input, message));
        let place = *places.get(id.as_str()).ok_or_else(|| {
            wrong(format!(
                "expected the id of a gold document, and {id:?} is none"
            ))
        })?;
        match found.entry(place) {
            Entry::Vacant(free) => free.insert(prediction),
            Entry::Occupied(_) => {
                let message = format!("expected one prediction a document, and {id:?} comes again");
                return Err(wrong(message));
            }
        };
        let text = prediction.text.as_deref();
        if text.is_some_and(|text| text != gold[place].text()) {
            let message =
                format!("expected the text of the gold document {id:?}, and this is another");
            return Err(wrong(message));
        }
    }
    let checked = gold.iter().enumerate().map(|(place, gold)| {
        let (predicted, text) = (found.get(&place).copied(), CodePoints::of(gold.text()));
        if let Some(prediction) = predicted {
            let checked = prediction.check(&text);
            checked.map_err(|error| prediction.placed(error))?;
        }
        Ok(DocumentPair {
            gold,
            predicted,
            text,
        })
    });
    checked.collect()
}

#[cfg(test)]
mod tests {
    use super::super::gold::{read_gold, read_predictions};
    use super::super::labels::Relabelling;
    use super::*;

    fn gold(ids: &[&str]) -> Vec<GoldDocument> {
        let document = |id: &&str| {
            let text = "Goïta à Bamako".to_owned();
            GoldDocument::new((*id).to_owned(), None, text, Vec::new()).expect("no spans")
        };
        ids.iter().map(document).collect()
    }

    fn predicted(lines: &str) -> Vec<Prediction> {
        read_predictions(lines.as_bytes(), "pred.jsonl", &Relabelling::default()).expect(lines)
    }

    fn failure(gold: &[GoldDocument], predicted: &[Prediction]) -> String {
        let error = pair(gold, predicted).err().expect("a failure");
        assert_eq!(error.kind(), ErrorKind::Input);
        error.to_string()
    }

    #[test]
    fn documents_meet_by_id_in_the_order_of_the_gold() {
        let gold = gold(&["a", "b", "c"]);
        let predicted = predicted(
            "{\"id\":\"c\",\"lang\":\"en\",\"entities\":[]}\n{\"id\":\"a\",\"entities\":[]}",
        );
        let pairs = pair(&gold, &predicted).expect("pairs");
        let found: Vec<_> = pairs
            .iter()
            .map(|pair| pair.predicted.map(|p| &*p.id))
            .collect();
        assert_eq!(found, [Some("a"), None, Some("c")]);
        assert_eq!(pairs[2].lang(), Some("en"));
    }

    #[test]
    fn a_prediction_for_no_gold_document_is_refused_with_its_line() {
        let predicted = predicted("\n{\"id\":\"z\",\"entities\":[]}");
        assert_eq!(
            failure(&gold(&["a"]), &predicted),
            "pred.jsonl:2: expected the id of a gold document, and \"z\" is none"
        );
    }

    #[test]
    fn an_id_twice_on_either_side_is_refused() {
        let twice = [
            predicted("{\"id\":\"a\",\"entities\":[]}"),
            predicted("{\"id\":\"a\",\"entities\":[]}"),
        ];
        assert_eq!(
            failure(&gold(&["a"]), &twice.concat()),
            "pred.jsonl:1: expected one prediction a document, and \"a\" comes again"
        );
        assert_eq!(
            failure(&gold(&["a", "a"]), &[]),
            "expected each gold id once, and \"a\" comes again"
        );
    }

    #[test]
    fn a_prediction_on_another_text_is_refused() {
        let predicted = predicted("{\"id\":\"a\",\"text\":\"Goita a Bamako\",\"entities\":[]}");
        assert_eq!(
            failure(&gold(&["a"]), &predicted),
            "pred.jsonl:1: expected the text of the gold document \"a\", and this is another"
        );
    }

    #[test]
    fn spans_of_a_prediction_without_a_text_are_checked_in_the_gold_text() {
        let line = |start, end, text| {
            let bounds = format!("\"start\":{start},\"end\":{end}");
            let entity = format!("{{{bounds},\"label\":\"LOC\",\"text\":\"{text}\"}}");
            format!("{{\"id\":\"a\",\"entities\":[{entity}]}}")
        };
        assert!(pair(&gold(&["a"]), &predicted(&line(8, 14, "Bamako"))).is_ok());
        // Byte offsets, which is what a prediction of another tool often has.
        let failure = |start, end| failure(&gold(&["a"]), &predicted(&line(start, end, "Bamako")));
        assert_eq!(
            failure(10, 16),
            "pred.jsonl:1: entity LOC 10..16: expected offsets inside the text, which has 14 code points"
        );
        assert_eq!(
            failure(7, 13),
            "pred.jsonl:1: entity LOC 7..13: expected \"Bamako\" there, and the text has \" Bamak\""
        );
    }

    #[test]
    fn a_prediction_made_in_memory_is_checked_too() {
        let entity = LabelledSpan::new(3, 99, "LOC");
        let predicted = [Prediction::new("a".to_owned(), None, vec![entity])];
        assert_eq!(
            failure(&gold(&["a"]), &predicted),
            "entity LOC 3..99: expected offsets inside the text, which has 14 code points"
        );
    }

    #[test]
    fn the_gold_file_may_be_empty() {
        let none = read_gold(&b""[..], "gold.jsonl", &Relabelling::default()).expect("nothing");
        assert!(pair(&none, &[]).expect("no pairs").is_empty());
    }
}
