//! Reads `{lang, span, date}` a line and prints what Duckling makes of the whole span, or null.
use chrono::{FixedOffset, NaiveDate, TimeZone};
use duckling::{Context, DimensionKind, DimensionValue, Lang, Locale, Options, parse};
use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let span = row["span"].as_str().unwrap_or("");
        let date: NaiveDate = row["date"].as_str().unwrap_or("2000-01-01").parse()?;
        let lang = if row["lang"] == "en" { Lang::EN } else { Lang::FR };
        let locale = Locale::new(lang, None);
        let noon = date.and_hms_opt(12, 0, 0).ok_or("no noon")?;
        let utc = FixedOffset::east_opt(0).ok_or("no offset")?;
        let at = utc.from_local_datetime(&noon).single().ok_or("no instant")?;
        let context = Context::new(at, locale);
        // A latent reading (`2007`) counts, but only where nothing better is offered.
        let read = |with_latent| {
            parse(span, &locale, &[DimensionKind::Time], &context, &Options { with_latent })
                .into_iter()
                .max_by_key(|entity| entity.end - entity.start)
        };
        let whole = |entity: &duckling::Entity| entity.end - entity.start + 1 >= span.len();
        let best = read(false).filter(whole).or_else(|| read(true));
        let value = best.and_then(|entity| match entity.value {
            DimensionValue::Time(value) => serde_json::to_value(value).ok(),
            _ => None,
        });
        println!("{}", value.unwrap_or(serde_json::Value::Null));
    }
    Ok(())
}
