//! What a resolved mention carries.

use super::table::{Country, by_code};

/// The state or territory of a mention, and why.
///
/// - `country` set, no `alternatives`: decided.
/// - `country` set, `alternatives`: a default; the context did not decide.
/// - no `country`, `alternatives`: open between these.
/// - no `country`, no `alternatives`: the name is known and the context says it is not a
///   country here (a river, a given name, a state of the US, a capital).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryValue {
    pub country: Option<&'static Country>,
    /// Codes as [`Country::code`] gives them.
    pub alternatives: &'static [&'static str],
    pub rule: &'static str,
}

impl CountryValue {
    pub(super) fn of(country: &'static Country, rule: &'static str) -> Self {
        Self {
            country: Some(country),
            alternatives: &[],
            rule,
        }
    }

    pub(super) fn code(code: &str, rule: &'static str) -> Self {
        Self {
            country: by_code(code),
            alternatives: &[],
            rule,
        }
    }

    pub(super) fn not_a_country(rule: &'static str) -> Self {
        Self {
            country: None,
            alternatives: &[],
            rule,
        }
    }
}
