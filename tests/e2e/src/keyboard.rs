//! Answering with the keyboard alone.

use crate::asked::Asked;
use crate::browser::Browser;
use crate::hands::grade_words;
use crate::problem::{Outcome, ensure, fail};
use biaoshuai::core::answer::Answer;
use biaoshuai::core::question::{Body, Group, Question};
use serde_json::json;
use thirtyfour::Key;

/// More presses of Tab than any screen has stops.
const STOPS: usize = 120;

/// Presses Tab until the focus is on what the selector means.
///
/// # Errors
/// When it never gets there.
pub async fn tab_to(browser: &Browser, css: &str) -> Outcome {
    walk_to(browser, css, false).await
}

/// Presses Shift and Tab until the focus is on what the selector means.
///
/// # Errors
/// When it never gets there.
pub async fn tab_back_to(browser: &Browser, css: &str) -> Outcome {
    walk_to(browser, css, true).await
}

async fn walk_to(browser: &Browser, css: &str, back: bool) -> Outcome {
    for _ in 0..STOPS {
        if is_focused(browser, css).await? {
            return Ok(());
        }
        if back { browser.with_shift(Key::Tab).await? } else { browser.key(Key::Tab).await? }
    }
    fail(format!("Tab never comes to `{css}`"))
}

/// Whether the focus is on what the selector means.
///
/// # Errors
/// When the browser does not answer.
pub async fn is_focused(browser: &Browser, css: &str) -> Outcome<bool> {
    let script = "return document.activeElement?.matches(arguments[0]) ?? false;";
    Ok(browser.js(script, vec![json!(css)]).await? == json!(true))
}

/// Presses the key of an option, chip or place: `A` for the first.
async fn pick(browser: &Browser, shown: &[String], words: &str, digits: bool) -> Outcome {
    let Some(place) = shown.iter().position(|text| text == words.trim()) else {
        return fail(format!("“{words}” is not among {shown:?}"));
    };
    let first = if digits { b'1' } else { b'a' };
    browser.key(char::from(first + u8::try_from(place).unwrap_or(0))).await
}

async fn read(browser: &Browser) -> Outcome<Asked> {
    match Asked::read(browser).await? {
        Some(asked) => Ok(asked),
        None => fail("no question on screen"),
    }
}

/// Puts an answer together; a recall is compared and judged.
///
/// # Errors
/// When the screen does not take it.
pub async fn answer(browser: &Browser, question: &Question, answer: &Answer) -> Outcome {
    match (&question.body, answer) {
        (Body::Single(options), Answer::Choice(chosen)) => {
            let shown = read(browser).await?.options;
            for index in chosen {
                pick(browser, &shown, &options[usize::from(*index)].text, false).await?;
            }
        }
        (Body::Multiple(options), Answer::Choice(chosen)) => {
            let shown = read(browser).await?.options;
            for index in chosen {
                pick(browser, &shown, &options[usize::from(*index)].text, true).await?;
            }
        }
        (Body::TrueFalse(_), Answer::Truth(truth)) => browser.key(if *truth { 'a' } else { 'b' }).await?,
        (Body::Fill(_), Answer::Fill(texts)) => {
            tab_to(browser, "#blank-0").await?;
            for (place, text) in texts.iter().enumerate() {
                let here = is_focused(browser, &format!("#blank-{place}")).await?;
                ensure(here, format!("Enter does not lead to blank {}", place + 1))?;
                browser.keys(text).await?;
                if place + 1 < texts.len() {
                    browser.key(Key::Enter).await?;
                }
            }
        }
        (Body::Order(items), Answer::Order(order)) => {
            for item in order {
                let shown = read(browser).await?.chips;
                pick(browser, &shown, &items[usize::from(*item)], false).await?;
            }
        }
        (Body::Match(pairs), Answer::Match(joined)) => {
            for _ in joined {
                let asked = read(browser).await?;
                let hand = asked.in_hand.clone().unwrap_or_default();
                let to = joined.iter().zip(pairs).find_map(|(right, pair)| {
                    right.filter(|right| pairs[usize::from(*right)].1.trim() == hand).map(|_| pair.0.as_str())
                });
                pick(browser, &asked.places, to.unwrap_or_default(), false).await?;
            }
        }
        (Body::Group(groups), Answer::Group(put)) => {
            for _ in put {
                let asked = read(browser).await?;
                let hand = asked.in_hand.clone().unwrap_or_default();
                let to = Group::flatten(groups)
                    .zip(put)
                    .find_map(|((_, item), group)| group.filter(|_| item.trim() == hand));
                let name = to.map_or("", |group| groups[usize::from(group)].name.as_str());
                pick(browser, &asked.places, name, true).await?;
            }
        }
        (Body::Recall { .. }, Answer::Recall { text, grade }) => {
            tab_to(browser, "textarea.recall").await?;
            browser.keys(text).await?;
            tab_to(browser, "#go").await?;
            browser.key(Key::Enter).await?;
            browser.see(".comparison").await?;
            if let Some(grade) = grade {
                judge(browser, grade_words(*grade)).await?;
            }
        }
        _ => return fail(format!("{}: an answer of another kind", question.id)),
    }
    Ok(())
}

/// Goes back to the judgement, which is one stop, and moves in it by arrow keys.
async fn judge(browser: &Browser, words: &str) -> Outcome {
    tab_back_to(browser, ".comparison .segment").await?;
    browser.key(Key::Space).await?;
    let chosen = "return document.querySelector('.comparison .segment[aria-checked=true]')?.textContent.trim() ?? '';";
    for _ in 0..3 {
        if browser.js(chosen, Vec::new()).await? == json!(words) {
            return Ok(());
        }
        browser.key(Key::Right).await?;
    }
    fail(format!("arrow keys never come to “{words}”"))
}

/// Hands in: Enter, which on a control first has to leave it.
///
/// # Errors
/// When the driver refuses.
pub async fn submit(browser: &Browser) -> Outcome {
    if is_focused(browser, "textarea, .segment").await? {
        tab_to(browser, "#go").await?;
    }
    browser.key(Key::Enter).await
}

/// Goes on with the key of a presenter's clicker.
///
/// # Errors
/// When the driver refuses.
pub async fn next(browser: &Browser) -> Outcome {
    if is_focused(browser, "input[type=text], textarea").await? {
        tab_to(browser, "#go").await?;
    }
    browser.key(Key::PageDown).await
}
