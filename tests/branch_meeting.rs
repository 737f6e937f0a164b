//! The host relies on this: every round is played by its rule, a slip changes nothing, and the scores are right.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic")]

mod room;
mod small;

use biaoshuai::core::answer::Answer;
use biaoshuai::core::branch::score::{scoreboard, tie_break, tied};
use biaoshuai::core::branch::{
    Action, Clock, Meeting, Outcome, Phase, Plan, Refusal, Round, RoundKind, Step, TeamNo, Upcoming, Vote, slide,
};
use biaoshuai::core::course::{Concept, ConceptKind, Course, Fact};
use biaoshuai::core::exam::{PaperCode, Variant};
use biaoshuai::core::question::{Body, Choice, Question};
use room::{Host, at, ids};
use std::collections::BTreeSet;

const A: TeamNo = TeamNo(0);
const B: TeamNo = TeamNo(1);
const C: TeamNo = TeamNo(2);

/// Twelve questions of rising level with four options of which the first is right, and a list of four members.
fn course() -> Course {
    let option = |right| Choice { text: "项".into(), right, note: None };
    let question = |number: u8| Question {
        body: Body::Single(vec![option(true), option(false), option(false), option(false)]),
        level: number / 4 + 1,
        concepts: vec!["k".into()],
        ..small::statement(&format!("q{number:02}"))
    };
    let list = Concept {
        id: "k".into(),
        section: "s".into(),
        title: "四件事".into(),
        kind: ConceptKind::List,
        text: None,
        members: ["一", "二", "三", "四"].map(str::to_owned).to_vec(),
        pairs: Vec::new(),
        explain: String::new(),
        mnemonic: None,
        siblings: Vec::new(),
        source: Vec::new(),
        fact: Fact::Speech,
    };
    let recall =
        Question { body: Body::Recall { text: "原文".into(), terms: Vec::new() }, ..small::statement("recall") };
    small::course(vec![list], (0..12).map(question).chain([recall, small::statement("truth")]).collect())
}

fn round(kind: RoundKind, questions: &[&str]) -> Step {
    Step::Round(Round::new(kind).with(ids(questions)))
}

fn alone(course: &Course, teams: usize, step: Step) -> Plan {
    room::plan(course, teams, vec![step, Step::Results])
}

fn choice(option: u8) -> Action {
    Action::Answer(Answer::Choice(BTreeSet::from([option])))
}

fn buzz(team: TeamNo, ticks_ms: u32) -> Action {
    Action::Buzz { team, ticks_ms }
}

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
fn in_turns_the_teams_take_turns_and_only_fully_right_answers_count() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, round(RoundKind::Turns, &["q00", "q01", "recall", "q03"])));
    assert_eq!((host.stage().phase, host.stage().next), (Phase::Rule, Upcoming::Question("q00".into())));
    let stage = host.next(1).stage();
    assert_eq!((stage.phase, stage.team, stage.question), (Phase::Ready, Some(A), Some("q00".into())));
    assert_eq!(stage.clock, Clock::Stopped { left_ms: 30_000 });
    host.next(1);
    assert_eq!(host.tries(Action::Answer(Answer::Truth(true))), Err(Refusal::Incomplete));
    let stage = host.does(choice(0)).stage();
    assert_eq!((stage.phase, stage.right, stage.scores), (Phase::Revealed, Some(true), vec![10, 0]));
    assert_eq!(host.tries(Action::Judge { right: true }), Err(Refusal::NotNow), "once is enough");
    assert_eq!(host.next(2).does(choice(1)).stage().scores, [10, 0]);
    host.next(1);
    assert_eq!(
        host.tries(Action::Answer(Answer::Recall { text: "原文".into(), grade: None })),
        Err(Refusal::HostJudges)
    );
    host.does(Action::Reveal).judges(true);
    assert_eq!(host.stage().scores, [20, 0], "what was revealed can still be judged");
    assert_eq!(host.next(1).stage().team, Some(B));
    assert_eq!(host.next(2).stage().phase, Phase::Revealed, "the clicker alone comes through");
    assert_eq!(host.next(1).stage().phase, Phase::Results);
    let unanswered = host.meeting.run(&course).plays().filter(|play| play.is_unanswered()).count();
    assert_eq!(unanswered, 1);
}

