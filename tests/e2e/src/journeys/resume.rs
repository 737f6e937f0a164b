//! Killed in the middle: the session goes on at the same question, with the same order and the same draft.

use crate::asked::Asked;
use crate::give::{self, Give};
use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::question::{Body, Question};
use std::time::Duration;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open_home().await?;
    student.start_today().await?;
    student.answer_right().await?;
    student.next().await?;
    to_a_shuffled_one(student).await?;
    let question = student.question().await?;
    let Some(answer) = give::make(&question, Give::Right) else { return fail("no right answer") };
    student.prepare(&question, &answer).await?;
    let before = student.asked().await?;
    tokio::time::sleep(Duration::from_secs(1)).await;

    stage.crash_browser().await?;
    let student = stage.student()?;
    student.resume().await?;
    same(&before, &student.asked().await?)?;
    ensure(before.draft == student.asked().await?.draft, "the draft is another")?;

    student.submit().await?;
    let verdict = student.see_feedback().await?;
    ensure(verdict == "答对了", format!("the kept draft is judged “{verdict}”"))?;
    student.see_saved().await?;
    stage.crash_browser().await?;
    let student = stage.student()?;
    student.resume().await?;
    same(&before, &student.asked().await?)?;
    let again = student.see_feedback().await?;
    ensure(again == verdict, format!("after the restart the feedback says “{again}”"))?;
    ensure(student.next().await?, "the session is over")?;
    student.finish().await?;
    student.heading("10 题全部答对").await
}

/// Goes on until the order on screen comes from a shuffle, so that another seed would show.
async fn to_a_shuffled_one(student: &Student) -> Outcome {
    let shuffled = |question: &Question| matches!(&question.body, Body::Single(options) | Body::Multiple(options) if options.len() > 3);
    while !shuffled(&student.question().await?) {
        student.answer_right().await?;
        ensure(student.next().await?, "ten questions and no choice among them")?;
    }
    Ok(())
}

fn same(before: &Asked, after: &Asked) -> Outcome {
    let (before, after) = (before.face(), after.face());
    ensure(before == after, format!("it was “{before}” and is “{after}”"))
}
