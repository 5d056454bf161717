//! Predictions without ids: CoNLL has tokens and their tags, and the n-th document answers the n-th gold
//! document.

use std::borrow::Cow;

use super::document::{GoldDocument, LabelledSpan, Prediction};
use crate::error::{Error, ErrorKind, Result};

/// The predictions with the ids of the gold documents and offsets into their texts, where they came
/// without ids; all as they are, if they have their own. Also how many got an id.
///
/// # Errors
/// When there are not as many predictions as gold documents, or the tokens of one are not the gold text
/// up to white space.
pub(super) fn in_order<'a>(
    gold: &[GoldDocument],
    predictions: &'a [Prediction],
) -> Result<(Cow<'a, [Prediction]>, usize)> {
    if predictions.is_empty() || predictions.iter().any(|prediction| !prediction.by_order) {
        return Ok((Cow::Borrowed(predictions), 0));
    }
    if predictions.len() != gold.len() {
        let message = format!(
            "{} predictions in CoNLL for {} gold documents: they have no ids and are matched by order, \
             so expected as many",
            predictions.len(),
            gold.len()
        );
        return Err(Error::new(ErrorKind::Input, message));
    }
    let placed = gold.iter().zip(predictions).map(|(gold, prediction)| {
        let moved = moved(gold, prediction);
        moved.map_err(|error| prediction.placed(error))
    });
    let placed: Vec<Prediction> = placed.collect::<Result<_>>()?;
    let count = placed.len();
    Ok((Cow::Owned(placed), count))
}

/// The prediction with the gold document's id and text.
fn moved(gold: &GoldDocument, prediction: &Prediction) -> Result<Prediction> {
    let tokens = prediction.text.as_deref().unwrap_or_default();
    let places = places(gold.text());
    let own = self::places(tokens);
    let differ = own.iter().map(|(_, c)| c).ne(places.iter().map(|(_, c)| c));
    if differ {
        let message = format!(
            "expected the tokens of the gold document {:?}, which is at the same place, and these are \
             others",
            gold.id()
        );
        return Err(Error::new(ErrorKind::Input, message));
    }
    let span = |span: &LabelledSpan| {
        // Spans are whole tokens, so that they start and end beside a character.
        let first = own.partition_point(|&(at, _)| at < span.start);
        let after = own.partition_point(|&(at, _)| at < span.end);
        LabelledSpan {
            start: places[first].0,
            end: places[after - 1].0 + 1,
            text: None,
            ..span.clone()
        }
    };
    Ok(Prediction {
        id: gold.id().to_owned(),
        text: None,
        entities: prediction.entities.iter().map(span).collect(),
        by_order: false,
        ..prediction.clone()
    })
}

/// The code points that are not white space, with their offsets. A control character stands in CoNLL as
/// U+FFFD.
fn places(text: &str) -> Vec<(usize, char)> {
    let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let points = text.chars().enumerate();
    points
        .filter(|(_, c)| !c.is_whitespace())
        .map(|(at, c)| (at, plain(c)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::conll::read_conll_predictions;
    use super::super::labels::Relabelling;
    use super::*;

    fn gold(texts: &[&str]) -> Vec<GoldDocument> {
        let document = |(n, text): (usize, &&str)| {
            GoldDocument::new(format!("g{n}"), None, (*text).to_owned(), Vec::new())
                .expect("no spans")
        };
        texts.iter().enumerate().map(document).collect()
    }

    fn conll(file: &str) -> Vec<Prediction> {
        read_conll_predictions(file.as_bytes(), "pred.conll", &Relabelling::default()).expect(file)
    }

    const FILE: &str = "-DOCSTART- -X- -X- O\n\nL' X X O\nAssimi X X B-PERSON\nGoïta X X I-PERSON\n\
                        parle X X O\n\n-DOCSTART- -X- -X- O\n\n𝐌𝐚𝐥𝐢 X X B-COUNTRY\n. X X O\n";

    #[test]
    fn spans_move_to_the_places_of_their_words() {
        let gold = gold(&["L'Assimi\u{a0} Goïta\r\nparle", " 𝐌𝐚𝐥𝐢."]);
        let predicted = conll(FILE);
        let (placed, count) = in_order(&gold, &predicted).expect("the same words");
        assert_eq!(count, 2);
        let spans = |n: usize| {
            let own = &placed[n];
            own.entities
                .iter()
                .map(|s| (own.id.as_str(), s.start, s.end))
                .collect::<Vec<_>>()
        };
        assert_eq!(spans(0), [("g0", 2, 15)]);
        assert_eq!(spans(1), [("g1", 1, 5)]);
    }

    #[test]
    fn other_counts_and_other_words_are_refused() {
        let predicted = conll(FILE);
        let told = |texts: &[&str]| {
            in_order(&gold(texts), &predicted)
                .expect_err("a failure")
                .to_string()
        };
        assert!(
            told(&["L'Assimi Goïta parle"])
                .starts_with("2 predictions in CoNLL for 1 gold documents")
        );
        assert_eq!(
            told(&["L'Assimi Goïta parle", "Mali."]),
            "pred.conll:8: expected the tokens of the gold document \"g1\", which is at the same place, \
             and these are others"
        );
    }

    #[test]
    fn predictions_with_ids_stay_as_they_are() {
        let predicted = [Prediction::new("x".to_owned(), None, Vec::new())];
        let (placed, count) = in_order(&gold(&["a", "b"]), &predicted).expect("ids");
        assert_eq!((placed.as_ref(), count), (&predicted[..], 0));
    }
}
