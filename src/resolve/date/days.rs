//! Days by number: their month and year where the text leaves them out.

use jiff::ToSpan;
use jiff::civil::Date;

use super::expr::{Core, NumericYear, PeriodName, Pick};
use super::grammar::Grammar;
use super::named::{first_from, last_to};
use super::point::{Grain, Point, weekday_of, ymd};
use super::resolve::Resolver;
use super::time::{DateSide, Time, days_between, nearest};
use super::token::DateTokens;
use super::value::DayOrder;
use crate::document::Lang;

/// A weekday that disagrees by more is a slip, not another year.
const AGREE_WITHIN: i32 = 400;

impl Resolver<'_> {
    pub(super) fn day(
        &mut self,
        weekday: Option<u8>,
        day: u8,
        month: Option<u8>,
        pick: &Pick,
    ) -> Time {
        let point = match month {
            Some(month) => {
                let at = |year| ymd(year, month, day).map(Point::day);
                if let Some(time) = self.without_year(pick, at) {
                    return time;
                }
                self.day_of_month(weekday, day, month, pick)
            }
            None => self.day_alone(weekday, day, pick),
        };
        Time::known(point, Grain::Day)
    }

    fn day_of_month(
        &mut self,
        weekday: Option<u8>,
        day: u8,
        month: u8,
        pick: &Pick,
    ) -> Option<Point> {
        let at = |year: i32| ymd(year, month, day).map(Point::day);
        if let (Pick::Bare, Some(weekday), Some(anchor)) = (pick, weekday, self.hint())
            && self.frame().is_none()
        {
            let year = i32::from(anchor.year());
            if let Some(point) = agreeing((year - 8..=year + 8).filter_map(at), weekday, anchor) {
                self.anchor();
                self.rule("weekday_agrees");
                return Some(point);
            }
        }
        self.yearly(pick, false, at)
    }

    /// `le 12`, `mardi 12`, `12 du mois prochain`.
    fn day_alone(&mut self, weekday: Option<u8>, day: u8, pick: &Pick) -> Option<Point> {
        if let Pick::Within(container) = pick {
            let month = self.core(container).point()?.first;
            return ymd(month.year().into(), month.month().unsigned_abs(), day).map(Point::day);
        }
        if let Some((month, pick)) = self.month_of_next_day() {
            self.rule("month_of_next_date");
            let point = self.day_of_month(weekday, day, month, &pick);
            return point;
        }
        if let Some(frame) = self.frame()
            && let Some(month) = frame.month
        {
            self.of_sentence("month_of_sentence");
            return ymd(frame.year, month, day).map(Point::day);
        }
        let anchor = self.anchor()?;
        let this = Point::holding(anchor, Grain::Month)?;
        let months = (-12..=12).filter_map(|count| {
            let month = this.shift(count)?.first;
            ymd(month.year().into(), month.month().unsigned_abs(), day).map(Point::day)
        });
        let agrees = weekday.and_then(|weekday| agreeing(months.clone(), weekday, anchor));
        if agrees.is_some() {
            self.rule("weekday_agrees");
            return agrees;
        }
        self.choose(months, anchor)
    }

    /// The month that `le 3` takes from what follows: `entre le 3 et le 5 mai`.
    fn month_of_next_day(&self) -> Option<(u8, Pick)> {
        let tail = self.context.sentence.get(self.context.span.end..)?;
        let tail = &tail[..tail.floor_char_boundary(60)];
        let tokens = DateTokens::new(tail);
        let grammar = Grammar {
            tokens: &tokens,
            lang: self.context.lang,
            span: false,
        };
        let at = grammar.any(
            0,
            &[
                "et le", "et du", "et", "ou le", "ou", "and the", "and", "or", "au", "to", ",",
            ],
        )?;
        match grammar.full_day(at)?.expr.core {
            Core::Day {
                month: Some(month),
                pick,
                ..
            } => Some((month, pick)),
            _ => None,
        }
    }

    /// In French the day comes first; in English the region decides, or a number over twelve.
    pub(super) fn numeric(
        &mut self,
        first: u8,
        second: u8,
        weekday: Option<u8>,
        year: Option<NumericYear>,
    ) -> Time {
        let pick = match year {
            None => Pick::Bare,
            Some(NumericYear::Full(year)) => Pick::Within(Box::new(Core::Year(year))),
            Some(NumericYear::Short(short)) => Pick::Within(Box::new(Core::ShortYear(short))),
        };
        let usual = match self.context.lang {
            Lang::Fr => Some(DayOrder::DayFirst),
            Lang::En => self.context.day_order,
        };
        let order = match (first > 12, second > 12) {
            (true, _) => Some(DayOrder::DayFirst),
            (_, true) => Some(DayOrder::MonthFirst),
            _ if first == second => Some(DayOrder::DayFirst),
            _ => usual,
        };
        let forced = first > 12 || second > 12 || first == second;
        let mut placed = |day, month, rule| {
            let time = self.day(weekday, day, Some(month), &pick);
            if pick != Pick::Bare && !forced {
                self.rule(rule);
            }
            time
        };
        match order {
            Some(DayOrder::DayFirst) => placed(first, second, "day_first"),
            Some(DayOrder::MonthFirst) => placed(second, first, "month_first"),
            None => {
                let day_first = self.day_of_month(weekday, first, second, &pick);
                let month_first = self.day_of_month(weekday, second, first, &pick);
                self.rule("day_month_order_unknown");
                match (day_first, month_first) {
                    (Some(day_first), Some(month_first))
                        if day_first.first <= month_first.first =>
                    {
                        Time::Either(day_first, month_first)
                    }
                    (Some(day_first), Some(month_first)) => Time::Either(month_first, day_first),
                    _ => Time::Unknown(Grain::Day),
                }
            }
        }
    }

    pub(super) fn range(&mut self, from: &Core, to: &Core) -> Time {
        let weekdays = is_bare_weekday(from) && is_bare_weekday(to);
        let end = if weekdays {
            self.core(to).point()
        } else {
            None
        };
        let over = |point: &Point| self.hint().is_some_and(|today| point.first <= today);
        let (first, last) = if let Some(end) = end.filter(over) {
            // The night from Saturday to Sunday is over when it is told.
            let first = previous(from, end.first);
            (Time::known(first, Grain::Day), Time::Point(end))
        } else {
            let first = self.core(from);
            let following = first.point().and_then(|point| following(to, point.first));
            (first, following.map_or_else(|| self.core(to), Time::Point))
        };
        match (first, last) {
            (Time::Point(first), Time::Point(last)) if first.first <= last.first => {
                Time::Span(Some(first), Some(last), first.grain)
            }
            // `28 décembre au 3 janvier 2024`: the year is the second day's.
            (Time::Point(first), Time::Point(last)) => {
                let year = Point {
                    grain: Grain::Year,
                    ..first
                }
                .shift(-1)
                .filter(|point| point.first <= last.first);
                year.map_or(Time::Unknown(first.grain), |point| {
                    Time::Span(
                        Some(Point {
                            grain: first.grain,
                            ..point
                        }),
                        Some(last),
                        first.grain,
                    )
                })
            }
            (Time::Yearless(first, _), Time::Yearless(_, last)) => Time::Yearless(first, last),
            (Time::Point(first) | Time::Yearless(first, _), _) => Time::Unknown(first.grain),
            (Time::Unknown(grain), _) => Time::Unknown(grain),
            _ => Time::Unknown(Grain::Year),
        }
    }
}

