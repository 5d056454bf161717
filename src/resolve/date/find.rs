//! The dates of a text, left to right, the longest at each place.

use std::ops::Range;

use super::expr::{Core, DateExpr, Holiday, PeriodName, Pick, Slice};
use super::grammar::{FoundDate, Grammar};
use super::token::DateTokens;
use super::{company, lexicon};
use crate::document::Lang;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMatch {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub expr: DateExpr,
    /// The form alone proves that it is a date; otherwise only the words beside it suggest it.
    pub sure: bool,
}

/// The date expressions of a normalised sentence or paragraph, in order, without overlap.
///
/// Relative forms are those of `lang`; day, month and year together are read in either language,
/// but a month or weekday of the other language never stands alone.
pub fn find(text: &str, lang: Lang) -> Vec<DateMatch> {
    let tokens = DateTokens::new(text);
    let grammar = Grammar {
        tokens: &tokens,
        lang,
        span: false,
    };
    let mut matches = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let found = grammar.date(at).filter(|found| grammar.fits(at, found));
        let found = found
            .or_else(|| grammar.day_after_article(at))
            .or_else(|| grammar.early_year(at));
        let Some(found) = found else {
            at += 1;
            continue;
        };
        let end = tokens.get(found.end - 1).map_or(token.end, |last| last.end);
        let sure = found.sure && !grammar.names_something(at, found.end);
        matches.push(DateMatch {
            range: token.start..end,
            expr: found.expr,
            sure,
        });
        at = found.end;
    }
    matches
}

