//! The branch relies on this: its record says what happened, in numbers that can be checked by hand.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

mod room;
mod small;

use biaoshuai::core::branch::score::{tie_break, tied};
use biaoshuai::core::branch::{
    Action, Basis, HandedIn, Length, Meeting, Phase, Record, Round, RoundKind, Share, Step, TeamNo, tables,
};
use biaoshuai::core::course::{Concept, Course, Section};
use biaoshuai::core::exam::Marks;
use biaoshuai::core::kept::{Shared, merged_texts};
use biaoshuai::core::question::{Body, Choice, Question};
use room::{COURSE, Host, ids, people};

const A: TeamNo = TeamNo(0);
const B: TeamNo = TeamNo(1);
const C: TeamNo = TeamNo(2);

#[test]
fn a_whole_meeting_of_forty_minutes_is_played_by_hand() {
    let (roster, teams) = people(3);
    let plan = Basis { course: &COURSE, sections: &[], seed: 11 }.plan("p".into(), Length::Usual, roster, teams);
    let mut host = Host::new(&COURSE, plan);
    host.does(Action::Attendance { present: (0..11).collect() });
    // 学: every press shows one thing more, and takes a while to explain.
    let mut presses = 0;
    while host.stage().phase == Phase::Slide {
        host.now += 12_000;
        host.next(1);
        presses += 1;
    }
    assert!(presses > 20, "{presses}");
    // 必答: A right, B wrong, C right.
    assert_eq!((host.stage().kind, host.stage().phase), (Some(RoundKind::Turns), Phase::Rule));
    for right in [true, false, true] {
        host.now += 40_000;
        host.next(2).judges(right);
    }
    assert_eq!(host.stage().scores, [10, 0, 10]);
    // 举手: two questions, the first one talked over.
    for again in [true, false] {
        host.now += 60_000;
        host.next(3);
        let question = COURSE.question(&host.stage().question.unwrap()).unwrap();
        let options = biaoshuai::core::branch::options(&question.body);
        host.does(Action::Votes { counts: vec![2; options] });
        if again {
            host.does(Action::Discuss).next(1).does(Action::Votes { counts: vec![3; options] });
        }
        host.does(Action::Reveal);
    }
    // 议, with its clock.
    host.next(1);
    assert_eq!(host.stage().phase, Phase::Talk);
    host.next(1);
    host.now += 300_000;
    host.next(1);
    // The browser dies here and everything is still there.
    let stored = serde_json::to_string(&host.meeting).unwrap();
    let before = host.stage();
    host.meeting = serde_json::from_str::<Meeting>(&stored).unwrap();
    assert_eq!(host.stage(), before);
    // 抢答: A right; B wrong and C right; then nobody knows anything.
    assert_eq!(host.stage().kind, Some(RoundKind::Buzzer));
    let items = host.stage().items;
    host.next(2).does(Action::Buzz { team: A, ticks_ms: 10 }).judges(true);
    host.next(2).does(Action::Buzz { team: B, ticks_ms: 10 }).judges(false);
    host.does(Action::Buzz { team: C, ticks_ms: 900 }).judges(true);
    for _ in 2..items {
        host.now += 45_000;
        host.next(3);
    }
    host.next(1);
    assert_eq!((host.stage().phase, host.stage().scores), (Phase::Results, vec![20, -5, 20]));
    // A correction, and a tie-break that C wins.
    host.does(Action::Correct { team: B, points: 5, reason: "按键误触".into() });
    assert_eq!(tied(&host.stage().scores), [A, C]);
    let question = tie_break(&host.meeting.run(&COURSE), &COURSE).unwrap();
    host.does(Action::TieBreak { question }).next(2).does(Action::Buzz { team: C, ticks_ms: 5 }).judges(true);
    host.next(1).does(Action::End);
    assert_eq!(host.stage().scores, [20, 0, 21]);

    let record = Record::of(&host.meeting, &COURSE);
    assert_eq!((record.members, record.present.len()), (12, 11));
    assert!((20..=45).contains(&record.minutes), "{} minutes", record.minutes);
    let lines: Vec<_> = record.teams.iter().map(|team| (&*team.name, team.place, team.points, &*team.rounds)).collect();
    assert_eq!(
        lines,
        [("三队", 1, 21, &[10, 0, 10, 1][..]), ("一队", 2, 20, &[10, 0, 10, 0]), ("二队", 3, 0, &[0, 0, -5, 0])]
    );
    let rounds: Vec<_> = record.rounds.iter().map(|round| round.kind).collect();
    assert_eq!(rounds, [RoundKind::Turns, RoundKind::Hands, RoundKind::Buzzer, RoundKind::Buzzer]);
    assert_eq!(record.rounds[0].share, Share::new(2, 3));
    assert_eq!(record.rounds[2].share, Share::new(2, 3 + u32::try_from(items).unwrap() - 2));
    assert_eq!((record.votes[0].second.is_empty(), record.votes[1].second.is_empty()), (false, true));
    assert_eq!(record.corrections.len(), 1);
    assert!(record.tables(&COURSE).iter().all(|table| table.rows.iter().all(|row| row.len() == table.rows[0].len())));
}

