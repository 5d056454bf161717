//! Who is who over a corpus: rows of the index against gold clusters that have one key over all
//! documents.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use super::clusters::{ClusterCounter, ClusterScores, mentions};
use super::document::{GoldDocument, LabelledSpan, Prediction};
use super::order::in_order;
use super::pair::{DocumentPair, pair};
use crate::document::Document;
use crate::error::Result;
use crate::index::Index;
use crate::read::{self, each_document};

/// In which row of an index of the predictions each cluster of each document is.
#[derive(Default)]
pub struct IndexRows(HashMap<String, RowsById>);

/// The rows of the clusters of a document, by their ids.
type RowsById = HashMap<String, usize>;

impl IndexRows {
    /// Those of no documents.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// That of the documents that `griot extract` wrote.
    ///
    /// # Errors
    /// When the file cannot be read, or is not output of `griot extract` with its values.
    pub fn read(path: &Path) -> Result<Self> {
        let mut gathered = GatheredRows::default();
        each_document(read::open(path)?, &path.display().to_string(), |document| {
            gathered.add(&document)
        })?;
        gathered.finish()
    }

    /// That of these documents. One without an id answers no gold document, but takes part in the index.
    ///
    /// # Errors
    /// When a temporary file of the index cannot be written or read.
    pub fn of<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Result<Self> {
        let mut gathered = GatheredRows::default();
        let mut documents = documents.into_iter();
        documents.try_for_each(|document| gathered.add(document))?;
        gathered.finish()
    }
}

/// An index in the making: which clusters are one is known at its end.
#[derive(Default)]
struct GatheredRows {
    index: Index,
    /// By document: the position in the index of each cluster, by its id.
    placed: HashMap<String, RowsById>,
}

impl GatheredRows {
    fn add(&mut self, document: &Document) -> Result<()> {
        let positions = self.index.place(document)?;
        let clusters = document.clusters.iter().zip(positions);
        let placed = clusters.filter_map(|(cluster, at)| Some((cluster.id.to_string(), at?)));
        if let Some(id) = &document.id {
            self.placed.insert(id.clone(), placed.collect());
        }
        Ok(())
    }

    fn finish(self) -> Result<IndexRows> {
        let indexed = self.index.finish()?;
        let mut rows = self.placed;
        for positions in rows.values_mut() {
            positions.retain(|_, place| match indexed.row_of(*place) {
                Some(row) => {
                    *place = row;
                    true
                }
                None => false,
            });
        }
        Ok(IndexRows(rows))
    }
}

/// Scores the rows of the index over all documents as one: gold clusters of one label and key are one
/// thing wherever they are, and so are predicted clusters of one row. `None` if no gold cluster has a
/// key. Mentions of gold clusters without a key are left out.
///
/// # Errors
/// As [`evaluate`](super::evaluate).
pub fn score_index(
    gold: &[GoldDocument],
    predictions: &[Prediction],
    rows: &IndexRows,
    mistakes: usize,
) -> Result<Option<ClusterScores>> {
    let (predictions, _) = in_order(gold, predictions)?;
    let pairs = pair(gold, &predictions)?;
    let labelled: Vec<(&DocumentPair<'_>, Keys<'_>)> = pairs
        .iter()
        .filter(|pair| pair.gold.has_clusters())
        .map(|pair| (pair, keys(pair.gold)))
        .collect();
    let spans = labelled.iter().flat_map(|(pair, keys)| {
        let spans = pair.gold.entities().iter();
        spans.filter(|span| key(keys, span).is_some())
    });
    // The rows of these labels count.
    let labels: BTreeSet<&str> = spans.map(|span| span.label.as_str()).collect();
    if labels.is_empty() {
        return Ok(None);
    }
    let mut things: HashMap<(&str, &str), usize> = HashMap::new();
    // A mention that is in no row is alone: numbers that no row has.
    let mut alone = usize::MAX;
    let mut all = Vec::new();
    for (pair, keys) in &labelled {
        let rows = rows.0.get(pair.gold.id());
        let found = mentions(
            pair,
            &labels,
            |span| {
                let next = things.len();
                let thing = (span.label.as_str(), key(keys, span)?);
                Some(*things.entry(thing).or_insert(next))
            },
            |span| {
                let row = rows.and_then(|rows| rows.get(span.cluster.as_deref()?));
                row.copied().unwrap_or_else(|| {
                    alone -= 1;
                    alone
                })
            },
        );
        all.extend(found);
    }
    let mut counter = ClusterCounter::new(&labels);
    counter.add(None, &all);
    let scores = counter.finish(mistakes);
    Ok(Some(ClusterScores {
        documents: labelled.len(),
        ..scores
    }))
}

