//! Numbers within bounds.

use std::num::NonZeroUsize;

/// A number of bytes within bounds, with K, M, G or T for powers of 1024.
fn bytes(text: &str, least: &str, most: &str) -> Result<u64, String> {
    let number = |text: &str| {
        let (digits, unit) = match text.chars().last().map(|c| c.to_ascii_uppercase()) {
            Some('K') => (&text[..text.len() - 1], 1 << 10),
            Some('M') => (&text[..text.len() - 1], 1 << 20),
            Some('G') => (&text[..text.len() - 1], 1 << 30),
            Some('T') => (&text[..text.len() - 1], 1 << 40),
            _ => (text, 1),
        };
        digits.parse::<u64>().ok()?.checked_mul(unit)
    };
    number(text)
        .filter(|found| number(least) <= Some(*found) && Some(*found) <= number(most))
        .ok_or_else(|| {
            format!("expected a number of bytes from {least} to {most}, such as 500000, 64M or 2G")
        })
}

pub fn document_bytes(text: &str) -> Result<u64, String> {
    bytes(text, "1", "1T")
}

/// The bounds of [`griot::job::Job::max_memory`].
pub fn memory(text: &str) -> Result<u64, String> {
    bytes(text, "1K", "1T")
}

/// The builder checks the upper bound; this rejects what is not a number.
pub fn threads(text: &str) -> Result<usize, String> {
    let number = text.parse();
    number.map_err(|_| "expected 0 (one for each core) to 1024".to_owned())
}

/// A page holds all of its documents, and a browser must hold the whole page.
pub fn page(text: &str) -> Result<NonZeroUsize, String> {
    let number = text
        .parse()
        .ok()
        .filter(|n: &NonZeroUsize| n.get() <= 1_000_000);
    number.ok_or_else(|| "expected 1 to 1000000 documents".to_owned())
}
