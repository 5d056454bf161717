//! Dates to come and dates past, and how sure each is.

use super::super::certainty::Certainty;
use super::super::{DateContext, ResolvedDate, parse, resolve};
use crate::document::Lang;

/// The date between brackets, in a document of `day`.
fn resolved(text: &str, lang: Lang, day: Option<&str>) -> ResolvedDate {
    let (before, rest) = text.split_once('[').expect("a bracket");
    let (date, after) = rest.split_once(']').expect("a bracket");
    let sentence = format!("{before}{date}{after}");
    let context = DateContext {
        lang,
        sentence: &sentence,
        span: before.len()..before.len() + date.len(),
        reference: None,
        day_order: None,
    };
    let day = day.map(|day| day.parse().expect("a day"));
    resolve(&parse(date, lang).expect("a date"), day, &context)
}

#[track_caller]
fn assert_days(lang: Lang, day: &str, cases: &[(&str, &str)]) {
    for (text, value) in cases {
        let found = resolved(text, lang, Some(day));
        assert_eq!(found.value.as_deref(), Some(*value), "{text}: {found:?}");
    }
}

/// 19 November 2025 is a Wednesday. Each of these was given its last return.
#[test]
fn what_is_called_for_or_planned_is_to_come() {
    let cases = [
        ("La CGT appelle à manifester le [5 décembre].", "2025-12-05"),
        ("Le PSG se déplace [samedi] à Nantes.", "2025-11-22"),
        (
            "La grève pourrait être reconduite dès [jeudi].",
            "2025-11-20",
        ),
        ("La ministre est convoquée le [4 décembre].", "2025-12-04"),
        (
            "Les électeurs sont appelés aux urnes [dimanche].",
            "2025-11-23",
        ),
        (
            "La fermeture du tunnel a été prolongée jusqu'au [31 janvier].",
            "../2026-01-31",
        ),
    ];
    assert_days(Lang::Fr, "2025-11-19", &cases);
    let cases = [
        (
            "Unions have called for a strike on [27 November].",
            "2025-11-27",
        ),
        ("A hearing was put back to [3 December].", "2025-12-03"),
        ("Voters go to the polls in [December].", "2025-12"),
    ];
    assert_days(Lang::En, "2025-11-19", &cases);
}

/// Each of these was given its next return.
#[test]
fn what_has_been_done_is_past_whatever_the_preposition() {
    let cases = [
        (
            "La mesure est entrée en vigueur à compter du [1er octobre].",
            "2025-10-01/..",
        ),
        (
            "Le dispositif a fonctionné jusqu'au [31 octobre].",
            "../2025-10-31",
        ),
        ("L'homme aurait été agressé [lundi].", "2025-11-17"),
        (
            "Vainqueur [jeudi] de Chelsea, le club n'en revient pas.",
            "2025-11-13",
        ),
        (
            "Élue en [octobre], elle sera investie ce mois-ci.",
            "2025-10",
        ),
    ];
    assert_days(Lang::Fr, "2025-11-19", &cases);
    let cases = [(
        "The strike called for [30 October] drew 200,000 people.",
        "2025-10-30",
    )];
    assert_days(Lang::En, "2025-11-19", &cases);
}

#[test]
fn the_one_that_is_much_nearer_is_meant_where_no_word_tells() {
    let second = resolved(
        "Second tour le [30 novembre], une première.",
        Lang::Fr,
        Some("2025-11-19"),
    );
    assert_eq!(second.value.as_deref(), Some("2025-11-30"));
    assert_eq!(second.rule, "nearest");
    assert_eq!(second.certainty, Some(Certainty::Likely));
}

#[test]
fn a_default_and_cues_that_disagree_are_doubtful() {
    let bare = resolved("Bilan, [lundi].", Lang::Fr, Some("2025-11-19"));
    assert_eq!(bare.value.as_deref(), Some("2025-11-17"));
    assert_eq!(bare.rule, "nearest_past");
    assert_eq!(bare.certainty, Some(Certainty::Doubtful));
    let both = resolved(
        "He was due to leave on [Monday].",
        Lang::En,
        Some("2025-11-19"),
    );
    assert_eq!(both.rule, "conflicting_words");
    assert_eq!(both.certainty, Some(Certainty::Doubtful));
    let sure = resolved("Il est parti [hier].", Lang::Fr, Some("2025-11-19"));
    assert_eq!(sure.certainty, Some(Certainty::Certain));
    let said = resolved("Il est parti [lundi].", Lang::Fr, Some("2025-11-19"));
    assert_eq!(said.certainty, Some(Certainty::Likely));
}

/// A demonstration to come was given the year of `depuis 1945`.
#[test]
fn a_year_that_the_sentence_only_speaks_of_is_not_the_dates() {
    let text = "Pour la première fois depuis 1945, la ville défilera le [3 mai].";
    let undated = resolved(text, Lang::Fr, None);
    assert_eq!(undated.value.as_deref(), Some("XXXX-05-03"));
    let dated = resolved(text, Lang::Fr, Some("2025-04-20"));
    assert_eq!(dated.value.as_deref(), Some("2025-05-03"));
}

#[test]
fn a_year_is_taken_from_where_the_sentence_ties_it() {
    for day in [None, Some("2025-11-19")] {
        for (text, lang, value) in [
            ("En 2019, il part le [3 mai].", Lang::Fr, "2019-05-03"),
            ("En mai 2019, il part le [3].", Lang::Fr, "2019-05-03"),
            ("2019 : il part le [3 mai].", Lang::Fr, "2019-05-03"),
            (
                "Les séances des [12 juin] et 3 juillet 2019.",
                Lang::Fr,
                "2019-06-12",
            ),
            (
                "Il part le 12 juin 2019 et le [3 juillet].",
                Lang::Fr,
                "2019-07-03",
            ),
            (
                "In 1998 the talks ended on [10 April].",
                Lang::En,
                "1998-04-10",
            ),
        ] {
            let found = resolved(text, lang, day);
            assert_eq!(found.value.as_deref(), Some(value), "{text}");
            assert_eq!(found.certainty, Some(Certainty::Likely), "{text}");
        }
    }
    let other = resolved("Il vit là en 2019. Le [3 mai], il part.", Lang::Fr, None);
    assert_eq!(other.value.as_deref(), Some("XXXX-05-03"));
}

#[test]
fn without_a_documents_date_a_day_and_a_month_have_no_year() {
    for (text, value) in [
        ("La salle ouvrira le [13 février].", Some("XXXX-02-13")),
        ("Il part en [février].", Some("XXXX-02")),
        ("Le salon, du [3 au 7 mars].", Some("XXXX-03-03/XXXX-03-07")),
        ("Fermé depuis le [29 février].", Some("XXXX-02-29/..")),
        ("Le vote du [28/06].", Some("XXXX-06-28")),
        ("Il fera froid à [Noël].", Some("XXXX-12-25")),
        ("Il part à [Pâques].", None),
        ("Il part le [12].", None),
        ("Il part [samedi].", None),
        ("La [première quinzaine d'avril].", None),
    ] {
        let found = resolved(text, Lang::Fr, None);
        assert_eq!(found.value.as_deref(), value, "{text}");
        assert_eq!((found.earliest, found.latest), (None, None), "{text}");
    }
}
