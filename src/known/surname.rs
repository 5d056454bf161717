//! Whom a surname alone means in the news.

use super::key::name_key;
use super::table::{FormKind, KnownRow, people};

/// The person of the table whom a surname means where nobody gives more of the name.
pub(crate) struct SurnameHolder(KnownRow);

impl SurnameHolder {
    /// That of a surname; `None` if the table lets nobody go by it.
    pub fn of(surname: &str) -> Option<Self> {
        let key = name_key(surname);
        let goes_by = |row: &KnownRow| row.forms_of(&key).any(|form| form.kind == FormKind::Alone);
        people().named(&key).into_iter().find(goes_by).map(Self)
    }

    /// Whether this is a full name of that person.
    pub fn is(&self, full: &str) -> bool {
        let rows = people().named(&name_key(full));
        rows.iter().any(|row| row.key == self.0.key)
    }

    /// Whether this is the full name of somebody else in the table, of the same country and the same
    /// years: a relative, as far as the table tells.
    pub fn is_overshadowing(&self, full: &str) -> bool {
        let rows = people().named(&name_key(full));
        let [other] = rows.as_slice() else {
            return false;
        };
        let (Some(own), Some(others)) = (self.0.years(), other.years()) else {
            return false;
        };
        let begins_before_end = |(first, _): (i16, Option<i16>), (_, last): (i16, Option<i16>)| {
            last.is_none_or(|last| first <= last)
        };
        other.key != self.0.key
            && other.country == self.0.country
            && begins_before_end(own, others)
            && begins_before_end(others, own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_has_a_holder_and_relatives_in_his_shadow() {
        let trump = SurnameHolder::of("TRUMP").expect("somebody goes by it");
        assert!(trump.is("Donald Trump") && !trump.is("Ivanka Trump"));
        assert!(trump.is_overshadowing("Ivanka Trump"));
        for full in ["Donald Trump", "Judd Trump", "Fred Trump"] {
            // Fred Trump died in 1999, but his son was in the news by then.
            assert_eq!(trump.is_overshadowing(full), full == "Fred Trump", "{full}");
        }
        assert!(SurnameHolder::of("Traoré").is_none());
        let giroud = SurnameHolder::of("Giroud").expect("somebody goes by it");
        assert!(!giroud.is_overshadowing("Françoise Giroud"));
        assert!(SurnameHolder::of("Gaulle").is_some());
    }
}
