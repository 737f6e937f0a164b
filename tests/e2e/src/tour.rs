//! Every screen of the app in every state worth looking at, for whoever wants to look at all of them.

use crate::driver::Driver;
use crate::give::{self, Give};
use crate::keyboard;
use crate::own_text;
use crate::past;
use crate::problem::{Outcome, ensure, fail};
use crate::release;
use crate::screen::Screen;
use crate::site::course_of;
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::contrast;
use biaoshuai::core::course::ConceptKind;
use biaoshuai::core::exam::Paper;
use biaoshuai::core::ids::SessionId;
use biaoshuai::core::ladder::Rung;
use biaoshuai::core::mark::{Mark, Marked};
use biaoshuai::core::question::{Body, Question, QuestionKind};
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use biaoshuai::core::session::{Scope, Session};
use serde_json::json;
use std::path::Path;
use thirtyfour::Key;

/// Somebody who looks at a screen.
pub trait Visitor {
    /// Looks. The screen stays as it is until they are done.
    async fn visit(&mut self, student: &Student, name: &str) -> Outcome;
}

/// Puts a record into the store of sessions, as `src/storage` would.
const PLANT: &str = "
const [id, record, done] = arguments;
const opening = indexedDB.open('biaoshuai');
opening.onerror = () => done('' + opening.error);
opening.onsuccess = () => {
  const tx = opening.result.transaction('sessions', 'readwrite', { durability: 'strict' });
  tx.objectStore('sessions').put(record, id);
  tx.onabort = () => done('' + tx.error);
  tx.oncomplete = () => { opening.result.close(); done(''); };
};";

/// Puts records into the log.
const PLANT_LOG: &str = "
const [records, done] = arguments;
const opening = indexedDB.open('biaoshuai');
opening.onerror = () => done('' + opening.error);
opening.onsuccess = () => {
  const tx = opening.result.transaction('log', 'readwrite', { durability: 'strict' });
  for (const [id, record] of records) tx.objectStore('log').put(record, id);
  tx.onabort = () => done('' + tx.error);
  tx.oncomplete = () => { opening.result.close(); done(''); };
};";

/// Sorts after every id that the app makes today, so that this session is the newest.
const PLANTED: &str = "01ffffff-0000-7000-8000-000000000001";

/// Leads a visitor through everything.
///
/// # Errors
/// When a screen does not show; what the visitor finds is theirs to keep.
pub async fn walk(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    student.open_home().await?;
    student.offline_ready().await?;
    visitor.visit(student, "home-fresh").await?;
    student.open(&Route::Statistics).await?;
    student.browser.see("#main .empty").await?;
    visitor.visit(student, "statistics-empty").await?;
    reading(student, visitor).await?;
    reciting(student, visitor).await?;
    marking(student, visitor).await?;
    examining(student, visitor).await?;
    planning(student, visitor).await?;
    questions(student, visitor).await?;
    student.open(&Route::Practice).await?;
    student.browser.see(".segments").await?;
    visitor.visit(student, "practice-history").await?;
    student.open_home().await?;
    visitor.visit(student, "home-progress").await?;
    for (route, heading, name) in [
        (Route::Mistakes, "错题本", "mistakes"),
        (Route::Me, "我", "me"),
        (Route::Help, "使用说明", "help"),
        (Route::Unknown("no/such/page".to_owned()), "没有找到", "unknown"),
    ] {
        student.open(&route).await?;
        student.heading(heading).await?;
        visitor.visit(student, name).await?;
    }
    data(student, visitor).await?;
    pictures(student, visitor).await
}

/// 数据 and 搬家: the choice, the old phone with its codes held still, and the new one.
///
/// # Errors
/// When a screen does not show.
pub async fn data(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    student.open(&Route::Data).await?;
    student.heading("数据").await?;
    visitor.visit(student, "data").await?;
    for (side, seen, name) in [
        ("#old-phone", "#old-phone", "data-moving"),
        ("#old-phone", "#show .stream .qr", "data-moving-old"),
        ("#new-phone", "#camera-start", "data-moving-new"),
    ] {
        student.open(&Route::Moving).await?;
        student.heading("搬家").await?;
        if name != "data-moving" {
            student.browser.tap(side).await?;
        }
        student.browser.see(seen).await?;
        if name == "data-moving-old" {
            student.browser.tap("#stream-pause").await?;
        }
        visitor.visit(student, name).await?;
    }
    Ok(())
}

