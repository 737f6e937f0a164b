//! Day after day: what was learnt comes back when it is due, the day's work has an end, and a new pace counts at once.

use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::ids::QuestionId;
use biaoshuai::core::route::Route;

/// Lets every page from now on believe that so many days have passed.
const LATER: &str = "const Before = Date;
globalThis.Date = class extends Before {
    constructor(...given) { if (given.length) super(...given); else super(Before.now() + DAYS * 86400000); }
    static now() { return Before.now() + DAYS * 86400000; }
};";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open_home().await?;
    today_says(student, "10 题 · ", "全部是新题").await?;
    student.start_today().await?;
    let learnt = all_right(student).await?;
    student.go_to("今日").await?;
    today_says(student, "今天的任务完成了。", "明天有").await?;
    due(student, "没有到期的题").await?;

    later(student, 5).await?;
    student.open_home().await?;
    today_says(student, "全部是复习", "今天还有 10 题").await?;
    due(student, "10 题到期").await?;
    student.browser.tap("#due").await?;
    student.browser.see(".question").await?;
    let forgotten = student.answer_wrong().await?.id;
    ensure(learnt.contains(&forgotten), format!("{forgotten} was not due"))?;
    student.see_saved().await?;

    stage.crash_browser().await?;
    let student = stage.student()?;
    later(student, 5).await?;
    student.open_home().await?;
    due(student, "9 题到期").await?;
    student.open_home().await?;
    student.browser.tap(".resume").await?;
    student.browser.see("#feedback").await?;
    ensure(student.next().await?, "the session is over")?;
    let repeated = all_right(student).await?;
    ensure(repeated.len() == 9, format!("{} questions were repeated", repeated.len()))?;
    ensure(repeated.iter().all(|id| learnt.contains(id)), "something was asked that was not due")?;
    due(student, "没有到期的题").await?;
    student.go_to("今日").await?;
    today_says(student, "10 题 · ", "全部是新题").await?;

    // Only what was forgotten is due on the next day, until knowing it better is wanted.
    later(student, 1).await?;
    student.open(&Route::Me).await?;
    for (label, choice) in [("目标记忆率", "97%"), ("每天新题", "5 题")] {
        student.browser.tap_words(&format!(".segments[aria-label='{label}'] .segment"), choice).await?;
    }
    student.go_to("今日").await?;
    today_says(student, "新题", "复习").await?;
    let fresh = said(student).await?;
    ensure(!fresh.contains("新题 9"), format!("five new ones a day, but home says {fresh}"))?;
    student.reload().await?;
    ensure(said(student).await? == fresh, "the pace was not remembered")
}

/// Has `days` more pass for every page that is opened from now on.
async fn later(student: &Student, days: u32) -> Outcome {
    let source = format!("{{ const DAYS = {days}; {LATER} }}");
    student.browser.begin_with(&source).await
}

/// Answers every question that is left, right; returns which there were.
async fn all_right(student: &Student) -> Outcome<Vec<QuestionId>> {
    let mut asked = Vec::new();
    loop {
        asked.push(student.answer_right().await?.id);
        if !student.next().await? {
            return Ok(asked);
        }
    }
}

async fn said(student: &Student) -> Outcome<String> {
    let words = student.browser.js("return document.querySelector('.today p').textContent;", Vec::new()).await?;
    words.as_str().map_or_else(|| fail("home says nothing"), |words| Ok(words.to_owned()))
}

async fn today_says(student: &Student, one: &str, other: &str) -> Outcome {
    let there = format!(
        "['{one}', '{other}'].every((words) => document.querySelector('.today p')?.textContent.includes(words))"
    );
    student.browser.until(&format!("“{one}…{other}” on 今日"), &there).await?;
    Ok(())
}

/// What 练习 says of what is due.
async fn due(student: &Student, words: &str) -> Outcome {
    student.go_to("练习").await?;
    let there = format!("document.querySelector('#due')?.textContent.includes('{words}')");
    student.browser.until(&format!("“{words}” on 练习"), &there).await?;
    Ok(())
}
