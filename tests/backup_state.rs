//! Learners rely on this: whatever state a device is in, a backup brings it to another one, record by record.
//!
//! `cargo xtask fuzz` runs it with 10,000 states.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use biaoshuai::core::answer::{Answer, Confidence, SelfGrade};
use biaoshuai::core::backup::{Contents, Record, Value, merge, read, write::write};
use biaoshuai::core::branch::{Plan, Roster, Round, RoundKind, Step};
use biaoshuai::core::grade::Verdict;
use biaoshuai::core::kept::key;
use biaoshuai::core::ledger::Ledger;
use biaoshuai::core::log::{Entry, Undo};
use biaoshuai::core::mark::Mark;
use biaoshuai::core::review::{Moment, Review};
use biaoshuai::core::schedule::RETENTION;
use biaoshuai::core::session::{Given, Item, Scope, Session};
use biaoshuai::core::settings::{Settings, Theme};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde::Serialize;

/// What a device holds.
#[derive(Clone, Debug, PartialEq)]
struct State {
    log: Vec<Entry>,
    sessions: Vec<Session>,
    settings: Settings,
    marks: Vec<(String, Mark)>,
    plans: Vec<Plan>,
}

/// Texts that people write: Chinese, marks of JSON, emoji, what turns and what cannot be seen.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[一-龥，。]{0,12}",
        "[\"\\\\{}\\[\\]:,\\n\\t<>&/]{0,8}",
        any::<String>(),
        "[\u{202a}-\u{202e}\u{0}🧭]{0,4}"
    ]
}

fn moment() -> impl Strategy<Value = Moment> {
    (0..3_000_000_000_000_i64, -720..840_i32).prop_map(|(utc_ms, zone_min)| Moment { utc_ms, zone_min })
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        vec(any::<u8>(), 0..6).prop_map(|all| Answer::Choice(all.into_iter().collect())),
        any::<bool>().prop_map(Answer::Truth),
        vec(text(), 0..4).prop_map(Answer::Fill),
        vec(any::<u8>(), 0..6).prop_map(Answer::Order),
        vec(option::of(any::<u8>()), 0..6).prop_map(Answer::Match),
        (text(), option::of(prop_oneof![Just(SelfGrade::Forgot), Just(SelfGrade::Partly), Just(SelfGrade::Fluent)]))
            .prop_map(|(text, grade)| Answer::Recall { text, grade }),
    ]
}

fn sure() -> impl Strategy<Value = Option<Confidence>> {
    option::of(prop_oneof![Just(Confidence::Sure), Just(Confidence::Unsure), Just(Confidence::Guess)])
}

fn verdict() -> impl Strategy<Value = Verdict> {
    (0..=9_u8, 0..=9_u8).prop_map(|(one, other)| Verdict { points: one.min(other), of: one.max(other).max(1) })
}

/// Answers in the order of their ids, some of them taken back.
fn log() -> impl Strategy<Value = Vec<Entry>> {
    let one = (0..40_u8, 1..3_u32, moment(), any::<u32>(), answer(), verdict(), sure(), prop::bool::weighted(0.1));
    vec(one, 0..25).prop_map(|all| {
        let mut log = Vec::new();
        for (number, (question, rev, at, took_ms, answer, verdict, sure, undone)) in all.into_iter().enumerate() {
            let review = Review {
                id: format!("0199-{number:06}").as_str().into(),
                course: "c".into(),
                question: format!("q-{question}").as_str().into(),
                rev,
                session: "0198".into(),
                at,
                took_ms,
                answer,
                verdict,
                sure,
            };
            let undo = undone.then(|| Undo::new(&review.id, at));
            log.push(Entry::from(review));
            log.extend(undo.map(Entry::from));
        }
        log
    })
}

fn sessions() -> impl Strategy<Value = Vec<Session>> {
    let scope = prop_oneof![
        Just(Scope::Today),
        Just(Scope::Challenge),
        text().prop_map(Scope::Filter),
        text().prop_map(|id| Scope::Section(id.as_str().into())),
    ];
    let given = (answer(), verdict(), sure()).prop_map(|(answer, verdict, sure)| Given {
        review: "0199-000001".into(),
        answer,
        verdict,
        sure,
    });
    let item = (text(), option::of(1..9_u32), option::of(given)).prop_map(|(question, rev, given)| Item {
        question: question.as_str().into(),
        rev,
        given,
    });
    let one = (
        scope,
        any::<u64>(),
        moment(),
        option::of(moment()),
        vec(item, 0..5),
        0..6_usize,
        option::of(answer()),
        sure(),
    );
    vec(one, 0..4).prop_map(|all| {
        let numbered = (0..).zip(all);
        let session = |(number, (scope, seed, started, finished, items, cursor, draft, sure))| {
            let id = format!("0198-{number}").as_str().into();
            Session { id, course: "c".into(), scope, seed, started, finished, items, cursor, draft, sure }
        };
        numbered.map(session).collect()
    })
}

