//! What a name of an organisation may have or lack: legal forms, designators of clubs.

/// Legal forms, after the name.
const LEGAL: &[&str] = &[
    "ab",
    "ag",
    "as",
    "asa",
    "bv",
    "cie",
    "co",
    "company",
    "corp",
    "corporation",
    "eurl",
    "gmbh",
    "group",
    "groupe",
    "holding",
    "holdings",
    "inc",
    "incorporated",
    "kg",
    "kgaa",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "nv",
    "oy",
    "oyj",
    "plc",
    "pty",
    "sa",
    "sarl",
    "sas",
    "sasu",
    "sca",
    "scop",
    "se",
    "spa",
    "srl",
    "ulc",
];

/// Words before the name of a company.
const BEFORE: &[&str] = &["groupe", "ets", "etablissements"];

/// Designators of sports clubs, before or after the town.
const CLUB: &[&str] = &[
    "ac",
    "afc",
    "aj",
    "as",
    "asc",
    "bc",
    "ca",
    "cd",
    "cf",
    "cs",
    "ea",
    "es",
    "fc",
    "fk",
    "gf",
    "hac",
    "hc",
    "kv",
    "losc",
    "mc",
    "ogc",
    "rc",
    "rcd",
    "sc",
    "sco",
    "sd",
    "sk",
    "sm",
    "so",
    "ss",
    "ssc",
    "sv",
    "tsg",
    "ud",
    "us",
    "uso",
    "vfb",
    "vfl",
    "athletic",
    "olympique",
    "stade",
    "racing",
    "sporting",
];

/// Splits a name's key into what names and what designates; `None` where nothing designates or
/// nothing else is left.
pub(crate) fn split(key: &[String]) -> Option<(&[String], Vec<&str>)> {
    let mut core = key;
    let mut affixes = Vec::new();
    loop {
        match core {
            [first, rest @ ..]
                if affixes.is_empty() && (BEFORE.contains(&first.as_str()) || is_club(first)) =>
            {
                affixes.push(first.as_str());
                core = rest;
            }
            [rest @ .., last] if LEGAL.contains(&last.as_str()) || is_club(last) => {
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
    // `Olympique de Marseille`, `Olympique d'Hesdre`: the town alone.
    while let [link, rest @ ..] = core
        && matches!(
            link.as_str(),
            "de" | "d" | "du" | "des" | "l" | "la" | "le" | "of" | "&"
        )
    {
        core = rest;
    }
    let letters: usize = core.iter().map(|word| word.chars().count()).sum();
    (!affixes.is_empty() && letters >= 3).then_some((core, affixes))
}

fn is_club(word: &str) -> bool {
    CLUB.contains(&word)
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
