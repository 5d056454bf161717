//! One page: its documents, and the tables of these alone.

use std::collections::HashMap;

use super::data::{Body, Doc, Kind, Mention, SCHEMA, Value};
use super::tables::{Settled, Tables};
use super::text::{Marks, Units};
use crate::index::{self, Row};

/// The documents of a page, as they come.
pub(super) struct Page {
    tables: Tables,
    /// Their mentions tell an entity by its place in the index until the page is full.
    documents: Vec<Doc>,
    values: HashMap<Value, usize>,
}

impl Page {
    pub fn new() -> Self {
        Self {
            tables: Tables::new(),
            documents: Vec::new(),
            values: HashMap::new(),
        }
    }

    pub fn documents(&self) -> &[Doc] {
        &self.documents
    }

    /// Adds a document with its text, whose mentions stand in it, and the marks of that.
    pub fn add(&mut self, row: Row, text: Option<(String, Marks)>) {
        let entities = self.tables.add(&row);
        let mut document = Doc {
            id: row.id,
            lang: row.lang,
            date: row.date,
            title: row.title,
            text: None,
            duplicate_of: row.duplicate_of,
            sentences: None,
            furniture: Vec::new(),
            mentions: Vec::with_capacity(row.entities.len()),
        };
        let mut units = text.as_ref().map(|(text, _)| Units::of(text));
        for (mention, entity) in row.entities.into_iter().zip(entities) {
            let (start, end) = match &mut units {
                Some(units) => (
                    units.before(mention.start_byte),
                    units.before(mention.end_byte),
                ),
                None => (mention.start, mention.end),
            };
            document.mentions.push(Mention {
                label: mention.label,
                start,
                end,
                score: mention.score,
                entity,
                value: self.value(mention.value, mention.cluster_rule),
                furniture: mention.furniture,
                surface: units.is_none().then_some(mention.text),
            });
        }
        if let Some((text, marks)) = text {
            let mut units = Units::of(&text);
            let rest = marks.sentences.iter().skip(1);
            document.sentences = Some(rest.map(|&at| units.before(at)).collect());
            let mut units = Units::of(&text);
            let pieces = marks.furniture.iter();
            document.furniture = pieces
                .map(|piece| (units.before(piece.start), units.before(piece.end)))
                .collect();
            document.text = Some(text);
        }
        self.documents.push(document);
    }

    /// The place of a mention's value among those of the page.
    fn value(
        &mut self,
        value: Option<index::Value>,
        cluster_rule: Option<String>,
    ) -> Option<usize> {
        if value.is_none() && cluster_rule.is_none() {
            return None;
        }
        let value = value.unwrap_or_default();
        let next = self.values.len();
        let place = self.values.entry(Value {
            iso2: value.iso2,
            iso3: value.iso3,
            fr: value.name_fr,
            en: value.name_en,
            former: value.former,
            country_of: value.country_of,
            alternatives: value.alternatives,
            edtf: value.value,
            modifier: value.modifier,
            grain: value.grain,
            kind: value.kind,
            earliest: value.earliest,
            latest: value.latest,
            part: value.part,
            rule: value.rule,
            cluster_rule,
        });
        Some(*place.or_insert(next))
    }

    /// The page as it is written.
    pub fn body(self, kind: Kind) -> Body {
        let Settled {
            totals,
            entities,
            position,
        } = self.tables.settle(usize::MAX);
        let mut documents = self.documents;
        for mention in documents.iter_mut().flat_map(|doc| &mut doc.mentions) {
            mention.entity = mention.entity.and_then(|slot| position.get(&slot).copied());
        }
        let mut values: Vec<(Value, usize)> = self.values.into_iter().collect();
        values.sort_by_key(|(_, place)| *place);
        Body {
            schema: SCHEMA,
            kind,
            totals,
            documents,
            entities,
            values: values.into_iter().map(|(value, _)| value).collect(),
            overview: None,
        }
    }
}
