//! Addresses: every screen has one, and it can be shared, bookmarked and opened offline.

use crate::core::ids::{ConceptId, CourseId, MeetingId, PlanId, SectionId, SessionId};
use std::fmt;

/// A screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// 今日: go on, today's suggestion, mastery at a glance.
    Home,
    /// 学习: the course as a map of parts and sections.
    Learn,
    /// A section with its concepts.
    Section(CourseId, SectionId),
    /// A concept card.
    Concept(CourseId, ConceptId),
    /// The course as one picture.
    Map(CourseId),
    /// The recitation ladder of a concept.
    Ladder(CourseId, ConceptId),
    /// All pairs of look-alikes of a course.
    Contrasts(CourseId),
    /// Two look-alikes side by side.
    Contrast(CourseId, ConceptId, ConceptId),
    /// 我的原文: the reader's own copy of the text, open at a paragraph of the speech (1 = first) or where it was left.
    Text(CourseId, Option<u16>),
    /// Search over concepts and questions.
    Search,
    /// 练习: choose what to practise.
    Practice,
    /// 专项练习: choose by what the questions are.
    Focus,
    /// 模拟考试: choose a paper, and all exams so far.
    Exams,
    /// A running exam.
    Exam(SessionId),
    /// What an exam came to.
    ExamResult(SessionId),
    /// The same for the host of a meeting, to be scanned or typed.
    HandIn(SessionId),
    /// 速览卡: the concepts of a course or of one section as cards to be flipped.
    Cards(CourseId, Option<SectionId>),
    /// A running session.
    Session(SessionId),
    /// What a session came to.
    Summary(SessionId),
    /// 我: progress, storage, settings.
    Me,
    /// 数据: backup, restore, and whether everything is sound.
    Data,
    /// 搬家: everything to another phone without a network.
    Moving,
    /// 学习统计: the pictures of progress of the open course.
    Statistics,
    /// 收藏与笔记: everything marked in the open course.
    Marks,
    /// 错题本 of the open course.
    Mistakes,
    /// How to use it, keys, how progress is counted.
    Help,
    /// 支部学习: plans, meetings and what is kept of them.
    Branch,
    /// A plan being made.
    BranchPlan(PlanId),
    /// The host's window of a meeting.
    Host(MeetingId),
    /// The audience's window of a meeting, for the projector.
    Audience(MeetingId),
    /// The results of phones, collected by the host.
    Collect(MeetingId),
    /// 支部台账: the record of a meeting.
    BranchRecord(MeetingId),
    /// An address that names no screen.
    Unknown(String),
}

