//! The countries a document names, as evidence for a name that fits several.

use super::capitals;
use super::contests;
use super::demonym::DemonymCount;
use super::fold::{bare, key};
use super::names::{self, NameClass};
use super::table::{Country, all, position};

/// How often a document points to each country by names that fit it alone.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    counts: Vec<u32>,
}

impl Evidence {
    /// Counts the surfaces of the document's `COUNTRY` and `LOC` spans (a capital counts for
    /// its state, a part for the whole) and its demonyms. Names that fit several countries
    /// are evidence of none.
    pub fn new<'a>(surfaces: impl IntoIterator<Item = &'a str>, demonyms: &[DemonymCount]) -> Self {
        let mut evidence = Self {
            counts: vec![0; all().len()],
        };
        let mut folded = String::new();
        for surface in surfaces {
            key(surface, &mut folded);
            if let Some(code) = alone(&folded) {
                evidence.add(code, 1);
            }
        }
        for one in demonyms {
            if let Some(country) = one.country {
                evidence.add(country.code(), one.count);
            }
        }
        evidence
    }

    fn add(&mut self, code: &str, count: u32) {
        if let Some(slot) = position(code).and_then(|at| self.counts.get_mut(at)) {
            *slot = slot.saturating_add(count);
        }
    }

    pub(super) fn of(&self, code: &str) -> u32 {
        position(code)
            .and_then(|at| self.counts.get(at))
            .copied()
            .unwrap_or(0)
    }
}

/// The one country a key points to.
fn alone(folded: &str) -> Option<&'static str> {
    let short = bare(folded);
    if contests::find(short).is_some() {
        return None;
    }
    let named = names::find(short).filter(|named| named.class != NameClass::Sport);
    let capital = || capitals::find(folded).filter(|found| !found.capital.shared);
    named
        .map(|named| named.country)
        .or_else(|| capital().map(|found| found.country))
        .map(Country::code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_fits_one_country_counts() {
        let evidence = Evidence::new(["RDC", "Kinshasa", "Congo", "Georgetown", "zut"], &[]);
        assert_eq!(evidence.of("CD"), 2);
        assert_eq!(
            (evidence.of("CG"), evidence.of("GY"), evidence.of("??")),
            (0, 0, 0)
        );
    }
}
