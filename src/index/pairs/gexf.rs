//! Pairs as GEXF 1.3.

use std::io::{self, Write};

use super::xml::XmlText;
use super::{CoOccurrences, PairNode};

/// What a file starts with, whatever pairs it holds: on its first line, by which it is known again.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\"><meta><creator>griot</creator>";

pub(super) fn write(pairs: &mut CoOccurrences, output: &mut dyn Write) -> io::Result<()> {
    let (edges, documents) = (pairs.len(), pairs.documents());
    let (nodes, reader) = pairs.both().map_err(io::Error::other)?;
    write!(
        output,
        "{HEAD}<description>Entities that are named together in {documents} documents</description></meta>
<graph mode=\"static\" defaultedgetype=\"undirected\">
<attributes class=\"node\">
<attribute id=\"entity\" title=\"entity\" type=\"string\"/>
<attribute id=\"type\" title=\"type\" type=\"string\"/>
<attribute id=\"iso2\" title=\"iso2\" type=\"string\"/>
<attribute id=\"partial\" title=\"partial\" type=\"boolean\"/>
<attribute id=\"documents\" title=\"documents\" type=\"long\"/>
<attribute id=\"mentions\" title=\"mentions\" type=\"long\"/>
</attributes>
<attributes class=\"edge\">
<attribute id=\"shared_documents\" title=\"documents\" type=\"long\"/>
<attribute id=\"sentences\" title=\"sentences\" type=\"long\"/>
<attribute id=\"pmi\" title=\"pmi\" type=\"double\"/>
</attributes>
"
    )?;
    let paired = || nodes.iter().enumerate().filter(|(_, node)| node.paired);
    writeln!(output, "<nodes count=\"{}\">", paired().count())?;
    for (n, node) in paired() {
        let PairNode {
            id,
            label,
            name,
            partial,
            documents,
            mentions,
            ..
        } = node;
        write!(
            output,
            "<node id=\"n{n}\" label=\"{}\"><attvalues><attvalue for=\"entity\" value=\"{}\"/>\
             <attvalue for=\"type\" value=\"{label}\"/>",
            XmlText(name),
            XmlText(id),
        )?;
        if let Some(iso2) = &node.iso2 {
            write!(
                output,
                "<attvalue for=\"iso2\" value=\"{}\"/>",
                XmlText(iso2)
            )?;
        }
        writeln!(
            output,
            "<attvalue for=\"partial\" value=\"{partial}\"/>\
             <attvalue for=\"documents\" value=\"{documents}\"/>\
             <attvalue for=\"mentions\" value=\"{mentions}\"/></attvalues></node>",
        )?;
    }
    writeln!(output, "</nodes>\n<edges count=\"{edges}\">")?;
    for (n, pair) in reader.enumerate() {
        let pair = pair.map_err(io::Error::other)?;
        writeln!(
            output,
            "<edge id=\"e{n}\" source=\"n{}\" target=\"n{}\" weight=\"{}\"><attvalues>\
             <attvalue for=\"shared_documents\" value=\"{}\"/>\
             <attvalue for=\"sentences\" value=\"{}\"/><attvalue for=\"pmi\" value=\"{}\"/>\
             </attvalues></edge>",
            pair.source, pair.target, pair.documents, pair.documents, pair.sentences, pair.pmi
        )?;
    }
    writeln!(output, "</edges>\n</graph>\n</gexf>")
}
