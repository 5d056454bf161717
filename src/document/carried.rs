//! Fields of a record that are passed on as they are.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Fields of a record that are passed on, in order: name, and value as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Carried(pub Vec<(String, String)>);

impl Carried {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The total bytes of their values.
    #[cfg(feature = "corpus")]
    pub(crate) fn bytes(&self) -> usize {
        self.0.iter().map(|(_, value)| value.len()).sum()
    }
}

impl FromIterator<(String, String)> for Carried {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

impl Serialize for Carried {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            let value: &RawValue = serde_json::from_str(value)
                .map_err(|error| S::Error::custom(format!("carried field {name:?}: {error}")))?;
            object.serialize_entry(name, value)?;
        }
        object.end()
    }
}

impl<'de> Deserialize<'de> for Carried {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Carried;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut object: M) -> Result<Carried, M::Error> {
                let mut fields = Vec::new();
                while let Some((name, value)) = object.next_entry::<String, Box<RawValue>>()? {
                    fields.push((name, value.get().to_owned()));
                }
                Ok(Carried(fields))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}
