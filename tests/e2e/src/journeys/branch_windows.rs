//! 支部学习 where its windows are not two that talk: one alone, a second host, windows that cannot talk, and two that
//! write the same record.

use crate::hosting::{Host, SEEN};
use crate::problem::{Outcome, ensure, fail};
use crate::screen::Screen;
use crate::stage::Stage;
use crate::student::Student;
use biaoshuai::core::branch::{Action, Basis, Length, Meeting, Phase, Plan, Record, Roster};
use biaoshuai::core::exam::{Closed, Grade, PaperCode, Sitting};
use biaoshuai::core::handin::{Gathering, Slip};
use biaoshuai::core::kept::Kept;
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use serde_json::json;
use std::time::Duration;
use thirtyfour::{Key, WindowHandle};

const NOON: i64 = 1_790_000_000_000;

/// A lock for the screen that writes down what it is asked for.
const WAKE_LOCK: &str = "
globalThis.asked = [];
const lock = { request: async (kind) => { asked.push(kind); return { release: async () => {} }; } };
Object.defineProperty(navigator, 'wakeLock', { value: lock, configurable: true });";

/// Nothing that the window says to others arrives, or all of it again.
const MUTE: &str = "
globalThis.say ??= BroadcastChannel.prototype.postMessage;
BroadcastChannel.prototype.postMessage = arguments[0] ? () => {} : say;";

/// The window goes out of sight, or comes back.
const HIDE: &str = "
Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });
document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));";

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let student = stage.student()?;
    student.browser.show_on(Screen::LAPTOP).await?;
    student.open_home().await?;
    let first = student.browser.web().window().await?;
    one_window(student).await?;
    second_host(student, &first).await?;
    code_for_the_room(student).await?;
    windows_that_cannot_talk(student, &first).await?;
    two_windows_write(student, &first).await?;
    unreadable(student).await
}

impl Student {
    /// A meeting of twenty minutes that nothing has happened in, stored on the device.
    async fn begun(&self, id: &str) -> Outcome<Meeting> {
        let basis = Basis { course: &self.course, sections: &[], seed: 9 };
        let plan = basis.plan("planned".into(), Length::Short, Roster::numbers(12), Vec::new());
        let meeting = Meeting::new(id.into(), plan, 3, Moment { utc_ms: NOON, zone_min: 480 });
        self.plant(&meeting.place(), &meeting).await?;
        Ok(meeting)
    }

    /// To a new window.
    async fn new_window(&self) -> Outcome<WindowHandle> {
        let window = self.browser.web().new_tab().await?;
        self.browser.web().switch_to_window(window.clone()).await?;
        self.browser.show_on(Screen::LAPTOP).await?;
        Ok(window)
    }

    async fn to(&self, window: &WindowHandle) -> Outcome {
        Ok(self.browser.web().switch_to_window(window.clone()).await?)
    }

