//! English relative forms: `yesterday`, `last year`, `two years ago`, `the following week`.

use super::expr::{Amount, Core, DateExpr, DayPart, Direction, Name, Origin, Pick, Unit};
use super::grammar::{Found, Grammar, Step, in_years};
use super::lexicon;

impl Grammar<'_> {
    pub(super) fn en_pick_before(&self, at: usize) -> Step<Pick> {
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

    pub(super) fn en_pick_after(&self, at: usize) -> Step<Pick> {
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

    pub(super) fn en_unit(&self, at: usize) -> Step<Unit> {
        if let Some(end) = self.any(at, &["week - end", "week - ends"]) {
            return Some((Unit::Weekend, end));
        }
        self.unit_word(at).map(|unit| (unit, at + 1))
    }

    /// `last year`, `this week`, `the same day`, `that year`, `the week before last`, `next day`.
    pub(super) fn en_unit_shift(&self, at: usize) -> Step<Core> {
        let table: [(&[&str], i32, Origin); 6] = [
            (&["last"], -1, Origin::Document),
            (&["next"], 1, Origin::Document),
            (&["this", "current"], 0, Origin::Document),
            (&["that same", "that very", "that", "same"], 0, Origin::Text),
            (&["following"], 1, Origin::Text),
            (&["previous", "preceding"], -1, Origin::Text),
        ];
        let before = table
            .into_iter()
            .find_map(|(words, count, origin)| Some((count, origin, self.any(at, words)?)));
        if let Some((count, origin, from)) = before {
            let (unit, end) = self.en_unit(from).filter(|_| !self.plural(from))?;
            // `the next day` is the text's, `next week` the document's.
            let origin = if unit == Unit::Day && count != 0 {
                Origin::Text
            } else {
                origin
            };
            if unit == Unit::Day && self.word(at) == "last" {
                return None;
            }
            return Some((Core::counted(unit, count, origin), end));
        }
        let (unit, after) = self.en_unit(at).filter(|_| !self.plural(at))?;
        if let Some(end) = self.any(after, &["before last"]) {
            return Some((Core::counted(unit, -2, Origin::Document), end));
        }
        if let Some(end) = self.any(after, &["after next"]) {
            return Some((Core::counted(unit, 2, Origin::Document), end));
        }
        let led = at > 0 && self.word(at - 1) == "the";
        let (count, end) = match self.word(after) {
            "before" => (-1, after + 1),
            "after" => (1, after + 1),
            _ => return None,
        };
        // `the day after the vote` is no date of its own.
        let closed = !self.tokens.is_word(end) || self.span;
        (closed && (led || self.span)).then(|| (Core::counted(unit, count, Origin::Text), end))
    }

    /// `the last ten years`, `coming months`, `past week`, `recent years`.
    pub(super) fn en_window(&self, at: usize) -> Option<Found> {
        let these = self.skip(at, &["these"]);
        let table: [(&[&str], Direction, Origin); 5] = [
            (
                &["last", "past", "recent"],
                Direction::Past,
                Origin::Document,
            ),
            (&["next", "coming"], Direction::Future, Origin::Document),
            (
                &["following", "subsequent", "ensuing"],
                Direction::Future,
                Origin::Text,
            ),
            (&["previous", "preceding"], Direction::Past, Origin::Text),
            (&["upcoming"], Direction::Future, Origin::Document),
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
        Some(Found::new(DateExpr::plain(core), end, !vague))
    }

    pub(super) fn en_amount(&self, at: usize) -> Step<Amount> {
        if let Some(end) = self
            .any(at, &["some"])
            .filter(|end| self.en_unit(*end).is_some())
        {
            return Some((Amount::Vague, end));
        }
        self.amount(at, Self::en_count)
    }

    fn en_count(&self, at: usize) -> Step<Amount> {
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
    pub(super) fn en_counted(&self, at: usize) -> Option<Found> {
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
                origin: Origin::Document,
            };
            // `in two weeks` may be a duration; only a span already chosen settles it.
            let end = end.or(self.span.then_some(after))?;
            return Some(Found::new(DateExpr::plain(core), end, true));
        }
        let (amount, unit, after) = self.en_quantity(at)?;
        let table: [(&[&str], Direction, Origin); 4] = [
            (&["ago"], Direction::Past, Origin::Document),
            (&["from now", "hence"], Direction::Future, Origin::Document),
            (
                &["later", "after that", "on", "afterwards", "after"],
                Direction::Future,
                Origin::Text,
            ),
            (
                &["earlier", "previously", "prior", "before"],
                Direction::Past,
                Origin::Text,
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
        Some(Found::new(DateExpr::plain(core), end, !weak))
    }

    fn en_quantity(&self, at: usize) -> Option<(Amount, Unit, usize)> {
        if let Some(after) = self.any(at, &["half a century", "half a decade"]) {
            let years = if self.word(after - 1) == "century" {
                50
            } else {
                5
            };
            return Some((Amount::About(years), Unit::Year, after));
        }
        let (amount, after) = self
            .en_amount(at)
            .or_else(|| self.plural(at).then_some((Amount::Vague, at)))?;
        let (unit, end) = self.en_unit(after)?;
        if let Some(end) = self.any(end, &["and a half"]) {
            return Some(match unit {
                Unit::Year => (amount.map(|count| count * 12 + 6), Unit::Month, end),
                _ => (amount, unit, end),
            });
        }
        let (amount, unit) = in_years(amount, unit);
        Some((amount, unit, end))
    }

    /// `two summers ago`.
    fn names_ago(&self, at: usize) -> Option<Found> {
        let (count, after) = self.cardinal(at)?;
        let season = self.season_word(after)?;
        let end = self.any(after + 1, &["ago"])?;
        let core = Core::Named {
            name: Name::Season(season),
            pick: Pick::Ago(count),
        };
        Some(Found::new(DateExpr::plain(core), end, true))
    }

    /// `this morning`, `that night`, `the following evening`.
    pub(super) fn en_this_part(&self, at: usize) -> Option<Found> {
        let table: [(&[&str], i32, Origin); 4] = [
            (&["this"], 0, Origin::Document),
            (&["that", "same"], 0, Origin::Text),
            (&["following"], 1, Origin::Text),
            (&["previous", "preceding"], -1, Origin::Text),
        ];
        let (count, origin, from) = table
            .into_iter()
            .find_map(|(words, count, origin)| Some((count, origin, self.any(at, words)?)))?;
        let (part, end) = self.part_word(from)?;
        let mut expr = DateExpr::plain(Core::counted(Unit::Day, count, origin));
        expr.part = Some(part);
        Some(Found::new(expr, end, true))
    }

    pub(super) fn en_part_after(&self, at: usize) -> Step<DayPart> {
        let from = self.skip(at, &["at"]);
        let (part, end) = self.part_word(from)?;
        let fits = (from > at) == (part == DayPart::Dawn);
        fits.then_some((part, end))
    }
}
