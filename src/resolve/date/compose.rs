//! Dates put together from simpler ones: edges (`fin janvier`), parts of a day, ranges.

use super::expr::{Core, DateExpr, DateOrigin, DateUnit, DayPart, Modifier, PeriodName, Pick};
use super::grammar::{FoundDate, Grammar, Parsed};
use super::{company, lexicon};

impl Grammar<'_> {
    /// The longest date that begins at `at`.
    pub(super) fn date(&self, at: usize) -> Option<FoundDate> {
        let simple = self.simple(at).map(|found| self.with_part(found));
        Self::longest([
            self.day_range(at),
            self.month_range(at),
            simple,
            self.part_of(at),
            self.edge(at),
        ])
    }

    fn simple(&self, at: usize) -> Option<FoundDate> {
        let relative = if self.french() {
            [self.fr_this_part(at), self.fr_counted(at)]
        } else {
            [self.en_this_part(at), self.en_counted(at)]
        };
        let other = [
            self.counted_day(at),
            self.full_day(at),
            self.numeric(at),
            self.slice(at),
            self.day_of_month(at),
            self.week(at),
            self.century(at),
            self.decade(at),
            self.quarter(at),
            self.holiday(at),
            self.month(at),
            self.weekday(at),
            self.season(at),
            self.fiscal(at),
            self.window(at),
            self.unit_shift(at).map(|(core, end)| {
                // `cette saison` is as often a show's or a club's; `the last year of his life` is his,
                // and `une même année` nobody's.
                let sports = matches!(
                    core,
                    Core::Shift {
                        unit: DateUnit::Season,
                        ..
                    }
                );
                let owned = self.word(end) == "of";
                let any = at > 0 && matches!(self.word(at - 1), "un" | "une");
                FoundDate::new(DateExpr::plain(core), end, !sports && !owned && !any)
            }),
            self.weekend(at),
            self.year_range(at),
            self.lone_year(at),
            self.new_year(at),
        ];
        Self::longest(relative.into_iter().chain(other))
    }

    /// `hier`, `après-demain`, `veille`, `tonight`, `next morning`.
    fn counted_day(&self, at: usize) -> Option<FoundDate> {
        let ((count, origin, part), end) = self.known(at, &lexicon::DAYS)?;
        // `à la veille de`, `au lendemain des` name no day.
        if matches!(self.word(end - 1), "lendemain" | "veille") && !self.span {
            let abstract_use = self.any(end, &["de", "du", "des", "d '"]).is_some();
            let led = at > 0 && matches!(self.word(at - 1), "au" | "de" | "en" | "un");
            if abstract_use || led {
                return None;
            }
        }
        let mut expr = DateExpr::plain(Core::counted(DateUnit::Day, count, origin));
        expr.part = part;
        Some(FoundDate::new(expr, end, true))
    }

    /// `new year`, where it is the whole of a span: the next.
    fn new_year(&self, at: usize) -> Option<FoundDate> {
        let end = self
            .phrase(at, "new year")
            .filter(|_| self.span && !self.french())?;
        let next = Core::counted(DateUnit::Year, 1, DateOrigin::Document);
        Some(FoundDate::new(DateExpr::plain(next), end, false))
    }

    /// `over the weekend`: the one nearest to the document.
    fn weekend(&self, at: usize) -> Option<FoundDate> {
        let (unit, end) = if self.french() {
            self.fr_unit(at)?
        } else {
            self.en_unit(at)?
        };
        let led = at > 1
            && self.word(at - 1) == "the"
            && company::BEFORE_WEEKEND.contains(self.word(at - 2));
        (unit == DateUnit::Weekend && (led || self.span))
            .then(|| FoundDate::new(DateExpr::plain(Core::here(DateUnit::Weekend)), end, false))
    }

    pub(super) fn pick_before(&self, at: usize) -> Parsed<Pick> {
        if self.french() {
            self.fr_pick_before(at)
        } else {
            self.en_pick_before(at)
        }
    }

    pub(super) fn pick_after(&self, at: usize) -> Parsed<Pick> {
        if self.french() {
            self.fr_pick_after(at)
        } else {
            self.en_pick_after(at)
        }
    }

    pub(super) fn unit_shift(&self, at: usize) -> Parsed<Core> {
        if self.french() {
            self.fr_unit_shift(at)
        } else {
            self.en_unit_shift(at)
        }
    }

    pub(super) fn year_shift(&self, at: usize) -> Parsed<Core> {
        self.unit_shift(at).filter(|(core, _)| {
            matches!(
                core,
                Core::Shift {
                    unit: DateUnit::Year | DateUnit::Season,
                    ..
                }
            )
        })
    }

    pub(super) fn window(&self, at: usize) -> Option<FoundDate> {
        if self.french() {
            self.fr_window(at)
        } else {
            self.en_window(at)
        }
    }

    /// `fin janvier`, `début du XXe siècle`, `mi-2019`, `late last month`, `later this year`, `year end`.
    fn edge(&self, at: usize) -> Option<FoundDate> {
        let ends = ["year ' s end", "year - end", "year end"];
        if let Some(end) = self.any(at, &ends).filter(|_| !self.french()) {
            let expr = DateExpr {
                core: Core::here(DateUnit::Year),
                modifier: Some(Modifier::End),
                part: None,
            };
            // `year-end results` are of a kind.
            let alone = self.span || !self.tokens.is_word(end);
            return alone.then(|| FoundDate::new(expr, end, false));
        }
        let (modifier, after) = self.known(at, &lexicon::EDGES)?;
        let from = self
            .link(after)
            .filter(|_| self.word(at) != "courant")
            .unwrap_or(after);
        // `early Sunday`, where it is the whole of a span: what is early is the day's, not the week's.
        if self.span && matches!(modifier, Modifier::Start | Modifier::End) && !self.french() {
            let day = self.weekday(after).or_else(|| self.full_day(after));
            if let Some(day) = day.filter(|day| day.expr.part.is_none()) {
                return Some(FoundDate::new(day.expr, day.end, false));
            }
        }
        let inner = self.container(from)?;
        let sports = matches!(
            inner.expr.core,
            Core::Shift {
                unit: DateUnit::Season,
                ..
            }
        );
        if sports && !self.span {
            return None;
        }
        if inner.expr.modifier.is_some() || inner.expr.part.is_some() {
            return None;
        }
        let tight = matches!(modifier, Modifier::Later | Modifier::Earlier);
        let shift = matches!(inner.expr.core, Core::Shift { .. });
        if is_day(&inner.expr.core) || (tight && !shift && from == after) {
            return None;
        }
        let expr = DateExpr {
            core: inner.expr.core,
            modifier: Some(modifier),
            part: None,
        };
        Some(FoundDate::new(expr, inner.end, true))
    }

    /// A part of the day said after the day: `lundi matin`, `hier soir`, `14 July night`.
    pub(super) fn with_part(&self, mut found: FoundDate) -> FoundDate {
        if found.expr.part.is_none() && is_day(&found.expr.core) {
            let after = if self.french() {
                self.fr_part_after(found.end)
            } else {
                self.en_part_after(found.end)
            };
            if let Some((part, end)) = after {
                found.expr.part = Some(part);
                found.end = end;
                found.sure = true;
            }
        }
        found
    }

    /// A part of the day said before it: `soirée de lundi`, `nuit du 3 au 4 mai`, `night of 6 June`.
    fn part_of(&self, at: usize) -> Option<FoundDate> {
        let (part, after) = if self.french() {
            self.fr_part(at)?
        } else {
            self.part_word(at)?
        };
        let from = self.link(after)?;
        let from = self.article(from);
        let night = (part == DayPart::Night)
            .then(|| self.night_pair(from))
            .flatten();
        let found = night.or_else(|| {
            Self::longest([
                self.day_range(from),
                self.full_day(from),
                self.numeric(from),
                self.weekday(from),
            ])
            .or_else(|| self.bare_day(from))
            .or_else(|| self.month(from).filter(|_| self.span))
        })?;
        if !is_day(&found.expr.core) && !self.span {
            return None;
        }
        let expr = DateExpr {
            core: found.expr.core,
            modifier: None,
            part: Some(part),
        };
        Some(FoundDate::new(expr, found.end, true))
    }

    /// `lundi à mardi`, `3 au 4`: two days that one night joins.
    fn night_pair(&self, at: usize) -> Option<FoundDate> {
        let side = |place: usize| {
            Self::longest([
                self.full_day(place),
                self.weekday(place),
                self.bare_day(place),
            ])
        };
        let first = side(at)?;
        let sign = self.any(first.end, &["au", "a", "to", "-"])?;
        let second = side(self.article(sign))?;
        let range = join(first.expr.core, second.expr.core);
        Some(FoundDate::new(DateExpr::plain(range), second.end, true))
    }

    /// `6-7 juillet`, `lundi 3 au mercredi 5 avril 2023`, `June 3-5, 2024`, `15 et 16 novembre`.
    pub(super) fn day_range(&self, at: usize) -> Option<FoundDate> {
        let full = self.full_day(at);
        let bare = self
            .bare_day(at)
            .filter(|_| full.is_none() && !self.clock(at));
        let elided = bare.is_some();
        let mut first = full.or(bare)?;
        let day = first.expr.core.clone();
        // `21, 22 et 23 novembre`: days in a row.
        let row = if elided {
            self.days_in_a_row(&first)
        } else {
            None
        };
        if let Some(end) = row {
            first.end = end;
        }
        let joined = self.any(first.end, &["-", "au", "to the", "to", "through", "/"]);
        let listed = self
            .any(first.end, &["et le", "et", ", and", "and", "&"])
            .filter(|&end| elided || self.shares_month(&first, end));
        if row.is_some() && listed.is_none() {
            return None;
        }
        let french_a = self.any(first.end, &["a"]).filter(|_| self.french());
        let sign = joined.or(listed).or(french_a)?;
        if elided && !self.tokens.is_number(first.end - 1) && !self.tokens.glued(first.end - 1) {
            return None;
        }
        // `3 to 5 May`, but `from 2 August to 18 March` names two days.
        let dated = matches!(&first.expr.core, Core::Day { pick, .. } if *pick != Pick::Bare);
        let english_full = !elided && !self.french() && self.word(first.end) == "to";
        let second = if let Some(second) = self.full_day(sign).or_else(|| self.numeric_day(sign)) {
            if (english_full || dated) && !self.span {
                return None;
            }
            second
        } else if let Some(second) = self.trailing_day(&first, sign) {
            second
        } else {
            // `11 au 17`, where it is the whole of a span.
            let spelt = matches!(self.word(first.end), "au" | "to");
            let wanted = elided && self.span && spelt;
            self.bare_day(sign)
                .filter(|second| wanted && !self.clock(second.end - 1))?
        };
        if row.is_some_and(|end| !follows(self.last_number(end), &second.expr.core)) {
            return None;
        }
        let range = join(day, second.expr.core);
        let core = if listed.is_some() && row.is_none() {
            apart(range)
        } else {
            range
        };
        Some(FoundDate::new(DateExpr::plain(core), second.end, true))
    }

    /// The end of `21, 22` in `21, 22 et 23 novembre`: days by number, each the day after the one before it.
    fn days_in_a_row(&self, first: &FoundDate) -> Option<usize> {
        let Core::Day { day, .. } = first.expr.core else {
            return None;
        };
        let (mut last, mut end) = (day, first.end);
        while self.word(end) == ","
            && let Some((next, after)) = self.day_number(end + 1, false)
            && next == last + 1
            && !self.clock(end + 1)
        {
            (last, end) = (next, after);
        }
        (last > day).then_some(end)
    }

    /// The number that ends at `end`.
    fn last_number(&self, end: usize) -> Option<u8> {
        let at = (0..end).rfind(|&at| self.tokens.is_number(at))?;
        self.day_number(at, false).map(|(day, _)| day)
    }

    fn numeric_day(&self, at: usize) -> Option<FoundDate> {
        self.numeric(at)
            .filter(|found| matches!(found.expr.core, Core::Day { .. }))
    }

    /// `June 5 and 6`, where no noun makes the second number a count.
    fn shares_month(&self, first: &FoundDate, at: usize) -> bool {
        let second = self.trailing_day(first, at);
        second.is_some_and(|second| self.span || !self.tokens.is_word(second.end))
    }

    /// The second day of `June 3-5, 2024`.
    fn trailing_day(&self, first: &FoundDate, at: usize) -> Option<FoundDate> {
        let Core::Day {
            month: Some(month),
            pick: Pick::Bare,
            ..
        } = first.expr.core
        else {
            return None;
        };
        let month_first =
            self.tokens.is_number(first.end - 1) || !self.tokens.is_word(first.end - 1);
        let (day, after) = self.day_number(at, false)?;
        if self.french() || !month_first || self.clock(at) {
            return None;
        }
        let (pick, end) = self.year_tail(after, None);
        let core = Core::Day {
            weekday: None,
            day,
            month: Some(month),
            pick,
        };
        Some(FoundDate::new(DateExpr::plain(core), end, true))
    }

    /// `mars-avril`, `août 2010 à mars 2011`, `8 août 2010 à mars 2011`.
    fn month_range(&self, at: usize) -> Option<FoundDate> {
        let day = if self.span { self.full_day(at) } else { None };
        let first = Self::longest([day, self.month(at)])?;
        let hyphen = self.any(first.end, &["-", "/"]);
        let dated = |core: &Core| match core {
            Core::Day { pick, .. } | Core::Named { pick, .. } => *pick != Pick::Bare,
            _ => false,
        };
        let to = self
            .any(first.end, &["a", "to"])
            .filter(|_| self.span && dated(&first.expr.core));
        let second = self.month(hyphen.or(to)?)?;
        if self.tokens.is_word(first.end - 1)
            && to.is_none()
            && !self.tokens.is_word(second.end - 1)
            && dated(&first.expr.core)
        {
            return None;
        }
        let core = join(first.expr.core, second.expr.core);
        Some(FoundDate::new(DateExpr::plain(core), second.end, true))
    }
}

