//! What a span stands for, as a file says it: a date in EDTF, or a country's code.

use serde::{Deserialize, Deserializer};

/// What a span stands for. Without any field, it is said to stand for nothing known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(expecting = "an object with `value` (a date) or `iso2` (a country), or null")]
#[non_exhaustive]
pub struct SpanValue {
    /// A date in EDTF (ISO 8601-2), or a week as `2024-W27`.
    #[serde(rename = "value")]
    pub date: Option<String>,
    /// A country's code, ISO 3166-1 alpha-2.
    pub iso2: Option<String>,
    /// How sure the system says it is of a date.
    pub certainty: Option<String>,
}

impl SpanValue {
    /// A date in EDTF.
    pub fn date(edtf: impl Into<String>) -> Self {
        Self {
            date: Some(edtf.into()),
            ..Self::default()
        }
    }

    /// A country by its code.
    pub fn country(iso2: impl Into<String>) -> Self {
        Self {
            iso2: Some(iso2.into()),
            ..Self::default()
        }
    }

    /// Nothing known.
    pub fn none() -> Self {
        Self::default()
    }
}

/// A field that is there: its `null` says that the span stands for nothing known, which is not the same
/// as saying nothing.
pub(super) fn said<'de, D: Deserializer<'de>>(input: D) -> Result<Option<SpanValue>, D::Error> {
    Option::<SpanValue>::deserialize(input).map(|value| Some(value.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::super::LabelledSpan;
    use super::*;

    fn read(value: &str) -> Option<SpanValue> {
        let span = format!(r#"{{"start":0,"end":1,"label":"DATE"{value}}}"#);
        serde_json::from_str::<LabelledSpan>(&span)
            .expect(value)
            .value
    }

    #[test]
    fn null_says_nothing_known_and_absence_says_nothing() {
        assert_eq!(read(""), None);
        assert_eq!(read(r#","value":null"#), Some(SpanValue::none()));
        // What griot writes for a date that nothing places.
        let open = r#","value":{"grain":"day","kind":"relative_to_document","rule":"x"}"#;
        assert_eq!(read(open), Some(SpanValue::none()));
        let day = r#","value":{"value":"2012-05-22","grain":"day"}"#;
        assert_eq!(read(day), Some(SpanValue::date("2012-05-22")));
        let country = r#","value":{"iso2":"FR","alternatives":["GF"]}"#;
        assert_eq!(read(country), Some(SpanValue::country("FR")));
    }

    #[test]
    fn a_value_of_another_shape_is_refused() {
        let span = r#"{"start":0,"end":1,"label":"DATE","value":"2012-05-22"}"#;
        let told = serde_json::from_str::<LabelledSpan>(span).expect_err("a string");
        assert!(
            told.to_string().contains("an object with `value`"),
            "{told}"
        );
    }
}