/// Two concepts in two sections; `a1`, `a2` ask about the first one, `b1` about the second, `ab` about both.
fn course() -> Course {
    let concept = |id: &str, section: &str| Concept {
        section: section.into(),
        title: format!("概念 {id}"),
        members: ["一", "二", "三", "四"].map(str::to_owned).to_vec(),
        ..small::concept(id)
    };
    let option = |right| Choice { text: "项".into(), right, note: None };
    let question = |id: &str, concepts: &[&str]| Question {
        body: Body::Single(vec![option(false), option(true)]),
        concepts: concepts.iter().map(|id| (*id).into()).collect(),
        ..small::statement(id)
    };
    let mut course = small::course(
        vec![concept("a", "s"), concept("b", "t")],
        vec![question("a1", &["a"]), question("a2", &["a"]), question("b1", &["b"]), question("ab", &["a", "b"])],
    );
    let section = |id: &str| Section {
        id: id.into(),
        part: "p".into(),
        title: format!("章节 {id}"),
        summary: String::new(),
        paras: Vec::new(),
    };
    course.sections = vec![section("s"), section("t")];
    course
}

/// Two questions in turns, one by hands, and a relay.
fn held(course: &Course) -> Host<'_> {
    let steps = vec![
        Step::Round(Round::new(RoundKind::Turns).with(ids(&["a1", "a2"]))),
        Step::Round(Round::new(RoundKind::Hands).with(ids(&["ab"]))),
        Step::Round(Round { lists: vec!["b".into()], ..Round::new(RoundKind::Relay) }),
    ];
    let mut host = Host::new(course, room::plan(course, 2, steps));
    host.next(2).judges(true).next(3);
    host.next(4).does(Action::Votes { counts: vec![6, 2] }).does(Action::Discuss).next(1);
    host.does(Action::Votes { counts: vec![0, 8] }).next(1);
    host.next(3).does(Action::Tick { member: 1 }).does(Action::Pass).does(Action::Pass).does(Action::End);
    host
}

fn handed(name: Option<&str>, verdicts: &[(&str, bool)]) -> HandedIn {
    let verdicts = verdicts.iter().map(|(id, right)| ((*id).into(), *right)).collect();
    HandedIn { name: name.map(str::to_owned), verdicts, marks: Marks::halves(11), of: Marks::whole(10) }
}

