//! A room hands in without network: a phone takes the paper by its code and shows its result, and the host collects thirty
//! of them by camera, by typed codes and from files, with all that can go wrong in between.

use crate::downloads::saved;
use crate::give::{self, Give};
use crate::pictures::{film, png};
use crate::problem::{Outcome, ensure, fail};
use crate::profile::temporary;
use crate::release::second_course;
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::branch::{Meeting, Plan, Record, Roster, Step};
use biaoshuai::core::course::Course;
use biaoshuai::core::exam::{Closed, Grade, Marks, Paper, PaperCode, Sitting, Variant};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::handin::{HandIn, Slip};
use biaoshuai::core::ids::MeetingId;
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use std::path::{Path, PathBuf};

const NOON: i64 = 1_790_000_000_000;

/// Results that are not from the real phone: by camera, typed, as lines of two files, as pictures.
const SCANNED: u64 = 15;
const TYPED: u64 = 7;
const LINES: u64 = 4;
const DRAWN: u64 = 3;
const ALL: usize = 30;

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
    let shown = on_the_phone(&mut phone, &room, &folder).await;
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
    checked(student, &room, real, &meeting).await?;
    let _ = std::fs::remove_dir_all(folder);
    Ok(())
}

/// The paper with what everybody made of it.
struct Room {
    code: PaperCode,
    paper: Paper,
    course: Course,
    sittings: Vec<Sitting>,
}

/// What person number `person` made of the question at a place.
fn grade(person: u64, place: usize) -> Grade {
    match (person * 7 + place as u64 * 3 + person / 5) % 6 {
        0..=2 => Grade::Worth(Verdict { points: 1, of: 1 }),
        3 => Grade::Worth(Verdict { points: 1, of: 2 }),
        4 => Grade::Worth(Verdict { points: 0, of: 2 }),
        _ => Grade::Open,
    }
}

impl Room {
    fn new(code: PaperCode, course: &Course) -> Outcome<Self> {
        let Ok(paper) = code.paper(course) else { return fail("the code makes no paper") };
        let at = |utc_ms| Moment { utc_ms, zone_min: 480 };
        let sat = |person: u64| {
            let id = format!("0198c5f0-{person:08x}");
            let mut sitting = Sitting::new(id.as_str().into(), paper.clone(), at(NOON));
            for (place, slot) in sitting.slots.iter_mut().enumerate() {
                slot.grade = Some(grade(person, place));
            }
            sitting.closed = Some(Closed { at: at(NOON + 300_000), by_time: false });
            sitting
        };
        let sittings = (1..ALL as u64).map(sat).collect();
        Ok(Self { code, course: course.clone(), sittings, paper })
    }

    fn sitting(&self, person: u64) -> &Sitting {
        &self.sittings[person as usize - 1]
    }

    /// Every third one says a name.
    fn text(&self, person: u64) -> Outcome<String> {
        let name = if person.is_multiple_of(3) { format!("组员{person}") } else { String::new() };
        HandIn::new(self.sitting(person), &name).map_or_else(|error| fail(error.to_string()), |sheet| Ok(sheet.text()))
    }

    fn slip(&self, person: u64) -> Outcome<String> {
        let slip = Slip::new(self.sitting(person), &person.to_string());
        slip.map_or_else(|error| fail(error.to_string()), |slip| Ok(slip.to_string()))
    }

    /// What the camera sees: results, and things that are none.
    fn film(&self) -> Outcome<Vec<String>> {
        let mut texts = (1..=SCANNED).map(|person| self.text(person)).collect::<Outcome<Vec<String>>>()?;
        let first = texts[0].clone();
        texts.insert(3, "https://example.org/menu".to_owned());
        texts.insert(5, first.replace("ZBS1", "ZBS2"));
        // Read as it is, but what it says has changed.
        let wrong = if first.ends_with('0') { "1" } else { "0" };
        texts.insert(7, [&first[..first.len() - 1], wrong].concat());
        texts.insert(9, self.code.link("https://biaoshuai.example/"));
        texts.insert(11, other(&self.course, |course| PaperCode::new(course, None, 99, Variant::A).ok())?);
        texts.insert(13, other(&second_course()?, |course| PaperCode::new(course, None, 99, Variant::A).ok())?);
        let mut older = self.course.clone();
        older.questions.pop();
        texts.insert(15, other(&older, |course| PaperCode::new(course, None, 99, Variant::A).ok())?);
        texts.push(first);
        Ok(texts)
    }
}

