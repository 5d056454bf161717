//! Resolve: what each mention stands for, to join, count and sort by.
//!
//! The model's span is the evidence; nothing here adds or drops a mention. Every value says by
//! which rule it was reached. Deterministic; no clock is read.

mod cluster;
pub(crate) mod country;
pub(crate) mod date;
mod given;
mod known;
pub(crate) mod person_name;
mod value;

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::document::{Cluster, ClusterId, CountryCount, Label, Lang, Value};
use crate::found::Found;
use crate::known::KnownList;

/// What a document's mentions stand for.
#[derive(Debug, Default)]
pub(crate) struct Resolved {
    /// One for each mention, in their order.
    pub values: Vec<Option<Arc<Value>>>,
    /// The document's own date, and where it was found.
    pub date: Option<(Date, &'static str)>,
    /// The source gives a date, which is not understood.
    pub date_unread: bool,
    pub countries: Vec<CountryCount>,
    pub clusters: Vec<Cluster>,
    /// The cluster of each mention, and the rule that put it there.
    pub cluster_of: Vec<(ClusterId, &'static str)>,
}

/// A normalised text, its sentences and its mentions.
pub(crate) struct Mentions<'a> {
    pub text: &'a str,
    pub sentences: &'a [Range<usize>],
    pub lang: Lang,
    pub found: &'a [Found],
    /// Stretches of the text that do not speak of what the document speaks of.
    pub left_out: &'a [Range<usize>],
}

/// What is read around a mention in its sentence, in bytes on each side. Sentences of news are
/// shorter; without a bound, a page without full stops would take the square of its length.
const CONTEXT: usize = 1000;

impl<'a> Mentions<'a> {
    /// The text without what is left out, which gives way to spaces.
    fn article(&self) -> Cow<'a, str> {
        if self.left_out.is_empty() {
            return Cow::Borrowed(self.text);
        }
        let mut article = String::with_capacity(self.text.len());
        for range in self.left_out {
            article.push_str(&self.text[article.len()..range.start]);
            article.extend(std::iter::repeat_n(' ', range.len()));
        }
        article.push_str(&self.text[article.len()..]);
        Cow::Owned(article)
    }

    fn surface(&self, mention: &Found) -> &'a str {
        &self.text[mention.range.clone()]
    }

    /// The sentence that a mention stands in as a whole, by its number.
    fn number(&self, mention: &Found) -> Option<usize> {
        let next = self
            .sentences
            .partition_point(|sentence| sentence.start <= mention.range.start);
        next.checked_sub(1)
            .filter(|&n| mention.range.end <= self.sentences[n].end)
    }

    /// The sentence that a mention stands in, and the mention's bytes in it; of a sentence without
    /// end, the part around it.
    fn sentence(&self, mention: &Found) -> (&'a str, Range<usize>) {
        // Not within one sentence, it is its own context.
        let around = self
            .number(mention)
            .map_or(&mention.range, |n| &self.sentences[n]);
        let first = mention.range.start.saturating_sub(CONTEXT);
        let last = mention.range.end.saturating_add(CONTEXT);
        let around = around.start.max(self.text.ceil_char_boundary(first))
            ..around.end.min(self.text.floor_char_boundary(last));
        let span = mention.range.start - around.start..mention.range.end - around.start;
        (&self.text[around], span)
    }
}

/// What the source says of a document's date.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct GivenDate<'a> {
    /// As the source has it.
    pub date: Option<&'a str>,
    /// `YYYY-MM-DD` where it has none that is understood, and what that is from.
    pub usual: Option<(&'a str, &'static str)>,
}

