//! Units counted from the document or the text, windows beside them, and shares of a period.

use jiff::ToSpan;

use super::expr::{Amount, Core, DateOrigin, DateUnit, Direction, Modifier, Slice};
use super::named::{first_from, last_to};
use super::point::{Grain, Point};
use super::resolve::Resolver;
use super::time::{DateSide, Time};

impl Resolver<'_> {
    pub(super) fn shift(
        &mut self,
        unit: DateUnit,
        amount: Amount,
        direction: Direction,
        origin: DateOrigin,
    ) -> Time {
        let grain = Grain::of(unit);
        let Some(from) = self.origin(origin, grain) else {
            return Time::Unknown(grain);
        };
        if matches!(amount, Amount::About(_)) {
            self.rule("about_amount");
        }
        let (count, modifier) = match amount {
            Amount::Vague => {
                self.rule("vague_amount");
                return Time::Unknown(grain);
            }
            Amount::Exact(count) => (count, None),
            Amount::About(count) => (count, Some(Modifier::Approx)),
            Amount::MoreThan(count) => (count, Some(beyond(direction))),
            Amount::LessThan(count) => (count, Some(within(direction))),
        };
        self.modifier = modifier;
        if (unit, amount, origin) == (DateUnit::Weekend, Amount::Exact(0), DateOrigin::Document) {
            return Time::known(self.weekend_of_document(from), grain);
        }
        let count = if unit == DateUnit::Fortnight {
            count.saturating_mul(2)
        } else {
            count
        };
        let signed = if direction == Direction::Past {
            -count
        } else {
            count
        };
        Time::known(from.shift(signed), grain)
    }

    /// `ce week-end`, `the weekend`: the week's own, or the one before where it is told as past.
    fn weekend_of_document(&mut self, this: Point) -> Option<Point> {
        self.rule("same_week");
        let coming = self.hint().is_some_and(|today| this.first > today);
        let over = self.cues.leaning(Grain::Weekend).side() == Some(DateSide::Behind);
        if coming && over {
            this.shift(-1)
        } else {
            Some(this)
        }
    }

    /// `cette nuit` of what has happened: from the day before to the document's.
    pub(super) fn night_before(&mut self) -> Option<Time> {
        let over = self.cues.leaning(Grain::Day).side() == Some(DateSide::Behind);
        if !self.french() || !over {
            return None;
        }
        let today = Point::day(self.anchor()?);
        self.rule("past_words");
        Some(Time::Span(Some(today.shift(-1)?), Some(today), Grain::Day))
    }

    /// The unit of `grain` that holds the document's date or the text's last one, if that one is at
    /// least as fine.
    fn origin(&mut self, origin: DateOrigin, grain: Grain) -> Option<Point> {
        let date = match origin {
            DateOrigin::Document => {
                let anchor = self.anchor()?;
                self.rule("counted_from_document");
                anchor
            }
            DateOrigin::Text => {
                let reference = self.reference()?;
                if reference.grain > grain {
                    self.rule("text_date_too_coarse");
                    return None;
                }
                self.rule("counted_from_text");
                reference
                    .last()
                    .min(reference.first.saturating_add(6.days()))
            }
        };
        Point::holding(date, grain)
    }

    /// From the origin `amount` units back or on; an amount left vague leaves that end unknown.
    pub(super) fn window(
        &mut self,
        unit: DateUnit,
        amount: Option<Amount>,
        direction: Direction,
        origin: DateOrigin,
    ) -> Time {
        // Weeks are counted in days and decades in years.
        let (grain, scale) = match unit {
            DateUnit::Day => (Grain::Day, 1),
            DateUnit::Week | DateUnit::Weekend => (Grain::Day, 7),
            DateUnit::Fortnight => (Grain::Day, 14),
            DateUnit::Season => (Grain::Year, 1),
            DateUnit::Decade => (Grain::Year, 10),
            DateUnit::Century => (Grain::Year, 100),
            _ => (Grain::of(unit), 1),
        };
        let said = Grain::of(unit);
        let Some(here) = self.origin(origin, grain) else {
            return Time::Unknown(said);
        };
        self.rule(if origin == DateOrigin::Document {
            "window_from_document"
        } else {
            "window_from_text"
        });
        let count = match amount {
            Some(
                Amount::Exact(count)
                | Amount::About(count)
                | Amount::MoreThan(count)
                | Amount::LessThan(count),
            ) => count.checked_mul(scale),
            Some(Amount::Vague) | None => None,
        };
        if count.is_none() {
            self.rule("vague_window");
        }
        let sign = if direction == Direction::Past { -1 } else { 1 };
        let there = count.and_then(|count| here.shift(sign * count));
        match direction {
            Direction::Past => Time::Span(there, Some(here), said),
            Direction::Future => Time::Span(Some(here), there, said),
        }
    }

    pub(super) fn slice(&mut self, slice: Slice, of: &Core) -> Time {
        let whole = self.core(of);
        let grain = match slice {
            Slice::Share { .. } => whole.grain(),
            Slice::Nth { unit, .. } | Slice::Run { unit, .. } => Grain::of(unit),
            Slice::Weekday { .. } => Grain::Day,
            Slice::Decade { .. } => Grain::Decade,
        };
        match whole {
            Time::Point(whole) => self.cut(slice, whole).unwrap_or(Time::Unknown(grain)),
            // A share of a month is not the month.
            Time::Yearless(..) => self.without_date(grain),
            other => other,
        }
    }

    fn cut(&mut self, slice: Slice, whole: Point) -> Option<Time> {
        match slice {
            Slice::Share { index, count } => share(index, count, whole),
            Slice::Nth {
                unit: DateUnit::Week,
                nth,
            } => {
                // The first week of May is its first seven days.
                let first = if nth > 0 {
                    whole
                        .first
                        .checked_add((i64::from(nth) * 7 - 7).days())
                        .ok()?
                } else {
                    whole.last().checked_sub(6.days()).ok()?
                };
                let last = first.checked_add(6.days()).ok()?;
                Some(Time::Span(
                    Some(Point::day(first)),
                    Some(Point::day(last)),
                    Grain::Week,
                ))
            }
            Slice::Nth { unit, nth } => Some(Time::Point(nth_unit(whole, Grain::of(unit), nth)?)),
            Slice::Run { count: 1, .. } => {
                self.modifier = Some(Modifier::Start);
                Some(Time::Point(whole))
            }
            Slice::Run { count: -1, .. } => {
                self.modifier = Some(Modifier::End);
                Some(Time::Point(whole))
            }
            Slice::Run { unit, count } => {
                let grain = Grain::of(unit);
                let units = i32::from(count.unsigned_abs());
                let edge = if count > 0 { whole.first } else { whole.last() };
                let edge = Point::holding(edge, grain)?;
                let (from, to) = if count > 0 {
                    (edge, edge.shift(units - 1)?)
                } else {
                    (edge.shift(1 - units)?, edge)
                };
                Some(Time::Span(Some(from), Some(to), grain))
            }
            Slice::Weekday { weekday, nth } => {
                let day = if nth > 0 {
                    first_from(weekday, whole.first)?.shift(7 * (i32::from(nth) - 1))?
                } else {
                    last_to(weekday, whole.last())?
                };
                (day.first <= whole.last()).then_some(Time::Point(day))
            }
            Slice::Decade { nth } => Some(Time::Point(nth_unit(whole, Grain::Decade, nth)?)),
        }
    }
}

