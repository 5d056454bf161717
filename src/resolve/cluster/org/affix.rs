//! What a name of an organisation may have or lack: legal forms, designators of clubs.

use crate::lists::Words;

const FILE: &str = include_str!("../data/around_organisations.txt");
/// Legal forms, after the name.
static LEGAL: Words = Words::of(FILE, "legal forms");
/// Words before the name of a company.
static BEFORE: Words = Words::of(FILE, "before companies");
/// Designators of sports clubs, before or after the town.
static CLUBS: Words = Words::of(FILE, "clubs");
/// What comes off with a designator: the `de` of `Olympique de Marseille`, the `d'` of `Olympique
/// d'Hesdre`.
static LINKS: Words = Words::of(FILE, "links to towns");

/// Splits a name's key into what names and what designates; `None` where nothing designates or
/// nothing else is left.
pub(crate) fn split(key: &[String]) -> Option<(&[String], Vec<&str>)> {
    let mut core = key;
    let mut affixes = Vec::new();
    loop {
        match core {
            [first, rest @ ..]
                if affixes.is_empty() && (BEFORE.contains(first) || CLUBS.contains(first)) =>
            {
                affixes.push(first.as_str());
                core = rest;
            }
            [rest @ .., last] if LEGAL.contains(last) || CLUBS.contains(last) => {
                affixes.push(last.as_str());
                core = rest;
                if let [rest @ .., link] = core
                    && link == "&"
                {
                    core = rest;
                }
            }
            _ => break,
        }
    }
    while let [link, rest @ ..] = core
        && LINKS.contains(link)
    {
        core = rest;
    }
    let letters: usize = core.iter().map(|word| word.chars().count()).sum();
    (!affixes.is_empty() && letters >= 3).then_some((core, affixes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::cluster::words::name_key;

    fn core(name: &str) -> Option<String> {
        let key = name_key(name);
        split(&key).map(|(core, _)| core.join(" "))
    }

    #[test]
    fn designations_come_off() {
        assert_eq!(core("Saatkorn AG").as_deref(), Some("saatkorn"));
        assert_eq!(core("Hallier & Cie").as_deref(), Some("hallier"));
        assert_eq!(
            core("St. Clair Marine Inc.").as_deref(),
            Some("saint clair marine")
        );
        assert_eq!(core("FC Brévandes").as_deref(), Some("brevandes"));
        assert_eq!(core("Olympique d'Hesdre").as_deref(), Some("hesdre"));
        assert_eq!(core("groupe Renault").as_deref(), Some("renault"));
        assert_eq!(
            core("Ets Lecoq-d'Hérouville & Cie").as_deref(),
            Some("lecoq d herouville")
        );
        assert_eq!(core("Nord Audit"), None);
        assert_eq!(core("SA"), None);
        assert_eq!(core("SAS FC"), None);
    }
}
