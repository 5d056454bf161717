//! Web pages: the main text of each is one document.

#[cfg(feature = "html")]
use crate::read::caught::caught;
#[cfg(feature = "html")]
use crate::read::declared::declared;
use crate::read::opened::{Opened, ReadItem};
use crate::read::rejected::RejectCode;
#[cfg(feature = "html")]
use crate::read::rejected::Rejected;

/// Reads a page.
#[cfg(feature = "html")]
pub(super) fn document(mut source: Opened) -> ReadItem {
    let bytes = source.whole()?;
    let (page, encoding) = decoded(&source, bytes)?;
    let bad = |reason: String| {
        let rejected = source.reject(RejectCode::BadHtml, reason);
        rejected.bytes(page.as_bytes())
    };
    let id = source.path.display().to_string();
    let mut record = extracted(id, &page).map_err(bad)?;
    record.encoding = encoding;
    let length = page.len() as u64;
    record.place = Some(source.place(None, 0, length));
    Ok((record, length))
}

/// The text of a page. Valid UTF-8 is read as such, whatever the page declares: a declaration often
/// outlives the encoding that it was written for.
#[cfg(feature = "html")]
fn decoded(source: &Opened, bytes: Vec<u8>) -> Result<(String, Option<&'static str>), Rejected> {
    let is_utf_8 = source.encoding.is_some() || std::str::from_utf8(&bytes).is_ok();
    let declared = match is_utf_8 {
        true => None,
        false => declared(&bytes).filter(|encoding| *encoding != encoding_rs::UTF_8),
    };
    if let Some(encoding) = declared {
        let text = match source.rules.lossy {
            true => Some(encoding.decode_without_bom_handling(&bytes).0),
            false => encoding.decode_without_bom_handling_and_without_replacement(&bytes),
        };
        if let Some(text) = text {
            return Ok((text.into_owned(), Some(encoding.name())));
        }
    }
    source.decoded(bytes)
}

/// The main text of a page, its title, date and language.
#[cfg(feature = "html")]
fn extracted(id: String, page: &str) -> Result<crate::read::record::Record, String> {
    use crate::read::page::parsed;
    use crate::read::published::published;
    use dom_smoothie::{Config, Readability, TextMode};

    let config = Config {
        // Paragraphs stay apart: raw text runs the last word of one into the first of the next.
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    // dom_smoothie 0.19 cuts some attributes within a character, which panics.
    let (article, date) = caught("the page cannot be parsed", || {
        let page = parsed(page)?;
        let date = published(&page);
        let article = Readability::with_document(page, None, Some(config))
            .and_then(|mut page| page.parse())
            .map_err(|error| format!("{error}: expected a page with a main text"))?;
        Ok::<_, String>((article, date))
    })?;
    let text = article.text_content.trim();
    if text.is_empty() {
        return Err("no main text: expected a page with one".to_owned());
    }
    let mut record = crate::read::record::Record::new(id, text).tagged(article.lang.as_deref());
    let given = |value: Option<String>| value.filter(|v| !v.trim().is_empty());
    record.title = given(Some(article.title));
    record.date = date.or_else(|| given(article.published_time));
    record.derived_text = true;
    Ok(record)
}

/// Says that pages are not read.
#[cfg(not(feature = "html"))]
pub(super) fn document(source: Opened) -> ReadItem {
    let reason =
        "this build does not read web pages: expected one with the feature html".to_owned();
    Err(source.reject(RejectCode::BadHtml, reason))
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;
    use crate::document::Lang;

    #[test]
    fn the_main_text_is_found_with_what_the_page_says_of_it() {
        let paragraph = "<p>Le général Assimi Goïta a quitté Bamako lundi, pour le sommet de \
                         l’AES à Niamey, selon la présidence malienne, qui n’a rien dit de plus.</p>";
        let page = format!(
            "<!doctype html><html lang=fr-FR><head><title>Sommet de l’AES</title>\
             <meta property='article:published_time' content='2025-07-05T08:00:00Z'></head>\
             <body><nav><a href=/>Accueil</a></nav><article>{}</article>\
             <footer>Mentions légales</footer></body></html>",
            paragraph.repeat(6)
        );
        let record = extracted("a".to_owned(), &page).expect("a page");
        assert!(record.derived_text);
        assert!(record.text.starts_with("Le général") && record.text.ends_with("plus."));
        assert!(record.text.contains("plus.\n"));
        assert!(!record.text.contains("Accueil"));
        assert_eq!(record.title.as_deref(), Some("Sommet de l’AES"));
        assert_eq!(record.date.as_deref(), Some("2025-07-05T08:00:00Z"));
        assert_eq!(
            (record.lang, record.day_first),
            (Some(Lang::Fr), Some(true))
        );
    }

    #[test]
    fn an_attribute_with_an_accent_before_a_video_site_stops_nothing() {
        let paragraph = "<p>Le Mali a voté lundi, à Bamako, selon la présidence malienne.</p>";
        let page = format!(
            "<html><body><article>{0}<iframe src=https://exemple.ml/v \
             title='Entretien — youtube.com'></iframe>{0}</article></body></html>",
            paragraph.repeat(8)
        );
        let told = extracted(String::new(), &page).map(|record| record.text);
        assert_eq!(told, Err("the page cannot be parsed".to_owned()));
    }

    #[test]
    fn a_page_without_text_is_refused() {
        for page in ["", "<html><body></body></html>"] {
            assert!(extracted(String::new(), page).is_err());
        }
    }
}