#[test]
fn the_share_of_each_concept_is_that_of_a_table_made_by_hand() {
    let course = course();
    let mut record = Record::of(&held(&course).meeting, &course);
    // a: a1 right, a2 unanswered, 2 of 8 hands. b: 2 of 8 hands, 1 of 4 members.
    let share = |right, of| Share::new(right, of);
    assert_eq!(record.by_concept(&course), [("a".into(), share(3, 10)), ("b".into(), share(3, 12))]);
    record.take_in(handed(Some("张三"), &[("a1", true), ("b1", true), ("ab", false)]));
    record.take_in(handed(None, &[("a1", true), ("b1", true), ("ab", true)]));
    record.take_in(handed(Some("只有总分"), &[]));
    assert_eq!(record.by_concept(&course), [("a".into(), share(6, 14)), ("b".into(), share(6, 16))]);
    let hardest: Vec<_> = record.hardest().into_iter().map(|(id, _)| id.0).collect();
    assert_eq!(hardest, ["a2", "ab"]);
    let follow = record.follow_up(&course);
    assert_eq!(follow.concepts, ["b".into(), "a".into()]);
    assert_eq!(follow.sections, ["t".into(), "s".into()]);
}

#[test]
fn two_meetings_are_compared_by_what_both_asked() {
    let course = course();
    let earlier = Record::of(&held(&course).meeting, &course);
    let steps = vec![Step::Round(Round::new(RoundKind::Call).with(ids(&["a1", "a2"])))];
    let mut host = Host::new(&course, room::plan(&course, 2, steps));
    host.next(1).judges(true).next(1).judges(true);
    let later = Record::of(&host.meeting, &course);
    let changes = later.since(&earlier, &course);
    assert_eq!(changes.len(), 1);
    assert_eq!((changes[0].before, changes[0].after), (Share::new(3, 10), Share::new(2, 2)));
    assert_eq!(tables::changes(&changes, &course).rows[1], ["概念 a", "30%", "100%", "70"]);
}

#[test]
fn screen_csv_and_excel_say_the_same() {
    let course = course();
    let mut host = held(&course);
    assert_eq!(host.meeting.undo(), biaoshuai::core::branch::Outcome::Done);
    host.does(Action::Correct { team: B, points: -3, reason: "=1+1, \"误判\"".into() });
    let mut record = Record::of(&host.meeting, &course);
    record.take_in(handed(None, &[]));
    let tables = record.tables(&course);
    let titles: Vec<_> = tables.iter().map(|table| table.title).collect();
    assert_eq!(titles, ["基本情况", "各队得分", "各环节", "概念掌握", "难题", "举手", "改分", "答卷", "后续学习"]);
    assert_eq!(tables[1].rows[1], ["1", "一队", "10", "0", "5", "0", "15"]);
    assert_eq!(tables[1].rows[2], ["2", "二队", "0", "0", "0", "−3", "−3"]);
    assert_eq!(tables[5].rows[2], ["是这样吗？", "项", "是", "2", "8"]);
    assert_eq!(tables[7].rows[1], ["未署名", "5.5", "10"]);
    let csv = String::from_utf8(tables::csv(&tables)).unwrap();
    assert!(csv.starts_with('\u{feff}') && csv.contains("\"二队\",\"−3\",\"'=1+1, \"\"误判\"\"\"\r\n"), "{csv}");
    let book = tables::workbook(&tables);
    assert!(book.starts_with(b"PK") && String::from_utf8_lossy(&book).contains("<t>未署名</t>"));
}

#[test]
fn a_meeting_without_rounds_has_a_record_and_records_are_read_again() {
    let course = course();
    let host = Host::new(&course, room::plan(&course, 0, vec![Step::Results]));
    let record = Record::of(&host.meeting, &course);
    assert_eq!(record.tables(&course).len(), 1);
    let record = Record::of(&held(&course).meeting, &course);
    assert_eq!(serde_json::from_str::<Record>(&serde_json::to_string(&record).unwrap()).unwrap(), record);
    let gone = small::course(Vec::new(), Vec::new());
    assert!(record.by_concept(&gone).is_empty() && record.tables(&gone)[2].title == "各环节");
}