/// Resolves the mentions of a document. `given` is the document's date as its source has it,
/// `day_first` the order of its numeric dates, where that is known; `list` is the user's list of names.
pub(crate) fn resolve(
    mentions: &Mentions,
    given: GivenDate,
    day_first: Option<bool>,
    list: Option<&KnownList>,
) -> Resolved {
    let day_order = day_first.map(|first| match first {
        true => date::DayOrder::DayFirst,
        false => date::DayOrder::MonthFirst,
    });
    let written = given.date.filter(|text| !text.trim().is_empty());
    let read = written.and_then(|text| given::read(text, mentions.lang, day_first));
    let date = document_date(mentions, read, given.usual);
    let anchor = date.map(|found| found.0);
    let demonyms = country::count_demonyms(&mentions.article(), mentions.lang);
    let places = mentions
        .found
        .iter()
        .filter(|m| matches!(m.label, Label::Country | Label::Loc));
    let evidence = country::Evidence::new(places.map(|m| mentions.surface(m)), &demonyms);

    let mut reference = None;
    let mut named = Vec::new();
    let mut sentence = None;
    let mut shared = Shared::default();
    let mut values: Vec<Option<Arc<Value>>> = mentions
        .found
        .iter()
        .map(|mention| {
            let value = match mention.label {
                Label::Date => dated(mentions, mention, anchor, day_order, &mut reference),
                Label::Country | Label::Loc => {
                    let whole = numbered(mentions, mention, &mut sentence);
                    located(mentions, mention, whole, &evidence, &mut named)
                }
                Label::Person | Label::Org => None,
            };
            value.map(|value| shared.of(value))
        })
        .collect();
    let (mut clusters, cluster_of) = clustered(mentions, &values);
    let countries: Vec<CountryCount> = country::summary(&named, &demonyms)
        .into_iter()
        .map(value::of_count)
        .collect();
    known::tie(
        mentions,
        anchor,
        &countries,
        list,
        &mut clusters,
        &mut values,
    );
    Resolved {
        values,
        clusters,
        cluster_of,
        countries,
        date,
        date_unread: written.is_some() && read.is_none(),
    }
}

/// The distinct values of a document: a long one names the same countries over and over.
#[derive(Default)]
struct Shared(HashSet<Arc<Value>>);

impl Shared {
    fn of(&mut self, value: Value) -> Arc<Value> {
        if let Some(known) = self.0.get(&value) {
            return Arc::clone(known);
        }
        let value = Arc::new(value);
        self.0.insert(Arc::clone(&value));
        value
    }
}

/// The day that relative dates count from, and where it was found: the source's, the usual one, or the
/// text's own where neither is understood.
fn document_date(
    mentions: &Mentions,
    given: Option<Date>,
    usual: Option<(&str, &'static str)>,
) -> Option<(Date, &'static str)> {
    if let Some(date) = given {
        return Some((date, "given"));
    }
    if let Some((date, from)) = usual
        && let Ok(date) = date.parse()
    {
        return Some((date, from));
    }
    let found = date::find_document_date(mentions.text, mentions.lang)?;
    Some((found.date, found.source.as_str()))
}

fn dated(
    mentions: &Mentions,
    mention: &Found,
    anchor: Option<Date>,
    day_order: Option<date::DayOrder>,
    reference: &mut Option<date::DateReference>,
) -> Option<Value> {
    let expression = date::parse(mentions.surface(mention), mentions.lang)?;
    let (sentence, span) = mentions.sentence(mention);
    let context = date::DateContext {
        lang: mentions.lang,
        sentence,
        span,
        reference: *reference,
        day_order,
    };
    let value = date::resolve(&expression, anchor, &context);
    *reference = value.reference(*reference);
    Some(value::of_date(value))
}

/// The sentence of a mention, kept from one mention to the next: what is looked for in it is the same
/// for all of them.
fn numbered<'a, 'k>(
    mentions: &Mentions<'a>,
    mention: &Found,
    kept: &'k mut Option<(usize, country::ScannedSentence<'a>)>,
) -> Option<(&'k country::ScannedSentence<'a>, usize)> {
    let number = mentions.number(mention)?;
    let bytes = mentions.sentences[number].clone();
    if kept.as_ref().is_none_or(|(last, _)| *last != number) {
        *kept = Some((
            number,
            country::ScannedSentence::new(&mentions.text[bytes.clone()]),
        ));
    }
    kept.as_ref().map(|(_, sentence)| (sentence, bytes.start))
}

/// `whole` is the mention's sentence with the byte of the text where it begins.
fn located(
    mentions: &Mentions,
    mention: &Found,
    whole: Option<(&country::ScannedSentence, usize)>,
    evidence: &country::Evidence,
    named: &mut Vec<country::CountryValue>,
) -> Option<Value> {
    let (sentence, span) = mentions.sentence(mention);
    let begins = mention.range.start - span.start;
    let context = country::CountryContext {
        sentence,
        span,
        document: Some(evidence),
        whole: whole.map(|(whole, start)| (whole, begins - start)),
    };
    let surface = mentions.surface(mention);
    let is_country = mention.label == Label::Country;
    if let Some(value) = country::resolve(surface, is_country, mentions.lang, &context) {
        if is_country {
            named.push(value);
        }
        if is_country || value.country.is_some() {
            return Some(value::of_country(&value));
        }
    }
    if is_country {
        return None;
    }
    let hint = country::country_of(surface, mentions.lang, &context)?;
    value::of_hint(&hint)
}

