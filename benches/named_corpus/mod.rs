//! Output of `griot extract` as a large corpus of news has it: fifteen mentions a document, of names
//! that are named the more often the fewer they are, and of many that are named once.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;

const GIVEN: [&str; 24] = [
    "Awa", "Marc", "Fatou", "Claire", "Issa", "Jane", "Paul", "Anne", "Moussa", "Ruth", "Jean",
    "Marie", "Salif", "Emma", "Louis", "Nadia", "Omar", "Julie", "Peter", "Sarah", "Ivan", "Chloé",
    "Hugo", "Aminata",
];
const SYLLABLES: [&str; 32] = [
    "ba", "ko", "ti", "ra", "mel", "dun", "vo", "sa", "lin", "gar", "pe", "no", "chi", "bel", "ou",
    "fa", "dre", "mi", "tor", "za", "kan", "lo", "ri", "wen", "gu", "han", "je", "mou", "pla",
    "quin", "ster", "vy",
];
const COUNTRIES: [(&str, &str, &str); 6] = [
    ("Mali", "ML", "MLI"),
    ("Niger", "NE", "NER"),
    ("Ghana", "GH", "GHA"),
    ("France", "FR", "FRA"),
    ("Togo", "TG", "TGO"),
    ("Bénin", "BJ", "BEN"),
];

/// SplitMix64: each document has its own, so that one corpus can be made in parts.
struct Mixed(u64);

impl Mixed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `most`, small ones far more often: the logarithm is even.
    fn rank(&mut self, most: u64) -> u64 {
        let even = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((most as f64).powf(even) as u64 - 1).min(most - 1)
    }
}

/// A word of four syllables, another for each number.
fn word(number: u64) -> String {
    let mut word = String::new();
    for n in 0..4 {
        word.push_str(SYLLABLES[(number >> (5 * n)) as usize % SYLLABLES.len()]);
    }
    word[..1].to_uppercase() + &word[1..]
}

fn person(number: u64) -> String {
    // A million surnames, each with four given names.
    let given = GIVEN[(number + (number >> 20)) as usize % GIVEN.len()];
    format!("{given} {}", word(number.wrapping_mul(7919)))
}

/// Writes the documents of these numbers.
pub fn write(path: &Path, documents: Range<u64>) -> io::Result<()> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    for number in documents {
        file.write_all(document(number).as_bytes())?;
    }
    file.flush()
}

fn document(number: u64) -> String {
    let mut mixed = Mixed(number);
    let mut lines = Lines::default();
    for _ in 0..3 {
        let who = person(mixed.rank(4_000_000));
        let surname = who.split_once(' ').map_or("", |(_, surname)| surname);
        // One name in eight has an initial.
        let full = match mixed.next() % 8 {
            0 => who.replacen(' ', " J. ", 1),
            _ => who.clone(),
        };
        lines.cluster("PERSON", &full, None, "", &[&full, surname, surname]);
    }
    for _ in 0..2 {
        let body = format!("{} {}", word(mixed.rank(500_000)), "Group");
        lines.cluster("ORG", &body, None, "", &[&body]);
    }
    let place = word(mixed.rank(300_000) + 1);
    lines.cluster("LOC", &place, None, "", &[&place]);
    let (name, iso2, iso3) = COUNTRIES[mixed.next() as usize % COUNTRIES.len()];
    let value = format!(
        "\"value\":{{\"iso2\":\"{iso2}\",\"iso3\":\"{iso3}\",\"name_fr\":\"{name}\",\"name_en\":\"{name}\",\
         \"rule\":\"name\"}},"
    );
    lines.cluster("COUNTRY", name, Some(iso2), &value, &[name, name]);
    let day = mixed.next() % 28 + 1;
    let date = format!("2024-{:02}-{day:02}", mixed.next() % 12 + 1);
    lines.cluster("DATE", "lundi", Some(&date), "", &["lundi"]);
    let Lines {
        entities, clusters, ..
    } = lines;
    format!(
        "{{\"schema\":\"griot/1\",\"id\":\"document-{number}\",\"lang\":\"fr\",\"date\":\"{date}\",\
         \"title\":\"{}\",\"words\":300,\"entities\":[{entities}],\"clusters\":[{clusters}]}}\n",
        word(number)
    )
}

/// Mentions and clusters of a document, as JSON.
#[derive(Default)]
struct Lines {
    entities: String,
    clusters: String,
    mentions: usize,
    at: usize,
    number: usize,
}

impl Lines {
    fn cluster(
        &mut self,
        label: &str,
        name: &str,
        key: Option<&str>,
        value: &str,
        surfaces: &[&str],
    ) {
        self.number += 1;
        let id = format!("{}-{}", label.to_lowercase(), self.number);
        let mut mentions = Vec::new();
        for surface in surfaces {
            let (start, end) = (self.at, self.at + surface.chars().count());
            self.at = end + 20;
            let comma = if self.mentions > 0 { "," } else { "" };
            let _ = write!(
                self.entities,
                "{comma}{{\"label\":\"{label}\",\"text\":\"{surface}\",\"start\":{start},\"end\":{end},\
                 \"start_byte\":{start},\"end_byte\":{end},\"score\":0.9876,{value}\"cluster\":\"{id}\",\
                 \"cluster_rule\":\"name\"}}"
            );
            mentions.push(self.mentions.to_string());
            self.mentions += 1;
        }
        let comma = if self.number > 1 { "," } else { "" };
        let key = key.map_or_else(String::new, |key| format!("\"key\":\"{key}\","));
        let _ = write!(
            self.clusters,
            "{comma}{{\"id\":\"{id}\",\"label\":\"{label}\",\"name\":\"{name}\",{key}\"count\":{},\
             \"mentions\":[{}]}}",
            mentions.len(),
            mentions.join(",")
        );
    }
}
