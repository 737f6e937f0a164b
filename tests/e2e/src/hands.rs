//! Answering with a thumb or a mouse: tapping and typing.

use crate::browser::Browser;
use crate::problem::{Outcome, fail};
use biaoshuai::core::answer::{Answer, SelfGrade};
use biaoshuai::core::question::{Body, Group, Question};

/// Words of the writer's own judgement.
#[must_use]
pub fn grade_words(grade: SelfGrade) -> &'static str {
    match grade {
        SelfGrade::Fluent => "记住了",
        SelfGrade::Partly => "有遗漏",
        SelfGrade::Forgot => "没记住",
    }
}

/// Puts an answer together; a recall is compared and judged.
///
/// # Errors
/// When something cannot be tapped.
pub async fn answer(browser: &Browser, question: &Question, answer: &Answer) -> Outcome {
    match (&question.body, answer) {
        (Body::Single(options) | Body::Multiple(options), Answer::Choice(chosen)) => {
            for index in chosen {
                browser.tap_words(".choice", &own_words(&options[usize::from(*index)].text)).await?;
            }
        }
        (Body::TrueFalse(_), Answer::Truth(truth)) => {
            browser.tap_words(".choice", if *truth { "对" } else { "错" }).await?;
        }
        (Body::Fill(_), Answer::Fill(texts)) => {
            for (place, text) in texts.iter().enumerate() {
                browser.type_into(&format!("#blank-{place}"), text).await?;
            }
        }
        (Body::Order(items), Answer::Order(order)) => {
            for item in order {
                browser.tap_words(".chips .chip", &items[usize::from(*item)]).await?;
            }
        }
        (Body::Match(pairs), Answer::Match(joined)) => {
            for (left, right) in joined.iter().enumerate() {
                if let Some(right) = right {
                    place(browser, &pairs[usize::from(*right)].1, &pairs[left].0).await?;
                }
            }
        }
        (Body::Group(groups), Answer::Group(put)) => {
            for ((_, item), group) in Group::flatten(groups).zip(put) {
                if let Some(group) = group {
                    place(browser, item, &groups[usize::from(*group)].name).await?;
                }
            }
        }
        (Body::Recall { .. }, Answer::Recall { text, grade }) => {
            browser.type_into("textarea.recall", text).await?;
            browser.tap("#go").await?;
            if let Some(grade) = grade {
                browser.tap_words(".comparison .segment", grade_words(*grade)).await?;
            }
        }
        _ => return fail(format!("{}: an answer of another kind", question.id)),
    }
    Ok(())
}

/// Tap, tap: a thing, then the place for it.
async fn place(browser: &Browser, thing: &str, place: &str) -> Outcome {
    browser.tap_words(".chips .chip", thing).await?;
    browser.tap_words(".place-name", place).await
}

fn own_words(text: &str) -> String {
    text.trim().to_owned()
}
