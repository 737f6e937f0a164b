//! One file per screen.

mod concept;
mod help;
mod home;
mod learn;
mod me;
mod missing;
mod practice;
mod section;
mod session;
mod summary;

pub(super) use concept::Concept;
pub(super) use help::Help;
pub(super) use home::Home;
pub(super) use learn::Learn;
pub(super) use me::Me;
pub(super) use missing::Missing;
pub(super) use practice::Practice;
pub(super) use section::Section;
pub(super) use session::SessionPage;
pub(super) use summary::Summary;
