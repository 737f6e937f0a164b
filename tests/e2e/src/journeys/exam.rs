//! 模拟考试: a paper is taken through every interruption, comes to the marks it is worth, and is the same on another
//! phone by its code.

use crate::give::{self, Give};
use crate::problem::{Outcome, ensure, fail};
use crate::release::second_course;
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::exam::{Marks, Paper, PaperCode, Variant};
use biaoshuai::core::grade::grade;
use biaoshuai::core::route::Route;
use serde_json::{Value, json};

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let paper = sit(stage).await?;
    let Some(code) = paper.code.clone() else { return fail("the paper has no code") };
    let other = stage.other_device().await?;
    let elsewhere = on_another_phone(other.student()?, &code, &paper).await;
    other.close().await?;
    elsewhere
}

/// A whole exam, with a reload and a crash in the middle. Returns its paper.
async fn sit(stage: &mut Stage<'_>) -> Outcome<Paper> {
    let student = stage.student()?;
    student.to_exams().await?;
    let paper = student.short_paper().await?;
    student.begin_exam().await?;
    ensure(student.time_left().await? == "还有 10 分钟", "the time does not begin at ten minutes")?;
    let last = paper.questions.len() - 1;
    let mut earned = Marks::ZERO;
    for place in 0..last {
        let question = student.at_question(&paper, place).await?;
        let give = if place % 3 == 2 { Give::Wrong } else { Give::Right };
        let Some(answer) = give::make(&question, give) else { return fail(format!("no answer to {}", question.id)) };
        if place == 1 {
            // Another answer first: it can be changed until the end.
            let wrong = give::make(&question, Give::Wrong).unwrap_or_else(|| answer.clone());
            student.prepare(&question, &wrong).await?;
            student.reload().await?;
            student.at_question(&paper, place).await?;
        }
        student.prepare(&question, &answer).await?;
        if let Ok(verdict) = grade(&question.body, &answer) {
            earned = earned + paper.questions[place].marks.earned(verdict);
        }
        match place {
            3 => interrupted(student, &paper, place).await?,
            5 => {
                student.see_saved().await?;
                stage.crash_browser().await?;
                return Box::pin(finish(stage, paper, place, earned)).await;
            }
            _ => {}
        }
        student.browser.tap("#go").await?;
    }
    fail("the paper has fewer questions than that")
}

/// Marked, reloaded three minutes later: the same question, its answer and mark, and the time that went on.
async fn interrupted(student: &Student, paper: &Paper, place: usize) -> Outcome {
    student.browser.tap("#later").await?;
    student.see_saved().await?;
    let before = student.asked().await?;
    student.minutes_pass(3, false).await?;
    student.reload().await?;
    student.at_question(paper, place).await?;
    let now = student.asked().await?;
    ensure(now == before, format!("after the reload {now:?} instead of {before:?}"))?;
    student.browser.see("#later[aria-pressed=true]").await?;
    seven_minutes(student).await
}

/// Seven minutes are left, or a little less on a busy machine.
async fn seven_minutes(student: &Student) -> Outcome {
    let left = student.time_left().await?;
    ensure(["还有 7 分钟", "还有 6 分钟"].contains(&left.as_str()), format!("three minutes passed, and it says {left}"))
}

