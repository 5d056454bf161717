//! From what a date says to what it is worth.

use jiff::ToSpan;
use jiff::civil::Date;

use super::cues::{Cues, Preposition, Tense};
use super::expr::{Core, DateExpr, Lang, Modifier};
use super::point::{Grain, Point, edtf_year};
use super::value::{Context, DateValue, Kind, Reference};

/// The value of a date written in a document of date `anchor`.
///
/// Without an anchor a date that counts from the document has a grain and no value; the wall
/// clock is never read.
pub fn resolve(expr: &DateExpr, anchor: Option<Date>, context: &Context<'_>) -> DateValue {
    let mut resolver = Resolver {
        document: anchor,
        context,
        cues: Cues::around(context),
        kind: Kind::Absolute,
        rule: "explicit",
        modifier: None,
    };
    let time = resolver.core(&expr.core);
    resolver.value(expr, time)
}

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

    fn grain(self) -> Grain {
        match self {
            Self::Point(p) | Self::Either(p, _) | Self::Both(p, _) => p.grain,
            Self::Span(_, _, grain) | Self::Unknown(grain) => grain,
            Self::Far(_) => Grain::Year,
        }
    }

    /// First and last day.
    fn bounds(self) -> (Option<Date>, Option<Date>) {
        match self {
            Self::Point(p) => (Some(p.first), Some(p.last())),
            Self::Span(from, to, _) => (from.map(|p| p.first), to.map(Point::last)),
            Self::Either(a, b) | Self::Both(a, b) => {
                (Some(a.first.min(b.first)), Some(a.last().max(b.last())))
            }
            Self::Far(_) | Self::Unknown(_) => (None, None),
        }
    }

    fn edtf(self) -> Option<String> {
        let end = |p: Option<Point>| p.map(Point::edtf).unwrap_or_default();
        Some(match self {
            Self::Point(p) => p.edtf(),
            Self::Span(None, None, _) | Self::Unknown(_) => return None,
            Self::Span(from, to, _) => format!("{}/{}", end(from), end(to)),
            Self::Either(a, b) => format!("[{},{}]", a.edtf(), b.edtf()),
            Self::Both(a, b) => format!("{{{},{}}}", a.edtf(), b.edtf()),
            Self::Far(year) => edtf_year(year),
        })
    }
}

pub(super) struct Resolver<'a> {
    document: Option<Date>,
    pub context: &'a Context<'a>,
    pub cues: Cues,
    kind: Kind,
    rule: &'static str,
    /// What the words of a count add: `plus de vingt ans` is before.
    pub modifier: Option<Modifier>,
}

