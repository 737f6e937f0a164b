//! The two windows of a branch meeting in every state worth looking at.

use crate::moments::now;
use crate::problem::{Outcome, ensure, fail};
use crate::student::Student;
use crate::tour::Visitor;
use biaoshuai::core::branch::{
    Action, Meeting, Outcome as Done, Phase, Plan, Roster, Round, RoundKind, Stage, Step, TeamNo, score, suitable, team,
};
use biaoshuai::core::course::Course;
use biaoshuai::core::exam::{PaperCode, Variant};
use biaoshuai::core::ids::{ConceptId, QuestionId};
use biaoshuai::core::question::{Body, QuestionKind};
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;

/// A meeting on its way through everything, and what was worth a look.
struct Walk<'a> {
    course: &'a Course,
    meeting: Meeting,
    now: i64,
    sights: Vec<(&'static str, Meeting)>,
}

impl Walk<'_> {
    fn stage(&self) -> Stage {
        self.meeting.stage(self.course)
    }

    fn act(&mut self, action: Action) -> Outcome {
        self.now += 1000;
        let now = Moment { utc_ms: self.now, ..self.meeting.started };
        let done = self.meeting.act(self.course, action.clone(), now);
        ensure(done == Done::Done, format!("{action:?}: {done:?} in {:?}", self.stage().phase))
    }

    fn next(&mut self, times: usize) -> Outcome {
        (0..times).try_for_each(|_| self.act(Action::Next))
    }

    /// Past the picture of where the next concept stands, if there is one.
    fn past_places(&mut self) -> Outcome {
        while self.stage().place.is_some() {
            self.act(Action::Next)?;
        }
        Ok(())
    }

    fn see(&mut self, name: &'static str) {
        self.sights.push((name, self.meeting.clone()));
    }
}

/// Leads a visitor through both windows.
///
/// # Errors
/// When a screen does not show.
pub async fn walk(student: &Student, visitor: &mut impl Visitor) -> Outcome {
    student.open_home().await?;
    for (name, mut meeting) in sights(&student.course)? {
        meeting.id = format!("look-{name}").as_str().into();
        student.plant(&meeting.place(), &meeting).await?;
        student.open(&Route::Audience(meeting.id.clone())).await?;
        student.browser.see(".big-frame, .big-black").await?;
        visitor.visit(student, &format!("branch-screen-{name}")).await?;
        if ["members", "choice", "placing", "votes", "relay", "results"].contains(&name) {
            student.open(&Route::Host(meeting.id)).await?;
            student.browser.see("#next").await?;
            visitor.visit(student, &format!("branch-host-{name}")).await?;
        }
    }
    Ok(())
}

/// A concept of a shape.
fn concept(course: &Course, shape: fn(&biaoshuai::core::course::Concept) -> bool) -> Outcome<ConceptId> {
    course
        .concepts
        .iter()
        .find(|concept| shape(concept))
        .map_or_else(|| fail("no such concept"), |it| Ok(it.id.clone()))
}

/// A plan with every kind of slide and round.
fn plan(course: &Course) -> Outcome<Plan> {
    let concepts = vec![
        concept(course, |concept| concept.members.len() == 5 && !concept.siblings.is_empty())?,
        concept(course, |concept| concept.pairs.len() > 3)?,
        concept(course, |concept| concept.text.is_some())?,
    ];
    let of = |kind: QuestionKind, nth: usize| -> Vec<QuestionId> {
        let all = course.questions.iter().filter(|question| question.body.kind() == kind);
        all.skip(nth).take(1).map(|question| question.id.clone()).collect()
    };
    let kinds =
        [QuestionKind::Single, QuestionKind::Match, QuestionKind::Group, QuestionKind::Order, QuestionKind::Fill];
    let turns: Vec<QuestionId> =
        kinds.into_iter().flat_map(|kind| of(kind, 3)).chain(of(QuestionKind::TrueFalse, 2)).collect();
    let some = |kind: RoundKind, from: usize, count: usize| -> Vec<QuestionId> {
        suitable(course, kind).skip(from).step_by(7).take(count).map(|question| question.id.clone()).collect()
    };
    let round = |kind: RoundKind, questions| Step::Round(Round::new(kind).with(questions));
    let list = concept(course, |concept| concept.members.len() > 4)?;
    let steps = vec![
        Step::Learn(concepts),
        round(RoundKind::Turns, turns),
        round(RoundKind::Buzzer, some(RoundKind::Buzzer, 100, 2)),
        round(RoundKind::Risk, some(RoundKind::Risk, 200, 9)),
        round(RoundKind::Hands, of(QuestionKind::Multiple, 5)),
        round(RoundKind::Call, some(RoundKind::Call, 300, 1)),
        Step::Round(Round { lists: vec![list], ..Round::new(RoundKind::Relay) }),
        round(RoundKind::Sprint, some(RoundKind::Sprint, 400, 20)),
        Step::Discuss {
            prompt: "结合本支部实际谈谈：哪里做得好，哪里还有差距，下一步怎么做？".into(), minutes: 5
        },
        Step::Results,
    ];
    let roster = Roster::numbers(12);
    let teams = team::drawn(&roster, 3, 1);
    Ok(Plan { id: "look".into(), title: "三月主题党日".into(), course: course.id.clone(), roster, teams, steps })
}

