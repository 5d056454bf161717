//! The contests of `contests.txt`: names that several places have, and what speaks for each.

use std::sync::LazyLock;

use super::contest::{Contest, CountryReading, Fallback};
use crate::lists::{Entry, Words, entries};

const FILE: &str = include_str!("contests.txt");
/// Words that may stand between two names, beside one that joins them.
pub(super) static ARTICLES: Words = Words::of(FILE, "articles");
/// Words that join two names.
pub(super) static JOINERS: Words = Words::of(FILE, "joiners");

static CONTESTS: LazyLock<Vec<Contest>> = LazyLock::new(|| {
    let mut contests = Vec::new();
    for entry in entries(FILE) {
        take(entry, &mut contests);
    }
    contests
});

/// Adds what an entry says to its contest. `None` where the file has no such section.
fn take(entry: Entry, contests: &mut Vec<Contest>) -> Option<()> {
    let mut fields = entry.fields();
    let first = fields.next()?;
    match entry.section {
        "articles" | "joiners" => {}
        "names" => contest(contests, fields.next()?).keys.push(first),
        "readings" => contest(contests, first).readings.push(CountryReading {
            label: fields.next()?,
            rule: fields.next()?,
            cues: Vec::new(),
            near: fields.collect(),
        }),
        "default of a country" => contest(contests, first).country = fallback(fields)?,
        "default of a place" => contest(contests, first).place = fallback(fields)?,
        "contrast" => {
            let other = (fields.next()?, fields.next()?);
            contest(contests, first).contrast.push(other);
        }
        "decided by article" => contest(contests, first).article_decides = true,
        "sentence only" => contest(contests, first).sentence_only = true,
        "open demonyms" => contest(contests, first).open_demonym = fields.next()?,
        cues => {
            let (name, label) = cues.rsplit_once(' ')?;
            let readings = &mut contest(contests, name).readings;
            let reading = readings.iter_mut().find(|one| one.label == label)?;
            reading.cues.push(entry.line);
        }
    }
    Some(())
}

/// The contest of this name, a new one where there is none.
fn contest<'a>(contests: &'a mut Vec<Contest>, name: &'static str) -> &'a mut Contest {
    let at = contests.iter().position(|contest| contest.name == name);
    let at = at.unwrap_or_else(|| {
        contests.push(Contest {
            name,
            ..Contest::default()
        });
        contests.len() - 1
    });
    &mut contests[at]
}

fn fallback(mut fields: impl Iterator<Item = &'static str>) -> Option<Fallback> {
    let rule = fields.next()?;
    let mut code = || fields.next().map(|code| (code != "-").then_some(code));
    Some(Fallback {
        rule,
        fr: code()?,
        en: code()?,
        alternatives: fields.collect(),
    })
}

pub(super) fn all() -> &'static [Contest] {
    &CONTESTS
}

/// The contest for a name, given as its key without article.
pub(super) fn find(bare: &str) -> Option<&'static Contest> {
    all().iter().find(|contest| contest.keys.contains(&bare))
}

/// The contest of this name in the file.
pub(super) fn named(name: &str) -> Option<&'static Contest> {
    all().iter().find(|contest| contest.name == name)
}

#[cfg(test)]
mod tests {
    use super::super::fold::{bare, key};
    use super::super::table::by_code;
    use super::*;

    #[test]
    fn every_line_is_taken() {
        let mut contests = Vec::new();
        for entry in entries(FILE) {
            assert!(take(entry, &mut contests).is_some(), "{entry:?}");
        }
        assert_eq!(contests.len(), 12);
    }

    #[test]
    fn every_contest_is_whole() {
        let mut folded = String::new();
        for contest in all() {
            let name = contest.name;
            assert!(
                !contest.keys.is_empty() && !contest.readings.is_empty(),
                "{name}"
            );
            for word in contest
                .keys
                .iter()
                .chain(contest.contrast.iter().map(|(word, _)| word))
            {
                key(word, &mut folded);
                assert_eq!(bare(&folded), *word, "{name}");
            }
            let defaults = [&contest.country, &contest.place];
            assert!(defaults.iter().all(|one| !one.rule.is_empty()), "{name}");
            let mut codes: Vec<&str> = contest.contrast.iter().map(|(_, code)| *code).collect();
            for one in defaults {
                codes.extend(one.fr.iter().chain(&one.en).chain(&one.alternatives));
            }
            for reading in &contest.readings {
                assert!(!reading.cues.is_empty(), "{name} {}", reading.label);
                codes.extend(reading.code().iter().chain(&reading.near));
            }
            for code in codes {
                assert!(by_code(code).is_some(), "{name} {code}");
            }
        }
    }
}