/// The keys of a document's clusters, by their ids.
type Keys<'a> = HashMap<&'a str, &'a str>;

fn keys(gold: &GoldDocument) -> Keys<'_> {
    let clusters = gold.clusters().iter();
    clusters
        .filter_map(|cluster| Some((&*cluster.id, cluster.key.as_deref()?)))
        .collect()
}

fn key<'a>(keys: &Keys<'a>, span: &LabelledSpan) -> Option<&'a str> {
    keys.get(span.cluster.as_deref()?).copied()
}

#[cfg(test)]
mod tests {
    use super::super::gold::{read_gold, read_predictions};
    use super::super::labels::Relabelling;
    use super::*;

    /// Three documents: Macron in two of them, Jean Macron in the third.
    const GOLD: &str = r#"
{"id":"a","text":"Emmanuel Macron parle.","entities":[{"start":0,"end":15,"label":"PERSON","cluster":"p1"}],"clusters":[{"id":"p1","key":"Emmanuel Macron"}]}
{"id":"b","text":"Macron et Jean.","entities":[{"start":0,"end":6,"label":"PERSON","cluster":"x"},{"start":10,"end":14,"label":"PERSON","cluster":"y"}],"clusters":[{"id":"x","key":"Emmanuel Macron"},{"id":"y"}]}
{"id":"c","text":"Jean Macron dort.","entities":[{"start":0,"end":11,"label":"PERSON","cluster":"p1"}],"clusters":[{"id":"p1","key":"Jean Macron"}]}
"#;

    /// The output of `griot extract` for one person a document, by name.
    fn output(names: [&str; 3]) -> String {
        let line = |(id, (text, name)): (char, (&str, &str))| {
            let end = text.len();
            format!(
                r#"{{"schema":"griot/1","id":"{id}","lang":"fr","entities":[{{"label":"PERSON","text":"{text}","start":0,"end":{end},"start_byte":0,"end_byte":{end},"score":0.9,"cluster":"person-1","cluster_rule":"first"}}],"clusters":[{{"id":"person-1","label":"PERSON","name":"{name}","count":1,"mentions":[0]}}]}}"#
            )
        };
        let texts = ["Emmanuel Macron", "Macron", "Jean Macron"];
        let lines = ('a'..='c').zip(texts.into_iter().zip(names)).map(line);
        lines.collect::<Vec<_>>().join("\n")
    }

    fn scores(names: [&str; 3]) -> ClusterScores {
        let output = output(names);
        let gold = read_gold(GOLD.as_bytes(), "gold", &Relabelling::default()).expect("gold");
        let predicted = read_predictions(output.as_bytes(), "out", &Relabelling::default());
        let documents: Vec<Document> = output
            .lines()
            .map(|line| serde_json::from_str(line).expect("a document"))
            .collect();
        let rows = IndexRows::of(&documents).expect("an index");
        let scores = score_index(&gold, &predicted.expect("out"), &rows, 9).expect("scores");
        scores.expect("gold keys")
    }

    #[test]
    fn one_row_for_one_person_is_right() {
        let found = scores(["Emmanuel Macron", "Emmanuel Macron", "Jean Macron"]);
        assert_eq!((found.documents, found.total.gold_mentions), (3, 3));
        assert_eq!(
            (found.total.gold_clusters, found.total.predicted_clusters),
            (2, 2)
        );
        assert_eq!(found.total.all.ceaf_e.f1, 1.0);
        assert_eq!((found.split, found.merged), (0, 0));
    }

    #[test]
    fn one_person_in_two_rows_is_split() {
        let found = scores(["Emmanuel Macron", "Macron", "Jean Macron"]);
        assert_eq!((found.split, found.merged), (1, 0));
        assert_eq!(found.total.found.b_cubed.precision, 1.0);
        assert!((found.total.found.b_cubed.recall - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn two_persons_in_one_row_are_merged() {
        let found = scores(["Jean Macron", "Jean Macron", "Jean Macron"]);
        assert_eq!((found.split, found.merged), (0, 1));
        let parts: Vec<&str> = found.mistakes[0]
            .parts
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(parts, ["Emmanuel Macron", "Jean Macron"]);
    }

    #[test]
    fn without_keys_there_is_nothing_to_score() {
        let gold = GOLD.replace("key", "kee");
        let gold = read_gold(gold.as_bytes(), "gold", &Relabelling::default()).expect("gold");
        assert_eq!(
            score_index(&gold, &[], &IndexRows::new(), 9).expect("no scores"),
            None
        );
    }
}
