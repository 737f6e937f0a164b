//! Parts that several screens use.

mod fact;
mod focus;
mod later;
mod link;
mod mark;
mod mastery;
mod notices;
mod paper_code;
mod passage;
mod read_aloud;
mod segments;
mod source;
mod status;
mod steps;
mod table;
mod title;

pub(super) use fact::FactTag;
pub(super) use focus::{focus, focus_heading, focus_heading_when_there, hear_keys};
pub(super) use later::{after_paint, later};
pub(super) use mark::{mark_bar, written};
pub(super) use mastery::{Legend, MasteryBar, MasteryWord};
pub(super) use notices::notices;
pub(super) use paper_code::{paper_code, paper_link, qr};
pub(super) use passage::{marked, passages};
pub(super) use read_aloud::read_aloud;
pub(super) use segments::{Segments, one_of};
pub(super) use source::SourceNote;
pub(super) use status::{OfflineStatus, SaveStatus};
pub(super) use steps::steps;
pub(super) use table::table;
pub(super) use title::{Starter, scope_title, use_title};
