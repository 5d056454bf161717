//! Mentions that no full name explains.

use std::collections::HashMap;

use crate::resolve::cluster::person::around::Told;
use crate::resolve::cluster::person::groups::PersonGroups;
use crate::resolve::cluster::tie::Tie;
use crate::resolve::person_name::Gender;

/// Their groups.
#[derive(Default)]
pub(super) struct Alone {
    families: HashMap<String, usize>,
    /// By form: the people of that surname.
    bare: HashMap<usize, Namesakes>,
    /// By form and sex: what nothing decides.
    undecided: HashMap<(usize, Option<Gender>), usize>,
}

/// Groups of one surname, each with what is known of the sex, in text order.
#[derive(Default)]
struct Namesakes {
    people: Vec<(usize, Option<Gender>)>,
    /// The group that the surname without a title was last used for.
    last_used: Option<usize>,
}

impl Alone {
    /// The group of a family, by its surname.
    pub fn family(&mut self, groups: &mut PersonGroups, surname: &str) -> usize {
        let known = self.families.entry(surname.to_owned());
        *known.or_insert_with(|| groups.begin())
    }

    /// The group of a form that may mean several.
    pub fn undecided(
        &mut self,
        groups: &mut PersonGroups,
        form: usize,
        gender: Option<Gender>,
    ) -> usize {
        let known = self.undecided.entry((form, gender));
        *known.or_insert_with(|| groups.begin())
    }

    /// The one group of this form whose sex agrees, or a new one. Of two that agree, `M. Fortin` and `Mme
    /// Fortin`, the surname means the one it was last used for without a title.
    pub fn group(&mut self, groups: &mut PersonGroups, form: usize, told: &Told) -> (usize, Tie) {
        let known = self.bare.entry(form).or_default();
        let agrees = |&(_, gender): &(usize, Option<Gender>)| {
            gender.is_none() || told.gender.is_none() || gender == told.gender
        };
        let mut agreeing = known.people.iter().filter(|person| agrees(person));
        let (group, tie) = match (agreeing.next(), agreeing.next()) {
            (None, _) => {
                let group = groups.begin();
                known.people.push((group, told.gender));
                (group, Tie::First)
            }
            (Some(&(group, _)), None) => (group, Tie::Spelling),
            _ => match known.last_used {
                Some(group) => (group, Tie::LastUsed),
                None => return (self.undecided(groups, form, told.gender), Tie::Ambiguous),
            },
        };
        for (other, gender) in &mut known.people {
            if *other == group {
                *gender = gender.or(told.gender);
            }
        }
        if !told.is_titled() {
            known.last_used = Some(group);
        }
        (group, tie)
    }
}
