//! Hostile texts in every field of a course and of a backup, shown on every screen: they stay texts.

use crate::hostile::{self, Stops};
use crate::payloads::{self, harmless, seen};
use crate::problem::{Outcome, Problem, ensure};
use crate::profile::temporary;
use crate::release;
use crate::site::course_of;
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::course::Course;
use biaoshuai::core::route::Route;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    // On a device of its own, whose log is full of what it was made to do.
    let control = stage.other_device().await?;
    let was_noticed = noticed(control.student()?).await;
    control.close().await?;
    was_noticed?;
    let course = hostile::course(&course_of(stage.site.dist())?)?;
    let build = release::with_courses(stage.site.dist(), vec![course.clone()])?;
    let usual = stage.site.dist().to_path_buf();
    stage.site.deploy(build.folder())?;
    let walked = walk(stage.student()?, &course).await;
    // The build goes with the end of this journey; what a worker still asks for is there.
    stage.site.deploy(&usual)?;
    walked
}

async fn walk(student: &Student, course: &Course) -> Outcome {
    payloads::watch(&student.browser).await?;
    let (contents, stops) = hostile::contents(course)?;
    let file = temporary("payloads")?.join("hostile.json");
    std::fs::write(&file, contents)?;
    restore(student, &file).await?;
    let (mut all, mut problems) = (BTreeSet::new(), Vec::new());
    for (route, query, is_empty) in stops.all() {
        student.open_with(&route, &query).await?;
        match harmless(&student.browser, &format!("{route}{query}"), !is_empty).await {
            Ok(shown) => all.extend(shown),
            // Every screen is looked at, whatever another one has shown.
            Err(Problem(words)) => problems.push(words),
        }
    }
    ensure(problems.is_empty(), problems.join("; "))?;
    all.extend(searched(student).await?);
    all.extend(meeting(student, &stops).await?);
    let missing: Vec<u64> = (0..200).filter(|number| !all.contains(number)).collect();
    ensure(missing.is_empty(), format!("payloads that were shown nowhere: {missing:?}"))
}

/// By the page 数据, as everybody does it.
async fn restore(student: &Student, file: &Path) -> Outcome {
    student.open(&Route::Data).await?;
    student.browser.see("#backup-file").await?;
    student.browser.choose_file("#backup-file", file).await?;
    student.browser.see("#offer").await?;
    harmless(&student.browser, "the preview of a backup", false).await?;
    student.browser.tap("#merge").await?;
    student.browser.see("#data > .status-line.good[role=status]").await
}

/// Payloads that are typed into the search, and what is found by them.
async fn searched(student: &Student) -> Outcome<BTreeSet<u64>> {
    let mut all = BTreeSet::new();
    student.open(&Route::Search).await?;
    for typed in payloads::all().iter().step_by(17) {
        student.search_for(typed).await?;
        all.extend(harmless(&student.browser, "the search", true).await?);
    }
    Ok(all)
}

/// Host and audience, at every step of a meeting.
async fn meeting(student: &Student, stops: &Stops) -> Outcome<BTreeSet<u64>> {
    let mut all = BTreeSet::new();
    for id in &stops.meetings {
        student.open(&Route::Host(id.clone())).await?;
        student.browser.see("#next").await?;
        all.extend(harmless(&student.browser, "the host's window", true).await?);
        student.open(&Route::Audience(id.clone())).await?;
        all.extend(harmless(&student.browser, "the audience's window", false).await?);
    }
    Ok(all)
}

/// The watch notices each of the ways in which a payload can become more than text.
async fn noticed(student: &Student) -> Outcome {
    let browser = &student.browser;
    payloads::watch(browser).await?;
    student.open_home().await?;
    ensure(seen(browser).await?.is_empty(), "the watch sees harm where there is none")?;
    let insert = "const at = document.createElement('div'); at.innerHTML = arguments[0]; document.body.append(at);";
    for (place, payload) in payloads::all().iter().take(25).enumerate() {
        // Outside a page and a form there is no <body>.
        if payload.starts_with("<body") {
            continue;
        }
        browser.js(insert, vec![json!(payload)]).await?;
        tokio::time::sleep(std::time::Duration::from_millis(40)).await;
        let seen = seen(browser).await?;
        ensure(seen.iter().any(|what| what.contains("data-harm")), format!("{place} is not noticed: {payload}"))?;
    }
    browser.js(insert, vec![json!("<i onclick=harm(1)></i><b style=color:red></b>")]).await?;
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let all = seen(browser).await?;
    ensure(all.iter().any(|what| what.starts_with("policy")), format!("the policy's report is not noticed: {all:?}"))?;
    browser.js("window.harm(7); alert();", Vec::new()).await?;
    let all = seen(browser).await?;
    ensure(all.contains(&"ran 7".to_owned()) && all.contains(&"alert".to_owned()), "what runs is not noticed")?;
    let turning = "const at = document.createElement('cite'); at.textContent = '\\u202e'; document.body.append(at);";
    browser.js(turning, Vec::new()).await?;
    ensure(harmless(browser, "the control", false).await.is_err(), "a text that turns its surroundings is not noticed")
}
