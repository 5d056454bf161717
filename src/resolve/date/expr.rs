//! The shape of a date expression, before any anchor: what the words say, nothing more.

use serde::Deserialize;

/// A date as written: a core, the words that narrow or blur it, and a part of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateExpr {
    pub core: Core,
    pub modifier: Option<Modifier>,
    pub part: Option<DayPart>,
}

impl DateExpr {
    pub(crate) fn plain(core: Core) -> Self {
        Self {
            core,
            modifier: None,
            part: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Core {
    /// Astronomical year: 1 BC is 0, 44 BC is -43.
    Year(i32),
    /// `'98`: the century is left to the reader.
    ShortYear(u8),
    /// First year of the decade: `1990` for `années 1990`.
    Decade(i32),
    /// `années 50`, `the eighties`: 0, 10 ... 90.
    ShortDecade(u8),
    /// 19 for the `XIXth`; negative before our era.
    Century(i32),
    Millennium(i32),
    /// A day by number; no month in `le 12`.
    Day {
        weekday: Option<u8>,
        day: u8,
        month: Option<u8>,
        pick: Pick,
    },
    /// `06/07/2024`: which is the day depends on the language and the region.
    Numeric {
        first: u8,
        second: u8,
        weekday: Option<u8>,
        year: Option<NumericYear>,
    },
    Named {
        name: PeriodName,
        pick: Pick,
    },
    /// A unit counted from an origin: `hier`, `an dernier`, `il y a trois ans`, `deux ans plus tard`.
    Shift {
        unit: DateUnit,
        amount: Amount,
        direction: Direction,
        origin: DateOrigin,
    },
    /// An interval that ends or begins at an origin: `ces dix dernières années`, `coming months`.
    Window {
        unit: DateUnit,
        amount: Option<Amount>,
        direction: Direction,
        origin: DateOrigin,
    },
    /// The Monday-to-Sunday week that holds a day: `semaine du 6 octobre`.
    WeekOf(Box<Core>),
    IsoWeek {
        year: Option<i32>,
        week: u8,
    },
    /// A stated share of a longer period: `première moitié de 2015`, `last three months of 2015`.
    Slice {
        slice: Slice,
        of: Box<Core>,
    },
    /// A fiscal or sports year named by the year it ends in, or by its two years.
    Fiscal {
        from: Option<i32>,
        to: i32,
    },
    Range {
        from: Box<DateExpr>,
        to: Box<DateExpr>,
    },
    /// Days named together that do not touch: `12 et 19 juin`.
    Both {
        first: Box<DateExpr>,
        second: Box<DateExpr>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumericYear {
    Full(i32),
    Short(u8),
}

/// A period that comes back every week or every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodName {
    /// 1 is Monday.
    Weekday(u8),
    /// 1 is January.
    Month(u8),
    Season(Season),
    /// 1 to 4.
    Quarter(u8),
    /// 1 or 2.
    Half(u8),
    Holiday(Holiday),
    /// Back to school, September in France.
    Rentree,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holiday {
    Christmas,
    ChristmasEve,
    BoxingDay,
    NewYear,
    NewYearEve,
    PalmSunday,
    GoodFriday,
    Easter,
    EasterMonday,
    Ascension,
    Pentecost,
    WhitMonday,
    AllSaints,
    Assumption,
    ValentinesDay,
    Halloween,
    BastilleDay,
    Thanksgiving,
    /// The first Sunday of Advent.
    Advent,
}

/// Which of its returns a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// Nothing said: tense and genre decide.
    Bare,
    This,
    Last,
    Next,
    BeforeLast,
    /// `lundi en huit`, `Friday week`: one week after the next.
    WeekOn,
    /// The nth before the document: `two summers ago`.
    Ago(i32),
    /// Before, same as or after the text's own reference date: -1, 0 or 1.
    Text(i8),
    Within(Box<Core>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateUnit {
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Half,
    /// A sports or school season, as long as a year.
    Season,
    Year,
    Decade,
    Century,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    Exact(i32),
    About(i32),
    MoreThan(i32),
    LessThan(i32),
    /// `quelques`, `several`: a direction and a unit, no number.
    Vague,
}

/// What a word in front says of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Bound {
    More,
    Less,
    About,
}

impl Amount {
    /// An exact amount after `more than`, `less than` or `about`; any other stays what it is.
    pub(super) fn bounded(self, bound: Bound) -> Self {
        match (self, bound) {
            (Self::Exact(n), Bound::More) => Self::MoreThan(n),
            (Self::Exact(n), Bound::Less) => Self::LessThan(n),
            (Self::Exact(n), Bound::About) => Self::About(n),
            (other, _) => other,
        }
    }

    /// The same amount counted in another unit.
    pub(crate) fn map(self, count: impl Fn(i32) -> i32) -> Self {
        match self {
            Self::Exact(n) => Self::Exact(count(n)),
            Self::About(n) => Self::About(count(n)),
            Self::MoreThan(n) => Self::MoreThan(count(n)),
            Self::LessThan(n) => Self::LessThan(count(n)),
            Self::Vague => Self::Vague,
        }
    }

    /// A round count of long units is approximate.
    pub(crate) fn rounded(self, times: i32) -> Self {
        match self.map(|n| n * times) {
            Self::Exact(n) => Self::About(n),
            other => other,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Past,
    Future,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrigin {
    /// The document's own date.
    Document,
    /// The last date the text gave.
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slice {
    /// Part `index` of `count` equal parts, from 1.
    Share {
        index: u8,
        count: u8,
    },
    /// The nth unit from the start, or from the end when negative.
    Nth {
        unit: DateUnit,
        nth: i8,
    },
    /// `trois derniers mois de`: `count` units at the start or, when negative, at the end.
    Run {
        unit: DateUnit,
        count: i8,
    },
    /// `premier lundi de mai`.
    Weekday {
        weekday: u8,
        nth: i8,
    },
    Decade {
        nth: i8,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modifier {
    Start,
    Mid,
    End,
    Approx,
    Before,
    After,
    /// `courant mai`: some time in it.
    During,
    /// `plus tard dans l'année`, `later this month`.
    Later,
    /// `earlier this year`.
    Earlier,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayPart {
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

impl Core {
    /// The unit that holds the document's date: `cette année`.
    pub(crate) fn here(unit: DateUnit) -> Self {
        Self::counted(unit, 0, DateOrigin::Document)
    }

    /// `count` units after the origin, before it when negative.
    pub(crate) fn counted(unit: DateUnit, count: i32, origin: DateOrigin) -> Self {
        let direction = if count < 0 {
            Direction::Past
        } else {
            Direction::Future
        };
        Self::Shift {
            unit,
            amount: Amount::Exact(count.abs()),
            direction,
            origin,
        }
    }
}