#[test]
fn the_first_buzzer_answers_and_the_others_may_when_it_is_wrong() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 3, round(RoundKind::Buzzer, &["q00", "q01"])));
    host.next(1);
    assert_eq!(host.tries(buzz(A, 5)), Err(Refusal::NotNow), "before the start nobody can be first");
    host.next(1).does(buzz(B, 1000));
    assert_eq!(host.stage().phase, Phase::Buzzed { team: B, tied: vec![] });
    assert_eq!(host.tries(buzz(A, 1031)), Err(Refusal::Late));
    assert_eq!(host.tries(buzz(B, 1010)), Err(Refusal::Late));
    assert_eq!(host.judges(false).stage().scores, [0, -5, 0]);
    assert_eq!((host.stage().phase, host.stage().out), (Phase::Asking, vec![B]));
    assert_eq!(host.tries(buzz(B, 3000)), Err(Refusal::Team));
    assert_eq!(host.does(buzz(C, 4000)).judges(true).stage().scores, [0, -5, 10]);
    assert_eq!(host.stage().phase, Phase::Revealed);
    host.next(2).does(buzz(A, 1)).judges(false).does(buzz(B, 2)).judges(false).does(buzz(C, 3)).judges(false);
    assert_eq!((host.stage().phase, host.stage().scores), (Phase::Revealed, vec![-5, -10, 5]));
}

#[test]
fn a_tie_is_said_to_be_one_and_goes_to_who_was_first_least_often() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 3, round(RoundKind::Buzzer, &["q00", "q01", "q02"])));
    host.next(2).does(buzz(A, 1000)).judges(true);
    host.next(2).does(buzz(A, 2000)).does(buzz(B, 2030));
    assert_eq!(host.stage().phase, Phase::Buzzed { team: B, tied: vec![A, B] });
    assert_eq!(host.tries(buzz(C, 2031)), Err(Refusal::Late), "late for the first of the tie");
    host.judges(true);
    // Both were first once: lots are drawn, the same ones after every reload.
    host.next(2).does(buzz(B, 3010)).does(buzz(A, 3000));
    let Phase::Buzzed { team, tied } = host.stage().phase else { panic!() };
    assert_eq!(tied, [A, B]);
    let winners: BTreeSet<TeamNo> = (0..20)
        .map(|seed| {
            let other = Meeting { seed, ..host.meeting.clone() };
            let Phase::Buzzed { team, .. } = other.stage(&course).phase else { panic!() };
            team
        })
        .collect();
    assert_eq!(winners, BTreeSet::from([A, B]));
    assert_eq!(host.stage().team, Some(team));
}

#[test]
fn a_buzz_after_the_time_is_late_and_sleep_gives_no_time_back() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, round(RoundKind::Buzzer, &["q00"])));
    host.next(2);
    let Clock::Running { until } = host.stage().clock else { panic!() };
    assert_eq!(until, at(host.now + 20_000));
    let stored = serde_json::to_string(&host.meeting).unwrap();
    host.meeting = serde_json::from_str(&stored).unwrap();
    assert_eq!(host.stage().clock, Clock::Running { until });
    assert_eq!(host.stage().clock.left_ms(at(until.utc_ms + 99_000)), Some(0));
    host.now = until.utc_ms;
    assert_eq!(host.tries(buzz(A, 9)), Err(Refusal::TimeOver));
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
fn who_stakes_more_wins_or_loses_more() {
    let course = course();
    let questions: Vec<String> = (0..12).map(|number| format!("q{number:02}")).collect();
    let questions: Vec<&str> = questions.iter().map(String::as_str).collect();
    let mut host = Host::new(&course, alone(&course, 2, round(RoundKind::Risk, &questions)));
    host.next(1);
    assert_eq!((host.stage().phase, host.stage().levels, host.stage().items), (Phase::Staking, [4, 4, 4], 2));
    assert_eq!(host.tries(Action::Next), Err(Refusal::NoStake));
    assert_eq!(host.tries(Action::Stake { level: 4 }), Err(Refusal::NoneLeft));
    let stage = host.does(Action::Stake { level: 3 }).stage();
    assert_eq!((stage.question, stage.stake), (Some("q08".into()), Some(3)));
    assert_eq!(host.judges(false).stage().scores, [-30, 0]);
    host.next(1).does(Action::Stake { level: 2 }).next(1).judges(true);
    assert_eq!((host.stage().scores, host.stage().levels), (vec![-30, 20], [4, 3, 3]));
    assert_eq!(host.next(1).stage().phase, Phase::Results);
}

