//! Raw entries: what the documents say under one name, before names are merged into rows.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use xxhash_rust::xxh3::xxh3_128;

use super::entity::{is_day, widen};
use super::folded::folded;
use super::packed::{Pack, Unpack, damaged};
use crate::document::{Cluster, Label, Mention, Value};

/// What makes two clusters one raw entry: label, key and folded name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EntryKey {
    pub label: Label,
    pub key: Option<String>,
    /// Empty for a date: its value is all that names it outside its document.
    pub folded: String,
}

impl EntryKey {
    /// `None` for a date without a value: it means something in its own document only.
    pub fn of(cluster: &Cluster) -> Option<Self> {
        if cluster.label == Label::Date && cluster.key.is_none() {
            return None;
        }
        Some(Self {
            label: cluster.label,
            key: cluster.key.clone(),
            folded: match cluster.label {
                Label::Date => String::new(),
                _ => folded(&cluster.name),
            },
        })
    }

    /// Different for different keys, but for one chance in 2¹²⁸.
    pub fn hash(&self) -> [u8; 16] {
        let mut pack = Pack::default();
        self.put(&mut pack);
        xxh3_128(&pack.0).to_be_bytes()
    }

    fn put(&self, pack: &mut Pack) {
        let label = Label::ALL.iter().position(|&label| label == self.label);
        pack.number(label.unwrap_or_default() as u64);
        pack.optional(self.key.as_deref());
        pack.text(&self.folded);
    }

    fn take(unpack: &mut Unpack) -> io::Result<Self> {
        let label = Label::ALL.get(unpack.size::<usize>()?).copied();
        Ok(Self {
            label: label.ok_or_else(damaged)?,
            key: unpack.optional()?,
            folded: unpack.text()?.to_owned(),
        })
    }
}

/// The sums over the documents that have it. Adding is the same in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawEntry {
    pub key: EntryKey,
    /// Documents that name it outside page furniture.
    pub documents: u64,
    pub mentions: u64,
    pub first_date: Option<String>,
    pub last_date: Option<String>,
    pub name_fr: Option<String>,
    pub name_en: Option<String>,
    pub iso2: Option<String>,
    pub iso3: Option<String>,
    /// Whether a document leaves open which of several known identities it is.
    pub open: bool,
    /// The names of its clusters, with the documents that give them; none if only page furniture has
    /// it.
    pub names: BTreeMap<String, u64>,
    /// The surfaces of its mentions.
    pub surfaces: BTreeMap<String, u64>,
    /// The folded full names of people of one surname whom a document tells from this one; the first in
    /// the order of the alphabet.
    pub apart: BTreeSet<String>,
}

/// So many names of others are kept.
pub(super) const MOST_APART: usize = 32;

/// What a string costs in a map beside its letters, in bytes.
const BESIDE: usize = 64;

impl RawEntry {
    pub fn new(key: EntryKey) -> Self {
        Self {
            key,
            documents: 0,
            mentions: 0,
            first_date: None,
            last_date: None,
            name_fr: None,
            name_en: None,
            iso2: None,
            iso3: None,
            open: false,
            names: BTreeMap::new(),
            surfaces: BTreeMap::new(),
            apart: BTreeSet::new(),
        }
    }

    /// About how many bytes an entry takes in memory without its names and surfaces.
    pub fn bytes(&self) -> usize {
        let key = self.key.key.as_ref().map_or(0, String::len);
        size_of::<Self>() + self.key.folded.len() + key + BESIDE
    }

    /// Adds a cluster with its mentions outside page furniture. Gives the bytes by which it has grown.
    pub fn add(&mut self, cluster: &Cluster, mentions: &[&Mention]) -> usize {
        let mut grown = count(
            &mut self.names,
            &cluster.name,
            u64::from(!mentions.is_empty()),
        );
        self.open |= !cluster.alternatives.is_empty();
        least(&mut self.name_fr, cluster.name_fr.as_deref());
        least(&mut self.name_en, cluster.name_en.as_deref());
        for mention in mentions {
            self.mentions += 1;
            grown += count(&mut self.surfaces, &mention.text, 1);
            if let Some(Value::Country { iso2, iso3, .. }) = mention.value.as_deref() {
                least(&mut self.iso2, Some(iso2));
                least(&mut self.iso3, Some(iso3));
            }
        }
        grown
    }

