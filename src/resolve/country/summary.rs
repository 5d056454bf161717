//! The countries of a document, by weight.

use super::demonym::DemonymCount;
use super::table::{Country, all, position};
use super::value::CountryValue;

/// How often a document names a country and its people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryTally {
    pub country: &'static Country,
    pub mentions: u32,
    pub demonyms: u32,
}

impl CountryTally {
    /// A mention weighs two demonyms.
    pub fn weight(&self) -> u32 {
        self.mentions
            .saturating_mul(2)
            .saturating_add(self.demonyms)
    }
}

/// One row for each country, the heaviest first, then by mentions, then by code. What stayed open
/// counts for none; a default counts for its country.
pub fn summary<'a>(
    mentions: impl IntoIterator<Item = &'a CountryValue>,
    demonyms: &[DemonymCount],
) -> Vec<CountryTally> {
    let mut rows: Vec<CountryTally> = all()
        .iter()
        .map(|country| CountryTally {
            country,
            mentions: 0,
            demonyms: 0,
        })
        .collect();
    let at = |country: &Country| position(country.code());
    for country in mentions.into_iter().filter_map(|value| value.country) {
        if let Some(row) = at(country).and_then(|at| rows.get_mut(at)) {
            row.mentions = row.mentions.saturating_add(1);
        }
    }
    for one in demonyms {
        if let Some(row) = one.country.and_then(at).and_then(|at| rows.get_mut(at)) {
            row.demonyms = row.demonyms.saturating_add(one.count);
        }
    }
    rows.retain(|row| row.weight() > 0);
    rows.sort_by(|a, b| {
        (b.weight(), b.mentions)
            .cmp(&(a.weight(), a.mentions))
            .then_with(|| a.country.code().cmp(b.country.code()))
    });
    rows
}
