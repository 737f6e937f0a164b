//! Somebody who hosts a branch meeting with two windows, and a mirror of the meeting that knows what both must show.

use crate::browser::Browser;
use crate::problem::{Outcome, ensure, fail};
use crate::screen::Screen;
use crate::student::Student;
use biaoshuai::core::branch::{Action, Meeting, Outcome as Done, Phase, Shown, Stage};
use biaoshuai::core::course::Course;
use biaoshuai::core::question::BLANK;
use biaoshuai::core::review::Moment;
use biaoshuai::core::route::Route;
use std::rc::Rc;
use std::time::Duration;
use thirtyfour::WindowHandle;

/// All that a window shows of the meeting, but for the seconds.
pub const SEEN: &str = "
const all = '.big-step, .big-name, .big-count, .big-code, .pg-title, .pl li, .pg > :not(.later), .big-middle, .big-stakes li, .big-board li, \
.big-votes li, .big-call > span:not(.badge), .big-team';
return (document.querySelector('.big-black') ? 'black|' : '')
  + [...document.querySelectorAll(all)].map((e) => e.textContent.trim()).join('|');";

/// The host at their laptop.
pub struct Host<'a> {
    /// Who hosts.
    pub student: &'a Student,
    /// What both windows must show.
    pub meeting: Meeting,
    course: Rc<Course>,
    now: i64,
    desk: WindowHandle,
    projector: Option<WindowHandle>,
}

impl<'a> Host<'a> {
    /// Opens the host's window of a meeting that is kept here already.
    ///
    /// # Errors
    /// When it does not show.
    pub async fn sit_down(student: &'a Student, meeting: Meeting) -> Outcome<Self> {
        student.browser.show_on(Screen::LAPTOP).await?;
        student.open(&Route::Host(meeting.id.clone())).await?;
        student.browser.see("#next").await?;
        let desk = student.browser.web().window().await?;
        let now = meeting.actions.last().map_or(meeting.started, |action| action.at).utc_ms;
        Ok(Self { student, course: Rc::clone(&student.course), meeting, now, desk, projector: None })
    }

    /// The browser.
    #[must_use]
    pub fn browser(&self) -> &Browser {
        &self.student.browser
    }

