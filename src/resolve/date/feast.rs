//! Days of the feasts that news dates by.

use jiff::ToSpan;
use jiff::civil::Date;

use super::expr::Holiday;
use super::point::{weekday_of, ymd};

pub(crate) fn feast(holiday: Holiday, year: i32) -> Option<Date> {
    let after_easter = |days: i64| easter(year)?.checked_add(days.days()).ok();
    match holiday {
        Holiday::Christmas => ymd(year, 12, 25),
        Holiday::ChristmasEve => ymd(year, 12, 24),
        Holiday::BoxingDay => ymd(year, 12, 26),
        Holiday::NewYear => ymd(year, 1, 1),
        Holiday::NewYearEve => ymd(year, 12, 31),
        Holiday::PalmSunday => after_easter(-7),
        Holiday::GoodFriday => after_easter(-2),
        Holiday::Easter => easter(year),
        Holiday::EasterMonday => after_easter(1),
        Holiday::Ascension => after_easter(39),
        Holiday::Pentecost => after_easter(49),
        Holiday::WhitMonday => after_easter(50),
        Holiday::AllSaints => ymd(year, 11, 1),
        Holiday::Assumption => ymd(year, 8, 15),
        Holiday::ValentinesDay => ymd(year, 2, 14),
        Holiday::Halloween => ymd(year, 10, 31),
        Holiday::BastilleDay => ymd(year, 7, 14),
        Holiday::Thanksgiving => {
            // The fourth Thursday of November, in the United States.
            let first = ymd(year, 11, 1)?;
            let wait = i64::from((11 - weekday_of(first)) % 7) + 21;
            first.checked_add(wait.days()).ok()
        }
        Holiday::Advent => {
            // The fourth Sunday before Christmas.
            let christmas = ymd(year, 12, 25)?;
            christmas
                .checked_sub((i64::from(weekday_of(christmas)) + 21).days())
                .ok()
        }
    }
}

/// Western Easter, by the anonymous Gregorian algorithm (Meeus, Jones, Butcher).
fn easter(year: i32) -> Option<Date> {
    if year < 326 {
        return None;
    }
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    ymd(
        year,
        u8::try_from(n / 31).ok()?,
        u8::try_from(n % 31 + 1).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn moving_feasts_fall_on_their_days() {
        assert_eq!(feast(Holiday::Easter, 1916), Some(date(1916, 4, 23)));
        assert_eq!(feast(Holiday::EasterMonday, 2024), Some(date(2024, 4, 1)));
        assert_eq!(feast(Holiday::GoodFriday, 2024), Some(date(2024, 3, 29)));
        assert_eq!(feast(Holiday::WhitMonday, 2024), Some(date(2024, 5, 20)));
        assert_eq!(feast(Holiday::Ascension, 2025), Some(date(2025, 5, 29)));
        assert_eq!(feast(Holiday::Thanksgiving, 2025), Some(date(2025, 11, 27)));
        assert_eq!(feast(Holiday::Advent, 2025), Some(date(2025, 11, 30)));
        assert_eq!(feast(Holiday::Advent, 2022), Some(date(2022, 11, 27)));
    }
}
