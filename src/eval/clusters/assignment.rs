//! The best one-to-one assignment (the Hungarian method, by shortest augmenting paths).

/// The largest sum of weights that pairs of a row and a column can have, each row and each column in
/// one pair at most. All rows have as many weights, none of them negative.
///
/// Takes s² · l steps, s being the shorter side and l the longer one.
pub(super) fn best(weights: &[Vec<f64>]) -> f64 {
    let columns = weights.first().map_or(0, Vec::len);
    if columns < weights.len() {
        let turned = (0..columns).map(|column| weights.iter().map(|row| row[column]).collect());
        return longest(&turned.collect::<Vec<_>>());
    }
    longest(weights)
}

/// The same where no more rows than columns are there. Rows and columns count from 1 here; 0 is none.
fn longest(weights: &[Vec<f64>]) -> f64 {
    let (rows, columns) = (weights.len(), weights.first().map_or(0, Vec::len));
    let cost = |row: usize, column: usize| -weights[row - 1][column - 1];
    let (mut row_price, mut column_price) = (vec![0.0; rows + 1], vec![0.0; columns + 1]);
    let mut row_of = vec![0; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut least = vec![f64::INFINITY; columns + 1];
        let mut came_from = vec![0; columns + 1];
        let mut seen = vec![false; columns + 1];
        let mut at = 0;
        while row_of[at] != 0 {
            seen[at] = true;
            let (from, mut step, mut next) = (row_of[at], f64::INFINITY, 0);
            for column in (1..=columns).filter(|&column| !seen[column]) {
                let reduced = cost(from, column) - row_price[from] - column_price[column];
                if reduced < least[column] {
                    least[column] = reduced;
                    came_from[column] = at;
                }
                if least[column] < step {
                    step = least[column];
                    next = column;
                }
            }
            for column in 0..=columns {
                if seen[column] {
                    row_price[row_of[column]] += step;
                    column_price[column] -= step;
                } else {
                    least[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[came_from[at]];
            at = came_from[at];
        }
    }
    let pairs = (1..=columns).filter(|&column| row_of[column] != 0);
    pairs
        .map(|column| weights[row_of[column] - 1][column - 1])
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::best;

    #[test]
    fn the_greedy_choice_may_not_be_the_best() {
        // 5 first would leave 1: 6. The best is 4 and 4.
        assert_eq!(best(&[vec![5.0, 4.0], vec![4.0, 1.0]]), 8.0);
        assert_eq!(best(&[vec![1.0, 3.0, 2.0]]), 3.0);
        assert_eq!(best(&[vec![1.0], vec![3.0], vec![2.0]]), 3.0);
        assert_eq!(best(&[vec![0.0, 0.0]]), 0.0);
        assert_eq!(best(&[]), 0.0);
    }

    /// Every assignment, one after the other.
    fn tried(weights: &[Vec<f64>], used: &mut Vec<bool>) -> f64 {
        let Some((row, rest)) = weights.split_first() else {
            return 0.0;
        };
        let mut top = tried(rest, used);
        for column in 0..row.len() {
            if !used[column] {
                used[column] = true;
                top = top.max(row[column] + tried(rest, used));
                used[column] = false;
            }
        }
        top
    }

    proptest! {
        #[test]
        fn no_assignment_is_better(
            rows in 0_usize..6,
            columns in 1_usize..6,
            drawn in proptest::collection::vec(0_u8..20, 36),
        ) {
            let row = |row: usize| (0..columns).map(|c| f64::from(drawn[row * 6 + c])).collect();
            let weights: Vec<Vec<f64>> = (0..rows).map(row).collect();
            let expected = tried(&weights, &mut vec![false; columns]);
            prop_assert!((best(&weights) - expected).abs() < 1e-9);
        }
    }
}
