//! Ways of practising: by conditions, until the second mistake, and cards to be flipped.

use crate::give::{self, Give};
use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::course::Concept;
use biaoshuai::core::filter::{Facet, Filter};
use biaoshuai::core::ids::QuestionId;
use biaoshuai::core::mark::{Mark, Marked};
use biaoshuai::core::progress::Progress;
use biaoshuai::core::question::{Question, QuestionKind};
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use serde_json::json;
use thirtyfour::prelude::*;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    focus(stage).await?;
    challenge(stage).await?;
    cards(stage.student()?).await?;
    cards_after_a_kill(stage).await
}

/// On 练习: the row that says this.
async fn way(student: &Student, name: &str) -> Outcome {
    student.go_to("练习").await?;
    student.heading("练习").await?;
    student.browser.tap_words("#main .concept-row .grow", name).await
}

/// Taps a condition.
async fn condition(student: &Student, group: &str, words: &str) -> Outcome {
    student.browser.tap_words(&format!("[role=group][aria-label='{group}'] .segment"), words).await
}

/// The count on screen is what the rules say.
async fn counts(student: &Student, wanted: &Filter, stars: &[QuestionId]) -> Outcome<usize> {
    let count = wanted.pool(&student.course, &Progress::default(), stars).len();
    let words = json!(if count == 0 {
        "没有符合条件的题，请去掉一两个条件".to_owned()
    } else {
        format!("符合条件 {count} 题")
    });
    let said = format!("document.querySelector('#matching')?.textContent === {words}");
    student.browser.until(&words.to_string(), &said).await?;
    Ok(count)
}

async fn focus(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    let course = student.course.clone();
    let single = |question: &&Question| question.body.kind() == QuestionKind::Single;
    let Some(starred) = course.questions.iter().filter(single).nth(7) else { return fail("too few questions") };
    student.open_home().await?;
    let mark = Mark { starred: true, note: String::new(), at: Moment { utc_ms: 1, zone_min: 480 } };
    student.plant_mark(&Marked::Question(course.id.clone(), starred.id.clone()), &mark).await?;
    student.reload().await?;
    let stars = [starred.id.clone()];

    way(student, "专项练习").await?;
    student.heading("专项练习").await?;
    let mut wanted = Filter::default();
    ensure(counts(student, &wanted, &stars).await? == course.questions.len(), "not everything is wanted at first")?;
    let part = &course.parts[1];
    let ids: Vec<_> = course.sections_of(&part.id).map(|section| section.id.clone()).collect();
    condition(student, "范围", &format!("第{}部分", part.ordinal)).await?;
    wanted.toggle_sections(&ids);
    counts(student, &wanted, &stars).await?;
    for (group, words, facet, value) in [
        ("题型", "单选", Facet::Kind, 0),
        ("题型", "判断", Facet::Kind, 2),
        ("难度", "2 辨别", Facet::Level, 1),
        ("状态", "错过", Facet::State, 2),
        ("状态", "未学", Facet::State, 0),
    ] {
        condition(student, group, words).await?;
        wanted.toggle(facet, value);
        counts(student, &wanted, &stars).await?;
    }
    student.reload().await?;
    let count = counts(student, &wanted, &stars).await?;
    student.choose_size(5).await?;
    ensure(count > 5, format!("only {count} questions to test with"))?;
    student.browser.tap("#practise").await?;
    let asked = |question: &Question| {
        let pool = wanted.pool(&course, &Progress::default(), &stars);
        ensure(pool.iter().any(|one| one.id == question.id), format!("{} does not meet the conditions", question.id))
    };
    asked(&student.question().await?)?;
    asked(&student.answer_right().await?)?;
    student.see_saved().await?;
    student.next().await?;
    let before = student.asked().await?.face();

    stage.crash_browser().await?;
    let student = stage.student()?;
    student.open_home().await?;
    student.browser.tap("a.resume").await?;
    ensure(student.asked().await?.face() == before, "another question after the crash")?;
    loop {
        asked(&student.question().await?)?;
        student.answer_right().await?;
        student.see_saved().await?;
        if !student.next().await? {
            break;
        }
    }
    student.heading("5 题全部答对").await?;
    student.browser.tap("#more").await?;
    asked(&student.question().await?)?;
    // Back to the same choice, of which five questions are learnt by now.
    student.browser.tap(".session-bar .crumb").await?;
    student.heading("专项练习").await?;
    let left = format!("document.querySelector('#matching')?.textContent === '符合条件 {} 题'", count - 5);
    student.browser.until("five questions less", &left).await?;
    condition(student, "范围", "不限条件").await?;
    condition(student, "状态", "收藏").await?;
    let mut wanted = Filter::default();
    wanted.toggle(Facet::State, 3);
    ensure(counts(student, &wanted, &stars).await? == 1, "one question has a star")?;
    student.browser.tap("#practise").await?;
    let question = student.question().await?;
    ensure(question.id == starred.id, format!("{} is asked instead of the one with a star", question.id))
}

