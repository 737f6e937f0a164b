//! Answers made up on purpose: right, nearly right, wrong.

use biaoshuai::core::answer::{Answer, SelfGrade};
use biaoshuai::core::diff::near_miss;
use biaoshuai::core::grade::{Outcome as Worth, accepts, grade};
use biaoshuai::core::question::{Body, Group, Question};

/// What kind of answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Give {
    /// Everything right.
    Right,
    /// Something right: one option left out, one blank nearly right, two things exchanged.
    Partly,
    /// As wrong as can be.
    Wrong,
}

/// An answer of that kind, if the question can be answered so.
#[must_use]
pub fn make(question: &Question, give: Give) -> Option<Answer> {
    let body = &question.body;
    let answer = match give {
        Give::Right => right(body),
        Give::Partly => partly(body)?,
        Give::Wrong => wrong(body)?,
    };
    let wanted = match give {
        Give::Right => [Worth::Right, Worth::Right],
        // A single blank that is nearly right is wrong, but what is wrong in it is shown.
        Give::Partly => [Worth::Partial, if matches!(body, Body::Fill(_)) { Worth::Wrong } else { Worth::Partial }],
        Give::Wrong => [Worth::Wrong, Worth::Wrong],
    };
    let worth = grade(body, &answer).ok()?.outcome();
    wanted.contains(&worth).then_some(answer)
}

/// The words that the verdict on an answer is given in.
#[must_use]
pub fn verdict(question: &Question, answer: &Answer) -> String {
    match grade(&question.body, answer) {
        Ok(verdict) => match verdict.outcome() {
            Worth::Right => "答对了".to_owned(),
            Worth::Partial => format!("部分正确 {}/{}", verdict.points, verdict.of),
            Worth::Wrong => "没有答对".to_owned(),
        },
        Err(problem) => problem.to_string(),
    }
}

fn places(count: usize) -> impl Iterator<Item = u8> {
    (0_u8..).take(count)
}

fn homes(groups: &[Group]) -> Vec<usize> {
    Group::flatten(groups).map(|(home, _)| home).collect()
}

fn small(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

fn right(body: &Body) -> Answer {
    match body {
        Body::Single(options) | Body::Multiple(options) => {
            Answer::Choice(places(options.len()).filter(|index| options[usize::from(*index)].right).collect())
        }
        Body::TrueFalse(truth) => Answer::Truth(*truth),
        // The course here always has its commentary.
        Body::Later(_) => unreachable!("a course with commentary has every content"),
        Body::Fill(blanks) => Answer::Fill(blanks.iter().filter_map(|accepted| accepted.first().cloned()).collect()),
        Body::Order(items) => Answer::Order(places(items.len()).collect()),
        Body::Match(pairs) => Answer::Match(places(pairs.len()).map(Some).collect()),
        Body::Group(groups) => Answer::Group(homes(groups).into_iter().map(|home| Some(small(home))).collect()),
        Body::Recall { text, .. } => Answer::Recall { text: text.clone(), grade: Some(SelfGrade::Fluent) },
    }
}

fn partly(body: &Body) -> Option<Answer> {
    let exchanged = |count: usize| {
        let mut order: Vec<u8> = places(count).collect();
        order.swap(0, 1);
        order
    };
    Some(match (body, right(body)) {
        (Body::Multiple(_), Answer::Choice(mut set)) => {
            set.pop_last();
            Answer::Choice(set)
        }
        (Body::Fill(blanks), Answer::Fill(mut typed)) => {
            let place = blanks.iter().position(|accepted| shortened(accepted).is_some())?;
            typed[place] = shortened(&blanks[place])?;
            Answer::Fill(typed)
        }
        (Body::Order(items), _) if items.len() > 2 => Answer::Order(exchanged(items.len())),
        (Body::Match(pairs), _) if pairs.len() > 2 => {
            Answer::Match(exchanged(pairs.len()).into_iter().map(Some).collect())
        }
        (Body::Group(groups), Answer::Group(mut put)) => {
            put[0] = Some((put[0]? + 1) % small(groups.len()));
            Answer::Group(put)
        }
        (Body::Recall { .. }, Answer::Recall { text, .. }) => {
            let half: String = text.chars().take(text.chars().count() / 2).collect();
            Answer::Recall { text: half, grade: Some(SelfGrade::Partly) }
        }
        _ => return None,
    })
}

/// A wording without one of its characters: close enough that the difference is shown.
fn shortened(accepted: &[String]) -> Option<String> {
    let wording = accepted.first()?;
    let middle = wording.chars().count() / 2;
    let text: String =
        wording.chars().enumerate().filter(|(place, _)| *place != middle).map(|(_, char)| char).collect();
    (!accepts(accepted, &text) && near_miss(accepted, &text).is_some()).then_some(text)
}

fn wrong(body: &Body) -> Option<Answer> {
    Some(match body {
        Body::Single(options) | Body::Multiple(options) => {
            let index = options.iter().position(|option| !option.right)?;
            Answer::Choice([small(index)].into())
        }
        Body::TrueFalse(truth) => Answer::Truth(!truth),
        Body::Fill(blanks) => Answer::Fill(vec!["想不起来".to_owned(); blanks.len()]),
        Body::Order(items) => Answer::Order(turned(items.len())),
        Body::Match(pairs) => Answer::Match(turned(pairs.len()).into_iter().map(Some).collect()),
        Body::Group(groups) => {
            Answer::Group(homes(groups).into_iter().map(|home| Some(small((home + 1) % groups.len()))).collect())
        }
        Body::Later(_) => return None,
        Body::Recall { .. } => Answer::Recall { text: "想不起来".to_owned(), grade: Some(SelfGrade::Forgot) },
    })
}

/// Everything one place further.
fn turned(count: usize) -> Vec<u8> {
    let mut order: Vec<u8> = places(count).collect();
    order.rotate_left(1);
    order
}
