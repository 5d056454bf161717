//! Dates in EDTF, compared and told apart by their form.

/// Whether two dates say the same: case, spaces, the order of a choice's members and an interval from a
/// day to itself make no difference.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || plain(one) == plain(other)
}

fn plain(date: &str) -> String {
    let date: String = date.chars().filter(|c| !c.is_whitespace()).collect();
    let date = date.to_uppercase();
    let choice = date
        .strip_prefix(['[', '{'])
        .and_then(|rest| rest.strip_suffix([']', '}']));
    if let Some(members) = choice {
        let mut members: Vec<&str> = members.split(',').collect();
        members.sort_unstable();
        members.dedup();
        return match members.as_slice() {
            [one] => (*one).to_owned(),
            _ => format!("{}{}", &date[..1], members.join(",")),
        };
    }
    match date.split_once('/') {
        Some((start, end)) if start == end => start.to_owned(),
        _ => date,
    }
}

/// What a date's form says of its grain: `day`, `week`, `month`, `season`, `quarter`, `half`, `year`,
/// `decade`, `century`, `interval`, `choice`, `yearless` (`XXXX-02-13`), or `other`.
pub(super) fn grain(date: &str) -> &'static str {
    let date = date.trim();
    if date.contains('/') {
        return "interval";
    }
    if date.starts_with(['[', '{']) {
        return "choice";
    }
    let date = date.trim_end_matches(['?', '~', '%']).to_uppercase();
    let (year, rest) = match date.split_once('-') {
        Some((year, rest)) if !year.is_empty() => (year, Some(rest)),
        _ => (date.as_str(), None),
    };
    if year == "XXXX" {
        return "yearless";
    }
    match rest {
        None if year.ends_with("XX") => "century",
        None if year.ends_with('X') => "decade",
        None if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => "year",
        Some(part) if part.starts_with('W') => "week",
        Some(part) if part.len() == 5 => "day",
        Some(part) if part.len() == 2 => match part.parse() {
            Ok(1..=12) | Err(_) => "month",
            Ok(21..=24) => "season",
            Ok(33..=36) => "quarter",
            Ok(40..=41) => "half",
            Ok(_) => "other",
        },
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_date_in_other_spellings_is_the_same() {
        for (one, other) in [
            ("2012-05-22", "2012-05-22"),
            ("198x", "198X"),
            ("2025-05-03 / 2025-05-05", "2025-05-03/2025-05-05"),
            ("2012-05-22/2012-05-22", "2012-05-22"),
            ("[2024-07-06,2024-06-07]", "[2024-06-07, 2024-07-06]"),
            ("[2024-07-06,2024-07-06]", "2024-07-06"),
        ] {
            assert!(same(one, other) && same(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("2012-05", "2012-05-22"),
            ("../2030", "/2030"),
            ("2019/..", "2019"),
            ("[2024-06-07,2024-07-06]", "2024-06-07/2024-07-06"),
            ("[2024-06-07,2024-07-06]", "{2024-06-07,2024-07-06}"),
            ("2012?", "2012"),
        ] {
            assert!(!same(one, other) && !same(other, one), "{one} {other}");
        }
    }

    #[test]
    fn the_form_says_the_grain() {
        for (date, expected) in [
            ("2012-05-22", "day"),
            ("2024-W27", "week"),
            ("2012-05", "month"),
            ("2024-21", "season"),
            ("2024-33", "quarter"),
            ("2024-41", "half"),
            ("2024-25", "other"),
            ("2012", "year"),
            ("2012~", "year"),
            ("198X", "decade"),
            ("18XX", "century"),
            ("2019/..", "interval"),
            ("[2024-06-07,2024-07-06]", "choice"),
            ("XXXX-02-13", "yearless"),
            ("-0044", "other"),
            ("", "other"),
        ] {
            assert_eq!(grain(date), expected, "{date}");
        }
    }
}