    /// Notes that a document tells it from somebody of another name. Gives the bytes by which it has
    /// grown.
    pub fn tell_from(&mut self, other: &str) -> usize {
        if self.apart.contains(other) {
            return 0;
        }
        self.apart.insert(other.to_owned());
        // Which names came first must not show.
        if self.apart.len() > MOST_APART {
            self.apart.pop_last();
        }
        other.len() + BESIDE
    }

    /// Counts a document that has it.
    pub fn document(&mut self, date: Option<&str>) {
        self.documents += 1;
        if let Some(date) = date.filter(|date| is_day(date)) {
            widen(&mut self.first_date, &mut self.last_date, date);
        }
    }

    /// Adds the sums of another entry.
    pub fn absorb(&mut self, other: Self) {
        self.documents += other.documents;
        self.mentions += other.mentions;
        for day in [&other.first_date, &other.last_date].into_iter().flatten() {
            widen(&mut self.first_date, &mut self.last_date, day);
        }
        least(&mut self.name_fr, other.name_fr.as_deref());
        least(&mut self.name_en, other.name_en.as_deref());
        least(&mut self.iso2, other.iso2.as_deref());
        least(&mut self.iso3, other.iso3.as_deref());
        self.open |= other.open;
        for (name, documents) in other.names {
            *self.names.entry(name).or_default() += documents;
        }
        for (surface, mentions) in other.surfaces {
            *self.surfaces.entry(surface).or_default() += mentions;
        }
        for name in &other.apart {
            self.tell_from(name);
        }
    }

    /// The name that most documents give it, the longest if several are as frequent. A person's name in
    /// capitals gives way to one that is not.
    pub fn name(&self) -> &str {
        let shouted =
            |name: &str| self.key.label == Label::Person && !name.chars().any(char::is_lowercase);
        let fullest = self.names.iter().max_by_key(|(name, count)| {
            (
                **count > 0 && !shouted(name),
                **count,
                name.chars().count(),
                // `Orbán` rather than `Orban`.
                name.len(),
                std::cmp::Reverse(*name),
            )
        });
        fullest.map_or(self.key.folded.as_str(), |(name, _)| name)
    }

    pub fn put(&self, pack: &mut Pack) {
        self.key.put(pack);
        pack.number(self.documents);
        pack.number(self.mentions);
        for text in [
            &self.first_date,
            &self.last_date,
            &self.name_fr,
            &self.name_en,
            &self.iso2,
            &self.iso3,
        ] {
            pack.optional(text.as_deref());
        }
        pack.number(u64::from(self.open));
        pack.counts(&self.names);
        pack.counts(&self.surfaces);
        pack.number(self.apart.len() as u64);
        for name in &self.apart {
            pack.text(name);
        }
    }

    pub fn take(unpack: &mut Unpack) -> io::Result<Self> {
        let mut entry = Self {
            key: EntryKey::take(unpack)?,
            documents: unpack.number()?,
            mentions: unpack.number()?,
            first_date: unpack.optional()?,
            last_date: unpack.optional()?,
            name_fr: unpack.optional()?,
            name_en: unpack.optional()?,
            iso2: unpack.optional()?,
            iso3: unpack.optional()?,
            open: unpack.number()? != 0,
            names: unpack.counts()?,
            surfaces: unpack.counts()?,
            apart: BTreeSet::new(),
        };
        for _ in 0..unpack.size::<usize>()? {
            entry.apart.insert(unpack.text()?.to_owned());
        }
        Ok(entry)
    }
}

/// The first of the two in the order of the alphabet: which document came first must not show.
fn least(kept: &mut Option<String>, other: Option<&str>) {
    if let Some(other) = other
        && kept.as_deref().is_none_or(|kept| other < kept)
    {
        *kept = Some(other.to_owned());
    }
}

/// Counts a text. Gives the bytes by which the map has grown.
fn count(counts: &mut BTreeMap<String, u64>, text: &str, by: u64) -> usize {
    match counts.get_mut(text) {
        Some(counted) => {
            *counted += by;
            0
        }
        None => {
            counts.insert(text.to_owned(), by);
            text.len() + BESIDE
        }
    }
}
