//! Inputs to begin with, made of the fixtures of the tests.

use biaoshuai::core::backup::{Contents, read};
use biaoshuai::core::branch::{Action, Basis, Length, Meeting, Record, Roster, team};
use biaoshuai::core::course::Course;
use biaoshuai::core::course::check::check;
use biaoshuai::core::exam::{PaperCode, Sitting, Variant};
use biaoshuai::core::handin::{HandIn, Slip};
use biaoshuai::core::ids::QuestionId;
use biaoshuai::core::ledger::Ledger;
use biaoshuai::core::log::Entry;
use biaoshuai::core::review::Moment;
use biaoshuai::core::schedule::RETENTION;
use biaoshuai::core::session::{Scope, Session};
use biaoshuai::core::settings::Settings;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Between the two files of a course.
pub(crate) const SEPARATOR: &str = "\n=====\n";

const FOLDER: &str = "xuexi-fangfa";
const HEAD: &str = include_str!("../../tests/fixtures/courses/xuexi-fangfa/course.toml");
const FILES: [(&str, &str); 2] = [
    ("jiezou.toml", include_str!("../../tests/fixtures/courses/xuexi-fangfa/jiezou.toml")),
    ("xiguan.toml", include_str!("../../tests/fixtures/courses/xuexi-fangfa/xiguan.toml")),
];
const SMALL_HEAD: &str = include_str!("../../tests/fixtures/course-yuelanshi/course.toml");
const SMALL_FILE: &str = include_str!("../../tests/fixtures/course-yuelanshi/guiju.toml");
const BACKUPS: [&str; 2] =
    [include_str!("../../tests/fixtures/backup-0.json"), include_str!("../../tests/fixtures/backup-1.json")];
const SCHEMA_1: &str = include_str!("../../tests/fixtures/schema-1.json");
const TEXT: &str = include_str!("../../tests/fixtures/courses/xuexi-fangfa/text.txt");

const AT: Moment = Moment { utc_ms: 1_758_009_600_000, zone_min: 480 };

/// The course that everything is tried with.
pub(crate) static COURSE: LazyLock<Course> = LazyLock::new(|| {
    let files = FILES.map(|(name, text)| (name.to_owned(), toml::from_str(text).expect("a fixture")));
    check(FOLDER, &toml::from_str(HEAD).expect("a fixture"), &files).expect("a fixture")
});

/// What lies on the device that a backup comes to.
pub(crate) static CONTENTS: LazyLock<Contents> = LazyLock::new(|| read(BACKUPS[1], 1).expect("a fixture").contents);

/// A paper of the course.
pub(crate) fn paper_code() -> PaperCode {
    PaperCode::new(&COURSE, None, 7, Variant::A).expect("the usual paper has a code")
}

/// Inputs to begin with for a target.
#[must_use]
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let texts = match target {
        "course" => return courses(),
        "docx" => return vec![docx()],
        "qr" => return vec![[&[4], paper_code().to_string().as_bytes()].concat(), vec![0xa5; 60]],
        "course_toml" => {
            let mut all: Vec<String> = FILES.iter().map(|(_, file)| [HEAD, SEPARATOR, file].concat()).collect();
            all.push([SMALL_HEAD, SEPARATOR, SMALL_FILE].concat());
            all
        }
        "backup" => BACKUPS.map(str::to_owned).to_vec(),
        "hand_in" => handed(),
        "paper_code" => vec![paper_code().to_string(), paper_code().link("https://a.example/b/")],
        "own_text" => vec![TEXT.to_owned()],
        "settings" => vec![text_of(&Settings::default()), "{\"theme\":\"dark\",\"pace\":{\"new_per_day\":3}}".into()],
        "log" => return logs(),
        "sessions" => sessions(),
        "exams" => vec![String::from(closed()), String::from(sitting())],
        "plans" => vec![text_of(&meeting().plan)],
        "meetings" => vec![text_of(&meeting()), text_of(&Record::of(&meeting(), &COURSE))],
        "kept" => kept(),
        _ => typed(),
    };
    texts.into_iter().map(String::into_bytes).collect()
}

fn text_of(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("a record can be written")
}

fn courses() -> Vec<Vec<u8>> {
    let (first, notes) = COURSE.clone().split();
    vec![first.to_bytes().expect("a course"), notes.to_bytes().expect("its commentary")]
}

fn sitting() -> Sitting {
    Sitting::new("0198".into(), paper_code().paper(&COURSE).expect("a paper"), AT)
}

fn closed() -> Sitting {
    let Ok((closed, _)) = sitting().hand_in(&COURSE, AT) else { panic!("it can be handed in") };
    closed
}