    /// To the host's window.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn at_desk(&self) -> Outcome {
        Ok(self.browser().web().switch_to_window(self.desk.clone()).await?)
    }

    /// To the audience's window.
    ///
    /// # Errors
    /// When it is gone, or was never opened.
    pub async fn at_screen(&self) -> Outcome {
        let Some(screen) = &self.projector else { return fail("there is no audience's window") };
        Ok(self.browser().web().switch_to_window(screen.clone()).await?)
    }

    /// Opens the audience's window.
    ///
    /// # Errors
    /// When it does not show the same.
    pub async fn open_screen(&mut self) -> Outcome {
        self.at_desk().await?;
        self.browser().tap("#open-screen").await?;
        for _ in 0..200 {
            let all = self.browser().web().windows().await?;
            if let Some(new) = all.into_iter().find(|handle| *handle != self.desk) {
                self.projector = Some(new);
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        self.at_screen().await?;
        self.browser().show_on(Screen::WIDE).await?;
        self.browser().see(".big-frame").await?;
        self.in_step().await
    }

    /// Closes the audience's window.
    ///
    /// # Errors
    /// When it is gone already.
    pub async fn close_screen(&mut self) -> Outcome {
        self.at_screen().await?;
        self.browser().web().close_window().await?;
        self.projector = None;
        self.at_desk().await
    }

    /// What there is to see.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.meeting.stage(&self.course)
    }

    /// The question on screen as it stands there.
    ///
    /// # Errors
    /// When there is none.
    pub fn shown(&self) -> Outcome<Shown> {
        let question = self.stage().question.and_then(|id| self.course.question(&id).cloned());
        question
            .map_or_else(|| fail("no question is on screen"), |question| Ok(Shown::new(&question, self.meeting.seed)))
    }

    /// Something happens in the meeting; both windows must show it.
    ///
    /// # Errors
    /// When it is not possible, or they do not.
    pub async fn mirrored(&mut self, action: Action) -> Outcome {
        self.do_too(action)?;
        self.in_step().await
    }

    /// Something happens in the meeting while the host is elsewhere; the audience's window must show it.
    ///
    /// # Errors
    /// As [`Host::mirrored`].
    pub async fn mirrored_on_screen(&mut self, action: Action) -> Outcome {
        self.do_too(action)?;
        self.at_screen().await?;
        let wanted = self.wanted();
        for _ in 0..200 {
            let seen = self.seen().await?;
            let is_away = self.stage().paper.is_some() || !seen.contains("用手机答");
            if is_away && wanted.iter().all(|words| seen.contains(words)) {
                return self.at_desk().await;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        fail(format!("wanted {wanted:?}; the audience's window shows {:?}", self.seen().await?))
    }

    /// The same in the mirror.
    fn do_too(&mut self, action: Action) -> Outcome {
        self.now += 1000;
        let now = Moment { utc_ms: self.now, ..self.meeting.started };
        let done = self.meeting.act(&self.course, action.clone(), now);
        ensure(done == Done::Done, format!("{action:?} is refused: {done:?}"))
    }

    /// Presses a button of the host's window.
    ///
    /// # Errors
    /// As [`Host::mirrored`].
    pub async fn press(&mut self, button: &str, action: Action) -> Outcome {
        self.at_desk().await?;
        self.browser().tap(button).await?;
        self.mirrored(action).await
    }

    /// Presses a key in the window that has the focus.
    ///
    /// # Errors
    /// As [`Host::mirrored`].
    pub async fn key(&mut self, key: impl Into<char>, action: Action) -> Outcome {
        self.browser().key(key).await?;
        self.mirrored(action).await
    }

    /// Ends the meeting: the audience still sees the scores, the host the record.
    ///
    /// # Errors
    /// When it does not end.
    pub async fn end(&mut self) -> Outcome {
        self.at_desk().await?;
        self.browser().tap("#end").await?;
        let now = Moment { utc_ms: self.now + 1000, ..self.meeting.started };
        let done = self.meeting.act(&self.course, Action::End, now);
        ensure(done == Done::Done, format!("the end is refused: {done:?}"))?;
        self.at_screen().await?;
        self.browser().see(".big-board").await?;
        self.at_desk().await
    }

    /// 下一步, with the button; the app takes two within a quarter of a second for one.
    ///
    /// # Errors
    /// As [`Host::mirrored`].
    pub async fn next(&mut self) -> Outcome {
        tokio::time::sleep(Duration::from_millis(260)).await;
        self.press("#next", Action::Next).await
    }

    /// Takes the last action back.
    ///
    /// # Errors
    /// As [`Host::mirrored`].
    pub async fn undo(&mut self) -> Outcome {
        self.at_desk().await?;
        self.browser().tap("#undo").await?;
        ensure(self.meeting.undo() == Done::Done, "nothing to take back")?;
        self.in_step().await
    }

    /// So many minutes pass, in every window that is open.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn minutes_pass(&self, minutes: u32) -> Outcome {
        self.at_desk().await?;
        self.student.minutes_pass(minutes, true).await?;
        if self.projector.is_some() {
            self.at_screen().await?;
            self.student.minutes_pass(minutes, true).await?;
            self.at_desk().await?;
        }
        Ok(())
    }

    async fn seen(&self) -> Outcome<String> {
        let seen = self.browser().js(SEEN, Vec::new()).await?;
        Ok(seen.as_str().unwrap_or_default().to_owned())
    }

    /// Words that must be on screen now.
    fn wanted(&self) -> Vec<String> {
        let stage = self.stage();
        let mut wanted: Vec<String> = Vec::new();
        if stage.black {
            return vec!["black|".to_owned()];
        }
        if let Some(code) = stage.paper {
            return vec![code];
        }
        if !matches!(stage.phase, Phase::Results | Phase::Rule) {
            let points = stage.scores.iter().map(|points| points.to_string().replace('-', "−"));
            let letters = ('A'..).zip(points).map(|(letter, points)| format!("{letter}{points}"));
            wanted.extend(letters);
        }
        if let Some(section) = stage.place.as_ref().and_then(|id| self.course.section(id)) {
            wanted.push(section.title.clone());
        }
        let question = stage.question.as_ref().and_then(|id| self.course.question(id));
        let concept = stage.concept.as_ref().and_then(|id| self.course.concept(id));
        match (&stage.phase, question, concept) {
            (Phase::Rule, ..) => wanted.push(stage.rule),
            (Phase::Ready | Phase::Asking | Phase::Buzzed { .. }, Some(question), _) => {
                wanted.push(question.stem.replace(BLANK, "＿＿＿＿"));
            }
            (Phase::Revealed, Some(question), _) => wanted.push(question.why.clone()),
            (Phase::Slide, _, Some(concept)) if stage.beat == 0 => wanted.push(concept.title.clone()),
            (Phase::Results, ..) => wanted.extend(self.meeting.plan.teams.iter().map(|team| team.name.clone())),
            _ => {}
        }
        wanted
    }

    /// Both windows show what the mirror says, and the same.
    ///
    /// # Errors
    /// When they do not in time.
    pub async fn in_step(&self) -> Outcome {
        let wanted = self.wanted();
        let mut last = (String::new(), String::new());
        for _ in 0..200 {
            self.at_desk().await?;
            let desk = self.seen().await?;
            let screen = if self.projector.is_some() {
                self.at_screen().await?;
                self.seen().await?
            } else {
                desk.clone()
            };
            self.at_desk().await?;
            if desk == screen && wanted.iter().all(|words| desk.contains(words)) {
                return Ok(());
            }
            last = (desk, screen);
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        fail(format!("wanted {wanted:?}; the host's window shows {:?}, the audience's {:?}", last.0, last.1))
    }

    /// Types the hands for every letter and enters them; `counts` in the order of the screen.
    ///
    /// # Errors
    /// As [`Host::mirrored`].
    pub async fn count(&mut self, counts: &[u16]) -> Outcome {
        self.at_desk().await?;
        let shown = self.shown()?;
        let mut canonical = vec![0; counts.len()];
        for (at, count) in counts.iter().enumerate() {
            self.browser().type_into(&format!("#count-{at}"), &count.to_string()).await?;
            if let Some(slot) = shown.canonical(at).and_then(|index| canonical.get_mut(usize::from(index))) {
                *slot = *count;
            }
        }
        self.press("#votes", Action::Votes { counts: canonical }).await
    }

    /// The meeting as it lies in the database, once that has caught up.
    ///
    /// # Errors
    /// When it never does.
    pub async fn stored(&self) -> Outcome<Meeting> {
        for _ in 0..200 {
            let stored: Meeting = self.student.stored(&self.meeting.place()).await?;
            if stored.actions.len() == self.meeting.actions.len() {
                return Ok(stored);
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        fail("the meeting was not stored")
    }
}
