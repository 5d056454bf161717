//! French relative forms: `hier`, `an dernier`, `il y a trois ans`, `deux jours plus tard`.

use super::expr::{Amount, Core, DateExpr, DateOrigin, DateUnit, DayPart, Direction, Pick};
use super::grammar::{FoundDate, Grammar, Parsed, in_years};
use super::lexicon;

impl Grammar<'_> {
    pub(super) fn fr_pick_before(&self, at: usize) -> Parsed<Pick> {
        if let Some(end) = self.any(at, &["ce meme", "cet meme", "cette meme", "meme"]) {
            return Some((Pick::Text(0), end));
        }
        if let Some(end) = self.any(at, &["ce", "cet", "cette"]) {
            return Some((Pick::This, end));
        }
        self.any(at, &["prochain", "prochaine"])
            .map(|end| (Pick::Next, end))
    }

    pub(super) fn fr_pick_after(&self, at: usize) -> Parsed<Pick> {
        if let Some(((count, origin), end)) = self.known(at, &lexicon::AFTER_PERIODS) {
            let pick = match (origin, count) {
                (DateOrigin::Text, count) => Pick::Text(count),
                (DateOrigin::Document, ..0) => Pick::Last,
                (DateOrigin::Document, 0..) => Pick::Next,
            };
            return Some((pick, end));
        }
        if let Some(end) = self.any(at, &["en huit", "en quinze"]) {
            return Some((Pick::WeekOn, end));
        }
        self.any(at, &["- la"]).map(|end| (Pick::Text(0), end))
    }

    /// `semaine`, `week-end`, `fin de semaine` (the weekend of Québec is left to the edge rule).
    pub(super) fn fr_unit(&self, at: usize) -> Parsed<DateUnit> {
        if let Some(end) = self.any(at, &["week - end", "week - ends", "week end"]) {
            return Some((DateUnit::Weekend, end));
        }
        self.unit_word(at).map(|unit| (unit, at + 1))
    }

    /// `an dernier`, `cette semaine`, `même année`, `mois suivant`, `jour même`, `ce mois-ci`.
    pub(super) fn fr_unit_shift(&self, at: usize) -> Parsed<Core> {
        let shift = |unit, count, origin, end| Some((Core::counted(unit, count, origin), end));
        if let Some(after) = self.any(at, &["cette meme", "ce meme", "meme"]) {
            let (unit, end) = self.fr_unit(after).filter(|_| !self.plural(after))?;
            return shift(unit, 0, DateOrigin::Text, end);
        }
        if let Some(after) = self.any(at, &["cette nouvelle", "ce", "cet", "cette"]) {
            let (unit, end) = self.fr_unit(after).filter(|_| !self.plural(after))?;
            if let Some(end) = self.any(end, &["- la"]) {
                return shift(unit, 0, DateOrigin::Text, end);
            }
            return shift(unit, 0, DateOrigin::Document, self.skip(end, &["- ci"]));
        }
        if let Some(after) = self.any(at, &["prochain", "prochaine"]) {
            let (unit, end) = self.fr_unit(after).filter(|_| !self.plural(after))?;
            return shift(unit, 1, DateOrigin::Document, end);
        }
        let (unit, after) = self.fr_unit(at).filter(|_| !self.plural(at))?;
        if let Some(((count, origin), end)) = self.known(after, &lexicon::AFTER_PERIODS) {
            return shift(unit, count.into(), origin, end);
        }
        if let Some(end) = self.any(after, &["en cours"]) {
            return shift(unit, 0, DateOrigin::Document, end);
        }
        shift(unit, 0, DateOrigin::Text, self.any(after, &["meme"])?)
    }

    /// `ces derniers mois`, `six dernières années`, `prochains jours`, `vingt années suivantes`.
    pub(super) fn fr_window(&self, at: usize) -> Option<FoundDate> {
        let these = self.any(at, &["ces"]);
        let from = these.unwrap_or(at);
        let (amount, after) = self.window_amount(from);
        let past = self.any(after, &["derniers", "dernieres"]);
        let next = self.any(after, &["prochains", "prochaines"]);
        let before = past
            .map(|end| (Direction::Past, end))
            .or(next.map(|end| (Direction::Future, end)));
        let build = |unit, amount: Option<Amount>, direction, origin, end| {
            let core = Core::Window {
                unit,
                amount,
                direction,
                origin,
            };
            // `dans les jours suivants` leans on what it follows.
            let sure = origin == DateOrigin::Document || amount.is_some();
            Some(FoundDate::new(DateExpr::plain(core), end, sure))
        };
        if let Some((direction, after)) = before {
            let (amount, after) = if amount.is_some() {
                (amount, after)
            } else {
                self.window_amount(after)
            };
            let (unit, end) = self.fr_unit(after)?;
            return build(unit, amount, direction, DateOrigin::Document, end);
        }
        let (unit, after) = self
            .fr_unit(after)
            .filter(|(unit, _)| *unit != DateUnit::Season)?;
        let table: [(&[&str], Direction, DateOrigin); 6] = [
            (
                &["suivants", "suivantes"],
                Direction::Future,
                DateOrigin::Text,
            ),
            (
                &["precedents", "precedentes"],
                Direction::Past,
                DateOrigin::Text,
            ),
            (
                &["a venir", "qui viennent", "prochains", "prochaines"],
                Direction::Future,
                DateOrigin::Document,
            ),
            (
                &["ecoules", "ecoulees", "passes", "passees"],
                Direction::Past,
                DateOrigin::Document,
            ),
            (
                &["derniers", "dernieres"],
                Direction::Past,
                DateOrigin::Document,
            ),
            (&["- ci"], Direction::Past, DateOrigin::Document),
        ];
        let (direction, origin, end) =
            table.into_iter().find_map(|(words, direction, origin)| {
                Some((direction, origin, self.any(after, words)?))
            })?;
        if self.word(end - 1) == "ci" && these.is_none() {
            return None;
        }
        build(unit, amount, direction, origin, end)
    }

    fn window_amount(&self, at: usize) -> (Option<Amount>, usize) {
        self.fr_amount(at)
            .map_or((None, at), |(amount, end)| (Some(amount), end))
    }

    /// `trois`, `plus de dix`, `une dizaine d'`, `quelques`, `des`.
    pub(super) fn fr_amount(&self, at: usize) -> Parsed<Amount> {
        self.amount(at, Self::fr_count)
    }

    fn fr_count(&self, at: usize) -> Parsed<Amount> {
        if let Some(((), end)) = self.known(at, &lexicon::VAGUE_AMOUNTS) {
            return Some((Amount::Vague, end));
        }
        if self.word(at) == "une" {
            let about = lexicon::ROUND_NUMBERS.get(self.word(at + 1), self.lang);
            if let (Some(count), Some(end)) = (about, self.any(at + 2, &["de", "d '"])) {
                return Some((Amount::About(*count), end));
            }
        }
        let (count, end) = self.cardinal(at)?;
        if self.word(end) == "ou"
            && let Some((_, end)) = self.cardinal(end + 1)
        {
            return Some((Amount::Vague, end));
        }
        Some((Amount::Exact(count), end))
    }

    /// `il y a trois ans`, `dans dix jours`, `deux ans plus tard`, `un an avant`.
    pub(super) fn fr_counted(&self, at: usize) -> Option<FoundDate> {
        let build = |unit, amount, direction, origin, end, sure| {
            let core = Core::Shift {
                unit,
                amount,
                direction,
                origin,
            };
            Some(FoundDate::new(DateExpr::plain(core), end, sure))
        };
        if let Some(from) = self.any(at, &["il y a", "y a", "voila", "voici"]) {
            let (amount, unit, end) = self.fr_quantity(from)?;
            return build(
                unit,
                amount,
                Direction::Past,
                DateOrigin::Document,
                end,
                self.word(at) == "il",
            );
        }
        if let Some(from) = self.any(at, &["dans"]) {
            let (amount, unit, end) = self.fr_quantity(from)?;
            return build(
                unit,
                amount,
                Direction::Future,
                DateOrigin::Document,
                end,
                true,
            );
        }
        let (amount, unit, after) = self.fr_quantity(at)?;
        let (direction, end) = if let Some(end) = self.any(after, &["plus tard", "apres"]) {
            (Direction::Future, end)
        } else {
            (
                Direction::Past,
                self.any(after, &["plus tot", "auparavant", "avant"])?,
            )
        };
        let sure = !matches!(self.word(end - 1), "apres" | "avant");
        // `deux ans après la guerre` counts from what follows, not from a date.
        let closed = !self.tokens.is_word(end) || self.span;
        if !sure && !closed {
            return None;
        }
        build(unit, amount, direction, DateOrigin::Text, end, sure)
    }

    /// An amount and its unit; a half unit is turned into smaller ones (`un an et demi`).
    fn fr_quantity(&self, at: usize) -> Option<(Amount, DateUnit, usize)> {
        let (amount, after) = self.fr_amount(at)?;
        let (unit, end) = self.fr_unit(after)?;
        if let Some(end) = self.any(end, &["et demi", "et demie"]) {
            let (amount, unit) = match unit {
                DateUnit::Year => (amount.map(|count| count * 12 + 6), DateUnit::Month),
                DateUnit::Century => (amount.map(|count| count * 100 + 50), DateUnit::Year),
                DateUnit::Decade => (amount.map(|count| count * 10 + 5), DateUnit::Year),
                _ => (amount, unit),
            };
            return Some((amount, unit, end));
        }
        let (amount, unit) = in_years(amount, unit);
        // `quinze jours` and `huit jours` are two weeks and one.
        let amount = match (amount, unit) {
            (Amount::Exact(15), DateUnit::Day) => Amount::About(14),
            (Amount::Exact(8), DateUnit::Day) => Amount::About(7),
            _ => amount,
        };
        Some((amount, unit, end))
    }

    /// `ce soir`, `cet après-midi`, `cette nuit-là`.
    pub(super) fn fr_this_part(&self, at: usize) -> Option<FoundDate> {
        let from = self.any(at, &["ce", "cet", "cette"])?;
        let noun = matches!(self.word(from), "soiree" | "matinee");
        let (part, after) = self.fr_part(from).filter(|_| !noun || self.span)?;
        let there = self.any(after, &["- la"]);
        let origin = if there.is_some() {
            DateOrigin::Text
        } else {
            DateOrigin::Document
        };
        let mut expr = DateExpr::plain(Core::counted(DateUnit::Day, 0, origin));
        expr.part = Some(part);
        Some(FoundDate::new(expr, there.unwrap_or(after), true))
    }

    pub(super) fn fr_part(&self, at: usize) -> Parsed<DayPart> {
        if let Some(end) = self.any(at, &["apres - midi", "apres midi"]) {
            return Some((DayPart::Afternoon, end));
        }
        self.part_word(at)
    }

    /// What may follow a day: `matin`, `au soir`, `à l'aube`, `dans la soirée`.
    pub(super) fn fr_part_after(&self, at: usize) -> Parsed<DayPart> {
        if let Some(end) = self.any(at, &["a l ' aube"]) {
            return Some((DayPart::Dawn, end));
        }
        if let Some(from) = self.any(at, &["dans la", "dans l '", "en"]) {
            return self.fr_part(from).filter(|_| {
                self.word(from) == "apres"
                    || matches!(self.word(from), "soiree" | "matinee" | "nuit")
            });
        }
        let from = self.skip(at, &["au"]);
        self.fr_part(from)
            .filter(|(part, _)| *part != DayPart::Night && *part != DayPart::Dawn)
    }
}