/// The distinct things that the mentions name.
fn clustered(
    mentions: &Mentions,
    values: &[Option<Arc<Value>>],
) -> (Vec<Cluster>, Vec<(ClusterId, &'static str)>) {
    let named: Vec<cluster::NamedMention> = mentions
        .found
        .iter()
        .zip(values)
        .map(|(mention, value)| cluster::NamedMention {
            label: mention.label,
            text: mentions.surface(mention),
            range: mention.range.clone(),
            key: value
                .as_ref()
                .and_then(|value| value::key(value, mention.label)),
        })
        .collect();
    let found = cluster::cluster(&cluster::NamedText {
        text: mentions.text,
        lang: mentions.lang,
        mentions: &named,
    });
    let clusters: Vec<Cluster> = found
        .clusters
        .into_iter()
        .map(|cluster| {
            let first = cluster
                .mentions
                .first()
                .and_then(|&n| values.get(n)?.as_deref());
            let country = first.filter(|_| cluster.label == Label::Country);
            let name = |known: Option<&'static str>, lang| {
                let known = known.map(Cow::Borrowed);
                known.or_else(|| Some(country?.name(lang)?.to_owned().into()))
            };
            Cluster {
                id: cluster.id,
                label: cluster.label,
                name_fr: name(cluster.name_fr, Lang::Fr),
                name_en: name(cluster.name_en, Lang::En),
                name: cluster.name,
                key: cluster.key.or(cluster.organisation.map(str::to_owned)),
                alternatives: cluster.open.into_iter().map(Cow::Borrowed).collect(),
                count: cluster.mentions.len(),
                mentions: cluster.mentions,
            }
        })
        .collect();
    let rules = found.ties.iter().map(|tie| tie.as_str());
    let ids = found.cluster_of.into_iter().map(|n| clusters[n].id);
    let cluster_of = ids.zip(rules).collect();
    (clusters, cluster_of)
}

