//! The real course, and a room that plays it.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "each test file uses its part; helpers may panic")]

use biaoshuai::core::branch::{Action, Meeting, Outcome, Plan, Refusal, Roster, Stage, Step, Team, team};
use biaoshuai::core::course::Course;
use biaoshuai::core::course::check::check;
use biaoshuai::core::ids::QuestionId;
use biaoshuai::core::review::Moment;
use std::path::Path;
use std::sync::LazyLock;

/// The course as the build compiles it.
pub static COURSE: LazyLock<Course> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses/jiguan-dangjian");
    let (mut head, mut files) = (None, Vec::new());
    for entry in std::fs::read_dir(&folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let text = std::fs::read_to_string(entry.path()).unwrap();
        if name == "course.toml" {
            head = Some(toml::from_str(&text).unwrap());
        } else if name.ends_with(".toml") {
            files.push((name, toml::from_str(&text).unwrap()));
        }
    }
    check("jiguan-dangjian", &head.unwrap(), &files).unwrap()
});

pub fn at(utc_ms: i64) -> Moment {
    Moment { utc_ms, zone_min: 480 }
}

/// Ids of questions.
pub fn ids(names: &[&str]) -> Vec<QuestionId> {
    names.iter().map(|name| QuestionId::from(*name)).collect()
}

/// Twelve people in so many teams, the teams by lot.
pub fn people(teams: usize) -> (Roster, Vec<Team>) {
    let roster = Roster::numbers(12);
    let teams = team::drawn(&roster, teams, 3);
    (roster, teams)
}

/// A plan of these steps for a course.
pub fn plan(course: &Course, teams: usize, steps: Vec<Step>) -> Plan {
    let (roster, teams) = people(teams);
    Plan { id: "p".into(), title: "三月主题党日".into(), course: course.id.clone(), roster, teams, steps }
}

/// A host with a clock: every action comes a second after the last one.
pub struct Host<'a> {
    pub course: &'a Course,
    pub meeting: Meeting,
    pub now: i64,
}

impl<'a> Host<'a> {
    pub fn new(course: &'a Course, plan: Plan) -> Self {
        Self { course, meeting: Meeting::new("m".into(), plan, 7, at(0)), now: 0 }
    }

    /// What becomes of an action.
    pub fn tries(&mut self, action: Action) -> Result<(), Refusal> {
        self.now += 1000;
        match self.meeting.act(self.course, action, at(self.now)) {
            Outcome::Done => Ok(()),
            Outcome::Refused(refusal) => Err(refusal),
        }
    }

    #[track_caller]
    pub fn does(&mut self, action: Action) -> &mut Self {
        if let Err(refusal) = self.tries(action.clone()) {
            panic!("{action:?}: {refusal} {:#?}", self.stage());
        }
        self
    }

    #[track_caller]
    pub fn next(&mut self, times: usize) -> &mut Self {
        for _ in 0..times {
            self.does(Action::Next);
        }
        self
    }

    #[track_caller]
    pub fn judges(&mut self, right: bool) -> &mut Self {
        self.does(Action::Judge { right })
    }

    pub fn stage(&self) -> Stage {
        self.meeting.stage(self.course)
    }
}
