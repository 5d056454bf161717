//! The value of a date, by what it says, the document's date, the text's last date and the words around it.

use std::cell::OnceCell;

use jiff::ToSpan;
use jiff::civil::Date;

use super::certainty::Certainty;
use super::cues::{Cues, Preposition};
use super::expr::{Core, DateExpr, DateUnit, DayPart, Modifier, Pick};
use super::frame::Frame;
use super::point::{Grain, Point};
use super::time::{DateSide, Time, days_between, nearest};
use super::value::{DateContext, DateKind, DateReference, ResolvedDate};
use crate::document::Lang;

/// The value of a date written in a document of date `anchor`.
///
/// Without an anchor a date that counts from the document has a grain and no value; the wall
/// clock is never read.
pub fn resolve(expr: &DateExpr, anchor: Option<Date>, context: &DateContext<'_>) -> ResolvedDate {
    let mut resolver = Resolver {
        document: anchor,
        context,
        cues: Cues::around(context),
        frame: OnceCell::new(),
        kind: DateKind::Absolute,
        rule: "explicit",
        modifier: None,
    };
    let tonight = *expr
        == DateExpr {
            part: Some(DayPart::Night),
            ..DateExpr::plain(Core::here(DateUnit::Day))
        };
    let night = tonight.then(|| resolver.night_before()).flatten();
    let time = night.unwrap_or_else(|| resolver.core(&expr.core));
    resolver.value(expr, time)
}

pub(super) struct Resolver<'a> {
    document: Option<Date>,
    pub context: &'a DateContext<'a>,
    pub cues: Cues,
    /// Read once, where it is asked for.
    frame: OnceCell<Option<Frame>>,
    kind: DateKind,
    rule: &'static str,
    /// What an amount adds: `il y a plus de vingt ans` is before that year.
    pub modifier: Option<Modifier>,
}

