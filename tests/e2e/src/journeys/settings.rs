//! Theme and text size: kept, and in force before the program is.

use crate::problem::{Outcome, ensure};
use crate::stage::Stage;
use crate::student::Student;
use serde_json::json;

/// Notes what the page looks like when its markup is there and the program cannot have started yet.
const NOTE: &str = "addEventListener('DOMContentLoaded', () => {
    const root = document.documentElement;
    window.early = [root.dataset.theme ?? '', root.dataset.text ?? '', window.biaoshuai?.running ?? false];
});";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open_home().await?;
    student.go_to("我").await?;
    let light = paper(student).await?;
    student.browser.tap_words(".segments[aria-label='颜色'] .segment", "深色").await?;
    in_force(student, "theme", "dark").await?;
    student.browser.tap_words(".segments[aria-label='文字大小'] .segment", "160%").await?;
    in_force(student, "text", "160").await?;
    student.browser.tap_words(".segments[aria-label='答题时标记把握程度'] .segment", "不显示").await?;
    ensure(paper(student).await? != light, "the dark page is as light as the light one")?;
    let size = student
        .browser
        .js("return parseFloat(getComputedStyle(document.documentElement).fontSize);", Vec::new())
        .await?;
    ensure(size == json!(25.6), format!("160 % of 16 px are {size} px"))?;
    student
        .browser
        .until(
            "the settings saved",
            "document.querySelector('#main .status-line')?.textContent.includes('已全部存到本机')",
        )
        .await?;

    early(student).await?;
    stage.restart_browser().await?;
    let student = stage.student()?;
    early(student).await?;
    student.open_home().await?;
    student.start_today().await?;
    let marks =
        student.browser.js("return document.querySelectorAll('.answer-bar .segments').length;", Vec::new()).await?;
    ensure(marks == json!(0), "the marks are shown although they were switched off")
}

async fn in_force(student: &Student, name: &str, value: &str) -> Outcome {
    let set = format!("document.documentElement.dataset.{name} === '{value}'");
    student.browser.until(&format!("{name} {value}"), &set).await?;
    Ok(())
}

async fn paper(student: &Student) -> Outcome<String> {
    let script = "return getComputedStyle(document.documentElement).backgroundColor;";
    Ok(student.browser.js(script, Vec::new()).await?.to_string())
}

/// Loads the page and looks at it before the program runs, and after.
async fn early(student: &Student) -> Outcome {
    student.browser.begin_with(NOTE).await?;
    student.open_home().await?;
    in_force(student, "theme", "dark").await?;
    in_force(student, "text", "160").await?;
    let early = student.browser.js("return window.early;", Vec::new()).await?;
    ensure(early == json!(["dark", "160", false]), format!("before the program runs the page is {early}"))
}
