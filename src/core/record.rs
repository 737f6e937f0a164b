//! 学习台账: every answer as a row of a table, for spreadsheets.

mod xlsx;

pub use xlsx::{Put, put, sheet, workbook};

use crate::core::answer::Confidence;
use crate::core::course::Course;
use crate::core::grade::Outcome;
use crate::core::log::Entry;
use crate::core::question::BLANK;
use crate::core::review::Review;
use std::sync::Arc;

/// Number of columns.
pub const COLUMNS: usize = 9;

/// What the columns are.
pub const HEAD: [&str; COLUMNS] = ["时间", "课程", "章节", "题目", "题型", "作答结果", "得分", "用时（秒）", "把握"];

/// The answers of a log, without those that were taken back.
#[must_use]
pub fn answers(log: Vec<Entry>) -> Vec<Review> {
    let mut answers: Vec<Review> = Vec::new();
    for entry in log {
        match entry {
            Entry::Answer(review) => answers.push(review),
            // An undo follows its answer at once, or soon after.
            Entry::Undo(undo) => {
                if let Some(at) = answers.iter().rposition(|review| review.id == undo.of) {
                    answers.remove(at);
                }
            }
            Entry::Unreadable(_) => {}
        }
    }
    answers
}

/// Gives the cells of the table row by row, the head first. One row at a time, for a hundred thousand together would be
/// much. What is not in the courses any more is named by its id. Marks are out of 100.
pub fn table(answers: &[Review], courses: &[Arc<Course>], put: &mut dyn FnMut(&[&str; COLUMNS])) {
    put(&HEAD);
    for review in answers {
        let course = courses.iter().find(|course| course.id == review.course);
        let question = course.and_then(|course| course.question(&review.question));
        let section = question.and_then(|question| course?.section(&question.section));
        let stem = match question {
            Some(question) => question.stem.replace(BLANK, "（　）"),
            None => ["（已撤下）", review.question.as_str()].concat(),
        };
        let result = match review.verdict.outcome() {
            Outcome::Right => "正确",
            Outcome::Partial => "部分正确",
            Outcome::Wrong => "错误",
        };
        let sure = match review.sure {
            Some(Confidence::Sure) => "有把握",
            Some(Confidence::Unsure) => "不确定",
            Some(Confidence::Guess) => "猜的",
            None => "",
        };
        let of = u32::from(review.verdict.of.max(1));
        let points = u32::from(review.verdict.points) * 100 / of;
        put(&[
            &review.at.written(),
            course.map_or(review.course.as_str(), |course| &course.title),
            section.map_or("", |section| &section.title),
            &stem,
            question.map_or("", |question| question.body.kind().name()),
            result,
            &points.min(100).to_string(),
            &(review.took_ms.saturating_add(500) / 1000).to_string(),
            sure,
        ]);
    }
}

/// The table as CSV; the mark at its beginning tells spreadsheets that it is UTF-8.
#[must_use]
pub fn csv(answers: &[Review], courses: &[Arc<Course>]) -> Vec<u8> {
    let mut text = "\u{feff}".to_owned();
    table(answers, courses, &mut |cells| {
        for cell in cells {
            quote(cell, &mut text);
        }
        text.pop();
        text.push_str("\r\n");
    });
    text.into_bytes()
}

/// Adds a cell to a line of CSV, with the comma behind it.
pub fn quote(cell: &str, text: &mut String) {
    text.push('"');
    // A text is a text even where it looks like a formula.
    if let Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r') = cell.as_bytes().first() {
        text.push('\'');
    }
    escape(cell, &[('"', "\"\"")], text);
    text.push_str("\",");
}

/// Adds a text with some of its characters replaced. Control characters that XML does not have are left out.
fn escape(cell: &str, replaced: &[(char, &str)], text: &mut String) {
    for c in cell.chars() {
        match replaced.iter().find(|pair| pair.0 == c) {
            Some((_, instead)) => text.push_str(instead),
            None if matches!(c, '\0'..'\t' | '\u{b}'..' ' | '\u{fffe}' | '\u{ffff}') => {}
            None => text.push(c),
        }
    }
}
