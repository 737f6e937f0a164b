//! What somebody answers who knows it, does not know it, or was cut off.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; helpers of tests may panic")]

use biaoshuai::core::answer::{Answer, SelfGrade};
use biaoshuai::core::question::{Body, Group};

fn index(index: usize) -> u8 {
    u8::try_from(index).unwrap()
}

/// Complete, and all of it is right.
pub fn right(body: &Body) -> Answer {
    match body {
        Body::Later(_) => unreachable!("a checked course has every content"),
        Body::Single(options) | Body::Multiple(options) => {
            Answer::Choice((0..).zip(options).filter(|(_, option)| option.right).map(|(place, _)| place).collect())
        }
        Body::TrueFalse(truth) => Answer::Truth(*truth),
        Body::Fill(blanks) => Answer::Fill(blanks.iter().map(|accepted| accepted[0].clone()).collect()),
        Body::Order(items) => Answer::Order((0..index(items.len())).collect()),
        Body::Match(pairs) => Answer::Match((0..index(pairs.len())).map(Some).collect()),
        Body::Group(groups) => Answer::Group(Group::flatten(groups).map(|(home, _)| Some(index(home))).collect()),
        Body::Recall { text, .. } => Answer::Recall { text: text.clone(), grade: Some(SelfGrade::Fluent) },
    }
}

/// Complete, and nothing in it is right.
pub fn wrong(body: &Body) -> Answer {
    match right(body) {
        Answer::Choice(chosen) => {
            let (Body::Single(options) | Body::Multiple(options)) = body else { unreachable!() };
            Answer::Choice((0..index(options.len())).filter(|place| !chosen.contains(place)).take(1).collect())
        }
        Answer::Truth(truth) => Answer::Truth(!truth),
        Answer::Fill(typed) => Answer::Fill(vec!["不知道".into(); typed.len()]),
        Answer::Order(mut order) => {
            order.rotate_left(1);
            Answer::Order(order)
        }
        Answer::Match(mut joined) => {
            joined.rotate_left(1);
            Answer::Match(joined)
        }
        Answer::Group(put) => Answer::Group(put.into_iter().map(|group| group.map(|group| 1 - group)).collect()),
        Answer::Recall { .. } => Answer::Recall { text: String::new(), grade: Some(SelfGrade::Forgot) },
    }
}

/// As far as somebody came who answers from the first place on: `steps` places of it, right ones.
pub fn begun(body: &Body, steps: usize) -> Answer {
    match right(body) {
        Answer::Choice(chosen) => Answer::Choice(chosen.into_iter().take(steps).collect()),
        Answer::Fill(typed) => Answer::Fill(
            (0..).zip(typed).map(|(place, text)| if place < steps { text } else { String::new() }).collect(),
        ),
        Answer::Order(order) => Answer::Order(order.into_iter().take(steps).collect()),
        Answer::Match(put) => Answer::Match((0..).zip(put).map(|(place, to)| to.filter(|_| place < steps)).collect()),
        Answer::Group(put) => Answer::Group((0..).zip(put).map(|(place, to)| to.filter(|_| place < steps)).collect()),
        other => other,
    }
}
