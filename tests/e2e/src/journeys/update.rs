//! A newer version is offered, never forced; taking it is one reload, and nothing of the old one stays mixed in.

use crate::problem::{Outcome, ensure};
use crate::release::{NEWER, newer};
use crate::stage::Stage;
use crate::student::Student;
use serde_json::json;
use std::time::Duration;

/// Counts the loads of this tab.
const COUNT: &str = "sessionStorage.loads = 1 + Number(sessionStorage.loads ?? 0);";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let next = newer(stage.site.dist())?;
    let student = stage.student()?;
    student.browser.begin_with(COUNT).await?;
    student.open_home().await?;
    student.offline_ready().await?;
    let old = student.build().await?;
    // A second tab, which nobody looks at while the first one updates.
    let first = student.browser.web().window().await?;
    let second = student.browser.web().new_tab().await?;
    student.browser.web().switch_to_window(second.clone()).await?;
    student.open_home().await?;
    student.browser.web().switch_to_window(first.clone()).await?;
    student.start_today().await?;

    stage.site.deploy(next.folder())?;
    let student = stage.student()?;
    let look = "navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true)";
    student.browser.until("looking for a newer build", look).await?;
    student.browser.until("a newer build waiting", "window.biaoshuai.update?.waiting").await?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    ensure(!offered(student).await?, "the offer appears during a question")?;
    ensure(student.build().await? == old, "the build changed by itself")?;
    student.answer_right().await?;
    student.see_saved().await?;
    student.browser.tap(".session-bar .crumb").await?;
    student.browser.see("#start-today").await?;
    student.browser.see("#update-notice").await?;

    let before = loads(student).await?;
    student.browser.tap_words("#update-notice button", "现在更新").await?;
    let changed =
        format!("document.querySelector('meta[name=build]')?.content === '{NEWER}' && window.biaoshuai?.running");
    student.browser.until("the newer build", &changed).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let after = loads(student).await?;
    ensure(after == before + 1, format!("{} reloads instead of one", after - before))?;
    ensure(student.build().await? == NEWER, "the older build came back")?;
    ensure(!offered(student).await?, "the offer is still there after the update")?;
    whole(student).await?;
    student.browser.see("a.resume").await?;
    student.offline_ready().await?;

    // The other tab was not reloaded and goes on with its own build, which no host has any more.
    student.browser.web().switch_to_window(second).await?;
    ensure(student.build().await? == old, "the other tab's build changed under it")?;
    student.course_map().await?;
    let section = "return document.querySelector('.section-card strong').textContent.trim();";
    let section = student.browser.js(section, Vec::new()).await?;
    student.open_section(section.as_str().unwrap_or_default()).await?;
    let sheet = "const sheet = document.styleSheets[0].href;
        return fetch(sheet).then((answer) => answer.ok ? answer.text() : '').then((css) => css.length > 1000 && !css.includes('a newer build'));";
    let own = student.browser.js(sheet, Vec::new()).await?;
    ensure(own == json!(true), "the other tab gets files of the newer build")?;
    student.browser.web().close_window().await?;
    student.browser.web().switch_to_window(first).await?;

    stage.site.down();
    let student = stage.student()?;
    student.reload().await?;
    ensure(student.build().await? == NEWER, "offline the older build comes back")?;
    whole(student).await?;
    student.browser.tap("a.resume").await?;
    student.browser.see(".question, #feedback").await?;
    let counted = {
        student.open_home().await?;
        student.progress().await?
    };
    ensure(counted == 1, format!("{counted} answers counted after the update"))
}

async fn loads(student: &Student) -> Outcome<i64> {
    let loads = student.browser.js("return Number(sessionStorage.loads);", Vec::new()).await?;
    Ok(loads.as_i64().unwrap_or(0))
}

async fn offered(student: &Student) -> Outcome<bool> {
    let script = "return !!document.querySelector('#update-notice');";
    Ok(student.browser.js(script, Vec::new()).await? == json!(true))
}

/// The page's own style sheet is the newer one, and it is there.
async fn whole(student: &Student) -> Outcome {
    let script = "const sheets = [...document.styleSheets];
        return sheets.length === 1 && sheets[0].cssRules.length > 50
            && fetch(sheets[0].href).then((answer) => answer.text()).then((css) => css.includes('a newer build'));";
    let good = student.browser.js(script, Vec::new()).await?;
    ensure(good == json!(true), "the style sheet is not that of the newer build")
}