impl Resolver<'_> {
    /// The document's date. A date that needs it is relative to the document.
    pub fn anchor(&mut self) -> Option<Date> {
        self.kind = DateKind::RelativeToDocument;
        if self.document.is_none() {
            self.rule = "no_document_date";
        }
        self.document
    }

    /// The document's date, for a guess that stays absolute (which century `'98` is in).
    pub fn hint(&self) -> Option<Date> {
        self.document
    }

    /// The text's last date. A date that needs it is relative to the text.
    pub fn reference(&mut self) -> Option<Point> {
        self.kind = DateKind::RelativeToText;
        if self.context.reference.is_none() {
            self.rule = "no_text_date";
        }
        self.context.reference.map(|DateReference(point)| point)
    }

    /// The year that the sentence gives to its dates.
    pub fn frame(&self) -> Option<Frame> {
        *self.frame.get_or_init(|| Frame::around(self.context))
    }

    /// A date that takes what it lacks from its sentence.
    pub fn of_sentence(&mut self, rule: &'static str) {
        self.kind = DateKind::RelativeToText;
        self.rule = rule;
    }

    /// A day or a month that nothing gives a year; `at` places it in one.
    pub fn without_year(&mut self, pick: &Pick, at: impl Fn(i32) -> Option<Point>) -> Option<Time> {
        if *pick != Pick::Bare || self.document.is_some() || self.frame().is_some() {
            return None;
        }
        // Leap years both: a feast that moves has other days in them.
        let (first, other) = (at(2000)?, at(2004)?);
        let day = |point: Point| (point.first.month(), point.first.day());
        let whole = matches!(first.grain, Grain::Day | Grain::Month);
        if !whole || day(first) != day(other) {
            return None;
        }
        self.kind = DateKind::RelativeToDocument;
        self.rule = "no_year";
        Some(Time::Yearless(first, first))
    }

    /// What needs a document's date, in a document without one.
    pub fn without_date(&mut self, grain: Grain) -> Time {
        self.kind = DateKind::RelativeToDocument;
        self.rule = "no_document_date";
        Time::Unknown(grain)
    }

    pub fn rule(&mut self, rule: &'static str) {
        self.rule = rule;
    }

    pub fn french(&self) -> bool {
        self.context.lang == Lang::Fr
    }

    /// The one of its returns that is meant, by the words around it and how far each is.
    pub fn choose(
        &mut self,
        points: impl Iterator<Item = Point> + Clone,
        anchor: Date,
    ) -> Option<Point> {
        let last = nearest(points.clone(), anchor, DateSide::Behind);
        let next = nearest(points, anchor, DateSide::Ahead);
        let (Some(last), Some(next)) = (last, next) else {
            self.rule = "nearest";
            return last.or(next);
        };
        let behind = days_between(last.last(), anchor).max(0);
        let ahead = days_between(anchor, next.first).max(0);
        let leaning = self.cues.leaning(last.grain);
        let (side, rule) = leaning.judge(last.grain, behind, ahead);
        let guess = Certainty::of(rule) == Certainty::Doubtful;
        // What holds the document's day is the nearest on both sides.
        self.rule = if guess && last == next {
            "nearest"
        } else {
            rule
        };
        Some(match side {
            DateSide::Ahead | DateSide::WellAhead => next,
            DateSide::Around if ahead < behind => next,
            _ => last,
        })
    }

    pub fn core(&mut self, core: &Core) -> Time {
        match core {
            Core::Year(year) => Point::year(*year).map_or(Time::Far(*year), Time::Point),
            Core::ShortYear(short) => Time::known(self.short_year(*short), Grain::Year),
            Core::Decade(year) => Time::known(whole_years(*year, Grain::Decade), Grain::Decade),
            Core::ShortDecade(short) => {
                // `années 10` are this century's; `années 20`, in French and English, still the last one's.
                self.rule = "short_decade";
                let century = if *short < 20 { 2000 } else { 1900 };
                let year = century + i32::from(*short);
                Time::known(whole_years(year, Grain::Decade), Grain::Decade)
            }
            Core::Century(number) => {
                Time::known(nth_of(*number, 100, Grain::Century), Grain::Century)
            }
            Core::Millennium(number) => {
                Time::known(nth_of(*number, 1000, Grain::Millennium), Grain::Millennium)
            }
            Core::Day {
                weekday,
                day,
                month,
                pick,
            } => self.day(*weekday, *day, *month, pick),
            Core::Numeric {
                first,
                second,
                weekday,
                year,
            } => self.numeric(*first, *second, *weekday, *year),
            Core::Named { name, pick } => self.named(*name, pick),
            Core::Shift {
                unit,
                amount,
                direction,
                origin,
            } => self.shift(*unit, *amount, *direction, *origin),
            Core::Window {
                unit,
                amount,
                direction,
                origin,
            } => self.window(*unit, *amount, *direction, *origin),
            Core::WeekOf(inner) => {
                let day = self.core(inner).point();
                Time::known(
                    day.and_then(|date| Point::holding(date.first, Grain::Week)),
                    Grain::Week,
                )
            }
            Core::IsoWeek { year, week } => self.iso_week(*year, *week),
            Core::Slice { slice, of } => self.slice(*slice, of),
            Core::Fiscal { from, to } => fiscal(*from, *to),
            Core::Range { from, to } => self.range(&from.core, &to.core),
            Core::Both { first, second } => self.both(&first.core, &second.core),
        }
    }

    /// `'98`, `12/07/24`: the year of two figures from 80 before the document to 19 after it. No
    /// century is guessed where the document has no date.
    pub fn short_year(&mut self, short: u8) -> Option<Point> {
        let Some(document) = self.hint() else {
            self.rule = "no_document_date";
            return None;
        };
        self.rule = "two_figure_year";
        let latest = i32::from(document.year()) + 19;
        let year = latest - (latest - i32::from(short)).rem_euclid(100);
        Point::year(year)
    }

    fn iso_week(&mut self, year: Option<i32>, week: u8) -> Time {
        if let Some(year) = year {
            return Time::known(Point::week(year, week), Grain::Week);
        }
        let Some(anchor) = self.anchor() else {
            return Time::Unknown(Grain::Week);
        };
        let this = i32::from(anchor.year());
        let points = (this - 1..=this + 1).filter_map(|year| Point::week(year, week));
        Time::known(self.choose(points, anchor), Grain::Week)
    }

    fn both(&mut self, first: &Core, second: &Core) -> Time {
        match (self.core(first), self.core(second)) {
            (Time::Point(first), Time::Point(second)) => Time::Both(first, second),
            (first, Time::Yearless(..)) => self.without_date(first.grain()),
            (first, _) => Time::Unknown(first.grain()),
        }
    }

    fn value(&self, expr: &DateExpr, time: Time) -> ResolvedDate {
        let grain = time.grain();
        let (earliest, latest) = time.bounds();
        let mut value = time.edtf();
        let mut said = expr
            .modifier
            .filter(|modifier| *modifier != Modifier::During)
            .or(self.modifier);
        let (mut earliest, mut latest) = narrowed(said, earliest, latest, self.document);
        let preposition = self.cues.preposition;
        let during = preposition == Some(Preposition::Through) && grain > Grain::Month;
        match preposition.filter(|_| !during) {
            Some(Preposition::Around) => said = said.or(Some(Modifier::Approx)),
            Some(Preposition::Before) if said.is_none() => {
                (earliest, latest) = narrowed(Some(Modifier::Before), earliest, latest, None);
                said = Some(Modifier::Before);
            }
            Some(Preposition::After) if said.is_none() => {
                (earliest, latest) = narrowed(Some(Modifier::After), earliest, latest, None);
                said = Some(Modifier::After);
            }
            Some(
                open @ (Preposition::Since
                | Preposition::From
                | Preposition::Until
                | Preposition::By
                | Preposition::Through
                | Preposition::Within),
            ) => {
                // An interval is not opened a second time.
                let single = value
                    .as_deref()
                    .filter(|value| !value.contains(['/', '[', '{']));
                if let Some(single) = single {
                    let (text, from, to) =
                        if !matches!(open, Preposition::Since | Preposition::From) {
                            (format!("../{single}"), None, latest)
                        } else {
                            let today = self
                                .document
                                .filter(|date| earliest.is_some_and(|first| first <= *date));
                            let to = if open == Preposition::Since {
                                today
                            } else {
                                None
                            };
                            (format!("{single}/.."), earliest, to)
                        };
                    value = Some(text);
                    (earliest, latest) = (from, to);
                }
            }
            _ => {}
        }
        let last_point = match time {
            Time::Point(point) | Time::Both(_, point) => Some(point),
            Time::Span(from, to, _) => to.or(from),
            _ => None,
        };
        ResolvedDate {
            certainty: value.as_ref().map(|_| Certainty::of(self.rule)),
            modifier: if value.is_some() {
                said
            } else {
                expr.modifier.and(said)
            },
            value,
            grain,
            kind: self.kind,
            earliest,
            latest,
            part: expr.part,
            rule: self.rule,
            last_point,
        }
    }
}

