//! Two courses: one is open, each has its own progress, and one that is taken away loses nothing.

use crate::problem::{Outcome, ensure};
use crate::release::{second_course, with_courses};
use crate::site::course_of;
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::route::Route;
use serde_json::json;
use std::rc::Rc;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let alone = stage.site.dist().to_path_buf();
    let (first, second) = (Rc::new(course_of(&alone)?), Rc::new(second_course()?));
    let both = with_courses(&alone, vec![first.as_ref().clone(), second.as_ref().clone()])?;
    stage.site.deploy(both.folder())?;

    let student = stage.student_mut()?;
    student.open_home().await?;
    ensure(said(student, ".open-course").await?.contains(&first.title), "今日 does not name the open course")?;
    student.start_today().await?;
    student.answer_right().await?;
    student.see_saved().await?;
    student.browser.tap(".session-bar .crumb").await?;
    student.browser.see("a.resume").await?;
    ensure(said(student, "a.resume").await?.contains(&first.short), "the session does not name its course")?;

    student.browser.tap(".open-course").await?;
    student.heading(&first.title).await?;
    student.choose_course(&second.title).await?;
    let pressed = said(student, ".course-card[aria-pressed=true]").await?;
    ensure(pressed.contains(&second.title) && pressed.contains(&second.about), format!("open is “{pressed}”"))?;
    student.course = Rc::clone(&second);
    student.go_to("今日").await?;
    student.browser.see("#start-today").await?;
    ensure(said(student, ".open-course").await?.contains(&second.title), "今日 stays with the other course")?;
    student.start_today().await?;
    for _ in 0..2 {
        student.answer_right().await?;
        student.see_saved().await?;
        student.next().await?;
    }
    separate(student, 2, second.questions.len()).await?;

    // What was chosen outlives a reload, and all of it works without a network.
    student.open_home().await?;
    student.offline_ready().await?;
    stage.site.down();
    let student = stage.student_mut()?;
    student.reload().await?;
    ensure(said(student, ".open-course").await?.contains(&second.title), "the choice is forgotten")?;
    ensure(said(student, "a.resume").await?.contains(&second.short), "the newest session is not offered")?;
    student.browser.tap("a.resume").await?;
    student.answer_right().await?;
    student.see_saved().await?;
    student.open(&Route::Learn).await?;
    student.choose_course(&first.title).await?;
    student.course = Rc::clone(&first);
    separate(student, 1, first.questions.len()).await?;
    student.open(&Route::Learn).await?;
    student.choose_course(&second.title).await?;
    student.course = Rc::clone(&second);
    separate(student, 3, second.questions.len()).await?;

    stage.site.deploy(&alone)?;
    let student = stage.student_mut()?;
    student.open_home().await?;
    student.take_update().await?;
    student.course = Rc::clone(&first);
    student.open(&Route::Learn).await?;
    student.heading(&first.title).await?;
    ensure(said(student, "#course-retired").await?.contains(second.id.as_str()), "nothing says what became of it")?;
    ensure(said(student, "#courses").await?.is_empty(), "a choice of one")?;
    let figures = student.figures().await?;
    ensure(figures[0] == "4", format!("{} answers are left of 4", figures[0]))?;
    ensure(said(student, "#device").await?.contains("3 条作答"), "我 does not say that the answers are kept")?;
    student.open_home().await?;
    student.browser.tap("a.resume").await?;
    student.browser.see(".question").await?;

    // It comes back as it was left.
    stage.site.deploy(both.folder())?;
    let student = stage.student_mut()?;
    student.open_home().await?;
    student.take_update().await?;
    student.course = Rc::clone(&second);
    student.open_home().await?;
    ensure(said(student, ".open-course").await?.contains(&second.title), "the course came back and is not open")?;
    separate(student, 3, second.questions.len()).await
}

/// 我 counts the answers of the open course alone.
async fn separate(student: &Student, answered: usize, questions: usize) -> Outcome {
    let figures = student.figures().await?;
    let expected = format!("{answered}/{questions}");
    ensure(figures[2] == expected, format!("{} answered instead of {expected}", figures[2]))
}

/// The words of an element; none when it is not there.
async fn said(student: &Student, css: &str) -> Outcome<String> {
    let script = "return document.querySelector(arguments[0])?.textContent ?? '';";
    let words = student.browser.js(script, vec![json!(css)]).await?;
    Ok(words.as_str().unwrap_or_default().to_owned())
}
