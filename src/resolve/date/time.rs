//! A place on the calendar, written and bounded; and the nearest of several.

use jiff::civil::Date;

use super::point::{Grain, Point, edtf_year};

/// A place on the calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Time {
    Point(Point),
    /// From one unit to another; an end that is not known is None.
    Span(Option<Point>, Option<Point>, Grain),
    /// One of two.
    Either(Point, Point),
    Both(Point, Point),
    /// A year that the calendar does not reach.
    Far(i32),
    /// Days or months, from the first to the last, of a year that is not known; theirs stands for none.
    Yearless(Point, Point),
    Unknown(Grain),
}

impl Time {
    pub fn known(point: Option<Point>, grain: Grain) -> Self {
        point.map_or(Self::Unknown(grain), Self::Point)
    }

    pub fn point(self) -> Option<Point> {
        match self {
            Self::Point(point) => Some(point),
            _ => None,
        }
    }

    pub fn grain(self) -> Grain {
        match self {
            Self::Point(point)
            | Self::Either(point, _)
            | Self::Both(point, _)
            | Self::Yearless(point, _) => point.grain,
            Self::Span(_, _, grain) | Self::Unknown(grain) => grain,
            Self::Far(_) => Grain::Year,
        }
    }

    /// First and last day.
    pub fn bounds(self) -> (Option<Date>, Option<Date>) {
        match self {
            Self::Point(point) => (Some(point.first), Some(point.last())),
            Self::Span(from, to, _) => (from.map(|point| point.first), to.map(Point::last)),
            Self::Either(first, second) | Self::Both(first, second) => (
                Some(first.first.min(second.first)),
                Some(first.last().max(second.last())),
            ),
            Self::Far(_) | Self::Yearless(..) | Self::Unknown(_) => (None, None),
        }
    }

    pub fn edtf(self) -> Option<String> {
        // An interval in a set has dots.
        let member = |point: Point| {
            let (first, last) = point.ends();
            if first == last {
                first
            } else {
                format!("{first}..{last}")
            }
        };
        Some(match self {
            Self::Point(point) => point.edtf(),
            Self::Span(None, None, _) | Self::Unknown(_) => return None,
            Self::Span(from, to, _) => {
                let first = from.map(|point| point.ends().0).unwrap_or_default();
                let last = to.map(|point| point.ends().1).unwrap_or_default();
                format!("{first}/{last}")
            }
            Self::Either(first, second) => format!("[{},{}]", member(first), member(second)),
            Self::Both(first, second) => format!("{{{},{}}}", member(first), member(second)),
            Self::Far(year) => edtf_year(year),
            Self::Yearless(first, last) if first == last => yearless(first),
            Self::Yearless(first, last) => format!("{}/{}", yearless(first), yearless(last)),
        })
    }
}

/// `XXXX-02-13`, `XXXX-02`: every figure of the year is open.
fn yearless(point: Point) -> String {
    let written = point.edtf();
    format!("XXXX{}", written.get(4..).unwrap_or_default())
}

/// Where a date lies from the document's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateSide {
    /// The last that has begun.
    Behind,
    /// The last that is over.
    WellBehind,
    /// The first that is not over.
    Ahead,
    /// The first that has not begun.
    WellAhead,
    /// The nearest.
    Around,
}

/// The one of `points` nearest to `anchor` on that side.
pub(super) fn nearest(
    points: impl Iterator<Item = Point>,
    anchor: Date,
    side: DateSide,
) -> Option<Point> {
    let away = |point: &Point| {
        if point.first > anchor {
            days_between(anchor, point.first)
        } else if point.last() < anchor {
            days_between(point.last(), anchor)
        } else {
            0
        }
    };
    points
        .filter(|point| match side {
            DateSide::Behind => point.first <= anchor,
            DateSide::WellBehind => point.last() < anchor,
            DateSide::Ahead => point.last() >= anchor,
            DateSide::WellAhead => point.first > anchor,
            DateSide::Around => true,
        })
        .min_by_key(away)
}

pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}
