//! Rounds: how questions are played in a room.

use crate::core::course::{Concept, Course};
use crate::core::ids::{ConceptId, QuestionId};
use crate::core::question::{Body, Question};
use serde::{Deserialize, Serialize};

/// The kinds of round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoundKind {
    /// 必答
    Turns,
    /// 抢答
    Buzzer,
    /// 风险题
    Risk,
    /// 举手
    Hands,
    /// 随机点名
    Call,
    /// 接龙背诵
    Relay,
    /// 限时挑战
    Sprint,
}

/// A round with its settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// How it is played.
    pub kind: RoundKind,
    /// The questions in their order; in a [`RoundKind::Risk`] or [`RoundKind::Sprint`] the supply to draw from. None in a
    /// [`RoundKind::Relay`].
    #[serde(default)]
    pub questions: Vec<QuestionId>,
    /// The lists of a [`RoundKind::Relay`].
    #[serde(default)]
    pub lists: Vec<ConceptId>,
    /// Seconds for each question; for each team in a [`RoundKind::Sprint`], for each list in a [`RoundKind::Relay`]. 0 for
    /// no clock, which a sprint cannot do without.
    #[serde(default)]
    pub seconds: u16,
    /// Points for a right answer, for each member in a [`RoundKind::Relay`]. In a [`RoundKind::Risk`] times the stake.
    #[serde(default)]
    pub points: u8,
    /// Points that a wrong answer costs, 0 for none. In a [`RoundKind::Risk`] times the stake.
    #[serde(default)]
    pub penalty: u8,
    /// How often each team plays in a [`RoundKind::Risk`].
    #[serde(default = "once")]
    pub each: u8,
}

const fn once() -> u8 {
    1
}

impl RoundKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Turns, Self::Buzzer, Self::Risk, Self::Hands, Self::Call, Self::Relay, Self::Sprint];

    /// The Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Turns => "必答",
            Self::Buzzer => "抢答",
            Self::Risk => "风险题",
            Self::Hands => "举手",
            Self::Call => "随机点名",
            Self::Relay => "接龙背诵",
            Self::Sprint => "限时挑战",
        }
    }

    /// Whether it is a competition of teams. The others can be played by the room as one.
    #[must_use]
    pub const fn needs_teams(self) -> bool {
        matches!(self, Self::Turns | Self::Buzzer | Self::Risk | Self::Sprint)
    }

    /// Whether a question can be played in this round. What is written from memory is recited, and the host judges.
    #[must_use]
    pub const fn suits(self, question: &Question) -> bool {
        match (self, &question.body) {
            (_, Body::Later(_)) | (Self::Relay, _) => false,
            (Self::Hands, body) => matches!(body, Body::Single(_) | Body::Multiple(_) | Body::TrueFalse(_)),
            // Putting things together takes too long where everybody waits for one, or for the clock.
            (Self::Buzzer | Self::Sprint, body) => !matches!(body, Body::Match(_) | Body::Group(_) | Body::Order(_)),
            _ => true,
        }
    }

    /// Whether a list can be recited in a relay.
    #[must_use]
    pub fn suits_list(concept: &Concept) -> bool {
        concept.members.len() >= 2
    }
}

/// How many options hands can be raised for; 0 when this is no question for hands.
#[must_use]
pub const fn options(body: &Body) -> usize {
    match body {
        Body::Single(options) | Body::Multiple(options) => options.len(),
        Body::TrueFalse(_) => 2,
        _ => 0,
    }
}

/// What stands on an option; its letter is another one in every meeting.
#[must_use]
pub fn option_words(body: &Body, option: usize) -> &str {
    match body {
        Body::Single(options) | Body::Multiple(options) => options.get(option).map_or("", |option| &option.text),
        Body::TrueFalse(_) if option == 0 => "对",
        Body::TrueFalse(_) => "错",
        _ => "",
    }
}

