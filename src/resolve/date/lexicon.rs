//! Closed word lists of both languages, as folded by [`super::token`].

use super::expr::{DayPart, Holiday, Season, Unit};
use crate::document::Lang;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Named {
    /// Month 1 to 12, or weekday 1 (Monday) to 7.
    pub number: u8,
    /// None when both languages write it so.
    pub lang: Option<Lang>,
    pub short: bool,
}

const fn named(number: u8, lang: Option<Lang>, short: bool) -> Option<Named> {
    Some(Named {
        number,
        lang,
        short,
    })
}

const FR: Option<Lang> = Some(Lang::Fr);
const EN: Option<Lang> = Some(Lang::En);

pub(crate) fn month(word: &str) -> Option<Named> {
    match word {
        "janvier" => named(1, FR, false),
        "fevrier" => named(2, FR, false),
        "mars" => named(3, FR, false),
        "avril" => named(4, FR, false),
        "mai" => named(5, FR, false),
        "juin" => named(6, FR, false),
        "juillet" => named(7, FR, false),
        "aout" => named(8, FR, false),
        "septembre" => named(9, FR, false),
        "octobre" => named(10, FR, false),
        "novembre" => named(11, FR, false),
        "decembre" => named(12, FR, false),
        "january" => named(1, EN, false),
        "february" => named(2, EN, false),
        "march" => named(3, EN, false),
        "april" => named(4, EN, false),
        "may" => named(5, EN, false),
        "june" => named(6, EN, false),
        "july" => named(7, EN, false),
        "august" => named(8, EN, false),
        "september" => named(9, EN, false),
        "october" => named(10, EN, false),
        "november" => named(11, EN, false),
        "december" => named(12, EN, false),
        "jan" => named(1, None, true),
        "janv" => named(1, FR, true),
        "feb" => named(2, EN, true),
        "fev" | "fevr" => named(2, FR, true),
        "mar" => named(3, EN, true),
        "apr" => named(4, EN, true),
        "avr" => named(4, FR, true),
        "jun" => named(6, EN, true),
        "jul" => named(7, EN, true),
        "juil" | "juill" => named(7, FR, true),
        "aug" => named(8, EN, true),
        "sep" | "sept" => named(9, None, true),
        "oct" => named(10, None, true),
        "nov" => named(11, None, true),
        "dec" => named(12, None, true),
        _ => None,
    }
}

pub(crate) fn weekday(word: &str) -> Option<Named> {
    match word {
        "lundi" => named(1, FR, false),
        "mardi" => named(2, FR, false),
        "mercredi" => named(3, FR, false),
        "jeudi" => named(4, FR, false),
        "vendredi" => named(5, FR, false),
        "samedi" => named(6, FR, false),
        "dimanche" => named(7, FR, false),
        "monday" => named(1, EN, false),
        "tuesday" => named(2, EN, false),
        "wednesday" => named(3, EN, false),
        "thursday" => named(4, EN, false),
        "friday" => named(5, EN, false),
        "saturday" => named(6, EN, false),
        "sunday" => named(7, EN, false),
        "lun" => named(1, FR, true),
        "mar" => named(2, FR, true),
        "mer" => named(3, FR, true),
        "jeu" => named(4, FR, true),
        "ven" => named(5, FR, true),
        "sam" => named(6, FR, true),
        "dim" => named(7, FR, true),
        "mon" => named(1, EN, true),
        "tue" | "tues" => named(2, EN, true),
        "wed" => named(3, EN, true),
        "thu" | "thur" | "thurs" => named(4, EN, true),
        "fri" => named(5, EN, true),
        "sat" => named(6, EN, true),
        "sun" => named(7, EN, true),
        _ => None,
    }
}

