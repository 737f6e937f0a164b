//! 支部学习 at the desk: a first meeting is planned with everything that goes wrong on the way, and two records are read,
//! saved, compared and deleted.

use crate::downloads::saved;
use crate::problem::{Outcome, Problem, ensure, fail};
use crate::screen::Screen;
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::branch::{
    Correction, Draft, HandedIn, Meeting, Plan, Record, RoundKind, RoundLine, Share, Step, TeamLine, VoteLine,
};
use biaoshuai::core::exam::{Marks, PaperCode};
use biaoshuai::core::ids::QuestionId;
use biaoshuai::core::question::Body;
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use serde_json::json;
use thirtyfour::Key;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.browser.show_on(Screen::LAPTOP).await?;
    first_meeting(student).await?;
    plans(student).await?;
    records(stage).await?;
    on_paper(stage.student()?).await
}

/// Sixty people with long names, each with a paper, six teams, every kind of round, four votes, corrections and a note: one page.
async fn on_paper(student: &Student) -> Outcome {
    let share = |place: usize| Share::new(u32::try_from(place % 5).unwrap_or(0), 5);
    let questions = || student.course.questions.iter().step_by(12).enumerate();
    let name = |number: usize| format!("欧阳上官司马诸葛{number}");
    let kinds = RoundKind::ALL.iter().zip(0..);
    let rounds: Vec<RoundLine> = kinds.map(|(kind, step)| RoundLine { step, kind: *kind, share: share(3) }).collect();
    let team = |number: u8| TeamLine {
        name: format!("第{number}党小组先锋队"),
        place: number,
        points: 120 - i32::from(number) * 9,
        rounds: vec![15; rounds.len()],
    };
    let singles = student.course.questions.iter().filter_map(|question| match &question.body {
        Body::Single(options) | Body::Multiple(options) => Some((question.id.clone(), options.len())),
        _ => None,
    });
    let vote =
        |(question, count): (QuestionId, usize)| VoteLine { question, first: vec![12; count], second: vec![9; count] };
    let record = Record {
        id: "0000-long".into(),
        course: student.course.id.clone(),
        title: "第四季度机关党的建设专题学习研讨暨知识竞赛（全体党员）".into(),
        started: Moment { utc_ms: 1_762_000_000_000, zone_min: 480 },
        minutes: 62,
        members: 60,
        present: (1..=60).map(name).collect(),
        teams: (1..=6).map(team).collect(),
        votes: singles.take(4).map(vote).collect(),
        answers: questions().map(|(place, question)| (question.id.clone(), share(place))).collect(),
        recited: Vec::new(),
        corrections: (0..2)
            .map(|_| Correction {
                team: "第一党小组先锋队".into(),
                points: -5,
                reason: "抢先看了答案，经大家同意扣分".into(),
            })
            .collect(),
        handed: (1..=60)
            .map(|number| HandedIn {
                name: Some(name(number)),
                verdicts: Vec::new(),
                marks: Marks::whole(88),
                of: Marks::whole(100),
            })
            .collect(),
        note: "学得认真。".repeat(20),
        rounds,
        actions: 0,
    };
    student.plant(&record.place(), &record).await?;
    student.open(&Route::BranchRecord(record.id)).await?;
    student.says("#present", &["应到 60 人，实到 60 人", "欧阳上官司马诸葛60"]).await?;
    student.says("#handed", &["答卷（60 份）"]).await?;
    let pages = student.browser.printed_pages().await?;
    ensure(pages == 1, format!("the record of sixty has {pages} pages"))
}

/// From the first look to a meeting under way.
async fn first_meeting(student: &Student) -> Outcome {
    let browser = &student.browser;
    student.to_desk().await?;
    student.choose("时间", "20 分钟").await?;
    student.choose("分队", "3 队").await?;
    browser.tap("#look").await?;
    student.heading("会议方案").await?;
    student.says("#ready", &["可以开始"]).await?;
    roster(student).await?;
    teams(student).await?;
    agenda(student).await?;
    browser.type_into("#title", "十一月主题党日").await?;
    student.see_saved().await?;
    let plans: Vec<Plan> = student.kept().await?;
    browser.tap("#start").await?;
    browser.until("the host's window", "/\\/branch\\/[^/]+\\/host$/.test(location.pathname)").await?;
    let meetings: Vec<Meeting> = student.kept().await?;
    let ([plan], [meeting]) = (&*plans, &*meetings) else { return fail("not one plan and one meeting") };
    ensure(meeting.plan == *plan && plan.title == "十一月主题党日", "the meeting has another plan")?;
    let names: Vec<&str> = plan.roster.names.iter().map(String::as_str).collect();
    ensure(names == ["张三（1）", "李四", "王五", "张三（2）", "赵六", "钱七"], format!("the roster is {names:?}"))?;
    student.open_desk().await?;
    student.says(".meeting .resume", &["继续开会", "十一月主题党日", "第 1 /"]).await?;
    browser.tap(".meeting .removal-ask").await?;
    browser.tap(".meeting .remove").await?;
    browser.until("the meeting gone", "!document.querySelector('.meeting')").await?;
    Ok(())
}