/// More than so long ago is before; more than so long from now is after.
fn beyond(direction: Direction) -> Modifier {
    if direction == Direction::Past {
        Modifier::Before
    } else {
        Modifier::After
    }
}

fn within(direction: Direction) -> Modifier {
    if direction == Direction::Past {
        Modifier::After
    } else {
        Modifier::Before
    }
}

/// The nth unit of `grain` in a longer one, from its end when negative.
fn nth_unit(whole: Point, grain: Grain, nth: i8) -> Option<Point> {
    let unit = if nth > 0 {
        Point::holding(whole.first, grain)?.shift(i32::from(nth) - 1)?
    } else {
        Point::holding(whole.last(), grain)?.shift(i32::from(nth) + 1)?
    };
    (unit.first >= whole.first && unit.first <= whole.last()).then_some(unit)
}

/// Part `index` of `count` of a period, in the unit that divides it best.
fn share(index: u8, count: u8, whole: Point) -> Option<Time> {
    let (index, count) = (i32::from(index), i32::from(count));
    let (grain, units) = match whole.grain {
        Grain::Year if count == 2 => {
            return Some(Time::Point(nth_unit(
                whole,
                Grain::Half,
                i8::try_from(index).ok()?,
            )?));
        }
        Grain::Year if count == 4 => {
            return Some(Time::Point(nth_unit(
                whole,
                Grain::Quarter,
                i8::try_from(index).ok()?,
            )?));
        }
        Grain::Year => (Grain::Month, 12),
        Grain::Decade => (Grain::Year, 10),
        Grain::Century => (Grain::Year, 100),
        Grain::Month => {
            let days = i32::from(whole.last().day());
            // A fortnight is fifteen days; the second takes what is left.
            return days_of(
                whole,
                (index - 1) * (30 / count),
                if index == count {
                    days
                } else {
                    index * (30 / count)
                },
            );
        }
        Grain::Week => return days_of(whole, (index - 1) * 7 / count, index * 7 / count),
        _ => return None,
    };
    let first = Point::holding(whole.first, grain)?;
    let from = first.shift((index - 1) * units / count)?;
    let to = first.shift(index * units / count - 1)?;
    Some(Time::Span(Some(from), Some(to), grain))
}

/// Days `from` to `to` of a period, counted from 0, the last left out.
fn days_of(whole: Point, from: i32, to: i32) -> Option<Time> {
    let first = Point::day(whole.first);
    Some(Time::Span(
        Some(first.shift(from)?),
        Some(first.shift(to - 1)?),
        Grain::Day,
    ))
}