/// Whether an option belongs to the answer; 对 is the first of a statement's two.
#[must_use]
pub fn is_right(body: &Body, option: usize) -> bool {
    match body {
        Body::Single(options) | Body::Multiple(options) => options.get(option).is_some_and(|option| option.right),
        Body::TrueFalse(truth) => *truth == (option == 0),
        _ => false,
    }
}

impl Round {
    /// A round with the usual settings and no questions yet.
    #[must_use]
    pub const fn new(kind: RoundKind) -> Self {
        let (seconds, points, penalty) = match kind {
            RoundKind::Turns | RoundKind::Call => (30, 10, 0),
            RoundKind::Buzzer => (20, 10, 5),
            RoundKind::Risk => (45, 10, 10),
            RoundKind::Hands => (30, 0, 0),
            RoundKind::Relay => (60, 5, 0),
            RoundKind::Sprint => (60, 5, 0),
        };
        Self { kind, questions: Vec::new(), lists: Vec::new(), seconds, points, penalty, each: 1 }
    }

    /// The same with other questions.
    #[must_use]
    pub fn with(self, questions: Vec<QuestionId>) -> Self {
        Self { questions, ..self }
    }

    /// How often it is somebody's turn with so many teams: questions, lists, or runs.
    #[must_use]
    pub fn turns(&self, teams: usize) -> usize {
        match self.kind {
            RoundKind::Relay => self.lists.len(),
            RoundKind::Risk => (usize::from(self.each) * teams).min(self.questions.len()),
            RoundKind::Sprint => teams.min(self.questions.len()),
            _ => self.questions.len(),
        }
    }

    /// The rule in one sentence, for the screen.
    #[must_use]
    pub fn rule(&self) -> String {
        let (points, penalty, seconds) = (self.points, self.penalty, self.seconds);
        let within = if seconds == 0 { String::new() } else { format!("限时 {seconds} 秒，") };
        let wrong = if penalty == 0 { "答错不扣分".to_owned() } else { format!("答错扣 {penalty} 分") };
        match self.kind {
            RoundKind::Turns => format!("各队轮流作答，{within}答对得 {points} 分，{wrong}。"),
            RoundKind::Buzzer => format!("主持人开始后按键抢答，{within}答对得 {points} 分，{wrong}，其他队可再抢。"),
            RoundKind::Risk => {
                let wrong = if penalty == 0 {
                    "答错不扣分".into()
                } else {
                    format!("答错扣 {penalty} 分乘以档数")
                };
                format!("各队轮流选 1 至 3 档难度，{within}答对得 {points} 分乘以档数，{wrong}。")
            }
            RoundKind::Hands => format!("每人举手选择，{within}讨论以后可以再选一次，比较两次结果。"),
            RoundKind::Call => {
                format!("随机点到的人作答，{within}人人点过一次才会再点，答对为本队得 {points} 分，{wrong}。")
            }
            RoundKind::Relay => format!("各队接力，一次说出一条，说对得 {points} 分，说不出就过，{within}说完为止。"),
            RoundKind::Sprint => {
                format!("各队依次上场，{seconds} 秒内答得越多越好，每题 {points} 分，{wrong}，可以跳过。")
            }
        }
    }

    /// Rough seconds it takes, with reading out, answering and explaining.
    #[must_use]
    pub fn estimate(&self, teams: usize) -> u32 {
        let (thinking, around) = match self.kind {
            RoundKind::Hands => (u32::from(self.seconds), 75),
            RoundKind::Relay | RoundKind::Sprint => (u32::from(self.seconds), 20),
            // The clock is seldom used up.
            _ => (u32::from(self.seconds) * 2 / 3, 30),
        };
        let turns = u32::try_from(self.turns(teams)).unwrap_or(u32::MAX);
        // The rule is read out first.
        turns.saturating_mul(thinking + around).saturating_add(20)
    }
}

/// The questions of a course that a kind of round can ask, in the order of the course.
pub fn suitable(course: &Course, kind: RoundKind) -> impl Iterator<Item = &Question> {
    course.questions.iter().filter(move |question| kind.suits(question))
}
