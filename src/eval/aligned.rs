//! Aligned columns of plain text.

use std::fmt::{self, Write};

/// Rows of cells. The first row is the heading; the first column is aligned left, the others right.
pub(super) struct AlignedTable(Vec<Vec<String>>);

impl AlignedTable {
    pub(super) fn new<C: Into<String>>(heading: impl IntoIterator<Item = C>) -> Self {
        Self(vec![heading.into_iter().map(Into::into).collect()])
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.0.push(cells.into_iter().collect());
    }
}

impl fmt::Display for AlignedTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.0.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| {
            let cells = self.0.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max()
        };
        let widths: Vec<usize> = (0..columns).filter_map(width).collect();
        for row in &self.0 {
            let mut line = String::new();
            for (column, (cell, &width)) in row.iter().zip(&widths).enumerate() {
                match column {
                    0 => write!(line, "{cell:<width$}")?,
                    _ => write!(line, "  {cell:>width$}")?,
                }
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::AlignedTable;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut table = AlignedTable::new(["label", "n"]);
        table.row(["é".to_owned(), "10".to_owned()]);
        table.row(["PERSONNE".to_owned(), "7".to_owned()]);
        assert_eq!(
            table.to_string(),
            "label      n\né         10\nPERSONNE   7\n"
        );
    }
}
