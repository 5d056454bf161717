//! Gathers the mentions of organisations: surest ties first, none against an identity that the
//! table or the text has settled.

use std::collections::{HashMap, HashSet};

use crate::document::{Label, Lang};
use crate::resolve::cluster::draft::DraftCluster;
use crate::resolve::cluster::named::NamedText;
use crate::resolve::cluster::org::acronym::{Fit, initials};
use crate::resolve::cluster::org::affix;
use crate::resolve::cluster::org::cues::{Decision, TextCues};
use crate::resolve::cluster::org::definition::{self, Definition};
use crate::resolve::cluster::org::form::{OrgForm, forms, key_of};
use crate::resolve::cluster::org::sets::Sets;
use crate::resolve::cluster::org::short;
use crate::resolve::cluster::org::table::{self, NameReading, Organisation};
use crate::resolve::cluster::tie::Tie;
use crate::work;

/// The document's organisations so far.
struct OrgGathering<'a> {
    document: &'a NamedText<'a>,
    forms: Vec<OrgForm>,
    by_key: HashMap<String, usize>,
    sets: Sets,
    /// The words of nodes that are no mentions.
    expansions: HashMap<usize, String>,
    /// Forms whose identity the text has given, whatever the table says.
    told: HashSet<usize>,
    open: HashMap<usize, Vec<&'static Organisation>>,
    /// Forms that the text joins as two things.
    apart: HashSet<(usize, usize)>,
}

/// Gathers the mentions at `places`, in text order.
pub(crate) fn organisations(document: &NamedText, places: &[usize]) -> Vec<DraftCluster> {
    let (forms, by_key) = forms(document, places);
    let mut gathering = OrgGathering {
        document,
        sets: Sets::new(forms.len()),
        expansions: HashMap::new(),
        told: HashSet::new(),
        open: HashMap::new(),
        apart: HashSet::new(),
        forms,
        by_key,
    };
    let definitions = definition::definitions(document, places);
    let form_of: Vec<usize> = places
        .iter()
        .map(|&at| {
            gathering
                .by_key
                .get(&key_of(document.mentions[at].text))
                .copied()
                .unwrap_or_default()
        })
        .collect();
    gathering.apart = short::apart(document, places, &form_of);
    gathering.read_sure_names();
    gathering.join_rows();
    let node_of = gathering.apply(&definitions, places, &form_of);
    gathering.read_sure_acronyms();
    gathering.join_renamed(places, &node_of);
    gathering.join_spelt_elsewhere();
    gathering.read_in_context();
    gathering.join_rows();
    gathering.join_affixes();
    gathering.join_parts();
    gathering.groups(places, &form_of, &node_of)
}

