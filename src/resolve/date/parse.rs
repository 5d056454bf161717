//! One span that a model called a date: read whole, lenient at its edges.

use super::expr::{DateExpr, Modifier};
use super::grammar::{Grammar, Parsed};
use super::lexicon::IN_FRONT;
use super::token::DateTokens;
use crate::document::Lang;

/// The date that `span` as a whole stands for, apart from a leading article or preposition and the marks
/// around it; None when a part of it is not understood.
pub fn parse(span: &str, lang: Lang) -> Option<DateExpr> {
    let tokens = DateTokens::new(span);
    let other = if lang == Lang::Fr { Lang::En } else { Lang::Fr };
    // A quotation or a scraped page may switch languages.
    read(&tokens, lang).or_else(|| read(&tokens, other))
}

fn read(tokens: &DateTokens<'_>, lang: Lang) -> Option<DateExpr> {
    let grammar = Grammar {
        tokens,
        lang,
        span: true,
    };
    let mut at = 0;
    let mut modifier = None;
    // At most a few lead words: `vers la`, `jusqu'en`, `since the`.
    for _ in 0..6 {
        if let Some(expr) = whole(&grammar, at) {
            return Some(DateExpr {
                modifier: expr.modifier.or(modifier),
                ..expr
            });
        }
        let (said, end) = grammar
            .known(at, &IN_FRONT)
            .or_else(|| mark(&grammar, at))?;
        modifier = modifier.or(said);
        at = end;
    }
    None
}

fn whole(grammar: &Grammar<'_>, at: usize) -> Option<DateExpr> {
    let closed = |end: usize| {
        // `Monday's`, where the noun that owns it is left out.
        let end = grammar.skip(end, &["' s"]);
        (end..grammar.tokens.len()).all(|place| closing(grammar.word(place)))
    };
    let bare = grammar.bare_day(at).map(|day| grammar.with_part(day));
    [grammar.date(at), bare]
        .into_iter()
        .flatten()
        .find(|found| closed(found.end))
        .map(|found| found.expr)
}

fn closing(word: &str) -> bool {
    matches!(
        word,
        "." | "," | ";" | ":" | ")" | "]" | "\"" | "»" | "”" | "'" | "-" | "!" | "?"
    )
}

/// A mark that may stand in front of a date.
fn mark(grammar: &Grammar<'_>, at: usize) -> Parsed<Option<Modifier>> {
    let mark = matches!(
        grammar.word(at),
        "(" | "[" | "\"" | "«" | "“" | "'" | "-" | "~" | ","
    );
    mark.then_some((None, at + 1))
}

#[cfg(test)]
mod tests {
    use super::super::expr::{Amount, Core, DateOrigin, DateUnit, Direction, PeriodName, Pick};
    use super::*;

    #[test]
    fn articles_and_prepositions_around_a_span_are_forgiven() {
        let bare = parse("6 juillet 2024", Lang::Fr);
        assert!(bare.is_some());
        for span in [
            "le 6 juillet 2024",
            "du 6 juillet 2024.",
            "(6 juillet 2024)",
            "depuis le 6 juillet 2024",
        ] {
            assert_eq!(parse(span, Lang::Fr), bare, "{span}");
        }
        let vers = parse("vers 1850", Lang::Fr).and_then(|expr| expr.modifier);
        assert_eq!(vers, Some(Modifier::Approx));
    }

    #[test]
    fn short_spans_mean_what_a_date_can() {
        let core = |span, lang| parse(span, lang).map(|expr| expr.core);
        assert_eq!(
            core("18", Lang::Fr),
            Some(Core::Day {
                weekday: None,
                day: 18,
                month: None,
                pick: Pick::Bare
            })
        );
        assert_eq!(core("375", Lang::Fr), Some(Core::Year(375)));
        assert_eq!(core("XVe", Lang::Fr), Some(Core::Century(15)));
        assert_eq!(core("1940", Lang::Fr), Some(Core::Year(1940)));
    }

    #[test]
    fn the_other_language_is_tried() {
        let pick = Pick::Bare;
        let monday = Core::Named {
            name: PeriodName::Weekday(1),
            pick,
        };
        assert_eq!(
            parse("Monday", Lang::Fr).map(|expr| expr.core),
            Some(monday)
        );
        let ago = Core::Shift {
            unit: DateUnit::Year,
            amount: Amount::Exact(3),
            direction: Direction::Past,
            origin: DateOrigin::Document,
        };
        assert_eq!(
            parse("il y a trois ans", Lang::En).map(|expr| expr.core),
            Some(ago)
        );
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for span in [
            "",
            "Bamako",
            "le",
            "12 rue",
            "3 mars rouge",
            "((((",
            "n° 12",
        ] {
            assert_eq!(parse(span, Lang::Fr), None, "{span}");
        }
    }
}
