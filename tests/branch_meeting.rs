//! The host relies on this: a meeting goes on and back as told, a slip changes nothing, and the scores are right.
#![cfg(not(target_arch = "wasm32"))]

mod quiz;
mod room;
mod small;

use biaoshuai::core::branch::score::{scoreboard, tie_break, tied};
use biaoshuai::core::branch::{
    Action, Clock, Meeting, Outcome, Phase, REASON_MAX, Refusal, RoundKind, Step, TeamNo, Upcoming, slide,
};
use biaoshuai::core::exam::{PaperCode, Variant};
use quiz::{A, B, C, alone, buzz, choice, course, round};
use room::{Host, at};

#[test]
fn slides_show_one_thing_more_with_every_press_and_go_back() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, Step::Learn(vec!["k".into()])));
    assert_eq!((host.stage().phase, host.stage().beat, host.stage().beats), (Phase::Slide, 0, 4));
    assert_eq!(host.next(3).stage().beat, 3);
    assert_eq!(host.does(Action::Back).stage().beat, 2);
    assert_eq!(host.does(Action::Reveal).stage().beat, 4);
    assert_eq!(host.stage().next, Upcoming::Step(1));
    assert_eq!(host.next(1).stage().phase, Phase::Results);
    assert_eq!(host.tries(Action::Next), Err(Refusal::LastStep));
    assert_eq!(host.does(Action::Back).stage().beat, 4);
    assert_eq!(slide::beats(&course, &course.concepts[0]), 4);
}

#[test]
fn a_clicker_that_sends_twice_turns_once() {
    let course = course();
    let mut meeting = Meeting::new("m".into(), alone(&course, 2, Step::Learn(vec!["k".into()])), 1, at(0));
    assert_eq!(meeting.act(&course, Action::Next, at(1000)), Outcome::Done);
    assert_eq!(meeting.act(&course, Action::Next, at(1249)), Outcome::Refused(Refusal::Repeated));
    assert_eq!(meeting.act(&course, Action::Back, at(1100)), Outcome::Refused(Refusal::Repeated));
    assert_eq!(meeting.stage(&course).beat, 1);
    assert_eq!(meeting.act(&course, Action::Next, at(1250)), Outcome::Done);
    assert_eq!(meeting.act(&course, Action::Next, at(500)), Outcome::Done, "a clock set back blocks nothing");
}

#[test]
fn a_clock_that_was_stopped_goes_on_where_it_stood() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, round(RoundKind::Turns, &["q00", "q01"])));
    host.next(1).does(Action::StartClock).does(Action::StopClock);
    assert_eq!(host.stage().clock, Clock::Stopped { left_ms: 29_000 });
    assert_eq!(host.tries(Action::StopClock), Err(Refusal::NotNow));
    host.now += 60_000;
    assert_eq!(host.does(Action::StartClock).stage().clock.left_ms(at(host.now)), Some(29_000));
}

#[test]
fn a_correction_needs_a_reason_and_is_taken_back_like_everything_else() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, Step::Results));
    let correct = |points, reason: &str| Action::Correct { team: B, points, reason: reason.into() };
    assert_eq!(host.tries(correct(5, " ")), Err(Refusal::Reason));
    assert_eq!(host.tries(correct(0, "误判")), Err(Refusal::Reason));
    assert_eq!(host.tries(correct(1, &"长".repeat(REASON_MAX + 1))), Err(Refusal::Reason));
    assert_eq!(host.does(correct(1, &"长".repeat(REASON_MAX))).stage().scores, [0, 1]);
    assert_eq!(host.meeting.undo(), Outcome::Done);
    assert_eq!(host.tries(Action::Correct { team: C, points: 1, reason: "误判".into() }), Err(Refusal::Team));
    assert_eq!(host.does(correct(-5, " 误判 ")).stage().scores, [0, -5]);
    assert_eq!(host.meeting.undo(), Outcome::Done);
    assert_eq!((host.stage().scores, host.stage().can_undo), (vec![0, 0], false));
    assert_eq!(host.meeting.undo(), Outcome::Refused(Refusal::NothingToUndo));
}

#[test]
fn a_tie_for_the_first_place_is_broken_by_one_more_question() {
    let course = course();
    let mut host = Host::new(
        &course,
        room::plan(&course, 3, vec![round(RoundKind::Turns, &["q00", "q01", "q02"]), Step::Results]),
    );
    host.next(1).judges(true).next(1).judges(true).next(1).judges(false);
    assert_eq!(tied(&host.stage().scores), [A, B]);
    let question = tie_break(&host.meeting.run(&course), &course).unwrap();
    assert!(question.as_str() > "q02");
    assert_eq!(host.tries(Action::TieBreak { question: question.clone() }), Err(Refusal::NotNow));
    host.next(1);
    assert_eq!(host.tries(Action::TieBreak { question: "q00".into() }), Err(Refusal::Question));
    host.does(Action::TieBreak { question }).next(2);
    assert!(host.stage().tie_break);
    assert_eq!(host.stage().clock.left_ms(at(host.now)), Some(30_000));
    assert_eq!(host.tries(buzz(C, 1)), Err(Refusal::Team), "only who leads plays");
    assert_eq!(host.does(buzz(A, 2)).judges(false).stage().scores, [10, 10, 0], "who is wrong loses nothing");
    host.does(buzz(B, 3)).judges(true).next(1);
    let stage = host.stage();
    assert_eq!((stage.phase, stage.step, stage.scores.clone()), (Phase::Results, 1, vec![10, 11, 0]));
    let places: Vec<(TeamNo, u8)> = scoreboard(&stage.scores).iter().map(|line| (line.team, line.place)).collect();
    assert_eq!(places, [(B, 1), (A, 2), (C, 3)]);
    let question = tie_break(&host.meeting.run(&course), &course).unwrap();
    assert_eq!(host.tries(Action::TieBreak { question }), Err(Refusal::NoTie));
}

