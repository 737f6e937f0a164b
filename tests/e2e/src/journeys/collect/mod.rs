//! A room hands in without network: a phone takes the paper by its code and shows its result, and the host collects thirty
//! of them by camera, by typed codes and from files, with all that can go wrong in between.

mod phone;
mod report;
mod room;

use crate::pictures::{film, png};
use crate::problem::{Outcome, ensure, fail};
use crate::profile::temporary;
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::branch::{Meeting, Plan, Roster, Step};
use biaoshuai::core::exam::PaperCode;
use biaoshuai::core::ids::MeetingId;
use biaoshuai::core::review::Moment;
use room::{ALL, DRAWN, LINES, NOON, Room, SCANNED, TYPED};
use std::path::{Path, PathBuf};

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let meeting = MeetingId("01ffffff-0000-7000-8000-000000000002".to_owned());
    let code = paper(stage.student()?, &meeting).await?;
    let room = Room::new(code, &stage.student()?.course)?;
    let folder = temporary("collect")?;
    let mut phone = stage.other_device().await?;
    let shown = phone::hands_in(&mut phone, &room, &folder).await;
    phone.close().await?;
    let real = shown?;
    no_camera(stage.student()?, &meeting).await?;
    stage.film = Some(folder.join("film.y4m"));
    film(&room.film()?, &folder.join("film.y4m"))?;
    stage.restart_browser().await?;
    by_camera(stage.student()?, &meeting, &code).await?;
    // What was collected is there after a crash.
    stage.crash_browser().await?;
    let student = stage.student()?;
    student.open_collect(&meeting).await?;
    student.collected(15).await?;
    typed(student, &room).await?;
    from_files(student, &room, &folder).await?;
    report::checked(student, &room, real, &meeting).await?;
    let _ = std::fs::remove_dir_all(folder);
    Ok(())
}

/// The host makes a paper on the section of the plan.
async fn paper(student: &Student, meeting: &MeetingId) -> Outcome<PaperCode> {
    let course = &student.course;
    let Some(section) = course.sections.iter().max_by_key(|section| course.questions_of(&section.id).count()) else {
        return fail("the course is empty");
    };
    let Some(concept) = course.concepts_of(&section.id).next() else { return fail("the section is empty") };
    let plan = Plan {
        id: "01ffffff-0000-7000-8000-000000000001".into(),
        title: "专题学习".to_owned(),
        course: course.id.clone(),
        roster: Roster::numbers(ALL),
        teams: Vec::new(),
        steps: vec![Step::Learn(vec![concept.id.clone()]), Step::Results],
    };
    let planted = Meeting::new(meeting.clone(), plan, 7, Moment { utc_ms: NOON, zone_min: 480 });
    student.open_home().await?;
    student.offline_ready().await?;
    student.plant(&planted.place(), &planted).await?;
    student.open_collect(meeting).await?;
    student.choose("用哪份卷子", "10 题").await?;
    student.choose("范围", &section.title).await?;
    student.browser.tap("#use-paper:not([aria-disabled])").await?;
    student.browser.see("#paper .paper-code .qr").await?;
    let code = student.browser.js("return document.querySelector('#paper .code').textContent;", Vec::new()).await?;
    match PaperCode::parse(code.as_str().unwrap_or_default()) {
        Ok(code) => Ok(code),
        Err(error) => fail(format!("the paper code {code}: {error}")),
    }
}

impl Student {
    async fn trouble_says(&self, words: &str) -> Outcome {
        let said = format!("document.querySelector('#camera-trouble')?.textContent.includes('{words}')");
        self.browser.until(words, &said).await?;
        Ok(())
    }
}

/// No camera: the other ways are there.
async fn no_camera(student: &Student, meeting: &MeetingId) -> Outcome {
    student.browser.allow_camera(true).await?;
    student.open_collect(meeting).await?;
    student.browser.tap("#camera-start").await?;
    student.trouble_says("没有找到摄像头").await?;
    student.browser.see("#slip-field").await?;
    student.browser.see("#sheet-files").await
}

