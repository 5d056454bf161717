//! Rows of different lengths side by side, for the engine that runs many in a call.

use crate::infer::InputRow;

/// What a row may hold, and what fills it up.
pub(super) struct Limits {
    /// Ids are below this.
    pub vocabulary: i64,
    /// The most pieces of a row.
    pub positions: i64,
    pub pad: i64,
}

/// A batch, row after row, each `width` long.
pub(super) struct Padded {
    pub width: usize,
    pub ids: Vec<i64>,
    /// 1 for a piece of the row, 0 for padding.
    pub mask: Vec<i64>,
    /// Positions as RoBERTa numbers them: it counts the pieces that are not the padding id,
    /// wherever they stand, from that id on. rust-bert would do so too, but takes the id to be 1.
    pub positions: Vec<i64>,
}

impl Padded {
    /// Pads to the longest row, or says why the model could not read a row.
    pub fn new(rows: &[InputRow], limits: &Limits) -> Result<Self, String> {
        let width = rows.iter().map(|row| row.ids.len()).max().unwrap_or(0);
        if width as i64 > limits.positions {
            return Err(format!(
                "a window has {width} pieces, the model reads {}",
                limits.positions
            ));
        }
        let size = rows.len() * width;
        let mut padded = Self {
            width,
            ids: vec![limits.pad; size],
            mask: vec![0; size],
            positions: vec![limits.pad; size],
        };
        for (n, row) in rows.iter().enumerate() {
            let mut position = limits.pad;
            for (at, &id) in (n * width..).zip(row.ids) {
                let id = i64::from(id);
                if id >= limits.vocabulary {
                    return Err(format!(
                        "piece {id} is not in its vocabulary of {}: does tokenizer.json belong to this model?",
                        limits.vocabulary
                    ));
                }
                padded.ids[at] = id;
                padded.mask[at] = 1;
                if id != limits.pad {
                    position += 1;
                    padded.positions[at] = position;
                }
            }
        }
        Ok(padded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits {
        vocabulary: 10,
        positions: 4,
        pad: 3,
    };

    fn row(ids: &[u32]) -> InputRow<'_> {
        let word_starts = &[0];
        InputRow { ids, word_starts }
    }

    #[test]
    fn short_rows_are_filled_up_and_masked() {
        let padded = Padded::new(&[row(&[5]), row(&[6, 3, 7])], &LIMITS).expect("rows it reads");
        assert_eq!(padded.width, 3);
        assert_eq!(padded.ids, [5, 3, 3, 6, 3, 7]);
        assert_eq!(padded.mask, [1, 0, 0, 1, 1, 1]);
        assert_eq!(padded.positions, [4, 3, 3, 4, 3, 5]);
    }

    #[test]
    fn what_the_model_cannot_read_is_told() {
        let long = Padded::new(&[row(&[5; 5])], &LIMITS).err();
        assert_eq!(
            long.as_deref(),
            Some("a window has 5 pieces, the model reads 4")
        );
        let foreign = Padded::new(&[row(&[5, 10])], &LIMITS)
            .err()
            .unwrap_or_default();
        assert!(foreign.starts_with("piece 10 is not in its vocabulary of 10"));
    }
}
