//! Pairs as GraphML 1.0.

use std::io::{self, Write};

use super::CoOccurrences;
use super::xml::XmlText;

/// What a file starts with, whatever pairs it holds: on its first line, by which it is known again.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
    http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\"><desc>griot: ";

/// Whether nodes or edges have it, its name, which is its id too, and its type. `label` is what Gephi
/// shows, `name` what Cytoscape does.
const KEYS: [(&str, &str, &str); 11] = [
    ("node", "label", "string"),
    ("node", "name", "string"),
    ("node", "entity", "string"),
    ("node", "type", "string"),
    ("node", "iso2", "string"),
    ("node", "partial", "boolean"),
    ("node", "documents", "long"),
    ("node", "mentions", "long"),
    ("edge", "weight", "double"),
    ("edge", "sentences", "long"),
    ("edge", "pmi", "double"),
];

pub(super) fn write(pairs: &mut CoOccurrences, output: &mut dyn Write) -> io::Result<()> {
    let documents = pairs.documents();
    let (nodes, reader) = pairs.both().map_err(io::Error::other)?;
    writeln!(
        output,
        "{HEAD}entities that are named together in {documents} documents</desc>"
    )?;
    for (of, name, kind) in KEYS {
        writeln!(
            output,
            "<key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        )?;
    }
    writeln!(output, "<graph id=\"pairs\" edgedefault=\"undirected\">")?;
    for (n, node) in nodes.iter().enumerate().filter(|(_, node)| node.paired) {
        write!(output, "<node id=\"n{n}\">")?;
        let iso2 = node.iso2.as_deref();
        let (partial, documents, mentions) = (
            node.partial.to_string(),
            node.documents.to_string(),
            node.mentions.to_string(),
        );
        for (key, value) in [
            ("label", Some(node.name.as_str())),
            ("name", Some(&node.name)),
            ("entity", Some(&node.id)),
            ("type", Some(node.label.as_str())),
            ("iso2", iso2),
            ("partial", Some(&partial)),
            ("documents", Some(&documents)),
            ("mentions", Some(&mentions)),
        ] {
            if let Some(value) = value {
                write!(output, "<data key=\"{key}\">{}</data>", XmlText(value))?;
            }
        }
        writeln!(output, "</node>")?;
    }
    for (n, pair) in reader.enumerate() {
        let pair = pair.map_err(io::Error::other)?;
        writeln!(
            output,
            "<edge id=\"e{n}\" source=\"n{}\" target=\"n{}\"><data key=\"weight\">{}</data>\
             <data key=\"sentences\">{}</data><data key=\"pmi\">{}</data></edge>",
            pair.source, pair.target, pair.documents, pair.sentences, pair.pmi
        )?;
    }
    writeln!(output, "</graph>\n</graphml>")
}
