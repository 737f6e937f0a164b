//! 支部学习: a room of people studies and competes with one laptop on a projector, without phones or network.
//!
//! A [`Plan`] is an agenda of steps with a [`Roster`] and [`Team`]s. A [`Meeting`] is one run of it: what is stored is
//! what the host did, and [`Meeting::stage`] folds that into the [`Stage`] which both windows draw. A [`Record`]
//! (支部台账) is what the branch keeps of it. Errors here print themselves in Chinese, as words to the host.

mod roster;

pub use roster::{LINES_MAX, MEMBERS_MAX, NAME_MAX, Roster, RosterProblem};