/// A single day, or a range of them.
pub(super) fn is_day(core: &Core) -> bool {
    match core {
        Core::Day { .. } | Core::Numeric { .. } => true,
        Core::Named { name, .. } => matches!(name, PeriodName::Weekday(_) | PeriodName::Holiday(_)),
        Core::Shift { unit, .. } => *unit == DateUnit::Day,
        Core::Range { from, .. } => is_day(&from.core),
        _ => false,
    }
}

fn follows(before: Option<u8>, day: &Core) -> bool {
    let Core::Day { day, .. } = day else {
        return false;
    };
    before.is_some_and(|before| before + 1 == *day)
}

/// A range; its first end takes the month and year that it leaves out from the second.
fn join(mut first: Core, second: Core) -> Core {
    match (&mut first, &second) {
        (
            Core::Day { month, pick, .. },
            Core::Day {
                month: later_month,
                pick: later_pick,
                ..
            },
        ) => {
            if month.is_none() {
                *month = *later_month;
            }
            if *pick == Pick::Bare {
                pick.clone_from(later_pick);
            }
        }
        (
            Core::Named {
                name: PeriodName::Month(_),
                pick,
            },
            Core::Named { pick: later, .. },
        ) if *pick == Pick::Bare => {
            pick.clone_from(later);
        }
        _ => {}
    }
    Core::Range {
        from: Box::new(DateExpr::plain(first)),
        to: Box::new(DateExpr::plain(second)),
    }
}

/// `12 et 19 juin` is two days, `12 et 13 juin` an interval.
fn apart(range: Core) -> Core {
    let Core::Range { from, to } = range else {
        return range;
    };
    if let (Core::Day { day: earlier, .. }, Core::Day { day: later, .. }) = (&from.core, &to.core)
        && earlier + 1 != *later
    {
        return Core::Both {
            first: from,
            second: to,
        };
    }
    Core::Range { from, to }
}
