//! Quarters, halves, seasons, feasts, weeks, fiscal years and shares of longer periods.

use super::company;
use super::expr::{Core, DateExpr, DateUnit, PeriodName, Pick, Slice};
use super::grammar::{FoundDate, Grammar, Parsed};
use super::lexicon;
use crate::document::Lang;

impl Grammar<'_> {
    /// `premier trimestre 2024`, `T1 2024`, `Q3`, `second semestre de l'an prochain`, `H1 2023`.
    pub(super) fn quarter(&self, at: usize) -> Option<FoundDate> {
        let (name, after) = self.quarter_name(at)?;
        let (pick, end) = self.year_tail(after, None);
        let bare = pick == Pick::Bare;
        // `last quarter` is the one before this; `last quarter of 2022` the fourth.
        if self.word(at) == "last" && bare {
            return None;
        }
        // `the first half`, `the fourth quarter` are of a match too.
        let sure = !bare || self.french();
        Some(FoundDate::new(
            DateExpr::plain(Core::Named { name, pick }),
            end,
            sure,
        ))
    }

    fn quarter_name(&self, at: usize) -> Parsed<PeriodName> {
        let (is_quarter, digit) =
            match self.word(at) {
                "q" => (true, at + 1),
                "t" if self.french() => (true, at + 1),
                "s" if self.french() => (false, at + 1),
                "h" if !self.french() => (false, at + 1),
                _ => {
                    let (number, end) = self.ordinal(at).or_else(|| self.last_word(at))?;
                    let unit = self.unit_word(end);
                    let half = self.word(end) == "half" && self.any(end + 1, &["of"]).is_none();
                    return match unit {
                        Some(DateUnit::Quarter) => quarter(if number == -1 { 4 } else { number })
                            .map(|name| (name, end + 1)),
                        Some(DateUnit::Half) => half_year(if number == -1 { 2 } else { number })
                            .map(|name| (name, end + 1)),
                        _ if half => half_year(number).map(|name| (name, end + 1)),
                        _ => None,
                    };
                }
            };
        let (number, end) = self.digits(digit, 1)?;
        let upper = self.tokens.capitalised(at) && self.tokens.glued(digit);
        let name = if is_quarter {
            quarter(number)
        } else {
            half_year(number)
        };
        // `S1`, `H2` alone name too many other things.
        let dated = is_quarter || self.year(end).is_some() || self.span;
        name.filter(|_| upper && dated && !(self.tokens.glued(end) && self.tokens.is_word(end)))
            .map(|name| (name, end))
    }

    fn last_word(&self, at: usize) -> Parsed<i32> {
        self.any(at, &["dernier", "derniere", "last"])
            .map(|end| (-1, end))
    }

    /// `été 2013`, `hiver dernier`, `cet été`, `spring of 1965`, `winter of 2019-2020`.
    pub(super) fn season(&self, at: usize) -> Option<FoundDate> {
        let (before, from) = self
            .pick_before(at)
            .map_or((None, at), |(pick, end)| (Some(pick), end));
        let season = self.season_word(from)?;
        // `d'été` is a kind, `a été` a verb.
        let verb = from > 0 && company::BEFORE_ETE.contains(self.word(from - 1));
        let kind = from > 1
            && self.word(from - 1) == "'"
            && self.word(from - 2) == "d"
            && !self.tokens.is_number(from + 1);
        if self.french() && !self.span && (verb || kind) {
            return None;
        }
        let link = self.skip(from + 1, &["de", "of"]);
        if let Some(range) = self.year_range(link) {
            let pick = Pick::Within(Box::new(range.expr.core));
            let core = Core::Named {
                name: PeriodName::Season(season),
                pick,
            };
            return Some(FoundDate::new(DateExpr::plain(core), range.end, true));
        }
        let (tail, end) = self.year_tail(from + 1, None);
        let bare = before.is_none() && tail == Pick::Bare;
        let pick = if tail == Pick::Bare {
            before.unwrap_or(Pick::Bare)
        } else {
            tail
        };
        let core = Core::Named {
            name: PeriodName::Season(season),
            pick,
        };
        Some(FoundDate::new(DateExpr::plain(core), end, !bare))
    }

    /// `Noël 2015`, `lundi de Pâques`, `New Year's Eve`, `rentrée 2023`, `nouvel an`.
    pub(super) fn holiday(&self, at: usize) -> Option<FoundDate> {
        let (before, from) = self
            .pick_before(at)
            .map_or((None, at), |(pick, end)| (Some(pick), end));
        let (name, after) = self.holiday_name(from)?;
        let (tail, end) = self.year_tail(after, None);
        let bare = before.is_none() && tail == Pick::Bare;
        let pick = if tail == Pick::Bare {
            before.unwrap_or(Pick::Bare)
        } else {
            tail
        };
        Some(FoundDate::new(
            DateExpr::plain(Core::Named { name, pick }),
            end,
            !bare,
        ))
    }

    fn holiday_name(&self, at: usize) -> Parsed<PeriodName> {
        if self.word(at) == "rentree" {
            let end = self.skip(
                at + 1,
                &["scolaire", "universitaire", "litteraire", "politique"],
            );
            return Some((PeriodName::Rentree, end));
        }
        let (holiday, end) = self.known(at, &lexicon::FEASTS)?;
        Some((PeriodName::Holiday(holiday), end))
    }

    /// `semaine du 6 octobre`, `week of 29 May`, `week 27`, `semaine 27 de 2024`.
    pub(super) fn week(&self, at: usize) -> Option<FoundDate> {
        // `week-end des 28 et 29 novembre` is those days.
        if let Some(from) = self.any(at, &["week - end des", "week - end du", "week end des"]) {
            let days = self.day_range(from);
            return days.map(|days| FoundDate::new(days.expr, days.end, true));
        }
        let after = self.any(at, &["semaine", "week"])?;
        if let Some(from) = self.any(after, &["du", "of the", "of", "commencing", "beginning"]) {
            let day = self
                .full_day(from)
                .or_else(|| self.numeric(from))
                .or_else(|| {
                    self.bare_day(from)
                        .filter(|day| self.french() && !self.tokens.is_word(day.end))
                })?;
            return Some(FoundDate::new(
                DateExpr::plain(Core::WeekOf(Box::new(day.expr.core))),
                day.end,
                true,
            ));
        }
        let (week, end) = self.digits(self.skip(after, &["n °", "no", "number"]), 2)?;
        let week = u8::try_from(week)
            .ok()
            .filter(|week| (1..=53).contains(week))?;
        let link = self.skip(end, &["de", "of", ","]);
        let (year, end) = match self.year(link) {
            Some((Core::Year(year), end)) => (Some(year), end),
            _ if self.tokens.is_word(end) && !self.span => return None,
            _ => (None, end),
        };
        Some(FoundDate::new(
            DateExpr::plain(Core::IsoWeek { year, week }),
            end,
            year.is_some(),
        ))
    }

    /// `FY2024`, `fiscal 2024`, `exercice 2023-2024`, `année fiscale 2024`, `saison 2023-2024`.
    pub(super) fn fiscal(&self, at: usize) -> Option<FoundDate> {
        let ((), after) = self.known(at, &lexicon::FISCAL_YEARS)?;
        if let Some(range) = self.year_range(after) {
            if let Core::Range { from, to } = range.expr.core
                && let (Core::Year(from), Core::Year(to)) = (from.core, to.core)
            {
                let core = Core::Fiscal {
                    from: Some(from),
                    to,
                };
                return Some(FoundDate::new(DateExpr::plain(core), range.end, true));
            }
            return None;
        }
        let (to, end) = self
            .digits(after, 4)
            .filter(|(number, _)| (1900..=2999).contains(number))
            .or_else(|| {
                let (number, end) = self.digits(after, 2).filter(|_| self.word(at) == "fy")?;
                Some((2000 + number, end))
            })?;
        Some(FoundDate::new(
            DateExpr::plain(Core::Fiscal { from: None, to }),
            end,
            true,
        ))
    }

    /// `première moitié du XXe siècle`, `last three months of 2015`, `deuxième quinzaine d'avril`,
    /// `first week of May`, `dernier dimanche de mai`, `fourth decade of the 18th century`.
    pub(super) fn slice(&self, at: usize) -> Option<FoundDate> {
        let (slice, after) = self.slice_words(at)?;
        let from = self.link(after)?;
        let inner = self.container(from)?;
        let core = Core::Slice {
            slice,
            of: Box::new(inner.expr.core),
        };
        (inner.expr.modifier.is_none() && inner.expr.part.is_none())
            .then(|| FoundDate::new(DateExpr::plain(core), inner.end, true))
    }

    fn slice_words(&self, at: usize) -> Parsed<Slice> {
        let (number, after) = self
            .ordinal(at)
            .or_else(|| {
                self.any(at, &["derniers", "dernieres", "latter"])
                    .map(|end| (-1, end))
            })
            .or_else(|| self.last_word(at))
            .or_else(|| {
                // `trois derniers mois`, `six premiers mois`.
                let (count, after) = self.cardinal(at).filter(|_| self.french())?;
                let end = self.any(after, &["derniers", "dernieres"]);
                let first = self.any(after, &["premiers", "premieres"]);
                end.map(|end| (-count, end))
                    .or(first.map(|end| (count, end)))
            })?;
        let counted_before = self.french()
            && self.ordinal(at).is_none()
            && self.cardinal(at).is_some_and(|(_, end)| end < after);
        let (count, after) = if counted_before {
            (Some(number.abs()), after)
        } else {
            self.cardinal(after)
                .map_or((None, after), |(count, end)| (Some(count), end))
        };
        let index = u8::try_from(number).ok();
        let share = |count: u8| {
            let index = if number == -1 { Some(count) } else { index };
            index
                .filter(|index| (1..=count).contains(index))
                .map(|index| Slice::Share { index, count })
        };
        let slice = match self.word(after) {
            "moitie" | "half" | "partie" => share(2),
            "tiers" | "third" => share(3),
            "quart" => share(4),
            "quarter" if self.word(after + 1) == "of" => share(4),
            word => {
                let unit = self.unit_word(after);
                let nth = i8::try_from(number).ok()?;
                let weekday =
                    lexicon::weekday(word).filter(|day| !day.short && day.lang == Some(self.lang));
                match (unit, count, weekday) {
                    (Some(DateUnit::Fortnight), None, _) => share(2),
                    (Some(DateUnit::Decade), None, _) => Some(Slice::Decade { nth }),
                    (Some(unit), Some(count), _) => {
                        let count = i8::try_from(count).ok().filter(|count| *count > 0)?;
                        Some(Slice::Run {
                            unit,
                            count: if number < 0 { -count } else { count },
                        })
                    }
                    (Some(unit), None, _) if self.plural(after) => {
                        // `derniers jours de`: how many is left open.
                        Some(Slice::Run {
                            unit,
                            count: if number < 0 { -1 } else { 1 },
                        })
                    }
                    (Some(unit), None, _) => Some(Slice::Nth { unit, nth }),
                    (None, None, Some(day)) => Some(Slice::Weekday {
                        weekday: day.number,
                        nth,
                    }),
                    _ => None,
                }
            }
        };
        slice.map(|slice| (slice, after + 1))
    }

    pub(super) fn plural(&self, at: usize) -> bool {
        let word = self.word(at);
        word.ends_with('s') && word != "mois"
            || (word == "mois" && matches!(self.word(at.wrapping_sub(1)), "derniers" | "premiers"))
    }

    /// A period that can be divided: named, or `l'année`, `the month`, `la semaine dernière`.
    pub(super) fn container(&self, at: usize) -> Option<FoundDate> {
        let from = self.article(at);
        let found = self.any_container(from)?;
        // `the end of the 2001-02 campaign`, `of the 1979 model year` are about the noun.
        let led = from > 0 && self.word(from - 1) == "the";
        let noun = led && matches!(found.expr.core, Core::Range { .. } | Core::Year(_));
        (!noun || self.span).then_some(found)
    }

    fn any_container(&self, from: usize) -> Option<FoundDate> {
        Self::longest([
            self.century(from),
            self.decade(from),
            self.quarter(from),
            self.month(self.skip(from, &["mois de", "mois d '"])),
            self.season(from),
            self.year_range(from),
            self.lone_year(from),
            self.year_with_noun(from),
            self.holiday(from),
            self.window(from),
            self.unit_shift(from)
                .map(|(core, end)| FoundDate::new(DateExpr::plain(core), end, true)),
            self.unit_here(from),
        ])
    }

    /// `année 2010`, `year 2010`.
    fn year_with_noun(&self, at: usize) -> Option<FoundDate> {
        let from = self.any(at, &["annee", "year"])?;
        self.year(from)
            .map(|(core, end)| FoundDate::new(DateExpr::plain(core), end, true))
    }

    /// `l'année`, `the month` after `fin de`, `12 du`: the document's own.
    pub(super) fn unit_here(&self, at: usize) -> Option<FoundDate> {
        let unit = self.unit_word(at)?;
        if self.plural(at) {
            return None;
        }
        let end = match (self.lang, unit) {
            (Lang::Fr, DateUnit::Month) => self.skip(at + 1, &["en cours"]),
            (Lang::Fr, _) => self.skip(at + 1, &["en cours", "actuelle", "scolaire", "civile"]),
            (Lang::En, _) => at + 1,
        };
        Some(FoundDate::new(DateExpr::plain(Core::here(unit)), end, true))
    }
}

fn quarter(number: i32) -> Option<PeriodName> {
    u8::try_from(number)
        .ok()
        .filter(|number| (1..=4).contains(number))
        .map(PeriodName::Quarter)
}

fn half_year(number: i32) -> Option<PeriodName> {
    u8::try_from(number)
        .ok()
        .filter(|number| (1..=2).contains(number))
        .map(PeriodName::Half)
}
