//! A verdict in class, icon and words.

use crate::core::grade::{Outcome, Verdict};

/// Class, icon and words of a verdict.
pub(crate) fn verdict_words(verdict: Verdict) -> (&'static str, &'static str, String) {
    match verdict.outcome() {
        Outcome::Right => ("right", "check", "答对了".into()),
        Outcome::Partial => ("partial", "half", format!("部分正确 {}/{}", verdict.points, verdict.of)),
        Outcome::Wrong => ("wrong", "cross", "没有答对".into()),
    }
}
