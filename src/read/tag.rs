//! What a language tag tells.

use crate::document::Lang;
use crate::read::record::Record;

impl Record {
    /// Takes the language and the order of numeric dates from a tag such as `en-GB`.
    ///
    /// A language that griot does not read is no reason to refuse the text: it is detected then.
    pub fn tagged(mut self, tag: Option<&str>) -> Self {
        self.lang = tag.and_then(|code| code.parse::<Lang>().ok());
        self.day_first = tag.and_then(day_first);
        self
    }
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
}
