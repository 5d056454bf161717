//! The date in a file's name, or in the names of its directories.

use std::path::Path;

use jiff::civil::Date;

/// The day, as `YYYY-MM-DD`, that a path names with the year first: in the file's name
/// (`2024-07-08_x.txt`, `x.20240708.jsonl.gz`), in a directory's, or in three that follow one another
/// (`2024/07/08/x.txt`, `2024/07-08/x.txt`). The name nearest to the file decides; one with two
/// different days in it says nothing, and neither do those above it.
pub(super) fn name_date(path: &Path) -> Option<String> {
    let names: Vec<String> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    for last in (0..names.len()).rev() {
        let days = days(&names[last]);
        if let [first, rest @ ..] = days.as_slice() {
            let one = rest.iter().all(|day| day == first);
            return one.then(|| first.to_string());
        }
        if last + 1 < names.len()
            && let Some(day) = nested(&names[..=last])
        {
            return Some(day.to_string());
        }
    }
    None
}

/// Whether a text is `YYYY-MM-DD`.
pub(super) fn is_day(text: &str) -> bool {
    matches!(days(text).as_slice(), [day] if day.to_string() == text)
}

/// The day of directories that end with the one of the day: `2024/07/08`, `2024/07-08`.
fn nested(names: &[String]) -> Option<Date> {
    let (day, above) = names.split_last()?;
    if let Some((month, day)) = day.split_once(['-', '_']) {
        return date(above.last()?, month, day);
    }
    let (month, above) = above.split_last()?;
    date(above.last()?, month, day)
}

/// The days in a name: four, two and two figures with one sign between them, or with none.
fn days(name: &str) -> Vec<Date> {
    let figures = |from: usize| {
        name.as_bytes()[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < name.len() {
        let run = figures(at).count();
        if run == 0 {
            at += 1;
            continue;
        }
        let end = at + run;
        let whole = &name[at..end];
        // `20240708`, or with a time behind it: `20240708103000`.
        if run == 8 || run == 14 || run == 12 {
            found.extend(date(&whole[..4], &whole[4..6], &whole[6..8]));
        } else if run == 4
            && let Some(sign) = name[end..].chars().next().filter(|c| "-_. ".contains(*c))
        {
            let mut parts = name[end + 1..].splitn(2, sign);
            let month = parts.next().unwrap_or_default();
            let rest = parts.next().unwrap_or_default();
            let day = rest.bytes().take_while(u8::is_ascii_digit).count();
            if let Some(day) = date(whole, month, &rest[..day]) {
                found.push(day);
                at = end + 1 + month.len() + 1;
                at += figures(at).count();
                continue;
            }
        }
        at = end;
    }
    found
}

/// The day of a year in four figures, from 1000 to 2999, a month and a day in two.
fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let number = |text: &str, size: usize| {
        let figures = text.len() == size && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i16>().ok().filter(|_| figures)
    };
    let year = number(year, 4).filter(|year| (1000..3000).contains(year))?;
    let (month, day) = (number(month, 2)?, number(day, 2)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_directories_tell_the_day() {
        for path in [
            "2024-07-08_x.txt",
            "news/2024-07-08.jsonl.gz",
            "20240708-x.txt",
            "x_20240708.txt",
            "20240708103000.html",
            "afp 2024.07.08 brève.txt",
            "2024_07_08.txt",
            "2024/07/08/x.txt",
            "/data/2024/07/08/a/b.txt",
            "2024/07-08/x.txt",
            "2024-07-08/x 12.txt",
            "2019-01-01/2024-07-08.txt",
            "2024-07-08/2024-07-08 x.txt",
        ] {
            let found = name_date(Path::new(path));
            assert_eq!(found.as_deref(), Some("2024-07-08"), "{path}");
        }
    }

    #[test]
    fn what_is_no_day_or_two_days_says_nothing() {
        for path in [
            "x.txt",
            "2024.txt",
            "2024-07.txt",
            "2024/07/x.txt",
            "08-07-2024.txt",
            "2024-13-08.txt",
            "2024-02-30.txt",
            "202407081.txt",
            "12024-07-08.txt",
            "2024-7-8.txt",
            "2024-07-081.txt",
            "20240708-20240709.txt",
            "2024-07-08/2024-07-08 2024-07-09.txt",
            "0312-07-08.txt",
            "-",
            "é2024.é",
        ] {
            assert_eq!(name_date(Path::new(path)), None, "{path}");
        }
    }

    #[test]
    fn a_day_is_four_two_and_two_figures() {
        assert!(is_day("2024-07-08"));
        for text in [
            "2024-7-8",
            "20240708",
            "2024-02-30",
            "2024/07/08",
            "hier",
            " 2024-07-08",
        ] {
            assert!(!is_day(text), "{text}");
        }
    }
}