/// Leads a visitor through the screens that look otherwise where there is a choice of courses.
///
/// # Errors
/// When a screen does not show.
pub async fn walk_two_courses(driver: &Driver, dist: &Path, screen: Screen, visitor: &mut impl Visitor) -> Outcome {
    let courses = vec![course_of(dist)?, release::second_course()?];
    let both = release::with_courses(dist, courses)?;
    let stage = Stage::set(driver, both.folder(), "/", screen).await?;
    let walked = two_courses(stage.student()?, visitor).await;
    stage.close().await?;
    walked
}

async fn two_courses(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    student.browser.system_theme("light").await?;
    student.open_home().await?;
    student.start_today().await?;
    student.answer_right().await?;
    student.see_saved().await?;
    student.open_home().await?;
    student.browser.see("a.resume").await?;
    visitor.visit(student, "home-courses").await?;
    student.course_map().await?;
    student.browser.see(".course-card").await?;
    visitor.visit(student, "learn-courses").await
}

/// Course map, a section, a concept of each kind, the choice of practice.
async fn reading(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let course = &student.course;
    let Some(section) = course.sections.first() else { return fail("the course is empty") };
    let mut stops = vec![
        (Route::Learn, course.title.as_str(), "learn"),
        (Route::Section(course.id.clone(), section.id.clone()), section.title.as_str(), "section"),
    ];
    for (kind, name) in [
        (ConceptKind::Formulation, "concept-formulation"),
        (ConceptKind::List, "concept-list"),
        (ConceptKind::Mapping, "concept-mapping"),
        (ConceptKind::Judgement, "concept-judgement"),
    ] {
        // One with look-alikes shows more of the card.
        let of_kind = || course.concepts.iter().filter(move |concept| concept.kind == kind);
        let concept = of_kind().find(|concept| !concept.siblings.is_empty()).or_else(|| of_kind().next());
        if let Some(concept) = concept {
            stops.push((Route::Concept(course.id.clone(), concept.id.clone()), concept.title.as_str(), name));
        }
    }
    let pairs = contrast::pairs(course);
    let Some(pair) = pairs.iter().find(|pair| !pair.one.members.is_empty() && !pair.other.members.is_empty()) else {
        return fail("no two lists of the course are look-alikes");
    };
    let title = format!("{} 与 {}", pair.one.title, pair.other.title);
    stops.push((Route::Map(course.id.clone()), "结构图", "map"));
    stops.push((Route::Contrasts(course.id.clone()), "对比辨析", "contrasts"));
    stops.push((Route::Contrast(course.id.clone(), pair.one.id.clone(), pair.other.id.clone()), &title, "contrast"));
    stops.push((Route::Practice, "练习", "practice"));
    stops.push((Route::Focus, "专项练习", "focus"));
    stops.push((Route::Cards(course.id.clone(), None), "速览卡", "cards"));
    stops.push((Route::Search, "搜索", "search"));
    for (route, heading, name) in stops {
        student.open(&route).await?;
        student.heading(heading).await?;
        visitor.visit(student, name).await?;
    }
    student.search_for("zbs").await?;
    student.browser.see("#found a").await?;
    visitor.visit(student, "search-found").await?;
    student.search_for("没有这句话").await?;
    student.browser.until("no results", "!document.querySelector('#found a')").await?;
    visitor.visit(student, "search-nothing").await?;
    modes(student, visitor).await?;
    own_text(student, visitor).await
}

/// A choice with conditions, one that nothing meets, the back of a card, and a challenge from its first mistake to its end.
async fn modes(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let browser = &student.browser;
    student.open(&Route::Focus).await?;
    for words in ["第三部分", "单选", "2 辨别"] {
        browser.tap_words(".segment", words).await?;
    }
    browser.tap(".unfold summary").await?;
    visitor.visit(student, "focus-chosen").await?;
    browser.tap_words(".segment", "错过").await?;
    browser.see("#practise[aria-disabled]").await?;
    visitor.visit(student, "focus-nothing").await?;
    student.open_with(&Route::Cards(student.course.id.clone(), None), "?q=5").await?;
    browser.tap("#flip").await?;
    browser.see("#card .side:not(.front)").await?;
    visitor.visit(student, "cards-back").await?;
    student.open(&Route::Practice).await?;
    browser.tap("#challenge").await?;
    student.answer_right().await?;
    student.next().await?;
    student.answer_wrong().await?;
    visitor.visit(student, "challenge-forgiven").await?;
    student.next().await?;
    student.answer_wrong().await?;
    visitor.visit(student, "challenge-over").await?;
    student.next().await?;
    visitor.visit(student, "challenge-summary").await
}

