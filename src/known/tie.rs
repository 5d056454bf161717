//! Ties: which entry of the table a cluster is, if it is one.
//!
//! The text decides: a name that no entry has stays without one, whatever part of it is famous. A name of
//! several entries, or one that many others bear, is tied only where the document speaks of the country.
//! Years and the sex told in the text speak against an entry.

use super::around::Surroundings;
use super::cluster::{ClusterKeys, Identity, NamedCluster, ToldSex};
use super::key::name_key;
use super::table::{FormKind, KnownForm, KnownRow, KnownTable, organisations, people};
use crate::document::{Carried, Label, Value};

/// A document this many years older than the first year in the news speaks against a person: who writes
/// memoirs, or was a child in the news, is named before.
const YEARS_BEFORE: i16 = 5;
/// The same for a surname alone.
const YEARS_BEFORE_ALONE: i16 = 1;
/// Years that a person stays in the news after the last one.
const YEARS_AFTER: i16 = 2;

/// An entry that a name of the cluster leads to.
#[derive(Clone, Copy)]
struct TieCandidate {
    row: KnownRow,
    form: KnownForm,
    /// Whether the name is one word.
    short: bool,
}

impl TieCandidate {
    fn rule(&self) -> &'static str {
        match self.form.kind {
            FormKind::Name => "known",
            FormKind::Other | FormKind::Acronym => "known_alias",
            FormKind::Alone => "known_surname",
        }
    }

    /// Whether the document speaks against it.
    fn contradicted(&self, around: &Surroundings, sex: Option<ToldSex>) -> bool {
        let row = &self.row;
        if !row.sex.is_empty() && sex.is_some_and(|told| told.letter() != row.sex) {
            return true;
        }
        let before = match self.form.kind {
            FormKind::Alone => YEARS_BEFORE_ALONE,
            _ => YEARS_BEFORE,
        };
        let early = |year| row.years().is_some_and(|(first, _)| year < first - before);
        if around.year.is_some_and(early) {
            return true;
        }
        let weak = matches!(self.form.kind, FormKind::Other | FormKind::Acronym) && self.short;
        weak && around.passes_over(row.country)
    }

    fn supported(&self, around: &Surroundings) -> bool {
        around.names(self.row.country)
    }

    /// Whether the document is of this person's years.
    fn fits_years(&self, around: &Surroundings) -> bool {
        let within = |year: i16| {
            let years = self.row.years()?;
            let last = years.1.is_none_or(|last| year <= last + YEARS_AFTER);
            Some(last && year >= years.0 - YEARS_AFTER)
        };
        around.year.and_then(within).unwrap_or(false)
    }
}

/// The entry of the built-in table that a cluster is. `sex` is what the text tells of it.
pub(super) fn tie(
    cluster: &NamedCluster,
    around: &Surroundings,
    sex: impl FnOnce() -> Option<ToldSex>,
) -> Option<Value> {
    let table = match cluster.label {
        Label::Person => people(),
        Label::Org => organisations(),
        _ => return None,
    };
    let keys = ClusterKeys::of(cluster, around);
    if let Some(identity) = cluster.identity {
        return Some(by_identity(table, &keys, identity));
    }
    if cluster.open {
        return None;
    }
    let mut found = candidates(table, &keys.first);
    if found.is_empty() {
        found = candidates(table, &keys.second);
    }
    let alone = found.len() == 1;
    if found.is_empty() {
        return None;
    }
    let sex = sex();
    found.retain(|one| !one.contradicted(around, sex));
    let only = |found: &[TieCandidate]| match found {
        [one] => Some(*one),
        _ => None,
    };
    let supported: Vec<TieCandidate> = keep(&found, |one| one.supported(around));
    let fitting: Vec<TieCandidate> =
        keep(&found, |one| !one.form.doubtful && one.fits_years(around));
    let one = only(&supported)
        .or_else(|| only(&found).filter(|one| alone && !one.form.doubtful))
        .or_else(|| only(&fitting).filter(|_| supported.is_empty() && !alone))?;
    Some(value(&one.row, one.rule()))
}

fn keep(found: &[TieCandidate], kept: impl Fn(&TieCandidate) -> bool) -> Vec<TieCandidate> {
    found.iter().filter(|one| kept(one)).copied().collect()
}

/// The entries that any of the keys leads to, each with its surest form.
fn candidates(table: &KnownTable, keys: &[String]) -> Vec<TieCandidate> {
    let mut found: Vec<TieCandidate> = Vec::new();
    for key in keys {
        for row in table.named(key) {
            let short = !key.contains(' ');
            let Some(form) = row.forms_of(key).next() else {
                continue;
            };
            let one = TieCandidate { row, form, short };
            match found.iter_mut().find(|known| known.row.key == row.key) {
                Some(known) if known.form.doubtful && !form.doubtful => *known = one,
                Some(_) => {}
                None => found.push(one),
            }
        }
    }
    found
}