pub(crate) fn season(word: &str, lang: Lang) -> Option<Season> {
    Some(match (lang, word) {
        (Lang::Fr, "printemps") | (Lang::En, "spring") => Season::Spring,
        (Lang::Fr, "ete") | (Lang::En, "summer" | "summers") => Season::Summer,
        (Lang::Fr, "automne") | (Lang::En, "autumn" | "fall" | "autumns") => Season::Autumn,
        (Lang::Fr, "hiver") | (Lang::En, "winter" | "winters") => Season::Winter,
        _ => return None,
    })
}

pub(crate) fn unit(word: &str, lang: Lang) -> Option<Unit> {
    Some(match (lang, word) {
        (Lang::Fr, "jour" | "jours") | (Lang::En, "day" | "days") => Unit::Day,
        (Lang::Fr, "semaine" | "semaines") | (Lang::En, "week" | "weeks") => Unit::Week,
        (_, "weekend" | "weekends") => Unit::Weekend,
        (Lang::Fr, "quinzaine") | (Lang::En, "fortnight" | "fortnights") => Unit::Fortnight,
        (Lang::Fr, "mois") | (Lang::En, "month" | "months") => Unit::Month,
        (Lang::Fr, "trimestre" | "trimestres") | (Lang::En, "quarter" | "quarters") => {
            Unit::Quarter
        }
        (Lang::Fr, "semestre" | "semestres") | (Lang::En, "semester") => Unit::Half,
        (Lang::Fr, "saison" | "saisons") | (Lang::En, "season" | "seasons") => Unit::Season,
        (Lang::Fr, "an" | "ans" | "annee" | "annees") | (Lang::En, "year" | "years") => Unit::Year,
        (Lang::Fr, "decennie" | "decennies") | (Lang::En, "decade" | "decades") => Unit::Decade,
        (Lang::Fr, "siecle" | "siecles") | (Lang::En, "century" | "centuries") => Unit::Century,
        _ => return None,
    })
}

/// `années cinquante`, `the eighties`.
pub(crate) fn decade_word(word: &str, lang: Lang) -> Option<u8> {
    Some(match (lang, word) {
        (Lang::Fr, "vingt") | (Lang::En, "twenties") => 20,
        (Lang::Fr, "trente") | (Lang::En, "thirties") => 30,
        (Lang::Fr, "quarante") | (Lang::En, "forties") => 40,
        (Lang::Fr, "cinquante") | (Lang::En, "fifties") => 50,
        (Lang::Fr, "soixante") | (Lang::En, "sixties") => 60,
        (Lang::En, "seventies") => 70,
        (Lang::En, "eighties") => 80,
        (Lang::En, "nineties") => 90,
        _ => return None,
    })
}

pub(crate) fn part(word: &str, lang: Lang) -> Option<DayPart> {
    Some(match (lang, word) {
        (Lang::Fr, "aube") | (Lang::En, "dawn") => DayPart::Dawn,
        (Lang::Fr, "matin" | "matinee") | (Lang::En, "morning") => DayPart::Morning,
        (Lang::Fr, "midi") | (Lang::En, "lunchtime" | "noon") => DayPart::Noon,
        (Lang::En, "afternoon") => DayPart::Afternoon,
        (Lang::Fr, "soir" | "soiree") | (Lang::En, "evening") => DayPart::Evening,
        (Lang::Fr, "nuit") | (Lang::En, "night" | "overnight") => DayPart::Night,
        _ => return None,
    })
}

/// Feasts written in one word; longer names are in the grammar.
pub(crate) fn holiday(word: &str) -> Option<Holiday> {
    Some(match word {
        "noel" | "christmas" => Holiday::Christmas,
        "paques" | "easter" => Holiday::Easter,
        "pentecote" => Holiday::Pentecost,
        "toussaint" => Holiday::AllSaints,
        "ascension" => Holiday::Ascension,
        "assomption" => Holiday::Assumption,
        "halloween" => Holiday::Halloween,
        "thanksgiving" => Holiday::Thanksgiving,
        _ => return None,
    })
}
