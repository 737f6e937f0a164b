//! Two look-alikes: from a concept's card to both side by side, and to a drill of nothing but the difference.

use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use biaoshuai::core::contrast;
use biaoshuai::core::route::Route;
use serde_json::json;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    let course = &student.course.clone();
    let pairs = contrast::pairs(course);
    let lists = |pair: &&contrast::Pair<'_>| !pair.one.members.is_empty() && !pair.other.members.is_empty();
    let Some(pair) = pairs.iter().find(lists) else { return fail("no two lists are look-alikes") };
    let (one, other) = (&pair.one.id, &pair.other.id);
    let from = if pair.one.siblings.iter().any(|sibling| sibling.id == *other) { pair.one } else { pair.other };

    student.open(&Route::Concept(course.id.clone(), from.id.clone())).await?;
    student.heading(&from.title).await?;
    let route = Route::Contrast(course.id.clone(), from.id.clone(), if from.id == *one { other } else { one }.clone());
    student.browser.tap(&format!("a.compare[href$='/{route}']")).await?;
    student.heading(&format!("{} 与 {}", pair.one.title, pair.other.title)).await?;
    for concept in [pair.one, pair.other] {
        let members = "const side = [...document.querySelectorAll('.versus > .card')]
              .find((e) => e.querySelector('h2').textContent.trim() === arguments[0]);
            return [...side.querySelectorAll('.members li')].map((e) => e.textContent.trim());";
        let shown = student.browser.js(members, vec![json!(concept.title)]).await?;
        ensure(shown == json!(concept.members), format!("{} shows {shown}", concept.title))?;
    }
    for words in &pair.differs {
        let said = student
            .browser
            .js("return document.querySelector('#main').textContent.includes(arguments[0]);", vec![json!(words)]);
        ensure(said.await? == json!(true), format!("the page does not say “{words}”"))?;
    }

    student.practise().await?;
    let drill = contrast::questions(course, one, other);
    for round in 0..2 {
        if round == 1 {
            // Killed between two questions, it goes on with the second one.
            let before = stage.student()?.question().await?.id;
            stage.crash_browser().await?;
            let student = stage.student()?;
            student.resume().await?;
            let now = student.question().await?.id;
            ensure(now == before, format!("after the kill {now} is asked instead of {before}"))?;
        }
        let student = stage.student()?;
        let question = student.question().await?;
        ensure(drill.iter().any(|asked| asked.id == question.id), format!("{} is not about the two", question.id))?;
        student.answer_right().await?;
        student.see_saved().await?;
        student.next().await?;
    }
    let student = stage.student()?;
    student.browser.tap(".session-bar .crumb").await?;
    student.heading(&format!("{} 与 {}", pair.one.title, pair.other.title)).await?;
    student.browser.tap("#main > .crumb").await?;
    student.browser.see("#contrasts li a").await?;
    let listed = student.browser.js("return document.querySelectorAll('#contrasts li').length;", Vec::new()).await?;
    ensure(listed == json!(pairs.len()), format!("{listed} pairs are listed instead of {}", pairs.len()))
}
