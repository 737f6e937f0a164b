//! The recitation ladder: all five rungs of a list, a mistake on each that can be got wrong, and what is remembered.

use crate::keyboard;
use crate::problem::{Outcome, ensure};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::course::Concept;
use biaoshuai::core::ladder::{Rung, cue};
use biaoshuai::core::route::Route;
use biaoshuai::core::text::fold;
use serde_json::json;
use thirtyfour::Key;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    let browser = &student.browser;
    let (concept, ladder) = student.list_to_recite()?;
    open_card(student, concept, "0/5").await?;
    browser.tap("a.climb").await?;
    student.heading(&concept.title).await?;

    student.on_rung(Rung::Read).await?;
    shows(student, ".lines li", &concept.members).await?;
    browser.tap("#go").await?;

    student.on_rung(Rung::Cue).await?;
    let cues: Vec<String> = concept.members.iter().map(|member| cue(member)).collect();
    shows(student, ".lines .cue", &cues).await?;
    browser.tap("#go").await?;
    shows(student, ".lines .uncovered", &concept.members).await?;
    browser.tap("#not-yet").await?;
    student.on_rung(Rung::Cue).await?;
    ensure(student.rungs_passed().await? == 1, "a rung that was not passed counts")?;
    browser.tap("#go").await?;
    browser.see("#not-yet").await?;
    browser.tap("#go").await?;

    student.on_rung(Rung::Gaps).await?;
    let count = student.fill_gaps(&ladder, 1).await?;
    browser.tap("#go").await?;
    student.is_told(&format!("1 空不对，共 {count} 空。")).await?;
    browser.see(".blank.wrong #gap-0").await?;
    browser.see(".correction").await?;
    browser.tap("#go").await?;
    student.on_rung(Rung::Gaps).await?;
    let count = student.fill_gaps(&ladder, 0).await?;
    // Enter in the last gap checks.
    browser.key(Key::Enter).await?;
    student.is_told(&format!("{count} 空全对。")).await?;
    browser.tap("#go").await?;

    student.on_rung(Rung::Order).await?;
    student.see_saved().await?;
    stage.crash_browser().await?;
    let student = stage.student()?;
    let browser = &student.browser;
    let (concept, ladder) = student.list_to_recite()?;
    open_card(student, concept, "3/5").await?;
    browser.tap("a.climb").await?;
    student.on_rung(Rung::Order).await?;
    let pieces = ladder.pieces();
    let mut swapped = pieces.clone();
    swapped.swap(0, 1);
    student.arrange(&swapped).await?;
    browser.tap("#go").await?;
    student.is_told(&format!("2 处不在原位，共 {} 处。", pieces.len())).await?;
    browser.tap("#go").await?;
    student.on_rung(Rung::Order).await?;
    student.arrange(&swapped).await?;
    // What stands is moved by an arrow key, and keeps the focus.
    keyboard::tab_back_to(browser, "#slot-0").await?;
    browser.key(Key::Up).await?;
    browser.until("the first piece moved up", "document.querySelector('.slots li:first-child #slot-0')").await?;
    browser.tap("#go").await?;
    student.is_told("顺序都对。").await?;
    browser.tap("#go").await?;

    student.on_rung(Rung::Memory).await?;
    by_heart(student, concept).await?;

    student.reload().await?;
    student.heading(&concept.title).await?;
    // Who has climbed all rungs comes back to the last one.
    student.on_rung(Rung::Memory).await?;
    ensure(student.rungs_passed().await? == 5, "the rungs are forgotten")?;
    open_card(student, concept, "5/5").await
}

/// Written from memory: nothing, something left out, the wrong order, and at last all of it.
async fn by_heart(student: &Student, concept: &Concept) -> Outcome {
    let browser = &student.browser;
    browser.tap("#go").await?;
    student.is_told("先写一写，再核对。").await?;
    let members = &concept.members;
    let most = members[1..].join("、");
    browser.type_into("#write-0", &most).await?;
    browser.tap("#go").await?;
    browser.see("#said .verdict.wrong").await?;
    // Without what it marks as missing, the comparison is what was written.
    let left = "const diff = document.querySelector('.diff').cloneNode(true);
        diff.querySelectorAll('ins').forEach((e) => e.remove()); return diff.textContent;";
    let left = browser.js(left, Vec::new()).await?;
    ensure(fold(left.as_str().unwrap_or_default()) == fold(&most), format!("the comparison says {left}"))?;
    browser.see(".diff ins").await?;
    browser.tap("#go").await?;

    student.on_rung(Rung::Memory).await?;
    browser.type_into("#write-0", &format!("{most}、{}", members[0])).await?;
    browser.tap("#go").await?;
    student.is_told("内容都对，先后与原文不同。").await?;
    shows(student, ".diff", &[members.join("、")]).await?;
    browser.tap("#go").await?;

    student.on_rung(Rung::Memory).await?;
    browser.type_into("#write-0", &members.join("；")).await?;
    browser.tap("#go").await?;
    student.is_told("一字不差，背下来了。").await?;
    student.see_saved().await
}

async fn open_card(student: &Student, concept: &Concept, height: &str) -> Outcome {
    student.open(&Route::Concept(student.course.id.clone(), concept.id.clone())).await?;
    student.heading(&concept.title).await?;
    let says = format!("document.querySelector('a.climb .num')?.textContent === '{height}'");
    student.browser.until(&format!("背诵阶梯 {height}"), &says).await?;
    Ok(())
}

/// Whether what matches says these texts, one after the other.
async fn shows(student: &Student, css: &str, texts: &[String]) -> Outcome {
    student.browser.see(css).await?;
    let script = "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent.trim());";
    let shown = student.browser.js(script, vec![json!(css)]).await?;
    ensure(shown == json!(texts), format!("`{css}` says {shown} instead of {texts:?}"))
}
