//! The message for a record or table that lacks the text.

/// How many names are shown, and how many characters of each.
const NAMES: usize = 20;
const CHARACTERS: usize = 60;

/// Says that a field or column (`what`) is missing, and which ones there are.
pub(crate) fn missing<'a>(
    what: &str,
    wanted: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> String {
    let mut names = names.into_iter();
    let shown: Vec<String> = names.by_ref().take(NAMES).map(shown).collect();
    let found = match (shown.is_empty(), names.next()) {
        (true, _) => format!("no {what}s at all"),
        (false, None) => format!("the {what}s {}", shown.join(", ")),
        (false, Some(_)) => format!("the {what}s {}, ...", shown.join(", ")),
    };
    format!("no {what} {wanted:?}: expected the text there, found {found}")
}

/// A name from the input, cut to a length that suits a message.
pub(super) fn shown(name: &str) -> String {
    match name.char_indices().nth(CHARACTERS) {
        Some((end, _)) => format!("{:?}...", &name[..end]),
        None => format!("{name:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_that_are_there_are_said_in_bounded_room() {
        assert_eq!(
            missing("field", "text", ["body", "a\nb"]),
            r#"no field "text": expected the text there, found the fields "body", "a\nb""#
        );
        assert_eq!(
            missing("column", "text", []),
            "no column \"text\": expected the text there, found no columns at all"
        );
        let long = "é".repeat(10_000);
        let many = vec![long.as_str(); 10_000];
        let said = missing("field", "text", many);
        assert!(said.len() < 4000, "{}", said.len());
        assert!(said.ends_with("é\"..., ..."), "{said}");
    }
}
