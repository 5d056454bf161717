//! Reading into memory that grows, but never beyond what may be held.

use std::io::{self, BufRead, Read};

/// The least that is allocated at a time.
const STEP: usize = 8 * 1024;

/// From this size on, the most memory that can ever be needed is allocated at once. Its unused part
/// takes no room, whereas each smaller buffer on the way would be held beside the next one, and stay
/// with the allocator for a while.
const LARGE: usize = 16 * 1024 * 1024;
/// More than this is never allocated at once.
const HUGE: usize = 2047 * 1024 * 1024;

/// The next size of a buffer that `held` bytes fill, if no more than `most` are ever needed.
pub(super) fn grown(held: usize, most: usize) -> usize {
    let double = held.saturating_mul(2).max(STEP);
    if double >= most || (double > LARGE && most <= HUGE) {
        most
    } else {
        double
    }
}

/// Makes room for more if there is none, up to `most` bytes in all.
fn make_room(bytes: &mut Vec<u8>, most: usize) -> io::Result<()> {
    if bytes.len() == bytes.capacity() {
        let more = grown(bytes.len(), most).saturating_sub(bytes.len());
        bytes
            .try_reserve_exact(more)
            .map_err(|e| io::Error::new(io::ErrorKind::OutOfMemory, e))?;
    }
    Ok(())
}

fn one_more(max: u64) -> usize {
    usize::try_from(max.saturating_add(1)).unwrap_or(usize::MAX)
}

/// Appends the rest of the input; if it has more than `max` bytes, its first `max` + 1.
pub(super) fn read_rest(input: &mut dyn BufRead, bytes: &mut Vec<u8>, max: u64) -> io::Result<()> {
    let most = one_more(max);
    while bytes.len() < most {
        make_room(bytes, most)?;
        let room = bytes.capacity().min(most) - bytes.len();
        if (&mut *input).take(room as u64).read_to_end(bytes)? == 0 {
            break;
        }
    }
    if bytes.capacity() > 2 * bytes.len() {
        bytes.shrink_to_fit();
    }
    Ok(())
}

/// Appends a line with its line end; if it has more than `max` bytes, its first `max` + 1.
pub(crate) fn read_line(input: &mut dyn BufRead, bytes: &mut Vec<u8>, max: u64) -> io::Result<()> {
    let most = one_more(max);
    while bytes.len() < most {
        make_room(bytes, most)?;
        let room = bytes.capacity().min(most) - bytes.len();
        let read = (&mut *input).take(room as u64).read_until(b'\n', bytes)?;
        if read == 0 || bytes.last() == Some(&b'\n') {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_room_is_taken_than_may_be_held() {
        for max in [0, 1, 100, STEP as u64, 100_000, 131_072] {
            for length in [0, 1, max, max + 1, 2 * max + 100_000] {
                let content = vec![b'x'; length as usize];
                for read in [read_rest, read_line] {
                    let mut bytes = Vec::new();
                    read(&mut &content[..], &mut bytes, max).expect("reads");
                    assert_eq!(bytes.len() as u64, length.min(max + 1));
                    assert!(bytes.capacity() as u64 <= max + 1, "{max} {length}");
                }
            }
        }
    }

    #[test]
    fn lines_end_where_they_end() {
        let mut input: &[u8] = b"ab\n\ncd";
        let mut lines = Vec::new();
        loop {
            let mut line = Vec::new();
            read_line(&mut input, &mut line, 2).expect("reads");
            match line.is_empty() {
                true => break,
                false => lines.push(String::from_utf8(line).expect("text")),
            }
        }
        assert_eq!(lines, ["ab\n", "\n", "cd"]);
    }
}
