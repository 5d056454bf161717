//! Rows: raw entries that were merged, added up, named and ranked.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::io;

use super::decisions::StaleDecision;
use super::entity::{Entity, EntityForm, widen};
use super::links::kept_links;
use super::merge::{MergeRule, Merging, RowDecision, is_partial};
use super::packed::{Pack, Unpack, damaged};
use super::raw::RawEntry;
use super::sorter::{Keyed, Sorter};
use super::spool::Spool;
use crate::document::Label;

/// The rows in their order, and the row of each slot.
pub(super) struct Ranked {
    /// Each row as JSON.
    pub rows: Spool,
    /// How many of them a document names outside page furniture; the others come last.
    pub named: u64,
    /// By slot; `u32::MAX` for a hidden one.
    pub row_of: Vec<u32>,
    /// Decisions that were not used.
    pub stale: Vec<StaleDecision>,
}

/// Adds up the entries of each row and ranks the rows: most documents first, then most mentions, then
/// by label and name.
pub(super) fn rank(
    entries: &mut Spool,
    links: &mut Spool,
    merging: Merging,
    budget: usize,
) -> io::Result<Ranked> {
    let twice = counted_twice(links, &merging)?;
    let mut by_row = Sorter::new(budget / 2);
    let mut reader = entries.read()?;
    let mut slot: u32 = 0;
    while let Some(entry) = reader.next()? {
        if let Some(row) = merging.row(slot) {
            let mut key = Pack::default();
            key.0.extend_from_slice(&row.to_be_bytes());
            key.0.extend_from_slice(&slot.to_be_bytes());
            by_row.push(&key.0, entry)?;
        }
        slot += 1;
    }
    let slots = slot as usize;
    let mut by_rank = Sorter::new(budget / 2);
    let mut sorted = by_row.finish()?;
    let mut group: Vec<(u32, RawEntry)> = Vec::new();
    let mut current = None;
    loop {
        let next = sorted.next()?;
        let row = next.as_ref().map(|record| number(&record.key, 0));
        let row = row.transpose()?;
        if row != current
            && let Some(done) = current
        {
            let group = std::mem::take(&mut group);
            let overlap = twice.get(&done).copied().unwrap_or(0);
            let entity = entity(group, done, overlap, &merging);
            let mut value = done.to_be_bytes().to_vec();
            serde_json::to_writer(&mut value, &entity)?;
            by_rank.push(&rank_key(&entity), &value)?;
        }
        current = row;
        let Some(Keyed { key, value }) = next else {
            break;
        };
        group.push((number(&key, 4)?, RawEntry::take(&mut Unpack(&value))?));
    }
    in_order(by_rank, slots, merging)
}

fn in_order(by_rank: Sorter, slots: usize, mut merging: Merging) -> io::Result<Ranked> {
    let mut place = vec![u32::MAX; slots];
    let mut rows = Spool::new();
    let mut named = 0;
    let mut sorted = by_rank.finish()?;
    while let Some(record) = sorted.next()? {
        let row = number(&record.value, 0)?;
        place[row as usize] = rows.records() as u32;
        // The ranks begin with the documents, counted down.
        named += u64::from(record.key[..8] != [0xff; 8]);
        rows.push(&record.value[4..])?;
    }
    let row_of = (0..slots as u32).map(|slot| match merging.row(slot) {
        Some(row) => place[row as usize],
        None => u32::MAX,
    });
    let row_of: Vec<u32> = row_of.collect();
    Ok(Ranked {
        rows,
        named,
        row_of,
        stale: merging.stale(),
    })
}

/// Four bytes of a key.
fn number(key: &[u8], at: usize) -> io::Result<u32> {
    let bytes = key.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map(u32::from_be_bytes).ok_or_else(damaged)
}

/// By row: how often a document has two of its entries, so that adding them counts it twice.
fn counted_twice(links: &mut Spool, merging: &Merging) -> io::Result<HashMap<u32, u64>> {
    let mut twice = HashMap::new();
    let mut reader = links.read()?;
    let mut rows = Vec::new();
    while let Some(record) = reader.next()? {
        let (_, links) = kept_links(record)?;
        rows.clear();
        rows.extend(links.iter().filter_map(|link| merging.row(link.slot)));
        rows.sort_unstable();
        for pair in rows.windows(2).filter(|pair| pair[0] == pair[1]) {
            *twice.entry(pair[0]).or_default() += 1;
        }
    }
    Ok(twice)
}

