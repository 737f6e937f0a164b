//! The fourth rung: the pieces are put in order.

use super::clauses::phrases;
use super::{Form, Ladder};
use crate::core::shuffle::derangement;
use crate::core::text::{fold, fold_char};

/// A set wording of fewer clauses than this is taken apart finer: two pieces would be no task.
const CLAUSES_ENOUGH: usize = 3;

impl Ladder {
    /// What is put in order: the lines; of a short wording its phrases. Marks at either end, which would give the
    /// place away, are left off. Empty where there are not two pieces.
    #[must_use]
    pub fn pieces(&self) -> Vec<String> {
        let lines: Vec<&str> = self.lines.iter().map(|line| &*line.text).collect();
        let whole = lines.concat();
        let pieces = if self.form == Form::Wording && lines.len() < CLAUSES_ENOUGH { phrases(&whole) } else { lines };
        if pieces.len() < 2 { Vec::new() } else { pieces.into_iter().map(without_end_marks).collect() }
    }

    /// Which piece is shown where: position → piece; never already in order, unless all pieces are equal.
    #[must_use]
    pub fn shuffled(&self, seed: u64) -> Vec<usize> {
        let pieces = self.pieces();
        let mut order = derangement(pieces.len(), seed, "order");
        for _ in 0..order.len() {
            if !right_places(&pieces, &order).iter().all(|right| *right) {
                break;
            }
            order.rotate_left(1);
        }
        order
    }
}

/// For each position whether the piece put there belongs there. Equal pieces can stand for each other.
#[must_use]
pub fn right_places(pieces: &[String], order: &[usize]) -> Vec<bool> {
    let folded: Vec<String> = pieces.iter().map(|piece| fold(piece)).collect();
    order
        .iter()
        .enumerate()
        .map(|(place, piece)| folded.get(*piece).is_some_and(|text| Some(text) == folded.get(place)))
        .collect()
}

/// The piece without breaks at its end; quotes and brackets belong to it.
fn without_end_marks(piece: &str) -> String {
    piece.trim_end_matches(|c| super::clauses::is_break(c) && fold_char(c).is_none()).to_owned()
}
