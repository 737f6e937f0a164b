//! 支部学习: a room of people studies and competes with one laptop on a projector, without phones or network.
//!
//! A [`Plan`] is an agenda of steps with a [`Roster`] and [`Team`]s. A [`Meeting`] is one run of it: what is stored is
//! what the host did, and [`Meeting::stage`] folds that into the [`Stage`] which both windows draw. A [`Record`]
//! (支部台账) is what the branch keeps of it. Errors here print themselves in Chinese, as words to the host.

mod action;
mod clock;
mod draw;
mod judging;
mod meeting;
mod pages;
mod place;
mod plan;
mod play;
mod playing;
mod record;
mod review;
mod roster;
mod round;
mod run;
pub mod score;
mod shown;
pub mod slide;
mod stage;
pub mod tables;
pub mod team;
mod template;

pub use action::{Action, Outcome, REASON_MAX, Refusal, Stamped};
pub use clock::Clock;
pub use meeting::Meeting;
pub use pages::{Block, BlockKind, Frame, LINE, Page, SPACE};
pub use place::{Line, Place};
pub use plan::{Plan, PlanFault, PlanProblem, Step};
pub use play::{Phase, Play, Said, Vote};
pub use record::{Correction, HandedIn, NOTE_MAX, Record, RoundLine, Share, TeamLine, VoteLine};
pub use review::{Change, FollowUp, WEAK};
pub use roster::{Draft, LINES_MAX, MEMBERS_MAX, NAME_MAX, Roster, RosterProblem};
pub use round::{Round, RoundKind, is_right, option_words, options, suitable};
pub use run::Run;
pub use shown::{Shown, letter};
pub use stage::{Stage, Upcoming};
pub use tables::Table;
pub use team::{Team, TeamNo, TeamProblem};
pub use template::{Basis, Length};
