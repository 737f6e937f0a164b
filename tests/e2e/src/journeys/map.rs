//! The course as one picture: every concept in it, by thumb and by arrow keys, as an outline, and as files to keep.

use crate::downloads::saved;
use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::route::Route;
use serde_json::{Value, json};
use thirtyfour::Key;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let folder = stage.downloads();
    let student = stage.student()?;
    student.open_home().await?;
    student.course_map().await?;
    student.browser.tap("#main a[href$='/map']").await?;
    student.heading("结构图").await?;
    everything_is_there(student).await?;
    by_thumb(student).await?;
    by_keys(student).await?;
    zoom(student).await?;
    outline(student).await?;
    for (button, name, begins) in
        [("#save-svg", "结构图.svg", &b"<svg"[..]), ("#save-png", "结构图.png", &b"\x89PNG"[..])]
    {
        student.browser.tap(button).await?;
        let saved = saved(&folder.join(name)).await?;
        ensure(saved.starts_with(begins), format!("{name} is no picture"))?;
        ensure(saved.len() > 20_000, format!("{name} has only {} bytes", saved.len()))?;
    }
    Ok(())
}

async fn everything_is_there(student: &Student) -> Outcome {
    student.browser.see("#map a.node").await?;
    let names = "return [...document.querySelectorAll('#map a.node')].map((e) => e.getAttribute('aria-label'));";
    let shown = student.browser.js(names, Vec::new()).await?;
    let shown: Vec<&str> = shown.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for concept in &student.course.concepts {
        let heard = format!("{}，掌握 ", concept.title);
        ensure(shown.iter().any(|name| name.contains(&heard)), format!("{} is not in the picture", concept.title))?;
    }
    Ok(())
}

/// A tap opens the concept, Back comes back to the picture.
async fn by_thumb(student: &Student) -> Outcome {
    let Some(concept) = student.course.concepts.first() else { return fail("the course is empty") };
    student.browser.tap(&format!("#map a.node[href$='/concept/{}']", concept.id)).await?;
    student.heading(&concept.title).await?;
    student.browser.web().back().await?;
    student.heading("结构图").await
}

/// One node is reached by Tab, the others by arrow keys; Enter opens.
async fn by_keys(student: &Student) -> Outcome {
    student.browser.js("document.querySelector('#map a.node').focus();", Vec::new()).await?;
    let here = "return document.activeElement.getAttribute('data-place');";
    let mut seen = vec![student.browser.js(here, Vec::new()).await?];
    for key in [Key::Right, Key::Down, Key::Down] {
        student.browser.key(key).await?;
        let at = student.browser.js(here, Vec::new()).await?;
        ensure(at.is_string() && !seen.contains(&at), format!("an arrow key led from {seen:?} to {at}"))?;
        seen.push(at);
    }
    let stops = "return document.querySelectorAll('#map a.node[tabindex=\"0\"]').length;";
    ensure(student.browser.js(stops, Vec::new()).await? == json!(1), "Tab stops at more than one node")?;
    let name = "return document.activeElement.getAttribute('href');";
    let href = student.browser.js(name, Vec::new()).await?;
    student.browser.key(Key::Enter).await?;
    student.browser.until("the node's page", &format!("location.pathname === {href}")).await?;
    student.open(&Route::Map(student.course.id.clone())).await?;
    student.browser.see("#map a.node").await
}

/// Plus makes the picture larger than its window, 0 makes it fit again.
async fn zoom(student: &Student) -> Outcome {
    student.browser.js("document.querySelector('#map a.node').focus();", Vec::new()).await?;
    let wider =
        "(() => { const w = document.querySelector('.map-window'); return w.scrollWidth > w.clientWidth + 1; })()";
    student.browser.keys("+").await?;
    student.browser.until("a larger picture", wider).await?;
    student.browser.keys("0").await?;
    student.browser.until("the whole picture", &format!("!{wider}")).await?;
    Ok(())
}

async fn outline(student: &Student) -> Outcome {
    student.browser.tap_words(".map-head .segment", "提纲").await?;
    student.browser.see("#outline a").await?;
    let count = student.browser.js("return document.querySelectorAll('#outline ul li').length;", Vec::new()).await?;
    let concepts = student.course.concepts.len();
    ensure(count == json!(concepts), format!("{count} concepts in the outline instead of {concepts}"))?;
    student.browser.tap_words(".map-head .segment", "图").await?;
    student.browser.see("#map a.node").await
}
