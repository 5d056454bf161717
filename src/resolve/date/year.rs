//! Years, decades and centuries, of our era or before it.

use super::expr::{Core, DateExpr};
use super::grammar::{FoundDate, Grammar, Parsed};
use super::{company, lexicon};

impl Grammar<'_> {
    /// `2007`, `l'an 987`, `44 av. J.-C.`, `AD 79`, `deux mille vingt-quatre`.
    pub(super) fn year(&self, at: usize) -> Parsed<Core> {
        if let Some(after) = self.phrase(at, "ad") {
            return self
                .digits(after, 4)
                .map(|(year, end)| (Core::Year(year), end));
        }
        if let Some((number, end)) = self.grouped(at)
            && let Some((before, end)) = self.era(end)
        {
            return Some((Core::Year(if before { 1 - number } else { number }), end));
        }
        if let Some((number, end)) = self.digits(at, 4) {
            let four = self.word(at).len() == 4 && (1000..=2999).contains(&number);
            return (four && !self.in_number(at)).then_some((Core::Year(number), end));
        }
        self.year_words(at)
            .filter(|(number, _)| number % 1000 != 0)
            .map(|(number, end)| (Core::Year(number), end))
    }

    /// The figures at `at` are part of a longer number: `2 000`, `1,500`, `12.2005`, `3-2010`.
    pub(super) fn in_number(&self, at: usize) -> bool {
        let joint = |sign: usize| {
            matches!(self.word(sign), "." | "," | ":" | "/" | "'" | "°" | "_")
                && self.tokens.glued(sign)
                && self.tokens.glued(sign + 1)
        };
        let thousands = |place: usize| self.tokens.is_number(place) && self.word(place).len() == 3;
        (at > 1 && joint(at - 1) && self.tokens.is_number(at - 2))
            || (at > 0 && thousands(at) && self.tokens.is_number(at - 1))
            || (at > 0 && self.tokens.glued(at) && self.tokens.is_word(at - 1))
            || (joint(at + 1) && self.tokens.is_number(at + 2))
            || thousands(at + 1)
    }

    /// A number of years with its thousands apart: `3,500`, `10 000`, `753`.
    pub(super) fn grouped(&self, at: usize) -> Parsed<i32> {
        let (number, end) = self.digits(at, 5)?;
        let next = if self.word(end) == "," { end + 1 } else { end };
        if self.tokens.is_number(next) && self.word(next).len() == 3 && number < 100 {
            return self
                .digits(next, 3)
                .map(|(low, end)| (number * 1000 + low, end));
        }
        Some((number, end))
    }

    /// True for before our era.
    pub(super) fn era(&self, at: usize) -> Parsed<bool> {
        let quoted = self.skip(at, &["\""]);
        for (word, before) in [("bc", true), ("bce", true), ("ad", false), ("ce", false)] {
            if self.word(quoted) == word && self.tokens.raw(quoted).chars().all(char::is_uppercase)
            {
                return Some((before, quoted + 1));
            }
        }
        if let Some(end) = self.any(at, &["b . c .", "b . c"]) {
            return Some((true, end));
        }
        let before = match self.word(at) {
            "av" | "avant" => true,
            "ap" | "apr" | "apres" => false,
            _ => return None,
        };
        let after = self.skip(at + 1, &["."]);
        let ((), end) = self.known(after, &lexicon::OUR_ERA)?;
        Some((before, end))
    }

    /// `'98`.
    pub(super) fn short_year(&self, at: usize) -> Parsed<Core> {
        let (number, end) = self.digits(self.phrase(at, "'")?, 2)?;
        let tight = self.tokens.glued(at + 1) && self.word(at + 1).len() == 2;
        let year = u8::try_from(number)
            .ok()
            .filter(|_| tight && self.word(end) != "s")?;
        Some((Core::ShortYear(year), end))
    }

    /// A year that stands alone, or after `an`; the caller judges the words beside it.
    pub(super) fn lone_year(&self, at: usize) -> Option<FoundDate> {
        let named = if self.french() {
            self.any(at, &["an"])
        } else {
            None
        };
        if let Some(from) = named {
            let (year, end) = self.year(from).or_else(|| {
                let (number, end) = self.cardinal(from).filter(|(number, _)| *number > 31)?;
                Some((Core::Year(number), end))
            })?;
            return Some(FoundDate::new(
                DateExpr::plain(Core::Year(year_of(&year)?)),
                end,
                true,
            ));
        }
        if let Some((core, end)) = self.year(at) {
            let sure = end > at + 1 && self.word(at + 1) != "-" && self.year_words(at).is_none();
            return Some(FoundDate::new(DateExpr::plain(core), end, sure));
        }
        if !self.span {
            return None;
        }
        if let Some((core, end)) = self.short_year(at) {
            return Some(FoundDate::new(DateExpr::plain(core), end, false));
        }
        let from = self.skip(at, &["-"]);
        let (number, end) = self.digits(from, 4).filter(|(number, _)| *number > 31)?;
        // `en 98` is of the document's time, not of antiquity.
        let core = match u8::try_from(number) {
            Ok(short) if from == at && self.word(from).len() == 2 => Core::ShortYear(short),
            _ => Core::Year(number),
        };
        Some(FoundDate::new(DateExpr::plain(core), end, false))
    }

    /// `2014-2016`, `1950 – 54`, `2019/20`, `390-370 av. J.-C.`
    pub(super) fn year_range(&self, at: usize) -> Option<FoundDate> {
        let (from, sign) = self.digits(at, 4)?;
        // Elsewhere `from 2004 to 2009` names two years.
        let spelt = self.span && matches!(self.word(sign), "to" | "a" | "au");
        let signed = spelt || matches!(self.word(sign), "-" | "/");
        if !signed || !self.tokens.is_number(sign + 1) {
            return None;
        }
        let (to, end) = self.digits(sign + 1, 4)?;
        let span = |from, to| {
            let core = |year| Box::new(DateExpr::plain(Core::Year(year)));
            DateExpr::plain(Core::Range {
                from: core(from),
                to: core(to),
            })
        };
        if let Some((true, end)) = self.era(end) {
            // Years before our era count down.
            if from <= to {
                return None;
            }
            return Some(FoundDate::new(span(1 - from, 1 - to), end, true));
        }
        if self.span && self.word(at).len() == 2 && self.word(sign + 1).len() == 2 && from < to {
            let year = |number| {
                Some(Box::new(DateExpr::plain(Core::ShortYear(
                    u8::try_from(number).ok()?,
                ))))
            };
            let core = Core::Range {
                from: year(from)?,
                to: year(to)?,
            };
            return Some(FoundDate::new(DateExpr::plain(core), end, false));
        }
        if self.span && self.word(at).len() == 3 && self.word(sign + 1).len() == 3 && from < to {
            return Some(FoundDate::new(span(from, to), end, false));
        }
        if self.word(at).len() != 4 || !(1000..=2999).contains(&from) {
            return None;
        }
        let to = match self.word(sign + 1).len() {
            4 => to,
            2 if to > from % 100 => from - from % 100 + to,
            2 if from % 100 == 99 && to == 0 => from + 1,
            _ => return None,
        };
        let wrong = to <= from || to - from > 999 || to > 2999;
        let longer = self.tokens.glued(end)
            && (self.tokens.is_word(end) || matches!(self.word(end), "-" | "/"));
        let led = at > 0
            && self.tokens.glued(at)
            && (self.tokens.is_word(at - 1) || matches!(self.word(at - 1), "-" | "/" | "." | "°"));
        // `la Coupe d'Europe des clubs champions 1971-72` is a name.
        let before = if at > 0 { self.word(at - 1) } else { "" };
        let name = at > 0 && self.tokens.is_word(at - 1) && !company::BEFORE_YEARS.contains(before);
        (!wrong && !longer && !led).then(|| FoundDate::new(span(from, to), end, !name))
    }

    /// `années 1990`, `1990s`, `the '80s`, `années soixante-dix`, `the eighties`.
    pub(super) fn decade(&self, at: usize) -> Option<FoundDate> {
        let sure = |core, end| Some(FoundDate::new(DateExpr::plain(core), end, true));
        if self.french() {
            let from = self.any(at, &["annees", "decennie de", "decennie"]);
            if from.is_none() && !self.span {
                return None;
            }
            let from = from.unwrap_or(at);
            if let Some((number, end)) = self.digits(from, 4) {
                return match self.word(from).len() {
                    4 if number % 10 == 0 && from > at => sure(Core::Decade(number), end),
                    2 if number % 10 == 0 && (number >= 40 || from > at) => {
                        sure(Core::ShortDecade(u8::try_from(number).ok()?), end)
                    }
                    _ => None,
                };
            }
            let (number, end) = self.cardinal_words(from)?;
            let short = u8::try_from(number)
                .ok()
                .filter(|number| number % 10 == 0 && (20..100).contains(number));
            return short.and_then(|number| sure(Core::ShortDecade(number), end));
        }
        if let Some(number) = lexicon::DECADES.get(self.word(at), self.lang) {
            return sure(Core::ShortDecade(*number), at + 1);
        }
        let from = self.skip(at, &["'"]);
        let (number, after) = self.digits(from, 4)?;
        let end = self.any(after, &["' s", "s"])?;
        match self.word(from).len() {
            4 if number % 10 == 0 && (1000..=2990).contains(&number) => {
                sure(Core::Decade(number), end)
            }
            2 if number % 10 == 0 && number >= 20 => {
                sure(Core::ShortDecade(u8::try_from(number).ok()?), end)
            }
            3 if number % 10 == 0 => Some(FoundDate::new(
                DateExpr::plain(Core::Decade(number)),
                end,
                self.span,
            )),
            _ => None,
        }
    }

    /// `XIXe siècle`, `Ve siècle av. J.-C.`, `19th century`, `IIIe millénaire`.
    pub(super) fn century(&self, at: usize) -> Option<FoundDate> {
        let (number, after) = self.century_number(at)?;
        let hyphen = self.skip(after, &["-"]);
        let millennium = self.any(hyphen, &["millenaire", "millennium"]);
        let end = millennium.or_else(|| {
            self.any(
                hyphen,
                &["siecles", "siecle", "s .", "century", "centuries", "cent ."],
            )
        });
        // `20th Century Fox`, `21st Century Fund`.
        if end.is_some_and(|end| self.tokens.capitalised(end - 1) && self.tokens.capitalised(end)) {
            return None;
        }
        let end = end
            .or_else(|| self.shared_century(after))
            .or_else(|| (self.span && !self.tokens.is_number(at)).then_some(after))?;
        let (before, end) = self.era(end).unwrap_or((false, end));
        let signed = if before { -number } else { number };
        let core = if millennium.is_some() {
            Core::Millennium(signed)
        } else {
            Core::Century(signed)
        };
        Some(FoundDate::new(DateExpr::plain(core), end, true))
    }

    fn century_number(&self, at: usize) -> Parsed<i32> {
        let upper = self
            .tokens
            .raw(at)
            .starts_with(|letter: char| letter.is_ascii_uppercase());
        let roman = upper.then(|| self.roman_ordinal(at, false)).flatten();
        roman
            .or_else(|| self.ordinal(at))
            .filter(|(number, _)| (1..=39).contains(number))
    }

    /// The end of the first number in `XVIe et XVIIe siècles`, which shares the noun of the second.
    fn shared_century(&self, after: usize) -> Option<usize> {
        let next = self.any(after, &["et", "ou", "au", "and", "or", "to", "-", ","])?;
        let next = self.skip(next, &["le", "the"]);
        let (_, end) = self.century_number(next)?;
        self.any(end, &["siecles", "siecle", "century", "centuries"])
            .map(|_| after)
    }
}

fn year_of(core: &Core) -> Option<i32> {
    match core {
        Core::Year(year) => Some(*year),
        _ => None,
    }
}
