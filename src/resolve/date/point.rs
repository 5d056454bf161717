//! Calendar units: the one that holds a day, the next ones, their first and last days, and how
//! ISO 8601-2 (EDTF) writes them.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};

use super::expr::{DateUnit, Season};

/// How fine a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday, ISO 8601.
    Week,
    Month,
    Quarter,
    /// Three meteorological months; winter begins in December.
    Season,
    Half,
    Year,
    FiscalYear,
    /// August to July, as in sport and school.
    SeasonYear,
    Decade,
    Century,
    Millennium,
}

impl Grain {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::Half => "half",
            Self::Year => "year",
            Self::FiscalYear => "fiscal_year",
            Self::SeasonYear => "season_year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Millennium => "millennium",
        }
    }

    pub(crate) fn of(unit: DateUnit) -> Self {
        match unit {
            DateUnit::Day => Self::Day,
            DateUnit::Week | DateUnit::Fortnight => Self::Week,
            DateUnit::Weekend => Self::Weekend,
            DateUnit::Month => Self::Month,
            DateUnit::Quarter => Self::Quarter,
            DateUnit::Half => Self::Half,
            DateUnit::Season => Self::SeasonYear,
            DateUnit::Year => Self::Year,
            DateUnit::Decade => Self::Decade,
            DateUnit::Century => Self::Century,
        }
    }

    /// Years in it, for the grains made of whole years.
    fn years(self) -> i32 {
        match self {
            Self::Decade => 10,
            Self::Century => 100,
            Self::Millennium => 1000,
            _ => 1,
        }
    }
}

/// One calendar unit, by its grain and its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Point {
    pub first: Date,
    pub grain: Grain,
}

impl Point {
    pub fn day(date: Date) -> Self {
        Self {
            first: date,
            grain: Grain::Day,
        }
    }

    pub fn month(year: i32, month: u8) -> Option<Self> {
        Some(Self {
            first: ymd(year, month, 1)?,
            grain: Grain::Month,
        })
    }

    pub fn year(year: i32) -> Option<Self> {
        Some(Self {
            first: ymd(year, 1, 1)?,
            grain: Grain::Year,
        })
    }

    pub fn season(year: i32, season: Season) -> Option<Self> {
        let month = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        Some(Self {
            first: ymd(year, month, 1)?,
            grain: Grain::Season,
        })
    }

    pub fn quarter(year: i32, quarter: u8) -> Option<Self> {
        Some(Self {
            first: ymd(year, quarter * 3 - 2, 1)?,
            grain: Grain::Quarter,
        })
    }

    pub fn half(year: i32, half: u8) -> Option<Self> {
        Some(Self {
            first: ymd(year, half * 6 - 5, 1)?,
            grain: Grain::Half,
        })
    }

    pub fn week(year: i32, week: u8) -> Option<Self> {
        let year = i16::try_from(year).ok()?;
        let date = ISOWeekDate::new(year, i8::try_from(week).ok()?, Weekday::Monday).ok()?;
        Some(Self {
            first: date.date(),
            grain: Grain::Week,
        })
    }

    /// The unit of `grain` that holds `date`; the weekend is that of the date's week.
    pub fn holding(date: Date, grain: Grain) -> Option<Self> {
        let (year, month) = (i32::from(date.year()), date.month().unsigned_abs());
        let first = match grain {
            Grain::Day => date,
            Grain::Week => monday(date)?,
            Grain::Weekend => monday(date)?.checked_add(5.days()).ok()?,
            Grain::Month => ymd(year, month, 1)?,
            Grain::Quarter => ymd(year, (month - 1) / 3 * 3 + 1, 1)?,
            Grain::Half => ymd(year, (month - 1) / 6 * 6 + 1, 1)?,
            Grain::Season if month < 3 => ymd(year - 1, 12, 1)?,
            Grain::Season => ymd(year, month / 3 * 3, 1)?,
            Grain::Year | Grain::FiscalYear => ymd(year, 1, 1)?,
            Grain::SeasonYear => ymd(if month < 8 { year - 1 } else { year }, 8, 1)?,
            Grain::Decade | Grain::Century | Grain::Millennium => {
                let size = grain.years();
                // Years before our era share their leading figures: -0499 to -0400 are -04XX.
                let first = if year < 0 {
                    year / size * size - size + 1
                } else {
                    year / size * size
                };
                ymd(first.max(-9999), 1, 1)?
            }
        };
        Some(Self { first, grain })
    }

    /// `n` units later, or earlier.
    pub fn shift(self, n: i32) -> Option<Self> {
        let n = i64::from(n);
        let months = |k: i64| Span::new().try_months(n.checked_mul(k)?).ok();
        let span = match self.grain {
            Grain::Day => Span::new().try_days(n).ok(),
            Grain::Week | Grain::Weekend => Span::new().try_weeks(n).ok(),
            Grain::Month => months(1),
            Grain::Quarter | Grain::Season => months(3),
            Grain::Half => months(6),
            grain => Span::new()
                .try_years(n.checked_mul(i64::from(grain.years()))?)
                .ok(),
        }?;
        Some(Self {
            first: self.first.checked_add(span).ok()?,
            grain: self.grain,
        })
    }

    /// Its last day.
    pub fn last(self) -> Date {
        if self.grain == Grain::Weekend {
            return self.first.saturating_add(1.days());
        }
        // The calendar ends on 9999-12-31.
        self.shift(1)
            .map_or(Date::MAX, |next| next.first.saturating_sub(1.days()))
    }