/// What ranks a row, as bytes that sort so.
fn rank_key(entity: &Entity) -> Vec<u8> {
    let mut key = (u64::MAX - entity.documents).to_be_bytes().to_vec();
    key.extend((u64::MAX - entity.mentions).to_be_bytes());
    key.push(entity.label as u8);
    for text in [
        entity.name.as_str(),
        entity.key.as_deref().unwrap_or_default(),
        &entity.id,
    ] {
        key.extend_from_slice(text.as_bytes());
        key.push(0);
    }
    key
}

/// The row of a group of entries.
fn entity(group: Vec<(u32, RawEntry)>, row: u32, overlap: u64, merging: &Merging) -> Entity {
    let decided = merging.decided(row).cloned().unwrap_or_default();
    let RowDecision {
        name: told,
        label: relabelled,
        unkeyed,
        ..
    } = decided;
    let mut group = group;
    group.sort_by_cached_key(|(slot, entry)| {
        let joined = merging.rule(*slot) == Some(MergeRule::Decision);
        (joined, weight(entry), *slot)
    });
    let leading_rule = merging.rule(group[0].0);
    let mut variants = BTreeMap::new();
    let (mut first_date, mut last_date) = (None, None);
    let several = group.len() > 1;
    let mut forms = Vec::new();
    let (mut documents, mut mentions) = (0, 0);
    for (n, (slot, entry)) in group.iter().enumerate() {
        documents += entry.documents;
        mentions += entry.mentions;
        for (surface, count) in &entry.surfaces {
            *variants.entry(surface.clone()).or_default() += count;
        }
        for day in [&entry.first_date, &entry.last_date].into_iter().flatten() {
            widen(&mut first_date, &mut last_date, day);
        }
        if several && entry.documents > 0 {
            forms.push(EntityForm {
                name: entry.name().to_owned(),
                key: entry.key.key.clone(),
                documents: entry.documents,
                mentions: entry.mentions,
                rule: match n {
                    0 => None,
                    // Others may have been merged into a form that others outnumber.
                    _ => merging
                        .rule(*slot)
                        .or(leading_rule)
                        .map(MergeRule::name)
                        .map(Into::into),
                },
            });
        }
    }
    if forms.len() < 2 {
        forms.clear();
    }
    let known = |field: fn(&RawEntry) -> &Option<String>| {
        group.iter().find_map(|(_, entry)| field(entry).clone())
    };
    let leading = &group[0].1;
    let key = match unkeyed {
        true => None,
        false => known(|entry| &entry.key.key),
    };
    let label = relabelled.unwrap_or(leading.key.label);
    let name = match (told, label, &key) {
        (Some(name), _, _) => name,
        // A date's surfaces (`three years later`) name it in one document only.
        (None, Label::Date, Some(value)) => value.clone(),
        _ => leading.name().to_owned(),
    };
    Entity {
        id: id(label, key.as_deref(), &leading.key.folded),
        label,
        partial: label == Label::Person && key.is_none() && is_partial(&name),
        name,
        name_fr: known(|entry| &entry.name_fr),
        name_en: known(|entry| &entry.name_en),
        iso2: known(|entry| &entry.iso2),
        iso3: known(|entry| &entry.iso3),
        key,
        documents: documents - overlap,
        mentions,
        first_date,
        last_date,
        variants,
        forms,
    }
}

/// What leads among the entries of a row, least first: a key, then documents and mentions, then the
/// fuller name.
pub(super) fn weight(entry: &RawEntry) -> impl Ord + use<> {
    (
        entry.key.key.is_none(),
        Reverse(entry.documents),
        Reverse(entry.mentions),
        Reverse(entry.key.folded.chars().count()),
        entry.key.folded.clone(),
        entry.key.key.clone(),
    )
}

/// What a row is called in decisions and links.
pub(super) fn id(label: Label, key: Option<&str>, folded: &str) -> String {
    let label = label.as_str().to_ascii_lowercase();
    match key {
        None => format!("{label}/{folded}"),
        // `org:nato`, not `org:org:nato`.
        Some(key) if key.split_once(':').is_some_and(|(start, _)| start == label) => key.to_owned(),
        Some(key) => format!("{label}:{key}"),
    }
}
