//! Days and months by name: `lundi 3 mars 2024`, `May 9, 2019`, `juin 2015`, `mardi 12`.

use super::company;
use super::expr::{Core, DateExpr, PeriodName, Pick};
use super::grammar::{FoundDate, Grammar, Parsed};
use super::lexicon::{self, CalendarName};
use crate::document::Lang;

impl Grammar<'_> {
    /// A weekday, abbreviated or not, with the abbreviation's point.
    pub(super) fn weekday_name(&self, at: usize) -> Parsed<CalendarName> {
        // `tué` is no Tuesday: an abbreviation is written as such.
        let foreign = |named: &CalendarName| named.short && named.lang != Some(self.lang);
        let named = lexicon::weekday(self.word(at))
            .filter(|named| !foreign(named) || self.tokens.capitalised(at))?;
        Some((named, self.point(at + 1, named.short)))
    }

    pub(super) fn month_name(&self, at: usize) -> Parsed<CalendarName> {
        let named = lexicon::month(self.word(at))?;
        Some((named, self.point(at + 1, named.short)))
    }

    fn point(&self, at: usize, short: bool) -> usize {
        let dotted = short && self.word(at) == "." && self.tokens.glued(at);
        // The point of the last word closes the sentence.
        let closes = at + 1 >= self.tokens.len() || self.tokens.capitalised(at + 1);
        if dotted && (self.span || !closes) {
            at + 1
        } else {
            at
        }
    }

    /// `3`, `1er`, `21st`, and in words where `words` is set: `premier`, `vingt et un`, `sixth`.
    pub(super) fn day_number(&self, at: usize, words: bool) -> Parsed<u8> {
        let (number, end) = self
            .ordinal(at)
            .or_else(|| self.digits(at, 2))
            .or_else(|| words.then(|| self.cardinal_words(at)).flatten())?;
        if !words && !self.tokens.is_number(at) {
            return None;
        }
        let day = u8::try_from(number)
            .ok()
            .filter(|day| (1..=31).contains(day))?;
        Some((day, end))
    }

    /// `[lundi] 3 mars [2024]`, `[Monday,] March 3[, 2024]`.
    pub(super) fn full_day(&self, at: usize) -> Option<FoundDate> {
        let this = self
            .any(at, &["ce"])
            .filter(|end| self.span || self.weekday_name(*end).is_some());
        let (weekday, from) = self.weekday_prefix(this.unwrap_or(at));
        let ((day, month), after) = self.day_month(from).or_else(|| self.month_day(from))?;
        let (pick, end) = self.year_tail(after, month.lang);
        let core = Core::Day {
            weekday,
            day,
            month: Some(month.number),
            pick,
        };
        Some(FoundDate::new(DateExpr::plain(core), end, true))
    }

    pub(super) fn weekday_prefix(&self, at: usize) -> (Option<u8>, usize) {
        let Some((named, after)) = self.weekday_name(at) else {
            return (None, at);
        };
        let after = self.skip(after, &[", le", ", the", ",", "le", "the"]);
        (Some(named.number), after)
    }

    fn day_month(&self, at: usize) -> Parsed<(u8, CalendarName)> {
        let (day, after) = self.day_number(at, true)?;
        let after = self.skip(after, &["du mois de", "du mois d '", "de", "of", "d '"]);
        let after = self.skip(after, &["-"]);
        let (month, end) = self.month_name(after)?;
        // `boulevard du 13-Janvier`.
        let name = self.word(after - 1) == "-"
            && month.lang != Some(Lang::En)
            && self.tokens.capitalised(after);
        (!name || self.span).then_some(((day, month), end))
    }

    fn month_day(&self, at: usize) -> Parsed<(u8, CalendarName)> {
        let (month, after) = self.month_name(at)?;
        if month.lang == Some(Lang::Fr) {
            return None;
        }
        let after = self.skip(after, &["the"]);
        let (day, end) = self
            .day_number(after, false)
            .or_else(|| self.ordinal_day(after))?;
        // `May 2019`, `March 12,000`, `June 3.5` hold no day.
        if self.tokens.glued(end)
            && matches!(self.word(end), "," | ".")
            && self.tokens.glued(end + 1)
            && self.tokens.is_number(end + 1)
        {
            return None;
        }
        Some(((day, month), end))
    }

    fn ordinal_day(&self, at: usize) -> Parsed<u8> {
        let (number, end) = self.ordinal(at)?;
        u8::try_from(number)
            .ok()
            .filter(|day| (1..=31).contains(day))
            .map(|day| (day, end))
    }

    /// What follows a month: a year, `dernier`, `de la même année`, `last year`, or nothing.
    pub(super) fn year_tail(&self, at: usize, month_lang: Option<Lang>) -> (Pick, usize) {
        let english = month_lang == Some(Lang::En) || !self.french();
        let mut from = self.skip(at, &["de l ' an", "de l ' annee", "de", "of"]);
        if english && from == at && self.word(at) == "," {
            from = at + 1;
        }
        if let Some((year, end)) = self.year(from).or_else(|| self.short_year(from)) {
            return (Pick::Within(Box::new(year)), end);
        }
        if let Some((pick, end)) = self.pick_after(at) {
            return (pick, end);
        }
        let from = self.link(at).unwrap_or(at);
        if let Some((shift, end)) = self.year_shift(from) {
            return (Pick::Within(Box::new(shift)), end);
        }
        (Pick::Bare, at)
    }

    /// `juin 2015`, `mai prochain`, `March of that year`, `ce mois de mai`, `juin`.
    pub(super) fn month(&self, at: usize) -> Option<FoundDate> {
        let (before, from) = self
            .pick_before(at)
            .map_or((None, at), |(pick, end)| (Some(pick), end));
        let from = if before.is_some() || self.span {
            self.skip(from, &["mois de", "mois d '", "month of"])
        } else {
            from
        };
        let (month, after) = self.month_name(from)?;
        let (tail, end) = self.year_tail(after, month.lang);
        let foreign = month.lang.is_some_and(|lang| lang != self.lang);
        let bare = before.is_none() && tail == Pick::Bare;
        // `that may`, `this march`.
        if !self.french() && !self.span && !self.tokens.capitalised(from) {
            return None;
        }
        // `mar`, `sept`, `March` in French are months only beside a year.
        if bare && (foreign || month.short) && !self.span {
            return None;
        }
        let pick = if tail == Pick::Bare {
            before.unwrap_or(Pick::Bare)
        } else {
            tail
        };
        let core = Core::Named {
            name: PeriodName::Month(month.number),
            pick,
        };
        Some(FoundDate::new(DateExpr::plain(core), end, !bare))
    }

    /// `mardi`, `lundi prochain`, `ce jeudi`, `next Monday`, `mardi 12`, `Thursday of next week`.
    pub(super) fn weekday(&self, at: usize) -> Option<FoundDate> {
        let (before, from) = self
            .pick_before(at)
            .map_or((None, at), |(pick, end)| (Some(pick), end));
        let (named, after) = self.weekday_name(from)?;
        if before.is_none() {
            let (_, from) = self.weekday_prefix(at);
            if let Some((day, end)) = self
                .day_number(from, false)
                .filter(|(_, end)| !self.clock(from) && !self.hyphened(*end))
            {
                let core = Core::Day {
                    weekday: Some(named.number),
                    day,
                    month: None,
                    pick: Pick::Bare,
                };
                let sure = !named.short && !self.tokens.is_word(end);
                return Some(FoundDate::new(DateExpr::plain(core), end, sure));
            }
        }
        let foreign = named.lang.is_some_and(|lang| lang != self.lang);
        if (named.short || foreign) && !self.span {
            return None;
        }
        let name = PeriodName::Weekday(named.number);
        let week_on = (!self.french())
            .then(|| self.any(after, &["week"]))
            .flatten();
        let (pick, end) = match before {
            Some(pick) => (pick, after),
            None => week_on
                .map(|end| (Pick::WeekOn, end))
                .or_else(|| self.pick_after(after))
                .or_else(|| self.week_container(after))
                .unwrap_or((Pick::Bare, after)),
        };
        let sure = pick != Pick::Bare;
        Some(FoundDate::new(
            DateExpr::plain(Core::Named { name, pick }),
            end,
            sure,
        ))
    }

    /// `Friday 4-7 pm`: hours, not a day.
    fn hyphened(&self, at: usize) -> bool {
        self.word(at) == "-" && self.tokens.glued(at)
    }

    /// `Thursday of next week`, `jeudi de la semaine prochaine`.
    fn week_container(&self, at: usize) -> Parsed<Pick> {
        let (core, end) = self.unit_shift(self.link(at)?)?;
        matches!(
            core,
            Core::Shift {
                unit: super::expr::DateUnit::Week,
                ..
            }
        )
        .then(|| (Pick::Within(Box::new(core)), end))
    }

    /// `12 du mois prochain`, `9 de ce mois`, `15 of this month`.
    pub(super) fn day_of_month(&self, at: usize) -> Option<FoundDate> {
        let (day, after) = self.day_number(at, true)?;
        let link = self.link(after)?;
        let (core, end) = self.unit_shift(link).or_else(|| {
            self.unit_here(link)
                .map(|found| (found.expr.core, found.end))
        })?;
        matches!(
            core,
            Core::Shift {
                unit: super::expr::DateUnit::Month,
                ..
            }
        )
        .then(|| {
            let pick = Pick::Within(Box::new(core));
            let core = Core::Day {
                weekday: None,
                day,
                month: None,
                pick,
            };
            FoundDate::new(DateExpr::plain(core), end, true)
        })
    }

    /// `le 12`: the caller vouches for the article, or the span was chosen as a date.
    pub(super) fn bare_day(&self, at: usize) -> Option<FoundDate> {
        let (weekday, from) = self.weekday_prefix(at);
        let (day, end) = self.day_number(from, false)?;
        let core = Core::Day {
            weekday,
            day,
            month: None,
            pick: Pick::Bare,
        };
        Some(FoundDate::new(DateExpr::plain(core), end, false))
    }

    /// A clock time, not a day: `14h30`, `9 heures`, `8:15`, `5pm`.
    pub(super) fn clock(&self, at: usize) -> bool {
        let after = at + 1;
        company::AFTER_HOUR.contains(self.word(after))
            && (self.word(after) != "a" || self.phrase(after, "a . m").is_some())
            || (matches!(self.word(after), ":" | ".")
                && self.tokens.glued(after)
                && self.tokens.glued(after + 1)
                && self.tokens.is_number(after + 1))
    }
}