/// After the crash, with a clock that lies three minutes back.
async fn finish(stage: &mut Stage<'_>, paper: Paper, place: usize, mut earned: Marks) -> Outcome<Paper> {
    let student = stage.student()?;
    student.resume_exam().await?;
    student.at_question(&paper, place).await?;
    seven_minutes(student).await?;
    let last = paper.questions.len() - 1;
    for place in place + 1..last {
        student.browser.tap("#go").await?;
        let question = student.at_question(&paper, place).await?;
        let Some(answer) = give::make(&question, Give::Right) else { return fail(format!("{}", question.id)) };
        student.prepare(&question, &answer).await?;
        earned = earned + paper.questions[place].marks;
    }
    // The last one stays open. Behind it comes the answer sheet.
    student.browser.tap("#go").await?;
    student.at_question(&paper, last).await?;
    student.browser.tap("#go").await?;
    student.heading("答题卡").await?;
    let cells = "return [...document.querySelectorAll('.sheet button')].map((e) => e.getAttribute('aria-label'));";
    let cells: Vec<String> = serde_json::from_value(student.browser.js(cells, Vec::new()).await?)?;
    let marked = cells.get(3).is_some_and(|words| words == "第 4 题，已答，待查");
    ensure(marked && cells[last].ends_with("未答"), format!("the answer sheet says {cells:?}"))?;
    student.browser.tap(".sheet li:first-child button").await?;
    student.at_question(&paper, 0).await?;
    student.hand_in("还有 1 题没有作答，不作答不得分。交卷后不能再改。").await?;
    student.see_saved().await?;
    let passed = if earned >= paper.pass { "通过" } else { "没有通过" };
    let headline = format!("{earned} 分，{passed}");
    student.heading(&headline).await?;
    logged(student, &paper).await?;
    student.reload().await?;
    student.heading(&headline).await?;
    student.browser.tap("#main .review li:first-child summary").await?;
    let all = student.browser.js("return document.querySelector('.review').textContent;", Vec::new()).await?;
    ensure(all.as_str().is_some_and(|all| all.contains("我的答案：") && all.contains("讲话第")), "no review")?;

    // The same answers stand in the book and in the pictures, and the missed questions can be practised.
    student.open(&Route::Mistakes).await?;
    let wrong = "document.querySelectorAll('#mistakes .marked-stem').length === 2";
    student.browser.until("the two mistakes", wrong).await?;
    student.open(&Route::Statistics).await?;
    let said = "document.querySelector('#statistics')?.textContent.includes('一共答了 9 次')";
    student.browser.until("nine answers in the pictures", said).await?;
    student.to_exams().await?;
    student.browser.until("the exam in the list", "document.querySelectorAll('#past li').length === 1").await?;
    student.browser.tap("#past a").await?;
    student.heading(&headline).await?;
    student.browser.tap("#again").await?;
    student.answer_right().await?;
    Ok(paper)
}

/// Every answer of the paper is in the log once, under the exam.
async fn logged(student: &Student, paper: &Paper) -> Outcome {
    let log = "const done = arguments[0];
        const open = indexedDB.open('biaoshuai');
        open.onsuccess = () => {
            const all = open.result.transaction('log').objectStore('log').getAll();
            all.onsuccess = () => { open.result.close(); done(all.result.map((text) => JSON.parse(text))); };
        };";
    let Value::Array(log) = student.browser.js_async(log, Vec::new()).await? else { return fail("no log") };
    let asked: Vec<&str> = log.iter().filter_map(|record| record["q"].as_str()).collect();
    let meant: Vec<&str> = paper.questions.iter().take(9).map(|asked| asked.question.as_str()).collect();
    ensure(asked == meant, format!("the log has {asked:?} instead of {meant:?}"))?;
    let session = &log[0]["s"];
    ensure(log.iter().all(|record| record["s"] == *session), "the answers are of several sessions")
}

/// The code on another phone: the same paper, the other variant, codes that make none, and time that runs out.
async fn on_another_phone(student: &Student, code: &str, paper: &Paper) -> Outcome {
    let spoken = code.to_lowercase().replace('-', " ");
    student.open_exams(&format!("?code={}", spoken.replace(' ', "%20"))).await?;
    student.plan_says("10 题，100 分，10 分钟").await?;
    same_order(student, paper).await?;

    let Ok(parsed) = PaperCode::parse(code) else { return fail("the code cannot be read") };
    let other = student.paper_of(&parsed.with_variant(Variant::B).to_string())?;
    let ids = |paper: &Paper| paper.questions.iter().map(|asked| asked.question.clone()).collect::<Vec<_>>();
    let (mut one, mut two) = (ids(paper), ids(&other));
    ensure(one != two, "both variants are in the same order")?;
    one.sort();
    two.sort();
    ensure(one == two, "the variants ask other questions")?;
    student.to_exams().await?;
    student.choose("用哪份卷子", "输入卷号").await?;
    student.plan_says("请输入卷号").await?;
    student.browser.type_into("#typed", code).await?;
    student.choose("A 卷还是 B 卷", "B 卷").await?;
    same_order(student, &other).await?;
    wrong_codes(student, code).await?;
    type_by_type(student).await?;

    // Time runs out: on screen, and while the app is closed.
    student.open_exams("").await?;
    let paper = student.short_paper().await?;
    student.begin_exam().await?;
    let question = student.at_question(&paper, 0).await?;
    let Some(answer) = give::make(&question, Give::Right) else { return fail("no answer") };
    student.prepare(&question, &answer).await?;
    student.see_saved().await?;
    student.minutes_pass(6, true).await?;
    student
        .browser
        .until("the last minutes", "document.querySelector('#left.bad')?.textContent.startsWith('只剩 ')")
        .await?;
    student.minutes_pass(5, true).await?;
    out_of_time(student).await?;
    student.open_exams("").await?;
    student.short_paper().await?;
    student.begin_exam().await?;
    student.minutes_pass(60, false).await?;
    student.open_home().await?;
    student.to_exams().await?;
    student.browser.until("all five in the list", "document.querySelectorAll('#past li').length === 5").await?;
    student.browser.tap("#past li:first-child a").await?;
    out_of_time(student).await
}