/// A list with every fault: each is named with its line, and nothing of it is lost.
async fn roster(student: &Student) -> Outcome {
    let browser = &student.browser;
    let bad = "张三\n\n李四、王五\n这一行根本不是一个人的姓名\n张三\n赵六，另一行也远远超过了十二个字啊";
    student.paste_roster(bad).await?;
    student.says("#roster-problems", &["第 4 行“这一行根…”有 13 个字", "第 6 行“另一行也…”有 14 个字"]).await?;
    student.says("#roster-said", &["已经粘贴的内容不会丢"]).await?;
    student.see_saved().await?;
    student.reload().await?;
    student.says("#roster-problems", &["第 4 行", "第 6 行"]).await?;
    let value = "return document.querySelector('#roster').value;";
    ensure(browser.js(value, Vec::new()).await? == json!(bad), "what was pasted is not there after a reload")?;
    for (lines, words) in [(501, "粘贴的内容有 501 行，最多 500 行"), (500, "名单有 500 人，最多 60 人")]
    {
        let names: Vec<String> = (0..lines).map(|line| format!("第{line}人")).collect();
        student.paste_roster(&names.join("\n")).await?;
        student.says("#roster-problems", &[words]).await?;
    }
    student.paste_roster("张三\n\n李四、王五\n张三\n赵六，钱七").await?;
    student.says("#roster-said", &["共 6 人", "重名的已编号区分：张三（1）、张三（2）"]).await?;
    browser.until("no complaint", "!document.querySelector('#roster-problems .problem')").await?;
    student.see_saved().await?;
    ensure(student.kept::<Draft>().await?.is_empty(), "what was typed on the way is still kept")?;
    // Numbers, and back.
    browser.type_into("#count", "8").await?;
    browser.tap("#numbers").await?;
    student.says("#roster-said", &["共 8 人。"]).await?;
    browser.tap("#names-back").await?;
    student.says("#roster-said", &["共 6 人"]).await
}

/// Drawn by lot, moved by tap and by key; two teams with one key.
async fn teams(student: &Student) -> Outcome {
    let browser = &student.browser;
    let sizes = "[...document.querySelectorAll('.team')].map((e) => e.querySelectorAll('.segment').length).join()";
    browser.tap("#draw").await?;
    browser.until("two in each team", &format!("{sizes} === '2,2,2'")).await?;
    browser.tap(".team:nth-child(1) .segment").await?;
    browser.tap(".team:nth-child(2) .into").await?;
    browser.until("somebody moved", &format!("{sizes} === '1,3,2'")).await?;
    let focus = "document.activeElement?.matches('.team:nth-child(2) .segment')";
    browser.until("the focus at who was moved", focus).await?;
    browser.key('3').await?;
    browser.until("moved by key", &format!("{sizes} === '1,2,3'")).await?;
    browser.type_into("#key-B", "q").await?;
    student.says("#team-problems", &["“一队”和“二队”的抢答键都是 Q，请给其中一队换一个键。"]).await?;
    student.says("#ready", &["还有 1 处要改"]).await?;
    browser.see("#start[aria-disabled=true]").await?;
    browser.type_into("#key-B", "a").await?;
    student.says("#team-problems", &["“二队”的抢答键 A 不能用"]).await?;
    browser.type_into("#key-B", "k").await?;
    browser.type_into("#name-B", "一队").await?;
    student.says("#team-problems", &["有两个队都叫“一队”"]).await?;
    browser.type_into("#name-B", "先锋队").await?;
    student.says("#ready", &["可以开始"]).await
}

