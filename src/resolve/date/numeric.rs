//! Dates in figures: `06/07/2024`, `2024-07-06`, `12.03.24`, `5.X.2012`, `2024-W27`, `mardi 9/11`.

use super::company;
use super::expr::{Core, DateExpr, NumericYear, PeriodName, Pick};
use super::grammar::{FoundDate, Grammar, Parsed};
use super::numeral::roman;

impl Grammar<'_> {
    pub(super) fn numeric(&self, at: usize) -> Option<FoundDate> {
        let (weekday, from) = self.weekday_prefix(at);
        let figures = self
            .iso_week(from)
            .or_else(|| self.year_first(from, weekday))
            .or_else(|| self.roman_month(from, weekday))
            .or_else(|| self.day_first(from, weekday));
        let (core, end) = figures?;
        // Part of a longer number, a version or an address: `192.168.1.10`, `1/2/3/4`.
        let inside = |place: usize| {
            self.tokens.glued(place) && (self.tokens.is_number(place) || self.tokens.is_word(place))
        };
        let longer = self.tokens.glued(end)
            && (inside(end) || (self.separator(end).is_some() && inside(end + 1)));
        let led = weekday.is_none()
            && from > 0
            && self.tokens.glued(from)
            && (self.separator(from - 1).is_some() || self.word(from - 1) == ",")
            && self.tokens.glued(from - 1);
        if longer || led {
            return None;
        }
        let bare = matches!(
            &core,
            Core::Numeric {
                year: None,
                weekday: None,
                ..
            }
        );
        // `27/01` after an article; a bare `3/5` is a mark or a fraction.
        let led = from > 0 && company::BEFORE_FIGURES.contains(self.word(from - 1));
        let full = self.word(from).len() == 2 && self.word(end - 1).len() == 2;
        if bare && !(led || full || self.span) {
            return None;
        }
        let sure = !bare;
        Some(FoundDate::new(DateExpr::plain(core), end, sure))
    }

    fn separator(&self, at: usize) -> Option<&str> {
        Some(self.word(at)).filter(|sign| matches!(*sign, "/" | "." | "-" | "·"))
    }

    /// The figures after a separator equal to `sign`; both glued, or both spaced for a dot.
    fn after_sign(&self, at: usize, sign: &str, longest: usize) -> Parsed<i32> {
        let tight = self.tokens.glued(at) && self.tokens.glued(at + 1);
        let loose = sign == "·" && !self.tokens.glued(at) && !self.tokens.glued(at + 1);
        if self.word(at) != sign || !(tight || loose) {
            return None;
        }
        self.digits(at + 1, longest)
    }

    fn day_first(&self, at: usize, weekday: Option<u8>) -> Parsed<Core> {
        let (first, after) = self.digits(at, 2)?;
        let sign = self.separator(after)?;
        let (second, end) = self.after_sign(after, sign, 2)?;
        let (first, second) = day_and_month(first, second)?;
        let third = self.after_sign(end, sign, 4);
        let year = match third {
            Some((year, end)) if self.word(end - 1).len() == 4 && (1000..=2999).contains(&year) => {
                Some((NumericYear::Full(year), end))
            }
            Some((year, end)) if self.word(end - 1).len() == 2 => u8::try_from(year)
                .ok()
                .map(|year| (NumericYear::Short(year), end)),
            Some(_) => return None,
            None => None,
        };
        // Two numbers and a dot or a hyphen are a score, a price or a range.
        if year.is_none() && (sign != "/" || self.word(end) == "/") {
            return None;
        }
        let end = year.map_or(end, |(_, end)| end);
        let year = year.map(|(year, _)| year);
        Some((
            Core::Numeric {
                first,
                second,
                weekday,
                year,
            },
            end,
        ))
    }

    fn year_first(&self, at: usize, weekday: Option<u8>) -> Parsed<Core> {
        let (year, after) = self.digits(at, 4).filter(|_| self.word(at).len() == 4)?;
        let sign = self.separator(after)?;
        let (month, after) = self.after_sign(after, sign, 2)?;
        let (month, day, end) = match self.after_sign(after, sign, 2) {
            Some((day, end)) => (month, Some(day), end),
            None if sign == "-" && self.word(after - 1).len() == 2 && self.span => {
                (month, None, after)
            }
            None => return None,
        };
        let month = u8::try_from(month)
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        if !(1000..=2999).contains(&year) {
            return None;
        }
        let within = Pick::Within(Box::new(Core::Year(year)));
        let Some(day) = day else {
            // `2014-12` may be two years; a later year wins there.
            let core = Core::Named {
                name: PeriodName::Month(month),
                pick: within,
            };
            return (i32::from(month) <= year % 100).then_some((core, end));
        };
        let day = u8::try_from(day)
            .ok()
            .filter(|day| (1..=31).contains(day))?;
        // A time of day may be glued to it: `2024-07-06T10:00`.
        Some((
            Core::Day {
                weekday,
                day,
                month: Some(month),
                pick: within,
            },
            end,
        ))
    }

    fn roman_month(&self, at: usize, weekday: Option<u8>) -> Parsed<Core> {
        let (day, after) = self.digits(at, 2)?;
        let sign = self.separator(after)?;
        let month = roman(self.word(after + 1)).filter(|month| (1..=12).contains(month))?;
        let (year, end) = self.after_sign(after + 2, sign, 4)?;
        let (day, month) = day_and_month(day, month).filter(|(_, month)| *month <= 12)?;
        let within = Pick::Within(Box::new(Core::Year(year)));
        (year >= 1000).then_some((
            Core::Day {
                weekday,
                day,
                month: Some(month),
                pick: within,
            },
            end,
        ))
    }

    fn iso_week(&self, at: usize) -> Parsed<Core> {
        let (year, after) = self
            .digits(at, 4)
            .filter(|(year, _)| (1900..=2999).contains(year))?;
        let after = self
            .phrase(after, "- w")
            .or_else(|| self.phrase(after, "w"))?;
        let (week, end) = self.digits(after, 2)?;
        let week = u8::try_from(week)
            .ok()
            .filter(|week| (1..=53).contains(week))?;
        Some((
            Core::IsoWeek {
                year: Some(year),
                week,
            },
            end,
        ))
    }
}

/// Both small enough for one to be the day and the other the month.
fn day_and_month(first: i32, second: i32) -> Option<(u8, u8)> {
    let (first, second) = (u8::try_from(first).ok()?, u8::try_from(second).ok()?);
    let ok = first >= 1 && second >= 1 && first.max(second) <= 31 && first.min(second) <= 12;
    ok.then_some((first, second))
}
