//! What a date is worth: a value to join and sort by, and how it was reached.

use std::ops::Range;

use jiff::civil::Date;

use super::certainty::Certainty;
use super::expr::{DayPart, Modifier};
use super::point::{Grain, Point};
use crate::document::Lang;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedDate {
    /// EDTF (ISO 8601-2), or `2024-W27`; None when what it counts from is not known.
    pub value: Option<String>,
    pub modifier: Option<Modifier>,
    pub grain: Grain,
    pub kind: DateKind,
    /// First and last day it may mean; None where it is open or not known.
    pub earliest: Option<Date>,
    pub latest: Option<Date>,
    pub part: Option<DayPart>,
    /// How sure the value is; None without one.
    pub certainty: Option<Certainty>,
    /// The rule that fired.
    pub rule: &'static str,
    pub(super) last_point: Option<Point>,
}

impl ResolvedDate {
    /// What a later date of the same text may count from (`le lendemain`, `deux ans plus tard`): this date or,
    /// if it is none that can be counted from, the one `before` it. After a day that is not known there is none.
    pub fn reference(&self, before: Option<DateReference>) -> Option<DateReference> {
        let unknown = self.grain == Grain::Day && self.last_point.is_none();
        self.last_point
            .map(DateReference)
            .or(before.filter(|_| !unknown))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateKind {
    Absolute,
    RelativeToDocument,
    RelativeToText,
}

impl DateKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Absolute => "absolute",
            Self::RelativeToDocument => "relative_to_document",
            Self::RelativeToText => "relative_to_text",
        }
    }
}

impl Modifier {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Mid => "mid",
            Self::End => "end",
            Self::Approx => "approx",
            Self::Before => "before",
            Self::After => "after",
            Self::During => "during",
            Self::Later => "later",
            Self::Earlier => "earlier",
        }
    }
}

impl DayPart {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dawn => "dawn",
            Self::Morning => "morning",
            Self::Noon => "noon",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
        }
    }
}

/// The last date that a text gave, as a point to count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateReference(pub(super) Point);

/// Which number of `06/07/2024` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// What surrounds a date.
#[derive(Debug, Clone)]
pub struct DateContext<'a> {
    pub lang: Lang,
    /// The sentence, normalised, and the bytes of the date in it.
    pub sentence: &'a str,
    pub span: Range<usize>,
    /// The last date resolved before it in the document.
    pub reference: Option<DateReference>,
    /// Order of figures where the document's region is known; French is always day first.
    pub day_order: Option<DayOrder>,
}
