//! The keyboard alone: a whole session, the help, and everything within reach of Tab.

use crate::keyboard::{is_focused, tab_to};
use crate::problem::{Outcome, Problem, ensure, fail};
use crate::stage::Stage;
use crate::student::{Student, Way};
use biaoshuai::core::question::Body;
use biaoshuai::core::route::Route;
use serde_json::json;
use std::collections::BTreeSet;
use thirtyfour::Key;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    stage.student_mut()?.way = Way::Keyboard;
    let student = stage.student()?;
    let browser = &student.browser;
    student.open_home().await?;
    tab_to(browser, ".nav a[href$='practice']").await?;
    browser.key(Key::Enter).await?;
    student.heading("练习").await?;
    browser.until("the focus at the new screen's heading", "document.activeElement?.matches('#main h1')").await?;
    tab_to(browser, ".segment[aria-checked=true]").await?;
    browser.key(Key::Left).await?;
    browser
        .until("5 题 chosen", "document.querySelector('.segment[aria-checked=true]').textContent.trim() === '5 题'")
        .await?;
    tab_to(browser, "#main section:nth-of-type(3) .concept-row").await?;
    browser.key(Key::Enter).await?;

    // What is wrong with the focus stops nobody from going on: all of it is told at the end.
    let mut complaints = Vec::new();
    let mut answered = 0;
    let mut helped = false;
    loop {
        let question = student.question().await?;
        if !helped && !matches!(question.body, Body::Fill(_) | Body::Recall { .. }) {
            help(student, &mut complaints).await?;
            helped = true;
        }
        student.answer_right().await?;
        answered += 1;
        if !student.next().await? {
            break;
        }
    }
    ensure(answered == 5, format!("the session had {answered} questions"))?;
    ensure(helped, "five questions and none of them leaves the keys free")?;
    student.heading("5 题全部答对").await?;
    exam(student).await?;
    reach_everything(student, &mut complaints).await?;
    ensure(complaints.is_empty(), complaints.join("; "))
}

/// In an exam keys answer, and move in both directions.
async fn exam(student: &Student) -> Outcome {
    let browser = &student.browser;
    student.open_exams("").await?;
    let paper = student.short_paper().await?;
    tab_to(browser, "#start").await?;
    browser.key(Key::Enter).await?;
    for (key, place) in
        [(None, 0), (Some(Key::PageDown), 1), (Some(Key::Right), 2), (Some(Key::Left), 1), (Some(Key::PageUp), 0)]
    {
        if let Some(key) = key {
            browser.key(key).await?;
        }
        student.at_question(&paper, place).await?;
        browser.until("the focus at the question", "document.activeElement?.matches('#main h1')").await?;
    }
    browser.keys("b").await?;
    browser.until("the second option", "document.querySelector('.choice:nth-of-type(2) input').checked").await?;
    browser.keys("?").await?;
    browser.see("[role=dialog]").await?;
    browser.key(Key::Escape).await?;
    tab_to(browser, "#overview").await?;
    browser.key(Key::Enter).await?;
    student.heading("答题卡").await?;
    tab_to(browser, "#hand-in").await?;
    browser.key(Key::Enter).await?;
    tab_to(browser, "#hand-in-now").await?;
    browser.key(Key::Enter).await?;
    browser.see("#same-paper").await
}

/// `?` opens the help, Escape closes it, and the keys mean the question again.
async fn help(student: &Student, complaints: &mut Vec<String>) -> Outcome {
    let browser = &student.browser;
    browser.until("the focus at the question", "document.activeElement?.closest('#main') !== null").await?;
    browser.keys("?").await?;
    browser.see("[role=dialog]").await?;
    browser.until("the focus in the dialog", "!!document.activeElement?.closest('[role=dialog]')").await?;
    // The focus stays inside while it is open.
    for _ in 0..3 {
        browser.key(Key::Tab).await?;
        if !is_focused(browser, "[role=dialog], [role=dialog] *").await? {
            complaints.push("Tab leaves the open dialog".to_owned());
            break;
        }
    }
    browser.key(Key::Escape).await?;
    if browser.until("the dialog closed", "!document.querySelector('[role=dialog]')").await.is_err() {
        complaints.push("Escape does not close the dialog from there".to_owned());
        tab_to(browser, "[role=dialog] button").await?;
        browser.key(Key::Escape).await?;
    }
    let back = "document.activeElement && document.activeElement !== document.body && !!document.activeElement.closest('#main')";
    if let Err(Problem(words)) = browser.until("the focus back at the question", back).await {
        complaints.push(words);
    }
    Ok(())
}

/// Everything that can be operated, by a name that is the same before and after; a radio group is one stop.
const STOPS: &str = "
const seen = new Map();
const name = (e) => e.type === 'radio' ? 'radios ' + e.name
  : e.role === 'radio' ? 'group ' + e.parentElement.getAttribute('aria-label')
  : e.tagName + ' ' + (e.id || e.getAttribute('href') || e.getAttribute('aria-label') || e.textContent.trim());
window.stopName = name;
for (const e of document.querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex=\"0\"]')) {
  if (e.disabled || !e.checkVisibility() || e.closest('[hidden]')) continue;
  seen.set(name(e), e);
}
return [...seen.keys()];";

/// What has the focus, and whether that can be seen.
const HERE: &str = "
const e = document.activeElement;
if (!e || e === document.body) return ['', true];
const ring = (node) => node && getComputedStyle(node).outlineStyle !== 'none';
return [window.stopName(e), ring(e) || ring(e.closest('label')) || e.matches('h1')];";

async fn reach_everything(student: &Student, complaints: &mut Vec<String>) -> Outcome {
    let course = &student.course;
    let Some(concept) = course.concepts.first() else { return fail("the course is empty") };
    for route in [
        Route::Home,
        Route::Learn,
        Route::Search,
        Route::Section(course.id.clone(), concept.section.clone()),
        Route::Concept(course.id.clone(), concept.id.clone()),
        Route::Ladder(course.id.clone(), student.list_to_recite()?.0.id.clone()),
        Route::Practice,
        Route::Exams,
        Route::Branch,
        Route::Me,
        Route::Statistics,
        Route::Help,
    ] {
        student.open(&route).await?;
        student.browser.see("#main h1").await?;
        if let Err(Problem(words)) = reach_all_here(student, &route).await {
            complaints.push(words);
        }
    }
    Ok(())
}

async fn reach_all_here(student: &Student, route: &Route) -> Outcome {
    let browser = &student.browser;
    let mut open: BTreeSet<String> = serde_json::from_value(browser.js(STOPS, Vec::new()).await?)?;
    let count = open.len();
    for _ in 0..count * 2 + 5 {
        browser.key(Key::Tab).await?;
        let (name, visible): (String, bool) = serde_json::from_value(browser.js(HERE, Vec::new()).await?)?;
        ensure(visible, format!("/{route}: the focus on “{name}” cannot be seen"))?;
        open.remove(&name);
        if open.is_empty() {
            return Ok(());
        }
    }
    fail(format!("/{route}: Tab never comes to {}", json!(open)))
}
