//! 支部学习: forty minutes in two windows, a crash in the middle, and the scores that add up by hand.

use crate::hosting::Host;
use crate::moments::now;
use crate::problem::{Outcome, ensure, fail};
use crate::stage::Stage;
use biaoshuai::core::branch::{Action, Basis, Length, Meeting, Phase, Roster, RoundKind, TeamNo, team};
use biaoshuai::core::question::Body;
use biaoshuai::core::review::Moment;
use std::time::Duration;
use thirtyfour::Key;

/// Plays the journey.
///
/// # Errors
/// Where it ends.
pub async fn play(stage: &mut Stage<'_>) -> Outcome {
    let (begun, mut points) = Box::pin(first_half(stage)).await?;
    stage.crash_browser().await?;
    Box::pin(second_half(stage, begun, &mut points)).await
}

/// Points as they are added by hand.
type Points = Vec<i32>;

fn scored(host: &Host<'_>, points: &Points) -> Outcome {
    let scores = host.stage().scores;
    ensure(scores == *points, format!("the scores are {scores:?}, by hand {points:?}"))
}

/// Slides, the round in turns, hands counted twice; ends while a clock runs.
async fn first_half(stage: &mut Stage<'_>) -> Outcome<(Meeting, Points)> {
    let student = stage.student()?;
    student.open_home().await?;
    let roster = Roster::numbers(12);
    let teams = team::drawn(&roster, 3, 5);
    let basis = Basis { course: &student.course, sections: &[], seed: 4 };
    let plan = basis.plan("plan-1".into(), Length::Usual, roster, teams);
    let started = Moment { utc_ms: now(), zone_min: 480 };
    let meeting = Meeting::new("meeting-1".into(), plan, 7, started);
    student.plant(&meeting.place(), &meeting).await?;
    let mut host = Host::sit_down(student, meeting).await?;
    host.next().await?;
    // Opened late, it catches up.
    host.open_screen().await?;
    slides(&mut host).await?;
    host.minutes_pass(12).await?;
    let mut points = vec![0; 3];
    turns(&mut host, &mut points).await?;
    host.minutes_pass(6).await?;
    hands(&mut host).await?;
    // The next vote begins, and its clock runs.
    host.next().await?;
    host.next().await?;
    ensure(host.stage().phase == Phase::Asking, format!("{:?}", host.stage().phase))?;
    host.stored().await?;
    Ok((host.meeting, points))
}

async fn slides(host: &mut Host<'_>) -> Outcome {
    // Once by clicker: a second press within a moment is the same press.
    host.at_screen().await?;
    host.student_keys("\u{E00F}\u{E00F}").await?;
    host.mirrored(Action::Next).await?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    host.press("#back", Action::Back).await?;
    host.at_screen().await?;
    host.key('.', Action::Black).await?;
    host.next().await?;
    let mut shown = 0;
    while host.stage().phase == Phase::Slide {
        let stage = host.stage();
        if stage.beat == 0 && stage.beats > 2 && shown % 2 == 0 {
            host.press("#reveal", Action::Reveal).await?;
        } else {
            host.next().await?;
        }
        shown += 1;
    }
    Ok(())
}

async fn turns(host: &mut Host<'_>, points: &mut Points) -> Outcome {
    host.next().await?;
    let mut turn = 0;
    while host.stage().kind == Some(RoundKind::Turns) {
        let Some(team) = host.stage().team else { return fail("it is nobody's turn") };
        host.next().await?;
        let right = turn % 3 != 1;
        if turn == 0 {
            answer(host).await?;
        } else if right {
            host.at_screen().await?;
            host.key('y', Action::Judge { right }).await?;
        } else {
            host.press("#wrong", Action::Judge { right }).await?;
        }
        points[team.place()] += if right { 10 } else { 0 };
        scored(host, points)?;
        if turn == 1 {
            // It was right after all: taken back, judged again; and a correction with its reason.
            host.undo().await?;
            host.press("#right", Action::Judge { right: true }).await?;
            points[team.place()] += 10;
            host.correct(2, -5, "抢先看了答案").await?;
            points[2] -= 5;
            scored(host, points)?;
        }
        turn += 1;
        host.next().await?;
    }
    Ok(())
}

/// Puts the right answer in by keyboard where letters can be called out, or judges.
async fn answer(host: &mut Host<'_>) -> Outcome {
    let shown = host.shown()?;
    let letters = match &shown.question.body {
        Body::Single(_) | Body::Multiple(_) => shown.right_letters(),
        _ => return host.press("#right", Action::Judge { right: true }).await,
    };
    host.at_screen().await?;
    let mut draft = None;
    for letter in letters.bytes() {
        draft = shown.called(draft, usize::from(letter - b'A'));
    }
    let Some(draft) = draft else { return fail("no answer") };
    host.student_keys(&letters.to_lowercase()).await?;
    host.key(Key::Enter, Action::Answer(draft)).await
}