    async fn seen(&self) -> Outcome<String> {
        Ok(self.browser.js(SEEN, Vec::new()).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until this window shows something else than that.
    async fn no_longer(&self, before: &str) -> Outcome<String> {
        for _ in 0..200 {
            let now = self.seen().await?;
            if !now.is_empty() && now != before {
                return Ok(now);
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        fail(format!("the window still shows {before}"))
    }

    /// Waits until this window shows that.
    async fn shows(&self, wanted: &str) -> Outcome {
        let mut now = String::new();
        for _ in 0..200 {
            now = self.seen().await?;
            if now == wanted {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        fail(format!("the window shows {now} instead of {wanted}"))
    }

    /// The typed code of somebody who left everything open.
    fn empty_sheet(&self, code: &str) -> Outcome<String> {
        let Ok(code) = PaperCode::parse(code) else { return fail(format!("`{code}` is no code")) };
        let Ok(paper) = code.paper(&self.course) else { return fail("the code makes no paper") };
        let now = Moment { utc_ms: NOON, zone_min: 480 };
        let mut sitting = Sitting::new("0198c5f0-0001".into(), paper, now);
        sitting.slots.iter_mut().for_each(|slot| slot.grade = Some(Grade::Open));
        sitting.closed = Some(Closed { at: now, by_time: true });
        Slip::new(&sitting, "7").map_or_else(|error| fail(error.to_string()), |slip| Ok(slip.to_string()))
    }

    /// On the page that collects: makes a paper of ten questions.
    async fn make_paper(&self) -> Outcome<String> {
        self.choose("用哪份卷子", "10 题").await?;
        self.browser.tap("#use-paper:not([aria-disabled])").await?;
        self.browser.see("#paper .paper-code .qr").await?;
        let code = self.browser.js("return document.querySelector('#paper .code').textContent;", Vec::new()).await?;
        Ok(code.as_str().unwrap_or_default().to_owned())
    }
}

/// The audience's window alone: the controls are out of sight, and the screen stays on.
async fn one_window(student: &Student) -> Outcome {
    let browser = &student.browser;
    let meeting = student.begun("alone").await?;
    student.new_window().await?;
    student.browser.begin_with(WAKE_LOCK).await?;
    student.open(&Route::Audience(meeting.id.clone())).await?;
    browser.see(".big-frame").await?;
    browser.see(".bare-bar.tucked #next").await?;
    browser.until("the screen asked to stay on", "asked.join() === 'screen'").await?;
    let before = student.seen().await?;
    browser.key(Key::PageDown).await?;
    let second = student.no_longer(&before).await?;
    browser.key('h').await?;
    browser.see(".bare-bar:not(.tucked)").await?;
    tokio::time::sleep(Duration::from_millis(260)).await;
    browser.tap(".bare-bar #next").await?;
    student.no_longer(&second).await?;
    // Away from the button, which would keep the controls up.
    browser.js("document.activeElement.blur();", Vec::new()).await?;
    browser.key('h').await?;
    browser.see(".bare-bar.tucked").await?;
    browser.js(HIDE, vec![json!(true)]).await?;
    browser.js(HIDE, vec![json!(false)]).await?;
    browser.until("asked again after coming back", "asked.join() === 'screen,screen'").await?;
    browser.key('?').await?;
    student.says(".dialog", &["按键与翻页笔", "PageDown"]).await?;
    browser.key(Key::Escape).await?;
    browser.until("the list of keys away", "!document.querySelector('.dialog')").await?;
    Ok(())
}

/// A second host's window looks on until it takes over; when it is closed the first one leads again.
async fn second_host(student: &Student, first: &WindowHandle) -> Outcome {
    let browser = &student.browser;
    browser.web().close_window().await?;
    student.to(first).await?;
    let meeting = student.begun("twice").await?;
    student.open(&Route::Host(meeting.id.clone())).await?;
    browser.see("#next").await?;
    let second = student.new_window().await?;
    student.open(&Route::Host(meeting.id.clone())).await?;
    student.says(".host-do", &["另一个窗口正在主持这场会议"]).await?;
    ensure(browser.js("return !document.querySelector('#next');", Vec::new()).await? == json!(true), "two hosts")?;
    browser.tap("#lead").await?;
    browser.see("#next").await?;
    let before = student.seen().await?;
    browser.tap("#next").await?;
    let moved = student.no_longer(&before).await?;
    student.to(first).await?;
    student.says(".host-do", &["另一个窗口正在主持这场会议"]).await?;
    student.shows(&moved).await?;
    // Keys are passed on to the window that leads.
    tokio::time::sleep(Duration::from_millis(260)).await;
    browser.js("document.activeElement.blur();", Vec::new()).await?;
    browser.key(Key::PageDown).await?;
    let further = student.no_longer(&moved).await?;
    student.to(&second).await?;
    student.shows(&further).await?;
    // A message on its way is lost: the window that follows notices by itself.
    browser.js(MUTE, vec![json!(true)]).await?;
    tokio::time::sleep(Duration::from_millis(260)).await;
    browser.tap("#next").await?;
    let missed = student.no_longer(&further).await?;
    browser.js(MUTE, vec![json!(false)]).await?;
    student.to(first).await?;
    student.shows(&missed).await?;
    student.to(&second).await?;
    // It goes without a word, as a browser does that is ended: the one that is left notices.
    browser.js(MUTE, vec![json!(true)]).await?;
    browser.web().close_window().await?;
    student.to(first).await?;
    browser.see("#next").await?;
    browser.tap("#next").await?;
    student.no_longer(&missed).await.map(drop)
}

/// While papers are collected the big screen shows the code, and how many have handed in.
async fn code_for_the_room(student: &Student) -> Outcome {
    let browser = &student.browser;
    let meeting = student.begun("papers").await?;
    let mut host = Host::sit_down(student, meeting.clone()).await?;
    host.open_screen().await?;
    browser.tap(".host-head a[href$='/collect']").await?;
    student.heading("收卷").await?;
    let code = student.make_paper().await?;
    host.mirrored_on_screen(Action::Paper { code: code.clone() }).await?;
    host.at_screen().await?;
    browser.see(".big-paper .qr").await?;
    host.at_desk().await?;
    student.type_result(&student.empty_sheet(&code)?).await?;
    student.collected(1).await?;
    host.at_screen().await?;
    student.says(".big-foot", &["已收 1 份"]).await?;
    host.at_desk().await?;
    browser.tap("#enlarge").await?;
    browser.see(".big-over .big-paper .qr").await?;
    browser.key(Key::Escape).await?;
    browser.until("small again", "!document.querySelector('.big-over')").await?;
    browser.tap_words("#hold-up", "大屏幕收起卷号").await?;
    host.mirrored_on_screen(Action::Paper { code: String::new() }).await?;
    browser.tap_words("#hold-up", "在大屏幕出示卷号").await?;
    host.mirrored_on_screen(Action::Paper { code }).await?;
    // The clicker takes it away and turns no page.
    host.at_screen().await?;
    browser.key(Key::PageDown).await?;
    host.mirrored_on_screen(Action::Next).await?;
    ensure(host.stage().phase == Phase::Slide && host.stage().item == 0, "the clicker turned a page")?;
    host.close_screen().await
}

/// No BroadcastChannel: the host's window leads, the audience's says so and follows what is stored.
async fn windows_that_cannot_talk(student: &Student, first: &WindowHandle) -> Outcome {
    let browser = &student.browser;
    let meeting = student.begun("silent").await?;
    let deaf = "delete globalThis.BroadcastChannel;";
    let desk = student.new_window().await?;
    student.browser.begin_with(deaf).await?;
    student.open(&Route::Host(meeting.id.clone())).await?;
    ensure(browser.js("return typeof BroadcastChannel;", Vec::new()).await? == json!("undefined"), "still there")?;
    browser.see("#next").await?;
    let screen = student.new_window().await?;
    student.browser.begin_with(deaf).await?;
    student.open(&Route::Audience(meeting.id)).await?;
    student.says(".bare-bar", &["不能直接通信", "请在主持窗口按"]).await?;
    let before = student.seen().await?;
    student.to(&desk).await?;
    student.shows(&before).await?;
    browser.tap("#next").await?;
    let moved = student.no_longer(&before).await?;
    student.to(&screen).await?;
    student.shows(&moved).await?;
    for window in [screen, desk] {
        student.to(&window).await?;
        browser.web().close_window().await?;
    }
    student.to(first).await
}

/// A note is written while another window takes results in: both are in the record, whoever was last.
async fn two_windows_write(student: &Student, first: &WindowHandle) -> Outcome {
    let browser = &student.browser;
    let held = student.held("0000-two", "十月例会", NOON, [true; 4], [9, 10])?;
    student.plant(&held.place(), &held).await?;
    let place = held.place();
    student.open(&Route::BranchRecord(held.id.clone())).await?;
    student.heading("支部台账").await?;
    student.see_saved().await?;
    let second = student.new_window().await?;
    student.open_collect(&held.id).await?;
    let code = student.make_paper().await?;
    student.type_result(&student.empty_sheet(&code)?).await?;
    student.collected(1).await?;
    student.to(first).await?;
    browser.type_into("#note", "先写的").await?;
    student.see_saved().await?;
    student.to(&second).await?;
    browser.tap("#enter").await?;
    student.see_saved().await?;
    let record: Record = student.stored(&place).await?;
    ensure((&*record.note, record.handed.len()) == ("先写的", 1), format!("{} {}", record.note, record.handed.len()))?;
    student.to(first).await?;
    browser.type_into("#note", "后写的").await?;
    student.see_saved().await?;
    let record: Record = student.stored(&place).await?;
    ensure((&*record.note, record.handed.len()) == ("后写的", 1), format!("{} {}", record.note, record.handed.len()))?;
    // Looked at again, the window shows what the other one did.
    browser.js("dispatchEvent(new Event('focus'));", Vec::new()).await?;
    student.says("#handed", &["答卷（1 份）"]).await?;
    student.to(&second).await?;
    browser.web().close_window().await?;
    student.to(first).await
}

/// What cannot be read is counted, named and kept; everything else works.
async fn unreadable(student: &Student) -> Outcome {
    let browser = &student.browser;
    let kinds = [Plan::KIND, Meeting::KIND, Record::KIND, Gathering::KIND];
    let keys = kinds.map(|kind| format!("{kind}/{}/zz-torn", student.course.id));
    for key in &keys {
        student.plant_text(key, "{ torn").await?;
    }
    student.open_desk().await?;
    student.says("#unreadable", &["有 4 份方案、会议或台账读不出来，已原样保留"]).await?;
    student.says("#records", &["十月例会"]).await?;
    student.go_to("我").await?;
    for key in &keys {
        student.says(".damage", &["有 4 条记录读不出来", key]).await?;
    }
    student.open(&Route::Data).await?;
    browser.tap("#check").await?;
    student.says("#checked", &["有 4 条读不出来"]).await?;
    for key in keys {
        ensure(student.kept_texts(&key).await? == ["{ torn"], format!("{key} is not what it was"))?;
    }
    Ok(())
}
