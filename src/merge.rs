//! Merge: the windows' logits laid side by side as one table for the part.

/// A part's logits, `width` floats for each word. They are 0 for a word that the model does not see.
#[derive(Debug)]
pub(crate) struct Merged {
    pub logits: Vec<f32>,
    width: usize,
}

impl Merged {
    pub fn new(words: usize, width: usize) -> Self {
        Self {
            logits: vec![0.0; words * width],
            width,
        }
    }

    /// Copies a window's rows in, one for each of its `words`.
    pub fn add(&mut self, words: impl Iterator<Item = usize>, rows: &[f32]) {
        for (word, row) in words.zip(rows.chunks_exact(self.width)) {
            self.logits[word * self.width..][..self.width].copy_from_slice(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_taken_from_the_window_that_keeps_it() {
        let mut merged = Merged::new(4, 2);
        merged.add([0, 1].into_iter(), &[1.; 4]);
        merged.add([3].into_iter(), &[2.; 2]);
        assert_eq!(merged.logits, [1., 1., 1., 1., 0., 0., 2., 2.]);
    }
}