/// A step is added, set, moved with keys, removed and put back.
async fn agenda(student: &Student) -> Outcome {
    let browser = &student.browser;
    let steps = || async {
        student.see_saved().await?;
        let plans: Vec<Plan> = student.kept().await?;
        plans.into_iter().next().map(|plan| plan.steps).ok_or_else(|| Problem("no plan".into()))
    };
    let before = steps().await?;
    browser.tap("#add-step .button:nth-of-type(2)").await?;
    let at = before.len() - 1;
    let here = format!("#step-{at}");
    browser.until("the new step open", &format!("!!document.querySelector('{here} .step-edit')")).await?;
    student.choose("玩法", "必答").await?;
    student.choose("抽几题", "6 题").await?;
    student.choose("限时", "45 秒").await?;
    student.choose("答错扣分", "2 分").await?;
    student.says(&format!("{here} .step-open"), &["必答 · 6 题"]).await?;
    // One question less does not come out even.
    browser.tap(&format!("{here} .step-edit button.pick")).await?;
    browser.tap(&format!("{here} .picks .pick[aria-pressed=true]")).await?;
    student.says(&format!("{here} .problem"), &["5 道题分给 3 个队不能均分"]).await?;
    browser.tap(&format!("{here} .picks .pick[aria-pressed=false]")).await?;
    student.says("#ready", &["可以开始"]).await?;
    let added = steps().await?;
    let Some(Step::Round(round)) = added.get(at) else { return fail("no round was added") };
    let set = (round.kind, round.questions.len(), round.seconds, round.penalty);
    ensure(set == (RoundKind::Turns, 6, 45, 2), format!("the round is {set:?}"))?;
    browser.tap(&format!("{here} .up")).await?;
    let up = format!("document.activeElement?.matches('#step-{} .up')", at - 1);
    browser.until("the focus with the step", &up).await?;
    let head = format!("document.querySelector('#step-{} .step-open').focus();", at - 1);
    browser.js(&head, Vec::new()).await?;
    browser.web().action_chain().key_down(Key::Alt).send_keys(Key::Down).key_up(Key::Alt).perform().await?;
    browser.until("moved back", &format!("document.activeElement?.matches('{here} .step-open')")).await?;
    ensure(steps().await? == added, "there and back is another agenda")?;
    browser.tap(&format!("{here} [aria-label='删去']")).await?;
    ensure(steps().await? == before, "the step is not removed")?;
    browser.tap("#put-back").await?;
    ensure(steps().await? == added, "the step was not put back")
}

/// A plan is doubled, and one of the two deleted.
async fn plans(student: &Student) -> Outcome {
    let browser = &student.browser;
    student.open_desk().await?;
    browser.tap("#plans li .button.ghost:not(.removal-ask)").await?;
    browser.until("two plans", "document.querySelectorAll('#plans > li').length === 2").await?;
    student.says("#plans", &["十一月主题党日（副本）"]).await?;
    browser.tap("#plans li:first-child .removal-ask").await?;
    browser.tap("#plans .keep").await?;
    browser.tap("#plans li:first-child .removal-ask").await?;
    browser.tap("#plans .remove").await?;
    browser.until("one plan", "document.querySelectorAll('#plans > li').length === 1").await?;
    student.see_saved().await?;
    let kept: Vec<Plan> = student.kept().await?;
    ensure(kept.len() == 1, "the plan is still on the device")
}

/// A meeting that was ended has its record, with the figures of a table made by hand.
async fn records(stage: &Stage<'_>) -> Outcome {
    let student = stage.student()?;
    let browser = &student.browser;
    let day = 86_400_000;
    let started = 1_762_000_000_000;
    let earlier = student.held("0000-a", "十月主题党日", started - 28 * day, [true; 4], [10, 10])?;
    let later = student.held("0000-b", "十一月例会", started, [true, false, true, true], [6, 9])?;
    for meeting in [&earlier, &later] {
        student.plant(&meeting.place(), meeting).await?;
    }
    student.open_desk().await?;
    browser.until("two records", "document.querySelectorAll('#records li').length === 2").await?;
    browser.tap("#records li:first-child a").await?;
    student.heading("支部台账").await?;
    student.says("header.page-head", &["十一月例会", "24 分钟"]).await?;
    student.says("#present", &["应到 4 人，实到 3 人", "张三、李四、王五"]).await?;
    figures(student).await?;
    student.says("#votes", &["6 → 9", "4 → 1"]).await?;
    follow_up(student).await?;
    browser.type_into("#note", "下次早十分钟到。").await?;
    student.see_saved().await?;
    let records: Vec<Record> = student.kept().await?;
    ensure(records.iter().any(|record| record.note == "下次早十分钟到。"), "the note is not kept")?;
    browser.tap("#again").await?;
    browser.tap("#compare .segment").await?;
    student.says("#compare", &["前后对比", "−100", "−40"]).await?;
    ensure(browser.printed_pages().await? == 1, "the record has more than one page")?;
    files(stage).await?;
    browser.tap("#record > .row .removal-ask").await?;
    browser.tap("#record .remove").await?;
    student.heading("支部学习").await?;
    browser.until("one record", "document.querySelectorAll('#records li').length === 1").await?;
    student.see_saved().await?;
    student.reload().await?;
    browser.until("one record still", "document.querySelectorAll('#records li').length === 1").await?;
    student.open(&Route::BranchRecord(later.id)).await?;
    student.heading("没有找到").await
}

