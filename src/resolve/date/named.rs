//! Names that come back: months, seasons, quarters and feasts every year, weekdays every week.

use jiff::ToSpan;
use jiff::civil::Date;

use super::expr::{Core, PeriodName, Pick, Season};
use super::feast::feast;
use super::point::{Grain, Point, weekday_of};
use super::resolve::Resolver;
use super::time::{DateSide, Time, nearest};

impl Resolver<'_> {
    pub(super) fn named(&mut self, name: PeriodName, pick: &Pick) -> Time {
        if let PeriodName::Weekday(weekday) = name {
            return Time::known(self.weekday(weekday, pick), Grain::Day);
        }
        let grain = match name {
            PeriodName::Weekday(_) | PeriodName::Holiday(_) => Grain::Day,
            PeriodName::Month(_) | PeriodName::Rentree => Grain::Month,
            PeriodName::Season(_) => Grain::Season,
            PeriodName::Quarter(_) => Grain::Quarter,
            PeriodName::Half(_) => Grain::Half,
        };
        if let Some(time) = self.without_year(pick, |year| in_year(name, year)) {
            return time;
        }
        let winter = name == PeriodName::Season(Season::Winter);
        Time::known(self.yearly(pick, winter, |year| in_year(name, year)), grain)
    }

    /// The return of something yearly that `pick` means; `at` gives it for a year.
    pub(super) fn yearly(
        &mut self,
        pick: &Pick,
        winter: bool,
        at: impl Fn(i32) -> Option<Point>,
    ) -> Option<Point> {
        // Wide enough for a 29 February.
        let around = |date: Date| {
            let year = i32::from(date.year());
            (year - 8..=year + 8).filter_map(&at)
        };
        match pick {
            Pick::Within(container) => {
                let year = self.year_of(container)?;
                at(year)
            }
            Pick::Bare => {
                if let Some(frame) = self.frame() {
                    self.of_sentence("year_of_sentence");
                    return at(frame.year);
                }
                let anchor = self.anchor()?;
                self.choose(around(anchor), anchor)
            }
            Pick::This | Pick::Ago(_) => {
                let anchor = self.anchor()?;
                self.rule("this_year");
                // In January `cet hiver` began the year before.
                let year = i32::from(anchor.year()) - i32::from(winter && anchor.month() < 5);
                at(year
                    - if let Pick::Ago(years) = pick {
                        *years
                    } else {
                        0
                    })
            }
            Pick::Last | Pick::BeforeLast => {
                let anchor = self.anchor()?;
                self.rule(if self.french() {
                    "last"
                } else {
                    "english_last"
                });
                let last = nearest(around(anchor), anchor, DateSide::WellBehind)?;
                if *pick == Pick::Last {
                    Some(last)
                } else {
                    at(i32::from(last.first.year()) - 1)
                }
            }
            Pick::Next | Pick::WeekOn => {
                let anchor = self.anchor()?;
                self.rule(if self.french() {
                    "next"
                } else {
                    "english_next"
                });
                nearest(around(anchor), anchor, DateSide::WellAhead)
            }
            Pick::Text(side) => {
                let reference = self.reference()?;
                self.rule("counted_from_text");
                match side {
                    0 => at(reference.first.year().into()),
                    1 => nearest(
                        around(reference.first),
                        reference.last(),
                        DateSide::WellAhead,
                    ),
                    _ => nearest(
                        around(reference.first),
                        reference.first,
                        DateSide::WellBehind,
                    ),
                }
            }
        }
    }

    /// The year that a container gives or begins in.
    fn year_of(&mut self, container: &Core) -> Option<i32> {
        match self.core(container) {
            Time::Point(point) if point.grain <= Grain::SeasonYear => {
                Some(point.first.year().into())
            }
            Time::Span(Some(from), ..) => Some(from.first.year().into()),
            Time::Far(year) => Some(year),
            _ => None,
        }
    }

    pub(super) fn weekday(&mut self, weekday: u8, pick: &Pick) -> Option<Point> {
        match pick {
            Pick::Within(container) => {
                let week = self.core(container).point()?;
                first_from(weekday, week.first)
            }
            Pick::Text(side) => {
                let reference = self
                    .reference()
                    .filter(|point| point.grain == Grain::Day)?
                    .first;
                self.rule("counted_from_text");
                match side {
                    0 => in_week_of(weekday, reference),
                    1 => first_from(weekday, reference.checked_add(1.days()).ok()?),
                    _ => last_to(weekday, reference.checked_sub(1.days()).ok()?),
                }
            }
            _ => {
                let anchor = self.anchor()?;
                self.weekday_of_document(weekday, pick, anchor)
            }
        }
    }

    fn weekday_of_document(&mut self, weekday: u8, pick: &Pick, anchor: Date) -> Option<Point> {
        let after = anchor.checked_add(1.days()).ok()?;
        let before = anchor.checked_sub(1.days()).ok()?;
        match pick {
            Pick::Last => {
                self.rule(if self.french() {
                    "last"
                } else {
                    "english_last"
                });
                last_to(weekday, before)
            }
            Pick::Ago(_) | Pick::BeforeLast => {
                self.rule("last");
                last_to(weekday, before)?.shift(-7)
            }
            Pick::Next => {
                self.rule(if self.french() {
                    "next"
                } else {
                    "english_next"
                });
                first_from(weekday, after)
            }
            Pick::WeekOn => {
                self.rule("next");
                first_from(weekday, after)?.shift(7)
            }
            Pick::This if self.french() => {
                let day = in_week_of(weekday, anchor)?;
                self.rule("same_week");
                match self.cues.leaning(Grain::Day).side() {
                    Some(DateSide::Behind) if day.first > anchor => day.shift(-7),
                    Some(DateSide::Ahead) if day.first < anchor => day.shift(7),
                    _ => Some(day),
                }
            }
            Pick::This if self.cues.leaning(Grain::Day).side() != Some(DateSide::Behind) => {
                self.rule("english_next");
                first_from(weekday, anchor)
            }
            _ => {
                let days = [last_to(weekday, anchor), first_from(weekday, anchor)];
                self.choose(days.into_iter().flatten(), anchor)
            }
        }
    }
}

/// The unit of a yearly name in a year.
fn in_year(name: PeriodName, year: i32) -> Option<Point> {
    match name {
        PeriodName::Weekday(_) => None,
        PeriodName::Month(month) => Point::month(year, month),
        PeriodName::Season(season) => Point::season(year, season),
        PeriodName::Quarter(quarter) => Point::quarter(year, quarter),
        PeriodName::Half(half) => Point::half(year, half),
        PeriodName::Holiday(holiday) => feast(holiday, year).map(Point::day),
        PeriodName::Rentree => Point::month(year, 9),
    }
}

/// The first such weekday on `date` or after.
pub(super) fn first_from(weekday: u8, date: Date) -> Option<Point> {
    let wait = (i64::from(weekday) - i64::from(weekday_of(date))).rem_euclid(7);
    date.checked_add(wait.days()).ok().map(Point::day)
}

/// The last such weekday on `date` or before.
pub(super) fn last_to(weekday: u8, date: Date) -> Option<Point> {
    let back = (i64::from(weekday_of(date)) - i64::from(weekday)).rem_euclid(7);
    date.checked_sub(back.days()).ok().map(Point::day)
}

fn in_week_of(weekday: u8, date: Date) -> Option<Point> {
    first_from(weekday, Point::holding(date, Grain::Week)?.first)
}
