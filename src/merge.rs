//! Merge: the windows' logits laid side by side as one table for the document.

/// A document's logits, `width` floats a word. Of words that the model sees nothing of they are 0.
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

    /// Takes a window's rows, one for each of its words.
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