impl Resolver<'_> {
    /// The document's date; what asks for it is relative to it.
    pub fn anchor(&mut self) -> Option<Date> {
        self.kind = Kind::RelativeToDocument;
        if self.document.is_none() {
            self.rule = "no_document_date";
        }
        self.document
    }

    /// The document's date, for a guess that stays absolute (which century `'98` is in).
    pub fn hint(&self) -> Option<Date> {
        self.document
    }

    /// The text's last date; what asks for it is relative to it.
    pub fn reference(&mut self) -> Option<Point> {
        self.kind = Kind::RelativeToText;
        if self.context.reference.is_none() {
            self.rule = "no_text_date";
        }
        self.context.reference.map(|Reference(point)| point)
    }

    /// The document's date or, where it has none, nothing and the text's.
    pub fn anchor_or_reference(&mut self) -> Result<Date, Option<Point>> {
        if self.document.is_none() && self.context.reference.is_some() {
            return Err(self.reference());
        }
        self.anchor().ok_or(None)
    }

    pub fn rule(&mut self, rule: &'static str) {
        self.rule = rule;
    }

    pub fn french(&self) -> bool {
        self.context.lang == Lang::Fr
    }

    /// News tells what happened: the past, unless the words say what is to come.
    pub fn side(&mut self) -> Side {
        let (side, rule) = match self.cues.tense {
            Some(Tense::Future) => (Side::Ahead, "future_words"),
            Some(Tense::Present) => (Side::Around, "present_words"),
            Some(Tense::Past) | None => (Side::Behind, "nearest_past"),
        };
        self.rule = rule;
        side
    }

    pub fn core(&mut self, core: &Core) -> Time {
        match core {
            Core::Year(year) => Point::year(*year).map_or(Time::Far(*year), Time::Point),
            Core::ShortYear(short) => Time::known(self.short_year(*short), Grain::Year),
            Core::Decade(year) => Time::known(whole_years(*year, Grain::Decade), Grain::Decade),
            Core::ShortDecade(short) => {
                // `années 10` are this century's; `années 20`, in French and English, still the last one's.
                let century = if *short < 20 { 2000 } else { 1900 };
                let year = century + i32::from(*short);
                Time::known(whole_years(year, Grain::Decade), Grain::Decade)
            }
            Core::Century(n) => Time::known(nth_of(*n, 100, Grain::Century), Grain::Century),
            Core::Millennium(n) => Time::known(nth_of(*n, 1000, Grain::Millennium), Grain::Millennium),
            Core::Day { weekday, day, month, pick } => self.day(*weekday, *day, *month, pick),
            Core::Numeric { first, second, weekday, year } => {
                self.numeric(*first, *second, *weekday, *year)
            }
            Core::Named { name, pick } => self.named(*name, pick),
            Core::Shift { unit, amount, direction, origin } => {
                self.shift(*unit, *amount, *direction, *origin)
            }
            Core::Window { unit, amount, direction, origin } => {
                self.window(*unit, *amount, *direction, *origin)
            }
            Core::WeekOf(inner) => {
                let day = self.core(inner).point();
                Time::known(day.and_then(|d| Point::holding(d.first, Grain::Week)), Grain::Week)
            }
            Core::IsoWeek { year, week } => self.iso_week(*year, *week),
            Core::Slice { slice, of } => self.slice(*slice, of),
            Core::Fiscal { from, to } => fiscal(*from, *to),
            Core::Range { from, to } => self.range(&from.core, &to.core),
            Core::Both { first, second } => self.both(&first.core, &second.core),
        }
    }

    /// `'98`, `12/07/24`: the year of two figures from 80 before the document to 19 after it.
    pub fn short_year(&mut self, short: u8) -> Option<Point> {
        self.rule = "two_figure_year";
        let latest = self.hint().map_or(2029, |d| i32::from(d.year()) + 19);
        let year = latest - (latest - i32::from(short)).rem_euclid(100);
        Point::year(year)
    }

    fn iso_week(&mut self, year: Option<i32>, week: u8) -> Time {
        if let Some(year) = year {
            return Time::known(Point::week(year, week), Grain::Week);
        }
        let Some(anchor) = self.anchor() else { return Time::Unknown(Grain::Week) };
        let side = self.side();
        let this = i32::from(anchor.year());
        let points = (this - 1..=this + 1).filter_map(|y| Point::week(y, week));
        Time::known(nearest(points, anchor, side), Grain::Week)
    }

    fn both(&mut self, first: &Core, second: &Core) -> Time {
        match (self.core(first), self.core(second)) {
            (Time::Point(a), Time::Point(b)) => Time::Both(a, b),
            (a, _) => Time::Unknown(a.grain()),
        }
    }

    fn value(&self, expr: &DateExpr, time: Time) -> DateValue {
        let grain = time.grain();
        let (earliest, latest) = time.bounds();
        let mut value = time.edtf();
        let mut said = expr.modifier.filter(|m| *m != Modifier::During).or(self.modifier);
        let (mut earliest, mut latest) = narrowed(said, earliest, latest, self.document);
        match self.cues.preposition {
            Some(Preposition::Around) => said = said.or(Some(Modifier::Approx)),
            Some(Preposition::Before) if said.is_none() => {
                (earliest, latest) = narrowed(Some(Modifier::Before), earliest, latest, None);
                said = Some(Modifier::Before);
            }
            Some(Preposition::After) if said.is_none() => {
                (earliest, latest) = narrowed(Some(Modifier::After), earliest, latest, None);
                said = Some(Modifier::After);
            }
            Some(open @ (Preposition::Since | Preposition::From | Preposition::Until)) => {
                // An interval is not opened a second time.
                let single = value.as_deref().filter(|v| !v.contains(['/', '[', '{']));
                if let Some(single) = single {
                    let (text, from, to) = if open == Preposition::Until {
                        (format!("../{single}"), None, latest)
                    } else {
                        let today = self.document.filter(|d| earliest.is_some_and(|e| e <= *d));
                        let to = if open == Preposition::Since { today } else { None };
                        (format!("{single}/.."), earliest, to)
                    };
                    value = Some(text);
                    (earliest, latest) = (from, to);
                }
            }
            _ => {}
        }
        let last_point = match time {
            Time::Point(p) | Time::Both(_, p) => Some(p),
            Time::Span(from, to, _) => to.or(from),
            _ => None,
        };
        DateValue {
            modifier: if value.is_some() { said } else { expr.modifier.and(said) },
            value,
            grain,
            kind: self.kind,
            earliest,
            latest,
            part: expr.part,
            rule: self.rule,
            last_point,
        }
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
pub(super) fn nearest(points: impl Iterator<Item = Point>, anchor: Date, side: Side) -> Option<Point> {
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

fn whole_years(year: i32, grain: Grain) -> Option<Point> {
    Point::holding(Point::year(year)?.first, grain)
}

/// The nth century or millennium, before our era when negative.
fn nth_of(n: i32, size: i32, grain: Grain) -> Option<Point> {
    let year = if n > 0 { (n - 1) * size } else { n * size + size / 2 };
    whole_years(year, grain)
}

fn fiscal(from: Option<i32>, to: i32) -> Time {
    let point = |year| Point::year(year).map(|p| Point { grain: Grain::FiscalYear, ..p });
    match from {
        None => Time::known(point(to), Grain::FiscalYear),
        Some(from) => match (point(from), point(to)) {
            (Some(a), Some(b)) => Time::Span(Some(a), Some(b), Grain::FiscalYear),
            _ => Time::Unknown(Grain::FiscalYear),
        },
    }
}

/// The days left by a modifier: a third of the whole for its start, middle and end.
fn narrowed(
    modifier: Option<Modifier>,
    earliest: Option<Date>,
    latest: Option<Date>,
    document: Option<Date>,
) -> (Option<Date>, Option<Date>) {
    let (Some(modifier), Some(first), Some(last)) = (modifier, earliest, latest) else {
        return (earliest, latest);
    };
    let third = (days_between(first, last) / 3).days();
    let start = first.saturating_add(third);
    let end = last.saturating_sub(third);
    let today = document.filter(|d| (first..=last).contains(d));
    match modifier {
        Modifier::Start => (Some(first), Some(start)),
        Modifier::Mid => (Some(start), Some(end)),
        Modifier::End => (Some(end), Some(last)),
        Modifier::Before => (None, first.checked_sub(1.days()).ok()),
        Modifier::After => (last.checked_add(1.days()).ok(), None),
        Modifier::Later => (today.or(earliest), latest),
        Modifier::Earlier => (earliest, today.or(latest)),
        Modifier::Approx | Modifier::During => (earliest, latest),
    }
}
