//! English relative forms: `yesterday`, `last year`, `two years ago`, `the following week`.

use super::expr::{
    Amount, Core, DateExpr, DateOrigin, DateUnit, DayPart, Direction, PeriodName, Pick,
};
use super::grammar::{FoundDate, Grammar, Parsed, in_years};
use super::lexicon;

impl Grammar<'_> {
    pub(super) fn en_pick_before(&self, at: usize) -> Parsed<Pick> {
        let table: [(&[&str], Pick); 6] = [
            (&["this past", "last", "past"], Pick::Last),
            (&["this coming", "coming", "next"], Pick::Next),
            (&["this"], Pick::This),
            (&["that same", "that", "same"], Pick::Text(0)),
            (&["following"], Pick::Text(1)),
            (&["previous", "preceding"], Pick::Text(-1)),
        ];
        table
            .into_iter()
            .find_map(|(words, pick)| Some((pick, self.any(at, words)?)))
    }

    pub(super) fn en_pick_after(&self, at: usize) -> Parsed<Pick> {
        if let Some(end) = self.any(at, &["before last"]) {
            return Some((Pick::BeforeLast, end));
        }
        let (pick, end) = match self.word(at) {
            "last" => (Pick::Last, at + 1),
            "next" => (Pick::Next, at + 1),
            _ => return None,
        };
        // `January last year`, `Monday next week`.
        (!self.tokens.is_word(end)).then_some((pick, end))
    }

    pub(super) fn en_unit(&self, at: usize) -> Parsed<DateUnit> {
        if let Some(end) = self.any(at, &["week - end", "week - ends"]) {
            return Some((DateUnit::Weekend, end));
        }
        self.unit_word(at).map(|unit| (unit, at + 1))
    }

    /// `last year`, `this week`, `the same day`, `that year`, `the week before last`, `next day`.
    pub(super) fn en_unit_shift(&self, at: usize) -> Parsed<Core> {
        let table: [(&[&str], i32, DateOrigin); 6] = [
            (&["last"], -1, DateOrigin::Document),
            (&["next"], 1, DateOrigin::Document),
            (&["this", "current"], 0, DateOrigin::Document),
            (
                &["that same", "that very", "that", "same"],
                0,
                DateOrigin::Text,
            ),
            (&["following"], 1, DateOrigin::Text),
            (&["previous", "preceding"], -1, DateOrigin::Text),
        ];
        let before = table
            .into_iter()
            .find_map(|(words, count, origin)| Some((count, origin, self.any(at, words)?)));
        if let Some((count, origin, from)) = before {
            let (unit, end) = self.en_unit(from).filter(|_| !self.plural(from))?;
            // `the next day` is the text's, `next week` the document's.
            let origin = if unit == DateUnit::Day && count != 0 {
                DateOrigin::Text
            } else {
                origin
            };
            if unit == DateUnit::Day && self.word(at) == "last" {
                return None;
            }
            return Some((Core::counted(unit, count, origin), end));
        }
        let (unit, after) = self.en_unit(at).filter(|_| !self.plural(at))?;
        if let Some(end) = self.any(after, &["before last"]) {
            return Some((Core::counted(unit, -2, DateOrigin::Document), end));
        }
        if let Some(end) = self.any(after, &["after next"]) {
            return Some((Core::counted(unit, 2, DateOrigin::Document), end));
        }
        let led = at > 0 && self.word(at - 1) == "the";
        let (count, end) = match self.word(after) {
            "before" => (-1, after + 1),
            "after" => (1, after + 1),
            _ => return None,
        };
        // `the day after the vote` is no date of its own.
        let closed = !self.tokens.is_word(end) || self.span;
        (closed && (led || self.span)).then(|| (Core::counted(unit, count, DateOrigin::Text), end))
    }

    /// `the last ten years`, `coming months`, `past week`, `recent years`.
    pub(super) fn en_window(&self, at: usize) -> Option<FoundDate> {
        let these = self.skip(at, &["these"]);
        let table: [(&[&str], Direction, DateOrigin); 5] = [
            (
                &["last", "past", "recent"],
                Direction::Past,
                DateOrigin::Document,
            ),
            (&["next", "coming"], Direction::Future, DateOrigin::Document),
            (
                &["following", "subsequent", "ensuing"],
                Direction::Future,
                DateOrigin::Text,
            ),
            (
                &["previous", "preceding"],
                Direction::Past,
                DateOrigin::Text,
            ),
            (&["upcoming"], Direction::Future, DateOrigin::Document),
        ];
        let (direction, origin, after) =
            table.into_iter().find_map(|(words, direction, origin)| {
                Some((direction, origin, self.any(these, words)?))
            })?;
        let (amount, from) = match self.en_amount(after) {
            Some((amount, from)) => (Some(amount), from),
            None => (None, self.skip(after, &["few"])),
        };
        let (unit, end) = self.en_unit(from)?;
        let one = matches!(self.word(these), "past" | "coming") && amount.is_none();
        if !self.plural(from) && !one && amount.is_none() {
            return None;
        }
        let amount = if one && !self.plural(from) {
            Some(Amount::Exact(1))
        } else {
            amount
        };
        let core = Core::Window {
            unit,
            amount,
            direction,
            origin,
        };
        let vague = matches!(
            self.word(these),
            "recent" | "subsequent" | "ensuing" | "upcoming"
        );
        Some(FoundDate::new(DateExpr::plain(core), end, !vague))
    }

    pub(super) fn en_amount(&self, at: usize) -> Parsed<Amount> {
        if let Some(end) = self
            .any(at, &["some"])
            .filter(|end| self.en_unit(*end).is_some())
        {
            return Some((Amount::Vague, end));
        }
        self.amount(at, Self::en_count)
    }

    fn en_count(&self, at: usize) -> Parsed<Amount> {
        if let Some(((), end)) = self.known(at, &lexicon::VAGUE_AMOUNTS) {
            return Some((Amount::Vague, end));
        }
        if let Some(end) = self.any(at, &["a couple of", "a couple"]) {
            return Some((Amount::About(2), end));
        }
        if let Some(end) = self.any(at, &["a dozen"]) {
            return Some((Amount::About(12), end));
        }
        if let Some((count, end)) = self.cardinal(at) {
            if matches!(self.word(end), "or" | "-" | "to")
                && let Some((_, end)) = self.cardinal(end + 1)
            {
                return Some((Amount::Vague, end));
            }
            return Some((Amount::Exact(count), end));
        }
        self.any(at, &["a", "an"])
            .map(|end| (Amount::Exact(1), end))
    }

    /// `three years ago`, `a week later`, `five years on`, `two summers ago`, `six years earlier`.
    pub(super) fn en_counted(&self, at: usize) -> Option<FoundDate> {
        if let Some(found) = self.names_ago(at) {
            return Some(found);
        }
        if let Some(from) = self.any(at, &["in"]) {
            let (amount, unit, after) = self.en_quantity(from)?;
            let end = self.any(after, &["' s time", "' time", "from now"]);
            let core = Core::Shift {
                unit,
                amount,
                direction: Direction::Future,
                origin: DateOrigin::Document,
            };
            // `in two weeks` may be a duration; only a span already chosen settles it.
            let end = end.or(self.span.then_some(after))?;
            return Some(FoundDate::new(DateExpr::plain(core), end, true));
        }
        let (amount, unit, after) = self.en_quantity(at)?;
        let table: [(&[&str], Direction, DateOrigin); 4] = [
            (&["ago"], Direction::Past, DateOrigin::Document),
            (
                &["from now", "hence"],
                Direction::Future,
                DateOrigin::Document,
            ),
            (
                &["later", "after that", "on", "afterwards", "after"],
                Direction::Future,
                DateOrigin::Text,
            ),
            (
                &["earlier", "previously", "prior", "before"],
                Direction::Past,
                DateOrigin::Text,
            ),
        ];
        let (direction, origin, end) =
            table.into_iter().find_map(|(words, direction, origin)| {
                Some((direction, origin, self.any(after, words)?))
            })?;
        let weak = matches!(self.word(end - 1), "on" | "after" | "before" | "prior");
        let closed = !self.tokens.is_word(end) || self.span;
        // `two years after the war` counts from what follows, not from a date.
        if matches!(self.word(end - 1), "on" | "after" | "before") && !closed {
            return None;
        }
        let core = Core::Shift {
            unit,
            amount,
            direction,
            origin,
        };
        Some(FoundDate::new(DateExpr::plain(core), end, !weak))
    }

    fn en_quantity(&self, at: usize) -> Option<(Amount, DateUnit, usize)> {
        if let Some(after) = self.any(at, &["half a century", "half a decade"]) {
            let years = if self.word(after - 1) == "century" {
                50
            } else {
                5
            };
            return Some((Amount::About(years), DateUnit::Year, after));
        }
        let (amount, after) = self
            .en_amount(at)
            .or_else(|| self.plural(at).then_some((Amount::Vague, at)))?;
        let (unit, end) = self.en_unit(after)?;
        if let Some(end) = self.any(end, &["and a half"]) {
            return Some(match unit {
                DateUnit::Year => (amount.map(|count| count * 12 + 6), DateUnit::Month, end),
                _ => (amount, unit, end),
            });
        }
        let (amount, unit) = in_years(amount, unit);
        Some((amount, unit, end))
    }

    /// `two summers ago`.
    fn names_ago(&self, at: usize) -> Option<FoundDate> {
        let (count, after) = self.cardinal(at)?;
        let season = self.season_word(after)?;
        let end = self.any(after + 1, &["ago"])?;
        let core = Core::Named {
            name: PeriodName::Season(season),
            pick: Pick::Ago(count),
        };
        Some(FoundDate::new(DateExpr::plain(core), end, true))
    }

    /// `this morning`, `that night`, `the following evening`.
    pub(super) fn en_this_part(&self, at: usize) -> Option<FoundDate> {
        let table: [(&[&str], i32, DateOrigin); 4] = [
            (&["this"], 0, DateOrigin::Document),
            (&["that", "same"], 0, DateOrigin::Text),
            (&["following"], 1, DateOrigin::Text),
            (&["previous", "preceding"], -1, DateOrigin::Text),
        ];
        let (count, origin, from) = table
            .into_iter()
            .find_map(|(words, count, origin)| Some((count, origin, self.any(at, words)?)))?;
        let (part, end) = self.part_word(from)?;
        let mut expr = DateExpr::plain(Core::counted(DateUnit::Day, count, origin));
        expr.part = Some(part);
        Some(FoundDate::new(expr, end, true))
    }

    pub(super) fn en_part_after(&self, at: usize) -> Parsed<DayPart> {
        let from = self.skip(at, &["at"]);
        let (part, end) = self.part_word(from)?;
        let fits = (from > at) == (part == DayPart::Dawn);
        fits.then_some((part, end))
    }
}
