//! What the host does in a meeting.

use super::team::TeamNo;
use crate::core::answer::Answer;
use crate::core::ids::QuestionId;
use crate::core::review::Moment;
use serde::{Deserialize, Serialize};

/// Something with the time when it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamped<T> {
    /// When.
    #[serde(rename = "t")]
    pub at: Moment,
    /// What.
    #[serde(rename = "a")]
    pub what: T,
}

/// One thing that the host does. Some are possible in some [phases](super::Phase) only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Whatever comes next: another line of a slide, the clock, the answer, the next question, the next step. Where a
    /// screen is black, only that ends.
    Next,
    /// Back to what was shown before. What was played stays played.
    Back,
    /// Shows everything there is to the slide or question.
    Reveal,
    /// Starts the clock, or lets it run on.
    StartClock,
    /// Stops the clock.
    StopClock,
    /// A team presses its buzzer.
    Buzz {
        /// The team.
        team: TeamNo,
        /// Milliseconds on a clock that only runs forward, for ties.
        ticks_ms: u32,
    },
    /// The host judges what was said. In a relay: the next member was said, or not.
    Judge {
        /// Whether it is right.
        right: bool,
    },
    /// The answer was put in, and is graded. Nothing but fully right counts as right.
    Answer(Answer),
    /// A team chooses how hard its question is to be, 1 to 3.
    Stake {
        /// The level.
        level: u8,
    },
    /// The hands counted for each option. Counts again replace counts.
    Votes {
        /// One number for each option.
        counts: Vec<u16>,
    },
    /// The room talks before it votes again.
    Discuss,
    /// The second vote.
    VoteAgain,
    /// A member of a list was said.
    Tick {
        /// Its place in the list.
        member: u8,
    },
    /// Nothing comes of it: the question is left out; in a call somebody else is called, in a relay the next team goes on,
    /// in a sprint comes the next question.
    Pass,
    /// A correction of the score by hand, kept in the record.
    Correct {
        /// The team.
        team: TeamNo,
        /// Points more, or less.
        points: i16,
        /// Why.
        reason: String,
    },
    /// One more question between the teams that lead together.
    TieBreak {
        /// The question.
        question: QuestionId,
    },
    /// Who is there, by place in the roster. Until it is said, everybody.
    Attendance {
        /// Their places.
        present: Vec<u8>,
    },
    /// The screen goes black, or comes back.
    Black,
    /// The code of a paper is held up in front of everything, to be scanned or copied; an empty one is none. Turning on or
    /// back takes it away.
    Paper {
        /// As it is printed.
        code: String,
    },
    /// The meeting is over.
    End,
}

/// What became of an action.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is part of the meeting; store it.
    Done,
    /// It changed nothing.
    Refused(Refusal),
}

/// The longest reason of a correction, in characters.
pub const REASON_MAX: usize = 60;

/// Why an action is not possible. [`Refusal::Repeated`] and [`Refusal::NotNow`] are slips that need no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Again within a quarter of a second: a clicker that sends twice.
    #[error("按得太快，已忽略重复的一次。")]
    Repeated,
    /// Not in this phase.
    #[error("现在不能这样操作。")]
    NotNow,
    /// The meeting is over.
    #[error("会议已经结束。要继续，请先撤销“结束”。")]
    Ended,
    /// There is nothing behind the last step.
    #[error("已是最后一个环节。请点“结束”，生成台账。")]
    LastStep,
    /// There is nothing before the first step.
    #[error("已是第一个环节。")]
    FirstStep,
    /// Going back out of a question that is being played.
    #[error("这道题还没有结束。请先揭晓或跳过，再往回翻。")]
    Playing,
    /// No such team, or one that may not answer this.
    #[error("这个队现在不能作答。")]
    Team,
    /// Another team was first, or this one already was.
    #[error("已有队伍抢到。")]
    Late,
    /// Time is over.
    #[error("时间已到。")]
    TimeOver,
    /// No question of this level is left.
    #[error("这一档的题已经用完，请换一档。")]
    NoneLeft,
    /// The team has to choose first.
    #[error("请先选难度：1、2、3。")]
    NoStake,
    /// The hands have not been counted.
    #[error("请先输入各选项的举手人数。")]
    NoVotes,
    /// Not one count for each option, or one of a thousand and more.
    #[error("举手人数不对：每个选项填一个数，不超过 999。")]
    Counts,
    /// An answer that is incomplete or belongs to another question.
    #[error("答案还没有填完。")]
    Incomplete,
    /// What is recited cannot be graded.
    #[error("这道题请主持人判对错。")]
    HostJudges,
    /// No such member of the list, or said before.
    #[error("这一条已经说过。")]
    Said,
    /// A correction of nothing, or without a reason, or with a very long one.
    #[error("改分要写明分值和理由，理由不超过 {REASON_MAX} 个字。")]
    Reason,
    /// Nobody leads together.
    #[error("没有并列第一，不用加赛。")]
    NoTie,
    /// A question that cannot be asked here.
    #[error("这道题不能用。")]
    Question,
    /// Somebody who is not in the roster.
    #[error("到会人员与名单不符。")]
    Stranger,
    /// There is nothing to take back.
    #[error("没有可以撤销的操作。")]
    NothingToUndo,
}
