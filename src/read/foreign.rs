//! Files that do not hold plain text, recognised by their first bytes, and what converts them to text.

/// How much of a file is looked at: up to the mark of a tar archive.
pub(super) const LOOKED_AT: u64 = 512;

/// What kind of file this is, if griot does not read it, and what to do with it.
pub(super) fn foreign(head: &[u8]) -> Option<&'static str> {
    let has = |at: usize, mark: &[u8]| head.get(at..at + mark.len()) == Some(mark);
    let begins = |mark: &[u8]| has(0, mark);
    Some(if begins(b"%PDF-") {
        "a PDF: expected text: extract it with `pdftotext`"
    } else if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
        zip(head)
    } else if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        "an older Office document (DOC, XLS, PPT): expected text: convert it with `soffice --convert-to txt`"
    } else if begins(br"{\rtf") {
        "an RTF document: expected text: convert it with `soffice --convert-to txt`"
    } else if begins(b"BZh")
        && (has(4, b"\x31\x41\x59\x26\x53\x59") || has(4, b"\x17\x72\x45\x38\x50\x90"))
    {
        "compressed with bzip2: expected gzip, Zstandard or no compression: unpack it with `bunzip2`"
    } else if begins(b"\xfd7zXZ\0") {
        "compressed with xz: expected gzip, Zstandard or no compression: unpack it with `unxz`"
    } else if begins(b"\x04\x22\x4d\x18") {
        "compressed with LZ4: expected gzip, Zstandard or no compression: unpack it with `unlz4`"
    } else if begins(b"7z\xbc\xaf\x27\x1c") {
        "a 7z archive: expected the files in it: unpack it with `7z x`"
    } else if begins(b"Rar!\x1a\x07") {
        "a RAR archive: expected the files in it: unpack it with `unrar x`"
    } else if has(257, b"ustar") {
        "a tar archive: expected the files in it: unpack it with `tar -xf`"
    } else if begins(b"\x89PNG\r\n\x1a\n")
        || begins(b"\xff\xd8\xff")
        || begins(b"GIF87a")
        || begins(b"GIF89a")
        || begins(b"II*\0")
        || begins(b"MM\0*")
        || (begins(b"RIFF") && has(8, b"WEBP"))
    {
        "an image: expected text"
    } else {
        return None;
    })
}

/// What kind of ZIP archive this is: modern office documents are ZIP archives.
fn zip(head: &[u8]) -> &'static str {
    let name = head.get(30..).unwrap_or_default();
    if name.starts_with(b"mimetypeapplication/epub") {
        "an EPUB book: expected text: convert it with `pandoc -t plain`"
    } else if name.starts_with(b"mimetypeapplication/vnd.oasis.opendocument") {
        "an OpenDocument file (ODT, ODS, ODP): expected text: convert it with `pandoc -t plain`"
    } else if name.starts_with(b"[Content_Types].xml")
        || name.starts_with(b"_rels/")
        || name.starts_with(b"docProps/")
        || name.starts_with(b"word/")
    {
        "an Office document (DOCX, XLSX, PPTX): expected text: convert it with `pandoc -t plain`"
    } else {
        "a ZIP archive: expected the files in it: unpack it with `unzip`"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_not_foreign() {
        for text in [
            "",
            "PK",
            "BZh and 7z",
            "{\"text\": 1}",
            "%PD",
            "GIF8",
            "RIFF",
            "II",
        ] {
            assert_eq!(foreign(text.as_bytes()), None, "{text}");
        }
    }
}
