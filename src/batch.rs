//! Batch: windows gathered into calls of the engine.

use std::cmp::Reverse;

use crate::infer::Batching;

/// A window to read: the part of a document that it belongs to, and its length in pieces, special
/// ones included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QueuedWindow {
    pub part: usize,
    pub length: usize,
}

/// Groups windows of similar length, so that a padded batch wastes little; the batches with the most
/// work come first, so that the workers finish together. Gives indices into `queue`.
pub(crate) fn batches(queue: &[QueuedWindow], batching: Batching) -> Vec<Vec<usize>> {
    let Batching {
        budget,
        padding,
        by_part,
    } = batching;
    let group = |n: usize| if by_part { queue[n].part } else { 0 };
    let mut order: Vec<usize> = (0..queue.len()).collect();
    order.sort_by_key(|&n| (group(n), Reverse(queue[n].length)));
    let mut batches: Vec<Vec<usize>> = Vec::new();
    for n in order {
        match batches.last_mut() {
            Some(batch)
                if group(batch[0]) == group(n)
                    && queue[batch[0]].length * (batch.len() + 1) <= budget
                    && queue[batch[0]].length - queue[n].length <= padding =>
            {
                batch.push(n);
            }
            _ => batches.push(vec![n]),
        }
    }
    batches.sort_by_key(|batch| Reverse(queue[batch[0]].length * batch.len()));
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    const BATCHING: Batching = Batching {
        budget: 20,
        padding: 5,
        by_part: false,
    };

    fn queue(lengths: &[(usize, usize)]) -> Vec<QueuedWindow> {
        lengths
            .iter()
            .map(|&(part, length)| QueuedWindow { part, length })
            .collect()
    }

    #[test]
    fn windows_of_like_length_go_together_the_most_work_first() {
        let queue = queue(&[(0, 3), (1, 10), (0, 4), (1, 9), (1, 3)]);
        assert_eq!(batches(&queue, BATCHING), [vec![1, 3], vec![2, 0, 4]]);
    }

    #[test]
    fn a_window_over_the_budget_stands_alone() {
        assert_eq!(
            batches(&queue(&[(0, 30), (0, 5)]), BATCHING),
            [vec![0], vec![1]]
        );
        assert!(batches(&[], BATCHING).is_empty());
    }

    #[test]
    fn a_window_that_would_be_padding_mostly_stands_alone() {
        assert_eq!(
            batches(&queue(&[(0, 9), (0, 3)]), BATCHING),
            [vec![0], vec![1]]
        );
    }

    #[test]
    fn parts_stay_apart_where_rows_leave_traces() {
        let apart = Batching {
            by_part: true,
            ..BATCHING
        };
        let queue = queue(&[(0, 3), (1, 10), (0, 4), (1, 9), (1, 3)]);
        assert_eq!(batches(&queue, apart), [vec![1, 3], vec![2, 0], vec![4]]);
    }
}