async fn by_camera(student: &Student, meeting: &MeetingId, code: &PaperCode) -> Outcome {
    let browser = &student.browser;
    browser.allow_camera(false).await?;
    student.open_collect(meeting).await?;
    browser.tap("#camera-start").await?;
    student.trouble_says("没有得到使用摄像头的许可").await?;
    browser.allow_camera(true).await?;
    student.listen_to_results().await?;
    browser.tap("#camera-start").await?;
    for words in [
        "收到：第 1 份",
        "收到：组员3",
        "这不是交卷的内容",
        "对方的程序比这里新",
        "这份结果缺损或有错",
        "这是卷号，不是结果",
        &format!("没有收。现在收的是 {code}"),
        "这是另一门课程的结果",
        "这份结果出自课程的另一个版本",
        "已经收过，没有重复计：第 1 份",
    ] {
        student.heard(words).await?;
    }
    student.collected(15).await?;
    // Nobody looks: the camera is off until somebody does.
    let track = "globalThis.track = document.querySelector('#scene').srcObject.getTracks()[0];
        globalThis.hide = (hidden) => {
            Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
        };
        hide(true);";
    browser.js(track, Vec::new()).await?;
    browser.until("the camera off while hidden", "track.readyState === 'ended'").await?;
    browser.js("hide(false);", Vec::new()).await?;
    browser.until("the camera on again", "document.querySelector('#scene').srcObject?.active").await?;
    browser
        .until("a picture", "document.querySelector('#scan [role=status]').textContent.startsWith('把手机上的')")
        .await?;
    // It is unplugged.
    let die = "const track = document.querySelector('#scene').srcObject.getTracks()[0]; track.stop(); track.dispatchEvent(new Event('ended'));";
    browser.js(die, Vec::new()).await?;
    student.trouble_says("摄像头中断了，已收的都在").await?;
    browser.tap("#camera-start").await?;
    browser
        .until("a picture", "document.querySelector('#scan [role=status]').textContent.startsWith('把手机上的')")
        .await?;
    browser.js("globalThis.track = document.querySelector('#scene').srcObject.getTracks()[0];", Vec::new()).await?;
    browser.tap("a.crumb").await?;
    browser.until("the camera off after leaving", "track.readyState === 'ended'").await?;
    Ok(())
}

async fn typed(student: &Student, room: &Room) -> Outcome {
    let said = |words: &str| format!("document.querySelector('#slip-said')?.textContent.includes('{words}')");
    let browser = &student.browser;
    let first = room.slip(SCANNED + 1)?;
    browser.type_into("#slip-field", &first.replace('-', "")[..9]).await?;
    let grouped = format!("document.querySelector('#slip-field').value === '{}'", &first[..11]);
    browser.until("groups of four", &grouped).await?;
    browser.until("what is missing", &said("还差 3 个字符。")).await?;
    let wrong = if first.ends_with('0') { "1" } else { "0" };
    student.type_result(&[&first[..first.len() - 1], wrong].concat()).await?;
    browser.until("a mistyped one", &said("有字符不对")).await?;
    for person in SCANNED + 1..=SCANNED + TYPED {
        student.type_result(&room.slip(person)?.to_lowercase()).await?;
        browser.until("taken", &said("收到")).await?;
    }
    student.collected(22).await?;
    student.type_result(&first).await?;
    browser.until("a duplicate", &said("已经收过")).await?;
    student.type_result(&room.code.to_string()).await?;
    browser.until("that this is too long or none", &said("多了 2 个字符")).await?;
    // One by mistake, and back.
    browser.tap(".result-row:first-child button").await?;
    student.collected(21).await?;
    browser.tap("#put-back").await?;
    student.collected(22).await
}

async fn from_files(student: &Student, room: &Room, folder: &Path) -> Outcome {
    let browser = &student.browser;
    let from = SCANNED + TYPED + 1;
    let mut files: Vec<PathBuf> = Vec::new();
    let mut write = |name: &str, content: &str| -> Outcome {
        files.push(folder.join(name));
        Ok(std::fs::write(folder.join(name), content)?)
    };
    write("one.txt", &[room.text(from)?, room.text(from + 1)?].join("\r\n"))?;
    write("two.txt", &[room.text(from + 2)?, room.text(from + 3)?, room.text(1)?].join("\n"))?;
    write("letter.txt", "各位好，材料见附件。")?;
    write("empty.txt", "")?;
    for person in from + LINES..from + LINES + DRAWN {
        files.push(folder.join(format!("{person}.png")));
        png(&room.text(person)?, &folder.join(format!("{person}.png")))?;
    }
    files.push(folder.join("screen.png"));
    let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    browser.choose_file("#sheet-files", Path::new(&names.join("\n"))).await?;
    student.collected(ALL).await?;
    let said = browser.js("return document.querySelector('#files [role=status]').textContent;", Vec::new()).await?;
    for words in ["收下 8 份，已经收过的 1 份。", "letter.txt：这不是交卷的内容", "empty.txt：这是一个空文件。"]
    {
        ensure(said.as_str().is_some_and(|said| said.contains(words)), format!("“{said}” lacks “{words}”"))?;
    }
    Ok(())
}
