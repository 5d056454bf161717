//! Mentions and values as they are read: every field by its name. What is not one of them is passed over
//! without being kept, so a line costs what it says, whoever wrote it.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;

use super::{Carried, ClusterId, DateValue, Label, Mention, Span, Value};

/// The fields of a mention, side by side.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct MentionFields {
    label: Label,
    text: String,
    start: usize,
    end: usize,
    start_byte: usize,
    end_byte: usize,
    score: f32,
    sentence: Option<u32>,
    value: Option<Value>,
    cluster: Option<ClusterId>,
    cluster_rule: Option<String>,
    source: Option<String>,
    #[serde(default)]
    furniture: bool,
}

impl From<MentionFields> for Mention {
    fn from(fields: MentionFields) -> Self {
        let span = Span {
            start: fields.start,
            end: fields.end,
            start_byte: fields.start_byte,
            end_byte: fields.end_byte,
        };
        Self {
            sentence: fields.sentence,
            value: fields.value.map(Arc::new),
            cluster: fields.cluster,
            cluster_rule: fields.cluster_rule.map(Cow::Owned),
            source: fields.source.map(Cow::Owned),
            furniture: fields.furniture,
            ..Self::new(fields.label, fields.text, span, fields.score)
        }
    }
}

/// The fields of every kind of value.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct ValueFields {
    iso2: Option<Cow<'static, str>>,
    iso3: Option<Cow<'static, str>>,
    iso3166_3: Option<Cow<'static, str>>,
    #[serde(default)]
    former: bool,
    name_fr: Option<Cow<'static, str>>,
    name_en: Option<Cow<'static, str>>,
    alternatives: Option<Vec<Cow<'static, str>>>,
    country_of: Option<Cow<'static, str>>,
    value: Option<String>,
    #[serde(rename = "mod")]
    modifier: Option<Cow<'static, str>>,
    grain: Option<Cow<'static, str>>,
    kind: Option<Cow<'static, str>>,
    earliest: Option<String>,
    latest: Option<String>,
    part: Option<Cow<'static, str>>,
    certainty: Option<Cow<'static, str>>,
    key: Option<Cow<'static, str>>,
    id: Option<Cow<'static, str>>,
    #[serde(default)]
    #[cfg_attr(
        test,
        schemars(with = "std::collections::BTreeMap<String, serde_json::Value>")
    )]
    fields: Carried,
    rule: Cow<'static, str>,
}

impl TryFrom<ValueFields> for Value {
    type Error = String;

    /// The kind is that of the field which it alone has.
    fn try_from(fields: ValueFields) -> Result<Self, String> {
        let rule = fields.rule;
        let missing = |name: &str| format!("missing field `{name}` of a value");
        if let Some(iso2) = fields.iso2 {
            return Ok(Self::Country {
                iso2,
                iso3: fields.iso3.ok_or_else(|| missing("iso3"))?,
                iso3166_3: fields.iso3166_3,
                former: fields.former,
                name_fr: fields.name_fr.ok_or_else(|| missing("name_fr"))?,
                name_en: fields.name_en.ok_or_else(|| missing("name_en"))?,
                alternatives: fields.alternatives.unwrap_or_default(),
                rule,
            });
        }
        if let Some(key) = fields.key {
            return Ok(Self::Known {
                key,
                name_fr: fields.name_fr.ok_or_else(|| missing("name_fr"))?,
                name_en: fields.name_en.ok_or_else(|| missing("name_en"))?,
                id: fields.id,
                fields: fields.fields,
                rule,
            });
        }
        if let Some(grain) = fields.grain {
            return Ok(Self::Date(DateValue {
                value: fields.value,
                modifier: fields.modifier,
                grain,
                kind: fields.kind.ok_or_else(|| missing("kind"))?,
                earliest: fields.earliest,
                latest: fields.latest,
                part: fields.part,
                certainty: fields.certainty,
                rule,
            }));
        }
        match (fields.country_of, fields.alternatives) {
            (Some(iso2), _) => Ok(Self::CountryOf { iso2, rule }),
            (None, Some(alternatives)) => Ok(Self::OpenCountry { alternatives, rule }),
            (None, None) => Err(
                "a value without `iso2`, `key`, `country_of`, `alternatives` or `grain`".to_owned(),
            ),
        }
    }
}
