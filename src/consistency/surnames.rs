//! The surnames of a document's people, with their particles.

use std::collections::HashMap;

use super::PARTICLES;

/// Surnames, each with the particles before it; a surname with its particles is listed as well.
pub(super) struct Surnames<'a>(HashMap<&'a str, &'a str>);

impl<'a> Surnames<'a> {
    /// The surnames of full names. A first name does not speak for others.
    pub fn of(full_names: impl Iterator<Item = &'a str>) -> Self {
        let mut surnames = HashMap::new();
        for name in full_names {
            let Some((given, surname)) = name.rsplit_once(' ') else {
                continue;
            };
            if !surname.starts_with(char::is_uppercase) || surname.chars().count() <= 2 {
                continue;
            }
            let particles = particles(given);
            let whole = &name[given.len() - particles.len()..];
            surnames.insert(whole, "");
            let known = surnames.entry(surname).or_default();
            if known.is_empty() {
                *known = particles;
            }
        }
        Self(surnames)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn contains(&self, surface: &str) -> bool {
        self.0.contains_key(surface)
    }

    /// Bytes of the surname's particles at the end of `before`, where they are written as the start of
    /// a name: with a capital.
    pub fn particle_before(&self, surname: &str, before: &str) -> usize {
        let particles = self.0.get(surname).copied().unwrap_or("");
        if particles.is_empty() {
            return 0;
        }
        let length = particles.len() + " ".len();
        let at = before.len().checked_sub(length);
        // The byte may lie inside a character: then other words stand there.
        let Some((head, written)) = at.and_then(|at| before.split_at_checked(at)) else {
            return 0;
        };
        let same = written.strip_suffix(' ').is_some_and(|written| {
            written.starts_with(char::is_uppercase) && written.eq_ignore_ascii_case(particles)
        });
        match same && !head.ends_with(char::is_alphanumeric) {
            true => length,
            false => 0,
        }
    }
}

/// The particles at the end of what stands before a surname; a given name is left before them.
fn particles(given: &str) -> &str {
    let mut start = given.len();
    while let Some((before, word)) = given[..start].trim_end().rsplit_once(' ') {
        if !PARTICLES
            .list()
            .iter()
            .any(|particle| particle.eq_ignore_ascii_case(word))
        {
            break;
        }
        start = before.len() + 1;
    }
    &given[start..]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_surname_has_its_particles() {
        let names = [
            "Anicet Le Pors",
            "Bart De Wever",
            "Assimi Goïta",
            "Pelé",
            "Jean de La Rue",
        ];
        let surnames = Surnames::of(names.into_iter());
        for surname in ["Pors", "Le Pors", "Wever", "Goïta", "de La Rue"] {
            assert!(surnames.contains(surname), "{surname}");
        }
        assert!(!surnames.contains("Pelé") && !surnames.contains("Anicet"));
        assert_eq!(surnames.particle_before("Pors", "Hier. Le "), 3);
        assert_eq!(surnames.particle_before("Pors", "dit le "), 0);
        assert_eq!(surnames.particle_before("Goïta", "Le "), 0);
        assert_eq!(surnames.particle_before("Rue", "« De La "), 6);
        assert_eq!(surnames.particle_before("Wever", "ÉDe "), 0);
        // A character of two bytes where the particle would begin.
        assert_eq!(surnames.particle_before("Pors", "Né: "), 0);
        assert_eq!(surnames.particle_before("Rue", "Liberté: "), 0);
    }

    proptest! {
        #[test]
        fn whatever_stands_before_is_looked_at(before in "[éÉa-zL ]{0,4}(Le |De |né: )?") {
            let names = ["Anicet Le Pors", "Bart De Wever"];
            let surnames = Surnames::of(names.into_iter());
            for surname in ["Pors", "Wever", "Mars"] {
                let length = surnames.particle_before(surname, &before);
                prop_assert!(before.get(before.len() - length..).is_some());
            }
        }
    }
}
