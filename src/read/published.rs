//! When a web page says that it was published.

use dom_query::{Document, NodeRef, Selection};
use serde_json::Value;

/// The names of `meta` elements that give the day, lower case, from the plainest to the vaguest:
/// Open Graph, Dublin Core, those of publishing systems.
const NAMES: [&str; 24] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.available",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "publication_date",
    "publication-date",
    "publish_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "article.published",
    "date.release",
    "date",
];

/// How deep in JSON-LD an article is looked for: a list, `@graph`, `mainEntity`, and one more.
const DEPTH: usize = 4;

/// The date of publication as the page has it: from its JSON-LD, its `meta` elements, its microdata,
/// or its `time` elements where they agree on one day.
pub(super) fn published(page: &Document) -> Option<String> {
    linked_data(page)
        .or_else(|| meta(page))
        .or_else(|| microdata(page))
        .or_else(|| times(page))
}

/// What may be a date: there is a year in it.
fn dated(text: &str) -> Option<String> {
    let text = text.trim();
    let mut parts = text.split(|c: char| !c.is_ascii_digit());
    (text.len() < 200 && parts.any(|part| part.len() >= 4)).then(|| text.to_owned())
}

/// `datePublished` of an article in JSON-LD, else of the page that it describes.
fn linked_data(page: &Document) -> Option<String> {
    let mut of_page = None;
    for script in page.select("script[type='application/ld+json']").iter() {
        let text = script.text();
        let text = text.trim().trim_start_matches("<![CDATA[");
        let text = text.trim_end_matches("]]>");
        let Ok(data) = serde_json::from_str::<Value>(text) else {
            continue;
        };
        let mut objects = Vec::new();
        gather(&data, DEPTH, &mut objects);
        for (kind, date) in objects {
            match kind {
                Kind::Article => return Some(date),
                Kind::Page => of_page = of_page.or(Some(date)),
            }
        }
    }
    of_page
}

/// What an object of JSON-LD describes.
enum Kind {
    Article,
    Page,
}

fn gather(data: &Value, depth: usize, found: &mut Vec<(Kind, String)>) {
    match data {
        Value::Array(items) if depth > 0 => {
            items.iter().for_each(|item| gather(item, depth - 1, found));
        }
        Value::Object(object) => {
            let date = object.get("datePublished").and_then(Value::as_str);
            let kind = object.get("@type").and_then(kind);
            if let (Some(date), Some(kind)) = (date.and_then(dated), kind) {
                found.push((kind, date));
            }
            if depth > 0 {
                let within = ["@graph", "mainEntity", "mainEntityOfPage"];
                let within = within.iter().filter_map(|name| object.get(*name));
                within.for_each(|inner| gather(inner, depth - 1, found));
            }
        }
        _ => {}
    }
}

fn kind(of: &Value) -> Option<Kind> {
    let one = |name: &str| match name.rsplit(['/', ':']).next()? {
        "WebPage" => Some(Kind::Page),
        "Report" => Some(Kind::Article),
        name if name.ends_with("Article") || name.ends_with("Posting") => Some(Kind::Article),
        _ => None,
    };
    match of {
        Value::String(name) => one(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).find_map(one),
        _ => None,
    }
}

fn meta(page: &Document) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for element in page.select("meta[content]").nodes() {
        let name = ["name", "property", "itemprop", "http-equiv"];
        let name = name.iter().find_map(|attribute| element.attr(attribute));
        let Some(name) = name.map(|name| name.trim().to_lowercase().replace("dc:", "dc.")) else {
            continue;
        };
        let Some(rank) = NAMES.iter().position(|one| *one == name) else {
            continue;
        };
        let date = element.attr("content").and_then(|content| dated(&content));
        if let Some(date) = date
            && best.as_ref().is_none_or(|(known, _)| rank < *known)
        {
            best = Some((rank, date));
        }
    }
    best.map(|(_, date)| date)
}

/// `itemprop="datePublished"`, on whatever element.
fn microdata(page: &Document) -> Option<String> {
    let elements = page.select("[itemprop~='datePublished']");
    let mut nodes = elements.nodes().iter();
    nodes.find_map(|element| own_date(element).or_else(|| dated(&element.text())))
}

fn own_date(element: &NodeRef) -> Option<String> {
    let attributes = ["datetime", "content"];
    let mut values = attributes.iter().filter_map(|name| element.attr(name));
    values.find_map(|value| dated(&value))
}

