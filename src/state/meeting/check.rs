//! What is kept of 支部学习 and cannot be read. It is looked at when its screens are opened, for its shapes travel with them.

use super::super::{Keep, Study};
use crate::core::branch::{Draft, Meeting, Plan, Record};
use crate::core::handin::Gathering;

/// Reports plans, meetings, records and collected results that cannot be read, and counts them. They stay as they are. To
/// be asked when what is kept is there; asking again reports nothing twice.
pub fn check(keep: Keep, study: Study) -> usize {
    let mut found = keep.unreadable::<Plan>();
    found.append(&mut keep.unreadable::<Draft>());
    found.append(&mut keep.unreadable::<Meeting>());
    found.append(&mut keep.unreadable::<Record>());
    found.append(&mut keep.unreadable::<Gathering>());
    let count = found.len();
    study.report(found);
    count
}