/// The value of an organisation that the clusters know.
fn by_identity(table: &KnownTable, keys: &ClusterKeys, identity: Identity) -> Value {
    let row = table.keyed(identity.key);
    let names = [identity.name_fr, identity.name_en].map(name_key);
    let mut all = keys.first.iter().chain(&keys.second);
    let by_name = all.any(|key| {
        let known = row.is_some_and(|row| {
            let mut forms = row.forms_of(key);
            forms.any(|form| form.kind == FormKind::Name)
        });
        known || names.contains(key)
    });
    let rule = if by_name { "known" } else { "known_alias" };
    Value::Known {
        key: identity.key.to_owned().into(),
        name_fr: identity.name_fr.to_owned().into(),
        name_en: identity.name_en.to_owned().into(),
        id: None,
        fields: Carried::default(),
        rule: rule.into(),
    }
}

fn value(row: &KnownRow, rule: &'static str) -> Value {
    Value::Known {
        key: row.key.into(),
        name_fr: row.shown_fr().into(),
        name_en: row.shown_en().into(),
        id: None,
        fields: Carried::default(),
        rule: rule.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tied(label: Label, forms: &[&str], around: &Surroundings) -> Option<(String, String)> {
        told(label, forms, around, None)
    }

    fn told(
        label: Label,
        forms: &[&str],
        around: &Surroundings,
        sex: Option<ToldSex>,
    ) -> Option<(String, String)> {
        let cluster = NamedCluster {
            label,
            forms: forms.to_vec(),
            identity: None,
            open: false,
        };
        match tie(&cluster, around, || sex)? {
            Value::Known { key, rule, .. } => Some((key.into_owned(), rule.into_owned())),
            other => panic!("{other:?}"),
        }
    }

    fn person(forms: &[&str], around: &Surroundings) -> Option<(String, String)> {
        tied(Label::Person, forms, around)
    }

    fn some(key: &str, rule: &str) -> Option<(String, String)> {
        Some((key.to_owned(), rule.to_owned()))
    }

    fn in_year(year: i16) -> Surroundings {
        Surroundings::new(Some(year), [], [])
    }

    fn of_countries(codes: &[&str]) -> Surroundings {
        Surroundings::new(None, codes.iter().copied(), [])
    }

    #[test]
    fn a_full_name_ties_whatever_its_spelling_and_language() {
        let nowhere = Surroundings::default();
        for name in ["Vladimir Poutine", "Vladimir PUTIN", "Vladimir Putin's"] {
            assert_eq!(
                person(&[name], &nowhere),
                some("person:vladimir-putin", "known")
            );
        }
        let zelensky = some("person:volodymyr-zelenskyy", "known_alias");
        assert_eq!(person(&["Volodymyr Zelenskiy"], &nowhere), zelensky);
        let otan = tied(
            Label::Org,
            &["Confédération générale du travail", "CGT"],
            &of_countries(&["FR"]),
        );
        assert!(otan.is_some_and(|(_, rule)| rule == "known"));
    }

    #[test]
    fn an_unknown_bearer_of_a_famous_surname_stays_himself() {
        let nowhere = Surroundings::default();
        assert_eq!(person(&["Jean Macron"], &nowhere), None);
        assert_eq!(person(&["Jean Macron", "Macron"], &nowhere), None);
        let with_jean = Surroundings::new(None, [], ["Jean Macron", "Macron"]);
        assert_eq!(person(&["Macron"], &with_jean), None);
        assert_eq!(
            person(&["Macron"], &nowhere),
            some("person:emmanuel-macron", "known_surname")
        );
        // A surname that no line lets stand alone.
        assert_eq!(person(&["Traoré"], &of_countries(&["BF"])), None);
    }

    #[test]
    fn years_and_sex_speak_against() {
        assert_eq!(person(&["Emmanuel Macron"], &in_year(1980)), None);
        assert!(person(&["Emmanuel Macron"], &in_year(2009)).is_some());
        assert_eq!(person(&["Macron"], &in_year(2009)), None);
        assert!(person(&["Charles de Gaulle"], &in_year(2024)).is_some());
        let around = in_year(2020);
        let woman = told(Label::Person, &["Macron"], &around, Some(ToldSex::Woman));
        assert_eq!(woman, None);
        let man = told(Label::Person, &["Macron"], &around, Some(ToldSex::Man));
        assert!(man.is_some());
    }

    #[test]
    fn a_common_name_needs_the_country() {
        let name = &["Ibrahim Traoré"];
        assert_eq!(person(name, &Surroundings::default()), None);
        assert_eq!(person(name, &of_countries(&["ML"])), None);
        assert_eq!(
            person(name, &of_countries(&["BF", "ML"])),
            some("person:ibrahim-traore", "known")
        );
    }

    #[test]
    fn an_acronym_of_several_needs_the_country() {
        let ceni = |around: &Surroundings| tied(Label::Org, &["CENI"], around);
        assert_eq!(ceni(&Surroundings::default()), None);
        let congo = ceni(&of_countries(&["CD"])).expect("the country decides");
        let guinea = ceni(&of_countries(&["GN"]));
        assert_ne!(Some(congo), guinea);
        assert_eq!(ceni(&of_countries(&["JP"])), None);
    }

    #[test]
    fn what_the_text_spells_out_otherwise_is_not_tied_by_its_acronym() {
        let around = of_countries(&["FR"]);
        assert!(tied(Label::Org, &["CFDT"], &around).is_some());
        let other = ["Comité des fêtes du Thouarsais", "CFDT"];
        assert_eq!(tied(Label::Org, &other, &around), None);
        assert_eq!(tied(Label::Loc, &["CFDT"], &around), None);
    }
}