async fn challenge(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open(&Route::Practice).await?;
    way(student, "挑战答题").await?;
    student.answer_right().await?;
    student.next().await?;
    student.answer_wrong().await?;
    says(student, "#chance", "挑战继续").await?;
    says(student, "#go", "下一题").await?;
    ensure(student.next().await?, "over at the first mistake")?;
    let before = student.asked().await?.face();

    stage.crash_browser().await?;
    let student = stage.student()?;
    student.open(&Route::Practice).await?;
    says(student, "#challenge", "答到第 3 题，继续").await?;
    way(student, "挑战答题").await?;
    ensure(student.asked().await?.face() == before, "another question after the crash")?;
    student.answer_right().await?;
    let quiet = student.browser.js("return document.querySelector('#chance').textContent === '';", Vec::new()).await?;
    ensure(quiet == json!(true), "a right answer is told about chances")?;
    student.next().await?;
    // Something right is not enough, where the next question allows that.
    let question = student.question().await?;
    let give = give::make(&question, Give::Partly).map_or(Give::Wrong, |_| Give::Partly);
    student.answer(give).await?;
    says(student, "#chance", "挑战到这里结束").await?;
    says(student, "#go", "看小结").await?;
    student.see_saved().await?;
    ensure(!student.next().await?, "the run goes on after the second mistake")?;
    student.heading("这次答对 2 题").await?;
    says(student, "#best", "最好成绩：答对 2 题").await?;
    student.browser.tap("#more").await?;
    student.browser.see(".question").await?;
    for _ in 0..2 {
        student.answer_wrong().await?;
        student.next().await?;
    }
    student.heading("这次答对 0 题").await?;
    says(student, "#best", "最好成绩：答对 2 题").await?;
    student.go_to("练习").await?;
    says(student, "#challenge", "最好成绩 2 题").await
}

async fn says(student: &Student, css: &str, words: &str) -> Outcome {
    let said = format!("document.querySelector('{css}')?.textContent.includes({})", json!(words));
    student.browser.until(words, &said).await?;
    Ok(())
}

async fn cards(student: &Student) -> Outcome {
    let browser = &student.browser;
    let answers = student.progress().await?;
    let concepts = &student.course.concepts;
    way(student, "速览卡").await?;
    student.heading("速览卡").await?;
    front(student, &concepts[0], 1).await?;
    browser.key(Key::Right).await?;
    front(student, &concepts[1], 2).await?;
    browser.keys(" ").await?;
    browser.see("#card .side:not(.front)").await?;
    browser.key(Key::Enter).await?;
    front(student, &concepts[1], 2).await?;
    browser.tap("#flip").await?;
    back(student, &concepts[1]).await?;
    browser.tap("#after").await?;
    front(student, &concepts[2], 3).await?;
    browser.key(Key::Left).await?;
    front(student, &concepts[1], 2).await?;
    browser.tap("#card").await?;
    back(student, &concepts[1]).await?;
    swipe(student, -150).await?;
    front(student, &concepts[2], 3).await?;
    swipe(student, 150).await?;
    front(student, &concepts[1], 2).await?;
    student.reload().await?;
    front(student, &concepts[1], 2).await?;
    browser.tap("#flip").await?;
    browser.tap_words("#main a", "看完整概念卡").await?;
    student.heading(&concepts[1].title).await?;
    browser.web().back().await?;
    front(student, &concepts[1], 2).await?;
    let now = student.progress().await?;
    ensure(now == answers, format!("{answers} answers have become {now}"))?;

    let Some(section) = student.course.sections.last() else { return fail("the course is empty") };
    let there: Vec<_> = student.course.concepts_of(&section.id).collect();
    student.open_with(&Route::Cards(student.course.id.clone(), Some(section.id.clone())), "?q=99").await?;
    // An address beyond the last card is the last card.
    let place = format!("{0}/{0}", there.len());
    says(student, "#place", &place).await?;
    browser.key(Key::Right).await?;
    says(student, "#place", &place).await
}

/// Who looks through them again goes on where they have stopped, and after the last card begins anew.
async fn cards_after_a_kill(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.open_home().await?;
    way(student, "速览卡").await?;
    let concepts = &student.course.concepts;
    // Left at the second one above.
    front(student, &concepts[1], 2).await?;
    student.browser.key(Key::Right).await?;
    front(student, &concepts[2], 3).await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    stage.crash_browser().await?;
    let student = stage.student()?;
    student.open_home().await?;
    way(student, "速览卡").await?;
    let concepts = &student.course.concepts;
    front(student, &concepts[2], 3).await?;
    let last = concepts.len() - 1;
    student.open_with(&Route::Cards(student.course.id.clone(), None), &format!("?q={last}")).await?;
    front(student, &concepts[last - 1], last).await?;
    student.browser.key(Key::Right).await?;
    front(student, &concepts[last], last + 1).await?;
    way(student, "速览卡").await?;
    front(student, &concepts[0], 1).await
}

async fn front(student: &Student, concept: &Concept, place: usize) -> Outcome {
    let shown = format!(
        "document.querySelector('#card .front h2')?.textContent.trim() === {} && document.querySelector('#place').textContent === '{place}/{}'",
        json!(concept.title.trim()),
        student.course.concepts.len()
    );
    student.browser.until(&format!("the front of “{}”", concept.title), &shown).await?;
    Ok(())
}

/// What there is to know, and nothing of the front.
async fn back(student: &Student, concept: &Concept) -> Outcome {
    let known = concept.text.iter().chain(&concept.members).chain(concept.pairs.iter().map(|pair| &pair.1));
    for words in known {
        says(student, "#card .side:not(.front)", words).await?;
    }
    let front = student.browser.js("return !document.querySelector('#card .front');", Vec::new()).await?;
    ensure(front == json!(true), "both sides are up")
}

async fn swipe(student: &Student, by: i64) -> Outcome {
    let web = student.browser.web();
    let card = web.find(By::Css("#card")).await?;
    let chain = web.action_chain_with_delay(Some(std::time::Duration::ZERO), Some(std::time::Duration::ZERO));
    Ok(chain.move_to_element_center(&card).click_and_hold().move_by_offset(by, 0).release().perform().await?)
}
