//! Batch: windows of many documents gathered into units of work for the engine.

/// Groups windows of like length, the longest first, so that a padded batch wastes little and the
/// last unit of work is a short one. `budget` bounds the padded pieces of a batch; a window longer
/// than it stands alone. Gives indices into `lengths`.
pub(crate) fn batches(lengths: &[usize], budget: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&n| std::cmp::Reverse(lengths[n]));
    let mut batches: Vec<Vec<usize>> = Vec::new();
    let mut width = 0;
    for n in order {
        match batches.last_mut() {
            Some(batch) if width * (batch.len() + 1) <= budget => batch.push(n),
            _ => {
                width = lengths[n];
                batches.push(vec![n]);
            }
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_of_like_length_go_together_longest_first() {
        assert_eq!(batches(&[3, 10, 4, 9, 3], 20), [vec![1, 3], vec![2, 0, 4]]);
    }

    #[test]
    fn a_window_over_the_budget_stands_alone() {
        assert_eq!(batches(&[30, 5], 20), [vec![0], vec![1]]);
        assert!(batches(&[], 20).is_empty());
    }
}