#[test]
fn who_has_the_same_points_shares_a_place() {
    let places: Vec<u8> = scoreboard(&[5, 9, 9, -1]).iter().map(|line| line.place).collect();
    assert_eq!(places, [1, 1, 3, 4]);
}

#[test]
fn a_black_screen_comes_back_before_anything_moves() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, Step::Learn(vec!["k".into()])));
    assert!(host.does(Action::Black).stage().black);
    assert_eq!((host.next(1).stage().black, host.stage().beat), (false, 0));
}

#[test]
fn a_paper_code_is_held_up_in_front_of_everything_until_somebody_turns_on() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, Step::Learn(vec!["k".into()])));
    let code = PaperCode::new(&small::fixture(), None, 1, Variant::A).unwrap().to_string();
    assert_eq!(host.does(Action::Paper { code: code.clone() }).stage().paper, Some(code.clone()));
    assert_eq!(
        (host.next(1).stage().paper, host.stage().beat),
        (None, 0),
        "turning on takes it away and moves nothing"
    );
    host.does(Action::Paper { code: code.clone() });
    assert_eq!(host.does(Action::Paper { code: String::new() }).stage().paper, None);
    assert_eq!(host.tries(Action::Paper { code: "no code".into() }), Err(Refusal::NotNow));
    host.does(Action::Paper { code });
    assert_eq!(host.meeting.undo(), Outcome::Done);
    assert_eq!(host.stage().paper, None);
}

#[test]
fn before_the_concepts_of_each_section_stands_where_they_are() {
    let about: Vec<_> = ["yi", "er"]
        .map(|part| {
            let section = room::COURSE.sections.iter().find(|section| section.part.as_str() == part).unwrap();
            room::COURSE.concepts_of(&section.id).take(2).map(|concept| concept.id.clone()).collect::<Vec<_>>()
        })
        .concat();
    let section = |at: usize| room::COURSE.concept(&about[at]).unwrap().section.clone();
    let mut host = Host::new(&room::COURSE, alone(&room::COURSE, 2, Step::Learn(about.clone())));
    assert_eq!((host.stage().place, host.stage().concept, host.stage().items), (Some(section(0)), None, 6));
    let mut seen = Vec::new();
    while host.stage().phase == Phase::Slide {
        let stage = host.stage();
        match (stage.place, stage.concept) {
            (Some(place), None) => seen.push(place.0),
            (None, Some(concept)) if stage.beat == 0 => seen.push(concept.0),
            (None, Some(_)) => {}
            other => panic!("{other:?}"),
        }
        host.next(1);
    }
    let ids = |at: usize| about[at].0.clone();
    // A single one in between needs no place of its own.
    let single = Host::new(&room::COURSE, alone(&room::COURSE, 2, Step::Learn(about[1..3].to_vec())));
    assert_eq!(single.stage().items, 3);
    assert_eq!(seen, [section(0).0, ids(0), ids(1), section(2).0, ids(2), ids(3)]);
}

#[test]
fn nothing_happens_after_the_end_unless_it_is_taken_back() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, Step::Results));
    host.does(Action::End);
    assert_eq!(host.stage().ended, Some(at(host.now)));
    assert_eq!(host.tries(Action::Next), Err(Refusal::Ended));
    assert_eq!(host.meeting.undo(), Outcome::Done);
    assert_eq!(host.stage().ended, None);
}

#[test]
fn a_question_that_was_left_out_counts_for_nobody_and_can_be_seen_again() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, round(RoundKind::Turns, &["q00", "q01"])));
    host.next(2);
    assert_eq!(host.tries(Action::Back), Err(Refusal::Playing));
    host.does(Action::Pass);
    assert_eq!(host.stage().question, Some("q01".into()));
    host.does(Action::Back);
    assert_eq!((host.stage().question, host.stage().phase), (Some("q00".into()), Phase::Revealed));
    assert_eq!(host.tries(Action::Judge { right: true }), Err(Refusal::NotNow));
    assert_eq!(host.does(Action::Back).stage().phase, Phase::Rule);
    assert_eq!(host.next(2).stage().question, Some("q01".into()));
}

#[test]
fn a_course_that_has_changed_breaks_no_meeting() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, round(RoundKind::Turns, &["q00", "q01"])));
    host.next(2).does(choice(0)).next(2).judges(true);
    let changed = small::course(Vec::new(), Vec::new());
    assert_eq!(host.meeting.stage(&changed).scores.len(), 2);
    assert_eq!(host.meeting.stage(&course).scores, [10, 10]);
}