#[test]
fn hands_are_counted_talked_over_and_counted_again() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 0, round(RoundKind::Hands, &["q00", "truth"])));
    host.next(3);
    assert_eq!(host.stage().phase, Phase::Voting(Vote::First));
    assert_eq!(host.tries(Action::Next), Err(Refusal::NoVotes));
    assert_eq!(host.tries(Action::Votes { counts: vec![1, 2] }), Err(Refusal::Counts));
    assert_eq!(host.tries(Action::Votes { counts: vec![1, 2, 3, 1000] }), Err(Refusal::Counts));
    host.does(Action::Votes { counts: vec![3, 6, 2, 0] }).does(Action::Votes { counts: vec![3, 6, 2, 1] });
    host.does(Action::Discuss);
    assert_eq!(host.stage().clock.left_ms(at(host.now)), Some(120_000));
    host.next(1).does(Action::Votes { counts: vec![9, 2, 1, 0] });
    assert_eq!(host.stage().votes, [vec![3, 6, 2, 1], vec![9, 2, 1, 0]]);
    assert_eq!(host.next(1).stage().phase, Phase::Revealed);
    host.next(2).does(Action::Votes { counts: vec![10, 2] }).does(Action::Reveal);
    assert_eq!(host.stage().votes, [vec![10, 2], vec![]]);
    assert_eq!(host.tries(Action::Judge { right: true }), Err(Refusal::NotNow));
}

#[test]
fn who_is_called_is_there_and_may_be_passed_over() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, round(RoundKind::Call, &["q00", "q01", "q02"])));
    host.does(Action::Attendance { present: vec![5, 2, 5] }).next(1);
    assert_eq!(host.tries(Action::Attendance { present: vec![12] }), Err(Refusal::Stranger));
    let first = host.stage().member.unwrap();
    let other = host.does(Action::Pass).stage().member.unwrap();
    assert_eq!(BTreeSet::from([first, other]), BTreeSet::from([2, 5]));
    let team = host.stage().team.unwrap();
    assert!(host.meeting.plan.teams[team.place()].members.contains(&other));
    assert_eq!(host.judges(true).stage().scores[team.place()], 10);
}

#[test]
fn a_list_is_recited_from_team_to_team() {
    let course = course();
    let step = Step::Round(Round { lists: vec!["k".into()], ..Round::new(RoundKind::Relay) });
    let mut host = Host::new(&course, alone(&course, 2, step));
    host.next(2).does(Action::Tick { member: 2 });
    assert_eq!(host.tries(Action::Tick { member: 2 }), Err(Refusal::Said));
    assert_eq!(host.tries(Action::Tick { member: 4 }), Err(Refusal::Said));
    assert_eq!((host.stage().team, host.stage().scores), (Some(B), vec![5, 0]));
    host.does(Action::Pass).judges(true);
    assert_eq!((host.stage().ticked, host.stage().scores), (vec![2, 0], vec![10, 0]));
    host.judges(false).does(Action::Tick { member: 1 }).does(Action::Tick { member: 3 });
    assert_eq!((host.stage().phase, host.stage().scores), (Phase::Revealed, vec![15, 5]));
    assert_eq!(host.next(1).stage().phase, Phase::Results);
}

#[test]
fn when_nobody_knows_more_of_a_list_it_is_over() {
    let course = course();
    let step = Step::Round(Round { lists: vec!["k".into()], ..Round::new(RoundKind::Relay) });
    let mut host = Host::new(&course, alone(&course, 2, step));
    host.next(2).does(Action::Tick { member: 0 }).does(Action::Pass).does(Action::Pass);
    assert_eq!((host.stage().phase, host.stage().ticked), (Phase::Revealed, vec![0]));
}

#[test]
fn against_the_clock_each_team_answers_what_it_can() {
    let course = course();
    let mut host =
        Host::new(&course, alone(&course, 2, round(RoundKind::Sprint, &["q00", "q01", "q02", "q03", "q04", "q05"])));
    host.next(2).judges(true).does(Action::Pass).does(choice(1)).judges(true);
    assert_eq!((host.stage().tally, host.stage().scores), ((2, 3), vec![10, 0]));
    let Clock::Running { until } = host.stage().clock else { panic!() };
    host.now = until.utc_ms;
    assert_eq!(host.tries(Action::Judge { right: true }), Err(Refusal::TimeOver));
    assert_eq!(host.next(1).stage().phase, Phase::Revealed);
    let stage = host.next(1).stage();
    assert_eq!((stage.team, stage.question, stage.phase), (Some(B), Some("q05".into()), Phase::Ready));
    let stage = host.next(1).judges(true).stage();
    assert_eq!((stage.phase, stage.scores), (Phase::Revealed, vec![10, 5]), "the supply is used up");
}

#[test]
fn a_correction_needs_a_reason_and_is_taken_back_like_everything_else() {
    let course = course();
    let mut host = Host::new(&course, alone(&course, 2, Step::Results));
    let correct = |points, reason: &str| Action::Correct { team: B, points, reason: reason.into() };
    assert_eq!(host.tries(correct(5, " ")), Err(Refusal::Reason));
    assert_eq!(host.tries(correct(0, "误判")), Err(Refusal::Reason));
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
    assert_eq!(host.tries(buzz(C, 1)), Err(Refusal::Team), "only who leads plays");
    host.does(buzz(B, 2)).judges(true).next(1);
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