impl Grammar<'_> {
    /// Whether the words beside a weak form allow it to be a date.
    fn fits(&self, at: usize, found: &FoundDate) -> bool {
        if self.glued_to_word(at, found.end) {
            return false;
        }
        let before = if at > 0 { self.word(at - 1) } else { "" };
        let set = matches!(before, "chaque" | "every" | "each");
        let about = company::APPROXIMATELY.contains(self.word(at));
        // `journal Aujourd'hui`, `Radio Demain`.
        let name = self.french()
            && at > 0
            && self.tokens.is_word(at - 1)
            && self.tokens.capitalised(at)
            && matches!(found.expr.core, Core::Shift { .. })
            && !self.shouted(at)
            && matches!(self.word(at), "aujourd" | "hier" | "demain");
        if set || about || name {
            return false;
        }
        match &found.expr.core {
            Core::Slice {
                slice: Slice::Weekday { .. },
                of,
            } => !matches!(**of, Core::Shift { .. }),
            Core::Named {
                name,
                pick: Pick::Bare,
            } if found.expr.modifier.is_none() => {
                found.expr.part.is_some() || self.bare_name_fits(at, found.end, *name)
            }
            Core::Year(_) if found.expr.modifier.is_none() && !found.sure => {
                self.bare_year_fits(at, found.end)
            }
            _ => true,
        }
    }

    /// `Mouvement du 23 mars`, `place du 8 Mai`: a day that names a street or a movement.
    fn names_something(&self, at: usize, end: usize) -> bool {
        let capital_month = self.french()
            && !self.shouted(end - 1)
            && end > at + 1
            && self.tokens.is_number(at)
            && self.tokens.capitalised(end - 1)
            && lexicon::month(self.word(end - 1)).is_some_and(|month| month.lang == Some(Lang::Fr));
        let noun = at > 1
            && matches!(self.word(at - 1), "du" | "le")
            && company::STREETS.contains(self.word(at - 2));
        let title = at > 0 && self.word(at - 1) == "\"" && self.word(end) == "\"";
        capital_month || noun || title
    }

    /// `mi-lundi`, `post-2015`, `Radio-Mars`: part of a longer word.
    fn glued_to_word(&self, at: usize, end: usize) -> bool {
        let hyphen_before = at > 1
            && self.word(at - 1) == "-"
            && self.tokens.glued(at)
            && self.tokens.glued(at - 1)
            && self.tokens.is_word(at - 2);
        let word_before = at > 0
            && self.tokens.glued(at)
            && self.tokens.is_word(at - 1)
            && self.tokens.is_word(at);
        let hyphen_after = self.word(end) == "-"
            && self.tokens.glued(end)
            && self.tokens.glued(end + 1)
            && self.tokens.is_word(end + 1);
        hyphen_before || word_before || hyphen_after
    }

    fn bare_name_fits(&self, at: usize, end: usize, name: PeriodName) -> bool {
        let before = if at > 0 { self.word(at - 1) } else { "" };
        let opening = at == 0 || !self.tokens.is_word(at - 1);
        match name {
            PeriodName::Weekday(_) if self.french() => {
                let habit = company::HABITS_FR.contains(before);
                let span = before == "du" && self.any(end, &["au"]).is_some();
                let closes = before == "au" && at > 2 && self.word(at - 3) == "du";
                !habit && !span && !closes
            }
            PeriodName::Weekday(_) => {
                let habit = company::HABITS_EN.contains(before);
                let span = before == "from" && self.any(end, &["to"]).is_some();
                let closes = before == "to" && at > 2 && self.word(at - 3) == "from";
                self.tokens.raw(at).len() > 3
                    && !habit
                    && !span
                    && !closes
                    && (self.tokens.capitalised(at) || !opening)
            }
            PeriodName::Month(_) if self.french() => {
                let generic = matches!(before, "chaque" | "un" | "le" | "les");
                let numbered =
                    at > 0 && (self.tokens.is_number(at - 1) || self.tokens.is_number(end));
                !generic && !numbered && (!self.tokens.capitalised(at) || self.shouted(at))
            }
            PeriodName::Month(_) => {
                self.tokens.capitalised(at) && company::BEFORE_MONTH.contains(before)
            }
            PeriodName::Season(_) if self.french() => {
                matches!(before, "au" | "'" | "du")
                    && self.season_article(at)
                    && !self.tokens.capitalised(at)
            }
            PeriodName::Season(_) => {
                let led = company::BEFORE_SEASON.contains(self.word(at.wrapping_sub(2)));
                (before == "the" && led) || before == "since"
            }
            PeriodName::Quarter(_) | PeriodName::Half(_) => true,
            PeriodName::Holiday(feast) => matches!(
                feast,
                Holiday::Advent
                    | Holiday::EasterMonday
                    | Holiday::WhitMonday
                    | Holiday::GoodFriday
                    | Holiday::BoxingDay
                    | Holiday::ChristmasEve
                    | Holiday::NewYearEve
            ),
            PeriodName::Rentree => false,
        }
    }

    /// `l'été`, `au printemps`, not `d'été` nor `c'est l'été`.
    fn season_article(&self, at: usize) -> bool {
        self.word(at - 1) != "'" || (at > 1 && self.word(at - 2) == "l")
    }

    fn shouted(&self, at: usize) -> bool {
        self.tokens
            .raw(at)
            .chars()
            .all(|letter| !letter.is_lowercase())
    }

    /// Whether the words beside a number of four figures make it a year.
    fn bare_year_fits(&self, at: usize, end: usize) -> bool {
        if self.in_number(at) {
            return false;
        }
        let before = if at > 0 { self.word(at - 1) } else { "" };
        if self.tokens.is_word(at) && !matches!(before, "en" | "in" | "depuis" | "since") {
            return false;
        }
        let counted = self.tokens.is_word(end)
            && !self.tokens.capitalised(end)
            && (self.unit_word(end).is_some() || self.counts(end));
        let determined = !self.french() && company::OWNERS.contains(before);
        let quoted = at > 0
            && matches!(before, "\"" | "«" | "“")
            && matches!(self.word(end), "\"" | "»" | "”");
        let measure = company::MEASURES.contains(self.word(end));
        let sign_after = matches!(self.word(end), "%" | "€" | "$" | "£" | "°" | "²")
            || (self.tokens.glued(end) && self.tokens.is_word(end));
        let sign_before = matches!(
            before,
            "€" | "$" | "£" | "°" | "n" | "no" | "page" | "#" | "+" | "/"
        );
        if (counted && !determined) || sign_after || sign_before || quoted || measure {
            return false;
        }
        let preposition = company::BEFORE_YEAR.contains(before);
        let opening = at == 0 || !self.tokens.is_word(at - 1);
        let named_after = !self.french() && before == "the" && !self.tokens.is_word(end);
        let name_after = determined && self.tokens.capitalised(end);
        (preposition || opening || determined) && !named_after && !name_after
    }

    /// A plural noun after a number: `2000 personnes`, `1500 euros`.
    fn counts(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() > 2
            && (word.ends_with('s') || word.ends_with('x'))
            && !company::NO_PLURALS.contains(word)
    }

    /// `le 12` in French: the article makes the number a day when no noun follows.
    fn day_after_article(&self, at: usize) -> Option<FoundDate> {
        let article = at > 0 && matches!(self.word(at - 1), "le" | "les" | "au" | "du");
        if !self.french() || !article || !self.tokens.is_number(at) {
            return None;
        }
        let found = self
            .bare_day(at)
            .filter(|found| !self.clock(found.end - 1) && !self.in_number(at))?;
        let score = self.word(found.end) == "a" && self.tokens.is_number(found.end + 1);
        let verb = !score && company::AFTER_DAY.contains(self.word(found.end));
        let noun = self.tokens.is_word(found.end) && !verb;
        let sign = matches!(
            self.word(found.end),
            "%" | "€" | "," | "°" | "/" | "-" | "'"
        ) && !(self.word(found.end) == "," && self.tokens.is_word(found.end + 1));
        // `du 24`, `au 29`: only at the end of a clause.
        let closed = matches!(self.word(found.end), "" | "." | ";" | ")");
        let open = matches!(self.word(at - 1), "du" | "au") && !closed;
        (!noun && !sign && !open).then_some(found)
    }

    /// `en 406`, `vers 580`: a year of three figures, by its preposition.
    fn early_year(&self, at: usize) -> Option<FoundDate> {
        let led = at > 0 && matches!(self.word(at - 1), "en" | "vers" | "in" | "circa");
        let (year, end) = self.digits(at, 3).filter(|(year, _)| led && *year > 99)?;
        let noun = self.tokens.is_word(end) && (self.counts(end) || self.tokens.glued(end));
        let sign = matches!(self.word(end), "%" | "€" | "$" | "°" | "-" | "/" | ":");
        (!noun && !sign && !self.in_number(at))
            .then(|| FoundDate::new(DateExpr::plain(Core::Year(year)), end, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, lang: Lang) -> Vec<&str> {
        find(text, lang)
            .into_iter()
            .map(|date| &text[date.range])
            .collect()
    }

    fn sure(text: &str, lang: Lang) -> Vec<&str> {
        find(text, lang)
            .into_iter()
            .filter(|date| date.sure)
            .map(|date| &text[date.range])
            .collect()
    }

    #[test]
    fn a_date_leaves_its_article_out_and_keeps_what_changes_its_value() {
        let text = "Depuis le début du XXe siècle et l'an dernier, ce lundi, fin janvier, il y a trois ans.";
        let expected = [
            "début du XXe siècle",
            "an dernier",
            "ce lundi",
            "fin janvier",
            "il y a trois ans",
        ];
        assert_eq!(found(text, Lang::Fr), expected);
        let text = "Since the early 1990s, last year, two weeks ago, the following day.";
        assert_eq!(
            found(text, Lang::En),
            ["early 1990s", "last year", "two weeks ago", "following day"]
        );
    }

    #[test]
    fn bounds_are_two_dates_and_a_hyphen_is_one() {
        assert_eq!(
            found("entre 2010 et 2014, en 2014-2016", Lang::Fr),
            ["2010", "2014", "2014-2016"]
        );
        assert_eq!(
            found("du 3 au 5 mai, les 6-7 juin 2024", Lang::Fr),
            ["3 au 5 mai", "6-7 juin 2024"]
        );
    }

    #[test]
    fn durations_sets_clock_times_and_names_are_no_dates() {
        for text in [
            "pendant deux ans et dix semaines, chaque lundi à 14h30",
            "ouvert du lundi au vendredi, récemment, à l'époque",
            "Agenda 2030, COP21, 2 000 personnes, 1500 euros, 192.168.1.10",
            "à la veille de partir, au lendemain des mutineries, deux ans après la guerre",
        ] {
            assert_eq!(found(text, Lang::Fr), Vec::<&str>::new(), "{text}");
        }
        for text in [
            "for two years, every Monday at 5pm",
            "he may march, from Monday to Friday",
            "the 2010 Africa Cup",
        ] {
            assert_eq!(found(text, Lang::En), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn only_forms_that_prove_themselves_are_sure() {
        let text = "En 2007, en mars, mardi ; le 12, le 3 mars 2019, au XIXe siècle, hier.";
        assert_eq!(sure(text, Lang::Fr), ["3 mars 2019", "XIXe siècle", "hier"]);
        assert_eq!(
            sure("le Mouvement du 23 mars", Lang::Fr),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn a_month_of_the_other_language_needs_company() {
        assert_eq!(
            found("Posted on August 29, 2024, puis March", Lang::Fr),
            ["August 29, 2024"]
        );
    }

    #[test]
    fn capitals_and_lost_accents_do_not_matter() {
        assert_eq!(
            found("MERCREDI 12 FÉVRIER, le 12 aout 2023", Lang::Fr),
            ["MERCREDI 12 FÉVRIER", "12 aout 2023"]
        );
    }
}
