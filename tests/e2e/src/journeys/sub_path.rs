//! The app below a path of a host that has other things too.

use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use biaoshuai::core::route::Route;

/// The path of the build.
pub const BASE: &str = "/study/";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    let course = std::rc::Rc::clone(&student.course);
    let Some(section) = course.sections.first() else { return fail("the course is empty") };
    let deep = Route::Section(course.id.clone(), section.id.clone());
    // A deep link at the very first visit, on a host without a fallback rule.
    student.open(&deep).await?;
    student.heading(&section.title).await?;
    student.course_map().await?;
    let url = student.browser.web().current_url().await?;
    ensure(url.path() == "/study/learn", format!("the course map is at {url}"))?;
    student.go_to("今日").await?;
    student.start_today().await?;
    student.answer_right().await?;
    student.see_saved().await?;
    student.open_home().await?;
    student.offline_ready().await?;

    stage.site.down();
    stage.restart_browser().await?;
    let student = stage.student()?;
    student.open_with(&deep, "?x=1").await?;
    student.heading(&section.title).await?;
    student.open_home().await?;
    student.browser.tap("a.resume").await?;
    student.browser.see(".question").await
}
