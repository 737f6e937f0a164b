//! A new edition of a course: what has another answer is asked again, what is gone is not asked, everything else is kept.

use crate::problem::{Outcome, ensure, fail};
use crate::release::{second_course, with_courses};
use crate::stage::Stage;
use biaoshuai::core::course::Course;
use biaoshuai::core::ids::QuestionId;
use biaoshuai::core::question::Body;
use biaoshuai::core::route::Route;
use std::rc::Rc;

/// Has another answer in the second edition.
const CHANGED: &str = "xf-002";
/// Is worded better in the second edition.
const REWORDED: &str = "xf-001";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let first = second_course()?;
    let old = with_courses(stage.site.dist(), vec![first.clone()])?;
    stage.site.deploy(old.folder())?;
    let [done, begun] = &first.sections[..] else { return fail("the course has other sections") };
    let to_do = first.questions_of(&done.id).count();

    // One section is answered to the end, of the other one question.
    let student = stage.student_mut()?;
    student.course = Rc::new(first.clone());
    student.open_home().await?;
    student.offline_ready().await?;
    student.open(&Route::Section(first.id.clone(), done.id.clone())).await?;
    student.practise().await?;
    for _ in 0..to_do {
        student.answer_right().await?;
        student.see_saved().await?;
        student.next().await?;
    }
    student.heading(&format!("{to_do} 题全部答对")).await?;
    student.open(&Route::Section(first.id.clone(), begun.id.clone())).await?;
    student.practise().await?;
    student.answer_right().await?;
    student.see_saved().await?;
    student.next().await?;
    // On screen when the update comes: gone in the second edition.
    let gone = student.question().await?.id;
    student.open_home().await?;

    let second = next_edition(&first, &gone)?;
    let new = with_courses(old.folder(), vec![second.clone()])?;
    stage.site.deploy(new.folder())?;
    let student = stage.student_mut()?;
    student.take_update().await?;
    student.course = Rc::new(second.clone());

    // Of the to_do + 1 answered ones all but the changed one are known as before, and no answer is lost.
    let known = to_do;
    let figures = student.figures().await?;
    let all = second.questions.len();
    ensure(figures[2] == format!("{known}/{all}"), format!("{} known instead of {known}/{all}", figures[2]))?;
    ensure(figures[0] == (to_do + 1).to_string(), format!("{} answers instead of {}", figures[0], to_do + 1))?;

    student.open_home().await?;
    student.browser.tap("a.resume").await?;
    let asked = student.asked().await?;
    let expected = first.questions_of(&begun.id).count() - 1;
    ensure((asked.number, asked.of) == (2, expected), format!("it goes on at {}/{}", asked.number, asked.of))?;
    ensure(student.question().await?.id != gone, "a question that is gone is asked")?;

    // The changed one is new, so it is among the first five.
    student.open(&Route::Practice).await?;
    student.choose_size(5).await?;
    student.course_map().await?;
    student.open_section(&done.title).await?;
    student.practise().await?;
    let mut seen = Vec::new();
    loop {
        seen.push(student.answer_right().await?.id);
        student.see_saved().await?;
        if !student.next().await? {
            break;
        }
    }
    ensure(seen.len() == 5 && seen.contains(&CHANGED.into()), format!("asked were {seen:?}"))?;
    let figures = student.figures().await?;
    ensure(figures[2] == format!("{}/{all}", known + 1), format!("{} known after it was asked again", figures[2]))
}

/// The second edition: another answer, a better wording, and one question less.
fn next_edition(first: &Course, gone: &QuestionId) -> Outcome<Course> {
    let mut course = first.clone();
    course.edition += 1;
    course.questions.retain(|question| question.id != *gone);
    for question in &mut course.questions {
        if question.id.as_str() == CHANGED {
            let Body::Multiple(options) = &mut question.body else { return fail("it is of another type") };
            let Some(last) = options.last_mut() else { return fail("it has no option") };
            last.right = true;
            question.rev += 1;
        }
        if question.id.as_str() == REWORDED {
            question.stem = format!("想一想：{}", question.stem);
        }
    }
    Ok(course)
}
