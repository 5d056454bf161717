//! Words beside a date that tell whether it is one: `company.txt`, whose comments say what each list does.

use crate::lists::Words;

const COMPANY: &str = include_str!("company.txt");

pub(super) static AFTER_DAY: Words = Words::of(COMPANY, "after a day, fr");
pub(super) static AFTER_HOUR: Words = Words::of(COMPANY, "after an hour");
pub(super) static APPROXIMATELY: Words = Words::of(COMPANY, "approximately");
pub(super) static BEFORE_ETE: Words = Words::of(COMPANY, "before ete, fr");
pub(super) static BEFORE_FIGURES: Words = Words::of(COMPANY, "before figures");
pub(super) static BEFORE_MONTH: Words = Words::of(COMPANY, "before a month, en");
pub(super) static BEFORE_SEASON: Words = Words::of(COMPANY, "before a season, en");
pub(super) static BEFORE_WEEKEND: Words = Words::of(COMPANY, "before the weekend, en");
pub(super) static BEFORE_YEAR: Words = Words::of(COMPANY, "before a year");
pub(super) static BEFORE_YEARS: Words = Words::of(COMPANY, "before a range of years");
pub(super) static HABITS_EN: Words = Words::of(COMPANY, "habits, en");
pub(super) static HABITS_FR: Words = Words::of(COMPANY, "habits, fr");
pub(super) static MEASURES: Words = Words::of(COMPANY, "measures");
pub(super) static NO_PLURALS: Words = Words::of(COMPANY, "no plurals");
pub(super) static OWNERS: Words = Words::of(COMPANY, "owners, en");
pub(super) static STREETS: Words = Words::of(COMPANY, "streets and movements, fr");
