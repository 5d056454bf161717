//! How sure a value is: the one table from the rule that decided to a certainty.

/// How far a date's value can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// A default that nothing supports, cues that speak against each other, or an expression that is vague.
    Doubtful,
    /// Decided by the words around the date.
    Likely,
    /// Written in full, or counted from the document's date.
    Certain,
}

impl Certainty {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Doubtful => "doubtful",
        }
    }

    /// The certainty of a value that `rule` gave.
    pub(super) fn of(rule: &str) -> Self {
        let row = TABLE.iter().find(|(name, _)| *name == rule);
        row.map_or(Self::Doubtful, |(_, certainty)| *certainty)
    }

    #[cfg(test)]
    pub(super) fn knows(rule: &str) -> bool {
        TABLE.iter().any(|(name, _)| *name == rule)
    }
}

/// Every rule that gives a value, which a test holds them to.
const TABLE: &[(&str, Certainty)] = &[
    // Nothing is left to decide.
    ("explicit", Certainty::Certain),
    ("counted_from_document", Certainty::Certain),
    ("window_from_document", Certainty::Certain),
    ("last", Certainty::Certain),
    ("next", Certainty::Certain),
    // The words say which day or year is meant, or what stands beside the date does.
    ("future_words", Certainty::Likely),
    ("past_words", Certainty::Likely),
    ("present_words", Certainty::Likely),
    ("nearest", Certainty::Likely),
    ("weekday_agrees", Certainty::Likely),
    ("same_week", Certainty::Likely),
    ("this_year", Certainty::Likely),
    ("english_last", Certainty::Likely),
    ("english_next", Certainty::Likely),
    ("day_first", Certainty::Likely),
    ("month_first", Certainty::Likely),
    ("two_figure_year", Certainty::Likely),
    ("counted_from_text", Certainty::Likely),
    ("window_from_text", Certainty::Likely),
    ("year_of_sentence", Certainty::Likely),
    ("month_of_sentence", Certainty::Likely),
    ("month_of_next_date", Certainty::Likely),
    // The day and the month are written, the year is said to be missing.
    ("no_year", Certainty::Likely),
    // A guess, of which the value says nothing.
    ("nearest_past", Certainty::Doubtful),
    ("conflicting_words", Certainty::Doubtful),
    ("about_amount", Certainty::Doubtful),
    ("vague_window", Certainty::Doubtful),
    ("short_decade", Certainty::Likely),
    ("day_month_order_unknown", Certainty::Doubtful),
];