    /// The first and the last of the units that it is written by: its own, or the days of a weekend and
    /// the years of a season, which EDTF has only as intervals.
    pub fn ends(self) -> (String, String) {
        match self.grain {
            Grain::Weekend => {
                let day = |date| Self::day(date).edtf();
                (day(self.first), day(self.last()))
            }
            Grain::SeasonYear => {
                let year = i32::from(self.first.year());
                (edtf_year(year), edtf_year(year + 1))
            }
            _ => (self.edtf(), self.edtf()),
        }
    }

    /// ISO 8601-2: `2024-07-06`, `2024-22`, `198X`, `18XX`, and `2024-W27` from ISO 8601-1.
    pub fn edtf(self) -> String {
        let year = i32::from(self.first.year());
        let month = self.first.month();
        let written = edtf_year(year);
        match self.grain {
            Grain::Day => format!("{written}-{month:02}-{:02}", self.first.day()),
            Grain::Week => {
                let week = self.first.iso_week_date();
                format!("{}-W{:02}", edtf_year(week.year().into()), week.week())
            }
            Grain::Weekend | Grain::SeasonYear => {
                let (first, last) = self.ends();
                format!("{first}/{last}")
            }
            Grain::Month => format!("{written}-{month:02}"),
            Grain::Season => format!("{written}-{}", 20 + month / 3),
            Grain::Quarter => format!("{written}-{}", 33 + (month - 1) / 3),
            Grain::Half => format!("{written}-{}", 40 + (month - 1) / 6),
            Grain::Year | Grain::FiscalYear => written,
            Grain::Decade => masked(year, 10, 3, "X"),
            Grain::Century => masked(year, 100, 2, "XX"),
            Grain::Millennium => masked(year, 1000, 1, "XXX"),
        }
    }
}

fn masked(year: i32, size: i32, width: usize, mask: &str) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:0width$}{mask}", year.abs() / size)
}

/// Four figures, `-0043` for 44 BC, and `Y-12000` where four do not do.
pub(crate) fn edtf_year(year: i32) -> String {
    if year.abs() > 9999 {
        format!("Y{year}")
    } else if year < 0 {
        format!("-{:04}", -year)
    } else {
        format!("{year:04}")
    }
}

pub(crate) fn ymd(year: i32, month: u8, day: u8) -> Option<Date> {
    let year = i16::try_from(year).ok()?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// 1 for Monday.
pub(crate) fn weekday_of(date: Date) -> u8 {
    date.weekday().to_monday_one_offset().unsigned_abs()
}

fn monday(date: Date) -> Option<Date> {
    date.checked_sub(i64::from(weekday_of(date) - 1).days())
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn holding(day: Date, grain: Grain) -> (String, Date, Date) {
        let point = Point::holding(day, grain).expect("in the calendar");
        (point.edtf(), point.first, point.last())
    }

    #[test]
    fn a_unit_knows_its_name_and_its_days() {
        let day = date(2024, 2, 29);
        let cases = [
            (Grain::Day, "2024-02-29", day, day),
            (Grain::Week, "2024-W09", date(2024, 2, 26), date(2024, 3, 3)),
            (
                Grain::Weekend,
                "2024-03-02/2024-03-03",
                date(2024, 3, 2),
                date(2024, 3, 3),
            ),
            (Grain::Month, "2024-02", date(2024, 2, 1), day),
            (
                Grain::Quarter,
                "2024-33",
                date(2024, 1, 1),
                date(2024, 3, 31),
            ),
            (Grain::Season, "2023-24", date(2023, 12, 1), day),
            (Grain::Half, "2024-40", date(2024, 1, 1), date(2024, 6, 30)),
            (
                Grain::SeasonYear,
                "2023/2024",
                date(2023, 8, 1),
                date(2024, 7, 31),
            ),
            (Grain::Decade, "202X", date(2020, 1, 1), date(2029, 12, 31)),
            (Grain::Century, "20XX", date(2000, 1, 1), date(2099, 12, 31)),
            (
                Grain::Millennium,
                "2XXX",
                date(2000, 1, 1),
                date(2999, 12, 31),
            ),
        ];
        for (grain, edtf, first, last) in cases {
            assert_eq!(holding(day, grain), (edtf.to_owned(), first, last));
        }
    }

    #[test]
    fn years_before_our_era_share_their_leading_figures() {
        let (edtf, first, last) = holding(date(-450, 6, 1), Grain::Century);
        assert_eq!(edtf, "-04XX");
        assert_eq!((first.year(), last.year()), (-499, -400));
        assert_eq!(edtf_year(-43), "-0043");
        assert_eq!(edtf_year(-11_999), "Y-11999");
    }

    #[test]
    fn the_last_week_of_a_year_may_be_the_next_years_first() {
        assert_eq!(holding(date(2025, 12, 31), Grain::Week).0, "2026-W01");
    }

    #[test]
    fn the_end_of_the_calendar_is_an_end() {
        assert_eq!(holding(date(9999, 12, 31), Grain::Millennium).2, Date::MAX);
        assert_eq!(Point::day(Date::MAX).shift(1), None);
        assert_eq!(Point::day(Date::MAX).shift(i32::MIN), None);
    }
}
