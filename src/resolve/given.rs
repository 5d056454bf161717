//! The document's date as its record has it.
//!
//! The day is the one that is written: `2025-07-05T23:30:00-05:00` is 5 July, whatever the day is
//! elsewhere by then. Numbers count from 1970 in UTC. A date that may be two days, or none, is not read.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822;
use jiff::tz::Offset;

use super::date;
use crate::document::Lang;

/// Anything longer is no date.
const LONGEST: usize = 200;

/// A day as records write it. `day_first` is the order of `06/07/2024`, where that is known; French
/// has the day first otherwise.
pub(super) fn read(text: &str, lang: Lang, day_first: Option<bool>) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+'))
        && let Some(digits) = whole_number(text)
    {
        return number(&digits);
    }
    if let Some(date) = year_first(text) {
        return Some(date);
    }
    if let Ok(time) = rfc2822::parse(text) {
        return Some(time.date());
    }
    let words = without_time(text);
    let day = |text: &str| full_day(text, lang, day_first);
    day(words.as_deref().unwrap_or(text)).or_else(|| {
        // `Publié le 5 juillet 2025 à 10h00`, as pages write it.
        let head = text.contains(char::is_alphabetic);
        let found = head.then(|| date::find_document_date(text, lang))?;
        found.map(|found| found.date)
    })
}

/// The digits before the point: `1751702400.25`, `20250705.0`, `1.7517024e9`.
fn whole_number(text: &str) -> Option<String> {
    if text.contains(['e', 'E']) {
        let number: f64 = text.parse().ok()?;
        return (number < 1e19).then(|| format!("{:.0}", number.trunc()));
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    // `05.07.2025` has two points.
    (digits(whole) && digits(fraction)).then(|| whole.to_owned())
}

/// `20250705`, `20250705103000`, or what has passed since 1970 in seconds (nine or ten digits: from
/// 1973 on), milliseconds, microseconds or nanoseconds. Other lengths may mean several things.
fn number(digits: &str) -> Option<Date> {
    let unit = match digits.len() {
        8 | 14 => return compact(digits),
        9 | 10 => 1,
        13 => 1_000,
        16 => 1_000_000,
        19 => 1_000_000_000,
        _ => return None,
    };
    let seconds = digits.parse::<i64>().ok()? / unit;
    let time = Timestamp::from_second(seconds).ok()?;
    Some(Offset::UTC.to_datetime(time).date())
}

/// `20250705` at the start; the rest is a time.
fn compact(digits: &str) -> Option<Date> {
    let year = digits.get(..4)?.parse().ok()?;
    let month = digits.get(4..6)?.parse().ok()?;
    let day = digits.get(6..8)?.parse().ok()?;
    let date = Date::new(year, month, day).ok();
    date.filter(|_| (1000..3000).contains(&year))
}

/// `2025-07-05`, `2025/7/5`, `20250705T100000Z`: the year first, then nothing or a time.
fn year_first(text: &str) -> Option<Date> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if digits(text) == 8 && text[8..].starts_with(['T', 't']) && is_time(&text[9..]) {
        return compact(text);
    }
    let (year, rest) = text.split_at_checked(4).filter(|_| digits(text) == 4)?;
    let sign = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, rest) = rest[1..].split_at(digits(&rest[1..]));
    let rest = rest.strip_prefix(sign)?;
    let (day, rest) = rest.split_at(digits(rest));
    if !(1..=2).contains(&month.len()) || !(1..=2).contains(&day.len()) {
        return None;
    }
    let time = rest.strip_prefix(['T', 't', ' ', ',', '_']);
    if !rest.is_empty() && !time.is_some_and(|time| time.trim().is_empty() || is_time(time.trim()))
    {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Figures, signs and a zone such as times have; no second date.
fn is_time(text: &str) -> bool {
    let hour = text.bytes().take_while(u8::is_ascii_digit).count();
    let hour_fits = match hour {
        1 | 2 => text[..hour].parse::<u8>().is_ok_and(|hour| hour <= 24),
        4 | 6 => text[..2].parse::<u8>().is_ok_and(|hour| hour <= 24),
        _ => false,
    };
    // A date behind it has a second sign between figures: `10-07-2025`.
    let dashes = text.matches(['-', '/']).count();
    hour_fits && dashes <= if text.contains('[') { 2 } else { 1 }
}

/// A date without the time beside it: `5 juillet 2025 à 10h00`, `July 5, 2025 10:00 AM EST`,
/// `Sat Jul 05 10:00:00 +0000 2025`. Nothing where there is no time, or something else.
fn without_time(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|word| is_clock(word))?;
    let mut left: Vec<&str> = words[..at].to_vec();
    while matches!(
        left.last(),
        Some(&("à" | "a" | "at" | "-" | "–" | "|" | "," | "@"))
    ) {
        left.pop();
    }
    let mut bracket = false;
    for word in &words[at + 1..] {
        bracket |= word.starts_with('(');
        let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        if year {
            left.push(word);
        } else if !bracket && !is_zone(word) {
            return None;
        }
        bracket &= !word.ends_with(')');
    }
    Some(left.join(" "))
}

