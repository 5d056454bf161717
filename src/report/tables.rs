//! The tables: totals and distinct entities, of one page or of the whole corpus.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::data::{Interval, PageEntity, Totals};
use crate::document::{Document, Label, Value};
use crate::error::Result;
use crate::index::{Decisions, Entity, Index, StaleDecision};

/// Surfaces kept per entity.
const VARIANTS: usize = 12;

/// What is counted as documents come.
pub(super) struct Tables {
    index: Index,
    pub totals: Totals,
    /// The intervals of dates, by their position in the index.
    intervals: HashMap<usize, Interval>,
}

/// What was counted.
pub(super) struct Settled {
    pub totals: Totals,
    /// Most documents first.
    pub entities: Vec<PageEntity>,
    /// The place in `entities` of each position of the index, if it is among them.
    pub position: Vec<Option<usize>>,
    /// Decisions that were not used.
    pub stale: Vec<StaleDecision>,
}

impl Tables {
    pub fn new(decisions: Decisions) -> Self {
        Self {
            index: Index::new().decisions(decisions),
            totals: Totals::new(),
            intervals: HashMap::new(),
        }
    }

    /// Counts a document. Gives the entity of each mention, by its position in the index.
    pub fn add(&mut self, document: &Document) -> Result<Vec<Option<usize>>> {
        let duplicate = document.duplicate_of.is_some();
        self.totals
            .document(document.lang, document.date.as_deref(), duplicate);
        for mention in &document.mentions {
            self.totals.mention(mention.label, mention.furniture);
        }
        let placed = self.index.place(document)?;
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
        Ok(entities)
    }

    /// Ends the counting; of each label, the first `most` entities are kept.
    pub fn settle(self, most: usize) -> Result<Settled> {
        let Self {
            index,
            totals,
            intervals,
        } = self;
        let mut indexed = index.finish()?;
        let mut interval_of: HashMap<usize, Interval> = HashMap::new();
        let mut by_position: Vec<(usize, Interval)> = intervals.into_iter().collect();
        by_position.sort_by_key(|(position, _)| *position);
        for (position, interval) in by_position {
            if let Some(row) = indexed.row_of(position) {
                interval_of.entry(row).or_insert(interval);
            }
        }
        let mut kept: HashMap<Label, usize> = HashMap::new();
        let mut entities = Vec::new();
        let mut place_of_row = Vec::new();
        for (row, entity) in indexed.all_rows()?.enumerate() {
            let entity = entity?;
            let of_label = kept.entry(entity.label).or_default();
            *of_label += 1;
            let place = (*of_label <= most).then_some(entities.len());
            place_of_row.push(place);
            if place.is_some() {
                entities.push(page_entity(entity, interval_of.remove(&row)));
            }
        }
        let positions = 0..indexed.positions();
        let position = positions.map(|position| place_of_row[indexed.row_of(position)?]);
        Ok(Settled {
            totals,
            entities,
            position: position.collect(),
            stale: indexed.stale().to_vec(),
        })
    }
}

fn page_entity(entity: Entity, interval: Option<Interval>) -> PageEntity {
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