/// The day of the `time` elements: one that is marked as the date of publication, else those at the
/// head of the article, else all of the page, if they agree.
fn times(page: &Document) -> Option<String> {
    let heads = "article header time[datetime], main header time[datetime]";
    [
        "time[pubdate]",
        heads,
        "article time[datetime]",
        "time[datetime]",
    ]
    .iter()
    .map(|which| page.select(which))
    .find(Selection::exists)
    .and_then(|times| {
        let dates: Vec<String> = times.nodes().iter().filter_map(own_date).collect();
        let day = |date: &String| date.get(..10).unwrap_or(date).to_owned();
        let first = dates.first()?;
        let agree = dates.iter().all(|date| day(date) == day(first));
        agree.then(|| first.clone())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(head: &str, body: &str) -> Option<String> {
        let page = format!("<!doctype html><html><head>{head}</head><body>{body}</body></html>");
        published(&Document::from(page.as_str()))
    }

    #[test]
    fn each_way_to_give_the_date_is_read() {
        let day = Some("2024-07-08T10:00:00+02:00".to_owned());
        for head in [
            "<meta name=date content=2024-07-08T10:00:00+02:00>",
            "<meta name=DC.date.issued content=2024-07-08T10:00:00+02:00>",
            "<meta name='dc:date' content=2024-07-08T10:00:00+02:00>",
            "<meta name=DCTERMS.created content=2024-07-08T10:00:00+02:00>",
            "<meta property='article:published_time' content=2024-07-08T10:00:00+02:00>",
            "<meta itemprop=datePublished content=2024-07-08T10:00:00+02:00>",
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\
             \"datePublished\":\"2024-07-08T10:00:00+02:00\"}</script>",
            "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@graph\":[\
             {\"@type\":\"Organization\",\"datePublished\":\"1999-01-01\"},\
             {\"@type\":[\"Thing\",\"Article\"],\"datePublished\":\"2024-07-08T10:00:00+02:00\"}]}</script>",
            "<script type=application/ld+json>[{\"@type\":\"WebPage\",\"datePublished\":\"2020-01-01\"},\
             {\"@type\":\"BlogPosting\",\"datePublished\":\"2024-07-08T10:00:00+02:00\"}]</script>",
        ] {
            assert_eq!(found(head, "<p>x"), day, "{head}");
        }
        for body in [
            "<span itemprop=datePublished content=2024-07-08T10:00:00+02:00>lundi</span>",
            "<time itemprop='datePublished dateCreated' datetime=2024-07-08T10:00:00+02:00>lundi</time>",
            "<time pubdate datetime=2024-07-08T10:00:00+02:00>lundi</time><time datetime=2023-01-01>x</time>",
            "<article><header><time datetime=2024-07-08T10:00:00+02:00>lundi</time></header>\
             <time datetime=1999-01-01>x</time></article>",
            "<time datetime=2024-07-08T10:00:00+02:00>lundi</time><time datetime=2024-07-08>x</time>",
        ] {
            assert_eq!(found("", body), day, "{body}");
        }
    }

    #[test]
    fn what_is_vague_or_two_days_is_not_taken() {
        for (head, body) in [
            ("<meta name=date content=today>", ""),
            ("<meta name=author content=2024-07-08>", ""),
            ("<meta name=date>", ""),
            (
                "<script type=application/ld+json>{\"@type\":\"Person\",\"datePublished\":\"2024-07-08\"}</script>",
                "",
            ),
            (
                "<script type=application/ld+json>{not json 2024-07-08}</script>",
                "",
            ),
            (
                "",
                "<time datetime=2024-07-08>a</time><time datetime=2024-07-09>b</time>",
            ),
            ("", "<time>8 juillet 2024</time>"),
            ("", "<time datetime=10:00>a</time>"),
        ] {
            assert_eq!(found(head, body), None, "{head}{body}");
        }
    }

    #[test]
    fn deep_json_does_not_overflow_the_stack() {
        let deep = format!(
            "<script type=application/ld+json>{}{}</script>",
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        assert_eq!(found(&deep, ""), None);
        let graph = "{\"@graph\":[".repeat(40) + "1" + &"]}".repeat(40);
        let nested = format!("<script type=application/ld+json>{graph}</script>");
        assert_eq!(found(&nested, ""), None);
    }
}
