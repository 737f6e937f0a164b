//! The fifth rung: written from memory.

use super::clauses::is_break;
use super::{Form, Ladder};
use crate::core::text::fold;

/// What one field asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What stands before the field.
    pub lead: Option<String>,
    /// What is to be written, as one text.
    pub wording: String,
    /// The lines of it.
    lines: Vec<String>,
}

/// What a recital came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Recital {
    /// Nothing is missing, nothing is extra.
    Whole,
    /// Every line is there, word for word, but in another order. Not passed: a set formulation has its order, and the
    /// rung below has practised it; but it is said in other words than a mistake.
    Reordered,
    /// Something is missing or extra.
    Differs,
}

impl Ladder {
    /// The fields to be written: one for each pair of a mapping, else one for everything. Lines without marks of their
    /// own are joined by `、`, or by `；` where one of them has a `、` within.
    #[must_use]
    pub fn asks(&self) -> Vec<Ask> {
        if self.form == Form::Mapping {
            let ask = |line: &super::Line| Ask {
                lead: line.lead.clone(),
                wording: line.text.clone(),
                lines: vec![line.text.clone()],
            };
            return self.lines.iter().map(ask).collect();
        }
        let lines: Vec<String> = self.lines.iter().map(|line| line.text.clone()).collect();
        let between = match self.form {
            Form::List if lines.iter().any(|line| line.contains(is_break)) => "；",
            Form::List => "、",
            Form::Wording | Form::Mapping => "",
        };
        vec![Ask { lead: None, wording: lines.join(between), lines }]
    }
}

impl Ask {
    /// Judges what was written. Typography, and by which mark lines are joined, never matter.
    pub fn judge(&self, given: &str) -> Recital {
        if fold(given) == fold(&self.wording) {
            Recital::Whole
        } else if self.is_reordered(given) {
            Recital::Reordered
        } else {
            Recital::Differs
        }
    }

    /// Whether `given` is the lines and nothing else. Longer lines are looked for first, for one may contain another.
    fn is_reordered(&self, given: &str) -> bool {
        const TAKEN: char = '\n';
        let mut lines: Vec<String> = self.lines.iter().map(|line| fold(line)).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.len()));
        let mut rest = fold(given);
        for line in lines {
            let Some(at) = rest.find(&line) else { return false };
            rest.replace_range(at..at + line.len(), TAKEN.encode_utf8(&mut [0; 4]));
        }
        rest.chars().all(|c| c == TAKEN)
    }
}