fn handed() -> Vec<String> {
    let sheet = HandIn::new(&closed(), "张三").expect("a result");
    let slip = Slip::new(&closed(), "7").expect("a short result");
    vec![sheet.text(), slip.to_string()]
}

/// The records of a store of the sample.
fn stored(store: &str) -> Vec<String> {
    let sample: Value = serde_json::from_str(SCHEMA_1).expect("a fixture");
    let records = sample[store].as_array().expect("a store");
    records.iter().filter_map(|record| record[1].as_str()).map(str::to_owned).collect()
}

fn logs() -> Vec<Vec<u8>> {
    let lines = stored("log");
    // Long enough for a checkpoint.
    let many: Vec<String> = (0..50)
        .map(|number| {
            let question = &COURSE.questions[number % COURSE.questions.len()];
            json!({
                "id": format!("0199-{number:04}"), "c": COURSE.id, "q": question.id, "r": question.rev, "s": "0198",
                "t": { "u": AT.utc_ms + 50_000_000 * number as i64, "z": 480 }, "d": 4000, "a": { "truth": true },
                "v": { "points": number % 2, "of": 1 },
            })
            .to_string()
        })
        .collect();
    let entries = many.iter().map(|line| Entry::read(line).expect("a record"));
    let checkpoint = Ledger::replay(RETENTION, entries).checkpoint().expect("a checkpoint");
    vec![lines.join("\n").into_bytes(), many.join("\n").into_bytes(), checkpoint]
}

fn sessions() -> Vec<String> {
    let queue: Vec<QuestionId> = COURSE.questions.iter().take(5).map(|question| question.id.clone()).collect();
    let mut all = stored("sessions");
    for scope in [Scope::Today, Scope::Challenge, Scope::Filter("3.0.8.a".into())] {
        all.push(text_of(&Session::new("0198".into(), COURSE.id.clone(), scope, 7, AT, queue.clone())));
    }
    all
}

fn meeting() -> Meeting {
    let roster = Roster::numbers(6);
    let teams = team::drawn(&roster, 2, 3);
    let basis = Basis { course: &COURSE, sections: &[], seed: 5 };
    let mut meeting = Meeting::new("m".into(), basis.plan("p".into(), Length::Short, roster, teams), 7, AT);
    for step in 0..40 {
        let now = Moment { utc_ms: AT.utc_ms + step * 2000, ..AT };
        let action = [Action::Next, Action::Reveal, Action::Judge { right: step % 3 == 0 }, Action::StartClock];
        let _ = meeting.act(&COURSE, action[(step % 4) as usize].clone(), now);
    }
    meeting
}

fn kept() -> Vec<String> {
    let paragraphs: Vec<&str> = TEXT.lines().collect();
    let at = json!({ "u": AT.utc_ms, "z": AT.zone_min });
    let code = paper_code().to_string();
    let mut all = vec![
        json!({ "s": true, "n": "记一笔", "t": at }).to_string(),
        json!({ "t": at, "out": 3 }).to_string(),
        json!({ "paragraphs": paragraphs, "name": "原文.txt", "added": at }).to_string(),
        json!({ "paragraph": 3, "size": 1 }).to_string(),
        json!({ "name": "张三" }).to_string(),
        json!({ "papers": [{ "code": code, "texts": handed() }], "at": 0 }).to_string(),
        json!("张三\n李四").to_string(),
        "001758009600000/480/reset/12".to_owned(),
        "xuexi-fangfa/q/x-001".to_owned(),
    ];
    all.extend(stored("kv"));
    all
}

fn typed() -> Vec<String> {
    let texts = ["zbs 表率", "张三、李四，王五", "learn/xuexi-fangfa/concept/a", "3.0.8.jiezou", "「间隔」，再一次"];
    texts.map(str::to_owned).to_vec()
}

/// A zip archive with nothing but the text of a document.
fn docx() -> Vec<u8> {
    let (name, content) = (&b"word/document.xml"[..], &b"<w:t/>"[..]);
    let sizes = [(content.len() as u32).to_le_bytes(), (content.len() as u32).to_le_bytes()].concat();
    let length = (name.len() as u16).to_le_bytes();
    let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sizes, &length, &[0, 0]].concat();
    let mut out = [b"PK\x03\x04", &common[..], name, content].concat();
    let directory = [b"PK\x01\x02\x14\0", &common[..], &[0; 14], name].concat();
    let place = [(directory.len() as u32).to_le_bytes(), (out.len() as u32).to_le_bytes()].concat();
    out.extend(directory);
    out.extend([b"PK\x05\x06\0\0\0\0\x01\0\x01\0", &place[..], &[0, 0]].concat());
    out
}