impl Route {
    /// Reads a path below the base, with or without slashes at its ends. Query and fragment do not belong to it.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts[..] {
            [] | ["index.html"] => Self::Home,
            ["learn"] => Self::Learn,
            ["learn", course, "section", id] => Self::Section(course.into(), id.into()),
            ["learn", course, "concept", id] => Self::Concept(course.into(), id.into()),
            ["learn", course, "ladder", id] => Self::Ladder(course.into(), id.into()),
            ["learn", course, "map"] => Self::Map(course.into()),
            ["learn", course, "contrast"] => Self::Contrasts(course.into()),
            ["learn", course, "contrast", one, other] => Self::Contrast(course.into(), one.into(), other.into()),
            ["learn", course, "cards"] => Self::Cards(course.into(), None),
            ["learn", course, "cards", id] => Self::Cards(course.into(), Some(id.into())),
            ["learn", course, "text"] => Self::Text(course.into(), None),
            ["learn", course, "text", para] => match para.parse() {
                Ok(para) => Self::Text(course.into(), Some(para)),
                Err(_) => Self::Unknown(parts.join("/")),
            },
            ["search"] => Self::Search,
            ["practice"] => Self::Practice,
            ["practice", "focus"] => Self::Focus,
            ["practice", "exam"] => Self::Exams,
            ["exam", id] => Self::Exam(id.into()),
            ["exam", id, "result"] => Self::ExamResult(id.into()),
            ["exam", id, "hand-in"] => Self::HandIn(id.into()),
            ["session", id] => Self::Session(id.into()),
            ["session", id, "summary"] => Self::Summary(id.into()),
            ["me"] => Self::Me,
            ["me", "data"] => Self::Data,
            ["me", "moving"] => Self::Moving,
            ["statistics"] => Self::Statistics,
            ["marks"] => Self::Marks,
            ["mistakes"] => Self::Mistakes,
            ["help"] => Self::Help,
            ["branch"] => Self::Branch,
            ["plan", id] => Self::BranchPlan(id.into()),
            ["branch", id, "host"] => Self::Host(id.into()),
            ["branch", id, "screen"] => Self::Audience(id.into()),
            ["branch", id, "collect"] => Self::Collect(id.into()),
            ["branch", id, "record"] => Self::BranchRecord(id.into()),
            _ => Self::Unknown(parts.join("/")),
        }
    }

    /// Whether it is one of the screens of 支部学习, whose program is loaded when the first of them is opened.
    #[must_use]
    pub const fn is_branch(&self) -> bool {
        matches!(
            self,
            Self::Branch
                | Self::BranchPlan(_)
                | Self::Host(_)
                | Self::Audience(_)
                | Self::Collect(_)
                | Self::BranchRecord(_)
        )
    }

    /// Whether it has the whole screen, and keys of its own.
    #[must_use]
    pub const fn is_focused(&self) -> bool {
        matches!(self, Self::Session(_) | Self::Exam(_))
    }
}

/// The path below the base, without a leading slash.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => Ok(()),
            Self::Learn => f.write_str("learn"),
            Self::Section(course, id) => write!(f, "learn/{course}/section/{id}"),
            Self::Concept(course, id) => write!(f, "learn/{course}/concept/{id}"),
            Self::Ladder(course, id) => write!(f, "learn/{course}/ladder/{id}"),
            Self::Map(course) => write!(f, "learn/{course}/map"),
            Self::Contrasts(course) => write!(f, "learn/{course}/contrast"),
            Self::Contrast(course, one, other) => write!(f, "learn/{course}/contrast/{one}/{other}"),
            Self::Text(course, None) => write!(f, "learn/{course}/text"),
            Self::Text(course, Some(para)) => write!(f, "learn/{course}/text/{para}"),
            Self::Search => f.write_str("search"),
            Self::Practice => f.write_str("practice"),
            Self::Focus => f.write_str("practice/focus"),
            Self::Exams => f.write_str("practice/exam"),
            Self::Exam(id) => write!(f, "exam/{id}"),
            Self::ExamResult(id) => write!(f, "exam/{id}/result"),
            Self::HandIn(id) => write!(f, "exam/{id}/hand-in"),
            Self::Cards(course, None) => write!(f, "learn/{course}/cards"),
            Self::Cards(course, Some(id)) => write!(f, "learn/{course}/cards/{id}"),
            Self::Session(id) => write!(f, "session/{id}"),
            Self::Summary(id) => write!(f, "session/{id}/summary"),
            Self::Me => f.write_str("me"),
            Self::Data => f.write_str("me/data"),
            Self::Moving => f.write_str("me/moving"),
            Self::Statistics => f.write_str("statistics"),
            Self::Marks => f.write_str("marks"),
            Self::Mistakes => f.write_str("mistakes"),
            Self::Help => f.write_str("help"),
            Self::Branch => f.write_str("branch"),
            Self::BranchPlan(id) => write!(f, "plan/{id}"),
            Self::Host(id) => write!(f, "branch/{id}/host"),
            Self::Audience(id) => write!(f, "branch/{id}/screen"),
            Self::Collect(id) => write!(f, "branch/{id}/collect"),
            Self::BranchRecord(id) => write!(f, "branch/{id}/record"),
            Self::Unknown(path) => f.write_str(path),
        }
    }
}