fn is_bare_weekday(core: &Core) -> bool {
    matches!(
        core,
        Core::Named {
            name: PeriodName::Weekday(_),
            pick: Pick::Bare
        }
    )
}

fn previous(core: &Core, before: Date) -> Option<Point> {
    match core {
        Core::Named {
            name: PeriodName::Weekday(weekday),
            ..
        } => last_to(*weekday, before.checked_sub(1.days()).ok()?),
        _ => None,
    }
}

/// The second end of a range that its first end places: the next such day.
fn following(core: &Core, from: Date) -> Option<Point> {
    let year = i32::from(from.year());
    let month = Point::holding(from, Grain::Month)?;
    match core {
        Core::Named {
            name: PeriodName::Weekday(weekday),
            pick: Pick::Bare,
        } => first_from(*weekday, from.checked_add(1.days()).ok()?),
        Core::Named {
            name: PeriodName::Month(month),
            pick: Pick::Bare,
        } => nearest(
            (year..=year + 1).filter_map(|year| Point::month(year, *month)),
            from,
            DateSide::Ahead,
        ),
        Core::Day {
            day,
            month: Some(month),
            pick: Pick::Bare,
            ..
        } => {
            let days = (year..=year + 1)
                .filter_map(|year| ymd(year, *month, *day))
                .map(Point::day);
            nearest(days, from, DateSide::Ahead)
        }
        Core::Day {
            day,
            month: None,
            pick: Pick::Bare,
            ..
        } => {
            let days = (0..=2).filter_map(|count| {
                let first = month.shift(count)?.first;
                ymd(first.year().into(), first.month().unsigned_abs(), *day).map(Point::day)
            });
            nearest(days, from, DateSide::Ahead)
        }
        _ => None,
    }
}

/// The day nearest to `anchor` that falls on `weekday`.
fn agreeing(days: impl Iterator<Item = Point>, weekday: u8, anchor: Date) -> Option<Point> {
    let away = |point: &Point| days_between(anchor, point.first).abs();
    days.filter(|point| weekday_of(point.first) == weekday)
        .min_by_key(away)
        .filter(|point| away(point) <= AGREE_WITHIN)
}