/// By hand: 一队 is right twice, 二队 wrong and right and 5 more by hand; of five concepts three are known, one is not, and
/// six of ten know the last.
async fn figures(student: &Student) -> Outcome {
    let table = "return [...document.querySelectorAll('.table-of')].map((e) => e.querySelector('h2').textContent + ':' +
        [...e.querySelectorAll('tr')].slice(1).map((row) => [...row.cells].map((cell) => cell.textContent).join('|')).join(';'));";
    let tables: Vec<String> = serde_json::from_value(student.browser.js(table, Vec::new()).await?)?;
    for line in
        ["各队得分:1|一队|20|0|0|20;2|二队|10|0|5|15", "各环节:1 必答|3|4|75%;2 举手|6|10|60%", "改分:二队|5|=补记"]
    {
        ensure(tables.iter().any(|table| table == line), format!("no “{line}” in {tables:?}"))?;
    }
    let five = student.five()?;
    let cells = "return [...document.querySelectorAll('.heats li')].map((e) => [...e.children].map((part) => part.textContent).join('|'));";
    let cells: Vec<String> = serde_json::from_value(student.browser.js(cells, Vec::new()).await?)?;
    let known = ["100% 掌握|1/1", "0% 很弱|0/1", "100% 掌握|1/1", "100% 掌握|1/1", "60% 较好|6/10"];
    let mut wanted = Vec::new();
    for concept in &student.course.concepts {
        if let Some(place) = five.concepts.iter().position(|id| *id == concept.id) {
            wanted.push(format!("{}|{}", concept.title, known[place]));
        }
    }
    ensure(cells == wanted, format!("the map says {cells:?} instead of {wanted:?}"))
}

/// What was not known is to be repeated, and there is a paper for it.
async fn follow_up(student: &Student) -> Outcome {
    let five = student.five()?;
    let Some(weakest) = student.course.concept(&five.concepts[1]) else { return fail("no concept") };
    student.says("#follow li:first-child", &[&weakest.title]).await?;
    let code = student.browser.js("return document.querySelector('#follow-code').textContent;", Vec::new()).await?;
    let paper = student.paper_of(code.as_str().unwrap_or_default())?;
    let of_section = |id: &_| student.course.question(id).is_some_and(|question| question.section == weakest.section);
    ensure(paper.questions.iter().all(|asked| of_section(&asked.question)), "the paper is about something else")?;
    ensure(PaperCode::parse(code.as_str().unwrap_or_default()).is_ok(), "no code")
}

/// The tables as files.
async fn files(stage: &Stage<'_>) -> Outcome {
    let student = stage.student()?;
    let name = "return document.querySelector('header.page-head .num').textContent.slice(0, 10);";
    let day = student.browser.js(name, Vec::new()).await?;
    let file = |end: &str| stage.downloads().join(format!("支部台账-{}.{end}", day.as_str().unwrap_or_default()));
    student.browser.tap("#save-csv").await?;
    let csv = String::from_utf8(saved(&file("csv")).await?).map_err(|error| Problem(error.to_string()))?;
    for line in
        ["\"1\",\"一队\",\"20\",\"0\",\"0\",\"20\"", "\"二队\",\"5\",\"'=补记\"", "\"备注\",\"下次早十分钟到。\""]
    {
        ensure(csv.starts_with('\u{feff}') && csv.contains(line), format!("no {line} in {csv}"))?;
    }
    student.browser.tap("#save-xlsx").await?;
    let book = saved(&file("xlsx")).await?;
    let sheet = String::from_utf8_lossy(&book);
    ensure(book.starts_with(b"PK\x03\x04") && sheet.contains("下次早十分钟到。"), "the workbook has no note")
}