async fn out_of_time(student: &Student) -> Outcome {
    let said = "document.querySelector('#about')?.textContent.includes('用时 10 分钟，时间到，自动交卷')";
    student.browser.until("handed in by itself", said).await?;
    Ok(())
}

/// Every question of the paper, one after the other.
async fn same_order(student: &Student, paper: &Paper) -> Outcome {
    student.begin_exam().await?;
    for place in 0..paper.questions.len() {
        student.at_question(paper, place).await?;
        student.browser.tap("#go").await?;
    }
    student.heading("答题卡").await
}

/// Numbers and marks of each type, and the pass mark: the paper is as it was set, and its code makes it again.
async fn type_by_type(student: &Student) -> Outcome {
    student.open_exams("").await?;
    student.choose("用哪份卷子", "自己组卷").await?;
    student.choose("题数与分值", "逐项设定").await?;
    student.plan_says("70 题，100 分，30 分钟，60 分及格").await?;
    for kind in ["单选", "多选", "判断", "填空", "排序", "连线", "归类"] {
        student.pick(kind, "题数", "0 题").await?;
    }
    student.plan_says("一道题也没有").await?;
    student.pick("单选", "题数", "4 题").await?;
    student.pick("单选", "每题分值", "每题 1.5 分").await?;
    student.pick("判断", "题数", "2 题").await?;
    student.pick("判断", "每题分值", "每题 10 分").await?;
    student.pick("及格线", "及格线", "75%").await?;
    student.plan_says("6 题，26 分，30 分钟，19.5 分及格").await?;
    let paper = student.paper_of(&student.shown_code().await?)?;
    let worth: Vec<String> = paper.questions.iter().map(|asked| asked.marks.to_string()).collect();
    ensure(worth == ["1.5", "1.5", "1.5", "1.5", "10", "10"], format!("the questions are worth {worth:?}"))?;
    same_order(student, &paper).await
}

/// Each wrong code says what to do.
async fn wrong_codes(student: &Student, code: &str) -> Outcome {
    let foreign = match PaperCode::new(&second_course()?, None, 7, Variant::A) {
        Ok(code) => code.to_string(),
        Err(error) => return fail(error.to_string()),
    };
    let mut swapped: Vec<char> = code.chars().collect();
    let Some(place) = (1..swapped.len())
        .find(|place| swapped[place - 1] != swapped[*place] && swapped[*place] != '-' && swapped[place - 1] != '-')
    else {
        return fail("the code is all the same");
    };
    swapped.swap(place - 1, place);
    student.open_exams("?code=ABC").await?;
    student.plan_says("现在是 3 位").await?;
    for (typed, words) in [
        (swapped.into_iter().collect(), "两位颠倒了"),
        (format!("{}U", &code[..code.len() - 1]), "卷号里没有“U”"),
        (foreign, "另一门课程的卷号"),
    ] {
        student.browser.type_into("#typed", &typed).await?;
        student.plan_says(words).await?;
        let blocked =
            student.browser.js("return !!document.querySelector('#start[aria-disabled]');", Vec::new()).await?;
        ensure(blocked == json!(true), format!("an exam can be begun with “{typed}”"))?;
    }
    Ok(())
}
