//! First visit: home, course map, section, concept, its questions, the summary.

use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    let course = &student.course;
    student.open_home().await?;
    student.course_map().await?;
    let Some(section) = course.sections.get(1) else { return fail("the course has one section only") };
    student.open_section(&section.title).await?;
    let Some(concept) = course.concepts_of(&section.id).next() else { return fail("the section has no concept") };
    student.open_concept(&concept.title).await?;
    student.practise().await?;

    let mut right = 0;
    let mut answered = 0;
    loop {
        let question = if answered == 1 {
            student.answer_wrong().await?
        } else {
            right += 1;
            student.answer_right().await?
        };
        answered += 1;
        student.see_saved().await?;
        ensure(question.concepts.contains(&concept.id), format!("{} is not about {}", question.id, concept.id))?;
        let why = "document.querySelector('#feedback .prose')?.textContent.length >= 20";
        student.browser.until("an explanation", why).await?;
        student.browser.see("#feedback .source li").await?;
        student.browser.see("#feedback .concept-link").await?;
        if !student.next().await? {
            break;
        }
    }
    ensure(answered == course.questions_on(&concept.id).count().min(10), format!("{answered} questions were asked"))?;
    let headline = if right == answered {
        format!("{answered} 题全部答对")
    } else {
        format!("{answered} 题答对 {right} 题")
    };
    student.heading(&headline).await?;
    let revise = "[...document.querySelectorAll('h2')].some((e) => e.textContent === '建议重看')";
    student.browser.until("what to revise", revise).await?;
    let counted = student.progress().await?;
    ensure(counted == answered as u64, format!("{counted} answers counted instead of {answered}"))
}
