//! The distinct names among the mentions of organisations.

use std::collections::HashMap;

use crate::fold::fold;
use crate::resolve::cluster::named::{NamedMention, NamedText};
use crate::resolve::cluster::org::acronym::{Acronym, AcronymShape};
use crate::resolve::cluster::words::{FoldedWord, name_key, words};

/// One name, however it is spelt.
pub(crate) struct OrgForm {
    /// Its words, folded, in their one spelling.
    pub key: Vec<String>,
    /// Its words as the first mention has them.
    pub words: Vec<FoldedWord>,
    /// It as an acronym, if it may be one; a plain word (`Kingsmoor`) where any mention is.
    pub acronym: Option<Acronym>,
    /// Its mentions, in text order.
    pub mentions: Vec<usize>,
}

impl OrgForm {
    /// Whether it is always written in capitals or mixed case, as no common word is.
    pub fn is_written_as_acronym(&self) -> bool {
        self.acronym
            .as_ref()
            .is_some_and(|acronym| acronym.shape != AcronymShape::Capitalised)
    }
}

/// The key of a surface, in one string.
pub(crate) fn key_of(surface: &str) -> String {
    let key = name_key(surface).join(" ");
    if key.is_empty() {
        fold(surface.trim())
    } else {
        key
    }
}

/// The forms in the order of their first mentions, and the form of each key.
pub(crate) fn forms(
    document: &NamedText,
    places: &[usize],
) -> (Vec<OrgForm>, HashMap<String, usize>) {
    let mut forms: Vec<OrgForm> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for &at in places {
        let mention: &NamedMention = &document.mentions[at];
        let form = *by_key.entry(key_of(mention.text)).or_insert_with(|| {
            forms.push(OrgForm {
                key: name_key(mention.text),
                words: words(mention.text),
                acronym: None,
                mentions: Vec::new(),
            });
            forms.len() - 1
        });
        let form = &mut forms[form];
        form.mentions.push(at);
        if let Some(acronym) = Acronym::read(mention.text)
            && (form.acronym.is_none() || acronym.shape == AcronymShape::Capitalised)
        {
            form.acronym = Some(acronym);
        }
    }
    (forms, by_key)
}
