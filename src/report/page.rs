//! One page: its documents, and the tables of these alone.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::data::{Doc, PageBody, PageKind, PageMention, PageValue, SCHEMA};
use super::tables::{Settled, Tables};
use super::text::{Sentences, Units};
use crate::document::{Document, Span, Value};
use crate::error::Result;
use crate::index::{Decisions, StaleDecision};

/// The documents of a page, as they come.
pub(super) struct Page {
    tables: Tables,
    /// Until the page is full, their mentions refer to an entity by its position in the index.
    documents: Vec<Doc>,
    values: HashMap<PageValue, usize>,
}

impl Page {
    pub fn new(decisions: Decisions) -> Self {
        Self {
            tables: Tables::new(decisions),
            documents: Vec::new(),
            values: HashMap::new(),
        }
    }

    pub fn documents(&self) -> &[Doc] {
        &self.documents
    }

    /// Adds a document. It has its text if its mentions are in it, and then its sentences too.
    pub fn add(&mut self, document: Document, sentences: Option<&Sentences>) -> Result<()> {
        let entities = self.tables.add(&document)?;
        let text = document.text.as_deref();
        let mut units = text.map(Units::of);
        let mut mentions = Vec::with_capacity(document.mentions.len());
        for (mention, entity) in document.mentions.into_iter().zip(entities) {
            let Span {
                start_byte,
                end_byte,
                ..
            } = mention.span;
            let (start, end) = match &mut units {
                Some(units) => (units.before(start_byte), units.before(end_byte)),
                None => (mention.span.start, mention.span.end),
            };
            mentions.push(PageMention {
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
        let starts = text.zip(sentences).map(|(text, sentences)| {
            let mut units = Units::of(text);
            let rest = sentences.0.iter().skip(1);
            rest.map(|&at| units.before(at)).collect()
        });
        let furniture = text.map(|text| {
            let mut units = Units::of(text);
            let pieces = document.furniture.iter().map(Span::bytes);
            pieces
                .map(|piece| (units.before(piece.start), units.before(piece.end)))
                .collect()
        });
        self.documents.push(Doc {
            id: document.id.unwrap_or_default(),
            lang: document.lang,
            date: document.date,
            title: document.title,
            duplicate_of: document.duplicate_of,
            sentences: starts,
            furniture: furniture.unwrap_or_default(),
            mentions,
            text: document.text,
        });
        Ok(())
    }

    /// The place of a mention's value among those of the page.
    fn value(
        &mut self,
        value: Option<Arc<Value>>,
        cluster_rule: Option<Cow<'static, str>>,
    ) -> Option<usize> {
        if value.is_none() && cluster_rule.is_none() {
            return None;
        }
        let next = self.values.len();
        let value = PageValue {
            value,
            cluster_rule,
        };
        Some(*self.values.entry(value).or_insert(next))
    }

    /// The page as it is written, and the decisions that were not used on it.
    pub fn body(self, kind: PageKind) -> Result<(PageBody, Vec<StaleDecision>)> {
        let Settled {
            totals,
            entities,
            position,
            stale,
        } = self.tables.settle(usize::MAX)?;
        let mut documents = self.documents;
        for mention in documents.iter_mut().flat_map(|doc| &mut doc.mentions) {
            mention.entity = mention
                .entity
                .and_then(|at| position.get(at).copied().flatten());
        }
        let mut values: Vec<(PageValue, usize)> = self.values.into_iter().collect();
        values.sort_by_key(|(_, place)| *place);
        let body = PageBody {
            schema: SCHEMA,
            kind,
            totals,
            documents,
            entities,
            values: values.into_iter().map(|(value, _)| value).collect(),
            overview: None,
        };
        Ok((body, stale))
    }
}