#[cfg(test)]
mod growth;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::found::placed;

    fn resolved(text: &str, found: &[(&str, Label)], given: Option<&str>) -> Resolved {
        let sentence = 0..text.len();
        let found = placed(text, found, 1.0);
        let mentions = Mentions {
            text,
            sentences: std::slice::from_ref(&sentence),
            lang: Lang::Fr,
            found: &found,
            left_out: &[],
        };
        let given = GivenDate {
            date: given,
            usual: None,
        };
        resolve(&mentions, given, None, None)
    }

    fn date(resolved: &Resolved, n: usize) -> (Option<&str>, &str) {
        match resolved.values[n].as_deref() {
            Some(Value::Date(value)) => (value.value.as_deref(), &value.rule),
            other => panic!("a date, not {other:?}"),
        }
    }

    #[test]
    fn what_is_left_out_gives_way_to_as_many_bytes() {
        let mut mentions = Mentions {
            text: "été | Malien | né",
            sentences: &[],
            lang: Lang::Fr,
            found: &[],
            left_out: &[0..5, 8..14],
        };
        assert_eq!(mentions.article(), "      |        | né");
        mentions.left_out = &[];
        assert_eq!(mentions.article(), mentions.text);
    }

    #[test]
    fn a_sentence_without_end_is_read_around_the_mention_only() {
        let text = format!("{}lundi{}", "é ".repeat(5000), " é".repeat(5000));
        let found = placed(&text, &[("lundi", Label::Date)], 1.0);
        let sentence = 0..text.len();
        let mentions = Mentions {
            text: &text,
            sentences: std::slice::from_ref(&sentence),
            lang: Lang::Fr,
            found: &found,
            left_out: &[],
        };
        let (around, span) = mentions.sentence(&found[0]);
        assert_eq!(&around[span], "lundi");
        assert!(around.len() <= 2 * CONTEXT + 5, "{}", around.len());
    }

    #[test]
    fn dates_count_from_the_date_given() {
        let text = "Réunis le 9 juin puis lundi, ils ont parlé.";
        let found = [("9 juin", Label::Date), ("lundi", Label::Date)];
        let resolved = resolved(text, &found, Some("2025-07-05T10:00:00Z"));
        assert_eq!(date(&resolved, 0).0, Some("2025-06-09"));
        assert_eq!(date(&resolved, 1).0, Some("2025-06-30"));
        assert_eq!(resolved.date.map(|d| d.1), Some("given"));
    }

    #[test]
    fn without_a_date_a_relative_one_has_no_value() {
        let resolved = resolved(
            "Il est parti lundi.",
            &[("lundi", Label::Date)],
            Some("hier"),
        );
        assert_eq!(date(&resolved, 0).0, None);
        assert_eq!(resolved.date, None);
    }

    /// 13 February of one document and of another were one day of the index.
    #[test]
    fn a_day_without_its_year_joins_no_other_document() {
        let text = "Le 13 février puis le 12 juin 2019.";
        let found = [("13 février", Label::Date), ("12 juin 2019", Label::Date)];
        let resolved = resolved(text, &found, None);
        assert_eq!(date(&resolved, 0), (Some("XXXX-02-13"), "no_year"));
        assert_eq!(resolved.clusters[0].key, None);
        assert_eq!(resolved.clusters[1].key.as_deref(), Some("2019-06-12"));
        match resolved.values[0].as_deref() {
            Some(Value::Date(day)) => {
                assert_eq!(day.certainty.as_deref(), Some("likely"));
                assert_eq!((&day.earliest, &day.latest), (&None, &None));
            }
            other => panic!("a date, not {other:?}"),
        }
    }

    /// `le lendemain` of a day that is not known counted from the date before it.
    #[test]
    fn what_follows_an_unknown_day_does_not_count_from_an_older_one() {
        let text = "Élu le 12 juin 2019, il part le 3 mars. Le lendemain, il revient.";
        let found = [
            ("12 juin 2019", Label::Date),
            ("3 mars", Label::Date),
            ("lendemain", Label::Date),
        ];
        let resolved = resolved(text, &found, None);
        assert_eq!(date(&resolved, 1).0, Some("XXXX-03-03"));
        assert_eq!(date(&resolved, 2), (None, "no_text_date"));
    }

    /// A constant stood for the document's date where there was none, and `98` alone was of antiquity.
    #[test]
    fn a_year_of_two_figures_turns_on_the_documents_date() {
        let text = "Ils ont gagné en 98 et partent avant '27.";
        let found = [("98", Label::Date), ("'27", Label::Date)];
        let of_2025 = resolved(text, &found, Some("2025-07-05"));
        assert_eq!(date(&of_2025, 0), (Some("1998"), "two_figure_year"));
        assert_eq!(
            of_2025.values[1].as_deref().and_then(Value::code),
            Some("2027")
        );
        let of_1931 = resolved(text, &found, Some("1931-07-05"));
        assert_eq!(date(&of_1931, 0).0, Some("1898"));
        let undated = resolved(text, &found, None);
        assert_eq!(date(&undated, 0), (None, "no_document_date"));
        assert_eq!(date(&undated, 1).0, None);
    }

    /// It was dropped, and nothing told.
    #[test]
    fn a_given_date_that_is_not_understood_is_told() {
        let text = "Publié le 5 juillet 2025\nIl est parti lundi.";
        let found = [("lundi", Label::Date)];
        let resolved = resolved(text, &found, Some("hier"));
        assert!(resolved.date_unread);
        assert_eq!(resolved.date.map(|d| d.1), Some("published"));
        for given in [None, Some(""), Some("Sat, 05 Jul 2025 10:00:00 GMT")] {
            assert!(!self::resolved(text, &found, given).date_unread);
        }
    }

    #[test]
    fn countries_get_their_codes_and_capitals_a_hint() {
        let text = "Le Mali et les Maliens, à Bamako.";
        let resolved = resolved(
            text,
            &[("Mali", Label::Country), ("Bamako", Label::Loc)],
            None,
        );
        match (resolved.values[0].as_deref(), resolved.values[1].as_deref()) {
            (
                Some(Value::Country { iso2, iso3, .. }),
                Some(Value::CountryOf { iso2: hint, .. }),
            ) => {
                assert_eq!((&**iso2, &**iso3, &**hint), ("ML", "MLI", "ML"));
            }
            other => panic!("a country and a hint, not {other:?}"),
        }
        let count = &resolved.countries[0];
        assert_eq!((&*count.iso2, count.mentions, count.demonyms), ("ML", 1, 1));
    }
}