fn sights(course: &Course) -> Outcome<Vec<(&'static str, Meeting)>> {
    let now = now();
    let meeting = Meeting::new("look".into(), plan(course)?, 5, Moment { utc_ms: now, zone_min: 480 });
    let mut walk = Walk { course, meeting, now, sights: Vec::new() };
    slides(&mut walk)?;
    turns(&mut walk)?;
    teams(&mut walk)?;
    room(&mut walk)?;
    Ok(walk.sights)
}

fn slides(walk: &mut Walk<'_>) -> Outcome {
    walk.see("place");
    walk.past_places()?;
    walk.next(3)?;
    walk.see("members");
    walk.act(Action::Reveal)?;
    walk.see("versus");
    walk.next(1)?;
    walk.past_places()?;
    walk.act(Action::Reveal)?;
    let pairs = walk.stage().beats;
    walk.act(Action::Back)?;
    ensure(pairs > 0, "no pairs")?;
    walk.see("pairs");
    walk.next(2)?;
    walk.past_places()?;
    walk.next(1)?;
    walk.see("wording");
    while walk.stage().phase == Phase::Slide {
        walk.next(1)?;
    }
    Ok(())
}

fn turns(walk: &mut Walk<'_>) -> Outcome {
    walk.see("rule");
    let Ok(code) = PaperCode::new(walk.course, None, 5, Variant::A) else { return fail("no paper") };
    walk.act(Action::Paper { code: code.to_string() })?;
    walk.see("paper");
    walk.act(Action::Paper { code: String::new() })?;
    walk.next(1)?;
    for name in ["choice", "match", "placing", "order", "fill", "statement"] {
        walk.next(1)?;
        walk.see(name);
        let right = name != "choice" && name != "order";
        walk.act(Action::Judge { right })?;
        if name == "choice" {
            walk.see("wrong");
        }
        if name == "match" {
            walk.see("right");
        }
        walk.next(1)?;
    }
    Ok(())
}

fn teams(walk: &mut Walk<'_>) -> Outcome {
    walk.see("buzzer-rule");
    walk.next(2)?;
    walk.act(Action::Buzz { team: TeamNo(1), ticks_ms: 5 })?;
    walk.see("buzzed");
    walk.act(Action::Judge { right: false })?;
    walk.see("buzz-again");
    walk.act(Action::Reveal)?;
    walk.next(1)?;
    walk.act(Action::Pass)?;
    walk.see("risk-rule");
    walk.next(1)?;
    walk.see("stakes");
    for level in 1..=3 {
        walk.act(Action::Stake { level })?;
        walk.next(1)?;
        walk.act(Action::Judge { right: level == 3 })?;
        walk.next(1)?;
    }
    Ok(())
}

fn room(walk: &mut Walk<'_>) -> Outcome {
    walk.next(3)?;
    walk.see("hands");
    let question = walk.stage().question.and_then(|id| walk.course.question(&id));
    let Some(Body::Multiple(options)) = question.map(|question| &question.body) else { return fail("no vote") };
    let counts =
        |times: u16| (1..).zip(options).map(|(at, option)| at + if option.right { times } else { 1 }).collect();
    walk.act(Action::Votes { counts: counts(2) })?;
    walk.next(1)?;
    walk.see("discussing");
    walk.next(1)?;
    walk.act(Action::Votes { counts: counts(9) })?;
    walk.see("votes");
    walk.next(1)?;
    walk.see("voted");
    walk.next(2)?;
    walk.see("called");
    walk.act(Action::Judge { right: true })?;
    walk.next(3)?;
    walk.act(Action::Judge { right: true })?;
    walk.act(Action::Tick { member: 3 })?;
    walk.see("relay");
    walk.act(Action::Reveal)?;
    walk.next(3)?;
    walk.act(Action::Judge { right: true })?;
    walk.act(Action::Judge { right: false })?;
    walk.see("sprint");
    while walk.stage().kind.is_some() {
        walk.act(Action::Reveal)?;
        walk.next(1)?;
        if walk.stage().phase == Phase::Ready {
            walk.next(1)?;
        }
    }
    walk.next(1)?;
    walk.see("talk");
    walk.next(1)?;
    walk.see("results");
    let scores = walk.stage().scores;
    let leader = score::scoreboard(&scores)[0];
    for (place, points) in (0..).zip(&scores) {
        if let Ok(points) = i16::try_from(leader.points - points)
            && points > 0
        {
            walk.act(Action::Correct { team: TeamNo(place), points, reason: "看一看".into() })?;
        }
    }
    walk.see("tie");
    Ok(())
}
