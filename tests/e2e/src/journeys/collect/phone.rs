//! The one real phone of the room.

use super::room::Room;
use crate::downloads::saved;
use crate::give::{self, Give};
use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::exam::Marks;
use biaoshuai::core::handin::{HandIn, Slip};
use std::path::Path;

/// A phone without network opens the paper by its address, answers and hands in. Returns the marks, and leaves a picture of
/// the code on its screen in the folder.
pub(super) async fn hands_in(phone: &mut Stage<'_>, room: &Room, folder: &Path) -> Outcome<(Marks, usize)> {
    phone.student()?.open_home().await?;
    phone.student()?.offline_ready().await?;
    phone.site.down();
    let student = phone.student()?;
    student.open_exams(&format!("?code={}", room.code)).await?;
    student.plan_says("10 题，100 分，10 分钟").await?;
    student.begin_exam().await?;
    let (mut earned, mut right) = (Marks::ZERO, 0);
    for place in 0..room.paper.questions.len() {
        let question = student.at_question(&room.paper, place).await?;
        let give = if place % 4 == 3 { Give::Wrong } else { Give::Right };
        let Some(answer) = give::make(&question, give) else { return fail(format!("no answer to {}", question.id)) };
        student.prepare(&question, &answer).await?;
        if give == Give::Right {
            earned = earned + room.paper.questions[place].marks;
            right += 1;
        }
        student.browser.tap("#go").await?;
    }
    student.heading("答题卡").await?;
    student.browser.tap("#hand-in").await?;
    student.browser.tap("#hand-in-now").await?;
    student.browser.see("#same-paper").await?;
    // Wrong answers of several parts may be partly right.
    let said = student.browser.js("return document.querySelector('#main h1').textContent;", Vec::new()).await?;
    let told = said.as_str().and_then(|said| said.split(' ').next()).unwrap_or_default().to_owned();
    student.browser.tap("a[href$='hand-in']").await?;
    student.heading("交卷给主持人").await?;
    student.browser.type_into("#signature", "这个名字实在太长了一二三四五").await?;
    let long = "document.querySelector('.hand-in .bad')?.textContent === '最多 12 个字，多了 2 个，请写短些。'";
    student.browser.until("that the name is too long", long).await?;
    student.browser.type_into("#signature", "42").await?;
    student.browser.until("no complaint", "document.querySelector('.hand-in .bad')?.textContent === ''").await?;
    let slip = student.browser.js("return document.querySelector('#slip').textContent;", Vec::new()).await?;
    let slip = Slip::parse(slip.as_str().unwrap_or_default());
    let Ok(slip) = slip else { return fail("the typed code cannot be read") };
    ensure(slip.is_of(room.code) && slip.member == Some(42), "the typed code is of something else")?;
    ensure(slip.earned.to_string() == told && usize::from(slip.right) == right, format!("{told} and {}", slip.earned))?;
    ensure(slip.earned >= earned, "fewer marks than earned")?;
    student.browser.tap("#enlarge").await?;
    student.browser.see(".qr-sheet.full .qr").await?;
    student.browser.picture_of(".qr-sheet .qr", &folder.join("screen.png")).await?;
    student.browser.tap("#enlarge").await?;
    student.browser.tap("#save-sheet").await?;
    let file = saved(&phone.downloads().join(format!("交卷-{}.txt", room.code))).await?;
    let sheet = HandIn::parse(&String::from_utf8_lossy(&file));
    ensure(sheet.is_ok_and(|sheet| sheet.name.as_deref() == Some("42")), "the file says something else")?;
    see_saved_name(student).await?;
    Ok((slip.earned, usize::from(slip.right)))
}

/// The name is there after a reload.
async fn see_saved_name(student: &Student) -> Outcome {
    student.reload().await?;
    student.browser.until("the name remembered", "document.querySelector('#signature')?.value === '42'").await?;
    Ok(())
}