#[test]
fn a_record_made_anew_keeps_what_the_meeting_does_not_know() {
    let course = course();
    let mut host = held(&course);
    assert!(host.meeting.is_ended());
    let mut record = Record::of(&host.meeting, &course);
    record.take_in(handed(Some("张三"), &[("a1", true)]));
    record.note = "下次先讲概念。".into();
    assert_eq!(host.meeting.undo(), biaoshuai::core::branch::Outcome::Done);
    assert!(!host.meeting.is_ended());
    host.does(Action::Correct { team: B, points: 4, reason: "补记".into() }).does(Action::End);
    assert_ne!(record.actions, host.meeting.actions.len());
    let again = record.again(&host.meeting, &course);
    assert_eq!((again.actions, again.corrections.len()), (host.meeting.actions.len(), 1));
    assert_eq!((&again.handed, &again.note), (&record.handed, &record.note));
    let basics = &again.tables(&course)[0];
    assert_eq!(basics.rows.last().unwrap(), &["备注", "下次先讲概念。"]);
}

#[test]
fn the_paper_to_follow_is_about_the_weakest_section_and_always_the_same() {
    let section = &COURSE.sections[4];
    let asked = ids(&COURSE.questions_of(&section.id).take(4).map(|question| question.id.as_str()).collect::<Vec<_>>());
    let asked: Vec<_> =
        asked.into_iter().filter(|id| RoundKind::Turns.suits(COURSE.question(id).unwrap())).take(2).collect();
    let steps = vec![Step::Round(Round::new(RoundKind::Turns).with(asked))];
    let mut host = Host::new(&COURSE, room::plan(&COURSE, 2, steps));
    host.next(2).judges(false).next(2).judges(false).does(Action::End);
    let record = Record::of(&host.meeting, &COURSE);
    let code = record.follow_up_paper(&COURSE).unwrap();
    assert_eq!(Some(code), record.follow_up_paper(&COURSE));
    let paper = code.paper(&COURSE).unwrap();
    let of_section = |id: &_| COURSE.question(id).unwrap().section == section.id;
    assert!(paper.questions.len() == 10 && paper.questions.iter().all(|asked| of_section(&asked.question)));
    let nothing = Record::of(&room::Host::new(&COURSE, room::plan(&COURSE, 0, vec![Step::Results])).meeting, &COURSE);
    assert_eq!(nothing.follow_up_paper(&COURSE), None);
}

#[test]
fn a_note_in_one_window_and_results_in_another_are_both_in_the_record() {
    let (roster, teams) = people(2);
    let plan = Basis { course: &COURSE, sections: &[], seed: 3 }.plan("p".into(), Length::Short, roster, teams);
    let mut host = Host::new(&COURSE, plan);
    host.does(Action::End);
    let base = Record::of(&host.meeting, &COURSE);
    let sheet = |name: &str| HandedIn {
        name: Some(name.into()),
        verdicts: Vec::new(),
        marks: Marks::whole(8),
        of: Marks::whole(10),
    };
    let theirs = Record { handed: vec![sheet("甲"), sheet("乙")], ..base.clone() };
    let ours = Record { note: "下次早到".into(), ..base.clone() };
    let both = ours.clone().merged(Some(&base), theirs.clone());
    assert_eq!((&*both.note, both.handed.len()), ("下次早到", 2));
    assert_eq!(theirs.clone().merged(Some(&base), ours.clone()), both, "whoever writes last");
    // What one has taken out stays out, what both have added is there once.
    let fewer = Record { handed: vec![sheet("乙")], ..theirs.clone() };
    let more = Record { handed: vec![sheet("甲"), sheet("乙"), sheet("丙")], ..theirs.clone() };
    let names = |record: Record| record.handed.into_iter().filter_map(|one| one.name).collect::<Vec<_>>();
    assert_eq!(names(more.clone().merged(Some(&theirs), fewer.clone())), ["乙", "丙"]);
    assert_eq!(names(fewer.merged(Some(&theirs), more)), ["乙", "丙"]);
    // As texts, which is what is stored.
    let text = |record: &Record| serde_json::to_string(record).unwrap();
    let merged = merged_texts::<Record>(Some(&text(&base)), &text(&theirs), &text(&ours));
    assert_eq!(merged, Some(text(&both)));
    assert_eq!(merged_texts::<Record>(None, "broken", &text(&ours)), None);
}
