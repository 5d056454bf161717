//! The scores that intervals and tests are about, as sums of each document.

use std::ops::AddAssign;

use serde::Serialize;

use super::measure::ShareSums;

/// A score that adds up over documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Metric {
    /// F1 of spans, same span and label.
    Strict,
    /// F1 of spans, same span.
    Boundaries,
    /// Right date values among the found dates.
    DatesOfFound,
    /// Right date values among all gold dates.
    DatesOfGold,
    /// Right codes among the found countries.
    CountriesOfFound,
    /// F1 of B³ over found mentions.
    BCubed,
    /// F1 of CEAF-e over found mentions.
    CeafE,
    /// F1 of LEA over found mentions.
    Lea,
    /// F1 of CEAF-e over all mentions.
    CeafEOfAll,
}

impl Metric {
    pub(super) const ALL: [Self; 9] = [
        Self::Strict,
        Self::Boundaries,
        Self::DatesOfFound,
        Self::DatesOfGold,
        Self::CountriesOfFound,
        Self::BCubed,
        Self::CeafE,
        Self::Lea,
        Self::CeafEOfAll,
    ];

    /// What a table calls it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Strict => "spans, strict F1",
            Self::Boundaries => "spans, bounds F1",
            Self::DatesOfFound => "date values, of found",
            Self::DatesOfGold => "date values, of gold",
            Self::CountriesOfFound => "country codes, of found",
            Self::BCubed => "clusters, B³ F1, found",
            Self::CeafE => "clusters, CEAF-e F1, found",
            Self::Lea => "clusters, LEA F1, found",
            Self::CeafEOfAll => "clusters, CEAF-e F1, all",
        }
    }
}

/// The sums of one document, or of several, for each metric in the order of [`Metric::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct DocumentSums([ShareSums; Metric::ALL.len()]);

impl DocumentSums {
    pub(super) fn set(&mut self, metric: Metric, sums: ShareSums) {
        self.0[metric as usize] = sums;
    }

    pub(super) fn value(&self, metric: Metric) -> f64 {
        self.0[metric as usize].measure().f1
    }

    /// The metrics of which there is something to score.
    pub(super) fn scored(&self) -> impl Iterator<Item = Metric> {
        let there = |metric: &Metric| !self.0[*metric as usize].is_empty();
        Metric::ALL.into_iter().filter(there)
    }
}

impl AddAssign<&Self> for DocumentSums {
    fn add_assign(&mut self, other: &Self) {
        for (sum, more) in self.0.iter_mut().zip(other.0) {
            *sum += more;
        }
    }
}

impl<'a> std::iter::Sum<&'a Self> for DocumentSums {
    fn sum<I: Iterator<Item = &'a Self>>(documents: I) -> Self {
        documents.fold(Self::default(), |mut sum, document| {
            sum += document;
            sum
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_has_a_place_of_its_own() {
        for (place, metric) in Metric::ALL.into_iter().enumerate() {
            assert_eq!(metric as usize, place);
        }
        let mut sums = DocumentSums::default();
        assert_eq!(sums.scored().count(), 0);
        sums.set(Metric::Lea, ShareSums::plain(1, 2));
        assert!(sums.scored().eq([Metric::Lea]));
        let twice: DocumentSums = [sums, sums].iter().sum();
        assert_eq!(twice.value(Metric::Lea), 0.5);
    }
}
