//! A place on the calendar, written and bounded; and the nearest of several.

use jiff::civil::Date;

use super::point::{Grain, Point, edtf_year};

/// A place on the calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Time {
    Point(Point),
    /// From one unit to another; an end that nobody knows is None.
    Span(Option<Point>, Option<Point>, Grain),
    /// One of two.
    Either(Point, Point),
    Both(Point, Point),
    /// A year that the calendar does not reach.
    Far(i32),
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
            Self::Point(p) | Self::Either(p, _) | Self::Both(p, _) => p.grain,
            Self::Span(_, _, grain) | Self::Unknown(grain) => grain,
            Self::Far(_) => Grain::Year,
        }
    }

    /// First and last day.
    pub fn bounds(self) -> (Option<Date>, Option<Date>) {
        match self {
            Self::Point(p) => (Some(p.first), Some(p.last())),
            Self::Span(from, to, _) => (from.map(|p| p.first), to.map(Point::last)),
            Self::Either(a, b) | Self::Both(a, b) => {
                (Some(a.first.min(b.first)), Some(a.last().max(b.last())))
            }
            Self::Far(_) | Self::Unknown(_) => (None, None),
        }
    }

    pub fn edtf(self) -> Option<String> {
        // An interval in a set has dots.
        let member = |p: Point| {
            let (first, last) = p.ends();
            if first == last {
                first
            } else {
                format!("{first}..{last}")
            }
        };
        Some(match self {
            Self::Point(p) => p.edtf(),
            Self::Span(None, None, _) | Self::Unknown(_) => return None,
            Self::Span(from, to, _) => {
                let first = from.map(|p| p.ends().0).unwrap_or_default();
                let last = to.map(|p| p.ends().1).unwrap_or_default();
                format!("{first}/{last}")
            }
            Self::Either(a, b) => format!("[{},{}]", member(a), member(b)),
            Self::Both(a, b) => format!("{{{},{}}}", member(a), member(b)),
            Self::Far(year) => edtf_year(year),
        })
    }
}

/// Where a date lies from the document's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
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
    side: Side,
) -> Option<Point> {
    let away = |p: &Point| {
        if p.first > anchor {
            days_between(anchor, p.first)
        } else if p.last() < anchor {
            days_between(p.last(), anchor)
        } else {
            0
        }
    };
    points
        .filter(|p| match side {
            Side::Behind => p.first <= anchor,
            Side::WellBehind => p.last() < anchor,
            Side::Ahead => p.last() >= anchor,
            Side::WellAhead => p.first > anchor,
            Side::Around => true,
        })
        .min_by_key(away)
}

pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}