/// The own copy of the text: none yet, opened, beside a concept. It is gone again afterwards.
async fn own_text(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let course = &student.course;
    let route = Route::Text(course.id.clone(), None);
    student.open(&route).await?;
    student.browser.see("#opener").await?;
    visitor.visit(student, "text-empty").await?;
    student.paste_text("一段不相干的文字。").await?;
    student.browser.see("#own-trouble .bad").await?;
    visitor.visit(student, "text-refused").await?;
    // Something is missing, so that the report has something to report.
    let text = own_text::generated(course).lines().take(19).collect::<Vec<_>>().join("\n");
    student.paste_text(&text).await?;
    student.browser.see("#own-reading").await?;
    visitor.visit(student, "text-reading").await?;
    student.browser.tap(".own-mismatches summary").await?;
    student.browser.tap(".margin summary").await?;
    student.browser.tap("#own-remove").await?;
    visitor.visit(student, "text-open").await?;
    let Some(concept) = course.concepts.first() else { return fail("the course has no concept") };
    student.open(&Route::Concept(course.id.clone(), concept.id.clone())).await?;
    student.browser.see(".passage").await?;
    visitor.visit(student, "concept-passage").await?;
    student.open(&route).await?;
    student.browser.tap("#own-remove").await?;
    student.browser.tap("#own-remove-now").await?;
    student.browser.see("#opener").await
}

/// The rungs of a list, and those of a mapping that look different.
async fn reciting(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let browser = &student.browser;
    let (concept, ladder) = student.list_to_recite()?;
    student.open_ladder(concept).await?;
    student.on_rung(Rung::Read).await?;
    visitor.visit(student, "ladder-read").await?;
    browser.tap("#go").await?;
    student.on_rung(Rung::Cue).await?;
    visitor.visit(student, "ladder-cue").await?;
    browser.tap("#go").await?;
    browser.see("#not-yet").await?;
    visitor.visit(student, "ladder-cue-compared").await?;
    student.take_rung(Rung::Gaps).await?;
    student.fill_gaps(&ladder, 1).await?;
    visitor.visit(student, "ladder-gaps").await?;
    browser.tap("#go").await?;
    browser.see(".correction").await?;
    visitor.visit(student, "ladder-gaps-wrong").await?;
    student.take_rung(Rung::Order).await?;
    let pieces = ladder.pieces();
    student.arrange(&pieces[1..]).await?;
    visitor.visit(student, "ladder-order").await?;
    student.arrange(&pieces[..1]).await?;
    browser.tap("#go").await?;
    browser.see("#said .verdict").await?;
    visitor.visit(student, "ladder-order-wrong").await?;
    student.take_rung(Rung::Memory).await?;
    browser.type_into("#write-0", &concept.members[1..].join("、")).await?;
    visitor.visit(student, "ladder-memory").await?;
    browser.tap("#go").await?;
    browser.see(".diff ins").await?;
    visitor.visit(student, "ladder-memory-wrong").await?;
    browser.tap("#go").await?;
    student.on_rung(Rung::Memory).await?;
    browser.type_into("#write-0", &concept.members.join("、")).await?;
    browser.tap("#go").await?;
    browser.see("#said .verdict.right").await?;
    visitor.visit(student, "ladder-memory-right").await?;

    let course = &student.course;
    let Some(mapping) = course.concepts.iter().find(|concept| !concept.pairs.is_empty()) else {
        return fail("the course has no mapping");
    };
    student.open_ladder(mapping).await?;
    for (rung, name) in [
        (Rung::Gaps, "ladder-mapping-gaps"),
        (Rung::Order, "ladder-mapping-order"),
        (Rung::Memory, "ladder-mapping-memory"),
    ] {
        student.take_rung(rung).await?;
        visitor.visit(student, name).await?;
    }
    Ok(())
}

/// Nothing marked yet; then a concept that is being noted, a question, and something that the course has no more.
async fn marking(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let course = &student.course;
    student.open_marks().await?;
    visitor.visit(student, "marks-empty").await?;
    let question = course.questions.iter().find(|question| question.body.kind() == QuestionKind::Multiple);
    let (Some(concept), Some(question)) = (course.concepts.first(), question) else {
        return fail("the course is empty");
    };
    let note =
        |starred, note: &str, utc_ms| Mark { starred, note: note.to_owned(), at: Moment { utc_ms, zone_min: 480 } };
    for (marked, mark) in [
        (Marked::Concept(course.id.clone(), concept.id.clone()), note(true, "开会发言可以用这一句。", 3)),
        (
            Marked::Question(course.id.clone(), question.id.clone()),
            note(true, "又漏选了一项，记住：\n数一数有几个。", 2),
        ),
        (Marked::Concept(course.id.clone(), "no-longer-there".into()), note(false, "以前记下的。", 1)),
    ] {
        student.plant_mark(&marked, &mark).await?;
    }
    student.open_marks().await?;
    student.browser.tap(".marked summary").await?;
    student.open_note("改笔记").await?;
    visitor.visit(student, "marks").await
}