fn settings() -> impl Strategy<Value = Settings> {
    let theme = prop_oneof![Just(Theme::System), Just(Theme::Light), Just(Theme::Dark)];
    let course = option::of(text().prop_map(|id| id.as_str().into()));
    (theme, any::<[u16; 3]>(), any::<[bool; 3]>(), course, option::of(moment())).prop_map(
        |(theme, [text_percent, session_size, mistake_days], [ask_confidence, sound, vibrate], course, at)| Settings {
            theme,
            text_percent,
            ask_confidence,
            session_size,
            mistake_days,
            sound,
            vibrate,
            course,
            at,
            ..Settings::default()
        },
    )
}

fn plans() -> impl Strategy<Value = Vec<Plan>> {
    let step = prop_oneof![
        (text(), any::<u8>()).prop_map(|(prompt, minutes)| Step::Discuss { prompt, minutes }),
        vec(text(), 0..4).prop_map(|ids| Step::Learn(ids.iter().map(|id| id.as_str().into()).collect())),
        any::<u16>().prop_map(|seconds| Step::Round(Round { seconds, ..Round::new(RoundKind::Risk) })),
        Just(Step::Results),
    ];
    vec((text(), vec(text(), 0..6), vec(step, 0..5)), 0..3).prop_map(|all| {
        let plan = |(number, (title, names, steps))| Plan {
            id: format!("0198-{number}").as_str().into(),
            title,
            course: "c".into(),
            roster: Roster { names },
            teams: Vec::new(),
            steps,
        };
        (0..).zip(all).map(plan).collect()
    })
}

fn state() -> impl Strategy<Value = State> {
    let mark = (any::<bool>(), text(), moment()).prop_map(|(starred, note, at)| Mark { starred, note, at });
    let marks = vec(mark, 0..6).prop_map(|all| (0..).zip(all).map(|(n, mark)| (format!("c/q/q-{n}"), mark)).collect());
    (log(), sessions(), settings(), marks, plans()).prop_map(|(log, sessions, settings, marks, plans)| State {
        log,
        sessions,
        settings,
        marks,
        plans,
    })
}

fn record(key: &str, value: &impl Serialize) -> Record {
    Record::text(key, serde_json::to_string(value).unwrap())
}

impl State {
    /// As the device stores it.
    fn stored(&self) -> Contents {
        let log = self.log.iter().map(|entry| record(entry.id().as_str(), entry)).collect();
        let sessions = self.sessions.iter().map(|session| record(session.id.as_str(), session)).collect();
        let mut kv = vec![record("settings", &self.settings)];
        kv.extend(self.marks.iter().map(|(place, mark)| record(&key::<Mark>(place), mark)));
        kv.extend(self.plans.iter().map(|plan| record(&key::<Plan>(&plan.place()), plan)));
        Contents::new(log, sessions, kv)
    }

    /// Read from what a device has stored.
    fn of(contents: &Contents) -> Self {
        fn values<'a, T: serde::de::DeserializeOwned>(records: &'a [Record], prefix: &str) -> Vec<(&'a str, T)> {
            let of_kind = records.iter().filter_map(|record| Some((record.key.strip_prefix(prefix)?, &record.value)));
            let read = |value: &Value| match value {
                Value::Text(text) => serde_json::from_str(text).unwrap(),
                Value::Other(_) => unreachable!("all that was stored are texts"),
            };
            of_kind.map(|(key, value)| (key, read(value))).collect()
        }
        let entry = |record: &Record| match &record.value {
            Value::Text(text) => Entry::read(text).unwrap(),
            Value::Other(_) => unreachable!("all that was stored are texts"),
        };
        Self {
            log: contents.log.iter().map(entry).collect(),
            sessions: values(&contents.sessions, "").into_iter().map(|(_, session)| session).collect(),
            settings: values(&contents.kv, "settings").pop().unwrap().1,
            marks: values(&contents.kv, "mark/").into_iter().map(|(place, mark)| (place.to_owned(), mark)).collect(),
            plans: values(&contents.kv, "plan/").into_iter().map(|(_, plan)| plan).collect(),
        }
    }
}

proptest! {
    #[test]
    fn every_state_of_a_device_comes_to_another_one_whole(state in state()) {
        let at = Moment { utc_ms: 1, zone_min: 0 };
        let mut file = String::new();
        write(&state.stored(), 1, "b", at, &mut |piece| file += piece);
        let theirs = read(&file, 1).unwrap().contents;
        let (changes, preview) = merge(&Contents::default(), theirs.clone()).unwrap();
        prop_assert_eq!((preview.unreadable, preview.aside), (0, 0));
        let restored = Contents::default().with(changes);
        prop_assert_eq!(&State::of(&restored), &state);
        let told = |state: &State| Ledger::replay(RETENTION, state.log.iter().cloned());
        prop_assert!(told(&State::of(&restored)) == told(&state), "other progress than before");
        prop_assert_eq!(merge(&restored, theirs).unwrap().0, Contents::default());
    }
}