/// A vote, some talk, and another vote.
async fn hands(host: &mut Host<'_>) -> Outcome {
    ensure(host.stage().kind == Some(RoundKind::Hands), "no vote")?;
    host.next().await?;
    host.next().await?;
    host.next().await?;
    let count = host.shown()?.letters();
    host.count(&vec![3; count]).await?;
    host.next().await?;
    host.minutes_pass(2).await?;
    host.next().await?;
    let mut second = vec![0; count];
    second[0] = 12;
    host.count(&second).await?;
    host.next().await?;
    ensure(host.stage().phase == Phase::Revealed, "not revealed")
}

/// After the crash: the same step, then talk, buzzers, a tie-break and the end.
async fn second_half(stage: &mut Stage<'_>, begun: Meeting, points: &mut Points) -> Outcome {
    let student = stage.student()?;
    student.open_home().await?;
    student.minutes_pass(25, false).await?;
    let mut host = Host::sit_down(student, begun).await?;
    host.in_step().await?;
    scored(&host, points)?;
    let ring = student.browser.until("a clock that went on", "document.querySelector('.ring b')?.textContent").await?;
    ensure(ring.as_str() == Some("0"), format!("when its time is over the clock shows {ring}"))?;
    host.open_screen().await?;
    let count = host.shown()?.letters();
    host.next().await?;
    host.count(&vec![1; count]).await?;
    host.press("#reveal", Action::Reveal).await?;
    host.next().await?;
    // The talk, and a projector that is unplugged meanwhile.
    host.next().await?;
    host.minutes_pass(5).await?;
    host.close_screen().await?;
    host.next().await?;
    host.open_screen().await?;
    buzzers(&mut host, points).await?;
    while host.stage().phase != Phase::Results {
        host.next().await?;
    }
    host.end().await?;
    host.stored().await?;
    let record = host.record().await?;
    let total: Vec<(String, i32)> = record.teams.iter().map(|line| (line.name.clone(), line.points)).collect();
    for (team, points) in host.meeting.plan.teams.iter().zip(points.iter()) {
        ensure(total.contains(&(team.name.clone(), *points)), format!("the record says {total:?}"))?;
    }
    ensure(record.corrections.len() == 1 && record.votes.len() == 2, "corrections and votes are not in the record")?;
    student.browser.until("the way to the record", "location.pathname.endsWith('/record')").await?;
    Ok(())
}

async fn buzzers(host: &mut Host<'_>, points: &mut Points) -> Outcome {
    ensure(host.stage().kind == Some(RoundKind::Buzzer), format!("{:?}", host.stage().kind))?;
    host.next().await?;
    let keys: Vec<char> = host.meeting.plan.teams.iter().map(|team| team.key.to_ascii_lowercase()).collect();
    let mut place: u8 = 0;
    while host.stage().kind == Some(RoundKind::Buzzer) {
        host.next().await?;
        host.at_screen().await?;
        let first = place % 3;
        host.key(keys[usize::from(first)], Action::Buzz { team: TeamNo(first), ticks_ms: 1000 * u32::from(place) })
            .await?;
        host.at_desk().await?;
        host.key('n', Action::Judge { right: false }).await?;
        points[usize::from(first)] -= 5;
        let second = (place + 1) % 3;
        host.at_screen().await?;
        host.key(
            keys[usize::from(second)],
            Action::Buzz { team: TeamNo(second), ticks_ms: 1000 * u32::from(place) + 500 },
        )
        .await?;
        host.press("#right", Action::Judge { right: true }).await?;
        points[usize::from(second)] += 10;
        scored(host, points)?;
        place += 1;
        host.next().await?;
    }
    Ok(())
}

/// The point of a correction is its reason: without one nothing happens.
impl Host<'_> {
    async fn correct(&mut self, team: u8, points: i16, reason: &str) -> Outcome {
        self.at_desk().await?;
        let browser = self.browser();
        browser.tap("#scores summary").await?;
        browser.tap(&format!("#scores .team:nth-of-type({})", team + 1)).await?;
        browser.type_into("#points", &points.to_string()).await?;
        browser.tap("#correct").await?;
        let refused = "document.querySelector('.refusal')?.textContent.includes('理由')";
        browser.until("a correction without reason refused", refused).await?;
        browser.type_into("#reason", reason).await?;
        self.press("#correct", Action::Correct { team: TeamNo(team), points, reason: reason.to_owned() }).await
    }

    async fn student_keys(&self, keys: &str) -> Outcome {
        self.browser().keys(keys).await
    }

    async fn record(&self) -> Outcome<biaoshuai::core::branch::Record> {
        self.student.stored(&self.meeting.place()).await
    }
}
