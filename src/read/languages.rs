//! Records left out because of their language.

use crate::document::Lang;
use crate::language;
use crate::read::lang_code::LangCode;
use crate::read::missing::shown;
use crate::read::record::Record;
use crate::read::rejected::{RejectCode, Rejected};

/// The languages that are wanted.
#[derive(Clone, Debug)]
pub(super) struct Languages {
    pub wanted: Vec<Lang>,
    /// The language of records that name none.
    pub usual: Option<Lang>,
}

impl Languages {
    /// The record, if its language is wanted; its language is then known. A record that names a
    /// language other than French and English is in neither.
    pub fn keep(&self, mut record: Record) -> Result<Record, Rejected> {
        let (code, how) = if let Some(tag) = &record.other_lang {
            (tag.clone(), "given by the record")
        } else {
            let told = record.lang.or(self.usual);
            if told.is_none() && self.wanted.contains(&Lang::Fr) && self.wanted.contains(&Lang::En)
            {
                return Ok(record);
            }
            let lang = told.unwrap_or_else(|| language::detect_given(&record.text));
            if self.wanted.contains(&lang) {
                record.lang = Some(lang);
                return Ok(record);
            }
            let how = match told {
                Some(_) => "given by the record or the run",
                None => "detected",
            };
            (lang.to_string(), how)
        };
        let wanted: Vec<&str> = self.wanted.iter().map(|lang| lang.as_str()).collect();
        let reason = format!(
            "record {} is in {} ({how}): left out because only {} was asked for",
            shown(&record.id),
            shown(&code),
            wanted.join(" and ")
        );
        let mut rejected = Rejected::record(&record, RejectCode::OtherLang, reason);
        rejected.left_out = Some(LangCode::of(&code));
        Err(rejected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(
        wanted: &[Lang],
        usual: Option<Lang>,
        tag: Option<&str>,
        text: &str,
    ) -> Option<Option<Lang>> {
        let languages = Languages {
            wanted: wanted.to_vec(),
            usual,
        };
        let record = Record::new("a", text).tagged(tag);
        languages.keep(record).ok().map(|record| record.lang)
    }

    #[test]
    fn the_records_language_goes_before_the_runs_and_that_before_the_texts() {
        let english = "He left on Monday with them.";
        let fr = &[Lang::Fr][..];
        assert_eq!(kept(fr, None, None, english), None);
        assert_eq!(
            kept(fr, Some(Lang::Fr), None, english),
            Some(Some(Lang::Fr))
        );
        assert_eq!(kept(fr, Some(Lang::Fr), Some("en"), english), None);
        assert_eq!(kept(fr, None, Some("fr-BE"), english), Some(Some(Lang::Fr)));
        assert_eq!(kept(&[Lang::En], None, None, english), Some(Some(Lang::En)));
    }

    #[test]
    fn another_language_is_neither() {
        let both = &[Lang::Fr, Lang::En][..];
        assert_eq!(kept(both, None, Some("de-AT"), "Der Präsident"), None);
        assert_eq!(kept(both, Some(Lang::Fr), Some("es"), ""), None);
        assert_eq!(kept(both, None, None, "Der Präsident"), Some(None));
    }
}
