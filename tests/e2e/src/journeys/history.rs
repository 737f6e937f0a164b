//! Back and Forward, links as links, and addresses that name nothing.

use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::route::Route;
use serde_json::json;
use thirtyfour::prelude::*;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    back_and_forward(student).await?;
    real_links(student).await?;
    new_tab(student).await?;
    nothing_there(student).await
}

async fn back_and_forward(student: &Student) -> Outcome {
    let course = &student.course;
    let Some(section) = course.sections.first() else { return fail("the course is empty") };
    let Some(concept) = course.concepts_of(&section.id).nth(1) else { return fail("the section has one concept only") };
    student.open_home().await?;
    student.course_map().await?;
    student.open_section(&section.title).await?;
    student.open_concept(&concept.title).await?;
    let headings = ["今日学习", course.title.as_str(), section.title.as_str(), concept.title.as_str()];
    let addresses = [
        Route::Home,
        Route::Learn,
        Route::Section(course.id.clone(), section.id.clone()),
        Route::Concept(course.id.clone(), concept.id.clone()),
    ];
    let at = |place: usize| {
        let (heading, address) = (headings[place], format!("{}{}", student.home, addresses[place]));
        async move {
            student.heading(heading).await?;
            let url = student.browser.web().current_url().await?;
            ensure(url.as_str() == address, format!("the address is {url} instead of {address}"))
        }
    };
    for place in (0..3).rev() {
        student.browser.web().back().await?;
        at(place).await?;
    }
    for place in 1..4 {
        student.browser.web().forward().await?;
        at(place).await?;
    }
    Ok(())
}

/// Every link has an address of its own on this host, so that it can be copied, shared and opened in a new tab.
async fn real_links(student: &Student) -> Outcome {
    let script =
        "return [...document.querySelectorAll('#main a, .nav a, .topbar a')].map((a) => a.getAttribute('href'))
        .filter((href) => !href || !href.startsWith(arguments[0]) || href.includes('#'));";
    let base = url_path(&student.home);
    for place in ["今日", "学习", "练习", "我"] {
        student.go_to(place).await?;
        student.browser.see("#main h1").await?;
        let bad = student.browser.js(script, vec![json!(base)]).await?;
        ensure(bad == json!([]), format!("links on {place} lead to {bad}"))?;
    }
    Ok(())
}

fn url_path(home: &str) -> String {
    home.splitn(4, '/').nth(3).map_or_else(|| "/".to_owned(), |rest| format!("/{rest}"))
}

/// A click with Ctrl opens a tab and leaves this one alone.
async fn new_tab(student: &Student) -> Outcome {
    student.open(&Route::Learn).await?;
    let web = student.browser.web();
    let card = web.find(By::Css(".section-card")).await?;
    let here = web.window().await?;
    web.action_chain().key_down(Key::Control).click_element(&card).key_up(Key::Control).perform().await?;
    let mut other = None;
    for _ in 0..100 {
        other = web.windows().await?.into_iter().find(|window| *window != here);
        if other.is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let Some(other) = other else { return fail("Ctrl and a click open no tab") };
    student.heading(&student.course.title).await?;
    web.switch_to_window(other).await?;
    student.running().await?;
    let Some(section) = student.course.sections.first() else { return fail("the course is empty") };
    student.heading(&section.title).await?;
    web.close_window().await?;
    web.switch_to_window(here).await?;
    Ok(())
}

/// Unknown addresses and unknown ids lead to a page that helps.
async fn nothing_there(student: &Student) -> Outcome {
    let course = student.course.id.clone();
    let addresses = [
        Route::Unknown("no/such/page".to_owned()),
        Route::Unknown("学习/什么".to_owned()),
        Route::Section(course.clone(), "no-such-section".into()),
        Route::Concept(course, "no-such-concept".into()),
        Route::Section("no-such-course".into(), "p10".into()),
        Route::Session("no-such-session".into()),
        Route::Summary("no-such-session".into()),
    ];
    for address in addresses {
        student.open(&address).await?;
        student.heading("没有找到").await?;
        let title = student.browser.web().title().await?;
        ensure(title.starts_with("没有找到"), format!("the title of {address} is “{title}”"))?;
        student.browser.tap_words("#main a", "看课程地图").await?;
        student.heading(&student.course.title).await?;
    }
    Ok(())
}
