//! 学习台账: every answer as a row of a table, for spreadsheets.

mod xlsx;

pub use xlsx::workbook;

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

/// The columns that hold whole numbers.
const NUMBERS: [usize; 2] = [6, 7];

/// An answer.
pub type Row = [String; COLUMNS];

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

/// The row of an answer. What is not in the courses any more is named by its id. Marks are out of 100.
#[must_use]
pub fn row(review: &Review, courses: &[Arc<Course>]) -> Row {
    let course = courses.iter().find(|course| course.id == review.course);
    let question = course.and_then(|course| course.question(&review.question));
    let section = question.and_then(|question| course?.section(&question.section));
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
    let points = u32::from(review.verdict.points.min(review.verdict.of)) * 100 / u32::from(review.verdict.of.max(1));
    let gone = || ["（已撤下）", review.question.as_str()].concat();
    [
        review.at.written(),
        course.map_or_else(|| review.course.to_string(), |course| course.title.clone()),
        section.map(|section| section.title.clone()).unwrap_or_default(),
        question.map_or_else(gone, |question| question.stem.replace(BLANK, "（　）")),
        question.map_or("", |question| question.body.kind().name()).to_owned(),
        result.to_owned(),
        points.to_string(),
        (review.took_ms.saturating_add(500) / 1000).to_string(),
        sure.to_owned(),
    ]
}

/// The table as CSV; the mark at its beginning tells spreadsheets that it is UTF-8.
#[must_use]
pub fn csv(rows: &mut dyn Iterator<Item = Row>) -> String {
    let mut text = "\u{feff}".to_owned();
    let head = HEAD.map(str::to_owned);
    for row in std::iter::once(head).chain(rows) {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                text.push(',');
            }
            text.push('"');
            // A text is a text even where it looks like a formula.
            if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                text.push('\'');
            }
            text += &cell.replace('"', "\"\"");
            text.push('"');
        }
        text += "\r\n";
    }
    text
}