impl OrgGathering<'_> {
    fn readings(&self, form: usize) -> Vec<NameReading> {
        let key = &self.forms[form].key;
        let lang: Lang = self.document.lang;
        let found = table::readings(&key.join(" "), lang);
        match affix::split(key) {
            Some((core, _)) if found.is_empty() => table::readings(&core.join(" "), lang),
            _ => found,
        }
    }

    /// Rows of names that are no acronyms and have one reading.
    fn read_sure_names(&mut self) {
        for form in 0..self.forms.len() {
            if self.forms[form].is_written_as_acronym() {
                continue;
            }
            if let [one] = self.readings(form).as_slice()
                && one.sure
            {
                self.sets.set_row(form, one.organisation);
            }
        }
    }

    /// Joins acronyms and expansions as the text tells them. Returns the node of each place:
    /// its form or, for an acronym that the text spells out in two ways, the last one told.
    fn apply(
        &mut self,
        definitions: &[Definition],
        places: &[usize],
        form_of: &[usize],
    ) -> Vec<usize> {
        // By acronym: where it is told, and the node of what it stands for.
        let mut told: HashMap<usize, Vec<(usize, usize, Fit)>> = HashMap::new();
        for found in definitions {
            let surface = self
                .document
                .between(found.acronym.start, found.acronym.end);
            let expansion = self.expansion(found);
            let acronym = self.by_key.get(&key_of(surface)).copied();
            if let Some(acronym) = acronym.filter(|&node| node < self.forms.len()) {
                told.entry(acronym)
                    .or_default()
                    .push((found.acronym.start, expansion, found.fit));
            }
        }
        let mut node_of = form_of.to_vec();
        let mut acronyms: Vec<usize> = told.keys().copied().collect();
        acronyms.sort_unstable();
        for acronym in acronyms {
            let Some(told) = told.remove(&acronym) else {
                continue;
            };
            let surest = told.iter().map(|&(.., fit)| fit).max();
            let told: Vec<_> = told
                .into_iter()
                .filter(|&(.., fit)| Some(fit) == surest)
                .collect();
            let meanings: HashSet<_> = told
                .iter()
                .map(|&(_, node, _)| self.sets.meaning(node))
                .collect();
            if meanings.len() == 1 {
                for (_, node, fit) in told {
                    self.tell(acronym, node, fit);
                }
                continue;
            }
            // Two meanings: a mention has the last one told before it, the earliest mentions the first.
            let mut copies: HashMap<usize, usize> = HashMap::new();
            for &at in &self.forms[acronym].mentions {
                work::step(1);
                let Ok(place) = places.binary_search(&at) else {
                    continue;
                };
                let start = self.document.mentions[at].range.start;
                let last = told
                    .partition_point(|&(told_at, ..)| told_at <= start)
                    .saturating_sub(1);
                let expansion = self.sets.root(told[last].1);
                let copy = *copies.entry(expansion).or_insert_with(|| self.sets.add());
                node_of[place] = copy;
                self.sets.join(copy, expansion, Tie::Acronym);
            }
            self.told.insert(acronym);
        }
        node_of
    }

    /// The node of what an acronym stands for: a mention's form, or the words themselves.
    fn expansion(&mut self, found: &Definition) -> usize {
        let text = self
            .document
            .between(found.expansion.start, found.expansion.end)
            .to_owned();
        let key = key_of(&text);
        let part = found
            .mention
            .map(|at| key_of(self.document.mentions[at].text))
            .and_then(|key| self.by_key.get(&key).copied());
        let node = match self.by_key.get(&key) {
            Some(&node) => node,
            None => {
                let node = self.sets.add();
                self.expansions.insert(node, text.clone());
                self.by_key.insert(key.clone(), node);
                if let [one] = table::readings(&key, self.document.lang).as_slice()
                    && one.sure
                {
                    self.sets.set_row(node, one.organisation);
                }
                node
            }
        };
        if let Some(part) = part.filter(|&part| part != node) {
            self.sets.join(part, node, Tie::Short);
        }
        node
    }

    /// An acronym with one meaning in the text. The expansion's row holds; else the one row that
    /// the acronym can mean and whose name shares half of the expansion's words; else none.
    fn tell(&mut self, acronym: usize, node: usize, fit: Fit) {
        let readings = self.readings(acronym);
        let mut row = self.sets.row(node);
        if row.is_none() {
            let text = match self.expansions.get(&node) {
                Some(text) => text.clone(),
                None => self
                    .forms
                    .get(node)
                    .map(|form| form.key.join(" "))
                    .unwrap_or_default(),
            };
            let agreeing: Vec<&NameReading> = readings
                .iter()
                .filter(|reading| reading.organisation.agrees(&text))
                .collect();
            row = match agreeing.as_slice() {
                [one] => Some(one.organisation),
                _ => None,
            };
            let sure = matches!(readings.as_slice(), [one] if one.sure);
            if row.is_none() && fit == Fit::Foreign && sure {
                return;
            }
        }
        if self.sets.join(acronym, node, Tie::Acronym) {
            self.told.insert(acronym);
            if let Some(row) = row {
                self.sets.set_row(node, row);
            }
        }
    }

    /// Rows of acronyms that the text does not spell out and that have one reading.
    fn read_sure_acronyms(&mut self) {
        for form in 0..self.forms.len() {
            if self.told.contains(&form) || self.sets.row(form).is_some() {
                continue;
            }
            if let [one] = self.readings(form).as_slice()
                && one.sure
            {
                self.sets.set_row(form, one.organisation);
            }
        }
    }

    fn join_renamed(&mut self, places: &[usize], node_of: &[usize]) {
        for (pair, nodes) in places.windows(2).zip(node_of.windows(2)) {
            if definition::renamed(self.document, pair[0], pair[1]) {
                self.sets.join(nodes[0], nodes[1], Tie::Renamed);
            }
        }
    }

    /// An acronym of three letters or more that one name in the text has as its initials, wherever
    /// the two stand; one of two letters where the name stands before it (`Parti socialiste`, `PS`), or
    /// it stands in the headline.
    fn join_spelt_elsewhere(&mut self) {
        const LETTERS: usize = 2;
        let headline = self.document.headline();
        let mut long: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, form) in self
            .forms
            .iter()
            .enumerate()
            .filter(|(_, form)| form.words.len() >= LETTERS)
        {
            let [all, content] = initials(&form.words);
            if all != content {
                long.entry(all).or_default().push(n);
            }
            long.entry(content).or_default().push(n);
        }
        for form in 0..self.forms.len() {
            if self.told.contains(&form)
                || self.sets.row(form).is_some()
                || !self.forms[form].is_written_as_acronym()
            {
                continue;
            }
            let Some(acronym) = &self.forms[form].acronym else {
                continue;
            };
            let letters: String = acronym.letters.iter().collect();
            if acronym.letters.len() < LETTERS {
                continue;
            }
            let mut roots: Vec<usize> = Vec::new();
            let short = acronym.letters.len() == LETTERS;
            for &n in long.get(&letters).into_iter().flatten() {
                if short && !self.is_spelt_before(n, form, headline) {
                    continue;
                }
                let root = self.sets.root(n);
                if roots.last() != Some(&root) {
                    roots.push(root);
                }
                // Two meanings are as good as none.
                if roots.len() > 1 {
                    break;
                }
            }
            if let [one] = roots.as_slice()
                && self.sets.join(form, *one, Tie::Acronym)
            {
                self.told.insert(form);
            }
        }
    }

    /// Whether the long form, of two words, stands before the short one or below the headline that has it.
    fn is_spelt_before(&self, long: usize, short: usize, headline: usize) -> bool {
        work::step(1);
        let (long, short) = (&self.forms[long], &self.forms[short]);
        let in_headline = |&at: &usize| self.document.mentions[at].range.start < headline;
        long.words.iter().filter(|word| !word.is_stop()).count() == 2
            && !long.is_written_as_acronym()
            && (long.mentions.first() < short.mentions.first()
                || short.mentions.first().is_some_and(in_headline))
    }

    /// Names with several readings: the text decides, or they stay open.
    fn read_in_context(&mut self) {
        let cues = TextCues::new(self.document);
        let known: HashSet<&'static str> = self.sets.known();
        for form in 0..self.forms.len() {
            if self.told.contains(&form) || self.sets.row(form).is_some() {
                continue;
            }
            let readings = self.readings(form);
            let Some(&first) = self.forms[form]
                .mentions
                .first()
                .filter(|_| !readings.is_empty())
            else {
                continue;
            };
            // `Orange et Orange Bank`: the name beside this one means something else.
            let others: Vec<usize> = self
                .apart
                .iter()
                .filter(|pair| pair.0 == form)
                .map(|pair| pair.1)
                .collect();
            let others: HashSet<_> = others
                .into_iter()
                .filter_map(|other| self.sets.row(other))
                .map(|row| row.id)
                .collect();
            let known = known.difference(&others).copied().collect();
            match cues.decide(&readings, &known, &self.document.mentions[first]) {
                Decision::One(row) if !others.contains(row.id) => self.sets.set_row(form, row),
                Decision::One(row) => {
                    self.open.insert(form, vec![row]);
                }
                Decision::Open(rows) => {
                    self.open.insert(form, rows);
                }
            }
        }
    }

    fn join_rows(&mut self) {
        let mut by_row: HashMap<&'static str, usize> = HashMap::new();
        for node in 0..self.sets.len() {
            if let Some(row) = self.sets.row(node) {
                let first = *by_row.entry(row.id).or_insert(node);
                if first != node {
                    self.sets.join(first, node, Tie::Table);
                }
            }
        }
    }

    /// Names that differ by a legal form or a club's designator only, where the text has one
    /// designation for the name.
    fn join_affixes(&mut self) {
        let mut bases: HashMap<String, (Vec<usize>, HashSet<String>)> = HashMap::new();
        for (n, form) in self.forms.iter().enumerate() {
            let (core, affixes) = affix::split(&form.key).unwrap_or((&form.key, Vec::new()));
            let (forms, designations) = bases.entry(core.join(" ")).or_default();
            forms.push(n);
            if !affixes.is_empty() {
                designations.insert(affixes.join(" "));
            }
        }
        let mut bases: Vec<_> = bases
            .into_values()
            .filter(|(_, designations)| designations.len() == 1)
            .collect();
        bases.sort_unstable_by_key(|(forms, _)| forms[0]);
        for (forms, _) in bases {
            for pair in forms.windows(2) {
                self.sets.join(pair[0], pair[1], Tie::Affix);
            }
        }
    }

    fn join_parts(&mut self) {
        for (part, longs) in short::parts(self.document, &self.forms, &self.apart) {
            if self.told.contains(&part) || self.sets.row(part).is_some() {
                continue;
            }
            let mut roots: Vec<usize> = longs.iter().map(|&long| self.sets.root(long)).collect();
            // A longer form that is already the same organisation leaves the others to choose from.
            let own = self.sets.root(part);
            roots.retain(|&root| root != own);
            roots.sort_unstable();
            roots.dedup();
            if let [one] = roots.as_slice()
                && self.sets.join(part, *one, Tie::Short)
            {
                self.open.remove(&part);
            }
        }
    }

    fn groups(
        mut self,
        places: &[usize],
        form_of: &[usize],
        node_of: &[usize],
    ) -> Vec<DraftCluster> {
        let mut groups: Vec<DraftCluster> = Vec::new();
        let mut by_root: HashMap<usize, usize> = HashMap::new();
        let mut first_form: Vec<usize> = Vec::new();
        for ((&at, &form), &node) in places.iter().zip(form_of).zip(node_of) {
            let root = self.sets.root(node);
            let group = *by_root.entry(root).or_insert_with(|| {
                groups.push(DraftCluster {
                    row: self.sets.row(root),
                    ..DraftCluster::new(Label::Org)
                });
                first_form.push(form);
                groups.len() - 1
            });
            let tie = match groups[group].mentions.as_slice() {
                [] => Tie::First,
                _ if form == first_form[group] => Tie::Name,
                _ => self.sets.tie(node).unwrap_or(Tie::Name),
            };
            let group = &mut groups[group];
            group.mentions.push((at, tie));
            if let Some(open) = self
                .open
                .get(&form)
                .filter(|_| group.row.is_none() && group.open.is_empty())
            {
                group.open = open.clone();
            }
        }
        for node in 0..self.sets.len() {
            let root = self.sets.root(node);
            if let Some(text) = self.expansions.remove(&node)
                && let Some(&group) = by_root.get(&root)
            {
                groups[group].expansions.push(text);
            }
        }
        groups
    }
}