/// `10:00`, `10:00:00.5Z`, `9:30AM`, `10h`, `10h30`.
fn is_clock(word: &str) -> bool {
    let hour = word.bytes().take_while(u8::is_ascii_digit).count();
    let (figures, rest) = word.split_at(hour);
    let Some(sign) = rest.chars().next() else {
        return false;
    };
    (1..=2).contains(&hour)
        && figures.parse::<u8>().is_ok_and(|hour| hour <= 24)
        && match sign {
            'h' | 'H' => rest[1..].bytes().all(|b| b.is_ascii_digit()),
            ':' => rest[1..].starts_with(|c: char| c.is_ascii_digit()),
            _ => false,
        }
}

/// `GMT`, `+0200`, `PM`, `a.m.`.
fn is_zone(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.']);
    let capitals = word.len() <= 5 && word.bytes().all(|b| b.is_ascii_uppercase());
    let offset = word.trim_start_matches("GMT").trim_start_matches("UTC");
    let offset = offset.starts_with(['+', '-'])
        && offset[1..].bytes().all(|b| b.is_ascii_digit() || b == b':');
    capitals
        || offset
        || matches!(
            word.to_ascii_lowercase().as_str(),
            "am" | "pm" | "a.m" | "p.m"
        )
}

/// A day in words or figures, by the date grammar: one day, and no other that it may be.
fn full_day(text: &str, lang: Lang, day_first: Option<bool>) -> Option<Date> {
    let day_order = day_first.map(|first| match first {
        true => date::DayOrder::DayFirst,
        false => date::DayOrder::MonthFirst,
    });
    let context = date::DateContext {
        // French dates have the day first, unless the record is known to have another order.
        lang: if day_order.is_some() { Lang::En } else { lang },
        sentence: text,
        span: 0..text.len(),
        reference: None,
        day_order,
    };
    let value = date::resolve(&date::parse(text, lang)?, None, &context);
    match (value.kind, value.earliest, value.latest) {
        (date::DateKind::Absolute, Some(first), Some(last)) if first == last => Some(first),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JULY_5: Option<Date> = Some(Date::constant(2025, 7, 5));

    fn fr(text: &str) -> Option<Date> {
        read(text, Lang::Fr, None)
    }

    fn en(text: &str) -> Option<Date> {
        read(text, Lang::En, None)
    }

    /// RFC 2822 dates, numbers and times beside dates in words were dropped without a word.
    #[test]
    fn dates_of_records_are_read_in_the_forms_that_feeds_and_dumps_have() {
        for text in [
            "2025-07-05",
            " 2025-07-05 ",
            "2025-7-5",
            "2025/07/05",
            "2025.07.05",
            "20250705",
            "20250705.0",
            "20250705103000",
            "20250705T100000Z",
            "2025-07-05T10:00:00Z",
            "2025-07-05T10:00:00.123456+02:00",
            "2025-07-05 10:00:00",
            "2025-07-05 10:00:00 +0200",
            "2025-07-05, 10:00",
            "2025-07-05T10:00:00+02:00[Europe/Paris]",
            // 5 July where it was written, 6 July in Greenwich.
            "2025-07-05T23:30:00-05:00",
            "Sat, 05 Jul 2025 10:00:00 GMT",
            "Sat, 5 Jul 2025 23:30:00 -0500",
            "05 Jul 2025 10:00 EST",
            "Sat Jul 05 10:00:00 +0000 2025",
            "1751702400",
            "1751702400.25",
            "1.7517024e9",
            "1751702400000",
            "1751702400000000",
            "1751702400000000000",
            "5 juillet 2025",
            "le 5 juillet 2025 à 10h00",
            "samedi 5 juillet 2025 10:00",
            "Publié le 5 juillet 2025 à 10h00",
            "July 5, 2025",
            "July 5, 2025 10:00 AM EST",
            "July 5, 2025 at 9:30 p.m.",
            "Posted on July 5, 2025",
        ] {
            assert_eq!((fr(text), en(text)), (JULY_5, JULY_5), "{text}");
        }
        assert_eq!(fr("978307200"), Some(Date::constant(2001, 1, 1)));
    }

    #[test]
    fn figures_are_read_by_the_order_that_is_known() {
        assert_eq!(fr("05/07/2025"), JULY_5);
        assert_eq!(fr("05.07.2025 10:00"), JULY_5);
        assert_eq!(en("05/07/2025"), None);
        assert_eq!(read("05/07/2025", Lang::En, Some(true)), JULY_5);
        assert_eq!(read("07/05/2025", Lang::En, Some(false)), JULY_5);
        assert_eq!(read("07/05/2025 10:00:00", Lang::Fr, Some(false)), JULY_5);
        let unmistakable = Some(Date::constant(2025, 7, 25));
        assert_eq!(
            (en("25/07/2025"), en("07/25/2025")),
            (unmistakable, unmistakable)
        );
    }

    #[test]
    fn what_may_be_two_days_or_none_is_not_read() {
        for text in [
            "",
            "hier",
            "n/a",
            "2025",
            "juillet 2025",
            "2025-07",
            "2025-13-05",
            "2025-02-30",
            "20251305",
            "2025-07-05/2025-07-09",
            "2025-07-05 - 2025-07-09",
            "2025-07-051",
            "2025-07-05x",
            // A century is not guessed, nor whether these are milliseconds or a day and a time.
            "05/07/25",
            "202507051000",
            "12345",
            "-86400",
            "1e400",
            "lundi",
            "n'importe quoi",
            "5 juillet 2025 à la mairie",
        ] {
            assert_eq!((fr(text), en(text)), (None, None), "{text}");
        }
        assert_eq!(fr(&"5".repeat(5000)), None);
    }
}
