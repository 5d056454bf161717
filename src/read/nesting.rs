//! How deep the elements of a page are nested, before it is parsed.
//!
//! The time of a parse grows with the square of the depth: a page of 20,000 `<div>` takes a minute,
//! one of a million would stop a run.

/// The greatest depth that is parsed: where browsers stop.
pub(super) const MAX_DEPTH: usize = 512;

/// Elements that hold nothing, or that the next one of their kind closes.
const FLAT: [&str; 33] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup",
    "caption", "option", "html", "head", "body", "image", "frame", "basefont",
];

/// Elements whose content is no markup.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "iframe"];

/// Whether elements are nested too deep: an estimate, for the parser closes some by itself.
pub(super) fn too_deep(page: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut drawing = 0usize;
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            // `<!-->` is a whole comment.
            let whole = comment.starts_with('>') || comment.starts_with("->");
            rest = match comment.find("-->") {
                _ if whole => comment,
                Some(end) => &comment[end..],
                None => "",
            };
            continue;
        }
        let (closes, tag) = match rest.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, rest),
        };
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        let written = &tag[..end.unwrap_or(tag.len())];
        let name = written.to_ascii_lowercase();
        let name = name.as_str();
        let whole = tag.find('>').map_or(tag, |end| &tag[..end]);
        rest = &tag[whole.len()..];
        if FLAT.contains(&name) {
            continue;
        }
        let vector = matches!(name, "svg" | "math");
        if closes {
            // What closes nothing is passed over.
            let found = open
                .iter()
                .rposition(|open| open.eq_ignore_ascii_case(written));
            open.truncate(found.unwrap_or(open.len()));
            drawing = drawing.saturating_sub(usize::from(vector));
        } else if drawing == 0 && RAW.contains(&name) {
            rest = after(rest, name);
        } else if drawing > 0 && whole.ends_with('/') {
            // Only in drawings does a slash close an element.
        } else {
            open.push(written);
            drawing += usize::from(vector);
            // A block of text ends a drawing that was not closed.
            if matches!(
                name,
                "div" | "span" | "table" | "ul" | "ol" | "b" | "i" | "em"
            ) {
                drawing = 0;
            }
            if open.len() > MAX_DEPTH {
                return true;
            }
        }
    }
    false
}

/// What follows the content of an element that holds no markup.
fn after<'a>(content: &'a str, name: &str) -> &'a str {
    let mut rest = content;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        let close = rest.get(..name.len());
        if close.is_some_and(|tag| tag.eq_ignore_ascii_case(name)) {
            return rest;
        }
    }
    // Never closed: it goes on to the end of the page.
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_as_they_are_are_not_deep() {
        let flat = "<p>One<br><li>two<div><span>x</span></div><img src=a>".repeat(5000);
        assert!(!too_deep(&flat));
        assert!(!too_deep(
            &"<script>if (a<b) '<div>'</script><!-- <div> -->".repeat(5000)
        ));
        let drawing = format!("<svg>{}</svg>", "<path d='M0'/>".repeat(5000));
        assert!(!too_deep(&drawing));
        assert!(!too_deep("a < b <3 <é"));
        assert!(!too_deep(&"<ruby>漢<rt>kan</ruby>".repeat(5000)));
        assert!(!too_deep(&"<DIV><b><i>x</b></i></div>".repeat(5000)));
    }

    #[test]
    fn what_is_nested_without_end_is() {
        assert!(too_deep(&"<div>".repeat(5000)));
        assert!(too_deep(&"<x/>".repeat(5000)));
        assert!(too_deep(&"<svg><div><x/>".repeat(5000)));
        assert!(too_deep(&"<div></q>".repeat(5000)));
        assert!(too_deep(&"<rt>".repeat(5000)));
        assert!(too_deep(&format!("<!-->{}-->", "<div>".repeat(5000))));
    }
}
