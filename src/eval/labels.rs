//! Label mappings such as `PER=PERSON,MISC=`, which bring two schemes together.

use std::collections::HashMap;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Result};

/// What each label becomes when a file is read: another label, or nothing.
///
/// Parsed from `FROM=TO,FROM=TO`; with an empty `TO`, the spans of that label are dropped. A label
/// that is not named stays as it is, and a new label is not mapped again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relabelling(HashMap<String, Option<String>>);

impl Relabelling {
    /// What this label becomes; `None` when its spans are to be dropped.
    pub fn apply<'a>(&'a self, label: &'a str) -> Option<&'a str> {
        self.0.get(label).map_or(Some(label), Option::as_deref)
    }
}

impl FromStr for Relabelling {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut map = HashMap::new();
        if text.trim().is_empty() {
            return Ok(Self(map));
        }
        for part in text.split(',') {
            let malformed = |why: &str| {
                let message = format!("label mapping `{}`: {why}", part.trim());
                Error::new(ErrorKind::Option, message)
            };
            let (from, to) = part
                .split_once('=')
                .ok_or_else(|| malformed("expected FROM=TO, or FROM= to drop a label"))?;
            let (from, to) = (from.trim(), to.trim());
            if from.is_empty() {
                return Err(malformed("expected a label before the `=`"));
            }
            let target = (!to.is_empty()).then(|| to.to_owned());
            if map.insert(from.to_owned(), target).is_some() {
                return Err(malformed("expected each label to be mapped once"));
            }
        }
        Ok(Self(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apply(map: &str, label: &str) -> Option<String> {
        map.parse::<Relabelling>()
            .expect("a mapping")
            .apply(label)
            .map(str::to_owned)
    }

    #[test]
    fn a_label_is_renamed_dropped_or_left_alone() {
        assert_eq!(apply("PER=PERSON, MISC=", "PER").as_deref(), Some("PERSON"));
        assert_eq!(apply("PER=PERSON, MISC=", "MISC"), None);
        assert_eq!(apply("PER=PERSON, MISC=", "LOC").as_deref(), Some("LOC"));
        assert_eq!(apply("", "LOC").as_deref(), Some("LOC"));
    }

    #[test]
    fn a_mapping_is_applied_once() {
        assert_eq!(apply("A=B,B=C", "A").as_deref(), Some("B"));
    }

    #[test]
    fn a_malformed_mapping_says_which_part() {
        for (map, part) in [
            ("PER", "`PER`"),
            ("A=B,=C", "`=C`"),
            ("A=B,,", "``"),
            ("A=B,A=C", "`A=C`"),
        ] {
            let error = map.parse::<Relabelling>().expect_err(map);
            assert_eq!(error.kind(), ErrorKind::Option);
            assert!(error.to_string().contains(part), "{error}");
        }
    }
}
