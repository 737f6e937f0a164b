//! Which of two states of the same thing is the newer one. Records of newer programs count, too, so their texts are
//! looked at and not their meaning. Inside a text of JSON every quote is escaped, so what is looked for cannot be
//! something that a reader has written.

/// How every [`Moment`](crate::core::review::Moment) begins.
const MOMENT: &str = "{\"u\":";
/// How an answer given in a session begins.
const GIVEN: &str = "\"given\":{\"review\":\"";

/// The latest moment that a record names.
pub(super) fn latest(json: &str) -> Option<i64> {
    let number = |rest: &str| {
        let end = rest.find(|c: char| c != '-' && !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse().ok()
    };
    json.split(MOMENT).skip(1).filter_map(number).max()
}

/// How far a session had come: one that does not hold an answer that was taken back, then more answers, then finished,
/// then what stands on screen.
pub(super) fn progress(session: &str, is_undone: &dyn Fn(&str) -> bool) -> (bool, usize, bool, usize) {
    let (mut up_to_date, mut answers) = (true, 0);
    for rest in session.split(GIVEN).skip(1) {
        answers += 1;
        up_to_date &= !rest.split('"').next().is_some_and(is_undone);
    }
    let cursor = session.rsplit("\"cursor\":").next().unwrap_or_default();
    let end = cursor.find(|c: char| !c.is_ascii_digit()).unwrap_or(cursor.len());
    (up_to_date, answers, session.contains("\"finished\":{"), cursor[..end].parse().unwrap_or(0))
}
