//! Explanations that explain nothing: what can be told without understanding them.

use super::Report;
use super::quality::bigrams;
use crate::core::question::{Body, Choice, Question};
use crate::core::text::fold;
use std::collections::BTreeSet;

/// So much of the explanation of a false statement must not stand in the statement, in percent of the pairs of
/// characters: it has to say what is right instead.
const NEW_IN_WHY: usize = 50;

/// Reports the explanations of one question that only repeat it.
pub(super) fn check(question: &Question, file: &str, report: &mut Report) {
    let mut at = report.at(file, format!("question {}", question.id));
    match &question.body {
        Body::TrueFalse(false) => {
            let (stem, why) = (bigrams(&question.stem), bigrams(&question.why));
            let new = why.difference(&stem).count();
            at.require(new * 100 >= why.len() * NEW_IN_WHY, || {
                "`why` repeats the false statement; say what is right instead and where the statement goes wrong"
                    .to_owned()
            });
        }
        Body::Single(choices) | Body::Multiple(choices) => {
            let mut seen = BTreeSet::new();
            for Choice { text, note, .. } in choices.iter().filter(|choice| !choice.right) {
                let Some(note) = note else { continue };
                at.require(seen.insert(fold(note)), || {
                    format!("the note on `{text}` stands twice; say of each option why it is wrong")
                });
                let known = &bigrams(text) | &bigrams(&question.stem);
                at.require(bigrams(note).difference(&known).next().is_some(), || {
                    format!("the note on `{text}` says nothing that stem and option do not say; say why it is wrong")
                });
            }
        }
        _ => {}
    }
}
