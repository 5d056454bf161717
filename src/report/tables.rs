//! The tables: totals and distinct entities, of one page or of the whole corpus.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::data::{Interval, PageEntity, Totals};
use crate::document::{Document, Label, Value};
use crate::index::{Entity, Index};

/// Surfaces kept per entity.
const VARIANTS: usize = 12;

/// What is counted as documents come.
pub(super) struct Tables {
    index: Index,
    pub totals: Totals,
    /// The intervals of dates, by their place in the index.
    intervals: HashMap<usize, Interval>,
}

/// What was counted.
pub(super) struct Settled {
    pub totals: Totals,
    /// Most documents first.
    pub entities: Vec<PageEntity>,
    /// The place in `entities` of an entity of the index.
    pub position: HashMap<usize, usize>,
}

impl Tables {
    pub fn new() -> Self {
        Self {
            index: Index::new(),
            totals: Totals::new(),
            intervals: HashMap::new(),
        }
    }

    /// Counts a document. Gives the entity of each mention, by its place in the index.
    pub fn add(&mut self, document: &Document) -> Vec<Option<usize>> {
        let duplicate = document.duplicate_of.is_some();
        self.totals
            .document(document.lang, document.date.as_deref(), duplicate);
        for mention in &document.mentions {
            self.totals.mention(mention.label, mention.furniture);
        }
        let placed = self.index.place(document);
        let mut entities = vec![None; document.mentions.len()];
        for (cluster, slot) in document.clusters.iter().zip(placed) {
            for &n in &cluster.mentions {
                if let Some(entity) = entities.get_mut(n) {
                    *entity = slot;
                }
            }
        }
        for (mention, entity) in document.mentions.iter().zip(&entities) {
            if let (Some(Value::Date(value)), Some(slot)) = (mention.value.as_deref(), entity)
                && value.earliest.is_some()
                && let Entry::Vacant(place) = self.intervals.entry(*slot)
            {
                place.insert(Interval {
                    earliest: value.earliest.clone(),
                    latest: value.latest.clone(),
                    grain: Some(value.grain.clone()),
                });
            }
        }
        entities
    }

    /// Ends the counting; of each label, the first `most` entities are kept.
    pub fn settle(self, most: usize) -> Settled {
        let Self {
            index,
            totals,
            mut intervals,
        } = self;
        let mut kept: HashMap<Label, usize> = HashMap::new();
        let mut entities = Vec::new();
        let mut position = HashMap::new();
        for (slot, entity) in index.into_ranked() {
            let of_label = kept.entry(entity.label).or_default();
            *of_label += 1;
            if *of_label <= most {
                position.insert(slot, entities.len());
                entities.push(row(entity, intervals.remove(&slot)));
            }
        }
        Settled {
            totals,
            entities,
            position,
        }
    }
}

fn row(entity: Entity, interval: Option<Interval>) -> PageEntity {
    let mut variants: Vec<(String, u64)> = entity.variants.into_iter().collect();
    variants.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    variants.truncate(VARIANTS);
    PageEntity {
        label: entity.label,
        key: entity.key,
        name: entity.name,
        fr: entity.name_fr,
        en: entity.name_en,
        partial: entity.partial,
        documents: entity.documents,
        mentions: entity.mentions,
        first: entity.first_date,
        last: entity.last_date,
        variants,
        interval,
    }
}