/// A result of another paper.
fn other(course: &Course, code: impl Fn(&Course) -> Option<PaperCode>) -> Outcome<String> {
    let Some(paper) = code(course).and_then(|code| code.paper(course).ok()) else { return fail("no other paper") };
    let now = Moment { utc_ms: NOON, zone_min: 480 };
    let mut sitting = Sitting::new("0198c5f0-ffff".into(), paper, now);
    sitting.slots.iter_mut().for_each(|slot| slot.grade = Some(Grade::Open));
    sitting.closed = Some(Closed { at: now, by_time: true });
    HandIn::new(&sitting, "").map_or_else(|error| fail(error.to_string()), |sheet| Ok(sheet.text()))
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

/// A phone without network opens the paper by its address, answers and hands in. Returns the marks, and leaves a picture of
/// the code on its screen in the folder.
async fn on_the_phone(phone: &mut Stage<'_>, room: &Room, folder: &Path) -> Outcome<(Marks, usize)> {
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
    student.see_saved_name().await?;
    Ok((slip.earned, usize::from(slip.right)))
}

impl Student {
    /// The name is there after a reload.
    async fn see_saved_name(&self) -> Outcome {
        self.reload().await?;
        self.browser.until("the name remembered", "document.querySelector('#signature')?.value === '42'").await?;
        Ok(())
    }

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

/// Everything on the page against what one counts by hand.
async fn checked(student: &Student, room: &Room, real: (Marks, usize), meeting: &MeetingId) -> Outcome {
    let browser = &student.browser;
    let worth = |place: usize| room.paper.questions[place].marks;
    let earned = |person: u64, place: usize| match grade(person, place) {
        Grade::Worth(verdict) => worth(place).earned(verdict),
        _ => Marks::ZERO,
    };
    let count = room.paper.questions.len();
    let marks = |person: u64| -> Marks { (0..count).map(|place| earned(person, place)).sum() };
    let halves: u32 = (1..ALL as u64).map(|person| u32::from(marks(person).in_halves())).sum();
    let mean = f64::from(halves + u32::from(real.0.in_halves())) / 2.0 / ALL as f64;
    let said = browser.js("return document.querySelector('#collected').textContent;", Vec::new()).await?;
    let meant = format!("{ALL} 份，平均 {:.1} 分，满分 100 分", (mean * 10.0 + 1e-9).round() / 10.0);
    ensure(said.as_str() == Some(&meant), format!("{said} instead of {meant}"))?;

    let rows = "return [...document.querySelectorAll('.result-row')].map((row) => [row.querySelector('strong').textContent, row.querySelector(':scope > .num').textContent]);";
    let rows: Vec<(String, String)> = serde_json::from_value(browser.js(rows, Vec::new()).await?)?;
    ensure(rows.len() == ALL, format!("{} rows", rows.len()))?;
    ensure(rows[0] == ("42".to_owned(), format!("{} 分", real.0)), format!("the phone's row is {:?}", rows[0]))?;
    for person in 1..ALL as u64 {
        let words = format!("{} 分", marks(person));
        let row = &rows[ALL - person as usize];
        let is_typed = (SCANNED + 1..=SCANNED + TYPED).contains(&person);
        let name = match person % 3 {
            _ if is_typed => person.to_string(),
            0 => format!("组员{person}"),
            _ => format!("第 {person} 份"),
        };
        ensure(*row == (name, words), format!("row {person} is {row:?}"))?;
    }

    // The tables: of those whose questions are known, and of the phone by its own report.
    let known: Vec<u64> = (1..ALL as u64).filter(|it| !(SCANNED + 1..=SCANNED + TYPED).contains(it)).collect();
    browser.tap("#show-tables").await?;
    browser.see("#by-question").await?;
    let shown = student.table("#by-question").await?;
    let record: Record = {
        browser.tap("#enter").await?;
        student.see_saved().await?;
        student.stored(&format!("{}/{meeting}", room.course.id)).await?
    };
    ensure(record.handed.len() == ALL, format!("{} results in the record", record.handed.len()))?;
    let Some(phone) = record.handed.iter().find(|handed| handed.name.as_deref() == Some("42")) else {
        return fail("the phone is not in the record");
    };
    ensure(phone.marks == real.0, "the phone has other marks in the record")?;
    for (place, shown) in shown.iter().enumerate().take(count) {
        let tally = |wanted: fn(Grade) -> bool| known.iter().filter(|person| wanted(grade(**person, place))).count();
        let right = tally(|grade| matches!(grade, Grade::Worth(verdict) if verdict.is_right()));
        let partly = tally(|grade| matches!(grade, Grade::Worth(Verdict { points: 1, of: 2 })));
        let open = tally(|grade| grade == Grade::Open);
        let row: Vec<usize> = shown[..4].iter().filter_map(|cell| cell.parse().ok()).collect();
        let by_phone = usize::from(phone.verdicts[place].1);
        ensure(row.iter().sum::<usize>() == known.len() + 1, format!("question {place}: {row:?}"))?;
        ensure(row[0] == right + by_phone && row[3] == open, format!("question {place}: {row:?}, right {right}"))?;
        ensure(
            row[1] == partly || row[1] == partly + 1 - by_phone,
            format!("question {place}: {row:?}, partly {partly}"),
        )?;
    }
    concepts(student, room, &known, phone.verdicts.iter().map(|verdict| verdict.1).collect()).await?;
    // Again it is brought up to date, not doubled.
    browser.tap("#enter").await?;
    student.see_saved().await?;
    let again: Record = student.stored(&format!("{}/{meeting}", room.course.id)).await?;
    ensure(again.handed.len() == ALL, "entered again, the results are doubled")?;
    student.open(&Route::Collect("nobody".into())).await?;
    student.heading("没有找到").await
}

/// The table of concepts: times asked and times right.
async fn concepts(student: &Student, room: &Room, known: &[u64], phone: Vec<bool>) -> Outcome {
    let shown = student.table("#by-concept").await?;
    let mut meant = Vec::new();
    for concept in &room.course.concepts {
        let about = |place: &usize| {
            let question = room.course.question(&room.paper.questions[*place].question);
            question.is_some_and(|question| question.concepts.contains(&concept.id))
        };
        let places: Vec<usize> = (0..room.paper.questions.len()).filter(about).collect();
        if places.is_empty() {
            continue;
        }
        let is_right = |person: u64, place: usize| matches!(grade(person, place), Grade::Worth(it) if it.is_right());
        let right = |place: &usize| known.iter().filter(|person| is_right(**person, *place)).count();
        let right: usize = places.iter().map(|place| right(place) + usize::from(phone[*place])).sum();
        meant.push((places.len().to_string(), format!("{right}/{}", places.len() * (known.len() + 1))));
    }
    let shown: Vec<(String, String)> = shown.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    ensure(shown == meant, format!("the concepts are {shown:?} instead of {meant:?}"))
}
