//! Exams and branch meetings, before, during and after.

use super::Visitor;
use crate::give::{self, Give};
use crate::problem::{Outcome, ensure, fail};
use crate::student::Student;
use biaoshuai::core::exam::Paper;
use biaoshuai::core::route::Route;

/// The choice of a paper, an exam from its first question to its result, and the list afterwards.
pub(super) async fn examining(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let browser = &student.browser;
    student.open_exams("").await?;
    visitor.visit(student, "exams").await?;
    student.choose("用哪份卷子", "自己组卷").await?;
    browser.tap(".unfold summary").await?;
    visitor.visit(student, "exams-own").await?;
    student.open_exams("?code=2K7M-90QD-AU").await?;
    visitor.visit(student, "exams-wrong-code").await?;
    student.open_exams("").await?;
    let paper = student.short_paper().await?;
    student.begin_exam().await?;
    for (place, give) in [Give::Right, Give::Wrong, Give::Right, Give::Right].into_iter().enumerate() {
        let question = student.at_question(&paper, place).await?;
        let Some(answer) = give::make(&question, give) else { return fail("no answer") };
        student.prepare(&question, &answer).await?;
        if place == 0 {
            student.see_saved().await?;
            visitor.visit(student, "exam").await?;
        }
        if place == 1 {
            browser.tap("#later").await?;
        }
        browser.tap("#go").await?;
    }
    student.minutes_pass(6, true).await?;
    browser.see("#left.bad").await?;
    visitor.visit(student, "exam-last-minutes").await?;
    browser.tap("#overview").await?;
    student.heading("答题卡").await?;
    visitor.visit(student, "exam-sheet").await?;
    browser.tap("#hand-in").await?;
    browser.see("#hand-in-now").await?;
    visitor.visit(student, "exam-hand-in").await?;
    browser.tap("#hand-in-now").await?;
    browser.see("#same-paper").await?;
    student.see_saved().await?;
    browser.tap(".review li:nth-child(2) summary").await?;
    visitor.visit(student, "exam-result").await?;
    browser.tap("a[href$='hand-in']").await?;
    browser.see(".hand-in .qr").await?;
    visitor.visit(student, "hand-in").await?;
    let mine = browser.js("return document.querySelector('#slip').textContent;", Vec::new()).await?;
    browser.tap("#enlarge").await?;
    visitor.visit(student, "hand-in-full").await?;
    collecting(student, visitor, &paper, mine.as_str().unwrap_or_default()).await?;
    student.open_exams("").await?;
    student.begin_exam().await?;
    student.see_saved().await?;
    student.open_exams("").await?;
    browser.see("#past").await?;
    visitor.visit(student, "exams-past").await
}

/// Collecting without a meeting: the choice of a paper, a camera that is not there, a few results.
async fn collecting(student: &Student, visitor: &mut impl Visitor, paper: &Paper, slip: &str) -> Outcome {
    let browser = &student.browser;
    student.open_collect(&"free".into()).await?;
    visitor.visit(student, "collect-choice").await?;
    student.choose("用哪份卷子", "已有卷号").await?;
    browser.type_into("#known", paper.code.as_deref().unwrap_or_default()).await?;
    browser.tap("#use-paper:not([aria-disabled])").await?;
    browser.see("#paper .qr").await?;
    visitor.visit(student, "collect-empty").await?;
    browser.tap("#camera-start").await?;
    browser.see("#camera-trouble .bad").await?;
    student.type_result(slip).await?;
    student.collected(1).await?;
    browser.tap("#show-tables").await?;
    visitor.visit(student, "collect").await
}

/// 支部学习 at the desk: nothing yet, a plan with its steps, a list with faults, and what two meetings have left.
pub(super) async fn planning(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let browser = &student.browser;
    student.open_desk().await?;
    browser.tap("#new-plan .unfold summary").await?;
    visitor.visit(student, "branch-desk-empty").await?;
    browser.tap("#look").await?;
    student.heading("会议方案").await?;
    visitor.visit(student, "branch-plan").await?;
    let people = ["张三", "李四", "王五", "赵六", "钱七", "孙八", "周九", "吴十", "欧阳建国", "郑和平", "王芳"];
    student.paste_roster(&people.join("、")).await?;
    browser.tap("#draw").await?;
    browser.tap("#member-3").await?;
    browser.tap("#step-1 .step-open").await?;
    browser.tap("#step-1 button.pick").await?;
    visitor.visit(student, "branch-plan-step").await?;
    student.paste_roster("张三\n这一行根本不是一个人的姓名\n李四").await?;
    browser.type_into("#key-B", "q").await?;
    browser.tap("#plan > .row .removal-ask").await?;
    visitor.visit(student, "branch-plan-trouble").await?;
    let day = 86_400_000;
    let started = 1_762_000_000_000;
    let earlier = student.held("0000-a", "十月主题党日", started - 28 * day, [true; 4], [10, 10])?;
    let later = student.held("0000-b", "十一月例会", started, [true, false, true, true], [5, 9])?;
    for meeting in [&earlier, &later] {
        student.plant(&meeting.place(), meeting).await?;
    }
    student.open_desk().await?;
    browser.see("#records").await?;
    visitor.visit(student, "branch-desk").await?;
    student.open(&Route::BranchRecord(later.id)).await?;
    browser.tap("#compare .segment").await?;
    browser.see("#compare table").await?;
    visitor.visit(student, "branch-record").await?;
    ensure(browser.printed_pages().await? == 1, "the record has more than one page")
}
