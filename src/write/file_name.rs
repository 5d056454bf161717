//! File names made from ids, which may hold anything.

use xxhash_rust::xxh3::xxh3_128;

/// The longest name in bytes: file systems allow 255, and an extension follows.
const LONGEST: usize = 200;

/// How much of a long id stays readable before its hash.
const KEPT: usize = 150;

/// What separates that from the hash. No encoded id contains it: a `%` is followed by hex digits.
const HASH_MARK: &str = "%-";

/// The stem for an empty id; no other id gives it.
const EMPTY: &str = "%";

/// A file name without extension for a document's id: letters, digits, `_`, `-`, single dots and
/// `%XX` for every other byte, 200 bytes at most.
///
/// It never leads out of a directory: no separator, no `..`, no dot at the start, no name that Windows
/// reserves for devices. Different ids give different names, those of long ids by a 128-bit hash at the
/// end; names that differ only in case are one file on file systems that fold case.
///
/// ```
/// assert_eq!(griot::file_stem("afp-2025.07"), "afp-2025.07");
/// assert_eq!(griot::file_stem("../news/à.txt"), "%2E%2E%2Fnews%2F%C3%A0.txt");
/// ```
pub fn file_stem(id: &str) -> String {
    if id.is_empty() {
        return EMPTY.to_owned();
    }
    let device = is_device(id);
    let mut stem = String::with_capacity(id.len());
    let mut before = b'.';
    for (at, byte) in id.bytes().enumerate() {
        let safe = match byte {
            // A device's name is no longer one once its first letter is encoded.
            _ if device && at == 0 => false,
            b'.' => before != b'.',
            b'_' | b'-' => true,
            _ => byte.is_ascii_alphanumeric(),
        };
        if safe {
            stem.push(char::from(byte));
        } else {
            stem.push_str(&format!("%{byte:02X}"));
        }
        before = byte;
    }
    if stem.len() > LONGEST {
        let mut kept = KEPT;
        while stem[kept - 2..kept].contains('%') {
            kept -= 1;
        }
        stem.truncate(kept);
        stem.push_str(HASH_MARK);
        stem.push_str(&format!("{:032x}", xxh3_128(id.as_bytes())));
    }
    stem
}

/// The id that a file's stem was made from; `None` if it holds a hash, or was not made here.
pub(crate) fn id_of_stem(stem: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(stem.len());
    if stem != EMPTY {
        let mut rest = stem;
        while let Some((plain, encoded)) = rest.split_once('%') {
            bytes.extend_from_slice(plain.as_bytes());
            let digits = encoded.get(..2)?;
            if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                return None;
            }
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &encoded[2..];
        }
        bytes.extend_from_slice(rest.as_bytes());
    }
    let id = String::from_utf8(bytes).ok()?;
    (file_stem(&id) == stem).then_some(id)
}

/// Whether Windows reserves the name for a device, whatever extension follows.
fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or_default();
    let numbered = |kind: &str| {
        base.get(..3)
            .is_some_and(|start| start.eq_ignore_ascii_case(kind))
            && base.len() == 4
            && base.ends_with(|c: char| c.is_ascii_digit())
    };
    ["con", "prn", "aux", "nul"]
        .iter()
        .any(|device| base.eq_ignore_ascii_case(device))
        || numbered("com")
        || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_plain_id_is_its_own_name() {
        for id in [
            "a",
            "afp_2025-07.5",
            "20250705T101500.123",
            "concours",
            "com",
            "com10",
        ] {
            assert_eq!(file_stem(id), id);
        }
    }

    #[test]
    fn no_id_leads_out_of_the_directory() {
        for (id, stem) in [
            ("", "%"),
            (".", "%2E"),
            ("..", "%2E%2E"),
            ("../../etc/passwd", "%2E%2E%2F.%2E%2Fetc%2Fpasswd"),
            ("/etc/passwd", "%2Fetc%2Fpasswd"),
            ("C:\\x", "C%3A%5Cx"),
            ("a..b", "a.%2Eb"),
            (".hidden", "%2Ehidden"),
            ("a\0b\n", "a%00b%0A"),
            ("a b", "a%20b"),
            ("100%", "100%25"),
            ("https://x.fr/a?b=c", "https%3A%2F%2Fx.fr%2Fa%3Fb%3Dc"),
        ] {
            assert_eq!(file_stem(id), stem);
            assert_eq!(id_of_stem(stem).as_deref(), Some(id));
        }
    }

    #[test]
    fn names_of_windows_devices_are_written_otherwise() {
        for (id, stem) in [
            ("NUL", "%4EUL"),
            ("con.txt", "%63on.txt"),
            ("Com1", "%43om1"),
            ("lpt9.a.b", "%6Cpt9.a.b"),
        ] {
            assert_eq!(file_stem(id), stem);
            assert_eq!(id_of_stem(stem).as_deref(), Some(id));
        }
    }

    #[test]
    fn a_long_id_ends_in_its_hash() {
        let (one, other) = (file_stem(&"é".repeat(500)), file_stem(&"é".repeat(501)));
        assert_ne!(one, other);
        assert!(one.starts_with("%C3%A9%C3%A9") && one.len() <= LONGEST);
        assert_eq!(id_of_stem(&one), None);
        // Other runs must find the file again.
        assert!(one.ends_with("%-624a3bcc8092c7ba59420a3b1722bf53"), "{one}");
    }

    #[test]
    fn a_stem_of_other_hands_has_no_id() {
        for stem in ["%zz", "a%", "%+1", "a b", "%41", "%C3"] {
            assert_eq!(id_of_stem(stem), None, "{stem}");
        }
    }

    fn any_id() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[./\\\\%a-cA-C:~ ]{0,300}",
            "(?i)(con|nul|com1|lpt5)[./a]{0,3}"
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn every_name_is_a_file_of_the_directory(id in any_id()) {
            let stem = file_stem(&id);
            prop_assert!(!stem.is_empty() && stem.len() <= LONGEST);
            prop_assert!(!stem.starts_with('.') && !stem.contains("..") && !is_device(&stem));
            prop_assert!(stem.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-%".contains(&b)));
            let components: Vec<Component> = Path::new(&stem).components().collect();
            prop_assert!(matches!(components.as_slice(), [Component::Normal(_)]));
            if !stem.contains(HASH_MARK) {
                prop_assert_eq!(id_of_stem(&stem), Some(id));
            }
        }
    }
}
