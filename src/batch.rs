//! Batch: windows gathered into calls of the engine.

use std::cmp::Reverse;

use crate::infer::Batching;

/// A window to read: the part of a document it is of, and its length in pieces, special ones
/// included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Job {
    pub part: usize,
    pub length: usize,
}

/// Groups windows of like length, so that a padded batch wastes little; the batches with the most
/// work come first, so that the workers finish together. Gives indices into `jobs`.
pub(crate) fn batches(jobs: &[Job], batching: Batching) -> Vec<Vec<usize>> {
    let Batching {
        budget,
        padding,
        by_part,
    } = batching;
    let group = |n: usize| if by_part { jobs[n].part } else { 0 };
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|&n| (group(n), Reverse(jobs[n].length)));
    let mut batches: Vec<Vec<usize>> = Vec::new();
    for n in order {
        match batches.last_mut() {
            Some(batch)
                if group(batch[0]) == group(n)
                    && jobs[batch[0]].length * (batch.len() + 1) <= budget
                    && jobs[batch[0]].length - jobs[n].length <= padding =>
            {
                batch.push(n);
            }
            _ => batches.push(vec![n]),
        }
    }
    batches.sort_by_key(|batch| Reverse(jobs[batch[0]].length * batch.len()));
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

    fn jobs(lengths: &[(usize, usize)]) -> Vec<Job> {
        lengths
            .iter()
            .map(|&(part, length)| Job { part, length })
            .collect()
    }

    #[test]
    fn windows_of_like_length_go_together_the_most_work_first() {
        let jobs = jobs(&[(0, 3), (1, 10), (0, 4), (1, 9), (1, 3)]);
        assert_eq!(batches(&jobs, BATCHING), [vec![1, 3], vec![2, 0, 4]]);
    }

    #[test]
    fn a_window_over_the_budget_stands_alone() {
        assert_eq!(
            batches(&jobs(&[(0, 30), (0, 5)]), BATCHING),
            [vec![0], vec![1]]
        );
        assert!(batches(&[], BATCHING).is_empty());
    }

    #[test]
    fn a_window_that_would_be_padding_mostly_stands_alone() {
        assert_eq!(
            batches(&jobs(&[(0, 9), (0, 3)]), BATCHING),
            [vec![0], vec![1]]
        );
    }

    #[test]
    fn parts_stay_apart_where_rows_leave_traces() {
        let apart = Batching {
            by_part: true,
            ..BATCHING
        };
        let jobs = jobs(&[(0, 3), (1, 10), (0, 4), (1, 9), (1, 3)]);
        assert_eq!(batches(&jobs, apart), [vec![1, 3], vec![2, 0], vec![4]]);
    }
}