/// The choice of a paper, an exam from its first question to its result, and the list afterwards.
async fn examining(student: &Student, visitor: &mut impl Visitor) -> Outcome {
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
async fn planning(student: &Student, visitor: &mut impl Visitor) -> Outcome {
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

/// The pictures of half a year of study, closed and with every table open.
async fn pictures(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let now = student.browser.js("return [Date.now(), -new Date().getTimezoneOffset()];", Vec::new()).await?;
    let (utc_ms, zone_min): (i64, i32) = serde_json::from_value(now)?;
    let log = past::half_a_year(&student.course, Moment { utc_ms, zone_min });
    let mut records = Vec::new();
    for review in &log {
        records.push((review.id.to_string(), serde_json::to_string(review)?));
    }
    let trouble = student.browser.js_async(PLANT_LOG, vec![json!(records)]).await?;
    ensure(trouble == json!(""), format!("storing the answers: {trouble}"))?;
    student.open(&Route::Statistics).await?;
    student.browser.see("#statistics").await?;
    visitor.visit(student, "statistics").await?;
    ensure(student.browser.printed_pages().await? == 1, "the report has more than one page")?;
    let open = "document.querySelectorAll('#statistics details').forEach((e) => e.open = true);";
    student.browser.js(open, Vec::new()).await?;
    visitor.visit(student, "statistics-tables").await
}

/// A session with two questions of each kind: the first answered right, the second wrong.
async fn questions(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    let queue: Vec<&Question> = QuestionKind::ALL.into_iter().flat_map(|kind| two_of(student, kind)).collect();
    let id = plant(student, &queue).await?;
    student.open(&Route::Session(id)).await?;
    for (place, question) in queue.iter().enumerate() {
        let asked = student.question().await?;
        ensure(asked.id == question.id, format!("{} is asked instead of {}", asked.id, question.id))?;
        let kind = format!("{:?}", question.body.kind()).to_lowercase();
        if place == 0 {
            keys_dialog(student, visitor).await?;
        }
        let give = if place % 2 == 0 { Give::Right } else { Give::Wrong };
        if give == Give::Right {
            visitor.visit(student, &format!("{kind}-before")).await?;
        }
        let Some(answer) = give::make(question, give) else {
            return fail(format!("{} cannot be answered {give:?}", question.id));
        };
        student.prepare(question, &answer).await?;
        if give == Give::Right {
            visitor.visit(student, &format!("{kind}-draft")).await?;
        }
        student.submit().await?;
        student.see_saved().await?;
        visitor.visit(student, &format!("{kind}-{}", if give == Give::Right { "right" } else { "wrong" })).await?;
        student.next().await?;
    }
    student.browser.see(".review").await?;
    visitor.visit(student, "summary").await
}

async fn keys_dialog(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    student.browser.keys("?").await?;
    student.browser.see("[role=dialog]").await?;
    visitor.visit(student, "keys").await?;
    keyboard::tab_to(&student.browser, "[role=dialog] button").await?;
    student.browser.key(Key::Escape).await?;
    student.browser.until("the dialog closed", "!document.querySelector('[role=dialog]')").await?;
    Ok(())
}

/// Two different questions of a kind that can be answered right and wrong.
fn two_of(student: &Student, kind: QuestionKind) -> Vec<&Question> {
    let fits = |question: &&Question| question.body.kind() == kind && give::make(question, Give::Wrong).is_some();
    // Of fill-ins those with several blanks show more.
    let rich = |question: &&Question| !matches!(&question.body, Body::Fill(blanks) if blanks.len() < 2);
    let mut found: Vec<&Question> = student.course.questions.iter().filter(fits).collect();
    found.sort_by_key(|question| !rich(question));
    found.truncate(2);
    found
}

/// Stores a session of these questions and loads the page, so that the app finds it.
async fn plant(student: &Student, queue: &[&Question]) -> Outcome<SessionId> {
    let now = student.browser.js("return [Date.now(), -new Date().getTimezoneOffset()];", Vec::new()).await?;
    let (utc_ms, zone_min): (i64, i32) = serde_json::from_value(now)?;
    let ids = queue.iter().map(|question| question.id.clone()).collect();
    let id = SessionId::from(PLANTED);
    let course = student.course.id.clone();
    let session = Session::new(id.clone(), course, Scope::Today, 20_260_101, Moment { utc_ms, zone_min }, ids);
    let record = serde_json::to_string(&session)?;
    let trouble = student.browser.js_async(PLANT, vec![json!(PLANTED), json!(record)]).await?;
    ensure(trouble == json!(""), format!("storing the session: {trouble}"))?;
    student.reload().await?;
    Ok(id)
}