fn whole_years(year: i32, grain: Grain) -> Option<Point> {
    Point::holding(Point::year(year)?.first, grain)
}

/// The nth century or millennium, before our era when negative.
fn nth_of(number: i32, size: i32, grain: Grain) -> Option<Point> {
    let year = if number > 0 {
        (number - 1) * size
    } else {
        number * size + size / 2
    };
    whole_years(year, grain)
}

fn fiscal(from: Option<i32>, to: i32) -> Time {
    let point = |year| {
        Point::year(year).map(|point| Point {
            grain: Grain::FiscalYear,
            ..point
        })
    };
    match from {
        None => Time::known(point(to), Grain::FiscalYear),
        Some(from) => match (point(from), point(to)) {
            (Some(first), Some(second)) if first.first <= second.first => {
                Time::Span(Some(first), Some(second), Grain::FiscalYear)
            }
            _ => Time::Unknown(Grain::FiscalYear),
        },
    }
}

/// The days left by a modifier: a third of the whole for its start, middle and end.
fn narrowed(
    modifier: Option<Modifier>,
    earliest: Option<Date>,
    latest: Option<Date>,
    document: Option<Date>,
) -> (Option<Date>, Option<Date>) {
    let (Some(modifier), Some(first), Some(last)) = (modifier, earliest, latest) else {
        return (earliest, latest);
    };
    let third = (days_between(first, last) / 3).days();
    let start = first.saturating_add(third);
    let end = last.saturating_sub(third);
    let today = document.filter(|date| (first..=last).contains(date));
    match modifier {
        Modifier::Start => (Some(first), Some(start)),
        Modifier::Mid => (Some(start), Some(end)),
        Modifier::End => (Some(end), Some(last)),
        Modifier::Before => (None, first.checked_sub(1.days()).ok()),
        Modifier::After => (last.checked_add(1.days()).ok(), None),
        Modifier::Later => (today.or(earliest), latest),
        Modifier::Earlier => (earliest, today.or(latest)),
        Modifier::Approx | Modifier::During => (earliest, latest),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::super::value::DayOrder;
    use super::*;
    use jiff::civil::date;

    /// The value of `span` in `text`, in a document of Saturday 5 July 2025.
    fn value(text: &str, span: &str, lang: Lang) -> ResolvedDate {
        valued(text, span, lang, Some(date(2025, 7, 5)), None)
    }

    fn valued(
        text: &str,
        span: &str,
        lang: Lang,
        anchor: Option<Date>,
        order: Option<DayOrder>,
    ) -> ResolvedDate {
        let start = text.find(span).expect("the span is in the text");
        let context = DateContext {
            lang,
            sentence: text,
            span: start..start + span.len(),
            reference: None,
            day_order: order,
        };
        resolve(&parse(span, lang).expect("a date"), anchor, &context)
    }

    #[test]
    fn the_summit_piece_has_its_dates() {
        let text = "Née le 6 juillet 2024, l'AES, créée en septembre 2023, a quitté la Cédéao fin janvier ; le 9 juin, \
                    Goïta était à Niamey.";
        let got = |span| value(text, span, Lang::Fr).value;
        assert_eq!(got("6 juillet 2024").as_deref(), Some("2024-07-06"));
        assert_eq!(got("9 juin").as_deref(), Some("2025-06-09"));
        assert_eq!(got("septembre 2023").as_deref(), Some("2023-09"));
        let january = value(text, "fin janvier", Lang::Fr);
        assert_eq!(january.value.as_deref(), Some("2025-01"));
        assert_eq!(january.modifier, Some(Modifier::End));
    }

    #[test]
    fn without_a_document_date_a_relative_date_has_a_grain_and_no_value() {
        for (span, grain) in [
            ("hier", Grain::Day),
            ("an dernier", Grain::Year),
            ("lundi", Grain::Day),
            ("été dernier", Grain::Season),
        ] {
            let value = valued(&format!("Il est parti {span}."), span, Lang::Fr, None, None);
            assert_eq!(
                (value.value, value.grain, value.rule),
                (None, grain, "no_document_date")
            );
            assert_eq!((value.earliest, value.latest), (None, None));
        }
    }

    #[test]
    fn the_rule_that_fired_is_named() {
        let rule = |text, span, lang| value(text, span, lang).rule;
        assert_eq!(
            rule("Il est parti le 9 juin.", "9 juin", Lang::Fr),
            "past_words"
        );
        assert_eq!(
            rule("La fête aura lieu le 9 juin.", "9 juin", Lang::Fr),
            "future_words"
        );
        assert_eq!(
            rule(
                "Rendez-vous lundi 14 juillet.",
                "lundi 14 juillet",
                Lang::Fr
            ),
            "weekday_agrees"
        );
        assert_eq!(
            rule("It opens next Monday.", "next Monday", Lang::En),
            "english_next"
        );
        assert_eq!(rule("Né en 1960.", "1960", Lang::Fr), "explicit");
    }

    #[test]
    fn figures_are_day_first_in_french_and_open_in_english() {
        let got = |span, lang, order| {
            valued(span, span, lang, None, order)
                .value
                .unwrap_or_default()
        };
        assert_eq!(got("06/07/2024", Lang::Fr, None), "2024-07-06");
        assert_eq!(got("06/07/2024", Lang::En, None), "[2024-06-07,2024-07-06]");
        assert_eq!(
            got("06/07/2024", Lang::En, Some(DayOrder::MonthFirst)),
            "2024-06-07"
        );
        assert_eq!(got("06/13/2024", Lang::Fr, None), "2024-06-13");
    }

    #[test]
    fn a_modifier_narrows_the_days() {
        let days = |text, span| {
            let value = value(text, span, Lang::Fr);
            (value.earliest, value.latest)
        };
        assert_eq!(
            days("en janvier 2024", "janvier 2024"),
            (Some(date(2024, 1, 1)), Some(date(2024, 1, 31)))
        );
        assert_eq!(
            days("dès fin janvier 2024", "fin janvier 2024"),
            (Some(date(2024, 1, 21)), Some(date(2024, 1, 31)))
        );
        assert_eq!(days("avant 2010", "2010"), (None, Some(date(2009, 12, 31))));
        assert_eq!(
            days("depuis 2019", "2019"),
            (Some(date(2019, 1, 1)), Some(date(2025, 7, 5)))
        );
    }

    #[test]
    fn a_date_beyond_the_calendar_has_a_value_and_no_days() {
        let value = value("vers 20000 av. J.-C.", "20000 av. J.-C.", Lang::Fr);
        assert_eq!(value.value.as_deref(), Some("Y-19999"));
        assert_eq!((value.earliest, value.latest), (None, None));
    }
}
