//! What a language tag says.

use crate::document::Lang;
use crate::read::record::Record;

impl Record {
    /// Takes the language and the order of numeric dates from a tag such as `en-GB`.
    ///
    /// A language that griot does not read is no reason to refuse the text: the language is then
    /// detected, and [`Record::other_lang`] has the tag.
    pub fn tagged(mut self, tag: Option<&str>) -> Self {
        let tag = tag.map(str::trim).filter(|tag| !says_nothing(tag));
        self.lang = tag.and_then(|code| code.parse::<Lang>().ok());
        self.other_lang = tag.filter(|_| self.lang.is_none()).map(str::to_owned);
        self.day_first = tag.and_then(day_first);
        self
    }
}

/// Whether a tag stands for an unknown language, several or none, or is not a tag at all.
fn says_nothing(tag: &str) -> bool {
    let codes = [
        "und",
        "mul",
        "mis",
        "zxx",
        "unknown",
        "undefined",
        "none",
        "null",
        "nan",
        "auto",
        "any",
        "other",
        "default",
    ];
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let is_name = primary.chars().count() > 1 && primary.chars().all(char::is_alphabetic);
    !is_name || codes.iter().any(|code| tag.eq_ignore_ascii_case(code))
}

/// Whether the region of a language tag writes the day first; `None` without a region, and for
/// Canada, which does both.
fn day_first(tag: &str) -> Option<bool> {
    let region = tag.split(['-', '_']).skip(1).find(|part| part.len() == 2)?;
    match region.to_ascii_uppercase().as_str() {
        "CA" => None,
        region => Some(!["US", "PH", "FM", "MH", "PW", "GU", "PR"].contains(&region)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_tells_the_order_of_numeric_dates() {
        let order = |tag: &str| Record::default().tagged(Some(tag)).day_first;
        assert_eq!(order("en"), None);
        assert_eq!(order("en-US"), Some(false));
        assert_eq!(order("en_GB"), Some(true));
        assert_eq!(order("en-CA"), None);
    }

    #[test]
    fn a_language_that_is_not_ours_is_left_to_detection() {
        assert_eq!(Record::default().tagged(Some("de")).lang, None);
        assert_eq!(Record::default().tagged(Some("fr-ML")).lang, Some(Lang::Fr));
    }

    #[test]
    fn a_language_that_is_not_ours_is_told() {
        let other = |tag: &str| Record::default().tagged(Some(tag)).other_lang;
        for tag in ["de", "es-ES", "deu"] {
            assert_eq!(other(tag).as_deref(), Some(tag));
        }
        for tag in [
            "fr", "FRA", "eng", "en_GB", "French", "", "und", "unknown", "n/a", "-", "?", "auto",
            "1",
        ] {
            assert_eq!(other(tag), None, "{tag}");
        }
    }
}
